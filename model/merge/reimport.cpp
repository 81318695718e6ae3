// SPDX-License-Identifier: Apache-2.0
#include "merge/mergemodels.h"
#include "merge/renames.h"
#include "merge/soundness.h"
#include "threatmodel/threats.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

template <class T> concept HasProvenance = requires(const T &t) { t.provenance; };

// Rows of `from` that `to` does not have yet.
void addMissing(ThreatModel &to, const ThreatModel &from)
{
    forEachTable([&](const auto &t) {
        for (const auto &row : from.*(t.table)) {
            if (!(to.*(t.table)).contains(row.id))
                (to.*(t.table)).insert(row);
        }
    });
}

// What belongs to a source: what comes from it, and what the import as a whole brings (shared zones, diagrams), with
// the placements of these.
ThreatModel partOf(const ThreatModel &model, SourceId source)
{
    ThreatModel part;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (HasProvenance<T>) {
            for (const T &row : model.*(t.table)) {
                if (row.provenance.source == source || !row.provenance.source)
                    (part.*(t.table)).insert(row);
            }
        }
    });
    if (const Source *own = model.sources.find(source))
        part.sources.insert(*own);
    for (const Placement &row : model.placements) {
        if (part.elements.contains(row.element))
            part.placements.insert(row);
    }
    for (const BoundaryPlacement &row : model.boundaryPlacements) {
        if (part.boundaries.contains(row.boundary))
            part.boundaryPlacements.insert(row);
    }
    for (const FlowPlacement &row : model.flowPlacements) {
        if (part.flows.contains(row.flow))
            part.flowPlacements.insert(row);
    }
    return part;
}

struct Bases
{
    ThreatModel imported;   // what the sources of this import said last time
    ThreatModel others;     // what the other sources of the project say
};

Bases basesOf(const ThreatModel &project, const ThreatModel &imported)
{
    Bases bases;
    for (const auto &id : project.baselines.sortedIds()) {
        const ImportBaseline baseline = project.baselines.value(id);
        const Result<ThreatModel> snapshot = decodeModel(baseline.snapshot);
        if (!snapshot)
            continue; // a damaged baseline is like none: more conflicts, nothing lost
        addMissing(imported.sources.contains(baseline.source) ? bases.imported : bases.others, *snapshot);
    }
    return bases;
}

// The base of this import. What another source still brings is not gone, whatever this one says, nor is what joins this
// source to one that is not imported now; and what another source brought before counts as known.
ThreatModel baseOf(const Bases &bases, const ThreatModel &imported)
{
    ThreatModel base;
    const auto joinsAnother = [&](const auto &row) {
        bool joins = false;
        forEachId(row, [&]<class U>(const Id<U> &id) {
            joins = joins
                || ((bases.others.*tableOf<U>()).contains(id) && !(bases.imported.*tableOf<U>()).contains(id)
                    && !(imported.*tableOf<U>()).contains(id));
        });
        return joins;
    };
    forEachTable([&](const auto &t) {
        const auto &now = imported.*(t.table), &others = bases.others.*(t.table);
        for (const auto &row : bases.imported.*(t.table)) {
            if (now.contains(row.id) || (!others.contains(row.id) && !joinsAnother(row)))
                (base.*(t.table)).insert(row);
        }
        for (const auto &row : others) {
            if (now.contains(row.id) && !(base.*(t.table)).contains(row.id))
                (base.*(t.table)).insert(row);
        }
    });
    return base;
}

// What is gone upstream but stays: edited, with an answer on it, held by something hand-made, and all that belongs to it.
class Kept
{
public:
    Kept(const ThreatModel &base, const ThreatModel &project, const ThreatModel &imported)
        : m_base(base), m_project(project), m_imported(imported)
    {
        begin();
        spread();
    }

    bool contains(const QUuid &id) const { return m_kept.contains(id); }
    int size() const { return int(m_kept.size()); }

private:
    template <class T> bool isGone(const Id<T> &id) const
    {
        return (m_base.*tableOf<T>()).contains(id) && (m_project.*tableOf<T>()).contains(id) && !(m_imported.*tableOf<T>()).contains(id);
    }

