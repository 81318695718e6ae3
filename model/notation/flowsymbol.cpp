// SPDX-License-Identifier: Apache-2.0
#include "notation/notation.h"
#include "notation/symboltext.h"

#include <QCoreApplication>
#include <QLineF>
#include <QPainter>
#include <QPainterPathStroker>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace drawbridge::notation {

namespace {

constexpr double cornerRadius = 7;
constexpr double headLength = 10;
constexpr double headHalfWidth = 4.5;
constexpr double widestLabel = 168;
constexpr double narrowestLabel = 64; // about nine letters
constexpr double widestListed = 240; // of several lines
constexpr double lineStep = 15;      // from one line of a label to the next
constexpr double hitWidth = 12;
constexpr double labelHeight = 18;
constexpr double apartFrom = 20;    // a label that far from its line is tied to it

QPointF towards(const QPointF &from, const QPointF &to, double distance)
{
    const QLineF line(from, to);
    return line.length() <= 1e-9 ? from : line.pointAt(std::min(1.0, distance / line.length()));
}

// The end of a line pulled back under its arrow head, so that a wide line does not stick out at the tip.
void shorten(QList<QPointF> &points, bool atEnd)
{
    const qsizetype last = points.size() - 1;
    if (atEnd)
        points[last] = towards(points[last], points[last - 1], headLength - 1);
    else
        points[0] = towards(points[0], points[1], headLength - 1);
}

// From a label that was moved or found no room at its line to the nearest place on that line; null where it is near.
QLineF leader(const QList<QPointF> &points, const QRectF &label)
{
    QLineF nearest;
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF along = points[i] - points[i - 1], toLabel = label.center() - points[i - 1];
        const double length = QPointF::dotProduct(along, along);
        const QPointF on = points[i - 1] + along * (length > 0 ? std::clamp(QPointF::dotProduct(along, toLabel) / length, 0.0, 1.0) : 0.0);
        const QLineF line(QPointF(std::clamp(on.x(), label.left(), label.right()), std::clamp(on.y(), label.top(), label.bottom())), on);
        if (nearest.isNull() || line.length() < nearest.length())
            nearest = line;
        if (line.length() < apartFrom)
            return {};
    }
    return nearest;
}

QPainterPath roundedPath(const QList<QPointF> &points)
{
    QPainterPath path(points.first());
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QPointF corner = points[i];
        const double before = QLineF(points[i - 1], corner).length();
        const double after = QLineF(corner, points[i + 1]).length();
        const double radius = std::min({cornerRadius, before / 2, after / 2});
        if (radius < 0.5) {
            path.lineTo(corner);
            continue;
        }
        path.lineTo(towards(corner, points[i - 1], radius));
        path.quadTo(corner, towards(corner, points[i + 1], radius));
    }
    path.lineTo(points.last());
    return path;
}

void drawHead(QPainter &painter, const QPointF &tip, const QPointF &from, const QColor &color, double lineWidthOf)
{
    const QLineF line(from, tip);
    if (line.length() < 1e-6)
        return;
    const double scale = 1 + std::max(0.0, lineWidthOf - 1.5) * 0.25;
    const QPointF along(line.dx() / line.length(), line.dy() / line.length());
    const QPointF across(-along.y(), along.x());
    const QPointF base = tip - along * headLength * scale;
    const std::array<QPointF, 3> head{tip, base + across * headHalfWidth * scale, base - across * headHalfWidth * scale};
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawConvexPolygon(head.data(), int(head.size()));
}

// A short bar across the flow with the colour of the zone, on a gap in the border: a gate.
void drawCrossing(QPainter &painter, const Crossing &crossing, const DiagramPalette &palette)
{
    const bool known = crossing.trust >= 0 && crossing.trust < 5;
    const QPointF across(-crossing.along.y(), crossing.along.x());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette.background, 6, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(crossing.at - across * 6, crossing.at - across * 2);
    painter.drawLine(crossing.at + across * 2, crossing.at + across * 6);
    painter.setPen(QPen(known ? palette.zoneText[crossing.trust] : palette.unknownZoneText, 1.6, Qt::SolidLine, Qt::RoundCap));
    for (const double side : {-2.5, 2.5})
        painter.drawLine(crossing.at + crossing.along * side - across * 5, crossing.at + crossing.along * side + across * 5);
}

QString protocolText(const QString &protocol)
{
    const QString known = protocol.trimmed();
    if (known.compare(u"grpc"_s, Qt::CaseInsensitive) == 0)
        return u"gRPC"_s;
    static const QStringList acronyms{u"sql"_s, u"amqp"_s, u"mqtt"_s, u"smtp"_s, u"ldap"_s, u"bson"_s, u"tcp"_s, u"udp"_s, u"ssh"_s, u"ftp"_s};
    return acronyms.contains(known.toLower()) ? known.toUpper() : known;
}

} // namespace

