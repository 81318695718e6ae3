// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/camera.h"

#include <QList>
#include <QPixmap>
#include <QRegion>

#include <functional>

class QPainter;

namespace drawbridge {

// The resting picture of a view as pixels. A shift of the camera moves them and leaves a strip to draw; a gesture draws
// only what moves on top.
class BackingStore
{
public:
    // Draws the part of the picture inside a rectangle of the widget; the painter is in widget coordinates.
    using Draw = std::function<void(QPainter &, const QRect &)>;

    // The picture changed there (scene units).
    void markDirty(const QRectF &scene);
    void markAllDirty() { m_allDirty = true; }
    // Brings the pixels up to date for this camera and size, drawing what is missing.
    void update(const Camera &camera, const QSize &size, double devicePixelRatio, const Draw &draw);
    void paint(QPainter &painter, const QRegion &region) const;

private:
    QRegion exposedByShift(const Camera &camera, double devicePixelRatio);

    QPixmap m_pixels;
    Camera m_camera;
    QSize m_size;
    QList<QRectF> m_dirty; // scene units, so that they outlive a change of the camera
    bool m_allDirty = true;
};

} // namespace drawbridge
