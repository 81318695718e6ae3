// SPDX-License-Identifier: Apache-2.0
#include "tracing/carriage.h"

#include "tracing/controlset.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxHandedOn = 8; // gateways in a row

bool isTransient(const QString &dataClass)
{
    return dataClass.startsWith(u"cred.") || dataClass.startsWith(u"token.") || dataClass.startsWith(u"secret.") || dataClass == u"pci.sad";
}

bool changesSomething(const Operation &operation)
{
    return operation.method == u"POST" || operation.method == u"PUT" || operation.method == u"PATCH" || operation.method == u"DELETE";
}

QString singular(const QString &word)
{
    return word.size() > 3 && word.endsWith(u's') ? word.chopped(1) : word;
}

class Carriages
{
public:
    Carriages(const TraceInput &input, const ControlSet &controls) : m_input(input), m_model(input.model), m_controls(controls)
    {
        for (const FlowId &id : m_model.flows.sortedIds()) {
            const DataFlow *flow = m_model.flows.find(id);
            const Element *from = m_model.elements.find(flow->source);
            const Element *to = m_model.elements.find(flow->target);
            if (!from || !to || from->parent || to->parent)
                continue;
            m_flows.append(flow);
            m_named += QSet<OperationId>(flow->operations.begin(), flow->operations.end());
            m_out[flow->source].append(flow);
            m_in[flow->target].append(flow);
        }
    }

    QList<Carriage> all()
    {
        QList<Carriage> list;
        for (const DataFlow *flow : std::as_const(m_flows)) {
            const Element &from = *m_model.elements.find(flow->source);
            const Element &to = *m_model.elements.find(flow->target);
            Carriage forward{flow, false, from.id, to.id, {}, false};
            Carriage back{flow, true, to.id, from.id, {}, false};
            for (const QString &dataClass : flow->dataClasses) {
                const HopEvidence line{{}, {}, flow->provenance.at};
                add(forward, from, to, {}, dataClass, u"plain"_s, Certainty::Certain, HopReason::Declared, line);
                if (flow->bidirectional)
                    add(back, to, from, {}, dataClass, u"plain"_s, Certainty::Certain, HopReason::Declared, line);
            }
            const QList<OperationId> operations = operationsOn(flow, 0);
            for (const OperationId &id : operations) {
                const auto data = m_input.operations.constFind(id);
                if (data == m_input.operations.constEnd())
                    continue;
                const Certainty atMost = isGuess(*flow, from, to) ? Certainty::Possible : Certainty::Certain;
                takeAll(forward, from, to, id, data->request, HopReason::Request, atMost);
                takeAll(back, to, from, id, data->response, HopReason::Response, atMost);
            }
            const bool keeps = operations.isEmpty() && keepsRecords(to) && from.kind == ElementKind::Process;
            if (keeps)
                keep(forward, back, from, to);
            if (operations.isEmpty() && flow->dataClasses.isEmpty() && !keeps) {
                forward.passesAll = true;
                back.passesAll = flow->bidirectional;
            }
            for (Carriage *carriage : {&forward, &back}) {
                if (!carriage->labels.isEmpty() || carriage->passesAll)
                    list.append(std::move(*carriage));
            }
        }
        return list;
    }

private:
    // One service that is drawn to call another, nothing says for what: all that the other offers is possible only.
    static bool callsUnnamed(const Element &from) { return from.kind == ElementKind::Process && !passesOn(from); }
    bool isGuess(const DataFlow &flow, const Element &from, const Element &to) const
    {
        return flow.operations.isEmpty() && callsUnnamed(from) && !isThirdParty(m_model, to);
    }

    // Operations that a flow carries: those that it names; else those of its target that no flow names; before and behind
    // a gateway those that the gateway hands on.
    QList<OperationId> operationsOn(const DataFlow *flow, int depth) const
    {
        if (!flow->operations.isEmpty() || depth > maxHandedOn)
            return flow->operations;
        QSet<OperationId> found;
        for (const OperationId &id : m_input.index.operationsOf(flow->target)) {
            if (!m_named.contains(id) && m_model.operations.value(id).kind == OperationKind::Operation)
                found.insert(id);
        }
        const Element &from = *m_model.elements.find(flow->source);
        const Element &to = *m_model.elements.find(flow->target);
        if (passesOn(to)) {
            for (const DataFlow *next : m_out.value(to.id)) {
                for (const OperationId &id : operationsOn(next, depth + 1))
                    found.insert(id);
            }
        } else if (passesOn(from)) {
            for (const DataFlow *earlier : m_in.value(from.id)) {
                for (const OperationId &id : std::as_const(earlier->operations)) {
                    if (m_model.operations.value(id).service == to.id)
                        found.insert(id);
                }
            }
        }
        QList<OperationId> sorted = found.values();
        std::sort(sorted.begin(), sorted.end());
        return sorted;
    }

    void takeAll(Carriage &carriage, const Element &from, const Element &to, OperationId operation, const QList<LabelledField> &fields, HopReason reason,
                 Certainty atMost)
    {
        for (const LabelledField &field : fields)
            add(carriage, from, to, operation, field.dataClass, field.form, std::max(field.certainty, atMost), reason, lineOf(operation, field.field));
    }

