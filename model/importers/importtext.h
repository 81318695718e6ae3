// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of the importers: ImportText::tr("…").
struct ImportText
{
    Q_DECLARE_TR_FUNCTIONS(Import)
};

} // namespace drawbridge
