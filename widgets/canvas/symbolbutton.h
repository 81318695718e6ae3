// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/diagramactions.h"

#include <QPoint>
#include <QToolButton>

#include <memory>
#include <optional>

class QMimeData;

namespace drawbridge {

// A tool of the palette that adds something: a click takes the tool in hand, dragging the button onto the diagram puts
// the symbol where it is dropped.
class SymbolButton : public QToolButton
{
    Q_OBJECT
public:
    // `kind`: a tool that adds an element or a boundary.
    SymbolButton(DiagramActions::Kind kind, QAction *action, QWidget *parent = nullptr);

    static bool isSymbol(DiagramActions::Kind kind);
    std::unique_ptr<QMimeData> mimeData() const;
    // The tool whose symbol is being dragged; nothing for other data.
    static std::optional<DiagramActions::Kind> symbolIn(const QMimeData *data);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    DiagramActions::Kind m_kind;
    QPoint m_pressedAt;
};

} // namespace drawbridge
