// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QTransform>

class QPainter;

namespace drawbridge {

// Lines and boxes of an overview, one pixel wide and not smoothed, of which there are tens of thousands: written into an
// image that is drawn once, as a painter takes several times as long over each of them. Colours cover what is below.
class PixelLayer
{
public:
    // Whether the painter's coordinates, as they are now, are those of its pixels but for a scale and a shift.
    static bool isPossible(const QPainter &painter);
    // For what lies inside `area`; this and all that is drawn is in the painter's coordinates as they are now.
    PixelLayer(const QPainter &painter, const QRectF &area);

    void drawLine(const QPointF &from, const QPointF &to, const QColor &color);
    void drawBox(const QRectF &box, const QColor &fill, const QColor &outline);
    // On to the painter, over what is there; the layer is empty then.
    void paint(QPainter &painter);

private:
    void fillRow(int y, int left, int right, QRgb color);
    void fillColumn(int x, int top, int bottom, QRgb color);
    void fillSlope(QPointF from, QPointF to, QRgb color);

    QTransform m_toPixels; // to those of the image
    QPoint m_place;        // of the image
    QImage m_image;
    QRgb *m_pixels = nullptr;
    qsizetype m_stride = 0; // in pixels
    bool m_isEmpty = true;
};

} // namespace drawbridge