QString flowLabel(const DataFlow &flow)
{
    if (!flow.name.trimmed().isEmpty())
        return flow.name.simplified();
    const QString protocol = protocolText(flow.protocol);
    if (flow.operations.isEmpty())
        return protocol;
    const int count = int(flow.operations.size());
    const QString operations = count == 1 ? QCoreApplication::translate("Notation", "1 op") : QCoreApplication::translate("Notation", "%n ops", nullptr, count);
    return protocol.isEmpty() ? operations : protocol + u" · "_s + operations;
}

QSizeF flowLabelSize(const QString &label, const QFont &base)
{
    if (label.isEmpty())
        return {};
    const QStringList lines = label.split(u'\n');
    double width = 0;
    for (const QString &line : lines)
        width = std::max(width, std::min(lineWidth(line, TextRole::Detail, base), lines.size() > 1 ? widestListed : widestLabel));
    return QSizeF(width + 10, labelHeight + (double(lines.size()) - 1) * lineStep);
}

double leastFlowLabel(const QString &label)
{
    return label.isEmpty() || label.contains(u'\n') ? 0 : narrowestLabel;
}

void paintFlow(QPainter &painter, const DataFlow &flow, const QList<QPointF> &points, const QPointF &labelCenter, const DiagramPalette &palette,
               const QFont &base, const SymbolState &state)
{
    if (points.size() < 2)
        return;
    QColor color = flow.inScope ? palette.flowLine : palette.grid;
    double width = 1.5;
    if (state.heatBand >= 0 && state.heatBand < 5) {
        constexpr double widths[] = {2.8, 2.5, 2.1, 1.8, 1.5};
        color = palette.band[state.heatBand];
        width = widths[state.heatBand];
    }
    width = std::max(width, state.stress);
    if (state.selected || state.hovered) {
        color = palette.selection;
        width = std::max(width, state.selected ? 2.5 : 2.0);
    }
    QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    painter.setBrush(Qt::NoBrush);
    if (state.detail < 0.2) {
        pen.setCosmetic(true);
        pen.setWidthF(state.selected ? 2 : 1);
        painter.setPen(pen);
        painter.drawPolyline(points.constData(), int(points.size()));
        return;
    }
    if (!flow.confirmed)
        pen.setDashPattern({6 / width, 4 / width});
    else if (!flow.inScope)
        pen.setDashPattern({1.5, 2.5});
    else if (!state.dashes.isEmpty())
        pen.setDashPattern(state.dashes);
    QList<QPointF> line = points;
    shorten(line, true);
    if (flow.bidirectional)
        shorten(line, false);
    painter.setPen(pen);
    painter.drawPath(roundedPath(line));
    drawHead(painter, points.last(), points[points.size() - 2], color, width);
    if (flow.bidirectional)
        drawHead(painter, points.first(), points[1], color, width);
    if (state.focused) {
        painter.setPen(QPen(palette.text, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(flowHitShape(points));
    }
    if (state.detail < 0.4)
        return;
    for (const Crossing &crossing : state.crossings)
        drawCrossing(painter, crossing, palette);
    const QString label = state.label ? *state.label : flowLabel(flow);
    if (label.isEmpty())
        return;
    QSizeF size = flowLabelSize(label, base);
    if (state.labelWidth > 0)
        size.setWidth(state.labelWidth);
    const QStringList lines = label.split(u'\n');
    const QRectF box(labelCenter - QPointF(size.width() / 2, size.height() / 2), size);
    if (const QLineF tie = leader(points, box); !tie.isNull()) {
        painter.setPen(QPen(color, 1, Qt::DotLine));
        painter.drawLine(tie);
    }
    painter.setPen(lines.size() > 1 || state.bundle ? QPen(color, 1) : QPen(Qt::NoPen));
    painter.setBrush(palette.background);
    if (state.bundle) // a second card behind the first: there is more under it
        painter.drawRoundedRect(box.translated(2.5, 2.5), 4, 4);
    painter.drawRoundedRect(box, 4, 4);
    const bool isPlain = color == palette.flowLine || color == palette.grid;
    double y = box.top() + labelHeight / 2;
    for (const QString &text : lines) {
        drawLine(painter, text, lines.size() > 1 ? QPointF(box.left() + 5, y) : QPointF(labelCenter.x(), y), lines.size() > 1 ? Qt::AlignLeft : Qt::AlignHCenter,
                 size.width() - 8, TextRole::Detail, base, isPlain ? palette.mutedText : color);
        y += lineStep;
    }
}

QPainterPath flowHitShape(const QList<QPointF> &points)
{
    if (points.size() < 2)
        return {};
    QPainterPath line(points.first());
    for (qsizetype i = 1; i < points.size(); ++i)
        line.lineTo(points[i]);
    QPainterPathStroker stroker;
    stroker.setWidth(hitWidth);
    stroker.setJoinStyle(Qt::MiterJoin);
    stroker.setCapStyle(Qt::FlatCap);
    return stroker.createStroke(line);
}

} // namespace drawbridge::notation
