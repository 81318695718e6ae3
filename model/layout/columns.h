// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QRectF>

namespace drawbridge {

// A rectangle of items with their places inside it.
struct Block
{
    QSizeF size;
    QList<int> items;
    QList<QRectF> rects; // of the items, from the upper left corner of the block
    int bands = 1;       // how often its columns begin again at the left
};

// Items below one another, each centred in the column.
struct Column
{
    QList<int> items;
    QList<double> tops; // of the items, from the top of the column
    double height = 0;
};

// How a column that is too high is made into several beside one another.
enum class Split {
    Chunks,     // the upper part, then what is below it
    Interleaved // in turn, each column a little lower than the one before: lines to any of them pass between the others
};

// Columns of items, read off their centres: what a placer calls a rank.
QList<QList<int>> columnsOf(const QList<QSizeF> &sizes, const QList<QPointF> &centres);

QList<Column> splitColumns(const QList<QList<int>> &columns, const QList<QSizeF> &sizes, double maxHeight, Split split);

// Columns side by side, each in the middle of the height; bands of columns below one another where they get too wide.
Block assemble(const QList<Column> &columns, const QList<QSizeF> &sizes, double maxWidth, double columnGap);

// Puts blocks beside and below one another, in order, into a rectangle of about the wanted width.
Block shelve(const QList<Block> &blocks, double wantedWidth);

} // namespace drawbridge
