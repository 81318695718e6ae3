// SPDX-License-Identifier: Apache-2.0
#include "panels/findingcase.h"

#include "analysis/decisions.h"
#include "common/chip.h"
#include "common/factorbar.h"
#include "common/flowlayout.h"
#include "common/painting.h"
#include "common/plaintext.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"
#include "panels/decisionform.h"
#include "panels/specexcerpt.h"
#include "tables/findingrow.h"
#include "tables/words.h"
#include "threatmodel/threats.h"

#include <QDate>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int occurrencesShown = 8;
constexpr int evidenceShown = 8;

void section(QVBoxLayout &layout, const QString &title)
{
    layout.addSpacing(10);
    layout.addWidget(new SectionHeader(title));
}

const Source *sourceOf(const ThreatModel &model, const SourceRef &at)
{
    const Source *found = nullptr;
    for (const Source &source : model.sources) {
        if (source.path == at.file && (!found || source.id < found->id))
            found = &source;
    }
    return found;
}

} // namespace

FindingCase::FindingCase(SourceReader &reader, QWidget *parent) : QWidget(parent), m_reader(reader)
{
    setObjectName(u"findingCase"_s);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_form = new DecisionForm;
    m_layout->addWidget(m_form);
    m_layout->addStretch(1);
    connect(m_form, &DecisionForm::decided, this, &FindingCase::decided);
}

void FindingCase::show(const Finding &finding, const RuleTexts &rules, const ThreatModel &model)
{
    const Decision *decision = model.decisions.find(finding.decision);
    const std::optional<Decision> inForce = decision ? std::optional(*decision) : std::nullopt;
    if (m_body && finding == m_finding && inForce == m_decisionShown && m_triple == m_tripleShown)
        return;
    m_tripleShown = m_triple;
    m_placeNames.clear();
    for (const Occurrence &o : finding.occurrences) {
        const Operation *operation = model.operations.find(o.operation);
        const Field *field = model.fields.find(o.field);
        const QString name = operation ? words::operationName(*operation) : QString();
        m_placeNames << (field && !operation ? words::fieldName(model, *field) : operation ? name : words::nameOf(model, o.subject));
    }
    m_elementName = model.elements.value(finding.service).name;
    if (finding.fingerprint != m_finding.fingerprint)
        m_form->hide();
    m_finding = finding;
    const RuleInfo *rule = rules.rule(finding.rule);
    m_rule = rule || !finding.own.title.isEmpty() ? std::optional(wordsOf(finding, rule)) : std::nullopt;
    m_title = rules.title(finding);
    m_asked = rules.askedControl(finding);
    m_decisionShown = inForce;
    rebuild(model);
}

void FindingCase::setRiskTriple(const std::optional<RiskTriple> &triple)
{
    m_triple = triple;
}

void FindingCase::ask(DecisionState state)
{
    m_form->ask(state, m_finding, m_title, m_placeNames, m_elementName);
}

void FindingCase::rebuild(const ThreatModel &model)
{
    if (m_body)
        m_body->deleteLater();
    m_body = new QWidget;
    auto *layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    addHeader(*layout);
    addThreatButtons(*layout);
    if (m_finding.kind == FindingKind::Question)
        addAnswers(*layout);
    else
        addFactors(*layout);
    addWayIn(*layout, model);
    addEvidence(*layout, model);
    addOccurrences(*layout, model);
    addRemedies(*layout);
    addStandards(*layout);
    addDecision(*layout, model);
    m_layout->insertWidget(0, m_body);
}

