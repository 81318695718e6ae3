// SPDX-License-Identifier: Apache-2.0
#include "review/walks.h"

#include "common/plaintext.h"
#include "lenses/datalens.h"
#include "review/changewords.h"
#include "tables/datarows.h"
#include "tables/pathsmodel.h"
#include "tables/words.h"
#include "tracing/protection.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct WalkText
{
    Q_DECLARE_TR_FUNCTIONS(Walks)
};

// Code is set off by backticks in the texts of the analysis; the card has no such marks.
QString plain(const LateText &text) { return oneLine(text.toString().remove(u'`'), 240); }

QList<QUuid> wayTo(const DataTrace &trace, int hop)
{
    QList<QUuid> way;
    for (const int step : trace.wayTo(hop)) {
        const DataHop &each = trace.hops[step];
        if (way.isEmpty())
            way.append(each.from.uuid());
        way << each.flow.uuid() << each.to.uuid();
    }
    return way;
}

// What protects the data on a flow: "On the way: ✕ clear text · Callers proven: ✓ required".
QString protectionOn(const QList<ProtectionRow> &matrix, FlowId flow, bool &gap)
{
    QStringList parts;
    for (const ProtectionRow &row : matrix) {
        if (row.subject.id != flow.uuid())
            continue;
        gap = gap || row.hasGap();
        for (int i = 0; i < protectionCount; ++i) {
            if (row.cells[i].applies)
                parts.append(u"%1: %2"_s.arg(datawords::of(Protection(i)), datawords::cell(row.cells[i], Protection(i))));
        }
        break;
    }
    return parts.join(u"   "_s);
}

QString cutOf(const AttackPath &path)
{
    for (const PathChange &change : path.changes) {
        if (change.clears.contains(path.fingerprint))
            return WalkText::tr("What cuts it: %1.").arg(changeText(change));
    }
    QStringList together;
    for (const PathChange &change : path.cut)
        together << changeText(change);
    return together.isEmpty() ? WalkText::tr("No change is known that cuts it.") : WalkText::tr("What cuts it, only together: %1.").arg(together.join(u"; "_s));
}

} // namespace

QList<Walk> dataWalks(const ThreatModel &model, const AnalysisResult &result)
{
    QList<Walk> walks;
    for (const AssetRow &asset : assetRows(result)) {
        const datalens::Chosen what = datalens::chosen(result, asset.key);
        const QList<int> hops = hopsOf(model, result.trace, what.classes, what.fields);
        if (hops.isEmpty())
            continue;
        const QList<ProtectionRow> matrix = result.protection.value(asset.asset);
        Walk walk;
        walk.key = asset.key;
        walk.title = oneLine(asset.name, 120);
        QStringList detail{asset.sensitivity};
        if (!asset.volume.isEmpty())
            detail << asset.volume.toLower();
        if (asset.gaps > 0)
            detail << WalkText::tr("%n gap(s)", nullptr, asset.gaps);
        walk.detail = detail.join(u" · "_s);
        for (const HopRow &row : hopRows(model, result.trace, hops)) {
            WalkStep step;
            step.title = row.way;
            const QString protection = protectionOn(matrix, row.flow, step.gap);
            step.text = u"%1, %2, %3. %4"_s.arg(row.data, row.form, row.certainty, row.why);
            if (!protection.isEmpty())
                step.text += u'\n' + protection;
            step.where = row.place;
            step.subject = {SubjectKind::Flow, row.flow.uuid()};
            step.route = wayTo(result.trace, row.hop);
            walk.steps.append(step);
        }
        walks.append(walk);
    }
    return walks;
}

