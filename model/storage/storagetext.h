// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of what storage tells people.
class Storage
{
    Q_DECLARE_TR_FUNCTIONS(Storage)
};

} // namespace drawbridge
