// SPDX-License-Identifier: Apache-2.0
#include "layout/layoutcodec.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QCoreApplication>

#include <cmath>

namespace drawbridge {

namespace {

constexpr int maxItems = 50000;
constexpr double maxExtent = 1e6;

const QLatin1StringView clustersKey("clusters"), nodesKey("nodes"), edgesKey("edges");

bool isExtent(double value)
{
    return std::isfinite(value) && value >= 0 && value <= maxExtent;
}

bool isPlace(double value)
{
    return std::isfinite(value) && std::abs(value) <= maxExtent * 100;
}

QCborArray encodeRect(const QRectF &rect)
{
    return {rect.x(), rect.y(), rect.width(), rect.height()};
}

bool decodeRect(const QCborValue &value, QRectF &rect)
{
    const QCborArray a = value.toArray();
    if (a.size() != 4)
        return false;
    rect = QRectF(a.at(0).toDouble(NAN), a.at(1).toDouble(NAN), a.at(2).toDouble(NAN), a.at(3).toDouble(NAN));
    return isPlace(rect.x()) && isPlace(rect.y()) && isExtent(rect.width()) && isExtent(rect.height());
}

Error unsound()
{
    return {QCoreApplication::translate("Layout", "The layout worker was given or gave something that is no layout; the diagram stays as it is."), {}};
}

bool clustersNest(const LayoutRequest &request)
{
    const int count = int(request.clusters.size());
    for (int c = 0; c < count; ++c) {
        int steps = 0;
        for (int up = request.clusters[c].parent; up >= 0; up = request.clusters[up].parent) {
            if (++steps > count)
                return false;
        }
    }
    return true;
}

} // namespace

QByteArray encodeRequest(const LayoutRequest &request)
{
    QCborArray clusters, nodes, edges;
    for (const LayoutRequest::Cluster &c : request.clusters)
        clusters.append(QCborArray{c.parent, c.rank, c.minimum.width(), c.minimum.height()});
    for (const LayoutRequest::Node &n : request.nodes)
        nodes.append(QCborArray{n.size.width(), n.size.height(), n.cluster, n.rank});
    for (const LayoutRequest::Edge &e : request.edges)
        edges.append(QCborArray{e.from, e.to, e.label.width(), e.label.height()});
    return QCborMap{{clustersKey, clusters}, {nodesKey, nodes}, {edgesKey, edges}}.toCborValue().toCbor();
}

Result<LayoutRequest> decodeRequest(const QByteArray &bytes)
{
    const QCborMap map = QCborValue::fromCbor(bytes).toMap();
    const QCborArray clusters = map.value(clustersKey).toArray(), nodes = map.value(nodesKey).toArray(), edges = map.value(edgesKey).toArray();
    if (clusters.size() > maxItems || nodes.size() > maxItems || edges.size() > 4 * maxItems)
        return unsound();
    LayoutRequest request;
    const auto inRange = [](qint64 index, qint64 size, qint64 least) { return index >= least && index < size; };
    for (const QCborValue &value : clusters) {
        const QCborArray a = value.toArray();
        const qint64 parent = a.at(0).toInteger(-2);
        if (!inRange(parent, clusters.size(), -1) || !isExtent(a.at(2).toDouble(NAN)) || !isExtent(a.at(3).toDouble(NAN)))
            return unsound();
        request.clusters.append({int(parent), int(qBound(qint64(-1000), a.at(1).toInteger(), qint64(1000))), QSizeF(a.at(2).toDouble(), a.at(3).toDouble())});
    }
    for (const QCborValue &value : nodes) {
        const QCborArray a = value.toArray();
        const qint64 cluster = a.at(2).toInteger(-2);
        if (!inRange(cluster, clusters.size(), -1) || !isExtent(a.at(0).toDouble(NAN)) || !isExtent(a.at(1).toDouble(NAN)))
            return unsound();
        LayoutRequest::Node node;
        node.size = QSizeF(a.at(0).toDouble(), a.at(1).toDouble());
        node.cluster = int(cluster);
        node.rank = int(qBound(qint64(-1), a.at(3).toInteger(-1), qint64(1000)));
        request.nodes.append(node);
    }
    for (const QCborValue &value : edges) {
        const QCborArray a = value.toArray();
        if (!inRange(a.at(0).toInteger(-1), nodes.size(), 0) || !inRange(a.at(1).toInteger(-1), nodes.size(), 0))
            return unsound();
        request.edges.append({int(a.at(0).toInteger()), int(a.at(1).toInteger()), QSizeF(a.at(2).toDouble(), a.at(3).toDouble())});
    }
    if (!clustersNest(request))
        return unsound();
    return request;
}

QByteArray encodePositions(const LayoutPositions &positions)
{
    QCborArray nodes, clusters;
    for (const QRectF &rect : positions.nodes)
        nodes.append(encodeRect(rect));
    for (const QRectF &rect : positions.clusters)
        clusters.append(encodeRect(rect));
    return QCborMap{{nodesKey, nodes}, {clustersKey, clusters}}.toCborValue().toCbor();
}

Result<LayoutPositions> decodePositions(const QByteArray &bytes, const LayoutRequest &request)
{
    const QCborMap map = QCborValue::fromCbor(bytes).toMap();
    const QCborArray nodes = map.value(nodesKey).toArray(), clusters = map.value(clustersKey).toArray();
    if (nodes.size() != request.nodes.size() || clusters.size() != request.clusters.size())
        return unsound();
    LayoutPositions positions;
    for (const QCborValue &value : nodes) {
        positions.nodes.append(QRectF());
        if (!decodeRect(value, positions.nodes.last()))
            return unsound();
    }
    for (const QCborValue &value : clusters) {
        positions.clusters.append(QRectF());
        if (!decodeRect(value, positions.clusters.last()))
            return unsound();
    }
    return positions;
}

} // namespace drawbridge
