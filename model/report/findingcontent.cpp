// SPDX-License-Identifier: Apache-2.0
// Findings, questions and what was decided about them.
#include "report/reporttext.h"

#include <QMap>

namespace drawbridge {

using namespace reporttext;

namespace {

QString titleOf(const ReportInput &input, const Finding &finding)
{
    const RuleInfo rule = wordsOf(finding, input.vocabulary.rule ? input.vocabulary.rule(finding.rule) : nullptr);
    return rule.title.isEmpty() ? plain(finding.rule, 100) : plain(ruleText(rule.title));
}

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

// Rules mark names with `grave accents`; on paper they are in quotation marks.
QString quoted(QString text)
{
    bool opening = true;
    for (QChar &c : text) {
        if (c == QLatin1Char('`')) {
            c = QChar(opening ? 0x201C : 0x201D);
            opening = !opening;
        }
    }
    return text;
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

ReportFinding caseFor(const ReportInput &input, const Finding &finding)
{
    const std::optional<RuleInfo> rule = ruleOf(input, finding);
    ReportFinding shown;
    shown.anchor = input.anchors.value(finding.fingerprint);
    shown.number = input.numbers.value(finding.fingerprint);
    shown.title = titleOf(input, finding);
    shown.band = finding.band;
    shown.risk = finding.risk;
    shown.status = statusTitle(finding.status);
    const QString subject = finding.subjectName.isEmpty() ? nameOf(input.model, finding.subject) : plain(finding.subjectName, 300);
    if (!subject.isEmpty())
        shown.facts.rows.append({Report::tr("Subject"), subject});
    const QString service = plain(input.model.elements.value(finding.service).name, 200);
    if (!service.isEmpty() && service != subject)
        shown.facts.rows.append({Report::tr("Service"), service});
    shown.facts.rows.append({Report::tr("Confidence"), confidenceTitle(finding.confidence)});
    shown.facts.rows.append({Report::tr("Rule"), rule && !rule->revision.isEmpty() ? Report::tr("%1, revision %2").arg(finding.rule, rule->revision) : finding.rule});
    shown.facts.rows.append({Report::tr("Fingerprint"), finding.fingerprint});
    if (rule) {
        shown.why = sentence(quoted(plain(ruleText(rule->why))));
        shown.fix = sentence(quoted(plain(ruleText(rule->fix))));
    }
    const auto because = [](const LateText &why) {
        QString text = plain(why.toString(), 300);
        while (text.endsWith(QLatin1Char('.')))
            text.chop(1);
        return text.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(text);
    };
    const RiskFactors &factors = finding.factors;
    shown.scoring = Report::tr("Impact %1 of 10%2, exposure %3%4, likelihood %5%6.")
                        .arg(number(factors.impact), because(factors.impactWhy), QString::number(factors.exposure, 'f', 2), because(factors.exposureWhy),
                             QString::number(factors.likelihood, 'f', 2), because(factors.likelihoodWhy));
    for (const Occurrence &occurrence : finding.occurrences) {
        if (shown.wayIn.isEmpty() && occurrence.route.size() > 1) {
            for (const QUuid &step : occurrence.route) {
                if (const QString name = stepName(input.model, step); !name.isEmpty())
                    shown.wayIn.append(name);
            }
        }
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
    if (rule) {
        QStringList standards = rule->owaspApi;
        for (const int cwe : rule->cwe)
            standards.append(QStringLiteral("CWE-%1").arg(cwe));
        shown.standards = standards.join(QStringLiteral(", "));
    }
    return shown;
}

// Identifiers in the order in which people count: 2.2 before 16.10, AC-3 before AC-12.
struct NaturalId
{
    QString text;
    NaturalId(const QString &id) : text(id) {}

    friend bool operator<(const NaturalId &a, const NaturalId &b)
    {
        const auto numberAt = [](const QString &s, qsizetype &i) {
            qint64 n = 0;
            while (i < s.size() && s[i].isDigit() && n < 1'000'000'000)
                n = n * 10 + s[i++].digitValue();
            return n;
        };
        qsizetype i = 0, k = 0;
        while (i < a.text.size() && k < b.text.size()) {
            if (a.text[i].isDigit() && b.text[k].isDigit()) {
                const qint64 x = numberAt(a.text, i), y = numberAt(b.text, k);
                if (x != y)
                    return x < y;
            } else {
                if (a.text[i] != b.text[k])
                    return a.text[i] < b.text[k];
                ++i;
                ++k;
            }
        }
        const qsizetype restA = a.text.size() - i, restB = b.text.size() - k;
        return restA != restB ? restA < restB : a.text < b.text;
    }
};

bool isCase(const Finding &finding)
{
    return finding.kind == FindingKind::Weakness || finding.kind == FindingKind::Path || finding.kind == FindingKind::Drift;
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

void numberFindings(ReportInput &input)
{
    const auto number = [&](const QList<const Finding *> &findings, const QString &letter) {
        const int digits = qMax(2, int(QString::number(findings.size()).size()));
        for (qsizetype i = 0; i < findings.size(); ++i) {
            input.numbers.insert(findings[i]->fingerprint, QStringLiteral("%1-%2").arg(letter).arg(i + 1, digits, 10, QLatin1Char('0')));
            input.anchors.insert(findings[i]->fingerprint, QStringLiteral("finding-") + findings[i]->fingerprint);
        }
    };
    number(byRisk(input, isCase), QStringLiteral("W"));
    number(byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Question; }), QStringLiteral("Q"));
    number(byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Hygiene; }), QStringLiteral("H"));
}

ReportTable gravestFindings(const ReportInput &input, qsizetype most)
{
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.8, false}, {Report::tr("Band"), 1.1, false}, {Report::tr("Open, the gravest first"), 5, false}, {Report::tr("Subject"), 3.4, false}, {Report::tr("Risk"), 0.7, true}};
    for (const Finding *finding : byRisk(input, isCase)) {
        if (!isOpen(*finding) || table.rows.size() >= most)
            continue;
        const QString anchor = input.anchors.value(finding->fingerprint);
        table.rows.append({{input.numbers.value(finding->fingerprint), anchor, -1, true, {}},
                           {bandTitle(finding->band), {}, int(finding->band), false, {}},
                           {titleOf(input, *finding), {}, -1, false, {}},
                           {finding->subjectName.isEmpty() ? nameOf(input.model, finding->subject) : plain(finding->subjectName, 120), {}, -1, false, {}},
                           {number(finding->risk), {}, -1, false, {}}});
    }
    return table;
}

