// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"

class QMimeData;

namespace drawbridge {

// What menu entries and keys do to the selection. Each is one undo step.
class DiagramCommands : public QObject
{
    Q_OBJECT
public:
    explicit DiagramCommands(CanvasContext &context) : c(context) {}

    void remove();
    void takeOff();
    void copy() const;
    void cut();
    void paste();
    void duplicate();
    void selectAll();
    void rename();
    void group();
    void ungroup();
    void reverseFlows();
    void resetRoutes();
    void align(DiagramActions::Kind kind);
    void sameSize(DiagramActions::Kind kind);
    // Collapses, or expands where all are collapsed.
    void collapse();
    void collapse(BoundaryId boundary, bool collapsed);
    // Opens, or closes where all are open.
    void openFlows();
    // Of the one selected flow: adds a bend in the middle of its longest piece, goes to the next, removes or moves the one
    // that is active. Moves in a row are one undo step.
    void addBend();
    void nextBend();
    void removeBend();
    void moveBend(const QPointF &by);
    // Labels of the selected flows; whether any has one.
    bool moveLabels(const QPointF &by);
    void lock(bool locked);
    void restack(bool toFront);
    // Steps of `by` in a row are one undo step.
    void nudge(const QPointF &by);
    // Moves the right and lower edges of what is selected; steps in a row are one undo step.
    void resize(const QPointF &by);

    // Names of the project's own clipboard form.
    static QString fragmentType();
    // Whether there is something to paste.
    static bool canPaste(const QMimeData *data);
    std::unique_ptr<QMimeData> toMime() const;
    // Middle of the pasted things at `at`; without one, a little beside where they were.
    bool pasteMime(const QMimeData *data, std::optional<QPointF> at);

private:
    const FlowItem *bendableFlow() const;
    void setBends(const QString &text, FlowId flow, const QList<QPointF> &bends, const MergeKey &key = {});

    CanvasContext &c;
    int m_pasteCount = 0;
    QByteArray m_lastPasted;
};

} // namespace drawbridge
