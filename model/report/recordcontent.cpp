// SPDX-License-Identifier: Apache-2.0
// What is on record: controls, decisions, signatures.
#include "report/reporttext.h"

namespace drawbridge {

using namespace reporttext;

namespace {

QString scopeTitle(DecisionScope scope)
{
    switch (scope) {
    case DecisionScope::Cause: break;
    case DecisionScope::Occurrence: return Report::tr("one place only");
    case DecisionScope::RuleOnElement: return Report::tr("all of this rule on the element");
    case DecisionScope::RuleEverywhere: return Report::tr("all of this rule");
    }
    return {};
}

} // namespace

ReportSection controlsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("controls"), Report::tr("Controls"), {}};
    if (input.model.controls.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("Nobody has stated a control yet. What specifications say about authentication and limits went into the analysis by itself."), false});
        return section;
    }
    QList<Control> controls(input.model.controls.begin(), input.model.controls.end());
    QHash<ControlId, QString> on;
    for (const Control &control : std::as_const(controls))
        on.insert(control.id, nameOf(input.model, control.subject));
    std::sort(controls.begin(), controls.end(), [&](const Control &a, const Control &b) {
        return std::tuple(a.kind, on.value(a.id), a.id.toString()) < std::tuple(b.kind, on.value(b.id), b.id.toString());
    });
    ReportTable table;
    table.columns = {{Report::tr("Control"), 2, false}, {Report::tr("On"), 2.2, false}, {Report::tr("State"), 0.9, false}, {Report::tr("How sure"), 1, false}, {Report::tr("Evidence"), 2.6, false}, {Report::tr("Owner"), 1.1, false}, {Report::tr("Until"), 1.45, false}};
    const auto stateTitle = [](ControlState state) {
        switch (state) {
        case ControlState::Present: return Report::tr("Present");
        case ControlState::Planned: return Report::tr("Planned");
        case ControlState::Absent: return Report::tr("Absent");
        case ControlState::Unknown: break;
        }
        return Report::tr("Not known");
    };
    const auto qualityTitle = [](ControlQuality quality) {
        switch (quality) {
        case ControlQuality::Observed: return Report::tr("Observed");
        case ControlQuality::Declared: return Report::tr("Declared");
        case ControlQuality::Asserted: return Report::tr("Asserted");
        case ControlQuality::Inferred: break;
        }
        return Report::tr("Inferred");
    };
    for (const Control &control : std::as_const(controls))
        table.rows.append({{controlTitle(input.vocabulary, control.kind), {}, -1, true, {}},
                           {on.value(control.id), {}, -1, false, {}},
                           {stateTitle(control.state), {}, -1, false, {}},
                           {qualityTitle(control.quality), {}, -1, false, {}},
                           {plain(control.evidence, 500), {}, -1, false, {}},
                           {plain(control.owner, 200), {}, -1, false, {}},
                           {dateTitle(control.expires), {}, -1, false, {}}});
    section.blocks.append(table);
    return section;
}

ReportSection decisionsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("decisions"), Report::tr("Decision log"), {}};
    if (input.model.decisions.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No decision has been taken yet."), false});
        return section;
    }
    QList<Decision> decisions(input.model.decisions.begin(), input.model.decisions.end());
    std::sort(decisions.begin(), decisions.end(), [](const Decision &a, const Decision &b) {
        return a.number != b.number ? a.number < b.number : a.id < b.id;
    });
    section.blocks.append(ReportParagraph{Report::tr("In the order in which they were taken; a later one on the same finding replaces an earlier one. A decision whose date has passed holds no longer."), true});
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.5, true}, {Report::tr("Date"), 1.45, false}, {Report::tr("Finding"), 2.6, false}, {Report::tr("Decision"), 1.2, false}, {Report::tr("Reason"), 3.2, false}, {Report::tr("By, owner"), 1.5, false}, {Report::tr("Until"), 1.45, false}};
    for (const Decision &decision : std::as_const(decisions)) {
        const QString known = input.numbers.value(decision.fingerprint);
        QString title = plain(decision.findingTitle, 300);
        if (title.isEmpty())
            title = plain(decision.rule, 100);
        if (!known.isEmpty())
            title.prepend(known + QLatin1Char(' '));
        else if (!decision.fingerprint.isEmpty())
            title = Report::tr("%1 (no longer found)").arg(title);
        if (decision.scope != DecisionScope::Cause)
            title += QStringLiteral(" · ") + scopeTitle(decision.scope);
        QString reason = plain(decision.reason);
        if (!decision.reference.isEmpty())
            reason += QLatin1Char(' ') + Report::tr("Reference: %1.").arg(plain(decision.reference, 200));
        QString people = plain(decision.decidedBy, 200);
        if (!decision.owner.isEmpty() && decision.owner != decision.decidedBy)
            people += (people.isEmpty() ? QString() : QStringLiteral("; ")) + plain(decision.owner, 200);
        table.rows.append({{QString::number(decision.number), {}, -1, false, {}},
                           {dateTitle(decision.decidedAt), {}, -1, false, {}},
                           {title, input.anchors.value(decision.fingerprint), -1, false, {}},
                           {stateTitle(decision.state), {}, -1, false, {}},
                           {reason, {}, -1, false, {}},
                           {people, {}, -1, false, {}},
                           {dateTitle(decision.expires), {}, -1, false, {}}});
    }
    section.blocks.append(table);
    return section;
}

