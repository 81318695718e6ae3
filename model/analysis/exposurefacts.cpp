// SPDX-License-Identifier: Apache-2.0
// Who can reach what, and which controls stand in the way.
#include "analysis/facts.h"

#include <algorithm>

namespace drawbridge {

namespace {

bool moreAvailable(ActorClass a, ActorClass b)
{
    if (a == ActorClass::NotAnActor || b == ActorClass::NotAnActor)
        return a != ActorClass::NotAnActor && b == ActorClass::NotAnActor;
    return int(a) < int(b);
}

// An external entity whose class nobody stated: its zone tells.
ActorClass actorClassOf(const Facts &facts, const ElementFacts &element)
{
    if (element.row->actorClass != ActorClass::NotAnActor)
        return element.row->actorClass;
    if (element.zone >= 0) {
        switch (facts.zones[size_t(element.zone)].row->kind) {
        case ZoneKind::Internet:
        case ZoneKind::ClientDevice: return ActorClass::Anonymous;
        case ZoneKind::Partner:
        case ZoneKind::ThirdParty: return ActorClass::Partner;
        case ZoneKind::Management: return ActorClass::Privileged;
        default: break;
        }
    }
    if (element.trust >= 2)
        return ActorClass::Internal;
    return ActorClass::Anonymous;
}

bool contains(const SymbolSet &set, int symbol) { return symbol >= 0 && std::binary_search(set.begin(), set.end(), symbol); }

} // namespace

void Facts::spreadExposure()
{
    const int registers = m_symbols.intern(QStringLiteral("register"));
    const int required = m_symbols.intern(QStringLiteral("required"));
    bool anywhere = false;
    for (const FactRef ref : project.operations) {
        const OperationFacts &op = operations[ref.index];
        if (contains(op.roles, registers) && op.auth != required)
            anywhere = true;
    }
    // An account of one service of the system usually opens its neighbours.
    for (ElementFacts &element : elements)
        element.selfRegistration = anywhere;

    std::vector<quint32> queue;
    for (quint32 i = 0; i < elements.size(); ++i) {
        ElementFacts &element = elements[i];
        if (element.row->kind != ElementKind::ExternalEntity)
            continue;
        element.reach = actorClassOf(*this, element);
        element.reachKnown = true;
        element.route = {i};
        queue.push_back(i);
    }
    // Classes only become more available, so this ends. Elements are visited in a fixed order for equal routes.
    for (size_t at = 0; at < queue.size() && queue.size() < 64 * (elements.size() + 1); ++at) {
        const quint32 from = queue[at];
        const FactList out = elements[from].flowsOut;
        for (const FactRef ref : out) {
            const FlowFacts &flow = flows[ref.index];
            const quint32 to = flow.source == from ? flow.target : flow.source;
            ElementFacts &target = elements[to];
            if (target.row->kind == ElementKind::ExternalEntity)
                continue;
            const ElementFacts &source = elements[from];
            ActorClass reach = source.reach;
            if (source.row->kind != ElementKind::ExternalEntity) {
                // A gateway passes requests on; a service sends its own.
                const QString &subkind = source.row->subkind;
                const bool passes = subkind == u"gateway" || subkind == u"load_balancer" || subkind == u"web" || subkind == u"reverse_proxy";
                if (!passes && moreAvailable(reach, ActorClass::Internal))
                    reach = ActorClass::Internal;
            }
            if (!moreAvailable(reach, target.reach))
                continue;
            target.reach = reach;
            target.reachKnown = true;
            target.route = source.route;
            target.route.push_back(ref.index);
            target.route.push_back(to);
            queue.push_back(to);
        }
    }
}

void Facts::exposeOperation(OperationFacts &op)
{
    if (op.service < 0)
        return;
    const ElementFacts &service = elements[size_t(op.service)];
    ActorClass reach = ActorClass::NotAnActor;
    // Flows that name this operation say more than flows to the service.
    for (const FlowId &id : m_index.flowsOf(op.row->id)) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        const FlowFacts &flow = flows[size_t(row)];
        const quint32 caller = int(flow.target) == op.service ? flow.source : flow.target;
        const ElementFacts &source = elements[caller];
        if (!source.reachKnown)
            continue;
        ActorClass here = source.reach;
        if (source.row->kind == ElementKind::Process && source.row->subkind != u"gateway" && source.row->subkind != u"load_balancer"
            && moreAvailable(here, ActorClass::Internal))
            here = ActorClass::Internal;
        if (!moreAvailable(here, reach))
            continue;
        reach = here;
        op.route = source.route;
        op.route.push_back(quint32(row));
        op.route.push_back(quint32(op.service));
    }
    if (reach == ActorClass::NotAnActor) {
        reach = service.reach;
        op.route = service.route;
    }
    if (reach == ActorClass::NotAnActor) {
        // A contract with an address, but nobody drawn who calls: assume what its address invites.
        const bool offered = op.document >= 0;
        op.exposed = offered ? Truth::Unknown : Truth::No;
        op.exposureClass = offered ? ActorClass::Anonymous : ActorClass::NotAnActor;
        op.exposure = exposureValue(op.exposureClass);
        return;
    }
    const int required = m_symbols.find(QStringLiteral("required"));
    const int none = m_symbols.find(QStringLiteral("none"));
    const int optional = m_symbols.find(QStringLiteral("optional"));
    if (op.auth == required) {
        if (!moreAvailable(ActorClass::Customer, reach)) // anybody, or accounts of some kind
            reach = service.selfRegistration ? ActorClass::SelfRegistered : reach == ActorClass::SelfRegistered ? reach : ActorClass::Customer;
    } else if ((op.auth == none || op.auth == optional) && (reach == ActorClass::SelfRegistered || reach == ActorClass::Customer)) {
        reach = ActorClass::Anonymous; // the flow is drawn for people with accounts, but this operation does not ask for one
    }
    op.exposureClass = reach;
    op.exposure = exposureValue(reach);
    // ENGINE section 2 of the catalogue: an actor in a zone of trust ≤ 1 can send it a request.
    op.exposed = moreAvailable(ActorClass::Partner, reach) ? Truth::No : Truth::Yes;
}

