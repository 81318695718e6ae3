// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <optional>

namespace drawbridge {

// One entity before and after. No before: added. No after: removed. Both have the same id.
template <class T> struct Change
{
    std::optional<T> before;
    std::optional<T> after;

    typename Table<T>::Key id() const { return before ? before->id : after->id; }
    bool operator==(const Change &) const = default;
};

// A change of the model: per table the entities before and after, at most one Change per entity. Undo, views, saving,
// the crash journal, re-import and merge all consume this one type.
struct Delta
{
    QList<Change<ProjectInfo>> info;
    QList<Change<Source>> sources;
    QList<Change<TrustBoundary>> boundaries;
    QList<Change<Element>> elements;
    QList<Change<DataFlow>> flows;
    QList<Change<SecurityScheme>> schemes;
    QList<Change<Operation>> operations;
    QList<Change<Schema>> schemas;
    QList<Change<Field>> fields;
    QList<Change<Control>> controls;
    QList<Change<Decision>> decisions;
    QList<Change<DataAsset>> assets;
    QList<Change<Secret>> secrets;
    QList<Change<Threat>> threats;
    QList<Change<RulePack>> rulePacks;
    QList<Change<Person>> people;
    QList<Change<Version>> versions;
    QList<Change<Comment>> comments;
    QList<Change<Requirement>> requirements;
    QList<Change<Action>> actions;
    QList<Change<Checkpoint>> checkpoints;
    QList<Change<Review>> reviews;
    QList<Change<LogEntry>> log;
    QList<Change<Diagram>> diagrams;
    QList<Change<Placement>> placements;
    QList<Change<BoundaryPlacement>> boundaryPlacements;
    QList<Change<FlowPlacement>> flowPlacements;
    QList<Change<ImportBaseline>> baselines;

    bool isEmpty() const;
    // Whether analysis has to run again; false where only placement changed.
    bool touchesMeaning() const;
    // How many entities change.
    qsizetype size() const;

    bool operator==(const Delta &) const = default;
};

template <class T> struct DeltaList;
#define DRAWBRIDGE_DELTA_LIST(Entity, list)                                                                           \
    template <> struct DeltaList<Entity>                                                                              \
    {                                                                                                                 \
        static constexpr auto member = &Delta::list;                                                                  \
    }
DRAWBRIDGE_DELTA_LIST(ProjectInfo, info);
DRAWBRIDGE_DELTA_LIST(Source, sources);
DRAWBRIDGE_DELTA_LIST(TrustBoundary, boundaries);
DRAWBRIDGE_DELTA_LIST(Element, elements);
DRAWBRIDGE_DELTA_LIST(DataFlow, flows);
DRAWBRIDGE_DELTA_LIST(SecurityScheme, schemes);
DRAWBRIDGE_DELTA_LIST(Operation, operations);
DRAWBRIDGE_DELTA_LIST(Schema, schemas);
DRAWBRIDGE_DELTA_LIST(Field, fields);
DRAWBRIDGE_DELTA_LIST(Control, controls);
DRAWBRIDGE_DELTA_LIST(Decision, decisions);
DRAWBRIDGE_DELTA_LIST(DataAsset, assets);
DRAWBRIDGE_DELTA_LIST(Secret, secrets);
DRAWBRIDGE_DELTA_LIST(Threat, threats);
DRAWBRIDGE_DELTA_LIST(RulePack, rulePacks);
DRAWBRIDGE_DELTA_LIST(Person, people);
DRAWBRIDGE_DELTA_LIST(Version, versions);
DRAWBRIDGE_DELTA_LIST(Comment, comments);
DRAWBRIDGE_DELTA_LIST(Requirement, requirements);
DRAWBRIDGE_DELTA_LIST(Action, actions);
DRAWBRIDGE_DELTA_LIST(Checkpoint, checkpoints);
DRAWBRIDGE_DELTA_LIST(Review, reviews);
DRAWBRIDGE_DELTA_LIST(LogEntry, log);
DRAWBRIDGE_DELTA_LIST(Diagram, diagrams);
DRAWBRIDGE_DELTA_LIST(Placement, placements);
DRAWBRIDGE_DELTA_LIST(BoundaryPlacement, boundaryPlacements);
DRAWBRIDGE_DELTA_LIST(FlowPlacement, flowPlacements);
DRAWBRIDGE_DELTA_LIST(ImportBaseline, baselines);
#undef DRAWBRIDGE_DELTA_LIST

// The changes of T in a delta.
template <class T> QList<Change<T>> &changesOf(Delta &delta) { return delta.*DeltaList<T>::member; }
template <class T> const QList<Change<T>> &changesOf(const Delta &delta) { return delta.*DeltaList<T>::member; }

// Builders for model/edits: each entity at most once per delta.
template <class T> void addTo(Delta &delta, const T &entity) { changesOf<T>(delta).append({std::nullopt, entity}); }
template <class T> void removeIn(Delta &delta, const T &entity) { changesOf<T>(delta).append({entity, std::nullopt}); }
// Nothing where both are equal.
template <class T> void changeIn(Delta &delta, const T &before, const T &after)
{
    if (before != after)
        changesOf<T>(delta).append({before, after});
}

void apply(ThreatModel &model, const Delta &delta);
Delta inverse(const Delta &delta);
// What turns `from` into `to`; lists sorted by id, so that equal differences are equal values.
Delta diff(const ThreatModel &from, const ThreatModel &to);
// One delta with the effect of `first`, then `second`; entities that end as they began drop out.
Delta compose(const Delta &first, const Delta &second);

} // namespace drawbridge
