// SPDX-License-Identifier: Apache-2.0
#include "coverage/standardsevidence.h"

#include "analysis/controlscope.h"

#include <QMap>

#include <algorithm>

namespace drawbridge {

namespace {

constexpr qsizetype smallStandard = 12; // categories, not requirements: each of them is meant to be broad
constexpr qsizetype fewRules = 10;      // shares of fewer rules mean nothing

QStringList idsOf(const RuleInfo &rule, const QString &key)
{
    if (key == u"owasp-api-2023")
        return rule.owaspApi;
    if (key == u"cwe") {
        QStringList ids;
        for (const int id : rule.cwe)
            ids << QString::number(id);
        return ids;
    }
    return rule.standards.value(key);
}

bool knownCatchAll(const QString &key, const QString &id)
{
    return (key == u"pci-dss-4" && id == u"6.2.4") || (key == u"cis-v8" && id == u"16.10") || (key == u"gdpr" && (id == u"32" || id == u"25"));
}

bool isOpen(const Finding &finding) { return finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened; }

// Numbers inside ids in their order: 8.2.10 after 8.2.9.
bool naturally(const QString &a, const QString &b)
{
    const auto parts = [](const QString &id) {
        QList<std::pair<QString, int>> list;
        for (qsizetype i = 0; i < id.size();) {
            qsizetype end = i;
            const bool digits = id[i].isDigit();
            while (end < id.size() && id[end].isDigit() == digits)
                ++end;
            list.append({digits ? QString() : id.mid(i, end - i), digits ? id.mid(i, std::min<qsizetype>(end - i, 9)).toInt() : 0});
            i = end;
        }
        return list;
    };
    const auto left = parts(a), right = parts(b);
    return left != right ? left < right : a < b;
}

} // namespace

QList<StandardTable> standardsEvidence(const ThreatModel &model, const Catalogue &catalogue, const AnalysisResult &result, const QDate &date)
{
    QSet<QString> judged;
    for (const JudgedPlace &place : result.verdicts) {
        if (place.verdict != Verdict::Unclear)
            judged.insert(place.rule);
    }
    QList<Control> present;
    for (const ControlId &id : model.controls.sortedIds()) {
        const Control control = model.controls.value(id);
        if (control.state == ControlState::Present && !hasExpired(control, date))
            present.append(control);
    }
    std::stable_sort(present.begin(), present.end(), [](const Control &a, const Control &b) { return a.kind < b.kind; });

    QList<StandardTable> tables;
    for (const char *name : {"owasp-api-2023", "asvs", "nist-800-53r5", "pci-dss-4", "gdpr", "cis-v8", "cwe"}) {
        const QString key = QString::fromLatin1(name);
        const Standards::Framework *framework = catalogue.standards().framework(key);
        StandardTable table;
        table.key = key;
        table.title = framework ? QStringLiteral("%1 %2").arg(framework->title, framework->version).trimmed() : key;
        const qsizetype entries = framework ? framework->entries.size() : 0;

        QMap<QString, QList<const RuleInfo *>> rulesOf;
        const QList<RuleInfo> rules = catalogue.rules();
        qsizetype mapped = 0;
        for (const RuleInfo &rule : rules) {
            const QStringList ids = idsOf(rule, key);
            mapped += ids.isEmpty() ? 0 : 1;
            for (const QString &id : ids)
                rulesOf[id].append(&rule);
        }
        QMap<QString, QStringList> weaknesses, questions;
        for (const Finding &finding : result.findings) {
            if (!isOpen(finding) || finding.kind == FindingKind::Hygiene)
                continue;
            for (const QString &id : idsOf(wordsOf(finding, catalogue.rule(finding.rule)), key)) {
                (finding.kind == FindingKind::Question ? questions : weaknesses)[id].append(finding.fingerprint);
                rulesOf[id]; // a threat by hand may name a clause that no rule names
            }
        }
        for (auto it = rulesOf.constBegin(); it != rulesOf.constEnd(); ++it) {
            StandardClause clause;
            clause.id = it.key();
            if (const Standards::Entry *entry = catalogue.standards().entry(key, clause.id))
                clause.title = entry->title.isEmpty() ? entry->gist : entry->title;
            clause.catchAll = knownCatchAll(key, clause.id) || (key != u"cwe" && entries > smallStandard && it->size() >= fewRules && it->size() * 5 > mapped);
            clause.weaknesses = weaknesses.value(clause.id);
            clause.questions = questions.value(clause.id);
            QSet<QString> kinds;
            for (const RuleInfo *rule : *it) {
                kinds.unite(QSet<QString>(rule->controls.begin(), rule->controls.end()));
                if (judged.contains(rule->id))
                    clause.rules.append(rule->id);
            }
            clause.rules.sort();
            for (const Control &control : std::as_const(present)) {
                if (kinds.contains(control.kind))
                    clause.controls.append(control);
            }
            if (clause.catchAll)
                clause.evidence = clause.weaknesses.isEmpty() && clause.questions.isEmpty() && clause.controls.isEmpty() ? ClauseEvidence::NotTouched : ClauseEvidence::CatchAll;
            else if (!clause.weaknesses.isEmpty())
                clause.evidence = ClauseEvidence::Weakness;
            else if (!clause.questions.isEmpty())
                clause.evidence = ClauseEvidence::Question;
            else if (!clause.controls.isEmpty())
                clause.evidence = ClauseEvidence::Control;
            else if (!clause.rules.isEmpty())
                clause.evidence = ClauseEvidence::NothingFound;
            table.clauses.append(clause);
        }
        std::sort(table.clauses.begin(), table.clauses.end(), [](const StandardClause &a, const StandardClause &b) { return naturally(a.id, b.id); });
        table.withoutRule = int(std::max<qsizetype>(0, entries - table.clauses.size()));
        tables.append(table);
    }
    return tables;
}

} // namespace drawbridge
