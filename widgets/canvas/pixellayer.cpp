// SPDX-License-Identifier: Apache-2.0
#include "canvas/pixellayer.h"

#include <QPaintEngine>
#include <QPainter>

#include <cmath>

namespace drawbridge {

namespace {

// The pixel in which a place lies; far outside places stay comparable.
int pixel(double at) { return int(std::floor(std::clamp(at, -1e6, 1e6))); }

} // namespace

bool PixelLayer::isPossible(const QPainter &painter)
{
    const QPaintEngine *engine = painter.paintEngine();
    return engine && engine->type() == QPaintEngine::Raster && painter.device()->devicePixelRatioF() == 1 && painter.combinedTransform().type() <= QTransform::TxScale;
}

PixelLayer::PixelLayer(const QPainter &painter, const QRectF &area)
{
    const QTransform transform = painter.combinedTransform();
    QRect pixels = transform.mapRect(area).toAlignedRect().adjusted(-1, -1, 1, 1);
    if (painter.hasClipping())
        pixels &= transform.mapRect(painter.clipBoundingRect()).toAlignedRect().adjusted(-1, -1, 1, 1);
    pixels &= QRect(0, 0, painter.device()->width(), painter.device()->height());
    m_place = pixels.topLeft();
    m_toPixels = transform * QTransform::fromTranslate(-m_place.x(), -m_place.y());
    m_image = QImage(pixels.size(), QImage::Format_ARGB32_Premultiplied);
    if (m_image.isNull())
        return;
    m_image.fill(Qt::transparent);
    m_pixels = reinterpret_cast<QRgb *>(m_image.bits());
    m_stride = m_image.bytesPerLine() / qsizetype(sizeof(QRgb));
}

void PixelLayer::fillRow(int y, int left, int right, QRgb color)
{
    left = std::max(left, 0);
    right = std::min(right, m_image.width() - 1);
    if (y >= 0 && y < m_image.height() && left <= right)
        std::fill_n(m_pixels + y * m_stride + left, right - left + 1, color);
}

void PixelLayer::fillColumn(int x, int top, int bottom, QRgb color)
{
    if (x < 0 || x >= m_image.width())
        return;
    bottom = std::min(bottom, m_image.height() - 1);
    for (int y = std::max(top, 0); y <= bottom; ++y)
        m_pixels[y * m_stride + x] = color;
}

// Neither horizontal nor vertical: one pixel for each step along the longer side.
void PixelLayer::fillSlope(QPointF from, QPointF to, QRgb color)
{
    const bool flat = std::abs(to.x() - from.x()) >= std::abs(to.y() - from.y());
    const auto along = [flat](const QPointF &p) { return flat ? p.x() : p.y(); };
    const auto across = [flat](const QPointF &p) { return flat ? p.y() : p.x(); };
    if (along(from) > along(to))
        std::swap(from, to);
    const double slope = (across(to) - across(from)) / std::max(1e-9, along(to) - along(from));
    const int first = std::max(pixel(along(from)), 0), last = std::min(pixel(along(to)), (flat ? m_image.width() : m_image.height()) - 1);
    const int limit = flat ? m_image.height() : m_image.width();
    for (int i = first; i <= last; ++i) {
        const int k = pixel(across(from) + slope * (i - along(from)));
        if (k >= 0 && k < limit)
            m_pixels[flat ? k * m_stride + i : i * m_stride + k] = color;
    }
}

void PixelLayer::drawLine(const QPointF &from, const QPointF &to, const QColor &color)
{
    if (!m_pixels)
        return;
    m_isEmpty = false;
    const QPointF a = m_toPixels.map(from), b = m_toPixels.map(to);
    const QRgb rgb = color.rgb();
    const int left = pixel(a.x()), right = pixel(b.x()), top = pixel(a.y()), bottom = pixel(b.y());
    if (top == bottom)
        fillRow(top, std::min(left, right), std::max(left, right), rgb);
    else if (left == right)
        fillColumn(left, std::min(top, bottom), std::max(top, bottom), rgb);
    else
        fillSlope(a, b, rgb);
}

void PixelLayer::drawBox(const QRectF &box, const QColor &fill, const QColor &outline)
{
    if (!m_pixels)
        return;
    m_isEmpty = false;
    const QPointF a = m_toPixels.map(box.topLeft()), b = m_toPixels.map(box.bottomRight());
    const int left = pixel(a.x()), right = pixel(b.x()), top = pixel(a.y()), bottom = pixel(b.y());
    const QRgb inner = fill.rgb(), line = outline.rgb();
    for (int y = std::max(top + 1, 0); y < std::min(bottom, m_image.height()); ++y)
        fillRow(y, left + 1, right - 1, inner);
    fillRow(top, left, right, line);
    fillRow(bottom, left, right, line);
    fillColumn(left, top, bottom, line);
    fillColumn(right, top, bottom, line);
}

void PixelLayer::paint(QPainter &painter)
{
    if (!m_pixels || m_isEmpty)
        return;
    painter.save();
    painter.resetTransform();
    painter.drawImage(m_place, m_image);
    painter.restore();
    std::fill_n(m_pixels, m_stride * m_image.height(), QRgb(0));
    m_isEmpty = true;
}

} // namespace drawbridge