void FindingCase::addHeader(QVBoxLayout &layout)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *badge = new RiskBadge;
    badge->setLarge(true);
    const bool question = m_finding.kind == FindingKind::Question;
    badge->setRisk(m_finding.risk, question ? -1 : int(m_finding.band));
    row->addWidget(badge);
    auto *band = plainLabel(question ? words::of(FindingKind::Question) : words::of(m_finding.band), "strong");
    band->setWordWrap(false);
    row->addWidget(band);
    const bool byHand = m_finding.rule == QLatin1StringView(threatRule);
    auto *what = plainLabel(u"%1 · %2"_s.arg(words::of(m_finding.confidence), byHand ? tr("written by hand") : oneLine(m_finding.rule, 40)), "muted");
    what->setWordWrap(false);
    what->setMinimumWidth(20);
    row->addWidget(what, 1);
    layout.addLayout(row);
    layout.addSpacing(4);
    auto *title = plainLabel(oneLine(m_title, 400), "title");
    title->setObjectName(u"findingTitle"_s);
    layout.addWidget(title);
    if (!m_finding.subjectName.isEmpty()) {
        auto *cause = new ElidedLabel(m_finding.subjectName, nullptr, Qt::ElideMiddle);
        cause->setFont(monospaceFont());
        cause->setMuted(true);
        layout.addWidget(cause);
    }
    if (m_rule && !m_rule->why.isEmpty()) {
        auto *why = plainLabel(ruleText(m_rule->why).simplified(), "secondary");
        why->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout.addWidget(why);
    }
}

void FindingCase::addThreatButtons(QVBoxLayout &layout)
{
    if (m_finding.rule != QLatin1StringView(threatRule) || m_finding.status == FindingStatus::Gone)
        return;
    auto *row = new QWidget;
    auto *buttons = new FlowLayout(row, 6);
    const auto add = [&](const QString &text, const char *name, auto signal) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        connect(button, &QPushButton::clicked, this, [this, signal] { emit(this->*signal)(m_finding.fingerprint); });
        buttons->addWidget(button);
    };
    add(tr("Change the threat…"), "threatChange", &FindingCase::threatChangeWanted);
    add(tr("Remove it"), "threatRemove", &FindingCase::threatRemovalWanted);
    layout.addWidget(row);
}

void FindingCase::addFactors(QVBoxLayout &layout)
{
    section(layout, tr("Why this score"));
    const QLocale locale;
    const auto add = [&](const QString &name, double fraction, const QString &value, const LateText &why) {
        auto *bar = new FactorBar(name);
        bar->setValue(fraction, value, int(m_finding.band), why.toString());
        layout.addWidget(bar);
    };
    const RiskFactors &f = m_finding.factors;
    add(tr("Impact"), f.impact / 10, locale.toString(f.impact, 'f', 1), f.impactWhy);
    add(tr("Exposure"), f.exposure, locale.toString(f.exposure, 'f', 2), f.exposureWhy);
    add(tr("Likelihood"), f.likelihood, locale.toString(f.likelihood, 'f', 2), f.likelihoodWhy);
    if (m_finding.band < m_finding.bandByRisk)
        layout.addWidget(plainLabel(tr("By its figure it would be %1; a rule that regulation stands behind sets the floor at %2.")
                                        .arg(words::of(m_finding.bandByRisk), words::of(m_finding.band)), "small"));
    if (m_triple && (m_triple->inherent > m_triple->current + 0.04 || m_triple->target < m_triple->current - 0.04)) {
        auto *line = plainLabel(tr("Without any control %1 · now %2 · with what is planned %3")
                                    .arg(riskText(m_triple->inherent), riskText(m_triple->current), m_triple->target <= 0 ? tr("closed") : riskText(m_triple->target)), "secondary");
        line->setObjectName(u"riskTriple"_s);
        layout.addWidget(line);
    }
}

void FindingCase::addWayIn(QVBoxLayout &layout, const ThreatModel &model)
{
    if (m_finding.occurrences.isEmpty() || m_finding.occurrences.first().route.isEmpty())
        return;
    const Occurrence &worst = m_finding.occurrences.first();
    section(layout, tr("The way in"));
    int step = 0;
    const auto addStep = [&](const QString &text, const Subject &subject) {
        auto *row = new RowButton(text);
        row->setStep(++step);
        row->setWrapped(true);
        connect(row, &RowButton::clicked, this, [this, subject, route = worst.route] {
            emit routeChosen(route);
            emit subjectChosen(subject);
        });
        layout.addWidget(row);
    };
    for (const QUuid &id : worst.route) {
        if (const Element *element = model.elements.find(ElementId(id))) {
            if (step == 0)
                addStep(tr("%1 starts").arg(element->actorClass == ActorClass::NotAnActor ? element->name : words::of(element->actorClass)),
                        {SubjectKind::Element, id});
        } else if (const DataFlow *flow = model.flows.find(FlowId(id))) {
            const QString target = model.elements.value(flow->target).name;
            addStep(flow->protocol.isEmpty() ? tr("reaches %1").arg(target) : tr("reaches %1 over %2").arg(target, flow->protocol), {SubjectKind::Flow, id});
        }
    }
    if (const Operation *operation = model.operations.find(worst.operation))
        addStep(tr("calls %1").arg(words::operationName(*operation)), {SubjectKind::Operation, worst.operation.uuid()});
}

