// SPDX-License-Identifier: Apache-2.0
#include "tables/findingrow.h"

#include "common/plaintext.h"
#include "tables/words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Context of this file's texts.
struct FindingText
{
    Q_DECLARE_TR_FUNCTIONS(FindingRow)
};

QString seenAt(const Finding &finding)
{
    int operations = 0, fields = 0, others = 0;
    for (const Occurrence &o : finding.occurrences) {
        if (!o.operation.isNull())
            ++operations;
        else if (!o.field.isNull())
            ++fields;
        else
            ++others;
    }
    if (finding.kind == FindingKind::Path && finding.occurrences.size() == 1)
        return FindingText::tr("%n hop(s)", nullptr, int(finding.occurrences.first().route.size() / 2));
    if (operations >= fields && operations >= others && operations > 0)
        return FindingText::tr("%n operation(s)", nullptr, operations);
    if (fields >= others && fields > 0)
        return FindingText::tr("%n field(s)", nullptr, fields);
    return others > 0 ? FindingText::tr("%n place(s)", nullptr, others) : QString();
}

// "accepted until 1 March"; "mitigated, egress allow-list".
QString decisionText(const Finding &finding, const ThreatModel &model)
{
    const QString word = finding.kind == FindingKind::Question && finding.status == FindingStatus::Open ? FindingText::tr("asked") : words::of(finding.status);
    const Decision *decision = model.decisions.find(finding.decision);
    switch (finding.status) {
    case FindingStatus::Reopened: {
        const QString because = finding.reopenedBecause.toString();
        return because.isEmpty() ? word : FindingText::tr("%1: %2").arg(word, because);
    }
    case FindingStatus::Accepted:
    case FindingStatus::Transferred:
        if (decision && !decision->expires.isEmpty()) {
            const QDate date = QDate::fromString(decision->expires.left(10), Qt::ISODate);
            if (date.isValid())
                return FindingText::tr("%1 until %2").arg(word, QLocale().toString(date, QLocale::ShortFormat));
        }
        return word;
    case FindingStatus::Mitigated:
    case FindingStatus::FalsePositive:
    case FindingStatus::Answered:
        return decision && !decision->reason.isEmpty() ? FindingText::tr("%1, %2").arg(word, oneLine(decision->reason, 80)) : word;
    default:
        return word;
    }
}

Tone decisionTone(const Finding &finding)
{
    switch (finding.status) {
    case FindingStatus::Open:
        return finding.kind == FindingKind::Question ? Tone::Accent : Tone::Muted;
    case FindingStatus::Reopened:
        return Tone::Bad;
    case FindingStatus::Mitigated:
    case FindingStatus::Answered:
        return Tone::Good;
    default:
        return Tone::Plain;
    }
}

} // namespace

QString RuleTexts::askedControl(const Finding &finding) const
{
    if (!finding.remedies.isEmpty())
        return finding.remedies.constFirst().control;
    const RuleInfo *info = rule(finding.rule);
    return info ? info->controls.value(0) : QString();
}

QString RuleTexts::title(const Finding &finding) const
{
    if (finding.kind == FindingKind::Question && questionOf) {
        if (const QString question = questionOf(finding.rule); !question.isEmpty())
            return ruleText(question);
    }
    if (!finding.own.title.isEmpty())
        return finding.own.title;
    const RuleInfo *info = rule(finding.rule);
    return info ? ruleText(info->title) : finding.rule;
}

QStringList shortStandards(const RuleInfo &rule, int atMost)
{
    QStringList maps;
    for (const QString &owasp : rule.owaspApi)
        maps.append(owasp.section(u':', 0, 0));
    for (const int cwe : rule.cwe)
        maps.append(u"CWE-"_s + QString::number(cwe));
    if (!rule.stride.isEmpty())
        maps.append(u"STRIDE "_s + rule.stride.join(QString()));
    return maps.mid(0, atMost);
}

FindingRow findingRow(const Finding &finding, int rank, const RuleTexts &rules, const ThreatModel &model)
{
    const RuleInfo rule = wordsOf(finding, rules.rule(finding.rule));
    FindingRow row;
    row.key = finding.fingerprint;
    row.rank = rank;
    row.kind = finding.kind;
    row.band = finding.kind == FindingKind::Question ? -1 : int(finding.band);
    row.risk = finding.risk;
    row.title = oneLine(rules.title(finding));
    row.cause = oneLine(finding.subjectName.isEmpty() ? words::nameOf(model, finding.subject) : finding.subjectName);
    row.seenAt = seenAt(finding);
    row.seenCount = int(finding.occurrences.size());
    row.maps = shortStandards(rule, 3);
    row.decision = oneLine(decisionText(finding, model));
    row.decisionTone = decisionTone(finding);
    row.open = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
    row.service = oneLine(model.elements.value(finding.service).name);
    row.subject = finding.subject;
    row.search = QStringList{row.title, row.cause, row.service, row.maps.join(u' '), row.decision, finding.rule}.join(u' ').toLower();
    return row;
}

QList<FindingRow> findingRows(const QList<Finding> &findings, const RuleTexts &rules, const ThreatModel &model)
{
    QList<FindingRow> rows;
    rows.reserve(findings.size());
    for (qsizetype i = 0; i < findings.size(); ++i)
        rows.append(findingRow(findings[i], int(i), rules, model));
    return rows;
}

} // namespace drawbridge
