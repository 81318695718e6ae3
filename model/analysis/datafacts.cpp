// SPDX-License-Identifier: Apache-2.0
// Facts about data: where it goes, which assets it makes, how places protect it.
#include "analysis/facts.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

void normalise(SymbolSet &set)
{
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
}

Certainty certaintyOf(int rank) { return Certainty(2 - rank); }
int rankOf(Certainty certainty) { return 2 - int(certainty); }

// Asks the facts how places are protected.
class FactProtection : public ProtectionSource
{
public:
    explicit FactProtection(Facts &facts) : m_facts(facts) {}

    Truth control(const Subject &subject, const QString &kind) override
    {
        const FactRef ref = refOf(subject);
        if (ref.kind == FactKind::None)
            return Truth::Unknown;
        const ControlFact fact = m_facts.control(ref, m_facts.symbols().intern(kind));
        return fact.state == ControlState::Present ? Truth::Yes : fact.state == ControlState::Absent ? Truth::No : Truth::Unknown;
    }
    QString authentication(OperationId operation) override
    {
        const int row = m_facts.rowOf(operation);
        const QString word = row < 0 ? QString() : m_facts.symbols().word(m_facts.operations[size_t(row)].auth);
        return word == u"unknown" ? QString() : word;
    }
    bool selectsObjects(OperationId operation) override
    {
        const int row = m_facts.rowOf(operation);
        return row >= 0 && !m_facts.operations[size_t(row)].objectRefs.empty();
    }

private:
    FactRef refOf(const Subject &subject) const
    {
        const auto at = [](FactKind kind, int row) { return row < 0 ? FactRef() : FactRef{kind, 1, quint32(row)}; };
        switch (subject.kind) {
        case SubjectKind::Element: return at(FactKind::Element, m_facts.rowOf(ElementId(subject.id)));
        case SubjectKind::Flow: return at(FactKind::Flow, m_facts.rowOf(FlowId(subject.id)));
        case SubjectKind::Operation: return at(FactKind::Operation, m_facts.rowOf(OperationId(subject.id)));
        default: return {};
        }
    }

    Facts &m_facts;
};

} // namespace

// The words around a field: of its schema, or of the address that it is a parameter of.
QString Facts::contextOf(const FieldFacts &field) const
{
    if (field.operation >= 0)
        return operations[size_t(field.operation)].templated;
    const QString schema = field.schema >= 0 ? schemas[size_t(field.schema)].row->name : QString();
    const qsizetype dot = field.row->path.lastIndexOf(u'.');
    return dot < 0 ? schema : field.row->path.left(dot) + u' ' + schema;
}

// An asset that a person rated decides how sensitive its fields are.
void Facts::rateByAssets()
{
    if (m_model.assets.isEmpty())
        return;
    QList<AssetField> list;
    for (const FieldFacts &field : fields) {
        if (field.certainty >= 1 && !field.classes.empty())
            list.append({field.row->id, m_symbols.word(field.dataClass), contextOf(field), false});
    }
    const QList<AssetView> views = assetsOf(m_model, list, m_lexicons);
    for (const AssetView &view : views) {
        if (!view.stored)
            continue;
        if (view.asset.sensitivity.isEmpty())
            continue;
        for (const FieldId &id : view.fields)
            fields[size_t(rowOf(id))].sensitivity = int(view.sensitivity);
    }
}

void Facts::needTrace()
{
    if (m_traced)
        return;
    m_traced = true;
    TraceInput input{m_model, m_index, m_lexicons, {}, m_date};
    QSet<FieldId> inMany;
    for (OperationFacts &op : operations) {
        needFields(op);
        OperationData data;
        data.returnsMany = op.returnsCollection;
        const auto take = [&](const FactList &from, QList<LabelledField> &to) {
            for (const FactRef ref : from) {
                const FieldFacts &field = fields[ref.index];
                if (!field.classes.empty())
                    to.append({field.row->id, m_symbols.word(field.dataClass), m_symbols.word(field.form), certaintyOf(field.certainty)});
            }
        };
        take(op.requestFields, data.request);
        take(op.responseFields, data.response);
        if (op.returnsCollection && !op.ownAccount) {
            for (const LabelledField &field : std::as_const(data.response))
                inMany.insert(field.field);
        }
        if (!data.request.isEmpty() || !data.response.isEmpty())
            input.operations.insert(op.row->id, data);
    }
    m_trace = traceData(input);

    QList<AssetField> list;
    for (const FieldFacts &field : fields) {
        if (field.certainty >= 1 && !field.classes.empty())
            list.append({field.row->id, m_symbols.word(field.dataClass), contextOf(field), inMany.contains(field.row->id)});
    }
    m_assets = assetsOf(m_model, list, m_lexicons);
    for (qsizetype i = 0; i < m_assets.size(); ++i) {
        for (const FieldId &id : m_assets[i].stored ? m_assets[i].fields : QList<FieldId>())
            m_statedAssets.insert(id, i);
    }

    dataHops.reserve(size_t(m_trace.hops.size()));
    for (int i = 0; i < m_trace.hops.size(); ++i) {
        const DataHop &hop = m_trace.hops[i];
        DataHopFacts facts;
        facts.hop = i;
        facts.flow = quint32(rowOf(hop.flow));
        facts.from = quint32(rowOf(hop.from));
        facts.to = quint32(rowOf(hop.to));
        facts.origin = quint32(rowOf(m_trace.originOf(i)));
        facts.dataClass = symbol(hop.dataClass);
        facts.form = symbol(hop.form);
        facts.certainty = rankOf(hop.certainty);
        facts.sensitivity = int(m_lexicons.sensitivity(hop.dataClass));
        for (const HopEvidence &line : hop.evidence) {
            if (const int row = line.operation.isNull() ? -1 : rowOf(line.operation); row >= 0)
                facts.operations.push_back({FactKind::Operation, 1, quint32(row)});
            if (const int row = line.field.isNull() ? -1 : rowOf(line.field); row >= 0) {
                facts.fields.push_back({FactKind::Field, 1, quint32(row)});
                if (fields[size_t(row)].certainty >= 1)
                    facts.sensitivity = std::max(facts.sensitivity, fields[size_t(row)].sensitivity);
            }
        }
        facts.operations.erase(std::unique(facts.operations.begin(), facts.operations.end()), facts.operations.end());
        for (const int step : m_trace.wayTo(i))
            facts.way.push_back({FactKind::DataHop, 1, quint32(step)});
        dataHops.push_back(std::move(facts));
        m_all[int(FactKind::DataHop)].push_back({FactKind::DataHop, 1, quint32(i)});
    }
}

