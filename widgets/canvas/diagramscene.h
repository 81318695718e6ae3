// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvastypes.h"
#include "canvas/diagramitems.h"
#include "document/document.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace drawbridge {

class RouteKeeper;

// Colours, font and overlays of a picture: all that drawing needs beside the items.
struct SceneStyle
{
    DiagramPalette palette = DiagramPalette::light();
    QFont font;
    Notation notation = Notation::Rounded;
    Lens lens = Lens::Structure;
    FindingMarks marks;
    CommentMarks comments;
    LensPicture pictures[4]; // by Lens; of Data and Exposure
    QList<QUuid> route;
};

// What lies at a point.
struct Hit
{
    enum class Part { Nothing, Body, Badge, Comments, Line, Label, Title, Toggle, Border, Inside };
    Part part = Part::Nothing;
    Subject subject;

    explicit operator bool() const { return part != Part::Nothing; }
    ElementId element() const { return subject.kind == SubjectKind::Element && part != Part::Nothing ? ElementId(subject.id) : ElementId(); }
    FlowId flow() const { return subject.kind == SubjectKind::Flow ? FlowId(subject.id) : FlowId(); }
    BoundaryId boundary() const { return subject.kind == SubjectKind::Boundary ? BoundaryId(subject.id) : BoundaryId(); }
};

inline Subject subjectOf(ElementId id) { return {SubjectKind::Element, id.uuid()}; }
inline Subject subjectOf(FlowId id) { return {SubjectKind::Flow, id.uuid()}; }
inline Subject subjectOf(BoundaryId id) { return {SubjectKind::Boundary, id.uuid()}; }

// The picture of one diagram: its items by id, kept up to date by one subscription to the document at the cost of each
// change, with what is selected and pointed at. Gestures move items here for preview; the model changes only by push().
class DiagramScene : public QObject
{
    Q_OBJECT
public:
    explicit DiagramScene(QObject *parent = nullptr);
    ~DiagramScene() override;

    void setDocument(Document *document);
    Document *document() const { return m_document; }
    const ThreatModel &model() const;
    void setDiagram(DiagramId diagram);
    DiagramId diagram() const { return m_diagram; }

    const ElementItem *element(ElementId id) const { return m_elements.find(id); }
    const FlowItem *flow(FlowId id) const { return m_flows.find(id); }
    const BoundaryItem *boundary(BoundaryId id) const { return m_boundaries.find(id); }
    // Back to front.
    const std::vector<ElementItem *> &elements() const { return m_elements.ordered(); }
    const std::vector<FlowItem *> &flows() const { return m_flows.ordered(); }
    const std::vector<BoundaryItem *> &boundaries() const { return m_boundaries.ordered(); }
    // Those that may touch an area, back to front; of a small picture all.
    std::vector<ElementItem *> elementsNear(const QRectF &area) const { return m_elements.near(area); }
    std::vector<FlowItem *> flowsNear(const QRectF &area) const { return m_flows.near(area); }
    std::vector<BoundaryItem *> boundariesNear(const QRectF &area) const { return m_boundaries.near(area); }
    bool isEmpty() const { return m_elements.isEmpty() && m_boundaries.isEmpty(); }
    bool contains(const Subject &subject) const;
    // What stands for the subject: itself, the box that hides it, the bundle that it is in. Of the project where nothing does.
    Subject shownFor(const Subject &subject) const;
    // The flows drawn at an element or a collapsed boundary, sorted.
    QList<FlowId> flowsAt(const Subject &end) const;
    QList<FlowId> flowsAt(ElementId element) const { return flowsAt(subjectOf(element)); }
    const Folding &folding() const { return m_folding; }
    // Elements of the diagram that wait for a place.
    int unplacedCount() const { return m_unplaced; }

    QRectF boundsOf(const Subject &subject) const;
    QRectF contentRect() const; // of everything; null where nothing stands
    QString nameOf(const Subject &subject) const;
    // What a reader is told: kind, technology, what flows in and out.
    QString descriptionOf(const Subject &subject) const;

    // `scale` is that of the view: lines take clicks within 5 pixels, whatever the zoom.
    Hit hitTest(const QPointF &at, double scale) const;
    ElementId elementAt(const QPointF &at, ElementId except = {}) const;
    // The innermost boundary around the point, none of `except`.
    BoundaryId boundaryAt(const QPointF &at, const QSet<BoundaryId> &except = {}) const;
    // Elements and boundaries that lie inside, flows whose ends both do.
    QList<Subject> subjectsIn(const QRectF &rect) const;
    QSet<ElementId> membersDeep(const QSet<BoundaryId> &boundaries) const; // shown elements
    QSet<BoundaryId> nestedDeep(const QSet<BoundaryId> &boundaries) const; // shown, themselves included
    // In the order in which a reader walks: from the outside along the flows.
    QList<Subject> readingOrder() const;

    const QList<Subject> &selection() const { return m_selection; }
    bool isSelected(const QUuid &id) const { return m_selected.contains(id); }
    bool select(const QList<Subject> &subjects); // whether that changed anything
    Subject focus() const { return m_selection.isEmpty() ? Subject{} : m_selection.last(); }
    void setHovered(const Subject &subject);
    Subject hovered() const { return m_hovered; }
    // The bend of the one selected flow that keys move; -1: none.
    int activeBend() const { return m_activeBend; }
    void setActiveBend(int index);
    // Boundaries that would take what is dropped; marked in the picture.
    void setDropTarget(BoundaryId boundary);
    BoundaryId dropTarget() const { return m_dropTarget; }

