// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QColor>
#include <QFont>
#include <QPainterPath>
#include <QRectF>

#include <optional>

class QPainter;

namespace drawbridge {

// Colours of a diagram; made by the theme (light, dark) or the report (paper, grey).
struct DiagramPalette
{
    QColor background, grid, text, mutedText, shapeFill, shapeLine, flowLine, accent, selection;
    QColor zoneFill[5], zoneLine[5], zoneText[5]; // by trust, 0 warm to 4 cool
    QColor unknownZoneFill, unknownZoneLine, unknownZoneText;
    QColor band[5]; // by Band: critical, high, medium, low, note
    QColor onBand;  // text on a band colour

    static DiagramPalette light();
    static DiagramPalette dark();
    static DiagramPalette highContrast(); // black and white and few strong colours, text at 7:1
    static DiagramPalette paper(); // readable in grey
};

// Where a flow passes the border of a boundary.
struct Crossing
{
    QPointF at;
    QPointF along; // of the flow there; unit vector
    int trust = 0; // of the boundary: index into DiagramPalette::zoneText; -1: not known
    bool operator==(const Crossing &) const = default;
};

// What a symbol shows beyond the entity itself.
struct SymbolState
{
    bool selected = false;
    bool hovered = false;
    bool focused = false;
    int badge = 0;        // number of findings; 0: no badge
    int badgeBand = 4;    // index into DiagramPalette::band
    int heatBand = -1;    // outline colour by the worst finding; -1: plain
    double stress = 0;    // line width where a lens makes it stand out; 0: as usual
    QList<double> dashes; // of the line, in widths; empty: as usual
    bool locked = false;  // a small lock: neither moved nor resized by hand
    bool collapsed = false; // of a boundary: drawn as one box
    int hidden = 0;       // elements in a collapsed boundary
    bool toggle = false;  // of a boundary: shows the mark to collapse or expand it
    std::optional<QString> label; // of a flow: instead of notation::flowLabel(); several lines
    double labelWidth = 0; // of a flow: as the router narrowed its label; 0: as wide as it wants to be
    bool bundle = false;  // of a flow: stands for several
    QList<Crossing> crossings; // of a flow: a small mark at each
    double detail = 1.0;  // level of detail: view scale; below 0.4 no flow labels, below 0.2 plain shapes
};

// The one way in which symbols look and are hit, on the canvas and in reports. `rect` is the symbol's own rectangle.
namespace notation {

// Inter where it is installed, else the system's font.
QFont baseFont();
QFont font(const QFont &base, int pixelSize, bool bold = false);
// The line under an element's name: its technology, else who or what it is; says so when it is inferred or out of scope.
QString detailText(const Element &element);
// Size that shows the element's name (wrapped to at most three lines) and technology.
QSizeF preferredSize(const Element &element, Notation notation, const QFont &base);
QPainterPath outline(const Element &element, const QRectF &rect, Notation notation);
// Radii of the symbol's corners (RoutingShape::corner): flows end on the curve.
QSizeF cornerRadii(const Element &element, const QRectF &rect, Notation notation);
void paintElement(QPainter &painter, const Element &element, const QRectF &rect, Notation notation, const DiagramPalette &palette,
                  const QFont &base, const SymbolState &state);
void paintBoundary(QPainter &painter, const TrustBoundary &boundary, const QRectF &rect, const DiagramPalette &palette, const QFont &base,
                   const SymbolState &state);
// The mark at the beginning of a boundary's title that collapses and expands it.
QRectF boundaryToggleArea(const QRectF &rect);
// The strip at the top of a boundary that holds its name.
QRectF boundaryTitleArea(const QRectF &rect);
// The narrowest rectangle that shows the boundary's title.
QSizeF boundaryMinimumSize(const TrustBoundary &boundary, const QFont &base);
// Room that a symbol's rings and badge take beyond its rectangle: grow bounding rectangles by it.
constexpr double symbolMargin = 14;

// What is written on a flow: its name, else its protocol and number of operations. May be empty.
QString flowLabel(const DataFlow &flow);
// Room that the label takes, all its lines; long ones are shown shortened. Empty for an empty label.
QSizeF flowLabelSize(const QString &label, const QFont &base);
// How narrow it may be drawn where there is no room (RoutingFlow::leastLabel); 0 for a list.
double leastFlowLabel(const QString &label);
// `points` as routed; rounded corners, arrow head(s), label box.
void paintFlow(QPainter &painter, const DataFlow &flow, const QList<QPointF> &points, const QPointF &labelCenter, const DiagramPalette &palette,
               const QFont &base, const SymbolState &state);
// The fat line (at least 10 units) that takes clicks.
QPainterPath flowHitShape(const QList<QPointF> &points);

} // namespace notation

} // namespace drawbridge
