// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mainwindow/revieweffect.h"
#include "review/reviewbar.h"
#include "review/reviewcard.h"
#include "workshop/entries.h"
#include "threatmodel/threatmodel.h"

#include <QObject>

class QMainWindow;

namespace drawbridge {

class AnalysisController;
class DiagramView;
class Document;
class LensController;
class ReviewBounds;
class ReviewStage;
class ReviewWalk;
class SelectionLink;

// Runs a review in the window: puts bar, agenda and card around the diagram, and makes edits of what people say. All
// that was said is in the document at once, so that a review can be left and taken up again at any moment.
class ReviewController : public QObject
{
    Q_OBJECT
public:
    struct Views
    {
        QMainWindow &window;
        DiagramView &diagram;
        QWidget &topBar; // gives way to the bar of the review
        LensController &lenses;
    };

    // All outlive it.
    ReviewController(Document &document, AnalysisController &analysis, SelectionLink &selection, Views views);
    ~ReviewController() override;

    // Takes up the review that is running, else prepares a new one.
    void start();
    // Leaves the mode; the review stays as it is.
    void pause();
    bool isActive() const { return m_active; }
    // Of any review of the project.
    void showMinutes(ReviewId review);

signals:
    void activeChanged(bool active);
    // A sentence for the person.
    void said(const QString &text);
    void failed(const QString &message);

private:
    void enter();
    void browse(int by);
    void move(const QString &key, int steps);
    Subject pointed() const;
    QString nameOfPointed() const;
    void connectCard();
    void setMode(ReviewMode mode);
    bool isWalking() const;
    void goBy(int by);
    void showItem(const QString &key);
    void goOn(const QString &key);
    void refresh();
    void frame(const Finding &finding);
    void frameAgain();
    ReviewWord word(const QString &item, const QString &text = {}) const;
    void push(const QString &text, const Delta &delta);
    // `expected`: fingerprints that it is said to settle.
    void push(const ReviewEntry &entry, const QStringList &expected = {});
    void onDecided(DecisionState state, const QString &reason, const QString &owner, const QString &expires, bool together);
    void onAnswered(ControlState state, const QString &evidence, const QString &owner);
    void onWritten(CardEntry entry, const QString &text, const QString &owner, const QString &due);
    void settle(AgendaState state);

    const Review *review() const;
    const AgendaItem *item(const QString &key) const;
    const Finding *finding(const QString &fingerprint) const;
    ReviewSubject subjectFor(const QString &key) const;
    ReviewId m_review;
    QString m_current;
    Subject m_pointed; // at what, last
    bool m_active = false;
    ReviewEffect m_effect;

    Document &m_document;
    AnalysisController &m_analysis;
    SelectionLink &m_selection;
    Views m_views;
    ReviewBounds *m_bounds;
    ReviewStage *m_stage;
    ReviewBar *m_bar;   // the stage's
    ReviewCard *m_card; // the stage's
    ReviewWalk *m_walk;
};

} // namespace drawbridge
