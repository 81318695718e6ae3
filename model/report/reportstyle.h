// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/content.h"

namespace drawbridge {

// The style sheet of the report in HTML: on the screen in light and dark, and on paper.
QByteArray reportStyle(const ReportContent &content);

} // namespace drawbridge
