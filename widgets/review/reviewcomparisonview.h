// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workshop/reviewcomparison.h"

#include <QDialog>

namespace drawbridge {

// Two reviews side by side: time, people and counts above, below what became of each item, by what changed.
class ReviewComparisonView : public QDialog
{
    Q_OBJECT
public:
    explicit ReviewComparisonView(const ReviewComparison &comparison, QWidget *parent = nullptr);

signals:
    void findingChosen(const QString &fingerprint);
    void subjectChosen(const drawbridge::Subject &subject);
};

} // namespace drawbridge