    // Gestures: what is lifted is drawn above the picture, with the flows that hang on it.
    void lift(const QSet<ElementId> &elements, const QSet<BoundaryId> &boundaries, const QSet<FlowId> &flows = {});
    void moveLifted(const QPointF &by); // from where they were lifted
    void previewRects(const QHash<ElementId, QRectF> &elements, const QHash<BoundaryId, QRectF> &boundaries, bool straightFlows = false);
    void previewFlow(FlowId flow, const QList<QPointF> &waypoints);
    void previewLabel(FlowId flow, const QPointF &offset);
    void previewRoute(FlowId flow, const QList<QPointF> &points);
    // Everything as the model says again.
    void dropLifted();
    bool hasLifted() const { return m_lifting; }
    // What is lifted, back to front.
    struct Raised
    {
        std::vector<ElementItem *> elements;
        std::vector<FlowItem *> flows;
        std::vector<BoundaryItem *> boundaries;
    };
    const Raised &raised() const { return m_raised; }

    const SceneStyle &style() const { return m_style; }
    void setPalette(const DiagramPalette &palette);
    void setFont(const QFont &font);
    void setLens(Lens lens);
    void setMarks(const FindingMarks &marks);
    void setComments(const CommentMarks &comments);
    void setPicture(Lens lens, const LensPicture &picture);
    void setRoute(const QList<QUuid> &route);

    RouteKeeper &routes() const { return *m_routes; }
    // A large diagram is built in slices of a few milliseconds, so that the window stays alive: boundaries at once,
    // elements, then flows. This builds the rest now; so does every edit, and selecting what is not there yet.
    void finishBuilding();
    bool isBuilding() const { return m_building; }

signals:
    // Part of the picture has to be drawn anew (scene units).
    void changed(const QRectF &area);
    // Lifted things moved; areas before and after.
    void liftedChanged(const QRectF &area);
    // Everything is new.
    void rebuilt();
    // The model of this diagram changed and the items follow it already.
    void updated();
    void selectionChanged();
    void diagramRemoved();

private:
    friend class RouteKeeper;
    void rebuild();
    void buildSlice(bool all);
    void listLines();
    void setStraight(FlowId id);
    void applyDelta(const Delta &delta);
    bool refreshElement(ElementId id); // whether place, shape or presence changed
    bool refreshBoundary(BoundaryId id);
    // The lines between two ends; adds those to `changed` that need a route. Whether any came, went or changed shape.
    bool refreshEnds(const ShownEnds &ends, QSet<FlowId> &changed);
    bool refreshFlow(const ShownFlow &shown);
    bool changesFolding(const Delta &delta) const;
    void refreshDepths();
    void countUnplaced();
    void connectFlow(const DataFlow &flow);
    void disconnectFlow(FlowId flow);
    void setRect(ElementItem &item, const QRectF &rect);
    void setRect(BoundaryItem &item, const QRectF &rect);
    void setRoute(FlowItem &item, const Route &route);
    void refreshCrossings(FlowItem &item);
    bool isLifted(const Subject &end) const;
    void touch(const QRectF &area, bool lifted);
    // Between the two, what happens to many things is told once.
    void beginTogether(qsizetype things);
    void endTogether();
    void dropGone();

    Document *m_document = nullptr;
    DiagramId m_diagram;
    ItemTable<ElementItem> m_elements;
    ItemTable<FlowItem> m_flows;
    ItemTable<BoundaryItem> m_boundaries;
    Folding m_folding;
    // Of all flows of the model, by where they are, or would be, drawn.
    QHash<FlowId, ShownEnds> m_ends;
    QHash<ShownEnds, QSet<FlowId>> m_between;
    QHash<QUuid, QSet<ShownEnds>> m_endsAt;        // by either end
    QHash<ShownEnds, QList<FlowId>> m_drawnBetween; // items
    QHash<FlowId, FlowId> m_drawnFor;               // the item that stands for a flow
    bool m_building = false;
    bool m_inSlices = false;
    // What is still to be done, the next ones last: elements to show, flows to sort by their ends, lines to show.
    QList<ElementId> m_toPlace;
    QRectF m_expected; // what the elements will cover
    QList<FlowId> m_toConnect;
    std::optional<QList<ShownEnds>> m_toDraw;
    QTimer m_nextSlice;
    QElapsedTimer m_sinceShown; // during building the picture is drawn a few times a second
    QSet<ElementId> m_waiting;
    int m_unplaced = 0;

    QList<Subject> m_selection;
    QSet<QUuid> m_selected;
    Subject m_hovered;
    int m_activeBend = -1;
    BoundaryId m_dropTarget;
    bool m_lifting = false;
    int m_together = 0; // how often begun
    std::optional<QRectF> m_gathered[2]; // of many things that change together, told at once: resting, lifted
    QSet<ElementId> m_liftedElements;
    QSet<BoundaryId> m_liftedBoundaries;
    QSet<FlowId> m_liftedFlows;
    Raised m_raised;
    QSet<FlowId> m_bent; // their waypoints were previewed
    QHash<FlowId, Route> m_savedRoutes; // of what is lifted, as it was
    QHash<ElementId, QRectF> m_savedElements;
    QHash<BoundaryId, QRectF> m_savedBoundaries;

    SceneStyle m_style;
    std::unique_ptr<RouteKeeper> m_routes;
};

} // namespace drawbridge
