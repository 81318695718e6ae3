// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// Who sits at the keyboard: what this person was called last time, else the account's name.
QString reviewerName();
void setReviewerName(const QString &name);
// The moment as the model stores it: ISO 8601 with time zone.
QString isoNow();

} // namespace drawbridge
