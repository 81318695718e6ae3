// SPDX-License-Identifier: Apache-2.0
#include "analysis/attackpaths.h"

#include "analysis/attacksteps.h"
#include "analysis/decisions.h"
#include "analysis/risk.h"
#include "attackpaths/search.h"

#include <QCryptographicHash>

#include <QMap>
#include <QSet>

#include <algorithm>
#include <map>

namespace drawbridge {

namespace {

constexpr int mostChains = 999;       // that are counted
constexpr qsizetype mostPaths = 8;    // of one rule: beyond them a list helps nobody
constexpr size_t mostSteps = 24;      // of a chain that is told

// One chain to one jewel, before those that share a choke become one path.
struct Candidate
{
    const Rule *rule = nullptr;
    ActorClass actor = ActorClass::Anonymous;
    quint32 start = 0;
    const CrownJewel *jewel = nullptr;
    AttackChain chain;
    std::vector<quint32> cut; // changes
    QString choke;            // stable
    int tenths = 0;
    Parts impact = 0;
    int others = 0;
};

class PathFinder
{
public:
    PathFinder(Facts &facts, const Catalogue &catalogue, const QList<Finding> &findings) : m_facts(facts), m_catalogue(catalogue), m_steps(facts, catalogue, findings) {}

    PathResult run()
    {
        PathResult result;
        QSet<quint32> reachedWithout; // jewels that need no barrier to fall: a rule about a single one says less of them
        std::vector<const Rule *> rules;
        for (const auto &rule : m_catalogue.compiledRules()) {
            if (rule->chains && rule->enabled)
                rules.push_back(rule.get());
        }
        std::stable_sort(rules.begin(), rules.end(), [](const Rule *a, const Rule *b) { return a->chains->barriers < b->chains->barriers; });
        for (const Rule *rule : rules) {
            QList<Candidate> found;
            for (const CrownJewel &jewel : m_steps.jewels()) {
                if (rule->chains->barriers > 0 && reachedWithout.contains(jewel.node))
                    continue;
                if (const std::optional<Candidate> best = worst(*rule, jewel)) {
                    found.append(*best);
                    if (rule->chains->barriers == 0)
                        reachedWithout.insert(jewel.node);
                }
            }
            m_candidates += found;
        }
        group(result);
        for (AttackPath &path : result.paths)
            rankChanges(path, result.paths);
        for (const AttackPath &path : std::as_const(result.paths))
            result.findings.append(findingOf(path));
        return result;
    }

private:
    Chance thresholdOf(const Rule &rule) const { return Chance(rule.chains->threshold) * (certainChance / 10000); }

    // More than the system's purpose: it rests on a weakness, and it takes more than one step or gets somewhere else first.
    bool tells(const Rule &rule, const AttackChain &chain) const
    {
        int attacks = 0, barriers = 0;
        bool evident = false;
        for (const quint32 row : chain.steps) {
            const AttackStep &step = m_steps.graph().steps()[row];
            attacks += m_steps.isAttack(row);
            evident = evident || step.evident;
            barriers += step.strongBarriers;
        }
        if (chain.steps.size() > mostSteps)
            return false;
        return rule.chains->barriers > 0 ? barriers == rule.chains->barriers : evident && attacks >= 2;
    }

    // The chain of the greatest risk to a jewel, over all classes of actors.
    std::optional<Candidate> worst(const Rule &rule, const CrownJewel &jewel)
    {
        std::optional<Candidate> best;
        const SearchLimits limits{nullptr, rule.chains->barriers};
        for (const auto &[actor, start] : m_steps.starts()) {
            Candidate candidate;
            candidate.rule = &rule;
            candidate.actor = actor;
            candidate.start = start;
            candidate.jewel = &jewel;
            candidate.chain = chainTo(m_steps.graph(), treeOf(rule, start), jewel.node);
            if (candidate.chain.chance < thresholdOf(rule) || !tells(rule, candidate.chain))
                continue;
            weigh(candidate);
            if (!best || candidate.tenths > best->tenths)
                best = candidate;
        }
        if (!best)
            return best;
        best->cut = cheapestChanges(m_steps.graph(), best->start, jewel.node, thresholdOf(rule), limits);
        best->others = countChains(m_steps.graph(), best->start, jewel.node, thresholdOf(rule), mostChains + 1, limits) - 1;
        best->choke = chokeOf(*best);
        return best;
    }

