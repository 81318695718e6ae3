// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QUuid>

namespace drawbridge {

// How one element, flow or boundary stands out under a lens.
struct Emphasis
{
    // Neutral: what is looked at starts or stops here. Good: protected. Bad: bare. Doubtful: not known, or only indirectly.
    // Drawn as accent line, solid line, thick line, dashed line.
    enum class Tone { Neutral, Good, Bad, Doubtful };
    Tone tone = Tone::Neutral;
    QString note;   // short, shown beside it: "masked", "clear text", "3 of 12 open"
    QString symbol; // at most two characters, in a disc at its corner; empty: none
    bool operator==(const Emphasis &) const = default;
};
using EmphasisMap = QHash<QUuid, Emphasis>;

// One line of a legend: what a tone, a symbol or both mean.
struct LegendEntry
{
    Emphasis::Tone tone = Emphasis::Tone::Neutral;
    QString symbol;
    QString text;
    int band = -1; // of findings (0 critical to 4 note): replaces the tone
    bool operator==(const LegendEntry &) const = default;
};

// Everything that a lens says of a model. What has no mark steps back, where anything has one.
struct LensPicture
{
    EmphasisMap marks;         // by the entity's uuid
    QList<LegendEntry> legend; // in the order in which it is read
    QString remark;            // one sentence: what is shown, or why nothing is; may be empty
    bool operator==(const LensPicture &) const = default;
};

// Something to look at through a lens: an actor class, a data asset, a class of data.
struct LensChoice
{
    QString id;
    QString text;
    bool operator==(const LensChoice &) const = default;
};

} // namespace drawbridge