ReportSection findingsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("findings"), Report::tr("Findings by risk"), {}};
    const QList<const Finding *> findings = byRisk(input, isCase);
    if (findings.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No weakness was found in what was read. That says nothing about what was not read: see the scope and the questions."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("%n finding(s), the gravest first. One finding stands for one cause; the places where it shows are listed with it.", nullptr, int(findings.size())), false});
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.75, false}, {Report::tr("Risk"), 0.6, true}, {Report::tr("Band"), 0.9, false}, {Report::tr("Finding"), 4.2, false}, {Report::tr("Subject"), 2.9, false}, {Report::tr("Status"), 1.3, false}};
    for (const Finding *finding : findings) {
        const QString subject = finding->subjectName.isEmpty() ? nameOf(input.model, finding->subject) : plain(finding->subjectName, 300);
        table.rows.append({{input.numbers.value(finding->fingerprint), input.anchors.value(finding->fingerprint), -1, true, {}},
                           {number(finding->risk), {}, -1, false, {}},
                           {bandTitle(finding->band), {}, int(finding->band), false, {}},
                           {titleOf(input, *finding), input.anchors.value(finding->fingerprint), -1, false, {}},
                           {subject, {}, -1, false, {}},
                           {statusTitle(finding->status), {}, -1, false, {}}});
    }
    section.blocks.append(table);
    for (const Finding *finding : findings)
        section.blocks.append(caseFor(input, *finding));
    return section;
}

