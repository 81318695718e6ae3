// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewstage.h"

#include "canvas/diagramview.h"
#include "review/agendalist.h"
#include "review/reviewbar.h"
#include "review/reviewcard.h"
#include "review/walklist.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMainWindow>
#include <QStackedWidget>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int sideAtLeast = 220, sideAtMost = 380, cardAtLeast = 190, cardAtMost = 300;

QDockWidget *reviewDock(const char *name, const QString &title, QWidget *content, QMainWindow &window, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, &window);
    dock->setObjectName(QLatin1StringView(name));
    dock->setWidget(content);
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    dock->setTitleBarWidget(new QWidget(dock));
    window.addDockWidget(area, dock);
    dock->hide();
    return dock;
}

} // namespace

ReviewStage::ReviewStage(QMainWindow &window, DiagramView &diagram, QWidget &topBar) : QObject(&window), m_window(window), m_diagram(diagram), m_topBar(topBar)
{
    m_bar = new ReviewBar;
    m_bar->hide();
    auto *tops = qobject_cast<QBoxLayout *>(topBar.parentWidget()->layout());
    tops->insertWidget(tops->indexOf(&topBar) + 1, m_bar);
    m_agenda = new AgendaList;
    m_ways = new WalkList;
    m_left = new QStackedWidget;
    m_left->addWidget(m_agenda);
    m_left->addWidget(m_ways);
    m_card = new ReviewCard;
    m_card->setProperty("helpPage", u"review"_s);
    m_left->setProperty("helpPage", u"review"_s);
    m_side = reviewDock("reviewSideDock", tr("Agenda"), m_left, window, Qt::LeftDockWidgetArea);
    m_bottom = reviewDock("reviewCardDock", tr("Under discussion"), m_card, window, Qt::BottomDockWidgetArea);
    diagram.installEventFilter(this);
}

void ReviewStage::open()
{
    m_open = true;
    m_panels = m_window.saveState();
    for (QDockWidget *dock : m_window.findChildren<QDockWidget *>())
        dock->setVisible(dock == m_side || dock == m_bottom);
    m_window.resizeDocks({m_side}, {std::clamp(m_window.width() / 4, sideAtLeast, sideAtMost)}, Qt::Horizontal);
    m_window.resizeDocks({m_bottom}, {std::clamp(m_window.height() * 2 / 5, cardAtLeast, cardAtMost)}, Qt::Vertical);
    m_topBar.hide();
    m_bar->show();
}

void ReviewStage::close()
{
    m_open = false;
    m_bar->stop();
    m_bar->hide();
    m_topBar.show();
    m_side->hide();
    m_bottom->hide();
    m_window.restoreState(m_panels);
    m_side->hide();
    m_bottom->hide();
    m_diagram.highlightRoute({});
    QMetaObject::invokeMethod(&m_diagram, &DiagramView::zoomToFit, Qt::QueuedConnection); // once it has its room back
}

void ReviewStage::showWays(bool on) { m_left->setCurrentWidget(on ? static_cast<QWidget *>(m_ways) : m_agenda); }

void ReviewStage::toggleEvidence()
{
    if (auto *inspector = m_window.findChild<QDockWidget *>(u"inspectorDock"_s)) {
        inspector->setVisible(inspector->isHidden());
        QTimer::singleShot(0, this, &ReviewStage::resized);
    }
}

bool ReviewStage::eventFilter(QObject *object, QEvent *event)
{
    // A running gesture is what Escape ends first, then what is selected.
    if (m_open && object == &m_diagram && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && !m_diagram.isGestureRunning())
        m_card->setFocus(Qt::OtherFocusReason);
    return QObject::eventFilter(object, event);
}

void frameRoute(DiagramView &diagram, const ThreatModel &model, const QList<QUuid> &route, const Subject &otherwise)
{
    QList<Subject> shown;
    for (const QUuid &id : route) {
        const Subject subject{model.flows.contains(FlowId(id)) ? SubjectKind::Flow : SubjectKind::Element, id};
        if (diagram.shows(subject))
            shown.append(subject);
    }
    if (shown.isEmpty() && diagram.shows(otherwise))
        shown.append(otherwise);
    if (!shown.isEmpty()) {
        const QList<Subject> selected = diagram.selection();
        const QSignalBlocker blocker(diagram);
        diagram.select(shown);
        diagram.zoomToSelection();
        diagram.select(selected);
    }
    diagram.highlightRoute(route);
}

} // namespace drawbridge
