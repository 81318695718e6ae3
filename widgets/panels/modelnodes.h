// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "tables/rowsmodel.h"
#include "threatmodel/threatmodel.h"

#include <QSet>

namespace drawbridge {

enum class SourceState { Unknown, Current, Changed, Missing };

// One line of the model tree, as a value.
struct TreeNode
{
    enum class Kind { Section, Diagram, Service, Operation, More, Store, External, Absent, DataClass, Zone, Source };
    static constexpr int noDot = -2, plainDot = -1; // else an index into ThemeColors::band; dataDot: the colour of data
    static constexpr int dataDot = 10;

    QString key; // unique among siblings and stable
    Kind kind = Kind::Section;
    QString text;
    QString detail; // at the right edge
    Tone detailTone = Tone::Muted;
    QString method; // of an operation
    int dot = noDot;
    Subject subject;     // what selecting it selects; of a class of data and a diagram: the project
    DiagramId diagram;
    QString dataClass;
    bool elsewhere = false; // an element that does not stand on the diagram that is shown
    QList<TreeNode> children;

    // Without the children.
    bool sameLine(const TreeNode &other) const;
};

struct TreeInput
{
    ThreatModel model;
    AnalysisResult analysis;
    QHash<SourceId, SourceState> sources;
    QSet<ElementId> opened; // services whose operations are all listed
    DiagramId diagram;      // the one that is shown
};

// The lines of the tree: diagrams, services with the first operations, what is outside, stores, what stands on no diagram, data, zones, sources.
// Sections without content are left out.
QList<TreeNode> modelNodes(const TreeInput &input);

} // namespace drawbridge
