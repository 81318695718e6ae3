// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of the exporters: ExportText::tr("…").
struct ExportText
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

} // namespace drawbridge
