// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/camera.h"
#include "canvas/diagramactions.h"
#include "canvas/diagramscene.h"
#include "edits/selection.h"

#include <QPainter>

namespace drawbridge {

class DiagramView;

constexpr double gridStep = 8;

// What tools and gestures work with: the scene, the document, and the few things of the view that they need.
class CanvasContext
{
public:
    CanvasContext(DiagramView &view, DiagramScene &scene) : m_view(view), m_scene(scene) {}

    DiagramView &view() const { return m_view; }
    DiagramScene &scene() const { return m_scene; }
    const ThreatModel &model() const { return m_scene.model(); }
    DiagramId diagram() const { return m_scene.diagram(); }
    const Camera &camera() const;
    double scale() const { return camera().scale; }
    bool canEdit() const;
    void setReadOnly(bool on) { m_readOnly = on; }

    // Of a bundle, all its flows.
    Selection selected() const;
    // Whether a lock holds all of it; says so.
    bool refusesToMove(const Selection &selection) const;
    // One undo step; consecutive ones with equal keys become one.
    void push(const QString &text, const Delta &delta, const MergeKey &key = {});
    // Selects without ending the undo step that is being made.
    void selectFresh(const QList<Subject> &subjects);
    // Opens the name editor. `key` joins the new name to the step that added the subject.
    void startNaming(const Subject &subject, const MergeKey &key = {});
    bool isNaming() const;
    void arm(DiagramActions::Kind tool);
    // Does what the action does.
    void run(DiagramActions::Kind action);
    void panBy(const QPointF &viewOffset);
    void updateOverlay();

    // A new element of the kind, with a free name, and the size that its symbol wants.
    Element freshElement(ElementKind kind) const;
    QSizeF sizeOf(const Element &element) const;
    // Adds it centred on `at` (snapped), selects it and opens the name editor; with a flow from `from` where that is set.
    void addElement(ElementKind kind, const QPointF &at, ElementId from = {});
    void addBoundary(const QRectF &rect);
    void addFlow(ElementId from, ElementId to);

    const DiagramPalette &palette() const { return m_scene.style().palette; }

private:
    DiagramView &m_view;
    DiagramScene &m_scene;
    bool m_readOnly = false;
};

inline QPointF toGrid(const QPointF &p) { return {std::round(p.x() / gridStep) * gridStep, std::round(p.y() / gridStep) * gridStep}; }

} // namespace drawbridge
