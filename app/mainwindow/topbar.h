// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvastypes.h"
#include "canvas/diagramactions.h"

#include <QFrame>

#include <optional>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace drawbridge {

class ElidedLabel;

// The bar at the top: the project and whether it is saved, tools, undo, lenses, search, and what leaves the window.
class TopBar : public QFrame
{
    Q_OBJECT
public:
    TopBar(DiagramActions &canvas, QAction *undo, QAction *redo, QAction *find, QAction *update, QAction *report, QAction *review, QMenu *mainMenu, QWidget *parent = nullptr);

    void setProject(const QString &title, const QString &state, const QString &path);
    void setLens(Lens lens);
    // Without a project there is nothing to draw on.
    void setProjectOpen(bool open);
    // As narrow as the bar gets once it has left out what it can.
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

signals:
    void lensChosen(drawbridge::Lens lens);

private:
    QToolButton *actionButton(QAction *action, std::optional<DiagramActions::Kind> kind = {});
    // What a narrow bar does without: first words, then the state, then what keys do as well, then lenses side by side.
    void fit();
    ElidedLabel *m_title;
    QLabel *m_state;
    QList<QToolButton *> m_lenses;
    QWidget *m_lensSwitch = nullptr;
    QToolButton *m_lensMenu = nullptr; // in place of the switch where that has no room
    QList<QPushButton *> m_worded;
    QList<QWidget *> m_spare; // also in the menu and on well-known keys
    QList<QWidget *> m_projectOnly;
    bool m_open = false;
};

} // namespace drawbridge
