// SPDX-License-Identifier: Apache-2.0
#include "bench/clustereddot.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineF>
#include <QProcess>
#include <QSet>
#include <QTextStream>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge::testing {

namespace {

constexpr double slack = 0.5;
constexpr double weaving = 30; // crossings of the same two lines within this distance are one

double side(const QPointF &a, const QPointF &b, const QPointF &p)
{
    return (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
}

// Whether two pieces cross. The end of a piece on its left side counts, on its right side does not: a line that crosses
// another exactly where that one bends is counted once.
bool crosses(const QPointF &a, const QPointF &b, const QPointF &c, const QPointF &d)
{
    return (side(a, b, c) > 0) != (side(a, b, d) > 0) && (side(c, d, a) > 0) != (side(c, d, b) > 0);
}

bool touchesInside(const QPointF &a, const QPointF &b, const QRectF &rect)
{
    const QRectF r = rect.adjusted(slack, slack, -slack, -slack);
    if (r.contains(a) || r.contains(b))
        return true;
    const QPointF corners[] = {r.topLeft(), r.topRight(), r.bottomRight(), r.bottomLeft()};
    for (int i = 0; i < 4; ++i) {
        if (QLineF(a, b).intersects(QLineF(corners[i], corners[(i + 1) % 4]), nullptr) == QLineF::BoundedIntersection)
            return true;
    }
    return false;
}

QRectF boxOf(const QPointF &a, const QPointF &b)
{
    return QRectF(a, b).normalized().adjusted(-0.01, -0.01, 0.01, 0.01);
}

bool overlap(const QRectF &a, const QRectF &b)
{
    return a.adjusted(slack, slack, -slack, -slack).intersects(b.adjusted(slack, slack, -slack, -slack));
}

// Whether two pieces run on top of one another for more than a few units.
bool runOnTop(const QPointF &a, const QPointF &b, const QPointF &c, const QPointF &d)
{
    const double length = QLineF(a, b).length(), other = QLineF(c, d).length();
    if (length < 1 || other < 1)
        return false;
    const QPointF u = (b - a) / length;
    if (std::abs(side({}, u, (d - c) / other)) > 0.02 || std::abs(side({}, u, c - a)) > 1 || std::abs(side({}, u, d - a)) > 1)
        return false;
    const double from = QPointF::dotProduct(u, c - a), to = QPointF::dotProduct(u, d - a);
    return std::min(length, std::max(from, to)) - std::max(0.0, std::min(from, to)) > 4;
}

// Control points of a chain of cubic pieces → points along it.
QList<QPointF> flattened(const QList<QPointF> &control)
{
    QList<QPointF> points;
    if (control.isEmpty())
        return points;
    points.append(control.first());
    for (qsizetype i = 0; i + 3 < control.size(); i += 3) {
        constexpr int steps = 12;
        for (int k = 1; k <= steps; ++k) {
            const double t = double(k) / steps, u = 1 - t;
            points.append(control[i] * (u * u * u) + control[i + 1] * (3 * u * u * t) + control[i + 2] * (3 * u * t * t) + control[i + 3] * (t * t * t));
        }
    }
    return points;
}

// "x,y" in points, upwards → scene units, downwards.
QPointF pointOf(const QString &text)
{
    return {text.section(u',', 0, 0).toDouble(), -text.section(u',', 1, 1).toDouble()};
}

// "s,x,y e,x,y x,y x,y …": the tips of arrows, then the control points.
QList<QPointF> lineOf(const QString &text)
{
    QList<QPointF> control;
    std::optional<QPointF> start, end;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (word.startsWith(u"s,"))
            start = pointOf(word.mid(2));
        else if (word.startsWith(u"e,"))
            end = pointOf(word.mid(2));
        else
            control.append(pointOf(word));
    }
    QList<QPointF> points = flattened(control);
    if (start)
        points.prepend(*start);
    if (end)
        points.append(*end);
    return points;
}

QString dotText(const RoutingRequest &request, const QList<int> &zoneOf, const QList<int> &zoneParent)
{
    QString text;
    QTextStream dot(&text);
    dot << "digraph g { rankdir=LR; nodesep=0.5; ranksep=0.8; node [shape=box, fixedsize=true, label=\"\"];\n";
    QList<QList<int>> shapesIn(zoneParent.size()), zonesIn(zoneParent.size());
    QList<int> freeShapes, outerZones;
    for (qsizetype i = 0; i < request.shapes.size(); ++i)
        (zoneOf[i] >= 0 ? shapesIn[zoneOf[i]] : freeShapes).append(int(i));
    for (qsizetype z = 0; z < zoneParent.size(); ++z)
        (zoneParent[z] >= 0 ? zonesIn[zoneParent[z]] : outerZones).append(int(z));
    const auto node = [&](int i) {
        const QSizeF size = request.shapes[i].rect.size() / 72;
        dot << "n" << i << " [width=" << size.width() << ", height=" << size.height() << "];\n";
    };
    const auto zone = [&](const auto &self, int z, int depth) -> void {
        if (depth > 32)
            return;
        dot << "subgraph cluster" << z << " { margin=16; label=\"zone\";\n";
        for (const int i : std::as_const(shapesIn[z]))
            node(i);
        for (const int inner : std::as_const(zonesIn[z]))
            self(self, inner, depth + 1);
        dot << "}\n";
    };
    for (const int i : std::as_const(freeShapes))
        node(i);
    for (const int z : std::as_const(outerZones))
        zone(zone, z, 0);
    for (qsizetype f = 0; f < request.flows.size(); ++f) {
        const RoutingFlow &flow = request.flows[f];
        dot << "n" << flow.from << " -> n" << flow.to << " [id=\"" << f << '"';
        if (!flow.label.isEmpty())
            dot << ", label=<<TABLE FIXEDSIZE=\"TRUE\" BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" WIDTH=\"" << int(std::ceil(flow.label.width())) << "\" HEIGHT=\""
                << int(std::ceil(flow.label.height())) << "\"><TR><TD></TD></TR></TABLE>>";
        dot << "];\n";
    }
    dot << "}\n";
    return text;
}

} // namespace

