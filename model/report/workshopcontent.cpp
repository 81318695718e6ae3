// SPDX-License-Identifier: Apache-2.0
// What the workshop brought: requirements, actions, minutes, what changed, and the words explained.
#include "report/reporttext.h"

#include "edits/workshopedits.h"
#include "history/comparison.h"
#include "history/versions.h"
#include "workshop/minutes.h"
#include "workshop/requirements.h"

#include <QDateTime>

namespace drawbridge {

using namespace reporttext;

namespace {

constexpr qsizetype changesTold = 400;
constexpr qsizetype reviewsTold = 5;

ReportCell cell(const QString &text, bool strong = false)
{
    return {text, {}, -1, strong, {}};
}

QString testTitle(TestResult result, const QString &how, const QString &at)
{
    QString state = result == TestResult::Passed   ? Report::tr("passed")
                    : result == TestResult::Failed ? Report::tr("failed")
                                                   : Report::tr("not run");
    if (result != TestResult::NotRun && !at.isEmpty())
        state = Report::tr("%1 on %2", "passed or failed, a date").arg(state, dateTitle(at));
    return how.isEmpty() ? Report::tr("No test is named") : QStringLiteral("%1: %2").arg(plain(how, 300), state);
}

// "Attempt limit: present"
QString controlWords(const ReportInput &input, const Requirement &requirement, const Trace &trace)
{
    if (requirement.control.isEmpty())
        return {};
    const QString title = controlTitle(input.vocabulary, requirement.control);
    if (trace.controls.isEmpty())
        return title;
    switch (trace.controls.constFirst().state) {
    case ControlState::Present: return Report::tr("%1: present").arg(title);
    case ControlState::Planned: return Report::tr("%1: planned").arg(title);
    case ControlState::Absent: return Report::tr("%1: absent").arg(title);
    case ControlState::Unknown: break;
    }
    return title;
}

// Of a changed field; of a moment only the day.
QString valueTitle(const QString &value)
{
    const bool moment = value.size() >= 19 && value[10] == QLatin1Char('T') && QDateTime::fromString(value, Qt::ISODate).isValid();
    return moment ? dateTitle(value) : plain(value, 150);
}

QString whatTitle(FindingChange::What what)
{
    switch (what) {
    case FindingChange::Appeared: return Report::tr("new");
    case FindingChange::Gone: return Report::tr("gone");
    case FindingChange::Worse: return Report::tr("worse");
    case FindingChange::Better: return Report::tr("better");
    case FindingChange::Decided: break;
    }
    return Report::tr("state");
}

// What became of findings since a version; nothing where the report knows only those of today.
QList<FindingChange> findingChanges(const ReportInput &input, int version, const ThreatModel &then)
{
    if (!input.earlierFindings)
        return {};
    QList<Finding> before = input.earlierFindings(version, then), now = input.result.findings;
    before.removeIf([](const Finding &finding) { return finding.kind == FindingKind::Hygiene; });
    now.removeIf([&](const Finding &finding) { return finding.kind == FindingKind::Hygiene; });
    QList<FindingChange> changes = compareFindings(before, now, [&](const Finding &finding) {
        const QString title = findingTitle(input, finding), subject = subjectTitle(input.model, finding, 200);
        return subject.isEmpty() ? title : Report::tr("%1: %2", "a finding, its subject").arg(title, subject);
    });
    QSet<QString> hidden;
    for (const Finding &finding : std::as_const(now)) {
        if (!input.shows(finding))
            hidden.insert(finding.fingerprint);
    }
    changes.removeIf([&](const FindingChange &change) { return hidden.contains(change.fingerprint); });
    return changes;
}

ReportTable tableOf(const ReportInput &input, const QList<FindingChange> &changes)
{
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.8, false}, {Report::tr("Finding"), 5, false}, {Report::tr("Change"), 0.8, false}, {Report::tr("Status"), 2.4, false}, {Report::tr("Risk"), 1.3, false}};
    const auto fromTo = [](const QString &before, const QString &after) { return before == after ? after : QStringLiteral("%1 → %2").arg(before, after); };
    for (qsizetype i = 0; i < std::min(changes.size(), changesTold); ++i) {
        const FindingChange &change = changes[i];
        const bool added = change.what == FindingChange::Appeared, gone = change.what == FindingChange::Gone;
        const QString before = statusTitle(change.before), after = statusTitle(change.after);
        const QString riskBefore = number(change.riskBefore), riskAfter = number(change.riskAfter);
        table.rows.append({{input.numbers.value(change.fingerprint), input.anchors.value(change.fingerprint), -1, true, {}},
                           cell(plain(change.title, 500)), cell(whatTitle(change.what)),
                           cell(gone ? before : added ? after : fromTo(before, after)),
                           cell(gone ? riskBefore : added ? riskAfter : fromTo(riskBefore, riskAfter))});
    }
    return table;
}

