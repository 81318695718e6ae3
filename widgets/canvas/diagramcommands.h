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
    void sameSize();
    // Steps of `by` in a row are one undo step.
    void nudge(const QPointF &by);

    // Names of the project's own clipboard form.
    static QString fragmentType();
    // Whether there is something to paste.
    static bool canPaste(const QMimeData *data);
    std::unique_ptr<QMimeData> toMime() const;
    // Middle of the pasted things at `at`; without one, a little beside where they were.
    bool pasteMime(const QMimeData *data, std::optional<QPointF> at);

private:
    CanvasContext &c;
    int m_pasteCount = 0;
    QByteArray m_lastPasted;
};

} // namespace drawbridge
