// SPDX-License-Identifier: Apache-2.0
#include "lenses/exposurelens.h"

#include "analysis/facts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge::exposurelens {

namespace {

struct ExposureLens
{
    Q_DECLARE_TR_FUNCTIONS(ExposureLens)
};

constexpr std::array classes{ActorClass::Anonymous, ActorClass::SelfRegistered, ActorClass::Customer, ActorClass::Partner, ActorClass::Internal, ActorClass::Privileged};

QString textOf(ActorClass actor)
{
    switch (actor) {
    case ActorClass::Anonymous: return ExposureLens::tr("Anybody, without an account");
    case ActorClass::SelfRegistered: return ExposureLens::tr("Anybody who registers");
    case ActorClass::Customer: return ExposureLens::tr("Customers");
    case ActorClass::Partner: return ExposureLens::tr("Partners");
    case ActorClass::Internal: return ExposureLens::tr("Staff and internal workloads");
    case ActorClass::Privileged: return ExposureLens::tr("Administrators");
    case ActorClass::NotAnActor: break;
    }
    return ExposureLens::tr("Everybody");
}

// The mark of a class; a number says how many hurdles lie before it: 1 none, 6 most.
QString symbolOf(ActorClass actor) { return QString::number(int(actor)); }

Emphasis::Tone toneOf(ActorClass actor)
{
    if (actor == ActorClass::Anonymous || actor == ActorClass::SelfRegistered)
        return Emphasis::Tone::Bad;
    return actor == ActorClass::Customer || actor == ActorClass::Partner ? Emphasis::Tone::Doubtful : Emphasis::Tone::Good;
}

ActorClass classOf(const QString &id)
{
    for (const ActorClass actor : classes) {
        if (id == drawbridge::nameOf(actor))
            return actor;
    }
    return ActorClass::NotAnActor;
}

// Reach of elements as the analysis found it; what it did not look at has none.
class Reach
{
public:
    explicit Reach(const ThreatModel &model, const AnalysisResult &result) : m_result(result)
    {
        for (const Operation &operation : model.operations) {
            if (operation.kind == OperationKind::Operation && result.exposure.contains(operation.id.uuid()))
                m_operations[operation.service].append(operation.id);
        }
    }
    ActorClass of(const QUuid &id) const { return classAt(m_result.exposure.value(id, 0)); }
    // How many operations of a service ask for no more than the class has, and how many there are.
    std::pair<int, int> openOf(ElementId service, ActorClass actor) const
    {
        const QList<OperationId> operations = m_operations.value(service);
        int open = 0;
        for (const OperationId &id : operations) {
            const ActorClass needed = of(id.uuid());
            open += needed != ActorClass::NotAnActor && int(needed) <= int(actor);
        }
        return {open, int(operations.size())};
    }

private:
    static ActorClass classAt(double exposure)
    {
        for (const ActorClass actor : classes) {
            if (std::abs(exposureValue(actor) - exposure) < 1e-9)
                return actor;
        }
        return ActorClass::NotAnActor;
    }
    const AnalysisResult &m_result;
    QHash<ElementId, QList<OperationId>> m_operations;
};

LensPicture ofEverybody(const ThreatModel &model, const Reach &reach)
{
    LensPicture picture;
    std::array<bool, 7> present{};
    const auto mark = [&](const QUuid &id, ActorClass actor) {
        if (actor == ActorClass::NotAnActor)
            return;
        present[size_t(actor)] = true;
        picture.marks.insert(id, {toneOf(actor), {}, symbolOf(actor)});
    };
    for (const Element &element : model.elements)
        mark(element.id.uuid(), reach.of((element.parent ? element.parent : element.id).uuid()));
    for (const DataFlow &flow : model.flows) {
        // What a service sends on is its own request: it counts as what the receiver sees.
        const auto reachOf = [&](ElementId id) {
            const Element *element = model.elements.find(id);
            return element ? reach.of((element->parent ? element->parent : id).uuid()) : ActorClass::NotAnActor;
        };
        const ActorClass from = reachOf(flow.source), to = reachOf(flow.target);
        if (from != ActorClass::NotAnActor && to != ActorClass::NotAnActor)
            picture.marks.insert(flow.id.uuid(), {toneOf(std::max(from, to)), {}, {}});
    }
    for (const ActorClass actor : classes) {
        if (present[size_t(actor)])
            picture.legend.append({toneOf(actor), symbolOf(actor), textOf(actor)});
    }
    picture.remark = picture.marks.isEmpty() ? ExposureLens::tr("Nobody is drawn who could reach anything.")
                                             : ExposureLens::tr("Who reaches each thing with the fewest hurdles.");
    return picture;
}

LensPicture ofClass(const ThreatModel &model, const Reach &reach, ActorClass actor)
{
    using Tone = Emphasis::Tone;
    LensPicture picture;
    QHash<ElementId, QList<const DataFlow *>> out;
    for (const FlowId &id : model.flows.sortedIds()) {
        const DataFlow *flow = model.flows.find(id);
        out[flow->source].append(flow);
        if (flow->bidirectional)
            out[flow->target].append(flow);
    }
    struct Stop
    {
        ElementId element;
        bool direct; // talks to it itself, not through something else
    };
    QList<Stop> queue;
    for (const ElementId &id : model.elements.sortedIds()) {
        const Element *element = model.elements.find(id);
        if (element->kind == ElementKind::ExternalEntity && reach.of(id.uuid()) == actor) {
            picture.marks.insert(id.uuid(), {Tone::Neutral, ExposureLens::tr("starts here"), symbolOf(actor)});
            queue.append({id, true});
        }
    }
    std::array<bool, 4> present{};
    for (qsizetype at = 0; at < queue.size(); ++at) {
        const Stop from = queue[at];
        for (const DataFlow *flow : out.value(from.element)) {
            const ElementId to = flow->source == from.element ? flow->target : flow->source;
            const Element *target = model.elements.find(to);
            if (!target || (target->kind == ElementKind::ExternalEntity && reach.of(to.uuid()) == actor))
                continue;
            const auto seen = picture.marks.constFind(to.uuid());
            if (seen != picture.marks.constEnd() && picture.marks.contains(flow->id.uuid()))
                continue;
            const ElementId service = target->parent ? target->parent : to;
            const auto [open, all] = reach.openOf(service, actor);
            const ActorClass needed = reach.of(service.uuid());
            Emphasis mark;
            bool passesOn = true; // requests go on from there without another's rights
            if (!from.direct) {
                mark = {Tone::Doubtful, {}, u"→"_s};
            } else if (all > 0) {
                passesOn = open > 0;
                if (open == 0)
                    mark = {Tone::Good, ExposureLens::tr("asks for more"), u"✓"_s};
                else
                    mark = {Tone::Bad, ExposureLens::tr("%1 of %2 open").arg(open).arg(all), u"!"_s};
            } else if (needed != ActorClass::NotAnActor && int(needed) <= int(actor)) {
                mark = {Tone::Bad, {}, u"!"_s};
            } else {
                mark = {Tone::Doubtful, {}, u"→"_s};
            }
            present[size_t(mark.tone)] = true;
            picture.marks.insert(flow->id.uuid(), {mark.tone, {}, {}});
            if (seen != picture.marks.constEnd())
                continue;
            picture.marks.insert(to.uuid(), mark);
            if (passesOn)
                queue.append({to, from.direct && (target->subkind == u"gateway"_s || target->subkind == u"load_balancer"_s || target->subkind == u"reverse_proxy"_s
                                                  || target->subkind == u"web"_s)});
        }
    }
    picture.legend.append({Tone::Neutral, symbolOf(actor), textOf(actor)});
    if (present[size_t(Tone::Bad)])
        picture.legend.append({Tone::Bad, u"!"_s, ExposureLens::tr("Open to them")});
    if (present[size_t(Tone::Good)])
        picture.legend.append({Tone::Good, u"✓"_s, ExposureLens::tr("Asks for more rights than they have")});
    if (present[size_t(Tone::Doubtful)])
        picture.legend.append({Tone::Doubtful, u"→"_s, ExposureLens::tr("Behind what they reach")});
    if (queue.isEmpty())
        picture.remark = ExposureLens::tr("No actor of this class stands in the model.");
    return picture;
}

} // namespace

QList<LensChoice> choices(const ThreatModel &model)
{
    std::array<bool, 7> present{};
    for (const Element &element : model.elements) {
        if (element.kind == ElementKind::ExternalEntity && element.parent.isNull())
            present[size_t(element.actorClass)] = true;
    }
    // An entity without a class counts by its zone; mostly as anybody.
    present[size_t(ActorClass::Anonymous)] = present[size_t(ActorClass::Anonymous)] || present[size_t(ActorClass::NotAnActor)];
    QList<LensChoice> list{{{}, textOf(ActorClass::NotAnActor)}};
    for (const ActorClass actor : classes) {
        if (present[size_t(actor)])
            list.append({drawbridge::nameOf(actor), textOf(actor)});
    }
    return list;
}

LensPicture picture(const ThreatModel &model, const AnalysisResult &result, const QString &choice)
{
    const Reach reach(model, result);
    const ActorClass actor = classOf(choice);
    return actor == ActorClass::NotAnActor ? ofEverybody(model, reach) : ofClass(model, reach, actor);
}

} // namespace drawbridge::exposurelens
