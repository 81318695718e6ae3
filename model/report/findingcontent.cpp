// SPDX-License-Identifier: Apache-2.0
// Findings, questions and what was decided about them.
#include "report/reporttext.h"

#include <QMap>

namespace drawbridge {

using namespace reporttext;

namespace {

constexpr int fingerprintTold = 16; // characters: enough to find it; the JSON has all

// What the catalogue says, or the person who wrote the threat; nothing where neither does.
std::optional<RuleInfo> ruleOf(const ReportInput &input, const Finding &finding)
{
    const RuleInfo *rule = input.vocabulary.rule ? input.vocabulary.rule(finding.rule) : nullptr;
    return rule || !finding.own.title.isEmpty() ? std::optional(wordsOf(finding, rule)) : std::nullopt;
}

QString decisionText(const Decision &decision)
{
    QString text = Report::tr("%1: %2").arg(stateTitle(decision.state), decision.reason.isEmpty() ? Report::tr("no reason was given") : plain(decision.reason));
    if (!text.endsWith(QLatin1Char('.')))
        text += QLatin1Char('.');
    if (!decision.decidedBy.isEmpty())
        text += QLatin1Char(' ') + Report::tr("Decided by %1 on %2.").arg(plain(decision.decidedBy, 200), dateTitle(decision.decidedAt));
    else if (!decision.decidedAt.isEmpty())
        text += QLatin1Char(' ') + Report::tr("Decided on %1.").arg(dateTitle(decision.decidedAt));
    if (!decision.owner.isEmpty())
        text += QLatin1Char(' ') + Report::tr("Owner: %1.").arg(plain(decision.owner, 200));
    if (!decision.expires.isEmpty())
        text += QLatin1Char(' ') + Report::tr("Valid until %1.").arg(dateTitle(decision.expires));
    if (!decision.reference.isEmpty())
        text += QLatin1Char(' ') + Report::tr("Reference: %1.").arg(plain(decision.reference, 200));
    return text;
}

QString sentence(const QString &text)
{
    return text.isEmpty() || text.endsWith(QLatin1Char('.')) ? text : text + QLatin1Char('.');
}

ReportFinding::Place placeOf(const ReportInput &input, const Occurrence &occurrence)
{
    ReportFinding::Place shown;
    const Operation *operation = input.model.operations.find(occurrence.operation);
    const QString subject = nameOf(input.model, occurrence.subject);
    shown.what = operation ? operationName(*operation) : subject;
    if (operation && occurrence.field) {
        const Field field = input.model.fields.value(occurrence.field);
        shown.what += QStringLiteral(" · ") + plain(field.path, 200);
    }
    shown.place = place(occurrence.at);
    for (const Evidence &evidence : occurrence.evidence) {
        QString say = quoted(plain(evidence.say.toString(), 500));
        const QString at = place(evidence.at);
        if (!at.isEmpty() && at != shown.place)
            say += QStringLiteral(" (%1)").arg(at);
        if (!say.isEmpty() && !shown.evidence.contains(say))
            shown.evidence.append(say);
    }
    return shown;
}

// From the actor to the subject. A flow of many operations is named by the one that matters here, once.
QStringList wayIn(const ThreatModel &model, const Occurrence &occurrence)
{
    QStringList steps;
    bool operationTold = false;
    for (const QUuid &id : occurrence.route) {
        const DataFlow *flow = model.flows.find(FlowId(id));
        QString name;
        if (!flow) {
            name = stepName(model, id);
        } else if (!isCount(*flow)) {
            name = stepName(model, id);
            operationTold = operationTold || flow->operations.contains(occurrence.operation);
        } else if (!operationTold && flow->operations.contains(occurrence.operation)) {
            name = operationName(model.operations.value(occurrence.operation));
            operationTold = true;
        }
        if (!name.isEmpty() && (steps.isEmpty() || steps.constLast() != name))
            steps.append(name);
    }
    return steps.size() > 1 ? steps : QStringList();
}

// What is left once everything that is planned is done.
QString residualText(const ReportInput &input, const Finding &finding)
{
    if (!input.basis || !input.basis->profile.findings.contains(finding.fingerprint))
        return {};
    const RiskTriple risk = input.basis->profile.findings.value(finding.fingerprint);
    QString text;
    if (finding.status == FindingStatus::Mitigated && risk.target > 0 && risk.target >= risk.current)
        text = Report::tr("%1 until the mitigation shows in the model as a control.").arg(number(risk.current));
    else if (risk.target <= 0)
        text = Report::tr("None: what is planned closes it.");
    else if (risk.target < risk.current)
        text = Report::tr("%1 with what is planned, %2 now.").arg(number(risk.target), number(risk.current));
    else if (finding.status == FindingStatus::Accepted || finding.status == FindingStatus::Transferred)
        text = Report::tr("%1: no planned control lowers it, and it was taken knowingly.").arg(number(risk.current));
    else if (!isOpen(finding) && finding.status != FindingStatus::Mitigated)
        return {};
    else
        text = Report::tr("%1: no planned control lowers it.").arg(number(risk.current));
    if (risk.inherent > risk.current)
        text += QLatin1Char(' ') + Report::tr("Without any control it would be %1.").arg(number(risk.inherent));
    return text;
}

ReportFinding caseFor(const ReportInput &input, const Finding &finding)
{
    const std::optional<RuleInfo> rule = ruleOf(input, finding);
    ReportFinding shown;
    shown.anchor = input.anchors.value(finding.fingerprint);
    shown.number = input.numbers.value(finding.fingerprint);
    shown.title = findingTitle(input, finding);
    shown.band = finding.band;
    shown.risk = finding.risk;
    shown.status = statusTitle(finding.status);
    const QString subject = subjectTitle(input.model, finding);
    if (!subject.isEmpty())
        shown.facts.rows.append({Report::tr("Subject"), subject});
    const QString service = plain(input.model.elements.value(finding.service).name, 200);
    if (!service.isEmpty() && service != subject)
        shown.facts.rows.append({Report::tr("Service"), service});
    shown.facts.rows.append({Report::tr("Confidence"), confidenceTitle(finding.confidence)});
    shown.origin = rule && !rule->revision.isEmpty() ? Report::tr("%1, revision %2; fingerprint %3…").arg(finding.rule, rule->revision, finding.fingerprint.left(fingerprintTold))
                                                     : Report::tr("%1; fingerprint %2…").arg(finding.rule, finding.fingerprint.left(fingerprintTold));
    if (rule) {
        shown.why = sentence(quoted(plain(ruleText(rule->why))));
        shown.fix = sentence(quoted(plain(ruleText(rule->fix))));
        if (shown.why == sentence(shown.title))
            shown.why.clear(); // of threats from other tools
    }
    const auto because = [](const LateText &why) {
        QString text = plain(why.toString(), 300);
        while (text.endsWith(QLatin1Char('.')))
            text.chop(1);
        return text.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(text);
    };
    const RiskFactors &factors = finding.factors;
    shown.scoring = Report::tr("Impact %1 of 10%2, exposure %3%4, likelihood %5%6.")
                        .arg(number(factors.impact), because(factors.impactWhy), number(factors.exposure, 2), because(factors.exposureWhy),
                             number(factors.likelihood, 2), because(factors.likelihoodWhy));
    for (const Occurrence &occurrence : finding.occurrences) {
        if (shown.wayIn.isEmpty())
            shown.wayIn = wayIn(input.model, occurrence);
        if (shown.places.size() < input.options.placesPerFinding)
            shown.places.append(placeOf(input, occurrence));
        else
            ++shown.morePlaces;
    }
    for (const Remedy &remedy : finding.remedies) {
        const QString control = controlTitle(input.vocabulary, remedy.control);
        shown.remedies.append(remedy.closes ? Report::tr("%1 closes it.").arg(control)
                                            : Report::tr("%1 lowers the risk to %2.").arg(control, number(remedy.riskAfter)));
    }
    if (const Decision *decision = input.model.decisions.find(finding.decision))
        shown.decision = decisionText(*decision);
    if (const QString reopened = plain(finding.reopenedBecause.toString(), 500); !reopened.isEmpty())
        shown.decision += (shown.decision.isEmpty() ? QString() : QStringLiteral(" ")) + Report::tr("Open again because: %1").arg(sentence(reopened));
    shown.residual = residualText(input, finding);
    if (rule) {
        QStringList standards = rule->owaspApi;
        for (const int cwe : rule->cwe)
            standards.append(QStringLiteral("CWE-%1").arg(cwe));
        shown.standards = standards.join(QStringLiteral(", "));
    }
    return shown;
}

QList<const Finding *> byRisk(const ReportInput &input, bool (*wanted)(const Finding &))
{
    QList<const Finding *> chosen;
    for (const Finding &finding : input.result.findings) {
        if (wanted(finding))
            chosen.append(&finding);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [](const Finding *a, const Finding *b) {
        return std::tuple(-a->risk, int(a->band), a->rule, a->fingerprint) < std::tuple(-b->risk, int(b->band), b->rule, b->fingerprint);
    });
    return chosen;
}

} // namespace

QString findingTitle(const ReportInput &input, const Finding &finding)
{
    const RuleInfo rule = wordsOf(finding, input.vocabulary.rule ? input.vocabulary.rule(finding.rule) : nullptr);
    return rule.title.isEmpty() ? plain(finding.rule, 100) : plain(ruleText(rule.title));
}

void numberFindings(ReportInput &input)
{
    const auto told = [&](const char *section) { return !input.options.without.contains(QLatin1StringView(section)); };
    const auto number = [&](const QList<const Finding *> &findings, const QString &letter, const char *section) {
        const int digits = qMax(2, int(QString::number(findings.size()).size()));
        for (qsizetype i = 0; i < findings.size(); ++i) {
            const Finding &finding = *findings[i];
            input.numbers.insert(finding.fingerprint, QStringLiteral("%1-%2").arg(letter).arg(i + 1, digits, 10, QLatin1Char('0')));
            if (told(section) && input.shows(finding))
                input.anchors.insert(finding.fingerprint, QStringLiteral("finding-") + finding.fingerprint);
        }
    };
    number(byRisk(input, isCase), QStringLiteral("W"), "findings");
    number(byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Question; }), QStringLiteral("Q"), "questions");
    number(byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Hygiene; }), QStringLiteral("H"), "hygiene");
}

