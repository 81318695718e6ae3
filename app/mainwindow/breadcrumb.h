// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QWidget>

class QHBoxLayout;

namespace drawbridge {

// The diagram that is shown and those that it details, outermost first, over the upper left corner of the canvas.
class Breadcrumb : public QWidget
{
    Q_OBJECT
public:
    explicit Breadcrumb(QWidget *canvas);
    // Hidden where the diagram details nothing.
    void show(const QList<Diagram> &path);

signals:
    void diagramChosen(drawbridge::DiagramId diagram);

private:
    QHBoxLayout *m_layout;
};

// From the outermost diagram to this one: each details a process that stands on the one before.
QList<Diagram> pathTo(const ThreatModel &model, DiagramId diagram);

} // namespace drawbridge
