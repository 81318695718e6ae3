// SPDX-License-Identifier: Apache-2.0
// Which controls stand where, and who can reach a thing of any kind.
#include "analysis/facts.h"

#include <algorithm>

namespace drawbridge {

namespace {

bool contains(const SymbolSet &set, int symbol) { return symbol >= 0 && std::binary_search(set.begin(), set.end(), symbol); }

} // namespace

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
    if (of.kind == FactKind::DataHop)
        return control({FactKind::Flow, 1, dataHops[of.index].flow}, kind);
    if (const Control *stated = statedControl(of, kind)) {
        // A plan protects nobody yet.
        const ControlState state = stated->state == ControlState::Planned ? ControlState::Unknown : stated->state;
        if (state != ControlState::Unknown)
            return {state, stated->quality};
    }
    return derivedControl(of, kind);
}

const SymbolSet &Facts::contradicted(FactRef of)
{
    const quint64 key = quint64(of.kind) << 32 | of.index;
    const auto known = m_contradicted.find(key);
    if (known != m_contradicted.end())
        return known->second;
    SymbolSet found;
    // Only what imports can show to be absent; nobody's word is doubted for want of evidence.
    for (const char *name : {"authn_user", "pagination_cap", "strict_schema", "tls", "unpredictable_ids"}) {
        const int kind = symbol(QString::fromLatin1(name));
        const Control *stated = statedControl(of, kind);
        if (stated && stated->state == ControlState::Present && derivedControl(of, kind).state == ControlState::Absent)
            found.push_back(kind);
    }
    std::sort(found.begin(), found.end());
    return m_contradicted.emplace(key, std::move(found)).first->second;
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
    case FactKind::DataHop: return actorOf({FactKind::Flow, 1, dataHops[of.index].flow});
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