ReportTable gravestFindings(const ReportInput &input, qsizetype most)
{
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.8, false}, {Report::tr("Band"), 1.1, false}, {Report::tr("Open, the gravest first"), 5, false}, {Report::tr("Subject"), 3.4, false}, {Report::tr("Risk"), 0.7, true}};
    for (const Finding *finding : byRisk(input, isCase)) {
        if (!isOpen(*finding) || !input.shows(*finding) || table.rows.size() >= most)
            continue;
        const QString anchor = input.anchors.value(finding->fingerprint);
        table.rows.append({{input.numbers.value(finding->fingerprint), anchor, -1, true, {}},
                           {bandTitle(finding->band), {}, int(finding->band), false, {}},
                           {findingTitle(input, *finding), {}, -1, false, {}},
                           {subjectTitle(input.model, *finding, 120), {}, -1, false, {}},
                           {number(finding->risk), {}, -1, false, {}}});
    }
    return table;
}

ReportSection findingsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("findings"), Report::tr("Findings by risk"), {}};
    QList<const Finding *> findings = byRisk(input, isCase);
    const bool any = !findings.isEmpty();
    findings.removeIf([&](const Finding *finding) { return !input.shows(*finding); });
    if (any && findings.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No finding passes the filters of this report."), false});
        return section;
    }
    if (findings.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No weakness was found in what was read. That says nothing about what was not read: see the scope and the questions."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("%n finding(s), the gravest first. One finding stands for one cause; the places where it shows are listed with it.", nullptr, int(findings.size())), false});
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.75, false}, {Report::tr("Risk"), 0.6, true}, {Report::tr("Band"), 0.9, false}, {Report::tr("Finding"), 4.2, false}, {Report::tr("Subject"), 2.9, false}, {Report::tr("Status"), 1.3, false}};
    for (const Finding *finding : findings) {
        const QString subject = subjectTitle(input.model, *finding);
        const QString place = input.anchors.value(finding->fingerprint), link = input.options.cases ? place : QString();
        table.rows.append({{input.numbers.value(finding->fingerprint), link, -1, true, input.options.cases ? QString() : place},
                           {number(finding->risk), {}, -1, false, {}},
                           {bandTitle(finding->band), {}, int(finding->band), false, {}},
                           {findingTitle(input, *finding), link, -1, false, {}},
                           {subject, {}, -1, false, {}},
                           {statusTitle(finding->status), {}, -1, false, {}}});
    }
    section.blocks.append(table);
    for (const Finding *finding : findings) {
        if (input.options.cases)
            section.blocks.append(caseFor(input, *finding));
    }
    return section;
}

