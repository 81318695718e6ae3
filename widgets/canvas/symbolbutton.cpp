// SPDX-License-Identifier: Apache-2.0
#include "canvas/symbolbutton.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

using K = DiagramActions::Kind;

const QString symbolType = u"application/x-drawbridge-symbol"_s;
constexpr std::pair<K, const char *> symbols[] = {{K::ProcessTool, "process"}, {K::StoreTool, "store"}, {K::ExternalTool, "external"}, {K::BoundaryTool, "boundary"}};

} // namespace

SymbolButton::SymbolButton(DiagramActions::Kind kind, QAction *action, QWidget *parent) : QToolButton(parent), m_kind(kind) { setDefaultAction(action); }

bool SymbolButton::isSymbol(DiagramActions::Kind kind)
{
    return std::any_of(std::begin(symbols), std::end(symbols), [&](const auto &one) { return one.first == kind; });
}

std::unique_ptr<QMimeData> SymbolButton::mimeData() const
{
    auto symbol = std::make_unique<QMimeData>();
    for (const auto &[kind, name] : symbols) {
        if (kind == m_kind)
            symbol->setData(symbolType, name);
    }
    return symbol;
}

std::optional<DiagramActions::Kind> SymbolButton::symbolIn(const QMimeData *data)
{
    const QByteArray wanted = data ? data->data(symbolType) : QByteArray();
    for (const auto &[kind, name] : symbols) {
        if (wanted == name)
            return kind;
    }
    return std::nullopt;
}

void SymbolButton::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->pos();
    QToolButton::mousePressEvent(event);
}

void SymbolButton::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || !isDown() || (event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance()) {
        QToolButton::mouseMoveEvent(event);
        return;
    }
    setDown(false);
    auto *drag = new QDrag(this);
    drag->setMimeData(mimeData().release());
    drag->setPixmap(icon().pixmap(24));
    drag->setHotSpot({-12, -12}); // below the pointer: above, the diagram shows where it will stand
    drag->exec(Qt::CopyAction);
}

} // namespace drawbridge
