// SPDX-License-Identifier: Apache-2.0
// What protects less than it did at the last review.
#include "analysis/facts.h"
#include "analysis/controlscope.h"
#include "analysis/reviewed.h"
#include "analysis/risk.h"

#include <algorithm>

namespace drawbridge {

namespace {

QString strengthText(int strength)
{
    static const char *const names[] = {"no authentication", "key or password", "bearer token", "bearer token with a scope", "mutual TLS"};
    return QString::fromLatin1(names[std::clamp(strength, 0, 4)]);
}

QStringList missing(const QStringList &then, const QStringList &now)
{
    QStringList gone;
    for (const QString &word : then) {
        if (!now.contains(word))
            gone << word;
    }
    return gone;
}

} // namespace

FactRef Facts::refTo(const Subject &subject) const
{
    const auto at = [](FactKind kind, int row) { return row < 0 ? FactRef() : FactRef{kind, 1, quint32(row)}; };
    switch (subject.kind) {
    case SubjectKind::Project: return {FactKind::Project, 1, 0};
    case SubjectKind::Element: return at(FactKind::Element, rowOf(ElementId(subject.id)));
    case SubjectKind::Flow: return at(FactKind::Flow, rowOf(FlowId(subject.id)));
    case SubjectKind::Boundary: return at(FactKind::Zone, m_zoneRows.value(BoundaryId(subject.id), -1));
    case SubjectKind::Operation: return at(FactKind::Operation, rowOf(OperationId(subject.id)));
    case SubjectKind::Field: return at(FactKind::Field, rowOf(FieldId(subject.id)));
    default: return {};
    }
}

int Facts::sensitivityOf(FactRef of)
{
    switch (of.kind) {
    case FactKind::Operation: {
        OperationFacts &op = operations[of.index];
        needFields(op);
        return std::max(op.requestSensitivity, op.responseSensitivity);
    }
    case FactKind::Element: return needData(elements[of.index]), elements[of.index].sensitivity;
    case FactKind::Flow: return needData(flows[of.index]), flows[of.index].sensitivity;
    case FactKind::Field: return fields[of.index].sensitivity;
    default: return int(Sensitivity::Confidential); // a zone or the project: whatever stands in it
    }
}

void Facts::needDrifts()
{
    if (m_drifted)
        return;
    m_drifted = true;
    const std::shared_ptr<const ReviewedState> then = lastReviewed(m_model, m_lexicons, m_symbols);
    if (!then)
        return;
    const auto add = [&](FactRef thing, const char *what, const QString &before, const QString &after) {
        m_all[int(FactKind::Drift)].push_back({FactKind::Drift, 1, quint32(drifts.size())});
        drifts.push_back({thing, nameOf(thing), QString::fromLatin1(what), before, after, then->version, sensitivityOf(thing)});
    };
    for (quint32 i = 0; i < operations.size(); ++i) {
        const OperationFacts &op = operations[i];
        const auto was = then->operations.constFind(op.row->id);
        if (was == then->operations.constEnd())
            continue;
        const FactRef ref{FactKind::Operation, 1, i};
        QStringList scopes;
        for (const int scope : op.scopes)
            scopes << m_symbols.word(scope);
        if (op.strength < was->strength)
            add(ref, "authentication", strengthText(was->strength), strengthText(op.strength));
        else if (const QStringList gone = missing(was->scopes, scopes); !gone.isEmpty() && scopes.size() < was->scopes.size())
            add(ref, "scopes", was->scopes.join(u' '), scopes.isEmpty() ? QStringLiteral("none") : scopes.join(u' '));
        // Who may call follows from what it asks for: told once.
        if (op.strength >= was->strength && exposureValue(op.exposureClass) > exposureValue(was->callers))
            add(ref, "callers", drawbridge::nameOf(was->callers), drawbridge::nameOf(op.exposureClass));
    }
    for (quint32 i = 0; i < flows.size(); ++i) {
        const auto was = then->flows.constFind(flows[i].row->id);
        if (was == then->flows.constEnd())
            continue;
        const FactRef ref{FactKind::Flow, 1, i};
        if (was->encrypted == Truth::Yes && flows[i].row->encrypted.value != Truth::Yes)
            add(ref, "encryption", QStringLiteral("encrypted"), flows[i].row->encrypted.value == Truth::No ? QStringLiteral("in the clear") : QStringLiteral("not known"));
        needData(flows[i]);
        if (flows[i].sensitivity > was->sensitivity && flows[i].sensitivity >= int(Sensitivity::Confidential))
            add(ref, "data", drawbridge::nameOf(Sensitivity(was->sensitivity)), drawbridge::nameOf(Sensitivity(flows[i].sensitivity)));
    }
    for (quint32 i = 0; i < fields.size(); ++i) {
        const QStringList bounds = then->bounds.value(fields[i].row->id);
        if (const QStringList gone = missing(bounds, boundsOf(*fields[i].row)); !gone.isEmpty())
            add({FactKind::Field, 1, i}, "bounds", gone.join(QStringLiteral(", ")), QStringLiteral("not bounded"));
    }
    for (const Control &control : then->controls) {
        const FactRef ref = refTo(control.subject);
        const Control *counts = m_controls.value({control.subject.id, symbol(control.kind)}); // null: unknown, expired or not stated
        if (ref.kind == FactKind::None || (counts && counts->state == ControlState::Present))
            continue;
        const Control *held = nullptr;
        for (const Control &row : m_model.controls) {
            if (row.kind == control.kind && row.subject == control.subject && (!held || row.id < held->id))
                held = &row;
        }
        const bool expired = held && hasExpired(*held, m_date);
        add(ref, qPrintable(control.kind), drawbridge::nameOf(ControlState::Present),
                !held ? QStringLiteral("no longer stated") : expired ? QStringLiteral("expired") : drawbridge::nameOf(held->state));
    }
}

} // namespace drawbridge