ReportSection questionsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("questions"), Report::tr("Questions"), {}};
    QList<const Finding *> questions = byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Question; });
    const bool any = !questions.isEmpty();
    questions.removeIf([&](const Finding *finding) { return !input.shows(*finding); });
    if (any && questions.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No question passes the filters of this report."), false});
        return section;
    }
    if (questions.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No question is open: everything that the analysis needs to know is stated in the model."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("Specifications do not say everything. Each question below stands for a risk of the size shown, until somebody who "
                                             "knows the system answers it."), false});
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.75, false}, {Report::tr("Risk"), 0.6, true}, {Report::tr("Question"), 4.6, false}, {Report::tr("About"), 3.4, false}, {Report::tr("Status"), 1.2, false}};
    for (const Finding *finding : questions) {
        QString question = input.vocabulary.question ? quoted(plain(ruleText(input.vocabulary.question(finding->rule)))) : QString();
        if (question.isEmpty())
            question = findingTitle(input, *finding);
        QString about = subjectTitle(input.model, *finding);
        QStringList places;
        for (const Occurrence &occurrence : finding->occurrences) {
            const ReportFinding::Place shown = placeOf(input, occurrence);
            if (shown.what != about && !shown.what.isEmpty() && !places.contains(shown.what))
                places.append(shown.what);
        }
        const qsizetype told = 4;
        if (!places.isEmpty()) {
            about += QStringLiteral(": ") + places.mid(0, told).join(QStringLiteral(", "));
            if (places.size() > told)
                about += QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(places.size() - told));
        }
        table.rows.append({{input.numbers.value(finding->fingerprint), {}, -1, true, input.anchors.value(finding->fingerprint)},
                           {number(finding->risk), {}, -1, false, {}},
                           {question, {}, -1, false, {}},
                           {about, {}, -1, false, {}},
                           {statusTitle(finding->status), {}, -1, false, {}}});
    }
    section.blocks.append(table);
    return section;
}

ReportSection hygieneSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("hygiene"), Report::tr("Hygiene of the specifications"), {}};
    const QList<const Finding *> findings = byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Hygiene; });
    if (findings.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("Nothing in the specifications stood in the way of the analysis."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("No weaknesses by themselves, but they make the specifications say less than they could."), false});
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.75, false}, {Report::tr("What"), 4.5, false}, {Report::tr("Subject"), 3.2, false}, {Report::tr("Places"), 0.8, true}};
    for (const Finding *finding : findings)
        table.rows.append({{input.numbers.value(finding->fingerprint), {}, -1, true, input.anchors.value(finding->fingerprint)},
                           {findingTitle(input, *finding), {}, -1, false, {}},
                           {subjectTitle(input.model, *finding), {}, -1, false, {}},
                           {QString::number(finding->occurrences.size()), {}, -1, false, {}}});
    section.blocks.append(table);
    return section;
}

} // namespace drawbridge
