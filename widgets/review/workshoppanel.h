// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QTabWidget;

namespace drawbridge {

class CheckpointsPage;
class CommentsPage;
class RequirementsPage;
class ReviewsPage;
class VersionsPage;

// What people write beside the model, page by page: comments, actions, requirements, checkpoints, reviews, versions.
class WorkshopPanel : public QWidget
{
    Q_OBJECT
public:
    enum Page { Comments, Actions, Requirements, Checkpoints, Reviews, Versions, PageCount };

    explicit WorkshopPanel(QWidget *parent = nullptr);
    // Only the page that is seen does work; others follow when they are shown.
    void show(const WorkshopInput &input);
    void showPage(Page page);
    CommentsPage *comments() const { return m_comments; }
    RequirementsPage *requirements() const { return m_requirements; }
    CheckpointsPage *checkpoints() const { return m_checkpoints; }
    ReviewsPage *reviews() const { return m_reviews; }
    VersionsPage *versions() const { return m_versions; }

signals:
    void edited(const QString &text, const drawbridge::Delta &delta, const QString &mergeKey);
    void subjectChosen(const drawbridge::Subject &subject);
    void findingChosen(const QString &fingerprint);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void update();

    WorkshopInput m_input;
    WorkshopPage *m_pages[PageCount];
    bool m_stale[PageCount] = {};
    QTabWidget *m_tabs;
    CommentsPage *m_comments;
    RequirementsPage *m_requirements;
    CheckpointsPage *m_checkpoints;
    ReviewsPage *m_reviews;
    VersionsPage *m_versions;
};

} // namespace drawbridge