    template <class T> void keep(const Id<T> &id)
    {
        if (isGone(id) && !m_kept.contains(id.uuid())) {
            m_kept.insert(id.uuid());
            m_grown = true;
        }
    }

    void begin()
    {
        QSet<QUuid> answered;
        forEachTable([&](const auto &t) {
            using T = typename std::decay_t<decltype(t)>::Entity;
            if (t.role == TableRole::Placement)
                return;
            for (const T &row : m_project.*(t.table)) {
                const T *base = (m_base.*(t.table)).find(row.id);
                if constexpr (HasProvenance<T>) {
                    if (row.provenance.noLongerInSource)
                        keep(row.id); // until a person removes it
                }
                if (base && !saysTheSame(*base, row)) {
                    keep(row.id);
                    forEachField<T>([&](const auto &p) { // what a person has put there
                        if (row.*(p.member) != base->*(p.member))
                            forEachId(row.*(p.member), [&](const auto &id) { keep(id); });
                    });
                }
                const bool handMade = !base && !(m_imported.*(t.table)).contains(row.id);
                if constexpr (HasSubject<T>) { // what people say about a thing keeps it
                    if (handMade || !saysTheSame(base ? *base : T{}, row))
                        answered.insert(row.subject.id);
                } else if (handMade) {
                    forEachId(row, [&](const auto &id) { keep(id); });
                }
            }
        });
        forEachTable([&](const auto &t) {
            if (t.role == TableRole::Placement)
                return;
            for (const auto &row : m_project.*(t.table)) {
                if (answered.contains(row.id.uuid()))
                    keep(row.id);
            }
        });
    }

    // What a kept thing refers to stays, and what belongs to it: fields, the flows that carry an operation.
    void spread()
    {
        for (m_grown = true; m_grown;) {
            m_grown = false;
            forEachTable([&](const auto &t) {
                if (t.role == TableRole::Placement)
                    return;
                using T = typename std::decay_t<decltype(t)>::Entity;
                for (const T &row : m_project.*(t.table)) {
                    if (!m_kept.contains(row.id.uuid()))
                        continue;
                    if constexpr (std::is_same_v<T, DataFlow>) { // its operations are gone on their own account
                        keep(row.source);
                        keep(row.target);
                    } else {
                        forEachId(row, [&](const auto &id) { keep(id); });
                    }
                }
            });
            for (const Field &field : m_project.fields) {
                if (m_kept.contains((field.schema ? field.schema.uuid() : field.operation.uuid())))
                    keep(field.id);
            }
            for (const DataFlow &flow : m_project.flows) {
                for (const OperationId &id : flow.operations) {
                    if (m_kept.contains(id.uuid()))
                        keep(flow.id);
                }
            }
        }
    }

    const ThreatModel &m_base;
    const ThreatModel &m_project;
    const ThreatModel &m_imported;
    QSet<QUuid> m_kept;
    bool m_grown = false;
};

// Places are a person's: specifications bring none, so what stands on a diagram stays where it is, and what was taken
// off stays off. One that the source no longer puts there goes, unless a person placed it or the thing itself is kept.
template <class T, class Stays> void keepPlaces(const Table<T> &mine, Table<T> &base, Table<T> &theirs, Stays &&stays)
{
    const Table<T> before = base, now = theirs;
    for (const T &row : now) {
        const T *here = mine.find(row.id);
        if (here) {
            base.insert(*here);
            theirs.insert(*here);
        } else if (before.contains(row.id)) {
            base.remove(row.id);
            theirs.remove(row.id);
        }
    }
    for (const T &row : before) {
        const T *here = mine.find(row.id);
        if (now.contains(row.id) || !here)
            continue;
        if (stays(*here))
            base.remove(row.id);
        else
            base.insert(*here);
    }
}

