// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QVBoxLayout;

namespace drawbridge {

// The left side of a review: who is there, the agenda with what became of each item, and what is done so far.
class AgendaList : public QWidget
{
    Q_OBJECT
public:
    explicit AgendaList(QWidget *parent = nullptr);

    // `words`: what was decided about an item, by its key, in a word.
    void show(const ThreatModel &model, const Review &review, const QString &current, const QHash<QString, QString> &words);

signals:
    void itemChosen(const QString &key);
    void itemMoved(const QString &key, int steps);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void updatePeople(const ThreatModel &model, const Review &review);
    void updateDone(const ThreatModel &model, const Review &review);

    QWidget *m_people = nullptr;
    QWidget *m_done = nullptr;
    QVBoxLayout *m_layout;
    QListWidget *m_items;
};

} // namespace drawbridge