// "Findings and questions: 3 new, 1 gone, 5 with another state."
QString findingsSentence(const QList<FindingChange> &changes)
{
    const auto count = [&](auto... what) { return int(std::count_if(changes.begin(), changes.end(), [&](const FindingChange &change) { return ((change.what == what) || ...); })); };
    QStringList parts;
    if (const int n = count(FindingChange::Appeared))
        parts.append(Report::tr("%n new", nullptr, n));
    if (const int n = count(FindingChange::Gone))
        parts.append(Report::tr("%n gone", nullptr, n));
    if (const int n = count(FindingChange::Decided))
        parts.append(Report::tr("%n with another state", nullptr, n));
    if (const int n = count(FindingChange::Worse, FindingChange::Better))
        parts.append(Report::tr("%n with another risk", nullptr, n));
    return parts.isEmpty() ? Report::tr("No finding is new, gone, or judged differently.") : Report::tr("Findings and questions: %1.").arg(parts.join(QStringLiteral(", ")));
}

} // namespace

ReportSection requirementsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("requirements"), Report::tr("Security requirements"), {}};
    QList<Requirement> rows(input.model.requirements.begin(), input.model.requirements.end());
    std::sort(rows.begin(), rows.end(), [](const Requirement &a, const Requirement &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.8, false}, {Report::tr("Requirement"), 2.4, false}, {Report::tr("Protects"), 1.6, false}, {Report::tr("Answers"), 0.9, false},
                     {Report::tr("Control"), 1.8, false}, {Report::tr("Brought by"), 0.8, false}, {Report::tr("Test"), 2.4, false}};
    for (const Requirement &requirement : std::as_const(rows)) {
        const Trace trace = traceOf(input.model, requirement);
        QStringList actions;
        for (const Action &action : trace.actions)
            actions.append(QStringLiteral("A-%1").arg(action.number));
        table.rows.append({{QStringLiteral("R-%1").arg(requirement.number), {}, -1, true, QStringLiteral("requirement-") + QString::number(requirement.number)},
                           cell(plain(requirement.title, 300)),
                           cell(plain(trace.assets.join(QStringLiteral(", ")), 300)),
                           numbersCell(input, requirement.findings),
                           cell(controlWords(input, requirement, trace)),
                           cell(actions.join(QStringLiteral(", "))),
                           cell(testTitle(requirement.lastResult, requirement.verification, requirement.lastResultAt))});
    }
    if (table.rows.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("No requirement is written down."), false});
    else
        section.blocks.append(table);
    return section;
}

ReportSection actionsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("actions"), Report::tr("Actions"), {}};
    QList<Action> rows(input.model.actions.begin(), input.model.actions.end());
    const auto rank = [&](const Action &a) { return a.state == ActionState::Done ? 2 : a.state == ActionState::Dropped ? 3 : isOverdue(a, input.options.date) ? 0 : 1; };
    std::sort(rows.begin(), rows.end(), [&](const Action &a, const Action &b) { return std::make_tuple(rank(a), a.number, a.id) < std::make_tuple(rank(b), b.number, b.id); });
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.7, false}, {Report::tr("Action"), 3, false}, {Report::tr("Owner"), 1.3, false}, {Report::tr("Due"), 1.4, false},
                     {Report::tr("State"), 1.1, false}, {Report::tr("For"), 1, false}, {Report::tr("Verified by"), 2.9, false}};
    for (const Action &action : std::as_const(rows)) {
        const QString state = rank(action) == 0                            ? Report::tr("Overdue")
                              : action.state == ActionState::Done          ? Report::tr("Done")
                              : action.state == ActionState::Dropped       ? Report::tr("Dropped")
                              : action.state == ActionState::InProgress    ? Report::tr("In progress")
                                                                           : Report::tr("Open");
        table.rows.append({{QStringLiteral("A-%1").arg(action.number), {}, -1, true, QStringLiteral("action-") + QString::number(action.number)},
                           cell(plain(action.title, 300)), cell(plain(action.owner, 100)), cell(dateTitle(action.due)), cell(state, rank(action) == 0),
                           numbersCell(input, action.findings), cell(testTitle(action.lastResult, action.verification, action.lastResultAt))});
    }
    if (table.rows.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("No action is written down."), false});
    else
        section.blocks.append(table);
    return section;
}

