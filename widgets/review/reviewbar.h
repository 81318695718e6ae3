// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QFrame>
#include <QTimer>

class QButtonGroup;
class QLabel;

namespace drawbridge {

class ElidedLabel;

// What the room looks at: the agenda's findings or questions, data hop by hop, attacks step by step, what changed.
enum class ReviewMode { Findings, Questions, Data, Paths, Changes };

// The bar of a review: its title, where it is on the agenda, how much of the time box is left, and what ends it. The
// clock reminds and never blocks.
class ReviewBar : public QFrame
{
    Q_OBJECT
public:
    explicit ReviewBar(QWidget *parent = nullptr);

    // Starts the clock at the seconds that the review has taken already.
    void begin(const QString &title, int minutes, int secondsUsed);
    void stop();
    // "Agenda 3 of 30"; under a walk "Hop 2 of 7" and the like, as `text`.
    void setPlace(const QString &text);
    void setMode(ReviewMode mode);
    // A mode that has nothing to show is greyed.
    void setOffered(ReviewMode mode, bool offered);
    int secondsUsed() const;
    // Narrow windows and large type: what has a key of its own gives way.
    QSize minimumSizeHint() const override { return {620, 48}; }

signals:
    void modeChosen(drawbridge::ReviewMode mode);
    void minutesWanted();
    void actionWanted();
    void pauseWanted();
    void endWanted();
    // Once, when the time box is used up.
    void timeIsUp();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateClock();
    void updateModes();
    QList<QWidget *> m_givesWay;

    ElidedLabel *m_title;
    QButtonGroup *m_modes;
    QLabel *m_place;
    QLabel *m_clock;
    QTimer m_tick;
    QElapsedTimer m_running;
    int m_before = 0;
    int m_box = 0; // seconds
    bool m_reminded = false;
};

} // namespace drawbridge
