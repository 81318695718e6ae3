// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "report/pagelayout.h"

#include <optional>

namespace drawbridge {

// The pages of a report for the screen, painted as they are wanted by what writes the PDF. Const functions may be called
// on any thread.
class ReportPages
{
public:
    // Sets the report; nothing where it was cancelled.
    static std::optional<ReportPages> of(ReportContent content, Progress &progress);

    int count() const { return int(m_plan.pages.size()); }
    // In points.
    QSizeF size(int page) const { return m_plan.pages.value(page) / pt; }
    // Page (from 0) on which a section begins; -1: none.
    int pageOf(const QString &anchor) const;
    // The pages first … last (from 0), `fit` pixels at most each; fewer where it was cancelled. One pass over the report.
    QList<QImage> paint(int first, int last, const QSize &fit, Progress &progress) const;

private:
    ReportContent m_content;
    PdfPlan m_plan;
};

} // namespace drawbridge
