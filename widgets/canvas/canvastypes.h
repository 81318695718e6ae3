// SPDX-License-Identifier: Apache-2.0
// Values that the canvas shares with the window and the panels.
#pragma once

#include "lenses/lenspicture.h"
#include "notation/notation.h"

#include <QHash>
#include <QUuid>

namespace drawbridge {

// How a diagram is coloured: plain, by findings, by where data goes, by who can reach what.
enum class Lens { Structure, Threats, Data, Exposure };

// Findings at one element, flow or boundary.
struct FindingMark
{
    int count = 0;
    int band = 4; // the worst one's; index into DiagramPalette::band
    bool operator==(const FindingMark &) const = default;
};
using FindingMarks = QHash<QUuid, FindingMark>;

// Threads of comments at one element, flow or boundary.
struct CommentMark
{
    int open = 0;
    int resolved = 0;
    bool operator==(const CommentMark &) const = default;
};
using CommentMarks = QHash<QUuid, CommentMark>;

} // namespace drawbridge