// A person removed the service of these sources: what else they bring now would have nothing to belong to.
void dropNewOfRemovedServices(const ThreatModel &project, const ThreatModel &base, ThreatModel &theirs)
{
    QSet<SourceId> dropped;
    for (const Source &source : theirs.sources) {
        if (source.service && base.elements.contains(source.service) && !project.elements.contains(source.service))
            dropped.insert(source.id);
    }
    if (dropped.isEmpty())
        return;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (HasProvenance<T>) {
            const Table<T> rows = theirs.*(t.table);
            for (const T &row : rows) {
                if (dropped.contains(row.provenance.source) && !(base.*(t.table)).contains(row.id)
                    && !(project.*(t.table)).contains(row.id))
                    (theirs.*(t.table)).remove(row.id);
            }
        }
    });
}

// Numbers of threats grow within the project: one that the source gives, and another threat has, is replaced.
void settleThreatNumbers(ThreatModel &imported, const ThreatModel &project)
{
    QSet<int> taken;
    for (const Threat &threat : project.threats)
        taken.insert(threat.number);
    int next = 1;
    for (const ThreatId &id : imported.threats.sortedIds()) {
        Threat threat = imported.threats.value(id);
        if (const Threat *known = project.threats.find(id)) {
            threat.number = known->number;
        } else if (taken.contains(threat.number)) {
            while (taken.contains(next))
                ++next;
            threat.number = next;
        }
        taken.insert(threat.number);
        imported.threats.insert(threat);
    }
}

// The states that another tool's model gives to its threats are decisions too. One comes in where nobody has decided yet,
// or where the last word was the source's own and it has changed its mind; a person's word stays. Ids made from names are
// those of imports.
ThreatModel withImportedDecisions(const ThreatModel &merged, const ThreatModel &imported, const ThreatModel &project)
{
    QHash<QString, Decision> inForce;
    qint64 number = 0;
    for (const Decision &decision : project.decisions) {
        number = std::max(number, decision.number);
        Decision &last = inForce[decision.fingerprint];
        if (last.fingerprint.isEmpty() || std::pair(last.number, last.id) < std::pair(decision.number, decision.id))
            last = decision;
    }
    QList<Decision> arrived;
    for (const Decision &decision : imported.decisions)
        arrived.append(decision);
    std::sort(arrived.begin(), arrived.end(), [](const Decision &a, const Decision &b) { return std::pair(a.number, a.id) < std::pair(b.number, b.id); });
    ThreatModel result = merged;
    QSet<QString> said;
    for (Decision decision : std::as_const(arrived)) {
        said.insert(decision.fingerprint);
        const auto last = inForce.constFind(decision.fingerprint);
        if (last != inForce.cend()) {
            if (last->id == decision.id || last->id.uuid().version() != QUuid::Sha1)
                continue;
            if (project.decisions.contains(decision.id)) // as it once said before
                decision.id = DecisionId::named(u"again", last->id.toString());
        }
        decision.number = ++number;
        result.decisions.insert(decision);
    }
    // Open again.
    for (const ThreatId &id : imported.threats.sortedIds()) {
        const QString fingerprint = threatFingerprint(id);
        Decision last = inForce.value(fingerprint);
        if (said.contains(fingerprint) || last.state == DecisionState::Open || last.id.uuid().version() != QUuid::Sha1)
            continue;
        last.id = DecisionId::named(u"again", last.id.toString());
        last.number = ++number;
        last.state = DecisionState::Open;
        result.decisions.insert(last);
    }
    return result;
}

// What people said in the other tool (remarks, names) is taken in once, when its source is new; from then on it is theirs.
void dropKnownRemarks(ThreatModel &imported, const ThreatModel &project)
{
    const bool isNew = std::any_of(imported.sources.begin(), imported.sources.end(), [&](const Source &source) { return !project.sources.contains(source.id); });
    if (isNew)
        return;
    imported.comments = {};
    imported.people = {};
}

} // namespace