    const ChainTree &treeOf(const Rule &rule, quint32 start)
    {
        const auto key = std::make_pair(rule.chains->barriers, start);
        auto it = m_trees.find(key);
        if (it == m_trees.end())
            it = m_trees.emplace(key, chainsFrom(m_steps.graph(), start, {nullptr, rule.chains->barriers})).first;
        return it->second;
    }

    void weigh(Candidate &candidate) const
    {
        bool all = false;
        for (const quint32 row : candidate.chain.steps)
            all = all || m_steps.opensAll(row);
        const ElementFacts &element = m_facts.elements[candidate.jewel->element];
        const Volume volume = all ? Volume::Bulk : Volume::Many;
        candidate.impact = impactOf(Sensitivity(candidate.jewel->sensitivity), {1, 1, 0, 0}, volume, element.row->criticality, false);
        candidate.tenths = riskOf(candidate.impact, toParts(exposureValue(candidate.actor)), Parts(candidate.chain.chance / (certainChance / wholePart)));
    }

    // The hop at which cutting is cheapest, in words that stay equal through re-imports; the last of equal ones.
    QString chokeOf(const Candidate &candidate) const
    {
        const auto &graph = m_steps.graph();
        int best = -1, bestCost = 0;
        for (size_t i = 0; i < candidate.chain.steps.size(); ++i) {
            const AttackStep &step = graph.steps()[candidate.chain.steps[i]];
            int cost = 1000;
            for (const quint32 change : step.changes) {
                if (candidate.cut.empty() || std::binary_search(candidate.cut.begin(), candidate.cut.end(), change))
                    cost = std::min(cost, graph.changes()[change].cost);
            }
            if (!step.evident && step.changes.empty())
                continue;
            if (best < 0 || cost <= bestCost) {
                best = int(i);
                bestCost = cost;
            }
        }
        const quint32 row = candidate.chain.steps[size_t(std::max(best, 0))];
        const AttackStep &step = graph.steps()[row];
        const PathStep told = m_steps.tell(row, candidate.actor);
        const int operation = told.operation ? m_facts.rowOf(told.operation) : -1;
        const QString where = operation >= 0 ? m_facts.anchorOf({FactKind::Operation, 1, quint32(operation)}) : graph.nodes()[step.to].element.toString();
        return QStringLiteral("%1 %2").arg(nameOf(step.kind), where);
    }

    void group(PathResult &result)
    {
        QMap<QString, QList<Candidate>> groups;
        for (const Candidate &candidate : std::as_const(m_candidates))
            groups[candidate.rule->info.id + u'|' + candidate.choke].append(candidate);
        for (QList<Candidate> &group : groups) {
            std::stable_sort(group.begin(), group.end(), [&](const Candidate &a, const Candidate &b) {
                if (a.tenths != b.tenths)
                    return a.tenths > b.tenths;
                const ElementId first = m_facts.elements[a.jewel->element].row->id, second = m_facts.elements[b.jewel->element].row->id;
                return first != second ? first < second : a.jewel->group < b.jewel->group;
            });
            result.paths.append(pathOf(group));
        }
        std::sort(result.paths.begin(), result.paths.end(), [](const AttackPath &a, const AttackPath &b) {
            if (a.rule != b.rule)
                return a.rule < b.rule;
            return a.risk != b.risk ? a.risk > b.risk : a.fingerprint < b.fingerprint;
        });
        QMap<QString, int> counts;
        result.paths.removeIf([&](const AttackPath &path) { return ++counts[path.rule] > mostPaths; });
        std::sort(result.paths.begin(), result.paths.end(), [](const AttackPath &a, const AttackPath &b) {
            return a.risk != b.risk ? a.risk > b.risk : a.fingerprint < b.fingerprint;
        });
    }

