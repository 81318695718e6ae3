// SPDX-License-Identifier: Apache-2.0
// From a model to findings: facts, matches, causes, risk, decisions.
#include "analysis/analysis.h"

#include "analysis/attackpaths.h"
#include "analysis/decisions.h"
#include "analysis/judge.h"
#include "analysis/threatfindings.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QMap>
#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

constexpr int systemicFrom = 6;         // more than five findings of one rule on one service are one finding
constexpr qsizetype remedyFirings = 40; // occurrences that "what would change it" looks at
constexpr qsizetype evidenceFirings = 60; // occurrences that carry their evidence lines

// Matches that become one finding.
struct Group
{
    const Rule *rule = nullptr;
    FindingKind kind = FindingKind::Weakness;
    QString anchor;
    QString fingerprint;
    ElementId service;
    bool systemic = false;
    std::vector<Firing> firings;
    QStringList absorbed;
};

int strengthOf(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Weakness:
    case FindingKind::Path:
    case FindingKind::Drift: return 2;
    case FindingKind::Question: return 1;
    case FindingKind::Hygiene: break;
    }
    return 0;
}

// The operation, or else the thing, on which absorption compares.
FactRef placeOf(const Firing &firing)
{
    if (firing.subject.kind == FactKind::Operation)
        return firing.subject;
    return firing.each.kind != FactKind::None ? firing.each : firing.subject;
}

