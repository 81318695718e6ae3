// SPDX-License-Identifier: Apache-2.0
// What a DiagramView consists of. Only its own source files include this.
#pragma once

#include "canvas/backingstore.h"
#include "canvas/canvascontext.h"
#include "canvas/diagramcommands.h"
#include "canvas/diagramview.h"
#include "canvas/legend.h"
#include "canvas/minimap.h"
#include "canvas/nameeditor.h"
#include "canvas/picturelegend.h"
#include "canvas/tidyrun.h"
#include "canvas/tools/tool.h"

#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <QVariantAnimation>

namespace drawbridge {

struct DiagramView::Parts
{
    explicit Parts(DiagramView &owner);

    void setCamera(const Camera &wanted, bool byPerson = true);
    void glideTo(const Camera &wanted);
    void fit();
    Camera fitted() const;
    void setTool(DiagramActions::Kind kind);
    void beginGesture(std::unique_ptr<Gesture> begun, const Pointer &at);
    void endGesture(const Pointer &at);
    void autoScroll();
    void updateActions();
    void updateCursor();
    void updateHint();
    void updateUnplaced();
    void run(DiagramActions::Kind kind);
    void addByKey(DiagramActions::Kind kind);
    // Adds an element on that side of the selected one and connects it.
    void connectBeside(const QPointF &direction, Qt::KeyboardModifiers modifiers);
    QPointF freePlace(const QSizeF &size) const;
    void walk(bool forward);
    void announceFocus();
    Pointer pointer(const QPointF &at, Qt::KeyboardModifiers modifiers) const { return {camera.toScene(at), at, modifiers}; }
    void draw(QPainter &painter, const QRect &rect) const;
    void paintEmptyHint(QPainter &painter) const;
    // Puts into the legend what the colours of the lens mean.
    void updateLegend(bool mayFit = true);
    void fillContextMenu(QMenu &menu, const QPointF &scenePosition);
    // The toolbar shows a tool that adds several kinds of things.
    static std::optional<ElementKind> addedKind(DiagramActions::Kind kind);

    DiagramView &view;
    DiagramScene scene;
    CanvasContext context;
    DiagramActions actions;
    DiagramCommands commands;
    BackingStore store;
    Camera camera;
    QHash<DiagramId, Camera> cameras; // of diagrams seen before
    bool fitWanted = true;            // stays fitted until a person moves the view
    double largestFit = 1;            // a small diagram is not shown larger than this
    bool wasEmpty = true;
    bool wasBuilding = false;
    std::unique_ptr<Tool> tool;
    DiagramActions::Kind toolKind = DiagramActions::Kind::SelectTool;
    std::unique_ptr<Gesture> gesture;
    Qt::MouseButton gestureButton = Qt::LeftButton;
    bool isPressed = false;
    Pointer pressedAt;
    Pointer last;
    bool spaceHeld = false;
    bool keyboardFocus = false; // walked with keys: the focus ring is shown
    bool keepMerge = false;
    QString hint;
    QTimer autoScroller;
    QVariantAnimation glide;
    Camera glideFrom, glideTarget;
    NameEditor *editor;
    Minimap *minimap;
    Legend *legend;
    struct Choices
    {
        QString title;
        QList<LensChoice> list;
        QString current;
    };
    Choices choices[4]; // by Lens
    PictureLegend pictureLegend; // what the legend says, for pictures
    TidyRun *tidy;
    QPushButton *unplaced;
};

} // namespace drawbridge
