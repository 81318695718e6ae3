// SPDX-License-Identifier: Apache-2.0
// Names and texts come from files of strangers: before they are shown they become one bounded, plain line.
#pragma once

#include <QString>
#include <QStringView>

namespace drawbridge {

// One line of at most `limit` characters: line breaks and control characters become spaces, marks that reverse the
// direction of what follows are dropped, and what is cut ends in an ellipsis.
QString oneLine(QStringView text, int limit = 240);
// For a tool tip: wrapped, bounded, and never taken for rich text.
QString plainToolTip(QStringView text);
// For a menu or a button, where & would mark a key.
QString menuText(QStringView text, int limit = 60);

} // namespace drawbridge
