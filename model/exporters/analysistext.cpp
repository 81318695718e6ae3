// SPDX-License-Identifier: Apache-2.0
#include "exporters/analysistext.h"

#include "analysis/catalogue.h"
#include "analysis/ruleinfo.h"
#include "exporters/analysisjson.h"

#include <QCoreApplication>

namespace drawbridge {

namespace {

// Context of this file's texts.
struct AnalysisText
{
    Q_DECLARE_TR_FUNCTIONS(AnalysisText)
};

QString place(const SourceRef &at)
{
    return at.line > 0 ? QStringLiteral("%1:%2").arg(at.file).arg(at.line) : at.file;
}

// Text from an input, safe for a terminal: no control characters.
QString plain(QString text)
{
    for (QChar &c : text) {
        if (!c.isPrint())
            c = QLatin1Char(' ');
    }
    return text;
}

QString heading(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Weakness: return AnalysisText::tr("Weaknesses");
    case FindingKind::Question: return AnalysisText::tr("Questions");
    case FindingKind::Path: return AnalysisText::tr("Attack paths");
    case FindingKind::Drift: return AnalysisText::tr("Drift");
    case FindingKind::Hygiene: return AnalysisText::tr("Hygiene");
    }
    return {};
}

// Which service has how many operations, where there are several to choose from.
QStringList operationLines(const ThreatModel &model)
{
    QHash<ElementId, int> counts;
    for (const Operation &operation : model.operations) {
        if (operation.kind == OperationKind::Operation)
            ++counts[operation.service];
    }
    if (counts.size() < 2)
        return {};
    QStringList lines;
    for (auto it = counts.constBegin(); it != counts.constEnd(); ++it)
        lines += QStringLiteral("  %1: %2").arg(plain(model.elements.value(it.key()).name), AnalysisText::tr("%n operation(s)", nullptr, *it));
    lines.sort();
    return lines;
}

} // namespace

QString findingLine(const Finding &finding, const Catalogue &catalogue)
{
    const RuleInfo rule = wordsOf(finding, catalogue.rule(finding.rule));
    QString line = QStringLiteral("%1 %2  %3  %4")
                       .arg(QString::number(finding.risk, 'f', 1).rightJustified(5), nameOf(finding.band).leftJustified(8),
                            finding.rule.leftJustified(10), plain(ruleText(rule.title)));
    if (!finding.subjectName.isEmpty())
        line += QStringLiteral(": ") + plain(finding.subjectName);
    if (finding.occurrences.size() > 1)
        line += QStringLiteral(" (") + AnalysisText::tr("%n place(s)", nullptr, int(finding.occurrences.size())) + QLatin1Char(')');
    if (finding.status != FindingStatus::Open)
        line += QStringLiteral(" [") + nameOf(finding.status) + QLatin1Char(']');
    return line;
}

QString analysisText(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue)
{
    QStringList lines;
    const ModelCounts counts = countModel(model);
    QList<Source> sources;
    for (const Source &source : model.sources)
        sources.append(source);
    std::sort(sources.begin(), sources.end(), [](const Source &a, const Source &b) { return a.path < b.path; });
    for (const Source &source : sources)
        lines += QStringLiteral("%1  %2 %3  %4").arg(plain(source.path), source.format, plain(source.title), plain(source.version)).trimmed();
    lines += QStringLiteral("%1, %2, %3, %4")
                 .arg(AnalysisText::tr("%n operation(s)", nullptr, counts.operations), AnalysisText::tr("%n element(s)", nullptr, counts.externalEntities + counts.processes + counts.dataStores),
                      AnalysisText::tr("%n flow(s)", nullptr, counts.dataFlows), AnalysisText::tr("%n field(s)", nullptr, counts.fields));

    lines += operationLines(model);

    for (const FindingKind kind : {FindingKind::Weakness, FindingKind::Path, FindingKind::Drift, FindingKind::Question, FindingKind::Hygiene}) {
        QList<Finding> ofKind;
        for (const Finding &finding : result.findings) {
            if (finding.kind == kind)
                ofKind.append(finding);
        }
        if (ofKind.isEmpty())
            continue;
        lines += QString();
        lines += QStringLiteral("%1 (%2)").arg(heading(kind)).arg(ofKind.size());
        for (const Finding &finding : std::as_const(ofKind)) {
            lines += findingLine(finding, catalogue);
            if (!finding.occurrences.isEmpty()) {
                const Occurrence &worst = finding.occurrences.first();
                QStringList says;
                for (const Evidence &evidence : worst.evidence)
                    says += plain(evidence.say.toString());
                const QString text = QStringLiteral("%1  %2").arg(place(worst.at), says.join(QStringLiteral("; "))).trimmed();
                if (!text.isEmpty())
                    lines += QStringLiteral("                            ") + text;
            }
        }
    }
    if (result.findings.isEmpty()) {
        lines += QString();
        lines += AnalysisText::tr("No findings.");
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace drawbridge
