// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of the reading of specifications: SpecMessage::tr("…").
struct SpecMessage
{
    Q_DECLARE_TR_FUNCTIONS(Spec)
};

} // namespace drawbridge
