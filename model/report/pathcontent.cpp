// SPDX-License-Identifier: Apache-2.0
// Attack paths: by the change that cuts them most cheaply, each hop by hop.
#include "report/reporttext.h"

#include <QMap>

namespace drawbridge {

using namespace reporttext;

namespace {

constexpr qsizetype changesTold = 20;

ReportCell cell(const QString &text, bool strong = false) { return {text, {}, -1, strong, {}}; }

QString costTitle(int cost)
{
    return cost <= 1 ? Report::tr("A setting") : cost <= 3 ? Report::tr("Code") : Report::tr("Architecture");
}

QString changeTitle(const ReportInput &input, const PathChange &change)
{
    const QString control = controlTitle(input.vocabulary, change.control), at = plain(change.atName, 200);
    return at.isEmpty() ? control : Report::tr("%1 at %2", "a control and its place").arg(control, at);
}

// The cheapest changes that leave nothing of a path, as one text; nothing where no known change does.
QString cutTitle(const ReportInput &input, const AttackPath &path)
{
    QStringList changes;
    for (const PathChange &change : path.cut)
        changes.append(changeTitle(input, change));
    return changes.join(Report::tr(" and "));
}

// Every single change that closes paths, those that close most first.
ReportTable changeTable(const ReportInput &input, const QList<const AttackPath *> &paths)
{
    struct Row
    {
        PathChange change;
        QString title;
    };
    QMap<QString, Row> rows;
    for (const AttackPath *path : paths) {
        for (const PathChange &change : path->changes) {
            if (!change.clears.isEmpty())
                rows.insert(changeTitle(input, change), {change, changeTitle(input, change)});
        }
    }
    QList<Row> sorted = rows.values();
    std::stable_sort(sorted.begin(), sorted.end(), [](const Row &a, const Row &b) {
        return std::tuple(-a.change.clears.size(), a.change.cost, a.title) < std::tuple(-b.change.clears.size(), b.change.cost, b.title);
    });
    ReportTable table;
    table.columns = {{Report::tr("One change"), 4.2, false}, {Report::tr("Effort"), 1.2, false}, {Report::tr("Closes"), 0.7, true}, {Report::tr("Paths"), 2.9, false}};
    for (qsizetype i = 0; i < std::min(sorted.size(), changesTold); ++i) {
        const PathChange &change = sorted[i].change;
        table.rows.append({cell(sorted[i].title, true), cell(costTitle(change.cost)), cell(QString::number(change.clears.size())), numbersCell(input, change.clears)});
    }
    return table;
}

ReportTable hopTable(const ReportInput &input, const AttackPath &path)
{
    ReportTable table;
    table.columns = {{Report::tr("Hop"), 0.5, true}, {Report::tr("What happens"), 4.3, false}, {Report::tr("At"), 1.7, false}, {Report::tr("Chance"), 0.8, true}, {Report::tr("Rests on"), 1.2, false}};
    for (qsizetype i = 0; i < path.steps.size(); ++i) {
        const PathStep &step = path.steps[i];
        QString say = quoted(plain(step.say.toString(), 400));
        for (const Evidence &evidence : step.evidence) {
            if (const QString at = place(evidence.at); !at.isEmpty()) {
                say += QStringLiteral(" (%1)").arg(at);
                break;
            }
        }
        table.rows.append({cell(QString::number(i + 1), true), cell(say), cell(plain(input.model.elements.value(step.element).name, 100)),
                           cell(Report::tr("%1 %").arg(qRound(step.chance * 100))),
                           step.fingerprint.isEmpty() ? cell(Report::tr("How it works")) : numbersCell(input, {step.fingerprint})});
    }
    return table;
}

} // namespace

ReportSection pathsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("paths"), Report::tr("Attack paths"), {}};
    QHash<QString, const Finding *> findings;
    for (const Finding &finding : input.result.findings)
        findings.insert(finding.fingerprint, &finding);
    QList<const AttackPath *> paths;
    for (const AttackPath &path : input.result.paths) {
        const Finding *finding = findings.value(path.fingerprint);
        if (!finding || input.shows(*finding))
            paths.append(&path);
    }
    if (paths.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No attack path passes the filters of this report."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("%n path(s) lead from an actor to something worth protecting.", nullptr, int(paths.size())) + QLatin1Char(' ')
                                              + Report::tr("Paths stand together where the same change cuts them most cheaply. The chance of a hop is an estimate of how likely it "
                                                           "succeeds once the hop before did."), false});
    if (const ReportTable table = changeTable(input, paths); !table.rows.isEmpty()) {
        section.blocks.append(ReportHeading{Report::tr("Which change closes which paths")});
        section.blocks.append(table);
    }
    // Groups in the order of their gravest path; paths come by risk.
    QStringList order;
    QHash<QString, QList<const AttackPath *>> groups;
    for (const AttackPath *path : std::as_const(paths)) {
        const QString cut = cutTitle(input, *path);
        if (!groups.contains(cut))
            order.append(cut);
        groups[cut].append(path);
    }
    for (const QString &cut : std::as_const(order)) {
        section.blocks.append(ReportHeading{cut.isEmpty() ? Report::tr("No known change cuts these") : Report::tr("Cheapest to cut: %1").arg(cut)});
        for (const AttackPath *path : std::as_const(groups[cut])) {
            const QString number = input.numbers.value(path->fingerprint), goal = plain(path->goals.value(0), 120);
            const QString from = plain(input.model.elements.value(path->from).name, 120);
            const QString title = from.isEmpty() ? Report::tr("%1: anyone to %2").arg(number, goal) : Report::tr("%1: %2 to %3", "number, actor, goal").arg(number, from, goal);
            section.blocks.append(ReportHeading{title, 2, QStringLiteral("path-") + path->fingerprint});
            QString about = Report::tr("%1, risk %2, chance of the whole chain %3 %.").arg(bandTitle(path->band), reporttext::number(path->risk)).arg(qRound(path->chance * 100));
            if (path->goals.size() > 1) {
                QStringList others;
                for (const QString &name : path->goals.mid(1, 6))
                    others.append(plain(name, 100));
                about += QLatin1Char(' ') + Report::tr("The same way leads to %1.").arg(others.join(QStringLiteral(", ")));
            }
            if (path->otherChains > 0)
                about += QLatin1Char(' ') + Report::tr("%n further chain(s) end where this one does.", nullptr, path->otherChains);
            section.blocks.append(ReportParagraph{about, false});
            section.blocks.append(hopTable(input, *path));
        }
    }
    return section;
}

} // namespace drawbridge
