// SPDX-License-Identifier: Apache-2.0
#include "tracing/protection.h"

#include <QMap>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

struct Held
{
    Certainty certainty = Certainty::Possible;
    QSet<QString> forms;
    void add(Certainty other, const QString &form)
    {
        certainty = std::min(certainty, other);
        forms.insert(form);
    }
};

QString joined(const QSet<QString> &words)
{
    QStringList list = words.values();
    list.sort();
    return list.join(u", "_s);
}

bool isWanted(const DataHop &hop, const QSet<FieldId> &fields)
{
    if (fields.isEmpty() || hop.reason == HopReason::Declared || hop.reason == HopReason::Assumed)
        return true;
    return std::any_of(hop.evidence.begin(), hop.evidence.end(), [&](const HopEvidence &line) { return fields.contains(line.field); });
}

QString nameOf(const ThreatModel &model, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Element: return model.elements.value(ElementId(subject.id)).name;
    case SubjectKind::Operation: {
        const Operation operation = model.operations.value(OperationId(subject.id));
        return operation.path + u' ' + operation.method;
    }
    default: break;
    }
    const DataFlow flow = model.flows.value(FlowId(subject.id));
    return model.elements.value(flow.source).name + u'|' + model.elements.value(flow.target).name + u'|' + flow.name;
}

class Matrix
{
public:
    Matrix(const ThreatModel &model, Sensitivity sensitivity, bool retentionStated, ProtectionSource &source)
        : m_model(model), m_sensitivity(sensitivity), m_retention(retentionStated), m_source(source)
    {
    }

    void add(PlaceKind place, const Subject &subject, const Held &held)
    {
        ProtectionRow row;
        row.place = place;
        row.subject = subject;
        row.certainty = held.certainty;
        const bool plain = held.forms.contains(u"plain"_s);
        // Plain data is what most places need; it is a gap only where it rests, or leaves the house, and is restricted.
        const bool resting = place == PlaceKind::Store || place == PlaceKind::Sink || place == PlaceKind::ThirdParty;
        set(row, Protection::Form, !plain ? Truth::Yes : resting && m_sensitivity >= Sensitivity::Restricted ? Truth::No : Truth::Unknown, joined(held.forms));
        switch (place) {
        case PlaceKind::Flow: flow(row); break;
        case PlaceKind::Entry:
        case PlaceKind::Exit: operation(row); break;
        case PlaceKind::Store:
        case PlaceKind::Sink:
            control(row, Protection::AtRest, u"encryption_at_rest"_s);
            set(row, Protection::Retention, m_retention ? Truth::Yes : m_source.control(subject, u"data_retention"_s), {});
            break;
        case PlaceKind::ThirdParty: control(row, Protection::Retention, u"dpa_contract"_s); break;
        case PlaceKind::Service:
        case PlaceKind::Person: break;
        }
        m_rows.append({nameOf(m_model, subject), row});
    }

    QList<ProtectionRow> rows()
    {
        std::sort(m_rows.begin(), m_rows.end(), [](const auto &a, const auto &b) {
            return std::tie(a.second.place, a.first, a.second.subject.id) < std::tie(b.second.place, b.first, b.second.subject.id);
        });
        QList<ProtectionRow> rows;
        for (const auto &[name, row] : std::as_const(m_rows))
            rows.append(row);
        return rows;
    }

private:
    static void set(ProtectionRow &row, Protection what, Truth value, const QString &word)
    {
        row.cells[size_t(what)] = {true, value, word};
    }
    void control(ProtectionRow &row, Protection what, const QString &kind) { set(row, what, m_source.control(row.subject, kind), {}); }

    void flow(ProtectionRow &row)
    {
        const DataFlow flow = m_model.flows.value(FlowId(row.subject.id));
        Truth encrypted = flow.encrypted.value;
        if (encrypted == Truth::Unknown)
            encrypted = m_source.control(row.subject, u"tls"_s);
        set(row, Protection::Transport, encrypted, flow.protocol);
        Truth authenticated = flow.authenticated.value;
        if (authenticated == Truth::Unknown)
            authenticated = m_source.control(row.subject, u"authn_service"_s);
        set(row, Protection::Authentication, authenticated, {});
    }

    void operation(ProtectionRow &row)
    {
        const OperationId id(row.subject.id);
        const QString auth = m_source.authentication(id);
        set(row, Protection::Authentication, auth == u"required" ? Truth::Yes : auth.isEmpty() ? Truth::Unknown : Truth::No, auth);
        if (m_source.selectsObjects(id))
            control(row, Protection::ObjectAuthorization, u"object_authz"_s);
        control(row, Protection::Limit, u"rate_limit"_s);
    }