void FindingCase::addEvidence(QVBoxLayout &layout, const ThreatModel &model)
{
    if (m_finding.occurrences.isEmpty())
        return;
    const Occurrence &worst = m_finding.occurrences.first();
    // The lines of the file that most of it stands in.
    QList<int> marked;
    SourceRef main = worst.at;
    for (const Evidence &evidence : worst.evidence) {
        if (main.line <= 0 && evidence.at.line > 0)
            main = evidence.at;
    }
    if (main.line > 0)
        marked.append(main.line);
    for (const Evidence &evidence : worst.evidence) {
        if (evidence.at.file == main.file && evidence.at.line > 0 && !marked.contains(evidence.at.line) && marked.size() < 4)
            marked.append(evidence.at.line);
    }
    if (worst.evidence.isEmpty() && marked.isEmpty())
        return;
    section(layout, main.file.isEmpty() ? tr("Evidence") : tr("Evidence · %1").arg(oneLine(main.file, 40)));
    for (qsizetype i = 0; i < std::min<qsizetype>(worst.evidence.size(), evidenceShown); ++i) {
        const Evidence &evidence = worst.evidence[i];
        auto *line = plainLabel(oneLine(evidence.say.toString(), 400), "secondary");
        if (evidence.at.line > 0)
            line->setToolTip(plainToolTip(words::place(evidence.at)));
        layout.addWidget(line);
    }
    if (const Source *source = marked.isEmpty() ? nullptr : sourceOf(model, main)) {
        auto *excerpt = new SpecExcerpt;
        excerpt->setObjectName(u"specExcerpt"_s);
        excerpt->load(m_reader, *source, marked);
        layout.addWidget(excerpt);
    }
}

void FindingCase::addOccurrences(QVBoxLayout &layout, const ThreatModel &model)
{
    if (m_finding.occurrences.size() < 2)
        return;
    section(layout, tr("Seen at %n place(s)", nullptr, int(m_finding.occurrences.size())));
    for (qsizetype i = 0; i < std::min<qsizetype>(m_finding.occurrences.size(), occurrencesShown); ++i) {
        const Occurrence &o = m_finding.occurrences[i];
        const Operation *operation = model.operations.find(o.operation);
        const Field *field = model.fields.find(o.field);
        auto *row = new RowButton(operation ? operation->path : field ? words::fieldName(model, *field) : words::nameOf(model, o.subject));
        if (operation)
            row->setChip(operation->method);
        row->setMonospace(operation || field);
        row->setDetail(words::place({QString(), QString(), 0, 0}));
        const Subject subject = operation ? Subject{SubjectKind::Operation, operation->id.uuid()} : field ? Subject{SubjectKind::Field, field->id.uuid()} : o.subject;
        connect(row, &RowButton::clicked, this, [this, subject] { emit subjectChosen(subject); });
        layout.addWidget(row);
    }
    if (m_finding.occurrences.size() > occurrencesShown)
        layout.addWidget(plainLabel(tr("and %n more", nullptr, int(m_finding.occurrences.size() - occurrencesShown)), "small"));
}

