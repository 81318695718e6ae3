// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of the layout: LayoutText::tr("…").
struct LayoutText
{
    Q_DECLARE_TR_FUNCTIONS(Layout)
};

} // namespace drawbridge
