// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "report/content.h"

namespace drawbridge {

// The report as Markdown with tables (GitHub's): for wikis and repositories. Diagrams are told in words. Text of files is
// escaped: it can neither become a heading, a link nor HTML. Deterministic. An error where it was cancelled.
Result<QByteArray> markdownBytes(const ReportContent &content, Progress &progress);

} // namespace drawbridge
