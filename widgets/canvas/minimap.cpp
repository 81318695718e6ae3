// SPDX-License-Identifier: Apache-2.0
#include "canvas/minimap.h"

#include "canvas/diagramview.h"
#include "canvas/scenepainter.h"

#include <QMouseEvent>
#include <QPainter>

namespace drawbridge {

namespace {

constexpr QSize mapSize(176, 112);
constexpr int distance = 12; // to the corner of the view
constexpr double inset = 8;

} // namespace

Minimap::Minimap(CanvasContext &context, QWidget *parent) : QWidget(parent), c(context)
{
    setObjectName(QStringLiteral("canvas.minimap"));
    setAccessibleName(tr("Overview"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::NoFocus);
    resize(mapSize);
    m_later.setSingleShot(true);
    m_later.setInterval(120);
    connect(&m_later, &QTimer::timeout, this, [this] {
        m_picture = {};
        m_content = c.scene().contentRect();
        follow();
        update();
    });
}

void Minimap::setWanted(bool wanted)
{
    m_wanted = wanted;
    follow();
}

void Minimap::pictureChanged()
{
    if (!m_later.isActive())
        m_later.start();
}

void Minimap::follow()
{
    const QSize room = parentWidget()->size();
    const QRectF seen = c.camera().toScene(QRectF(QPointF(0, 0), room));
    const bool shown = m_wanted && !m_content.isNull() && !seen.contains(m_content) && room.width() > 480 && room.height() > 320;
    setVisible(shown);
    if (!shown)
        return;
    move(room.width() - width() - distance, room.height() - height() - distance);
    raise();
    update();
}

QRectF Minimap::shownArea() const
{
    const QRectF seen = c.camera().toScene(QRectF(QPointF(0, 0), parentWidget()->size()));
    // As long as the frame is near the diagram, the map shows both.
    const QRectF near = m_content.adjusted(-m_content.width(), -m_content.height(), m_content.width(), m_content.height());
    return m_content | (seen & near);
}

QTransform Minimap::toMap() const
{
    const QRectF area = shownArea();
    const double scale = std::min((width() - 2 * inset) / std::max(1.0, area.width()), (height() - 2 * inset) / std::max(1.0, area.height()));
    return QTransform::fromTranslate(-area.center().x(), -area.center().y()) * QTransform::fromScale(scale, scale)
           * QTransform::fromTranslate(width() / 2.0, height() / 2.0);
}

void Minimap::paintEvent(QPaintEvent *)
{
    const DiagramPalette &colors = c.palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.grid, 1));
    painter.setBrush(colors.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const QTransform map = toMap();
    // As large as it ever gets, so that panning, which may shrink it, does not draw it anew.
    const double largest = std::min((width() - 2 * inset) / std::max(1.0, m_content.width()), (height() - 2 * inset) / std::max(1.0, m_content.height()));
    const double rim = 1.5 / largest; // what stands at the edge has its outline
    const QRectF content = m_content.adjusted(-rim, -rim, rim, rim);
    const QRectF place = map.mapRect(content);
    const double ratio = devicePixelRatioF();
    const QSize pixels = (content.size() * largest * ratio).toSize().expandedTo(QSize(1, 1));
    if (m_picture.size() != pixels) {
        m_picture = QPixmap(pixels);
        m_picture.fill(Qt::transparent);
        QPainter inner(&m_picture);
        inner.scale(largest * ratio, largest * ratio);
        inner.translate(-content.topLeft());
        PaintOptions options;
        options.scale = std::min(0.03, largest); // always plain, without names
        options.decorated = false;
        paintScene(inner, c.scene(), content, options);
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, place.width() * ratio < pixels.width() - 1);
    painter.drawPixmap(place, m_picture, QRectF(QPointF(0, 0), QSizeF(pixels)));
    const QRectF frame = map.mapRect(c.camera().toScene(QRectF(QPointF(0, 0), parentWidget()->size()))) & QRectF(rect()).adjusted(2, 2, -2, -2);
    QColor wash = colors.selection;
    painter.setPen(QPen(wash, 1.5));
    wash.setAlphaF(0.08F);
    painter.setBrush(wash);
    painter.drawRoundedRect(frame, 3, 3);
}

void Minimap::mousePressEvent(QMouseEvent *event) { emit centerRequested(toMap().inverted().map(event->position())); }

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        emit centerRequested(toMap().inverted().map(event->position()));
}

} // namespace drawbridge
