// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/walks.h"

#include <QWidget>

class QLabel;
class QListWidget;

namespace drawbridge {

// The left side of a review while the room walks the data, an attack or what changed: the ways, and the steps of the
// chosen one.
class WalkList : public QWidget
{
    Q_OBJECT
public:
    explicit WalkList(QWidget *parent = nullptr);

    // `walk` and `step` are indexes; -1: none.
    void show(const QString &title, const QList<Walk> &walks, int walk, int step);

signals:
    void walkChosen(int walk);
    void stepChosen(int step);

private:
    QLabel *m_title;
    QListWidget *m_walks;
    QListWidget *m_steps;
};

} // namespace drawbridge
