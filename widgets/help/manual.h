// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "help/helppages.h"

namespace drawbridge {

// The body of a page as HTML: headings, paragraphs, lists, tables, code, emphasis and links of the Markdown that our pages
// are written in. Everything else is text.
QString htmlOf(const QString &markdown);
// The pages as a static manual: an index, one file per page, navigation on each, no scripts. Files that are there are
// replaced.
Result<void> writeManual(const QString &folder, const QList<HelpPage> &pages);
// "rule/AUTHN-001" → "rule-authn-001.html"
QString manualFileOf(const QString &pageId);

} // namespace drawbridge