ReportSection reviewsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("minutes"), Report::tr("Minutes of reviews"), {}};
    QList<Review> reviews(input.model.reviews.begin(), input.model.reviews.end());
    std::sort(reviews.begin(), reviews.end(), [](const Review &a, const Review &b) { return std::tie(b.number, b.id) < std::tie(a.number, a.id); });
    for (qsizetype i = 0; i < std::min(reviews.size(), reviewsTold); ++i) {
        const Minutes minutes = minutesOf(input.model, reviews[i]);
        section.blocks.append(ReportHeading{minutes.title.isEmpty() ? Report::tr("Review %1").arg(reviews[i].number) : plain(minutes.title, 200)});
        QStringList people;
        for (const QString &name : minutes.participants)
            people.append(plain(name, 80));
        ReportFacts facts;
        facts.rows = {{Report::tr("Held"), minutes.endedAt.isEmpty() ? Report::tr("%1, not ended").arg(dateTitle(minutes.startedAt)) : dateTitle(minutes.startedAt)},
                      {Report::tr("Led by"), plain(minutes.facilitator, 100)},
                      {Report::tr("Present"), people.join(QStringLiteral(", "))},
                      {Report::tr("Outcome"), Report::tr("%1 decided, %2 questions answered, %3 parked, %4 skipped, %5 not come to")
                                                  .arg(minutes.decided).arg(minutes.answered).arg(minutes.parked).arg(minutes.skipped).arg(minutes.open)}};
        facts.rows.removeIf([](const auto &row) { return row.second.isEmpty(); });
        section.blocks.append(facts);
        ReportTable table;
        table.columns = {{Report::tr("No."), 0.8, false}, {Report::tr("Item"), 3.2, false}, {Report::tr("What was said"), 5, false}, {Report::tr("Votes"), 1.8, false}};
        for (const MinutesItem &item : minutes.items) {
            QStringList said;
            for (const QString &line : item.lines)
                said.append(plain(line, 600));
            QString votes;
            if (item.likelihood.count > 0)
                votes = Report::tr("likelihood %1; impact %2").arg(spreadText(item.likelihood), spreadText(item.impact));
            table.rows.append({{input.numbers.value(item.finding), input.anchors.value(item.finding), -1, false, {}}, cell(plain(item.title, 300), true), cell(said.join(QLatin1Char(' '))), cell(votes)});
        }
        if (!table.rows.isEmpty())
            section.blocks.append(table);
        for (const QString &line : minutes.general)
            section.blocks.append(ReportParagraph{plain(line, 600), false});
    }
    if (reviews.size() > reviewsTold)
        section.blocks.append(ReportParagraph{Report::tr("Earlier reviews are kept in the project."), true});
    if (section.blocks.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("No review was held yet."), false});
    return section;
}

ReportSection changesSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("changes"), Report::tr("Changes since the last version"), {}};
    const QList<Version> versions = versionsOf(input.model);
    // A version that says what the project says now was taken at its end: what changed is measured from the one before.
    for (const Version &version : versions) {
        if (input.options.since > 0 && version.number != input.options.since)
            continue;
        const Result<ThreatModel> then = openVersion(version);
        if (!then.isOk())
            continue;
        const QList<ThingChange> changes = compareModels(*then, withoutHistory(input.model));
        const QList<FindingChange> findings = findingChanges(input, version.number, *then);
        if (changes.isEmpty() && findings.isEmpty())
            continue;
        section.title = Report::tr("Changes since %1").arg(version.name.isEmpty() ? Report::tr("version %1").arg(version.number) : plain(version.name, 100));
        QString about = version.takenBy.isEmpty() ? Report::tr("Version %1 was kept on %2.").arg(version.number).arg(dateTitle(version.takenAt))
                                                  : Report::tr("Version %1 was kept on %2 by %3.").arg(QString::number(version.number), dateTitle(version.takenAt), plain(version.takenBy, 100));
        section.blocks.append(ReportParagraph{about + QLatin1Char(' ') + Report::tr("%n thing(s) of the model differ.", nullptr, int(changes.size()))
                                                  + (input.earlierFindings ? QLatin1Char(' ') + findingsSentence(findings) : QString()), false});
        if (!findings.isEmpty()) {
            section.blocks.append(ReportHeading{Report::tr("Findings")});
            section.blocks.append(tableOf(input, findings));
            if (findings.size() > changesTold)
                section.blocks.append(ReportParagraph{Report::tr("and %n more", nullptr, int(findings.size() - changesTold)), true});
        }
        if (changes.isEmpty())
            break;
        section.blocks.append(ReportHeading{Report::tr("Model")});
        ReportTable table;
        table.columns = {{Report::tr("Kind"), 1.3, false}, {Report::tr("What"), 3.2, false}, {Report::tr("Change"), 1, false}, {Report::tr("Details"), 4.5, false}};
        for (qsizetype i = 0; i < std::min(changes.size(), changesTold); ++i) {
            const ThingChange &change = changes[i];
            QStringList details;
            if (change.table == QLatin1StringView("checkpoint"))
                details.append(Report::tr("See checkpoints and sign-offs.")); // lists of lists: told better there
            else
                for (const FieldChange &field : change.fields)
                    details.append(Report::tr("%1: %2 → %3").arg(field.title, valueTitle(field.before), valueTitle(field.after)));
            table.rows.append({cell(change.group), cell(plain(change.name, 200), true),
                               cell(change.kind == ChangeKind::Added ? Report::tr("added") : change.kind == ChangeKind::Removed ? Report::tr("removed") : Report::tr("changed")),
                               cell(details.join(QStringLiteral("; ")))});
        }
        section.blocks.append(table);
        if (changes.size() > changesTold)
            section.blocks.append(ReportParagraph{Report::tr("and %n more", nullptr, int(changes.size() - changesTold)), true});
        break;
    }
    if (section.blocks.isEmpty())
        section.blocks.append(ReportParagraph{versions.isEmpty() ? Report::tr("No earlier version is kept.") : Report::tr("Nothing has changed since the versions that are kept."), false});
    return section;
}

} // namespace drawbridge
