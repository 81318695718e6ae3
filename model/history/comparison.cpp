// SPDX-License-Identifier: Apache-2.0
#include "history/comparison.h"

#include "history/fieldtitles.h"
#include "merge/describe.h"

#include <QSet>

namespace drawbridge {

namespace {

// Rows of these say nothing of their own between versions: events, votes and stored copies.
template <class T> constexpr bool isCompared = !std::is_same_v<T, LogEntry> && !std::is_same_v<T, Version> && !std::is_same_v<T, Review>
                                               && !std::is_same_v<T, Schema> && !std::is_same_v<T, Comment> && !std::is_same_v<T, Person>;

bool isSilent(const char *field)
{
    const QLatin1StringView name(field);
    return name == QLatin1StringView("id") || name == QLatin1StringView("provenance") || name == QLatin1StringView("number")
           || name == QLatin1StringView("report_settings"); // of the paper, not of the system; a logo is among them
}

// Whether a thing came or went with what it belongs to.
class Owners
{
public:
    explicit Owners(const ThreatModel &other) : m_other(other) {}

    template <class T> bool wentAlong(const T &row) const
    {
        if constexpr (std::is_same_v<T, Field>)
            return (row.schema && !m_other.schemas.contains(row.schema)) || (row.operation && !m_other.operations.contains(row.operation));
        else if constexpr (std::is_same_v<T, Operation> || std::is_same_v<T, SecurityScheme>)
            return !m_other.elements.contains(row.service);
        else if constexpr (std::is_same_v<T, DataFlow>)
            return !m_other.elements.contains(row.source) || !m_other.elements.contains(row.target);
        else if constexpr (std::is_same_v<T, Element>)
            return bool(row.parent); // parts of a service carry no meaning
        else
            return false;
    }

private:
    const ThreatModel &m_other;
};

template <class T> ThingChange about(ChangeKind kind, const char *table, const ThreatModel &model, const T &row)
{
    ThingChange change;
    change.kind = kind;
    change.table = QString::fromLatin1(table);
    change.group = tableTitle(table);
    change.name = displayName(model, row);
    if constexpr (std::is_same_v<T, Control>) { // its kind is a word of the catalogue: "parameterised_queries"
        change.name.replace(QLatin1Char('_'), QLatin1Char(' '));
        change.name = change.name.left(1).toUpper() + change.name.mid(1);
    }
    change.subject = subjectOf(row);
    return change;
}

template <class V> FieldChange news(const char *field, const V &value)
{
    return {fieldTitle(field), nothingText(), valueText(ThreatModel(), value)};
}

} // namespace

QList<ThingChange> compareModels(const ThreatModel &before, const ThreatModel &after)
{
    QList<ThingChange> changes;
    const Owners then(before), now(after);
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (isCompared<T>) {
            if (t.role == TableRole::Placement)
                return;
            QList<ThingChange> found;
            for (const T &row : before.*(t.table)) {
                const T *later = (after.*(t.table)).find(row.id);
                if (!later) {
                    if (!now.wentAlong(row))
                        found.append(about(ChangeKind::Removed, t.name, before, row));
                } else if (!(*later == row)) {
                    ThingChange change = about(ChangeKind::Changed, t.name, after, *later);
                    forEachField<T>([&](const auto &p) {
                        if (!isSilent(p.name) && !(row.*(p.member) == (*later).*(p.member)))
                            change.fields.append({fieldTitle(p.name), valueText(before, row.*(p.member)), valueText(after, (*later).*(p.member))});
                    });
                    if (!change.fields.isEmpty() && !now.wentAlong(row))
                        found.append(change);
                }
            }
            for (const T &row : after.*(t.table)) {
                if ((before.*(t.table)).contains(row.id) || then.wentAlong(row))
                    continue;
                found.append(about(ChangeKind::Added, t.name, after, row));
                if constexpr (std::is_same_v<T, Decision>) // named by its finding: what was decided is the news
                    found.last().fields = {news("state", row.state), news("reason", row.reason), news("decided_by", row.decidedBy)};
            }
            std::sort(found.begin(), found.end(), [](const ThingChange &a, const ThingChange &b) {
                return std::tie(a.kind, a.name, a.subject.id) < std::tie(b.kind, b.name, b.subject.id);
            });
            changes += found;
        }
    });
    return changes;
}

QList<FindingChange> compareFindings(const QList<Finding> &before, const QList<Finding> &after, const std::function<QString(const Finding &)> &titleOf)
{
    QHash<QString, const Finding *> then, now;
    for (const Finding &finding : before) {
        if (finding.status != FindingStatus::Gone)
            then.insert(finding.fingerprint, &finding);
    }
    for (const Finding &finding : after) {
        if (finding.status != FindingStatus::Gone)
            now.insert(finding.fingerprint, &finding);
    }
    QList<FindingChange> changes;
    const auto add = [&](FindingChange::What what, const Finding &finding, const Finding *old, const Finding *current) {
        FindingChange change{what, finding.fingerprint, finding.rule, titleOf(finding), old ? old->risk : 0, current ? current->risk : 0,
                             old ? old->status : FindingStatus::Open, current ? current->status : FindingStatus::Gone};
        changes.append(change);
    };
    for (auto it = now.cbegin(); it != now.cend(); ++it) {
        const Finding *old = then.value(it.key());
        if (!old)
            add(FindingChange::Appeared, **it, nullptr, *it);
        else if (old->status != (*it)->status)
            add(FindingChange::Decided, **it, old, *it);
        else if (old->risk < (*it)->risk)
            add(FindingChange::Worse, **it, old, *it);
        else if (old->risk > (*it)->risk)
            add(FindingChange::Better, **it, old, *it);
    }
    for (auto it = then.cbegin(); it != then.cend(); ++it) {
        if (!now.contains(it.key()))
            add(FindingChange::Gone, **it, *it, nullptr);
    }
    std::sort(changes.begin(), changes.end(), [](const FindingChange &a, const FindingChange &b) {
        const double x = std::max(a.riskBefore, a.riskAfter), y = std::max(b.riskBefore, b.riskAfter);
        return std::tie(a.what, y, a.fingerprint) < std::tie(b.what, x, b.fingerprint);
    });
    return changes;
}

} // namespace drawbridge