void Facts::readControls(const QDate &date)
{
    for (const ControlId &id : m_model.controls.sortedIds()) {
        const Control *control = m_model.controls.find(id);
        if (!control->expires.isEmpty() && date.isValid()) {
            const QDate expires = QDate::fromString(control->expires.left(10), Qt::ISODate);
            if (expires.isValid() && expires < date)
                continue; // the word has run out: unknown again
        }
        const auto key = std::make_pair(control->subject.id, symbol(control->kind));
        const Control *&held = m_controls[key];
        if (!held || int(control->quality) > int(held->quality))
            held = control;
    }
}

const Control *Facts::statedControl(FactRef of, int kind) const
{
    const auto at = [&](const QUuid &id) { return m_controls.value({id, kind}); };
    const auto aroundElement = [&](int row) -> const Control * {
        if (row >= 0) {
            const ElementFacts &element = elements[size_t(row)];
            if (const Control *found = at(element.row->id.uuid()))
                return found;
            for (const BoundaryId &zone : boundaryChain(m_model, element.row->boundary)) {
                if (const Control *found = at(zone.uuid()))
                    return found;
            }
        }
        return at(QUuid());
    };
    if (m_controls.isEmpty())
        return nullptr;
    if (of.kind != FactKind::Project && of.kind != FactKind::Collection && of.kind != FactKind::ObjectRef) {
        if (const Control *found = at(subjectOf(of).id))
            return found;
    }
    switch (of.kind) {
    case FactKind::Operation: return aroundElement(operations[of.index].service);
    case FactKind::Element: return aroundElement(int(of.index));
    case FactKind::Collection: return aroundElement(collections[of.index].service);
    case FactKind::Scheme: return aroundElement(schemes[of.index].service);
    case FactKind::Document: return aroundElement(documents[of.index].service);
    case FactKind::ObjectRef: return statedControl({FactKind::Operation, 1, objectRefs[of.index].operation}, kind);
    case FactKind::Field:
    case FactKind::Schema: {
        const int row = rowOf(serviceOf(of));
        return aroundElement(row);
    }
    case FactKind::Flow: {
        if (const Control *found = aroundElement(int(flows[of.index].target)))
            return found;
        return at(QUuid());
    }
    case FactKind::Zone: {
        for (const BoundaryId &zone : boundaryChain(m_model, zones[of.index].row->id)) {
            if (const Control *found = at(zone.uuid()))
                return found;
        }
        return at(QUuid());
    }
    default: return at(QUuid());
    }
}

