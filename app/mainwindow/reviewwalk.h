// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/reviewbar.h"
#include "review/reviewcard.h"
#include "review/walks.h"

#include <QObject>

namespace drawbridge {

class AnalysisController;
class DiagramView;
class Document;
class LensController;
class SelectionLink;

// What the room walks through during a review: the data, an attack, what changed since the review's version. Holds the
// ways, where on them the room stands, and shows that on the diagram.
class ReviewWalk : public QObject
{
    Q_OBJECT
public:
    struct Views
    {
        DiagramView &diagram;
        SelectionLink &selection;
        LensController &lenses;
    };
    // All outlive it.
    ReviewWalk(Document &document, AnalysisController &analysis, Views views, QObject *parent);

    // Data, Paths or Changes. Keeps the place where the mode was left. Changes are compared with `since` off the GUI
    // thread; changed() follows when they are there.
    void enter(ReviewMode mode, VersionId since);
    // Leaves the ways; the lens is what it was.
    void leave();
    bool isActive() const { return m_active; }
    ReviewMode mode() const { return m_mode; }

    // The next or previous step; past the last one the next way begins.
    void step(int by);
    void goTo(int step);
    // Another way, from its beginning.
    void other(int by);
    void choose(int walk);
    // Forgets what was compared; ways are made anew from the analysis.
    void refresh();
    // Nothing of an earlier project or review is kept.
    void clear();

    const QList<Walk> &walks() const { return m_walks; }
    int walkIndex() const { return m_walk[int(m_mode)]; }
    int stepIndex() const { return m_step; }
    const WalkStep *current() const;
    // What the card shows of the current step.
    ReviewSubject subject() const;
    QString title() const; // "Data", above the list of ways
    QString place() const; // "Hop 2 of 7"
    QString finding() const; // that the current way is about; empty: none
    // The current step brought to the room.
    void show();

signals:
    void changed();

private:
    void compare(VersionId since);

    Document &m_document;
    AnalysisController &m_analysis;
    Views m_views;
    bool m_active = false, m_comparing = false;
    ReviewMode m_mode = ReviewMode::Findings;
    QList<Walk> m_walks;
    Comparison m_comparison;
    QString m_since; // name of the version that is compared with
    int m_walk[5] = {};
    int m_step = 0;
    int m_lensBefore = 0;
};

} // namespace drawbridge