ReportSection questionsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("questions"), Report::tr("Questions"), {}};
    const QList<const Finding *> questions = byRisk(input, [](const Finding &f) { return f.kind == FindingKind::Question; });
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
            question = titleOf(input, *finding);
        QString about = finding->subjectName.isEmpty() ? nameOf(input.model, finding->subject) : plain(finding->subjectName, 300);
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
        table.rows.append({{input.numbers.value(finding->fingerprint), {}, -1, true, {}},
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
        table.rows.append({{input.numbers.value(finding->fingerprint), {}, -1, true, {}},
                           {titleOf(input, *finding), {}, -1, false, {}},
                           {finding->subjectName.isEmpty() ? nameOf(input.model, finding->subject) : plain(finding->subjectName, 300), {}, -1, false, {}},
                           {QString::number(finding->occurrences.size()), {}, -1, false, {}}});
    section.blocks.append(table);
    return section;
}

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
    table.columns = {{Report::tr("Control"), 2, false}, {Report::tr("On"), 2.2, false}, {Report::tr("State"), 0.9, false}, {Report::tr("How sure"), 1, false}, {Report::tr("Evidence"), 2.6, false}, {Report::tr("Owner"), 1.1, false}, {Report::tr("Until"), 1, false}};
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
    section.blocks.append(ReportParagraph{Report::tr("In the order in which they were taken; a later one on the same finding replaces an earlier one."), true});
    ReportTable table;
    table.columns = {{Report::tr("No."), 0.5, true}, {Report::tr("Date"), 1.05, false}, {Report::tr("Finding"), 3, false}, {Report::tr("Decision"), 1.1, false}, {Report::tr("Reason"), 3, false}, {Report::tr("By"), 1.2, false}, {Report::tr("Until"), 1.05, false}};
    for (const Decision &decision : std::as_const(decisions)) {
        const QString known = input.numbers.value(decision.fingerprint);
        QString title = plain(decision.findingTitle, 300);
        if (title.isEmpty())
            title = plain(decision.rule, 100);
        if (!known.isEmpty())
            title.prepend(known + QLatin1Char(' '));
        table.rows.append({{QString::number(decision.number), {}, -1, false, {}},
                           {dateTitle(decision.decidedAt), {}, -1, false, {}},
                           {title, known.startsWith(QLatin1Char('W')) ? input.anchors.value(decision.fingerprint) : QString(), -1, false, {}},
                           {stateTitle(decision.state), {}, -1, false, {}},
                           {plain(decision.reason), {}, -1, false, {}},
                           {plain(decision.decidedBy, 200), {}, -1, false, {}},
                           {dateTitle(decision.expires), {}, -1, false, {}}});
    }
    section.blocks.append(table);
    return section;
}

ReportSection standardsSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("standards"), Report::tr("Standards"), {}};
    // framework → entry, in the order of people → numbers of the findings that inform it
    QMap<QString, QMap<NaturalId, QStringList>> informed;
    for (const Finding *finding : byRisk(input, [](const Finding &f) { return f.kind != FindingKind::Hygiene; })) {
        const std::optional<RuleInfo> rule = ruleOf(input, *finding);
        if (!rule)
            continue;
        const QString number = input.numbers.value(finding->fingerprint);
        for (const QString &id : rule->owaspApi)
            informed[QStringLiteral("owasp-api-2023")][id].append(number);
        for (const int cwe : rule->cwe)
            informed[QStringLiteral("cwe")][QStringLiteral("CWE-%1").arg(cwe)].append(number);
        for (auto it = rule->standards.begin(); it != rule->standards.end(); ++it) {
            for (const QString &id : it.value())
                informed[it.key()][id].append(number);
        }
    }
    if (informed.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No finding of this report refers to a standard."), false});
        return section;
    }
    section.blocks.append(ReportParagraph{Report::tr("Only requirements that a finding or question of this report informs are named. A requirement that is missing here was "
                                             "not checked, or nothing was found; the table is no statement of compliance."), false});
    for (auto framework = informed.begin(); framework != informed.end(); ++framework) {
        QString title = input.vocabulary.frameworkTitle ? plain(input.vocabulary.frameworkTitle(framework.key()), 200) : QString();
        section.blocks.append(ReportHeading{title.isEmpty() ? framework.key() : title});
        ReportTable table;
        table.columns = {{Report::tr("Requirement"), 1.2, false}, {Report::tr("Subject"), 4.2, false}, {Report::tr("Findings and questions"), 3.6, false}};
        bool anyTitle = false;
        for (auto entry = framework->begin(); entry != framework->end(); ++entry) {
            QString id = entry.key().text;
            QString about = input.vocabulary.standardTitle ? plain(input.vocabulary.standardTitle(framework.key(), id), 300) : QString();
            if (framework.key() == QLatin1String("capec") && !id.startsWith(QLatin1String("CAPEC"))) {
                id.prepend(QStringLiteral("CAPEC-"));
                about = input.vocabulary.standardTitle ? plain(input.vocabulary.standardTitle(framework.key(), id), 300) : QString();
            }
            anyTitle = anyTitle || !about.isEmpty();
            QStringList numbers = entry.value();
            std::stable_sort(numbers.begin(), numbers.end(), [](const QString &a, const QString &b) { return a[0] > b[0]; }); // W, then Q
            const qsizetype told = 24;
            QString shown = numbers.mid(0, told).join(QStringLiteral(", "));
            if (numbers.size() > told)
                shown += QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(numbers.size() - told));
            table.rows.append({{id, {}, -1, true, {}}, {about, {}, -1, false, {}}, {shown, {}, -1, false, {}}});
        }
        if (!anyTitle) { // its publisher does not allow the titles to be shown
            table.columns = {{Report::tr("Requirement"), 1.2, false}, {Report::tr("Findings and questions"), 7.8, false}};
            for (QList<ReportCell> &row : table.rows)
                row.removeAt(1);
        }
        section.blocks.append(table);
    }
    return section;
}

} // namespace drawbridge