    HopEvidence lineOf(OperationId operation, FieldId field) const
    {
        HopEvidence line{operation, field, {}};
        if (const Field *row = m_model.fields.find(field))
            line.at = row->provenance.at;
        if (line.at.isNull())
            line.at = m_model.operations.value(operation).provenance.at;
        return line;
    }

    // Rule 4: what a service takes in its writes is in its store; what it returns comes from there.
    void keep(Carriage &forward, Carriage &back, const Element &service, const Element &store)
    {
        QSet<ElementId> stores;
        for (const DataFlow *flow : m_out.value(service.id)) {
            if (keepsRecords(*m_model.elements.find(flow->target)))
                stores.insert(flow->target);
        }
        const QList<OperationId> operations = m_input.index.operationsOf(service.id);
        // With several stores a word that an operation shares with one says which it works on. Where no store is named
        // after anything, as "postgres" and "mongodb" are not, each of two is likely, each of more possible.
        QSet<QString> offered;
        for (const OperationId &id : operations) {
            for (const QString &word : nameTokens(m_model.operations.value(id).path))
                offered.insert(singular(word));
        }
        const auto speaks = [&](const ElementId &id) {
            const QStringList words = nameTokens(m_model.elements.value(id).name);
            return std::any_of(words.begin(), words.end(), [&](const QString &word) { return offered.contains(singular(word)); });
        };
        const bool named = std::any_of(stores.begin(), stores.end(), speaks);
        const Certainty atMost = named || stores.size() <= 2 ? Certainty::Likely : Certainty::Possible;
        QSet<QString> storeWords;
        for (const QString &word : nameTokens(store.name))
            storeWords.insert(singular(word));
        for (const OperationId &id : operations) {
            const Operation &operation = *m_model.operations.find(id);
            if (operation.kind != OperationKind::Operation)
                continue;
            if (stores.size() > 1 && named) {
                const QStringList words = nameTokens(operation.path);
                if (std::none_of(words.begin(), words.end(), [&](const QString &word) { return storeWords.contains(singular(word)); }))
                    continue;
            }
            const auto data = m_input.operations.constFind(id);
            if (data == m_input.operations.constEnd())
                continue;
            const auto move = [&](Carriage &carriage, const Element &from, const Element &to, const QList<LabelledField> &fields, HopReason reason) {
                for (const LabelledField &field : fields) {
                    Certainty certainty = std::max(field.certainty, atMost);
                    if (isTransient(field.dataClass))
                        certainty = Certainty::Possible;
                    add(carriage, from, to, id, field.dataClass, field.form, certainty, reason, lineOf(id, field.field));
                }
            };
            if (changesSomething(operation))
                move(forward, service, store, data->request, HopReason::Written);
            move(back, store, service, data->response, HopReason::Read);
        }
    }

    void add(Carriage &carriage, const Element &from, const Element &to, OperationId operation, const QString &dataClass, const QString &form,
             Certainty certainty, HopReason reason, const HopEvidence &line)
    {
        const ControlSet::Effect effect = m_controls.onHop(dataClass, form, *carriage.flow, operation, from, to);
        if (effect.dropped)
            return;
        const Label label{dataClass, effect.form};
        const auto it = carriage.labels.find(label);
        if (it == carriage.labels.end()) {
            carriage.labels.insert(label, {certainty, reason, {line}, effect.by});
            return;
        }
        if (certainty < it->certainty) {
            it->certainty = certainty;
            it->reason = reason;
        }
        if (it->evidence.last() != line)
            it->evidence.append(line);
        for (const QString &kind : effect.by) {
            if (!it->changedBy.contains(kind))
                it->changedBy.append(kind);
        }
    }

    const TraceInput &m_input;
    const ThreatModel &m_model;
    const ControlSet &m_controls;
    QList<const DataFlow *> m_flows; // by id
    QSet<OperationId> m_named; // by any flow
    QHash<ElementId, QList<const DataFlow *>> m_out, m_in;
};

bool isOneOf(const QString &subkind, std::initializer_list<const char16_t *> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(), [&](const char16_t *kind) { return subkind == QStringView(kind); });
}

} // namespace

QList<Carriage> carriagesOf(const TraceInput &input, const ControlSet &controls)
{
    return Carriages(input, controls).all();
}

bool passesOn(const Element &element)
{
    return element.kind == ElementKind::Process
           && isOneOf(element.subkind, {u"gateway", u"api_gateway", u"load_balancer", u"reverse_proxy", u"proxy", u"ingress", u"cdn", u"waf", u"service_mesh"});
}

bool isSink(const Element &element)
{
    return isOneOf(element.subkind, {u"log_store", u"apm", u"siem", u"analytics", u"monitoring", u"metrics_store", u"tracing"});
}

bool keepsRecords(const Element &element)
{
    return element.kind == ElementKind::DataStore && !isSink(element)
           && !isOneOf(element.subkind, {u"cache", u"broker", u"queue", u"topic", u"secrets_store", u"kms"});
}

bool isThirdParty(const ThreatModel &model, const Element &element)
{
    if (element.kind == ElementKind::DataStore && element.boundary.isNull())
        return false;
    if (isOneOf(element.subkind, {u"third_party_api", u"ads", u"support_tool"}))
        return true;
    for (const BoundaryId &id : boundaryChain(model, element.boundary)) {
        const ZoneKind kind = model.boundaries.value(id).kind;
        if (kind == ZoneKind::ThirdParty)
            return true;
    }
    return false;
}

} // namespace drawbridge
