// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "dialogs/finder.h"
#include "tables/findingrow.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// Everything of a project that can be found, then the commands.
QList<FinderEntry> finderEntries(const ThreatModel &model, const QList<FindingRow> &findings, const QList<QAction *> &commands,
                                 std::function<void(const Subject &)> openSubject, std::function<void(const QString &)> openFinding,
                                 std::function<void(DiagramId)> openDiagram);

} // namespace drawbridge
