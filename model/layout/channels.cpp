// SPDX-License-Identifier: Apache-2.0
#include "layout/channels.h"

#include "layout/arrangement.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {

QList<Channel> channelsOf(const LayoutPositions &positions)
{
    QList<Channel> channels;
    QList<std::pair<double, double>> taken;
    for (const QRectF &rect : positions.nodes)
        taken.append({rect.left(), rect.right()});
    std::sort(taken.begin(), taken.end());
    double right = taken.isEmpty() ? 0 : taken.first().second;
    for (const auto &[from, to] : std::as_const(taken)) {
        if (from > right) {
            QList<double> borders{right, from};
            for (const QRectF &zone : positions.clusters) {
                for (const double border : {zone.left(), zone.right()}) {
                    if (border > right && border < from)
                        borders.append(border);
                }
            }
            std::sort(borders.begin(), borders.end());
            qsizetype widest = 1;
            for (qsizetype i = 2; i < borders.size(); ++i) {
                if (borders[i] - borders[i - 1] > borders[widest] - borders[widest - 1])
                    widest = i;
            }
            channels.append({right, from, (borders[widest] + borders[widest - 1]) / 2});
        }
        right = std::max(right, to);
    }
    return channels;
}

void addRoom(LayoutPositions &positions, const QList<AddedRoom> &rooms)
{
    const auto moved = [&](double x) {
        double by = 0;
        for (const AddedRoom &room : rooms)
            by += x > room.at ? room.width : 0;
        return x + by;
    };
    for (QRectF &rect : positions.nodes)
        rect.moveLeft(moved(rect.left()));
    for (QRectF &rect : positions.clusters)
        rect = QRectF(QPointF(moved(rect.left()), rect.top()), QPointF(moved(rect.right()), rect.bottom()));
}

void widenChannels(const LayoutRequest &request, LayoutPositions &positions)
{
    constexpr double perLine = 12, widest = 320;
    constexpr int mostLines = 14;
    QList<AddedRoom> rooms;
    for (const Channel &channel : channelsOf(positions)) {
        double label = 0;
        int bending = 0;
        for (const LayoutRequest::Edge &edge : request.edges) {
            const QRectF &a = positions.nodes[edge.from], &b = positions.nodes[edge.to];
            if (std::min(a.right(), b.right()) > channel.left + 1 || std::max(a.left(), b.left()) < channel.right - 1)
                continue;
            label = std::max(label, edge.label.width());
            bending += std::abs(a.center().y() - b.center().y()) > 8;
        }
        const double wanted = std::min(widest, label + arrangement::labelRoom + perLine * std::min(bending, mostLines));
        if (wanted > channel.right - channel.left)
            rooms.append({channel.at, wanted - (channel.right - channel.left)});
    }
    addRoom(positions, rooms);
}

} // namespace drawbridge