PictureQuality pictureQuality(const Drawing &drawing)
{
    PictureQuality q;
    QRectF all;
    for (const QRectF &zone : drawing.zones)
        all |= zone;
    for (qsizetype i = 0; i < drawing.shapes.size(); ++i) {
        all |= drawing.shapes[i];
        for (qsizetype k = 0; k < i; ++k)
            q.overlaps += overlap(drawing.shapes[i], drawing.shapes[k]);
        for (int z = 0; z < int(drawing.zones.size()) && i < drawing.zonesOf.size(); ++z) {
            const bool isInside = drawing.zones[z].contains(drawing.shapes[i].adjusted(slack, slack, -slack, -slack));
            q.overlaps += drawing.zonesOf[i].contains(z) ? !isInside : overlap(drawing.shapes[i], drawing.zones[z]);
        }
    }
    struct Piece
    {
        QPointF a, b;
        QRectF box;
        qsizetype line;
    };
    QList<Piece> pieces;
    for (qsizetype f = 0; f < drawing.lines.size(); ++f) {
        const QList<QPointF> &line = drawing.lines[f];
        bool through = false;
        double turned = 0;
        for (qsizetype i = 1; i < line.size(); ++i) {
            const QPointF a = line[i - 1], b = line[i];
            pieces.append({a, b, boxOf(a, b), f});
            all |= pieces.last().box;
            for (qsizetype s = 0; s < drawing.shapes.size() && !through; ++s)
                through = s != drawing.ends[f].first && s != drawing.ends[f].second && touchesInside(a, b, drawing.shapes[s]);
            if (i + 1 < line.size())
                turned += std::abs(std::remainder(QLineF(a, b).angle() - QLineF(b, line[i + 1]).angle(), 360));
        }
        q.throughShapes += through;
        q.bends += qRound(turned / 90);
    }
    std::sort(pieces.begin(), pieces.end(), [](const Piece &s, const Piece &t) { return s.box.left() < t.box.left(); });
    QSet<std::pair<qsizetype, qsizetype>> onTop;
    QHash<std::pair<qsizetype, qsizetype>, QList<QPointF>> crossed;
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        for (qsizetype k = i + 1; k < pieces.size() && pieces[k].box.left() <= pieces[i].box.right(); ++k) {
            const Piece &s = pieces[i], &t = pieces[k];
            if (s.line == t.line || !s.box.intersects(t.box))
                continue;
            const std::pair both(std::min(s.line, t.line), std::max(s.line, t.line));
            if (runOnTop(s.a, s.b, t.a, t.b)) {
                onTop.insert(both);
                continue;
            }
            QPointF at;
            if (!crosses(s.a, s.b, t.a, t.b) || QLineF(s.a, s.b).intersects(QLineF(t.a, t.b), &at) == QLineF::NoIntersection)
                continue;
            // Two curves that weave around each other cross once to the eye.
            QList<QPointF> &known = crossed[both];
            if (std::none_of(known.begin(), known.end(), [&](const QPointF &other) { return QLineF(other, at).length() < weaving; })) {
                known.append(at);
                q.places.append(at);
            }
        }
    }
    q.crossings = int(q.places.size());
    q.onTop = int(onTop.size());
    for (qsizetype f = 0; f < drawing.labels.size(); ++f) {
        const QRectF &label = drawing.labels[f];
        if (label.isEmpty())
            continue;
        all |= label;
        bool collides = std::any_of(drawing.shapes.begin(), drawing.shapes.end(), [&](const QRectF &shape) { return overlap(shape, label); });
        for (qsizetype k = 0; k < drawing.labels.size() && !collides; ++k)
            collides = k != f && !drawing.labels[k].isEmpty() && overlap(drawing.labels[k], label);
        for (const Piece &piece : std::as_const(pieces)) {
            if (collides)
                break;
            collides = piece.line != f && piece.box.intersects(label) && touchesInside(piece.a, piece.b, label);
        }
        if (collides)
            q.colliding.append(int(f));
    }
    q.labelCollisions = int(q.colliding.size());
    q.ratio = all.height() > 0 ? all.width() / all.height() : 1;
    return q;
}