    const ThreatModel &m_model;
    const Sensitivity m_sensitivity;
    const bool m_retention;
    ProtectionSource &m_source;
    QList<std::pair<QString, ProtectionRow>> m_rows;
};

PlaceKind placeOf(const ThreatModel &model, const Element &element)
{
    if (isSink(element))
        return PlaceKind::Sink;
    if (isThirdParty(model, element))
        return PlaceKind::ThirdParty;
    if (element.kind == ElementKind::DataStore)
        return PlaceKind::Store;
    return element.kind == ElementKind::Process ? PlaceKind::Service : PlaceKind::Person;
}

} // namespace

bool ProtectionRow::hasGap() const
{
    return std::any_of(cells.begin(), cells.end(), [](const ProtectionCell &cell) { return cell.applies && cell.value == Truth::No; });
}

QList<int> hopsOf(const ThreatModel &model, const DataTrace &trace, const QStringList &classes, const QSet<FieldId> &fields, bool possible)
{
    QList<int> found;
    for (int i = 0; i < trace.hops.size(); ++i) {
        const DataHop &hop = trace.hops[i];
        if (classes.contains(hop.dataClass) && (possible || hop.certainty != Certainty::Possible) && isWanted(hop, fields))
            found.append(i);
    }
    QHash<ElementId, QString> names;
    for (const int i : std::as_const(found)) {
        for (const ElementId &id : {trace.hops[i].from, trace.hops[i].to})
            names.insert(id, model.elements.value(id).name);
    }
    std::sort(found.begin(), found.end(), [&](int a, int b) {
        const DataHop &x = trace.hops[a], &y = trace.hops[b];
        const QString xf = names.value(x.from), yf = names.value(y.from), xt = names.value(x.to), yt = names.value(y.to);
        return std::tie(x.length, xf, xt, x.flow, x.back, a) < std::tie(y.length, yf, yt, y.flow, y.back, b);
    });
    return found;
}

QList<ProtectionRow> protectionMatrix(const ThreatModel &model, const DataTrace &trace, const QStringList &classes, const QSet<FieldId> &fields,
                                      Sensitivity sensitivity, bool retentionStated, ProtectionSource &source)
{
    QMap<FlowId, Held> flows;
    QMap<OperationId, Held> entries, exits;
    QMap<ElementId, Held> elements;
    const QList<int> hops = hopsOf(model, trace, classes, fields, true);
    for (const int i : hops) {
        const DataHop &hop = trace.hops[i];
        flows[hop.flow].add(hop.certainty, hop.form);
        elements[hop.to].add(hop.certainty, hop.form);
        elements[hop.from].add(hop.certainty, hop.form);
        if (hop.reason != HopReason::Request && hop.reason != HopReason::Response)
            continue;
        for (const HopEvidence &line : hop.evidence) {
            if (!line.operation.isNull() && (fields.isEmpty() || fields.contains(line.field)))
                (hop.back ? exits : entries)[line.operation].add(hop.certainty, hop.form);
        }
    }
    // At rest the form is what the element keeps, not what passed the flow.
    QHash<ElementId, QSet<QString>> kept;
    for (const DataStay &stay : trace.stays) {
        if (classes.contains(stay.dataClass))
            kept[stay.element].insert(stay.form);
    }
    Matrix matrix(model, sensitivity, retentionStated, source);
    for (auto it = entries.constBegin(); it != entries.constEnd(); ++it)
        matrix.add(PlaceKind::Entry, {SubjectKind::Operation, it.key().uuid()}, *it);
    for (auto it = exits.constBegin(); it != exits.constEnd(); ++it)
        matrix.add(PlaceKind::Exit, {SubjectKind::Operation, it.key().uuid()}, *it);
    for (auto it = flows.constBegin(); it != flows.constEnd(); ++it)
        matrix.add(PlaceKind::Flow, {SubjectKind::Flow, it.key().uuid()}, *it);
    for (auto it = elements.constBegin(); it != elements.constEnd(); ++it) {
        Held held = *it;
        if (kept.contains(it.key()))
            held.forms = kept.value(it.key());
        matrix.add(placeOf(model, model.elements.value(it.key())), {SubjectKind::Element, it.key().uuid()}, held);
    }
    return matrix.rows();
}

} // namespace drawbridge