// Names a place within its finding through re-imports and renamed titles; short, for it goes into decisions.
QString occurrenceKey(const Facts &facts, FactRef shown, FactRef place)
{
    const QString anchor = facts.anchorOf(shown) + u'|' + facts.anchorOf(place);
    return QString::fromLatin1(QCryptographicHash::hash(anchor.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

class Analysis
{
public:
    Analysis(const ThreatModel &model, const Catalogue &catalogue, const AnalysisOptions &options, Progress &progress)
        : m_catalogue(catalogue), m_options(options), m_progress(progress),
          m_facts(model, catalogue.lexicons(), catalogue.symbols(), options.date, options.controls), m_judge(m_facts, catalogue)
    {
        m_judge.recordVerdicts(options.recordVerdicts);
    }

    AnalysisResult run()
    {
        std::vector<Firing> firings;
        const auto &rules = m_catalogue.compiledRules();
        for (size_t i = 0; i < rules.size(); ++i) {
            if (m_progress.isCancelled()) {
                m_result.cancelled = true;
                return m_result;
            }
            if (!rules[i]->enabled)
                continue;
            m_progress.report(int(20 + 60 * i / rules.size()), rules[i]->info.id);
            const size_t before = firings.size();
            m_judge.run(*rules[i], firings, m_result.suppressed);
            if (m_judge.exhausted()) {
                firings.resize(before);
                m_result.diagnostics.warn(QCoreApplication::translate("Analysis", "Rule %1 took too many steps on this model and was left out.").arg(rules[i]->info.id),
                                          rules[i]->at);
            }
        }
        absorb(firings);
        group(std::move(firings));
        fold();
        for (Group &g : m_groups)
            m_result.findings.append(findingOf(g));
        tellApart();
        m_result.findings += threatFindings(m_facts.model(), m_facts, m_judge);
        findPaths();
        applyDecisions(m_result.findings, m_facts.model(), m_catalogue, m_options.date);
        m_result.verdicts = m_judge.takeVerdicts();
        std::sort(m_result.findings.begin(), m_result.findings.end(), before);
        for (AttackPath &path : m_result.paths) {
            for (const Finding &finding : std::as_const(m_result.findings)) {
                if (finding.fingerprint == path.fingerprint)
                    path.status = finding.status;
            }
        }
        summarise();
        m_progress.report(100, QString());
        return m_result;
    }

private:
    static bool before(const Finding &a, const Finding &b)
    {
        static constexpr int order[] = {0, 3, 1, 2, 4}; // weakness, question, path, drift, hygiene → shown order
        if (a.kind != b.kind)
            return order[int(a.kind)] < order[int(b.kind)];
        if (a.risk != b.risk)
            return a.risk > b.risk;
        if (a.rule != b.rule)
            return a.rule < b.rule;
        return a.fingerprint < b.fingerprint;
    }

    // Paths rest on findings that are open: decisions count before, and once more for the paths themselves.
    void findPaths()
    {
        QList<Finding> judged = m_result.findings;
        applyDecisions(judged, m_facts.model(), m_catalogue, m_options.date);
        PathResult found = findAttackPaths(m_facts, m_catalogue, judged);
        m_result.paths = std::move(found.paths);
        m_result.findings += found.findings;
    }

    // Specific beats general on the same place.
    void absorb(std::vector<Firing> &firings)
    {
        QHash<QString, std::vector<size_t>> byRule;
        for (size_t i = 0; i < firings.size(); ++i)
            byRule[firings[i].rule->info.id].push_back(i);
        const auto key = [](FactRef ref) { return (quint64(ref.kind) << 32) | ref.index; };
        std::vector<bool> gone(firings.size());
        for (const auto &rule : m_catalogue.compiledRules()) {
            if (rule->absorbs.isEmpty() || !byRule.contains(rule->info.id))
                continue;
            QHash<quint64, size_t> places;
            for (const size_t i : byRule.value(rule->info.id)) {
                const quint64 place = key(placeOf(firings[i]));
                if (!places.contains(place) || strengthOf(firings[i].kind) > strengthOf(firings[places.value(place)].kind))
                    places.insert(place, i);
                for (const FactRef ref : firings[i].places)
                    places.insert(key(ref), i);
            }
            for (const QString &absorbed : rule->absorbs) {
                for (const size_t i : byRule.value(absorbed)) {
                    // A match that stands for several places loses those that are taken, and ends with the last.
                    if (!firings[i].places.empty()) {
                        auto &left = firings[i].places;
                        size_t keeper = 0;
                        const auto taken = [&](FactRef ref) {
                            const auto at = places.constFind(key(ref));
                            if (at == places.constEnd() || *at == i || strengthOf(firings[*at].kind) < strengthOf(firings[i].kind))
                                return false;
                            keeper = *at;
                            return true;
                        };
                        left.erase(std::remove_if(left.begin(), left.end(), taken), left.end());
                        if (left.empty()) {
                            gone[i] = true;
                            m_absorbed[firings[keeper].rule->info.id + u'|' + firings[keeper].anchor].insert(absorbed);
                        }
                        continue;
                    }
                    auto it = places.constFind(key(placeOf(firings[i])));
                    // What is found about data on a flow belongs to what is found about the flow.
                    if (it == places.constEnd() && firings[i].subject.kind == FactKind::DataHop)
                        it = places.constFind(key({FactKind::Flow, 1, m_facts.dataHops[firings[i].subject.index].flow}));
                    if (it == places.constEnd() || *it == i || strengthOf(firings[*it].kind) < strengthOf(firings[i].kind))
                        continue;
                    gone[i] = true;
                    Firing &keeper = firings[*it];
                    m_absorbed[keeper.rule->info.id + u'|' + keeper.anchor].insert(absorbed);
                    if (firings[i].tenths > keeper.tenths) { // it carries the effect of what it stands for
                        keeper.tenths = firings[i].tenths;
                        keeper.factors = firings[i].factors;
                    }
                }
            }
        }
        std::vector<Firing> kept;
        for (size_t i = 0; i < firings.size(); ++i) {
            if (!gone[i])
                kept.push_back(std::move(firings[i]));
        }
        firings = std::move(kept);
    }

    void group(std::vector<Firing> firings)
    {
        QMap<QString, size_t> rows;
        for (Firing &firing : firings) {
            const QString key = QStringLiteral("%1|%2|%3").arg(firing.rule->info.id).arg(int(firing.kind)).arg(firing.anchor);
            auto it = rows.find(key);
            if (it == rows.end()) {
                it = rows.insert(key, m_groups.size());
                Group g;
                g.rule = firing.rule;
                g.kind = firing.kind;
                g.anchor = firing.anchor;
                g.service = m_facts.serviceOf(firing.subject);
                m_groups.push_back(std::move(g));
            }
            m_groups[*it].firings.push_back(std::move(firing));
        }
        for (Group &g : m_groups) {
            g.absorbed = m_absorbed.value(g.rule->info.id + u'|' + g.anchor).values();
            g.absorbed.sort();
        }
    }

    // What identifies a cause whatever else is found beside it.
    static QString fingerprintOf(const Rule &rule, FindingKind kind, const QString &anchor, bool systemic)
    {
        // A question and a weakness of one cause are two things to decide; a folded finding is a third.
        const QString discriminator = (kind == rule.info.kind ? QString() : nameOf(kind)) + (systemic ? QStringLiteral("+systemic") : QString());
        const QString print = QStringList{rule.info.id, rule.info.revision.section(u'.', 0, 0), anchor, discriminator}.join(u'|');
        return QString::fromLatin1(QCryptographicHash::hash(print.toUtf8(), QCryptographicHash::Sha256).toHex());
    }

    // Many causes of one rule on one service are one finding. Causes that somebody decided about stay apart under their own
    // fingerprints, and a decision about the whole keeps it together however few are left: no decision gets lost when the
    // number of causes passes the limit.
    void fold()
    {
        QMap<QString, std::pair<quint64, bool>> decided; // by fingerprint: number of the last decision, whether it stands
        for (const Decision &decision : m_facts.model().decisions) {
            auto &last = decided[decision.fingerprint];
            if (quint64(decision.number) >= last.first)
                last = {quint64(decision.number), decision.state != DecisionState::Open};
        }
        const auto isDecided = [&](const QString &fingerprint) { return decided.value(fingerprint).second; };
        QMap<QString, std::vector<size_t>> perService;
        for (size_t i = 0; i < m_groups.size(); ++i) {
            Group &g = m_groups[i];
            g.fingerprint = fingerprintOf(*g.rule, g.kind, g.anchor, false);
            if (!isDecided(g.fingerprint))
                perService[QStringLiteral("%1|%2|%3").arg(g.rule->info.id).arg(int(g.kind)).arg(g.service.toString())].push_back(i);
        }
        std::vector<bool> gone(m_groups.size());
        for (const std::vector<size_t> &rows : std::as_const(perService)) {
            Group &first = m_groups[rows.front()];
            const QString anchor = first.service.isNull() ? QStringLiteral("project") : first.service.toString();
            const QString whole = fingerprintOf(*first.rule, first.kind, anchor, true);
            if (int(rows.size()) < systemicFrom && !isDecided(whole))
                continue;
            QSet<QString> absorbed(first.absorbed.begin(), first.absorbed.end());
            for (size_t i = 1; i < rows.size(); ++i) {
                Group &other = m_groups[rows[i]];
                std::move(other.firings.begin(), other.firings.end(), std::back_inserter(first.firings));
                absorbed.unite(QSet<QString>(other.absorbed.begin(), other.absorbed.end()));
                gone[rows[i]] = true;
            }
            first.absorbed = absorbed.values();
            first.absorbed.sort();
            first.systemic = true;
            first.anchor = anchor;
            first.fingerprint = whole;
        }
        std::vector<Group> kept;
        for (size_t i = 0; i < m_groups.size(); ++i) {
            if (!gone[i])
                kept.push_back(std::move(m_groups[i]));
        }
        m_groups = std::move(kept);
    }

    Finding findingOf(Group &g)
    {
        std::stable_sort(g.firings.begin(), g.firings.end(), [&](const Firing &a, const Firing &b) {
            if (a.tenths != b.tenths)
                return a.tenths > b.tenths;
            const QString nameA = m_facts.nameOf(a.subject), nameB = m_facts.nameOf(b.subject);
            if (nameA != nameB)
                return nameA < nameB;
            const QString eachA = m_facts.nameOf(a.each), eachB = m_facts.nameOf(b.each);
            return eachA != eachB ? eachA < eachB : m_facts.subjectOf(a.each).id < m_facts.subjectOf(b.each).id;
        });
        const Firing &worst = g.firings.front();
        const Rule &rule = *g.rule;
        Finding f;
        f.rule = rule.info.id;
        f.kind = g.kind;
        f.service = g.service;
        f.factors = worst.factors;
        f.absorbed = g.absorbed;
        f.fingerprint = g.fingerprint;

        FactRef thing = worst.causeThing.kind == FactKind::None ? worst.subject : worst.causeThing;
        if (g.systemic) {
            const int row = m_facts.rowOf(g.service);
            thing = row < 0 ? FactRef{FactKind::Project, 1, 0} : FactRef{FactKind::Element, 1, quint32(row)};
        }
        f.subject = m_facts.subjectOf(thing);
        f.subjectName = m_facts.nameOf(thing);
        if (f.subjectName.isEmpty())
            f.subjectName = worst.causeLabel;
        else if (!g.systemic && !worst.causeDetail.isEmpty()) // "OtpForm.otp", "Orders API: orders"
            f.subjectName += (thing.kind == FactKind::Schema ? QStringLiteral(".") : QStringLiteral(": ")) + worst.causeDetail;

        QSet<QPair<QUuid, QUuid>> seen;
        qsizetype explained = 0;
        for (const Firing &firing : g.firings) {
            const std::vector<FactRef> places = firing.places.empty() ? std::vector<FactRef>{firing.subject} : firing.places;
            const QList<Evidence> evidence = m_options.explain && explained < evidenceFirings ? m_judge.evidenceOf(firing) : QList<Evidence>();
            ++explained;
            for (const FactRef place : places) {
                Occurrence o;
                const FactRef shown = firing.each.kind != FactKind::None ? firing.each : place;
                o.subject = m_facts.subjectOf(shown);
                if (place.kind == FactKind::Operation)
                    o.operation = m_facts.operations[place.index].row->id;
                if (shown.kind == FactKind::Field)
                    o.field = m_facts.fields[shown.index].row->id;
                else if (shown.kind == FactKind::ObjectRef)
                    o.field = m_facts.fields[m_facts.objectRefs[shown.index].field].row->id;
                if (seen.contains({o.subject.id, o.operation.uuid()}))
                    continue;
                seen.insert({o.subject.id, o.operation.uuid()});
                o.key = occurrenceKey(m_facts, shown, place);
                o.route = m_facts.routeOf(place);
                o.at = m_facts.sourceOf(shown);
                if (o.at.isNull())
                    o.at = m_facts.sourceOf(place);
                o.evidence = evidence;
                o.risk = firing.tenths / 10.0;
                f.occurrences.append(o);
            }
        }
        std::stable_sort(f.occurrences.begin(), f.occurrences.end(), [](const Occurrence &a, const Occurrence &b) { return a.risk > b.risk; });

        int tenths = aggregated(worst.tenths, f.occurrences.size());
        if (g.kind == FindingKind::Hygiene)
            tenths = std::min(tenths, 149); // worth fixing, never more than Low
        f.risk = tenths / 10.0;
        f.band = f.bandByRisk = bandOf(tenths, m_judge.weighing().settings());
        if (rule.floor && int(*rule.floor) < int(f.band) && g.kind != FindingKind::Hygiene)
            f.band = *rule.floor;
        f.confidence = worst.confidence;
        for (const Firing &firing : g.firings)
            f.confidence = std::min(f.confidence, firing.confidence);
        f.contextDigest = contextOf(g).digest();
        if (m_options.explain)
            f.remedies = remediesOf(g, tenths);
        if (g.kind == FindingKind::Question)
            f.asks = asksOf(g);
        return f;
    }

    // Causes of one rule that end in the same name are named in full: "shop · ledger" and "mail · ledger".
    void tellApart()
    {
        const auto key = [](const Finding &f) { return QStringLiteral("%1|%2|%3").arg(f.rule).arg(int(f.kind)).arg(f.subjectName); };
        QHash<QString, int> named;
        for (const Finding &f : std::as_const(m_result.findings))
            ++named[key(f)];
        for (size_t i = 0; i < m_groups.size(); ++i) {
            Finding &f = m_result.findings[qsizetype(i)];
            const QStringList &names = m_groups[i].firings.front().causeNames;
            if (!m_groups[i].systemic && names.size() > 1 && named.value(key(f)) > 1)
                f.subjectName = names.join(QStringLiteral(" · "));
        }
    }

    // Controls of which a person's word settles the question: with any of them absent it becomes a weakness, with any of
    // them present it closes. In the order in which the rule names them, best first by what they would change.
    QStringList asksOf(const Group &g)
    {
        QStringList kinds;
        for (const int control : !g.rule->answeredBy.empty() ? g.rule->answeredBy : g.rule->asks.empty() ? g.rule->controls : g.rule->asks)
            kinds << m_facts.symbols().word(control);
        kinds.sort();
        return kinds;
    }

    FindingContext contextOf(const Group &g)
    {
        FindingContext context;
        SymbolSet classes;
        const auto take = [&](const FactList &fields) {
            for (const FactRef ref : fields) {
                const FieldFacts &field = m_facts.fields[ref.index];
                if (field.certainty >= 1 && field.sensitivity >= int(Sensitivity::Confidential))
                    classes.push_back(field.dataClass);
            }
        };
        for (const Firing &firing : g.firings) {
            context.sensitivity = std::max(context.sensitivity, firing.sensitivity);
            context.ease = std::max(context.ease, firing.ease);
            const ActorClass actor = m_facts.actorOf(firing.subject);
            if (exposureValue(actor) > exposureValue(context.actor))
                context.actor = actor;
            if (firing.each.kind == FactKind::Field) {
                take({firing.each});
            } else if (firing.subject.kind == FactKind::Operation) {
                OperationFacts &op = m_facts.operations[firing.subject.index];
                m_facts.needFields(op);
                take(op.requestFields);
                take(op.responseFields);
            } else if (firing.subject.kind == FactKind::Flow) {
                m_facts.needData(m_facts.flows[firing.subject.index]);
                const SymbolSet &carried = m_facts.flows[firing.subject.index].classes;
                classes.insert(classes.end(), carried.begin(), carried.end());
                context.zones = std::max(context.zones, m_facts.flows[firing.subject.index].crosses);
            }
        }
        std::sort(classes.begin(), classes.end());
        classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
        for (const int symbol : classes)
            context.classes << m_facts.symbols().word(symbol);
        context.classes.sort();
        return context;
    }

    QList<Remedy> remediesOf(const Group &g, int tenths)
    {
        QList<Remedy> remedies;
        for (const int control : g.rule->controls) {
            int worst = 0;
            qsizetype left = 0, looked = 0;
            for (const Firing &firing : g.firings) {
                if (looked++ >= remedyFirings)
                    break;
                if (const std::optional<int> risk = m_judge.riskWith(firing, control)) {
                    worst = std::max(worst, *risk);
                    ++left;
                }
            }
            Remedy remedy;
            remedy.control = m_facts.symbols().word(control);
            remedy.closes = left == 0;
            remedy.riskAfter = remedy.closes ? 0 : std::min(tenths, aggregated(worst, left)) / 10.0;
            if (const ControlInfo *info = m_catalogue.control(remedy.control))
                remedy.cost = info->cost;
            remedies.append(remedy);
        }
        // By how much of the risk each unit of effort takes away (ENGINE 7.4).
        std::sort(remedies.begin(), remedies.end(), [tenths](const Remedy &a, const Remedy &b) {
            const double gainA = (tenths / 10.0 - a.riskAfter) / a.cost, gainB = (tenths / 10.0 - b.riskAfter) / b.cost;
            if (std::abs(gainA - gainB) > 1e-9)
                return gainA > gainB;
            return a.riskAfter != b.riskAfter ? a.riskAfter < b.riskAfter : a.control < b.control;
        });
        return remedies;
    }

    void summarise()
    {
        const auto &meanings = m_facts.meanings();
        for (auto it = meanings.constBegin(); it != meanings.constEnd(); ++it) {
            const Field *field = m_facts.model().fields.find(it.key());
            if (!field)
                continue;
            const QString schema = schemaNameOf(m_facts.model(), *field);
            for (const ClassMatch &match : it->classes)
                m_result.data.append({it.key(), schema, match.dataClass, match.form, match.certainty, match.signalTexts});
        }
        std::vector<std::pair<QString, qsizetype>> keys;
        for (qsizetype i = 0; i < m_result.data.size(); ++i) {
            const ClassifiedField &c = m_result.data[i];
            keys.push_back({c.dataClass + QChar(1) + c.schemaName + QChar(1) + m_facts.model().fields.find(c.field)->path + QChar(1) + c.field.toString(), i});
        }
        std::sort(keys.begin(), keys.end());
        QList<ClassifiedField> sorted;
        sorted.reserve(m_result.data.size());
        for (const auto &[key, row] : keys)
            sorted.append(m_result.data[row]);
        m_result.data = sorted;

        QHash<ElementId, QList<double>> risks;
        QHash<BoundaryId, QList<double>> zoneRisks;
        QList<double> projectRisks;
        const double weightOfQuestions = m_judge.weighing().settings().value(RiskFigure::QuestionWeight);
        for (const Finding &finding : std::as_const(m_result.findings)) {
            const bool counts = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened || finding.status == FindingStatus::Accepted
                                || finding.status == FindingStatus::Transferred || finding.status == FindingStatus::Mitigated;
            if (!counts || finding.kind == FindingKind::Hygiene)
                continue;
            // An open question is not a known weakness: it counts like an uncertain step of an attack (ENGINE 6.1).
            const double risk = finding.kind == FindingKind::Question ? finding.risk * weightOfQuestions : finding.risk;
            projectRisks.append(risk);
            BoundaryId zone = finding.subject.kind == SubjectKind::Boundary ? BoundaryId(finding.subject.id) : BoundaryId();
            if (!finding.service.isNull()) {
                risks[finding.service].append(risk);
                if (const Element *element = m_facts.model().elements.find(finding.service))
                    zone = element->boundary;
            }
            for (const BoundaryId &id : boundaryChain(m_facts.model(), zone))
                zoneRisks[id].append(risk);
        }
        std::sort(projectRisks.begin(), projectRisks.end());
        m_result.projectHeat = heatOf(projectRisks);
        for (auto it = zoneRisks.begin(); it != zoneRisks.end(); ++it) {
            std::sort(it->begin(), it->end());
            m_result.zoneHeat.insert(it.key(), heatOf(*it));
        }
        for (auto it = risks.begin(); it != risks.end(); ++it) {
            std::sort(it->begin(), it->end());
            m_result.heat.insert(it.key(), heatOf(*it));
        }
        for (quint32 i = 0; i < m_facts.elements.size(); ++i)
            m_result.exposure.insert(m_facts.elements[i].row->id.uuid(), m_facts.exposureOf({FactKind::Element, 1, i}));
        for (const FactRef ref : m_facts.project.operations)
            m_result.exposure.insert(m_facts.operations[ref.index].row->id.uuid(), m_facts.operations[ref.index].exposure);
        for (FlowFacts &flow : m_facts.flows) {
            m_facts.needData(flow);
            QStringList classes;
            for (const int symbol : flow.classes)
                classes << m_facts.symbols().word(symbol);
            classes.sort();
            if (!classes.isEmpty())
                m_result.flowClasses.insert(flow.row->id, classes);
        }
        m_result.trace = m_facts.trace();
        m_result.assets = m_facts.assets();
        for (const QString &id : m_facts.lexicons().classIds())
            m_result.classes.append(m_facts.lexicons().dataClass(id));
        for (const AssetView &asset : std::as_const(m_result.assets))
            m_result.protection.insert(asset.asset.id, m_facts.protectionOf(asset));
        const auto &roles = m_facts.roleMatches();
        for (auto it = roles.constBegin(); it != roles.constEnd(); ++it) {
            QStringList names;
            for (const RoleMatch &match : *it) {
                if (match.certainty != Certainty::Possible)
                    names << match.role;
            }
            names.sort();
            if (!names.isEmpty())
                m_result.roles.insert(it.key(), names);
        }
        std::sort(m_result.suppressed.begin(), m_result.suppressed.end(), [](const Suppression &a, const Suppression &b) {
            return a.rule != b.rule ? a.rule < b.rule : a.subject.id != b.subject.id ? a.subject.id < b.subject.id : a.line < b.line;
        });
    }

    const Catalogue &m_catalogue;
    const AnalysisOptions &m_options;
    Progress &m_progress;
    Facts m_facts;
    Judge m_judge;
    std::vector<Group> m_groups;
    QHash<QString, QSet<QString>> m_absorbed; // by rule and anchor
    AnalysisResult m_result;
};

} // namespace

AnalysisResult analyze(const ThreatModel &model, const Catalogue &catalogue, const AnalysisOptions &options, Progress &progress)
{
    return Analysis(model, catalogue, options, progress).run();
}

} // namespace drawbridge
