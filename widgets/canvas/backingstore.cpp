// SPDX-License-Identifier: Apache-2.0
#include "canvas/backingstore.h"

#include <QPainter>

namespace drawbridge {

namespace {

constexpr qsizetype mostPieces = 24; // many small pieces cost more than all around them

} // namespace

void BackingStore::markDirty(const QRectF &scene)
{
    if (m_allDirty)
        return;
    m_dirty.append(scene);
    if (m_dirty.size() > 8 * mostPieces) {
        QRectF all;
        for (const QRectF &area : std::as_const(m_dirty))
            all |= area;
        m_dirty = {all};
    }
}

QRegion BackingStore::exposedByShift(const Camera &camera, double devicePixelRatio)
{
    const QRect widget(QPoint(0, 0), m_size), pixels(QPoint(0, 0), m_pixels.size());
    const QPointF shift = (m_camera.origin - camera.origin) * camera.scale * devicePixelRatio;
    const int dx = qRound(shift.x()), dy = qRound(shift.y());
    const bool isWhole = std::abs(shift.x() - dx) < 0.01 && std::abs(shift.y() - dy) < 0.01;
    if (!isWhole || std::abs(dx) >= pixels.width() || std::abs(dy) >= pixels.height())
        return widget;
    QRegion exposed, result;
    m_pixels.scroll(dx, dy, pixels, &exposed);
    for (const QRect &rect : exposed)
        result += QRectF(QPointF(rect.topLeft()) / devicePixelRatio, QSizeF(rect.size()) / devicePixelRatio).toAlignedRect().adjusted(-1, -1, 1, 1);
    return result & widget;
}

void BackingStore::update(const Camera &camera, const QSize &size, double devicePixelRatio, const Draw &draw)
{
    const QSize pixels = (QSizeF(size) * devicePixelRatio).toSize().expandedTo(QSize(1, 1));
    const QRect widget(QPoint(0, 0), size);
    QRegion dirty;
    if (m_pixels.size() != pixels || m_pixels.devicePixelRatio() != devicePixelRatio) {
        m_pixels = QPixmap(pixels);
        m_pixels.setDevicePixelRatio(devicePixelRatio);
        m_size = size;
        m_allDirty = true;
    }
    if (m_allDirty || camera.scale != m_camera.scale)
        dirty = widget;
    else if (camera.origin != m_camera.origin)
        dirty = exposedByShift(camera, devicePixelRatio);
    m_camera = camera;
    m_allDirty = false;
    for (const QRectF &area : std::as_const(m_dirty))
        dirty += camera.toView(area).toAlignedRect().adjusted(-1, -1, 1, 1) & widget;
    m_dirty.clear();
    if (dirty.isEmpty())
        return;
    if (dirty.rectCount() > mostPieces)
        dirty = dirty.boundingRect();
    QPainter painter(&m_pixels);
    for (const QRect &rect : dirty) {
        painter.save();
        painter.setClipRect(rect);
        draw(painter, rect);
        painter.restore();
    }
}

void BackingStore::paint(QPainter &painter, const QRegion &region) const
{
    const double ratio = m_pixels.devicePixelRatio();
    for (const QRect &rect : region)
        painter.drawPixmap(QRectF(rect), m_pixels, QRectF(QPointF(rect.topLeft()) * ratio, QSizeF(rect.size()) * ratio));
}

} // namespace drawbridge