ControlFact Facts::control(FactRef of, int kind)
{
    if (const Control *stated = statedControl(of, kind)) {
        // A plan protects nobody yet.
        const ControlState state = stated->state == ControlState::Planned ? ControlState::Unknown : stated->state;
        if (state != ControlState::Unknown)
            return {state, stated->quality};
    }
    return derivedControl(of, kind);
}

// What specifications show of controls (`present_when` of the plan of controls).
ControlFact Facts::derivedControl(FactRef of, int kind)
{
    const QString name = m_symbols.word(kind);
    const ControlFact present{ControlState::Present, ControlQuality::Declared};
    const ControlFact hinted{ControlState::Present, ControlQuality::Inferred};
    const ControlFact absent{ControlState::Absent, ControlQuality::Declared};
    if (of.kind == FactKind::Flow) {
        const DataFlow &flow = *flows[of.index].row;
        if (name == u"tls" && flow.encrypted.value != Truth::Unknown)
            return flow.encrypted.value == Truth::Yes ? present : absent;
        if (name == u"authn_user" && flow.authenticated.value != Truth::Unknown)
            return flow.authenticated.value == Truth::Yes ? present : absent;
        return {};
    }
    if (of.kind == FactKind::ObjectRef && name == u"unpredictable_ids") {
        const Truth sequential = objectRefs[of.index].sequential;
        return sequential == Truth::No ? present : sequential == Truth::Yes ? absent : ControlFact();
    }
    if (of.kind != FactKind::Operation)
        return {};
    OperationFacts &op = operations[of.index];
    const auto says = [&](const char *word) { return m_symbols.find(QString::fromLatin1(word)); };
    const auto hasHeader = [&](std::initializer_list<const char *> words) {
        for (const FactRef ref : op.params) {
            const FieldFacts &field = fields[ref.index];
            if (field.row->location != FieldLocation::Header)
                continue;
            for (const char *word : words) {
                if (contains(field.words, says(word)))
                    return true;
            }
        }
        return false;
    };
    const auto hasSemantic = [&](std::initializer_list<const char *> semantics) {
        needFields(op);
        for (const FactRef ref : op.requestFields) {
            for (const char *semantic : semantics) {
                if (fields[ref.index].semantic == says(semantic))
                    return true;
            }
        }
        return false;
    };
    if (name == u"authn_user") {
        if (op.auth == says("required"))
            return present;
        return op.auth == says("none") || op.auth == says("optional") ? absent : ControlFact();
    }
    if (name == u"rate_limit")
        return op.limitEvidence ? present : ControlFact();
    if (name == u"brute_force_protection" || name == u"attempt_limit") {
        if (op.limitEvidence || contains(op.errorCodes, says("423")))
            return present;
        // "503 after too many tries"
        const QString &text = op.errorText;
        const bool told = text.contains(QStringLiteral("too many"), Qt::CaseInsensitive) || text.contains(QStringLiteral("attempts"), Qt::CaseInsensitive)
                          || text.contains(QStringLiteral("maximum"), Qt::CaseInsensitive) || text.contains(QStringLiteral("locked"), Qt::CaseInsensitive);
        if (told && (contains(op.errorCodes, says("503")) || contains(op.errorCodes, says("403")) || contains(op.errorCodes, says("401"))))
            return hinted;
        return hasSemantic({"captcha"}) ? hinted : ControlFact();
    }
    if (name == u"anti_automation")
        return hasSemantic({"captcha"}) ? present : ControlFact();
    if (name == u"reauth_current_secret")
        return hasSemantic({"current_secret"}) ? present : ControlFact();
    if (name == u"step_up")
        return hasSemantic({"step_up_token", "otp"}) ? present : ControlFact();
    if (name == u"idempotency")
        return hasHeader({"idempotency"}) || hasSemantic({"idempotency_key"}) ? present : ControlFact();
    if (name == u"csrf_protection")
        return hasHeader({"csrf", "xsrf"}) ? present : ControlFact();
    if (name == u"webhook_signature")
        return hasHeader({"signature", "hmac"}) ? present : ControlFact();
    if (name == u"strict_binding") {
        if (op.openBody == Truth::No)
            return present;
        return {};
    }
    if (name == u"strict_schema") {
        if (op.untypedBody == Truth::Yes)
            return absent;
        return op.openBody == Truth::No ? present : ControlFact();
    }
    if (name == u"unpredictable_ids") {
        bool all = !op.objectRefs.empty();
        for (const FactRef ref : op.objectRefs) {
            if (objectRefs[ref.index].sequential == Truth::Yes)
                return absent;
            all = all && objectRefs[ref.index].sequential == Truth::No;
        }
        return all ? present : ControlFact();
    }
    if (name == u"pagination_cap") {
        bool pages = false;
        for (const FactRef ref : op.params) {
            const FieldFacts &field = fields[ref.index];
            const bool size = field.semantic == says("page_size") || contains(field.words, says("limit")) || contains(field.words, says("size"))
                              || (contains(field.words, says("per")) && contains(field.words, says("page"))) || contains(field.words, says("count"));
            if (!size)
                continue;
            pages = true;
            if (field.row->maximum || field.row->description.contains(QStringLiteral("max"), Qt::CaseInsensitive))
                return present;
        }
        return pages ? absent : ControlFact();
    }
    if (name == u"deprecation_enforced")
        return contains(op.responseHeaders, says("sunset")) ? present : ControlFact();
    if (name == u"cache_no_store")
        return {};
    return {};
}