Drawing clusteredDot(const RoutingRequest &request, const QList<int> &zoneOf, const QList<int> &zoneParent)
{
    QProcess process;
    process.start(u"dot"_s, {u"-Tjson0"_s});
    if (!process.waitForStarted())
        return {};
    process.write(dotText(request, zoneOf, zoneParent).toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(60000)) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const QJsonObject graph = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    if (process.exitStatus() != QProcess::NormalExit || graph.isEmpty())
        return {};
    Drawing drawing;
    drawing.shapes.resize(request.shapes.size());
    drawing.lines.resize(request.flows.size());
    drawing.labels.resize(request.flows.size());
    drawing.zones.resize(zoneParent.size());
    for (const RoutingFlow &flow : request.flows)
        drawing.ends.append({flow.from, flow.to});
    for (const QJsonValue &value : graph[u"objects"_s].toArray()) {
        const QJsonObject object = value.toObject();
        const QString name = object[u"name"_s].toString();
        if (name.startsWith(u"cluster")) {
            const QString box = object[u"bb"_s].toString();
            const int z = name.mid(7).toInt();
            if (z >= 0 && z < drawing.zones.size())
                drawing.zones[z] = QRectF(pointOf(box.section(u',', 0, 1)), pointOf(box.section(u',', 2, 3))).normalized();
        } else if (name.startsWith(u'n')) {
            const int i = name.mid(1).toInt();
            const QSizeF size(object[u"width"_s].toString().toDouble() * 72, object[u"height"_s].toString().toDouble() * 72);
            if (i >= 0 && i < drawing.shapes.size())
                drawing.shapes[i] = QRectF(pointOf(object[u"pos"_s].toString()) - QPointF(size.width(), size.height()) / 2, size);
        }
    }
    for (const QJsonValue &value : graph[u"edges"_s].toArray()) {
        const QJsonObject edge = value.toObject();
        const int f = edge[u"id"_s].toString().toInt();
        if (f < 0 || f >= request.flows.size())
            continue;
        drawing.lines[f] = lineOf(edge[u"pos"_s].toString());
        const QSizeF size = request.flows[f].label;
        if (!size.isEmpty() && edge.contains(u"lp"_s))
            drawing.labels[f] = QRectF(pointOf(edge[u"lp"_s].toString()) - QPointF(size.width(), size.height()) / 2, size);
    }
    drawing.valid = std::none_of(drawing.lines.begin(), drawing.lines.end(), [](const QList<QPointF> &line) { return line.size() < 2; });
    return drawing;
}

} // namespace drawbridge::testing
