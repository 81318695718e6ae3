// SPDX-License-Identifier: Apache-2.0
#include "carryover/carryover.h"

#include "analysis/analysis.h"
#include "analysis/decisions.h"
#include "analysis/rulepacks.h"
#include "carryover/succession.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"

#include <QCoreApplication>

#include <algorithm>

namespace drawbridge {

namespace {

// Findings that actions, requirements and threads are about.
QSet<QString> spokenOf(const ThreatModel &model)
{
    QSet<QString> fingerprints;
    for (const Action &action : model.actions)
        fingerprints.unite(QSet<QString>(action.findings.begin(), action.findings.end()));
    for (const Requirement &requirement : model.requirements)
        fingerprints.unite(QSet<QString>(requirement.findings.begin(), requirement.findings.end()));
    for (const Comment &comment : model.comments) {
        if (!comment.finding.isEmpty())
            fingerprints.insert(comment.finding);
    }
    return fingerprints;
}

class CarryOver
{
public:
    CarryOver(const ThreatModel &before, const ThreatModel &after, const Catalogue &catalogue, const QString &at, Progress &progress)
        : m_before(before), m_after(after), m_catalogue(catalogue), m_at(at), m_progress(progress), m_inForce(decisionsInForce(after))
    {
    }

    ThreatModel run()
    {
        m_inForce.removeIf([](QHash<QString, Decision>::iterator row) { return row->state == DecisionState::Open; });
        QSet<QString> lost = spokenOf(m_after);
        if (m_inForce.isEmpty() && lost.isEmpty())
            return m_after;
        m_now = findingsOf(m_after);
        for (const Decision &decision : std::as_const(m_inForce))
            lost.insert(findingOfDecision(decision.fingerprint));
        for (const Finding &finding : std::as_const(m_now))
            lost.remove(finding.fingerprint);
        if (!lost.isEmpty()) {
            m_then = findingsOf(m_before);
            for (const Finding &finding : std::as_const(m_then)) {
                if (lost.contains(finding.fingerprint))
                    m_successors.insert(finding.fingerprint, {&finding, successorsOf(finding, m_before, m_now, m_after)});
            }
        }
        if (m_progress.isCancelled())
            return m_after;
        Delta delta = decide(m_after, decisions());
        links<Action>(delta);
        links<Requirement>(delta);
        threads(delta);
        apply(m_after, delta);
        return m_after;
    }

private:
    // Findings as the rules give them; what was decided before does not matter here.
    QList<Finding> findingsOf(const ThreatModel &model)
    {
        AnalysisOptions options;
        options.explain = false;
        QList<Finding> findings = analyze(model, m_catalogue, options, m_progress).findings;
        findings.removeIf([](const Finding &finding) { return finding.status == FindingStatus::Gone; });
        return findings;
    }

    QList<Decision> decisions() const
    {
        QList<Decision> rows = m_inForce.values();
        std::sort(rows.begin(), rows.end(), [](const Decision &a, const Decision &b) { return std::pair(a.number, a.id) < std::pair(b.number, b.id); });
        QList<Decision> list;
        for (const Decision &row : std::as_const(rows)) {
            const qsizetype before = list.size();
            if (row.scope == DecisionScope::RuleOnElement)
                onHeirs(row, list);
            else if (row.scope != DecisionScope::RuleEverywhere)
                onSuccessors(row, list);
            if (list.size() == before)
                continue;
            Decision end = row;
            end.state = DecisionState::Open;
            end.reason = QCoreApplication::translate("CarryOver", "It stands on what the finding has become since the model changed.");
            end.decidedAt = m_at;
            end.expires.clear();
            end.reference.clear();
            list.append(end);
        }
        return list;
    }

    void add(Decision row, const QString &fingerprint, DecisionScope scope, QList<Decision> &list) const
    {
        // A word that was spoken on it already counts more.
        if (m_inForce.contains(fingerprint) || std::any_of(list.begin(), list.end(), [&](const Decision &d) { return d.fingerprint == fingerprint; }))
            return;
        row.fingerprint = fingerprint;
        row.scope = scope;
        list.append(row);
    }

    void onHeirs(const Decision &row, QList<Decision> &list) const
    {
        const ElementId element(QUuid::fromString(row.fingerprint.section(u'@', 1)));
        for (const ElementId &heir : heirsOf(element, m_before, m_after))
            add(row, findingOfDecision(row.fingerprint) + u'@' + heir.toString(), row.scope, list);
    }

