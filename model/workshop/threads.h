// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QMap>

namespace drawbridge {

// Threads of comments about one thing: those that wait for an answer and those that are settled.
struct ThreadMark
{
    int open = 0;
    int resolved = 0;
    bool operator==(const ThreadMark &) const = default;
};

// Where a model is talked about.
struct ThreadMarks
{
    QHash<QString, ThreadMark> rows;  // by fingerprint of a finding, else by the subject's id: as rows of tables are named
    QHash<QUuid, ThreadMark> drawn;   // by element, flow or boundary; what is said of an operation or a field counts where
                                      // it is drawn, at its service
    QHash<QString, QMap<int, ThreadMark>> lines; // by file of a specification, then line
    bool operator==(const ThreadMarks &) const = default;
};

// The element, flow or boundary that stands for a subject on diagrams; null: none.
QUuid drawnFor(const ThreatModel &model, const Subject &subject);
ThreadMarks threadMarks(const ThreatModel &model);

} // namespace drawbridge
