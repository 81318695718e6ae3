// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/data.h"
#include "threatmodel/diagram.h"
#include "threatmodel/interface.h"
#include "threatmodel/project.h"
#include "threatmodel/review.h"
#include "threatmodel/system.h"
#include "threatmodel/table.h"
#include "threatmodel/workshop.h"

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
    Table<DataAsset> assets;
    Table<Secret> secrets;
    Table<Threat> threats;
    Table<RulePack> rulePacks;
    Table<Person> people;
    Table<Version> versions;
    Table<Comment> comments;
    Table<Requirement> requirements;
    Table<Action> actions;
    Table<Checkpoint> checkpoints;
    Table<Review> reviews;
    Table<LogEntry> log;
    Table<Diagram> diagrams;
    Table<Placement> placements;
    Table<BoundaryPlacement> boundaryPlacements;
    Table<FlowPlacement> flowPlacements;
    Table<ImportBaseline> baselines;

    // The row about the project; defaults where there is none.
    ProjectInfo project() const { return info.value(ProjectInfo::theId()); }

    bool operator==(const ThreatModel &) const = default;
};

// What the rows of a table are: facts and words that the analysis reads; what people wrote beside it; only places.
enum class TableRole { Meaning, Record, Placement };

// Names a table of the model in files.
template <class T> struct TableInfo
{
    using Entity = T;
    const char *name;
    Table<T> ThreatModel::*table;
    TableRole role;
};

// All tables, in an order in which rows refer only to rows of earlier or the same table.
constexpr auto allTables()
{
    return std::make_tuple(TableInfo<ProjectInfo>{"project", &ThreatModel::info, TableRole::Meaning},
                           TableInfo<Source>{"source", &ThreatModel::sources, TableRole::Meaning},
                           TableInfo<TrustBoundary>{"trust_boundary", &ThreatModel::boundaries, TableRole::Meaning},
                           TableInfo<Element>{"element", &ThreatModel::elements, TableRole::Meaning},
                           TableInfo<SecurityScheme>{"security_scheme", &ThreatModel::schemes, TableRole::Meaning},
                           TableInfo<Operation>{"operation", &ThreatModel::operations, TableRole::Meaning},
                           TableInfo<DataFlow>{"data_flow", &ThreatModel::flows, TableRole::Meaning},
                           TableInfo<Schema>{"schema", &ThreatModel::schemas, TableRole::Meaning},
                           TableInfo<Field>{"field", &ThreatModel::fields, TableRole::Meaning},
                           TableInfo<Control>{"control", &ThreatModel::controls, TableRole::Meaning},
                           TableInfo<Decision>{"decision", &ThreatModel::decisions, TableRole::Meaning},
                           TableInfo<DataAsset>{"data_asset", &ThreatModel::assets, TableRole::Meaning},
                           TableInfo<Secret>{"secret", &ThreatModel::secrets, TableRole::Meaning},
                           TableInfo<Threat>{"threat", &ThreatModel::threats, TableRole::Meaning},
                           TableInfo<RulePack>{"rule_pack", &ThreatModel::rulePacks, TableRole::Meaning},
                           TableInfo<Person>{"person", &ThreatModel::people, TableRole::Record},
                           TableInfo<Version>{"version", &ThreatModel::versions, TableRole::Record},
                           TableInfo<Comment>{"comment", &ThreatModel::comments, TableRole::Record},
                           TableInfo<Requirement>{"requirement", &ThreatModel::requirements, TableRole::Record},
                           TableInfo<Action>{"action", &ThreatModel::actions, TableRole::Record},
                           TableInfo<Checkpoint>{"checkpoint", &ThreatModel::checkpoints, TableRole::Record},
                           TableInfo<Review>{"review", &ThreatModel::reviews, TableRole::Record},
                           TableInfo<LogEntry>{"log_entry", &ThreatModel::log, TableRole::Record},
                           TableInfo<Diagram>{"diagram", &ThreatModel::diagrams, TableRole::Placement},
                           TableInfo<Placement>{"placement", &ThreatModel::placements, TableRole::Placement},
                           TableInfo<BoundaryPlacement>{"boundary_placement", &ThreatModel::boundaryPlacements, TableRole::Placement},
                           TableInfo<FlowPlacement>{"flow_placement", &ThreatModel::flowPlacements, TableRole::Placement},
                           TableInfo<ImportBaseline>{"import_baseline", &ThreatModel::baselines, TableRole::Placement});
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