QList<QUuid> Facts::routeOf(FactRef of) const
{
    const std::vector<quint32> *route = nullptr;
    if (of.kind == FactKind::Operation)
        route = &operations[of.index].route;
    else if (of.kind == FactKind::Element)
        route = &elements[of.index].route;
    QList<QUuid> ids;
    if (of.kind == FactKind::Flow) {
        const FlowFacts &flow = flows[of.index];
        return {elements[flow.source].row->id.uuid(), flow.row->id.uuid(), elements[flow.target].row->id.uuid()};
    }
    if (!route)
        return ids;
    for (size_t i = 0; i < route->size(); ++i)
        ids.append(i % 2 == 0 ? elements[(*route)[i]].row->id.uuid() : flows[(*route)[i]].row->id.uuid());
    return ids;
}

ActorClass Facts::actorOf(FactRef of) const
{
    switch (of.kind) {
    case FactKind::Operation: return operations[of.index].exposureClass;
    case FactKind::Element:
        if (elements[of.index].reach != ActorClass::NotAnActor || elements[of.index].operations.empty())
            return elements[of.index].reach;
        break; // nobody is drawn who calls it: what its contract invites
    case FactKind::Flow: {
        const FlowFacts &flow = flows[of.index];
        const ActorClass a = elements[flow.source].reach, b = elements[flow.target].reach;
        return moreAvailable(b, a) ? b : a;
    }
    case FactKind::ObjectRef: return operations[objectRefs[of.index].operation].exposureClass;
    default: break;
    }
    // The most available way to any operation that it concerns.
    const FactList *list = nullptr;
    if (of.kind == FactKind::Scheme)
        list = &schemes[of.index].operations;
    else if (of.kind == FactKind::Document)
        list = &documents[of.index].operations;
    else if (of.kind == FactKind::Collection)
        list = &collections[of.index].operations;
    else if (of.kind == FactKind::Element)
        list = &elements[of.index].operations;
    else if (of.kind == FactKind::Project)
        list = &project.operations;
    ActorClass best = ActorClass::NotAnActor;
    if (list) {
        for (const FactRef ref : *list) {
            if (moreAvailable(operations[ref.index].exposureClass, best))
                best = operations[ref.index].exposureClass;
        }
        return best;
    }
    const int row = rowOf(serviceOf(of));
    return row < 0 ? ActorClass::Anonymous : elements[size_t(row)].reach;
}

double Facts::exposureOf(FactRef of) const { return exposureValue(actorOf(of)); }

} // namespace drawbridge
