// SPDX-License-Identifier: Apache-2.0
// Which controls are there: what people and sources state, inherited downwards, and what specifications show.
#include "analysis/controlscope.h"
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
        // A word that has run out, or says that nobody knows, leaves it to what is stated further out.
        if (control->state == ControlState::Unknown || hasExpired(*control, date))
            continue;
        const auto key = std::make_pair(control->subject.id, symbol(control->kind));
        const Control *&held = m_controls[key];
        if (!held || int(control->quality) > int(held->quality))
            held = control;
    }
}

const QList<QUuid> &Facts::holdersOf(FactRef of) const
{
    const auto key = std::make_pair(int(of.kind), of.index);
    const auto known = m_holders.constFind(key);
    if (known != m_holders.constEnd())
        return *known;
    QList<QUuid> ids;
    const auto take = [&](const Subject &subject) {
        for (const Subject &holder : controlHolders(m_model, subject)) {
            if (!ids.contains(holder.id))
                ids.append(holder.id);
        }
    };
    if (of.kind == FactKind::ObjectRef)
        ids = holdersOf({FactKind::Operation, 1, objectRefs[of.index].operation});
    else if (of.kind != FactKind::Project && of.kind != FactKind::Collection)
        take(subjectOf(of));
    // What belongs to a service without saying so in its row: collections, schemas and their fields, documents.
    const ElementId service = serviceOf(of);
    if (service && !ids.contains(service.uuid())) {
        ids.removeAll(QUuid());
        take({SubjectKind::Element, service.uuid()});
    }
    if (!ids.contains(QUuid()))
        ids.append(QUuid());
    return *m_holders.insert(key, ids);
}

const Control *Facts::statedControl(FactRef of, int kind) const
{
    if (m_controls.isEmpty())
        return nullptr;
    for (const QUuid &holder : holdersOf(of)) {
        if (const Control *found = m_controls.value({holder, kind}))
            return found;
    }
    return nullptr;
}

ControlFact Facts::control(FactRef of, int kind)
{
    if (of.kind == FactKind::Drift)
        return control(drifts[of.index].thing, kind);
    if (of.kind == FactKind::DataHop)
        return control({FactKind::Flow, 1, dataHops[of.index].flow}, kind);
    ControlFact fact;
    const Control *stated = statedControl(of, kind);
    if (!stated) {
        fact = derivedControl(of, kind);
    } else {
        // A plan protects nobody yet: what is planned is not there.
        const bool there = stated->state == ControlState::Present || (stated->state == ControlState::Planned && m_controlView == ControlView::Planned);
        fact = {there ? ControlState::Present : ControlState::Absent, stated->quality};
    }
    if (m_controlView == ControlView::Off && fact.state == ControlState::Present)
        fact.state = ControlState::Absent;
    return fact;
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

} // namespace drawbridge
