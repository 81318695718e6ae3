// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/diagram.h"
#include "threatmodel/interface.h"
#include "threatmodel/review.h"
#include "threatmodel/system.h"
#include "threatmodel/table.h"

namespace drawbridge {

// The whole project as plain values in tables, keyed by stable ids. Copies cost microseconds, so analysis, reports and
// saving work on a copy, without locks. Changed only through Delta (delta.h).
struct ThreatModel
{
    Table<ProjectInfo> info;
    Table<Source> sources;
    Table<TrustBoundary> boundaries;
    Table<Element> elements;
    Table<DataFlow> flows;
    Table<SecurityScheme> schemes;
    Table<Operation> operations;
    Table<Schema> schemas;
    Table<Field> fields;
    Table<Control> controls;
    Table<Decision> decisions;
    Table<Diagram> diagrams;
    Table<Placement> placements;
    Table<BoundaryPlacement> boundaryPlacements;
    Table<FlowPlacement> flowPlacements;
    Table<ImportBaseline> baselines;

    // The row about the project; defaults where there is none.
    ProjectInfo project() const { return info.value(ProjectInfo::theId()); }

    bool operator==(const ThreatModel &) const = default;
};

// Names a table of the model in files, and says whether its rows carry meaning (else: only placement).
template <class T> struct TableInfo
{
    using Entity = T;
    const char *name;
    Table<T> ThreatModel::*table;
    bool meaning;
};

// All tables, in an order in which rows refer only to rows of earlier or the same table.
constexpr auto allTables()
{
    return std::make_tuple(TableInfo<ProjectInfo>{"project", &ThreatModel::info, true}, TableInfo<Source>{"source", &ThreatModel::sources, true},
                           TableInfo<TrustBoundary>{"trust_boundary", &ThreatModel::boundaries, true},
                           TableInfo<Element>{"element", &ThreatModel::elements, true},
                           TableInfo<SecurityScheme>{"security_scheme", &ThreatModel::schemes, true},
                           TableInfo<Operation>{"operation", &ThreatModel::operations, true},
                           TableInfo<DataFlow>{"data_flow", &ThreatModel::flows, true}, TableInfo<Schema>{"schema", &ThreatModel::schemas, true},
                           TableInfo<Field>{"field", &ThreatModel::fields, true}, TableInfo<Control>{"control", &ThreatModel::controls, true},
                           TableInfo<Decision>{"decision", &ThreatModel::decisions, true}, TableInfo<Diagram>{"diagram", &ThreatModel::diagrams, false},
                           TableInfo<Placement>{"placement", &ThreatModel::placements, false},
                           TableInfo<BoundaryPlacement>{"boundary_placement", &ThreatModel::boundaryPlacements, false},
                           TableInfo<FlowPlacement>{"flow_placement", &ThreatModel::flowPlacements, false},
                           TableInfo<ImportBaseline>{"import_baseline", &ThreatModel::baselines, false});
}

// The table of T's, for code that works on any kind of entity: (model.*tableOf<T>()).find(id).
template <class T> constexpr Table<T> ThreatModel::*tableOf()
{
    return std::get<TableInfo<T>>(allTables()).table;
}

// Calls visit(tableInfo) for each table.
template <class Visit> constexpr void forEachTable(Visit &&visit)
{
    std::apply([&](const auto &...t) { (visit(t), ...); }, allTables());
}

} // namespace drawbridge
