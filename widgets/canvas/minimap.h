// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

namespace drawbridge {

// A small map of the diagram with a frame around what is seen; drag the frame to go elsewhere.
class Minimap : public QWidget
{
    Q_OBJECT
public:
    Minimap(CanvasContext &context, QWidget *parent);

    // Shown only where the diagram does not fit into the view.
    void setWanted(bool wanted);
    bool isWanted() const { return m_wanted; }
    // The camera or the size of the view changed.
    void follow();
    // The picture changed; drawn again a little later, however often it changes.
    void pictureChanged();

signals:
    void centerRequested(const QPointF &scene);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    QRectF shownArea() const; // scene
    QTransform toMap() const;

    CanvasContext &c;
    QPixmap m_picture;
    QRectF m_content;
    QTimer m_later;
    bool m_wanted = true;
};

} // namespace drawbridge
