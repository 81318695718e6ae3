// SPDX-License-Identifier: Apache-2.0
#include "review/workshoppanel.h"

#include "common/tablist.h"
#include "review/actionspage.h"
#include "review/checkpointspage.h"
#include "review/commentspage.h"
#include "review/requirementspage.h"
#include "review/reviewspage.h"
#include "review/versionspage.h"

#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

WorkshopPanel::WorkshopPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"workshopPanel"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"workshopTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    layout->addWidget(m_tabs);
    m_comments = new CommentsPage;
    m_requirements = new RequirementsPage;
    m_checkpoints = new CheckpointsPage;
    m_reviews = new ReviewsPage;
    m_versions = new VersionsPage;
    const std::pair<WorkshopPage *, QString> pages[] = {{m_comments, tr("Comments")}, {new ActionsPage, tr("Actions")}, {m_requirements, tr("Requirements")},
                                                        {m_checkpoints, tr("Checkpoints")}, {m_reviews, tr("Reviews")}, {m_versions, tr("Versions")}};
    for (int i = 0; i < PageCount; ++i) {
        m_pages[i] = pages[i].first;
        // The widest page does not make the others wider than their dock.
        m_pages[i]->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_tabs->addTab(pages[i].first, pages[i].second);
        connect(m_pages[i], &WorkshopPage::edited, this, &WorkshopPanel::edited);
        connect(m_pages[i], &WorkshopPage::subjectChosen, this, &WorkshopPanel::subjectChosen);
        connect(m_pages[i], &WorkshopPage::findingChosen, this, &WorkshopPanel::findingChosen);
    }
    m_tabs->setCornerWidget(new TabList(m_tabs->tabBar(), m_tabs));
    connect(m_tabs, &QTabWidget::currentChanged, this, &WorkshopPanel::update);
}

void WorkshopPanel::show(const WorkshopInput &input)
{
    m_input = input;
    std::fill(std::begin(m_stale), std::end(m_stale), true);
    update();
}

void WorkshopPanel::showPage(Page page)
{
    m_tabs->setCurrentIndex(page);
    m_pages[page]->setFocus(Qt::OtherFocusReason);
}

void WorkshopPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    update();
}

void WorkshopPanel::update()
{
    const int page = m_tabs->currentIndex();
    if (!isVisible() || page < 0 || !m_stale[page])
        return;
    m_stale[page] = false;
    m_pages[page]->show(m_input);
}

} // namespace drawbridge
