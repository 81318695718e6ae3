// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QListWidget;
class QPushButton;

namespace drawbridge {

// The reviews that were held, the newest first: their minutes, what one changed, two side by side.
class ReviewsPage : public WorkshopPage
{
    Q_OBJECT
public:
    explicit ReviewsPage(QWidget *parent = nullptr);
    void show(const WorkshopInput &input) override;

signals:
    void minutesWanted(drawbridge::ReviewId review);
    void comparisonWanted(drawbridge::ReviewId one, drawbridge::ReviewId other);
    // The system before and after a review.
    void changesWanted(drawbridge::VersionId before, drawbridge::VersionId after);

private:
    QList<ReviewId> chosen() const; // the newest first
    void updateButtons();

    WorkshopInput m_input;
    QListWidget *m_list;
    QPushButton *m_minutes, *m_compare, *m_changes;
};

} // namespace drawbridge
