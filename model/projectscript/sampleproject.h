// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "base/diagnostics.h"
#include "base/progress.h"
#include "base/result.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// A project made from specifications and, where one is given, the script of what people did with it: imported, laid out,
// told. `script` is the text of the file, `name` what diagnostics call it.
struct SampleProject
{
    ThreatModel model;
    Diagnostics diagnostics; // of the import and the script
};
Result<SampleProject> makeSampleProject(const QStringList &specifications, const QByteArray &script, const QString &name, const Catalogue &catalogue, Progress &progress);

} // namespace drawbridge
