// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvastypes.h"

#include <QFrame>

class QComboBox;
class QLabel;

namespace drawbridge {

class DiagramScene;

// Says in the corner of a diagram what the colours, lines and marks of its lens mean, and lets a person choose what the
// lens looks at.
class Legend : public QFrame
{
    Q_OBJECT
public:
    Legend(const DiagramScene &scene, QWidget *parent);

    // What can be looked at, and what is; none: nothing to choose.
    void setChoices(const QString &title, const QList<LensChoice> &choices, const QString &current);
    void setEntries(const QList<LegendEntry> &entries, const QString &remark);
    // Keeps to its corner; hidden where there is nothing to say or no room.
    void follow();
    // Of the view, at its lower edge; 0 while hidden.
    int heightTaken() const;

signals:
    void choiceMade(const QString &id);

private:
    class Key;
    QLabel *m_title;
    QComboBox *m_choice;
    Key *m_key;
    QLabel *m_remark;
};

} // namespace drawbridge