void FindingCase::addRemedies(QVBoxLayout &layout)
{
    if (m_finding.remedies.isEmpty() && (!m_rule || m_rule->fix.isEmpty()))
        return;
    section(layout, tr("What would change it"));
    if (m_rule && !m_rule->fix.isEmpty()) {
        auto *fix = plainLabel(ruleText(m_rule->fix).simplified(), "secondary");
        fix->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout.addWidget(fix);
    }
    const Subject subject = m_finding.service.isNull() ? m_finding.subject : Subject{SubjectKind::Element, m_finding.service.uuid()};
    for (const Remedy &remedy : m_finding.remedies) {
        auto *line = new QHBoxLayout;
        auto *name = plainLabel(words::control(remedy.control), "remedy");
        auto *effect = plainLabel(remedy.closes ? tr("closed") : riskText(remedy.riskAfter), remedy.closes ? "good" : "strong");
        effect->setWordWrap(false);
        effect->setToolTip(remedy.closes ? tr("This alone closes the finding.") : tr("The risk that would remain."));
        line->addWidget(name, 1);
        line->addWidget(effect, 0, Qt::AlignTop);
        auto *add = new QPushButton(tr("Add…"));
        add->setObjectName(u"remedyAdd"_s);
        add->setAccessibleName(tr("Add the control %1").arg(words::control(remedy.control)));
        const QString effort = remedy.cost <= 1 ? tr("a setting") : remedy.cost < 8 ? tr("code") : tr("a change of the architecture");
        add->setToolTip(plainToolTip(tr("Effort: %1. Shows what it closes before anything is changed.").arg(effort)));
        connect(add, &QPushButton::clicked, this, [this, kind = remedy.control, subject] { emit controlWanted(kind, subject); });
        line->addWidget(add, 0, Qt::AlignTop);
        line->setContentsMargins(0, 4, 0, 4);
        layout.addLayout(line);
        layout.addWidget(horizontalRule());
    }
}

void FindingCase::addStandards(QVBoxLayout &layout)
{
    if (!m_rule)
        return;
    QStringList chips;
    for (const QString &owasp : m_rule->owaspApi)
        chips.append(u"OWASP "_s + owasp);
    for (const int cwe : m_rule->cwe)
        chips.append(u"CWE-%1"_s.arg(cwe));
    if (!m_rule->stride.isEmpty())
        chips.append(u"STRIDE "_s + m_rule->stride.join(QString()));
    if (!m_rule->linddun.isEmpty())
        chips.append(u"LINDDUN "_s + m_rule->linddun.join(QString()));
    static const std::pair<QLatin1StringView, QLatin1StringView> names[] = {{"nist-800-53r5"_L1, "NIST"_L1}, {"asvs"_L1, "ASVS"_L1}, {"pci-dss-4"_L1, "PCI DSS"_L1},
                                                                            {"gdpr"_L1, "GDPR"_L1}, {"cis-v8"_L1, "CIS"_L1}};
    for (const auto &[key, name] : names) {
        for (const QString &id : m_rule->standards.value(key))
            chips.append(name + u' ' + id);
    }
    if (chips.isEmpty())
        return;
    section(layout, tr("Maps to"));
    auto *box = new QWidget;
    auto *flow = new FlowLayout(box, 5);
    for (const QString &text : std::as_const(chips)) {
        auto *chip = new Chip(text);
        if (text.startsWith("STRIDE"_L1)) {
            QStringList letters;
            for (const QString &letter : m_rule->stride)
                letters.append(words::strideLetter(letter));
            chip->setToolTip(letters.join(u", "_s));
        }
        flow->addWidget(chip);
    }
    layout.addWidget(box);
}

