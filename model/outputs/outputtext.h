// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of the outputs: OutputText::tr("…").
struct OutputText
{
    Q_DECLARE_TR_FUNCTIONS(Output)
};

} // namespace drawbridge