MergeResult reimport(const ThreatModel &project, const ThreatModel &newImport, MergeSide prefer, const QList<RenameOffer> &renames)
{
    ThreatModel imported = withRenames(withProjectIds(newImport, project), project, renames);
    const Table<ImportBaseline> alone = imported.baselines; // what each source says before it was joined with others
    imported.baselines = {};
    settleThreatNumbers(imported, project);
    dropKnownRemarks(imported, project);
    const Bases bases = basesOf(project, imported);
    ThreatModel base = baseOf(bases, imported);
    const Kept kept(base, project, imported);

    // What is kept takes no part in the merge: for it, the source says what it said last time.
    ThreatModel theirs = imported;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        for (const T &row : base.*(t.table)) {
            if (kept.contains(row.id.uuid()) && !(theirs.*(t.table)).contains(row.id))
                (theirs.*(t.table)).insert(row);
        }
    });
    // The project is a person's; a later import does not rename it.
    if (project.info.contains(ProjectInfo::theId()))
        theirs.info = base.info = project.info;
    keepPlaces(project.placements, base.placements, theirs.placements,
               [&](const Placement &p) { return p.byPerson || kept.contains(p.element.uuid()); });
    keepPlaces(project.boundaryPlacements, base.boundaryPlacements, theirs.boundaryPlacements,
               [&](const BoundaryPlacement &p) { return p.byPerson || kept.contains(p.boundary.uuid()); });
    keepPlaces(project.flowPlacements, base.flowPlacements, theirs.flowPlacements, [](const FlowPlacement &) { return true; });
    if (prefer == MergeSide::Mine)
        dropNewOfRemovedServices(project, base, theirs);
    // Baselines and decisions are the project's own; what the source has decided comes in below.
    base.baselines = theirs.baselines = project.baselines;
    base.decisions = theirs.decisions = project.decisions;

    const MergeInput in{base, project, theirs, prefer};
    MergeResult result;
    ThreatModel merged = mergeRows(in, result.conflicts);
    // Kept operations stay on the flows that carried them; those that went leave them.
    QList<DataFlow> carriers;
    for (const DataFlow &before : merged.flows) {
        DataFlow flow = before;
        for (const OperationId &id : project.flows.value(flow.id).operations) {
            if (kept.contains(id.uuid()) && !flow.operations.contains(id))
                flow.operations.append(id);
        }
        flow.operations.removeIf([&](const OperationId &id) { return !merged.operations.contains(id) && !theirs.operations.contains(id); });
        std::sort(flow.operations.begin(), flow.operations.end());
        if (flow.operations != before.operations)
            carriers.append(flow);
    }
    for (const DataFlow &flow : carriers)
        merged.flows.insert(flow);
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (HasProvenance<T>) {
            QList<T> changed;
            for (const T &row : merged.*(t.table)) {
                // Kept, or back again.
                const bool gone = kept.contains(row.id.uuid()) || (row.provenance.noLongerInSource && !(imported.*(t.table)).contains(row.id));
                if (gone != row.provenance.noLongerInSource) {
                    changed.append(row);
                    changed.last().provenance.noLongerInSource = gone;
                }
            }
            for (const T &row : changed)
                (merged.*(t.table)).insert(row);
        }
    });
    makeSound(in, merged, nullptr);
    for (const SourceId &id : imported.sources.sortedIds()) {
        ThreatModel part = partOf(imported, id);
        // The base of what is kept is still needed, should it come back; and what a person removed stays removed then.
        ThreatModel keptBase;
        forEachTable([&](const auto &t) {
            using T = typename std::decay_t<decltype(t)>::Entity;
            if constexpr (HasProvenance<T>) {
                for (const T &row : base.*(t.table)) {
                    const bool needed = kept.contains(row.id.uuid()) || !(project.*(t.table)).contains(row.id);
                    if (row.provenance.source == id && needed)
                        (keptBase.*(t.table)).insert(row);
                }
            }
        });
        // What the source says alone stays beside it: once joined with others it can no longer be told.
        if (const ImportBaseline *own = alone.find(ImportBaseline::idFor(id)))
            part.baselines.insert(*own);
        addMissing(part, keptBase);
        if (merged.sources.contains(id))
            merged.baselines.insert({ImportBaseline::idFor(id), id, encodeModel(part)});
    }
    merged = withImportedDecisions(merged, imported, project);
    result.delta = diff(project, merged);
    result.counts = countsOf(result.delta);
    result.counts.kept = kept.size();
    result.renames = renameOffers(base, project, imported);
    sortConflicts(result.conflicts);
    return result;
}

} // namespace drawbridge