QList<Walk> pathWalks(const ThreatModel &model, const QList<AttackPath> &paths, const QHash<QString, QString> &techniques)
{
    QList<Walk> walks;
    const QLocale locale;
    for (const AttackPath &path : paths) {
        Walk walk;
        walk.key = walk.finding = path.fingerprint;
        const Element *from = model.elements.find(path.from);
        walk.title = WalkText::tr("From %1 to %2").arg(oneLine(from ? from->name : words::of(path.actor), 60), oneLine(path.goals.value(0), 60));
        walk.risk = path.risk;
        walk.band = int(path.band);
        walk.detail = path.status == FindingStatus::Open || path.status == FindingStatus::Reopened ? WalkText::tr("succeeds in %1 % of tries").arg(locale.toString(qRound(path.chance * 100)))
                                                                                                   : words::of(path.status);
        QList<QUuid> way;
        for (qsizetype i = 0; i < path.steps.size(); ++i) {
            const PathStep &each = path.steps[i];
            for (const QUuid &id : each.route) {
                if (!way.contains(id))
                    way.append(id);
            }
            WalkStep step;
            step.title = plain(each.say);
            QStringList facts;
            for (const Evidence &line : each.evidence)
                facts << plain(line.say);
            if (facts.isEmpty())
                facts << (each.rule.isEmpty() ? WalkText::tr("The system is built so.") : each.rule);
            step.text = facts.mid(0, 3).join(u"; "_s);
            if (i + 1 == path.steps.size())
                step.text += u'\n' + cutOf(path);
            QStringList where{WalkText::tr("this step succeeds in %1 % of tries").arg(locale.toString(qRound(each.chance * 100)))};
            if (!each.technique.isEmpty())
                where << (techniques.value(each.technique).isEmpty() ? each.technique : WalkText::tr("ATT&CK %1 %2").arg(each.technique, techniques.value(each.technique)));
            for (const Evidence &line : each.evidence) {
                if (!line.at.isNull()) {
                    where << words::place(line.at);
                    break;
                }
            }
            step.where = where.join(u" · "_s);
            step.subject = each.operation ? Subject{SubjectKind::Operation, each.operation.uuid()} : Subject{SubjectKind::Element, each.element.uuid()};
            step.route = way;
            step.gap = !each.rule.isEmpty();
            walk.steps.append(step);
        }
        if (!walk.steps.isEmpty())
            walks.append(walk);
    }
    return walks;
}

QList<Walk> changeWalks(const ThreatModel &model, const Comparison &comparison, const QList<Finding> &findings, const QString &title)
{
    Walk walk;
    walk.key = u"changes"_s;
    walk.title = title;
    walk.detail = WalkText::tr("%n change(s)", nullptr, int(comparison.findings.size() + comparison.things.size()));
    const QLocale locale;
    for (const FindingChange &change : comparison.findings) {
        WalkStep step;
        step.title = WalkText::tr("Finding %1: %2").arg(changewords::of(change.what), oneLine(change.title, 200));
        step.where = change.rule;
        step.gap = change.what == FindingChange::Appeared || change.what == FindingChange::Worse;
        if (change.what == FindingChange::Appeared)
            step.text = WalkText::tr("Its risk is %1.").arg(locale.toString(change.riskAfter, 'f', 1));
        else if (change.what == FindingChange::Gone)
            step.text = WalkText::tr("Nothing shows it any more; its risk was %1.").arg(locale.toString(change.riskBefore, 'f', 1));
        else
            step.text = WalkText::tr("Risk %1 before, %2 now; %3 before, %4 now.")
                            .arg(locale.toString(change.riskBefore, 'f', 1), locale.toString(change.riskAfter, 'f', 1), words::of(change.before), words::of(change.after));
        for (const Finding &finding : findings) {
            if (finding.fingerprint == change.fingerprint) {
                step.subject = finding.subject;
                step.route = finding.occurrences.isEmpty() ? QList<QUuid>() : finding.occurrences.constFirst().route;
            }
        }
        walk.steps.append(step);
    }
    for (const ThingChange &change : comparison.things) {
        WalkStep step;
        step.title = u"%1 · %2"_s.arg(oneLine(change.name, 160), changewords::of(change.kind));
        step.where = change.group;
        QStringList lines;
        for (const FieldChange &field : change.fields)
            lines << WalkText::tr("%1: %2 → %3").arg(field.title, field.before.isEmpty() ? u"–"_s : oneLine(field.before, 120), field.after.isEmpty() ? u"–"_s : oneLine(field.after, 120));
        step.text = lines.mid(0, 4).join(u'\n');
        if (lines.size() > 4)
            step.text += u'\n' + WalkText::tr("and %n more", nullptr, int(lines.size() - 4));
        if (!words::nameOf(model, change.subject).isEmpty())
            step.subject = change.subject;
        walk.steps.append(step);
    }
    return walk.steps.isEmpty() ? QList<Walk>() : QList<Walk>{walk};
}

} // namespace drawbridge