    void onSuccessors(const Decision &row, QList<Decision> &list) const
    {
        const auto it = m_successors.constFind(findingOfDecision(row.fingerprint));
        if (it == m_successors.constEnd())
            return;
        const bool onPlace = row.fingerprint.contains(u'#');
        for (const Successor &successor : it->second) {
            if (!onPlace && successor.isWhole()) {
                add(row, successor.finding->fingerprint, row.scope, list);
                continue;
            }
            for (const PlaceMatch &place : successor.places) {
                if (onPlace && decisionKey(it->first->fingerprint, it->first->occurrences[place.before].key) != row.fingerprint)
                    continue;
                add(row, decisionKey(successor.finding->fingerprint, successor.finding->occurrences[place.after].key), DecisionScope::Occurrence, list);
            }
        }
    }

    template <class T> void links(Delta &delta) const
    {
        constexpr auto table = tableOf<T>();
        for (const auto &id : (m_after.*table).sortedIds()) {
            const T before = (m_after.*table).value(id);
            T row = before;
            for (const QString &fingerprint : before.findings) {
                for (const Successor &successor : m_successors.value(fingerprint).second) {
                    if (!row.findings.contains(successor.finding->fingerprint))
                        row.findings.append(successor.finding->fingerprint);
                }
            }
            row.findings.sort();
            changeIn(delta, before, row);
        }
    }

    void threads(Delta &delta) const
    {
        for (const CommentId &id : m_after.comments.sortedIds()) {
            const Comment before = m_after.comments.value(id);
            const QList<Successor> successors = m_successors.value(before.finding).second;
            const auto most = std::max_element(successors.begin(), successors.end(), [](const Successor &a, const Successor &b) { return a.places.size() < b.places.size(); });
            if (most == successors.end())
                continue;
            Comment row = before;
            row.finding = most->finding->fingerprint;
            changeIn(delta, before, row);
        }
    }

    const ThreatModel &m_before;
    ThreatModel m_after;
    const Catalogue &m_catalogue;
    const QString m_at;
    Progress &m_progress;
    QHash<QString, Decision> m_inForce;
    QList<Finding> m_then, m_now;
    QHash<QString, std::pair<const Finding *, QList<Successor>>> m_successors; // by fingerprint of what is gone
};

} // namespace

Delta moveToHeirs(const ThreatModel &project, const ThreatModel &imported)
{
    const auto heirs = [&](const Subject &subject) {
        const bool known = subject.kind == SubjectKind::Element && project.elements.contains(ElementId(subject.id));
        return known ? heirsOf(ElementId(subject.id), project, imported) : QList<ElementId>();
    };
    const auto moved = [](auto row, ElementId to) {
        row.subject.id = to.uuid();
        return row;
    };
    ThreatModel model = project;
    QSet<ControlId> left;
    for (const ControlId &id : project.controls.sortedIds()) {
        Control row = project.controls.value(id);
        for (const ElementId &heir : heirs(row.subject)) {
            left.insert(id);
            row.subject.id = heir.uuid();
            row.id = controlId(row.kind, row.subject);
            if (!model.controls.contains(row.id))
                model.controls.insert(row);
        }
    }
    for (const ControlId &id : std::as_const(left))
        model.controls.remove(id);
    const auto move = [&](auto &table) {
        for (const auto &id : table.sortedIds()) {
            const auto row = table.value(id);
            if (const QList<ElementId> to = heirs(row.subject); !to.isEmpty())
                table.insert(moved(row, to.first()));
        }
    };
    move(model.threats);
    move(model.comments);
    move(model.actions);
    move(model.requirements);
    return diff(project, model);
}

Delta carryOver(const ThreatModel &before, const ThreatModel &after, const Catalogue &catalogue, const QString &at, Progress &progress)
{
    return diff(after, CarryOver(before, after, catalogue, at, progress).run());
}

Delta carryOver(const ThreatModel &before, const ThreatModel &after, const QString &at, Progress &progress)
{
    if (after.decisions.isEmpty() && spokenOf(after).isEmpty())
        return {};
    Diagnostics unused; // rules that fail say so where they are edited or used
    const std::shared_ptr<const Catalogue> catalogue = loadCatalogue({}, rulePackFiles(after, unused), unused);
    return carryOver(before, after, *catalogue, at, progress);
}

} // namespace drawbridge