    AttackPath pathOf(const QList<Candidate> &group)
    {
        const Candidate &main = group.first();
        AttackPath path;
        path.rule = main.rule->info.id;
        const QString print = QStringList{path.rule, main.rule->info.revision.section(u'.', 0, 0), main.choke, QString()}.join(u'|');
        path.fingerprint = QString::fromLatin1(QCryptographicHash::hash(print.toUtf8(), QCryptographicHash::Sha256).toHex());
        path.actor = main.actor;
        path.goal = m_facts.elements[main.jewel->element].row->id;
        path.chance = double(main.chain.chance) / double(certainChance);
        path.risk = main.tenths / 10.0;
        path.band = bandOf(main.tenths);
        for (const quint32 row : main.chain.steps)
            path.steps.append(m_steps.tell(row, main.actor));
        if (const PathStep &first = path.steps.first(); first.route.size() > 1)
            path.from = ElementId(first.route.first());
        if (path.from && !m_facts.model().elements.contains(path.from))
            path.from = {};
        for (const Candidate &candidate : group) {
            path.goals << candidate.jewel->name;
            path.otherChains += candidate.others + (&candidate == &main ? 0 : 1);
            path.classes << candidate.jewel->classes;
        }
        path.otherChains = std::min(path.otherChains, mostChains);
        path.classes.sort();
        path.classes.removeDuplicates();
        const auto toValue = [&](quint32 row) {
            const AttackChange &change = m_steps.graph().changes()[row];
            return PathChange{change.control, change.at, nameOfPlace(change.at), change.cost, {}};
        };
        for (const quint32 change : main.cut)
            path.cut.append(toValue(change));
        std::vector<quint32> offered = main.cut;
        for (const quint32 row : main.chain.steps) {
            const auto &of = m_steps.graph().steps()[row].changes;
            offered.insert(offered.end(), of.begin(), of.end());
        }
        std::sort(offered.begin(), offered.end());
        offered.erase(std::unique(offered.begin(), offered.end()), offered.end());
        for (const quint32 change : offered)
            path.changes.append(toValue(change));
        m_groups.insert(path.fingerprint, group);
        m_impacts.insert(path.fingerprint, main.impact);
        return path;
    }

    // Which paths each change closes alone: all their goals are searched again without its steps.
    void rankChanges(AttackPath &path, const QList<AttackPath> &all)
    {
        for (QList<PathChange> *list : {&path.cut, &path.changes}) {
            for (PathChange &change : *list)
                change.clears = clearedBy(change, all);
            std::stable_sort(list->begin(), list->end(), [](const PathChange &a, const PathChange &b) {
                if (a.clears.size() != b.clears.size())
                    return a.clears.size() > b.clears.size();
                if (a.cost != b.cost)
                    return a.cost < b.cost;
                return a.control != b.control ? a.control < b.control : a.at.id < b.at.id;
            });
        }
    }

    QStringList clearedBy(const PathChange &wanted, const QList<AttackPath> &all)
    {
        const QString key = wanted.control + u' ' + wanted.at.id.toString();
        if (const auto known = m_cleared.constFind(key); known != m_cleared.constEnd())
            return *known;
        const auto &changes = m_steps.graph().changes();
        std::vector<bool> made(changes.size());
        for (size_t i = 0; i < changes.size(); ++i)
            made[i] = changes[i].control == wanted.control && changes[i].at == wanted.at;
        std::map<std::pair<int, quint32>, ChainTree> trees;
        QStringList cleared;
        for (const AttackPath &path : all) {
            const bool open = std::any_of(m_groups[path.fingerprint].begin(), m_groups[path.fingerprint].end(), [&](const Candidate &candidate) {
                const int barriers = candidate.rule->chains->barriers;
                const auto at = std::make_pair(barriers, candidate.start);
                auto it = trees.find(at);
                if (it == trees.end())
                    it = trees.emplace(at, chainsFrom(m_steps.graph(), candidate.start, {&made, barriers})).first;
                const AttackChain left = chainTo(m_steps.graph(), it->second, candidate.jewel->node);
                return left.chance >= thresholdOf(*candidate.rule) && tells(*candidate.rule, left);
            });
            if (!open)
                cleared << path.fingerprint;
        }
        cleared.sort();
        m_cleared.insert(key, cleared);
        return cleared;
    }

