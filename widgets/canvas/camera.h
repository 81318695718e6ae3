// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

#include <algorithm>
#include <cmath>

namespace drawbridge {

// Which part of the scene a view shows, and how large. Plain value: view = (scene - origin) × scale.
struct Camera
{
    static constexpr double minimumScale = 0.02;
    static constexpr double maximumScale = 8;

    double scale = 1;
    QPointF origin; // scene point in the upper left corner of the view

    QPointF toScene(const QPointF &view) const { return origin + view / scale; }
    QPointF toView(const QPointF &scene) const { return (scene - origin) * scale; }
    QRectF toScene(const QRectF &view) const { return {toScene(view.topLeft()), view.size() / scale}; }
    QRectF toView(const QRectF &scene) const { return {toView(scene.topLeft()), scene.size() * scale}; }
    QTransform transform() const { return QTransform(scale, 0, 0, scale, -origin.x() * scale, -origin.y() * scale); }

    // The scene point under `view` stays where it is.
    Camera zoomedAt(const QPointF &view, double wanted) const
    {
        Camera camera;
        camera.scale = std::clamp(wanted, minimumScale, maximumScale);
        camera.origin = toScene(view) - view / camera.scale;
        return camera;
    }
    Camera movedBy(const QPointF &viewOffset) const { return {scale, origin - viewOffset / scale}; }

    // Centred on `scene`, as large as fits with `margin` (view units) on each side but not larger than `largest`.
    static Camera showing(const QRectF &scene, const QSizeF &view, double margin, double largest = 1)
    {
        Camera camera;
        const double width = std::max(1.0, view.width() - 2 * margin), height = std::max(1.0, view.height() - 2 * margin);
        camera.scale = std::clamp(std::min(width / std::max(1.0, scene.width()), height / std::max(1.0, scene.height())), minimumScale, largest);
        camera.origin = scene.center() - QPointF(view.width(), view.height()) / (2 * camera.scale);
        return camera;
    }

    // On whole device pixels, so that a shift of the view is a shift of the picture.
    Camera snapped(double devicePixelRatio) const
    {
        const double unit = scale * devicePixelRatio;
        return {scale, QPointF(std::round(origin.x() * unit) / unit, std::round(origin.y() * unit) / unit)};
    }

    bool operator==(const Camera &) const = default;
};

// Between two cameras, at `t` from 0 to 1: scales go geometrically, the middle of the view along a line.
inline Camera between(const Camera &from, const Camera &to, double t, const QSizeF &view)
{
    const QPointF half(view.width() / 2, view.height() / 2);
    const QPointF middle = from.toScene(half) * (1 - t) + to.toScene(half) * t;
    Camera camera;
    camera.scale = from.scale * std::pow(to.scale / from.scale, t);
    camera.origin = middle - half / camera.scale;
    return camera;
}

} // namespace drawbridge
