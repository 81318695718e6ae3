// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// Foreign text as one line of Markdown that says just this: what would be layout, a link or HTML is escaped.
QString markdownText(const QString &text);

} // namespace drawbridge
