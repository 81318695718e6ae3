// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layout/layout.h"

namespace drawbridge {

// A strip from top to bottom in which no shape stands.
struct Channel
{
    double left = 0, right = 0;
    double at = 0; // where room is best put in: between zones, not between a zone's border and its shapes
};

// From left to right, without what is left and right of all shapes.
QList<Channel> channelsOf(const LayoutPositions &positions);

struct AddedRoom
{
    double at = 0, width = 0;
};
// Moves what is right of each place further to the right; zones that reach across get wider.
void addRoom(LayoutPositions &positions, const QList<AddedRoom> &rooms);

// Makes each channel as wide as the labels and the lines in it need.
void widenChannels(const LayoutRequest &request, LayoutPositions &positions);

} // namespace drawbridge