ReportSection signOffsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("sign-offs"), Report::tr("Checkpoints and sign-offs"), {}};
    QList<Checkpoint> checkpoints(input.model.checkpoints.begin(), input.model.checkpoints.end());
    std::sort(checkpoints.begin(), checkpoints.end(), [](const Checkpoint &a, const Checkpoint &b) { return std::tie(a.position, a.name, a.id) < std::tie(b.position, b.name, b.id); });
    for (const Checkpoint &checkpoint : std::as_const(checkpoints)) {
        section.blocks.append(ReportHeading{plain(checkpoint.name, 200)});
        const auto done = std::count_if(checkpoint.checklist.begin(), checkpoint.checklist.end(), [](const ChecklistItem &item) { return item.done; });
        QString state = Report::tr("%1 of %2 points of the list are done.").arg(done).arg(checkpoint.checklist.size());
        if (!checkpoint.due.isEmpty())
            state += QLatin1Char(' ') + Report::tr("Due on %1.").arg(dateTitle(checkpoint.due));
        section.blocks.append(ReportParagraph{state, false});
        ReportTable list;
        list.columns = {{Report::tr("Point"), 5, false}, {Report::tr("Done"), 0.9, false}, {Report::tr("By"), 1.8, false}, {Report::tr("Date"), 1.45, false}};
        for (const ChecklistItem &item : checkpoint.checklist)
            list.rows.append({{plain(item.text, 500), {}, -1, false, {}}, {item.done ? Report::tr("Yes") : Report::tr("No"), {}, -1, !item.done, {}},
                              {plain(item.doneBy, 100), {}, -1, false, {}}, {dateTitle(item.doneAt), {}, -1, false, {}}});
        if (!list.rows.isEmpty())
            section.blocks.append(list);
        ReportTable signatures;
        signatures.columns = {{Report::tr("Section signed"), 2.4, false}, {Report::tr("By"), 1.8, false}, {Report::tr("Date"), 1.45, false}, {Report::tr("On version"), 1.6, false}, {Report::tr("Note"), 2.4, false}};
        for (const SignOff &sign : checkpoint.signOffs) {
            const Version *version = input.model.versions.find(sign.version);
            const QString which = !version ? QString() : version->name.isEmpty() ? QString::number(version->number) : QStringLiteral("%1 (%2)").arg(plain(version->name, 100)).arg(version->number);
            signatures.rows.append({{plain(sign.section, 200), {}, -1, true, {}}, {plain(sign.signedBy, 100), {}, -1, false, {}}, {dateTitle(sign.signedAt), {}, -1, false, {}},
                                    {which, {}, -1, false, {}}, {plain(sign.note, 300), {}, -1, false, {}}});
        }
        if (signatures.rows.isEmpty())
            section.blocks.append(ReportParagraph{Report::tr("Nobody has signed yet."), false});
        else
            section.blocks.append(signatures);
    }
    if (section.blocks.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("No checkpoint is set."), false});
    return section;
}

} // namespace drawbridge
