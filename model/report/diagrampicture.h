// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notation/notation.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// A diagram ready to be painted: what stands where, flows routed. Scene units. Independent of the model that it was
// made from.
struct DiagramPicture
{
    struct Zone
    {
        TrustBoundary boundary;
        QRectF rect;
        SymbolState state; // collapsed, with how much is hidden
    };
    struct Shape
    {
        Element element;
        QRectF rect;
        SymbolState state;
    };
    struct Line
    {
        DataFlow flow;
        SymbolState state; // its label, where it crosses zones
        QList<QPointF> points;
        QRectF label; // where it stands; null where it has none
    };
    QString title;
    Notation notation = Notation::Rounded;
    QList<Zone> zones;   // outermost first
    QList<Shape> shapes; // by id
    QList<Line> lines;   // by id
    QRectF bounds;       // of everything, with a margin

    bool isEmpty() const { return shapes.isEmpty() && zones.isEmpty(); }
};

// Everything that is placed on the diagram; flows whose two ends stand on it. `states` marks elements with findings.
DiagramPicture diagramPicture(const ThreatModel &model, DiagramId diagram, const QHash<ElementId, SymbolState> &states, qint64 routingBudget);

// Paints it in scene units; of a `part` only what lies there. Works on any thread and any paint device.
void paintDiagram(QPainter &painter, const DiagramPicture &picture, const DiagramPalette &palette, const QFont &base, const QRectF &part = {});

// Names of zones and shapes and labels of flows that the picture has no room for, sorted, each once.
QStringList cutNames(const DiagramPicture &picture, const QFont &base);

} // namespace drawbridge
