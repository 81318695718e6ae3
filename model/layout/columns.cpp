// SPDX-License-Identifier: Apache-2.0
#include "layout/columns.h"

#include "layout/arrangement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace drawbridge {

using namespace arrangement;

namespace {

constexpr double lineRoom = 8; // between a shape and a line that passes it

Column stacked(const QList<int> &items, const QList<QSizeF> &sizes)
{
    Column column;
    column.items = items;
    for (const int i : items) {
        column.tops.append(column.height);
        column.height += sizes[i].height() + rowGap;
    }
    column.height = std::max(0.0, column.height - rowGap);
    return column;
}

// `parts` columns of one height. Each item stands a part of a row below the one before it, which is in another column, and
// low enough for a straight line past that one.
QList<Column> interleaved(const QList<int> &items, const QList<QSizeF> &sizes, int parts)
{
    QList<Column> columns(parts);
    double centre = 0, height = 0;
    for (qsizetype i = 0; i < items.size(); ++i) {
        Column &column = columns[i % parts];
        const double own = sizes[items[i]].height();
        if (i > 0)
            centre += std::max(((sizes[items[i - 1]].height() + own) / 2 + rowGap) / parts, std::max(sizes[items[i - 1]].height(), own) / 2 + lineRoom);
        double top = centre - own / 2;
        if (i >= parts) {
            top = std::max(top, column.tops.last() + sizes[column.items.last()].height() + rowGap);
        } else if (top < 0) {
            top = 0;
        }
        centre = top + own / 2;
        column.items.append(items[i]);
        column.tops.append(top);
        height = std::max(height, top + own);
    }
    for (Column &column : columns)
        column.height = height;
    return columns;
}

double widthOf(const Column &column, const QList<QSizeF> &sizes)
{
    double width = 0;
    for (const int i : column.items)
        width = std::max(width, sizes[i].width());
    return width;
}

} // namespace

QList<QList<int>> columnsOf(const QList<QSizeF> &sizes, const QList<QPointF> &centres)
{
    QList<int> order(sizes.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return std::make_pair(centres[a].x(), a) < std::make_pair(centres[b].x(), b); });
    QList<QList<int>> columns;
    double right = -1e18;
    for (const int i : std::as_const(order)) {
        if (columns.isEmpty() || centres[i].x() - sizes[i].width() / 2 >= right)
            columns.append(QList<int>());
        columns.last().append(i);
        right = std::max(right, centres[i].x() + sizes[i].width() / 2);
    }
    for (QList<int> &column : columns)
        std::sort(column.begin(), column.end(), [&](int a, int b) { return std::make_pair(centres[a].y(), a) < std::make_pair(centres[b].y(), b); });
    return columns;
}

QList<Column> splitColumns(const QList<QList<int>> &columns, const QList<QSizeF> &sizes, double maxHeight, Split split)
{
    QList<Column> result;
    for (const QList<int> &items : columns) {
        const int parts = std::clamp(int(std::ceil(stacked(items, sizes).height / maxHeight)), 1, std::max(1, int(items.size())));
        if (parts > 1 && split == Split::Interleaved) {
            result += interleaved(items, sizes, parts);
            continue;
        }
        const int each = (int(items.size()) + parts - 1) / parts;
        for (qsizetype i = 0; i < items.size(); i += each)
            result.append(stacked(items.mid(i, each), sizes));
    }
    return result;
}

Block assemble(const QList<Column> &columns, const QList<QSizeF> &sizes, double maxWidth, double columnGap)
{
    struct Band
    {
        QList<Column> columns;
        double width = 0, height = 0;
    };
    QList<Band> bands;
    for (const Column &column : columns) {
        const double width = widthOf(column, sizes);
        if (bands.isEmpty() || bands.last().width + columnGap + width > maxWidth)
            bands.append(Band{});
        Band &band = bands.last();
        band.width += (band.columns.isEmpty() ? 0 : columnGap) + width;
        band.height = std::max(band.height, column.height);
        band.columns.append(column);
    }
    Block block;
    block.bands = int(bands.size());
    double top = 0;
    for (const Band &band : std::as_const(bands)) {
        double x = 0;
        for (const Column &column : band.columns) {
            const double width = widthOf(column, sizes);
            const double y = top + (band.height - column.height) / 2;
            for (qsizetype k = 0; k < column.items.size(); ++k) {
                const QSizeF &size = sizes[column.items[k]];
                block.items.append(column.items[k]);
                block.rects.append(QRectF(QPointF(x + (width - size.width()) / 2, y + column.tops[k]), size));
            }
            x += width + columnGap;
        }
        block.size = block.size.expandedTo({band.width, top + band.height});
        top += band.height + 2 * rowGap;
    }
    return block;
}

Block shelve(const QList<Block> &blocks, double wantedWidth)
{
    Block result;
    double x = 0, y = 0, shelfHeight = 0;
    for (const Block &block : blocks) {
        if (x > 0 && x + block.size.width() > wantedWidth) {
            y += shelfHeight + rowGap;
            x = shelfHeight = 0;
        }
        for (qsizetype i = 0; i < block.items.size(); ++i) {
            result.items.append(block.items[i]);
            result.rects.append(block.rects[i].translated(x, y));
        }
        x += block.size.width();
        result.size = result.size.expandedTo({x, y + block.size.height()});
        shelfHeight = std::max(shelfHeight, block.size.height());
        x += gap * 0.5;
    }
    return result;
}

} // namespace drawbridge
