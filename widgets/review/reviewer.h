// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/moment.h"

#include <QString>

namespace drawbridge {

// Who sits at the keyboard: what this person was called last time, else the account's name.
QString reviewerName();
void setReviewerName(const QString &name);

} // namespace drawbridge
