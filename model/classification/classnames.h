// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// Short name for lists, in the language of the moment: "Contact data" for pii.contact. Empty for a class that somebody adds.
QString dataClassName(const QString &id);

} // namespace drawbridge
