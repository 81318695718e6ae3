// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QObject>

class QDockWidget;
class QMainWindow;
class QStackedWidget;

namespace drawbridge {

class AgendaList;
class DiagramView;
class ReviewBar;
class ReviewCard;
class WalkList;

// What a review puts around the diagram, and takes away again: its bar for the window's, agenda or ways at the left, the
// card below. Escape in the diagram leads back to the card.
class ReviewStage : public QObject
{
    Q_OBJECT
public:
    // All outlive it; `topBar` gives way to the bar of the review.
    ReviewStage(QMainWindow &window, DiagramView &diagram, QWidget &topBar);

    ReviewBar &bar() const { return *m_bar; }
    AgendaList &agenda() const { return *m_agenda; }
    WalkList &ways() const { return *m_ways; }
    ReviewCard &card() const { return *m_card; }

    void open();
    void close();
    // The ways of a walk stand where the agenda is.
    void showWays(bool on);
    // Shows or hides the inspector with the evidence.
    void toggleEvidence();

signals:
    // The diagram has another size.
    void resized();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QMainWindow &m_window;
    DiagramView &m_diagram;
    QWidget &m_topBar;
    ReviewBar *m_bar;
    AgendaList *m_agenda;
    WalkList *m_ways;
    QStackedWidget *m_left; // agenda or ways
    ReviewCard *m_card;
    QDockWidget *m_side, *m_bottom;
    QByteArray m_panels; // arrangement to go back to
    bool m_open = false;
};

// Brings a way into view and numbers it along its flows; where nothing of it is drawn, `otherwise`. What is selected stays
// selected.
void frameRoute(DiagramView &diagram, const ThreatModel &model, const QList<QUuid> &route, const Subject &otherwise = {});

} // namespace drawbridge
