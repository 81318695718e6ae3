// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// The moment as the model stores it: ISO 8601 with time zone.
QString isoNow();

} // namespace drawbridge