    QString nameOfPlace(const Subject &at) const
    {
        const ThreatModel &model = m_facts.model();
        switch (at.kind) {
        case SubjectKind::Element:
            if (const Element *element = model.elements.find(ElementId(at.id)))
                return element->name;
            break;
        case SubjectKind::Operation:
            if (const int row = m_facts.rowOf(OperationId(at.id)); row >= 0)
                return m_facts.operations[size_t(row)].name;
            break;
        case SubjectKind::Field:
            if (const int row = m_facts.rowOf(FieldId(at.id)); row >= 0)
                return m_facts.fields[size_t(row)].row->name;
            break;
        case SubjectKind::Flow:
            if (const int row = m_facts.rowOf(FlowId(at.id)); row >= 0)
                return m_facts.nameOf({FactKind::Flow, 1, quint32(row)});
            break;
        default: break;
        }
        return {};
    }

    Finding findingOf(const AttackPath &path) const
    {
        Finding finding;
        finding.fingerprint = path.fingerprint;
        finding.rule = path.rule;
        finding.kind = FindingKind::Path;
        finding.band = finding.bandByRisk = path.band;
        finding.risk = path.risk;
        finding.confidence = Confidence::Likely;
        finding.subject = {SubjectKind::Element, path.goal.uuid()};
        finding.subjectName = path.goals.join(QStringLiteral(", "));
        finding.service = path.goal;
        const Candidate &main = m_groups[path.fingerprint].first();
        finding.factors.impact = fromParts(m_impacts.value(path.fingerprint));
        finding.factors.impactWhy = path.classes.isEmpty()
                                        ? LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "The chain ends at {1}.")), {path.goals.first()}}
                                        : LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "The chain ends at {1}, which holds {2}.")),
                                                   {path.goals.first(), path.classes.mid(0, 4).join(QStringLiteral(", "))}};
        finding.factors.exposure = exposureValue(path.actor);
        finding.factors.exposureWhy = exposureText(path.actor);
        finding.factors.likelihood = fromParts(Parts(main.chain.chance / (certainChance / wholePart)));
        finding.factors.likelihoodWhy = {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "The chances of its {1} steps, one after another.")), {QString::number(path.steps.size())}};
        Occurrence occurrence;
        occurrence.subject = finding.subject;
        occurrence.route = routeOf(path);
        occurrence.risk = path.risk;
        for (const PathStep &step : path.steps) {
            Evidence line{step.say, step.evidence.isEmpty() ? SourceRef() : step.evidence.first().at};
            occurrence.evidence.append(line);
            if (!line.at.isNull())
                occurrence.at = line.at;
        }
        finding.occurrences.append(occurrence);
        for (const PathChange &change : path.changes) {
            const bool closes = change.clears.contains(path.fingerprint);
            const bool known = std::any_of(finding.remedies.begin(), finding.remedies.end(), [&](const Remedy &r) { return r.control == change.control; });
            if (closes && !known)
                finding.remedies.append({change.control, 0, true});
        }
        FindingContext context;
        context.sensitivity = main.jewel->sensitivity;
        context.actor = path.actor;
        context.ease = path.chance >= 0.75 ? Ease::Easy : path.chance >= 0.5 ? Ease::Moderate : Ease::Hard;
        context.classes = path.classes;
        finding.contextDigest = context.digest();
        return finding;
    }

    Facts &m_facts;
    const Catalogue &m_catalogue;
    AttackSteps m_steps;
    QList<Candidate> m_candidates;
    std::map<std::pair<int, quint32>, ChainTree> m_trees; // by barriers and start
    QHash<QString, QList<Candidate>> m_groups;            // by fingerprint
    QHash<QString, Parts> m_impacts;
    QHash<QString, QStringList> m_cleared;
};

} // namespace

PathResult findAttackPaths(Facts &facts, const Catalogue &catalogue, const QList<Finding> &findings)
{
    return PathFinder(facts, catalogue, findings).run();
}

QList<QUuid> routeOf(const AttackPath &path)
{
    QList<QUuid> ids;
    for (const PathStep &step : path.steps) {
        for (const QUuid &id : step.route) {
            if (!ids.contains(id))
                ids.append(id);
        }
    }
    return ids;
}

} // namespace drawbridge