void Facts::needData(ElementFacts &element)
{
    if (element.dataReady)
        return;
    needTrace();
    for (ElementFacts &each : elements)
        each.dataReady = true;
    static const QStringList credentials = {u"login"_s, u"register"_s, u"password_change"_s, u"token_issue"_s, u"password_reset_confirm"_s};
    for (const DataStay &stay : std::as_const(m_trace.stays)) {
        if (stay.certainty == Certainty::Possible)
            continue;
        const int row = rowOf(stay.element);
        if (row < 0)
            continue;
        ElementFacts &holder = elements[size_t(row)];
        holder.classes.push_back(symbol(stay.dataClass));
        holder.sensitivity = std::max(holder.sensitivity, int(m_lexicons.sensitivity(stay.dataClass)));
    }
    for (quint32 i = 0; i < dataHops.size(); ++i) {
        elements[dataHops[i].from].dataOut.push_back({FactKind::DataHop, 1, i});
        elements[dataHops[i].to].dataIn.push_back({FactKind::DataHop, 1, i});
    }
    for (ElementFacts &each : elements) {
        bool holdsAccounts = false;
        for (const FactRef ref : each.operations) {
            OperationFacts &op = operations[ref.index];
            needFields(op);
            for (const FactList *list : {&op.requestFields, &op.responseFields}) {
                for (const FactRef fieldRef : *list) {
                    const FieldFacts &field = fields[fieldRef.index];
                    if (field.certainty < 1 || field.classes.empty())
                        continue;
                    each.classes.push_back(field.dataClass);
                    each.sensitivity = std::max(each.sensitivity, field.sensitivity);
                }
            }
            for (const QString &role : credentials)
                holdsAccounts = holdsAccounts || std::binary_search(op.roles.begin(), op.roles.end(), m_symbols.find(role));
        }
        normalise(each.classes);
        // Who takes over an account gets what the account opens; credentials of a service open everything behind it.
        each.accountSensitivity = holdsAccounts ? int(Sensitivity::Critical) : std::max(each.sensitivity, int(Sensitivity::Confidential));
    }
}

void Facts::needData(FlowFacts &flow)
{
    if (flow.dataReady)
        return;
    needTrace();
    for (FlowFacts &each : flows)
        each.dataReady = true;
    for (const DataHopFacts &hop : dataHops) {
        if (hop.certainty < 1)
            continue;
        FlowFacts &carrier = flows[hop.flow];
        carrier.classes.push_back(hop.dataClass);
        carrier.sensitivity = std::max(carrier.sensitivity, hop.sensitivity);
    }
    for (FlowFacts &each : flows)
        normalise(each.classes);
}

const AssetView *Facts::statedAsset(FactRef of)
{
    if (m_model.assets.isEmpty())
        return nullptr;
    needTrace();
    const AssetView *found = nullptr;
    const auto take = [&](const FieldFacts &field) {
        const auto at = m_statedAssets.constFind(field.row->id);
        if (at == m_statedAssets.constEnd())
            return;
        const AssetView &view = m_assets[*at];
        if (!found || view.sensitivity > found->sensitivity)
            found = &view;
    };
    const auto takeAll = [&](const FactList &list) {
        for (const FactRef ref : list)
            take(fields[ref.index]);
    };
    switch (of.kind) {
    case FactKind::Field: take(fields[of.index]); break;
    case FactKind::Operation:
        needFields(operations[of.index]);
        takeAll(operations[of.index].requestFields);
        takeAll(operations[of.index].responseFields);
        break;
    case FactKind::DataHop: takeAll(dataHops[of.index].fields); break;
    case FactKind::Flow:
        for (const DataHopFacts &hop : dataHops) {
            if (hop.flow == of.index)
                takeAll(hop.fields);
        }
        break;
    case FactKind::Element:
        for (const DataHopFacts &hop : dataHops) {
            if (hop.from == of.index || hop.to == of.index)
                takeAll(hop.fields);
        }
        break;
    default: break;
    }
    return found;
}

QList<ProtectionRow> Facts::protectionOf(const AssetView &asset)
{
    FactProtection source(*this);
    return protectionMatrix(m_model, trace(), asset.asset.classes, QSet<FieldId>(asset.fields.begin(), asset.fields.end()),
                            asset.sensitivity, !asset.asset.retention.isEmpty(), source);
}

} // namespace drawbridge
