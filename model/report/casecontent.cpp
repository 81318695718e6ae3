// SPDX-License-Identifier: Apache-2.0
// The order and the labels in which the case for a finding is told.
#include "report/reporttext.h"

namespace drawbridge {

QList<ReportFindingRow> rowsOf(const ReportFinding &finding)
{
    QList<ReportFindingRow> rows;
    const auto add = [&](const QString &label, const QString &text) {
        if (!text.isEmpty())
            rows.append({label, text});
    };
    for (const auto &[label, text] : finding.facts.rows)
        add(label, text);
    add(Report::tr("Why"), finding.why);
    add(Report::tr("Risk"), finding.scoring);
    add(Report::tr("Way in"), finding.wayIn.join(QStringLiteral(" → ")));
    bool first = true;
    for (const ReportFinding::Place &place : finding.places) {
        rows.append({first ? Report::tr("Where") : QString(), {}, &place});
        first = false;
    }
    if (finding.morePlaces > 0)
        rows.append({QString(), Report::tr("and in %n more place(s)", nullptr, finding.morePlaces)});
    add(Report::tr("Remedy"), finding.fix);
    add(Report::tr("What changes it"), finding.remedies.join(QLatin1Char(' ')));
    add(Report::tr("Decision"), finding.decision.isEmpty() ? Report::tr("Not decided yet.") : finding.decision);
    add(Report::tr("Residual risk"), finding.residual);
    add(Report::tr("Standards"), finding.standards);
    add(Report::tr("Rule"), finding.origin);
    return rows;
}

QString lineOf(const ReportFinding &finding)
{
    return Report::tr("%1 · risk %2 · %3").arg(finding.number, reporttext::number(finding.risk), finding.status);
}

ReportTable tableOf(const ReportBands &bands)
{
    ReportTable table;
    table.columns = {{Report::tr("Band"), 1, false}, {Report::tr("Before decisions"), 1, true}, {Report::tr("Still open"), 1, true}};
    for (int band = 0; band < 5; ++band)
        table.rows.append({{bandTitle(Band(band)), {}, band, false, {}}, {QString::number(bands.before[band]), {}, -1, false, {}}, {QString::number(bands.open[band]), {}, -1, true, {}}});
    return table;
}

QSet<QString> anchorsOf(const ReportContent &content)
{
    QSet<QString> anchors;
    for (const ReportSection &section : content.sections) {
        anchors.insert(section.anchor);
        for (const ReportBlock &block : section.blocks) {
            if (const auto *heading = std::get_if<ReportHeading>(&block))
                anchors.insert(heading->anchor);
            else if (const auto *finding = std::get_if<ReportFinding>(&block))
                anchors.insert(finding->anchor);
            else if (const auto *diagram = std::get_if<ReportDiagram>(&block); diagram && !diagram->inlined)
                anchors.insert(diagram->anchor);
            else if (const auto *table = std::get_if<ReportTable>(&block)) {
                for (const QList<ReportCell> &row : table->rows) {
                    for (const ReportCell &cell : row)
                        anchors.insert(cell.anchor);
                }
            }
        }
    }
    anchors.remove(QString());
    return anchors;
}

} // namespace drawbridge
