// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvastypes.h"
#include "document/document.h"

#include <QWidget>

#include <memory>

class QImage;
class QMenu;

namespace drawbridge {

class DiagramActions;
class DiagramScene;

// Shows one diagram of a document and lets a person edit it with mouse, touchpad and keyboard. Every edit is one
// Delta pushed to the document; the picture follows the document's changed() signal.
class DiagramView : public QWidget
{
    Q_OBJECT
public:
    explicit DiagramView(QWidget *parent = nullptr);
    ~DiagramView() override;

    // The document may be null; it must outlive the view or be replaced before. Shows its first diagram.
    void setDocument(Document *document);
    Document *document() const;
    // The camera of each diagram is remembered while the document is open; a diagram seen first is fitted.
    void setDiagram(DiagramId diagram);
    DiagramId diagram() const;

    // Refuses every edit; what is there can be looked at, selected and found.
    void setReadOnly(bool on);

    // Selected elements, flows and boundaries, in the order in which they were selected.
    QList<Subject> selection() const;
    // What does not stand on this diagram is left out. Emits selectionChanged() where it differs.
    void select(const QList<Subject> &subjects);
    void select(const Subject &subject) { select(QList<Subject>{subject}); }
    // Scrolls (animated unless the system asks for less motion) until the subject is in sight; zooms out where it must.
    void ensureVisible(const Subject &subject);
    bool shows(const Subject &subject) const;

    // Colours; follow the theme of the window.
    void setDiagramPalette(const DiagramPalette &palette);
    const DiagramPalette &diagramPalette() const;

    void setLens(Lens lens);
    Lens lens() const;
    // Findings per element, flow and boundary (by the entity's uuid): badges, and the heat of the Threats lens.
    void setFindings(const FindingMarks &marks);
    // Threads of comments by the entity's uuid: marks to click on, under every lens.
    void setComments(const CommentMarks &comments);
    // What stands out under the Data or Exposure lens; everything else steps back.
    void setLensPicture(Lens lens, const LensPicture &picture);
    // What a person can choose to look at under a lens; shown in the legend below `title`. Choosing emits lensChoiceMade().
    void setLensChoices(Lens lens, const QString &title, const QList<LensChoice> &choices, const QString &current);
    // The way in: elements and flows in order, drawn on top with numbered steps. Empty: none.
    void highlightRoute(const QList<QUuid> &route);

    // Everything that toolbar and menus offer, with shortcuts, tooltips and object names for icons.
    DiagramActions *diagramActions() const;

    double zoom() const; // 1: one scene unit is one pixel
    void setZoom(double zoom);
    void zoomToFit();
    // How large zoomToFit() shows a small diagram; 1 unless set, so that letters have the size of the window's.
    void setLargestFit(double zoom);
    void zoomToSelection();
    // Shows the rectangle (scene units) with a margin.
    void zoomToRect(const QRectF &rect, bool animated = true);
    QPointF toScene(const QPointF &viewPosition) const;
    QPointF toView(const QPointF &scenePosition) const;

    // For pictures on the clipboard and in files: the whole diagram, or the selection. Null where nothing stands.
    QImage toImage(double scale, bool transparent, bool selectionOnly = false) const;

    QByteArray toSvg(bool selectionOnly = false, bool transparent = true) const;
    // Where the picture lies (scene units, with a margin); null where nothing stands.
    QRectF pictureArea(bool selectionOnly = false) const;
    // Where on it the legend of the lens stands; null where there is none.
    QRectF pictureLegendArea() const;
    // Paints the part inside `area` as it looks without selection and handles, the painter in scene coordinates; in the
    // colours of the view where no palette is given.
    void paintPicture(QPainter &painter, const QRectF &area, bool selectionOnly = false, const DiagramPalette *palette = nullptr) const;

    void setMinimapVisible(bool visible);
    bool isMinimapVisible() const;

    // The picture itself; for minimap, tools, tests.
    DiagramScene &scene() const;
    // What an armed or running gesture works with; for tests and the status bar.
    bool isGestureRunning() const;
    // Ends any gesture, armed tool or name editor without a trace.
    void cancelGesture();

    // Shows elements of the model on this diagram, where there is room, and selects them; those that stand here are only
    // selected. One undo step.
    void dropIn(const QList<ElementId> &elements);
    // What the model tree drags: ids of elements, one a line. Dropped here they are shown on this diagram.
    static QString elementsMimeType();

    QSize sizeHint() const override;

signals:
    void selectionChanged(const QList<drawbridge::Subject> &selection);
    // Another diagram is shown: by setDiagram(), or because the shown one was removed.
    void diagramChanged(drawbridge::DiagramId diagram);
    // A process that has a diagram of its own was double-clicked (or Enter).
    void diagramRequested(drawbridge::DiagramId diagram);
    // A badge was clicked: show the findings of this subject.
    void findingsRequested(const drawbridge::Subject &subject);
    // A comment mark was clicked: show the threads about this subject.
    void commentsRequested(const drawbridge::Subject &subject);
    // Enter, or "Properties" in the context menu: show the subject in the inspector.
    void propertiesRequested(const drawbridge::Subject &subject);
    // The context menu is about to open for the selection; entries may be added.
    void contextMenuRequested(QMenu *menu, const QList<drawbridge::Subject> &selection);
    void zoomChanged(double zoom);
    // Another thing to look at was chosen in the legend.
    void lensChoiceMade(drawbridge::Lens lens, const QString &id);
    void lensChanged(drawbridge::Lens lens);
    // One sentence on what to do now (armed tool, running gesture); empty: nothing special.
    void hintChanged(const QString &hint);
    // Something that was asked for did not work; a sentence for the person.
    void failed(const QString &message);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent *event) override;

private:
    friend class CanvasContext;
    struct Parts;
    std::unique_ptr<Parts> d;
};

} // namespace drawbridge