void FindingCase::addDecision(QVBoxLayout &layout, const ThreatModel &model)
{
    Q_UNUSED(model);
    const bool question = m_finding.kind == FindingKind::Question;
    if (question && (!m_decisionShown || m_decisionShown->state == DecisionState::Open))
        return;
    layout.addSpacing(10);
    const bool decided = m_decisionShown && m_decisionShown->state != DecisionState::Open && m_finding.status != FindingStatus::Reopened;
    if (m_finding.status == FindingStatus::Reopened) {
        const QString because = oneLine(m_finding.reopenedBecause.toString(), 300);
        layout.addWidget(plainLabel(because.isEmpty() ? tr("Open again: the evidence has changed since the decision.") : tr("Open again: %1").arg(because), "error"));
    }
    if (m_decisionShown && m_decisionShown->state != DecisionState::Open) {
        layout.addWidget(new SectionHeader(tr("Decision")));
        QStringList who;
        if (!m_decisionShown->owner.isEmpty())
            who.append(m_decisionShown->owner);
        const QDateTime at = QDateTime::fromString(m_decisionShown->decidedAt, Qt::ISODate);
        if (at.isValid())
            who.append(QLocale().toString(at.toLocalTime().date(), QLocale::ShortFormat));
        if (const QDate until = QDate::fromString(m_decisionShown->expires.left(10), Qt::ISODate); until.isValid())
            who.append(tr("until %1").arg(QLocale().toString(until, QLocale::ShortFormat)));
        if (!m_decisionShown->reference.isEmpty())
            who.append(m_decisionShown->reference);
        auto *state = plainLabel(words::of(FindingStatus(int(m_decisionShown->state))) + (who.isEmpty() ? QString() : u" · "_s + oneLine(who.join(u" · "_s), 160)), "strong");
        state->setObjectName(u"decisionState"_s);
        layout.addWidget(state);
        layout.addWidget(plainLabel(oneLine(m_decisionShown->reason, 1000), "secondary"));
        const auto then = FindingContext::fromDigest(m_decisionShown->contextDigest), now = FindingContext::fromDigest(m_finding.contextDigest);
        const QList<LateText> changes = then && now ? changesSince(*then, *now) : QList<LateText>();
        if (!changes.isEmpty() && m_finding.status != FindingStatus::Gone) {
            layout.addWidget(plainLabel(tr("What changed since"), "strong"));
            for (const LateText &change : changes)
                layout.addWidget(plainLabel(oneLine(change.toString(), 300), "secondary"));
        }
    }
    auto *row = new QWidget;
    auto *buttons = new FlowLayout(row, 6);
    const auto add = [&](const QString &text, DecisionState state, const char *name, bool primary) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        if (primary)
            button->setProperty("role", u"primary"_s);
        connect(button, &QPushButton::clicked, this, [this, state] { ask(state); });
        buttons->addWidget(button);
    };
    if (decided) {
        auto *undo = new QPushButton(tr("Take the decision back"));
        undo->setObjectName(u"decisionWithdraw"_s);
        connect(undo, &QPushButton::clicked, this, [this] { emit withdrawn(m_decisionShown->fingerprint); });
        buttons->addWidget(undo);
    } else if (!question) {
        add(tr("Mitigate…"), DecisionState::Mitigated, "decideMitigate", true);
        add(tr("Accept…"), DecisionState::Accepted, "decideAccept", false);
        add(tr("Transfer…"), DecisionState::Transferred, "decideTransfer", false);
        add(tr("Not a threat…"), DecisionState::FalsePositive, "decideFalsePositive", false);
    }
    layout.addWidget(row);
}

void FindingCase::addAnswers(QVBoxLayout &layout)
{
    const QString kind = m_asked;
    if (kind.isEmpty())
        return;
    section(layout, tr("Answer"));
    layout.addWidget(plainLabel(tr("%1, here:").arg(words::control(kind)), "secondary"));
    auto *row = new QWidget;
    auto *buttons = new FlowLayout(row, 6);
    const auto add = [&](const QString &text, ControlState state, const char *name, bool primary) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        if (primary)
            button->setProperty("role", u"primary"_s);
        connect(button, &QPushButton::clicked, this, [this, kind, state] {
            Control control;
            control.kind = kind;
            control.subject = m_finding.subject;
            control.state = state;
            control.quality = ControlQuality::Asserted;
            control.date = QDate::currentDate().toString(Qt::ISODate);
            control.expires = state == ControlState::Unknown ? QString() : QDate::currentDate().addDays(365).toString(Qt::ISODate);
            emit answered(control);
        });
        buttons->addWidget(button);
    };
    add(tr("Present"), ControlState::Present, "answerPresent", true);
    add(tr("Absent"), ControlState::Absent, "answerAbsent", false);
    add(tr("Planned"), ControlState::Planned, "answerPlanned", false);
    add(tr("Don't know"), ControlState::Unknown, "answerUnknown", false);
    layout.addWidget(row);
}

} // namespace drawbridge
