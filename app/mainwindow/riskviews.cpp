// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/riskviews.h"

#include "base/moment.h"
#include "document/document.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "edits/projectedits.h"
#include "edits/threatedits.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/selectionlink.h"
#include "mainwindow/whatifrunner.h"
#include "panels/findingcase.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/threatform.h"
#include "riskpanels/contextform.h"
#include "riskpanels/controlform.h"
#include "riskpanels/controlshere.h"
#include "riskpanels/controlspanel.h"
#include "riskpanels/coverageview.h"
#include "riskpanels/decisionspanel.h"
#include "riskpanels/questionspanel.h"
#include "riskpanels/risksettingsform.h"
#include "riskpanels/standardsview.h"
#include "riskpanels/tablepane.h"
#include "tables/words.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int answerDays = 365; // an answer ends after a year (ENGINE section 9)

QString user()
{
    return qEnvironmentVariable("USER");
}

} // namespace

RiskViews::RiskViews(const Parts &parts, QWidget *window)
    : QObject(window), m_parts(parts), m_window(window), m_whatIf(new WhatIfRunner(this)), m_figures(new RiskFigures(this)), m_questions(new QuestionsPanel),
      m_controls(new ControlsPanel), m_decisions(new DecisionsPanel), m_coverage(new CoverageView), m_standards(new StandardsView)
{
    m_parts.tables.replaceTable(FindingsPanel::Questions, m_questions);
    m_parts.tables.addView(tr("Controls"), m_controls);
    m_parts.tables.addView(tr("Coverage"), m_coverage);
    m_parts.tables.addView(tr("Standards"), m_standards);
    m_parts.tables.addView(tr("Decisions"), m_decisions);
    connectPanels();
    connectInspector();
    connect(&m_parts.analysis, &AnalysisController::analysed, this, &RiskViews::update);
    connect(m_figures, &RiskFigures::ready, this, [this] {
        const RiskFigureSet &figures = m_figures->figures();
        m_parts.inspector.setRiskProfile(figures.profile);
        m_coverage->setCoverage(figures.stride, figures.owasp, m_parts.analysis.outcome().result->findings, m_parts.analysis.rules());
        m_standards->setTables(figures.standards);
    });
}

RiskViews::~RiskViews() = default;

void RiskViews::setThreads(const QHash<QString, RowThreads> &threads)
{
    m_questions->setThreads(threads);
}

void RiskViews::connectPanels()
{
    connect(m_questions, &QuestionsPanel::answered, this, &RiskViews::answer);
    connect(m_questions, &QuestionsPanel::findingChosen, &m_parts.selection, &SelectionLink::selectFinding);
    connect(m_questions, &QuestionsPanel::threadsWanted, this, &RiskViews::threadsWanted);
    connect(m_controls, &ControlsPanel::addWanted, this, [this](const Subject &subject) { addControl({}, subject); });
    connect(m_controls, &ControlsPanel::changeWanted, this, [this](const ControlId &id) {
        if (const Control *control = m_parts.document.model().controls.find(id))
            askControl(*control);
    });
    connect(m_controls, &ControlsPanel::removalWanted, this,
            [this](const ControlId &id) { push(tr("Remove a control"), removeControls(m_parts.document.model(), {id})); });
    connect(m_controls, &ControlsPanel::subjectChosen, &m_parts.selection, &SelectionLink::selectSubject);
    connect(m_controls, &ControlsPanel::previewWanted, this, [this](const ControlId &id) {
        const ThreatModel &model = m_parts.document.model();
        m_whatIf->ask(model, removeControls(model, {id}), m_parts.analysis.catalogue(), m_parts.analysis.outcome().result, QDate::currentDate(),
                      [this, id](const WhatIf &preview) { m_controls->showPreview(id, preview); });
    });
    connect(m_decisions, &DecisionsPanel::findingChosen, &m_parts.selection, &SelectionLink::selectFinding);
    connect(m_decisions, &DecisionsPanel::withdrawalWanted, this, [this](const QString &fingerprint) {
        push(tr("Take a decision back"), withdrawDecision(m_parts.document.model(), fingerprint, {}, user(), isoNow()));
    });
    connect(m_coverage, &CoverageView::findingChosen, &m_parts.selection, &SelectionLink::selectFinding);
    connect(m_coverage, &CoverageView::subjectChosen, &m_parts.selection, &SelectionLink::selectSubject);
    connect(m_standards, &StandardsView::findingChosen, &m_parts.selection, &SelectionLink::selectFinding);
}

void RiskViews::connectInspector()
{
    const FindingCase *findingCase = m_parts.inspector.findingCase();
    connect(findingCase, &FindingCase::threatChangeWanted, this, [this](const QString &fingerprint) {
        if (const Threat *threat = threatOf(m_parts.document.model(), fingerprint))
            askThreat(*threat);
    });
    connect(findingCase, &FindingCase::threatRemovalWanted, this, [this](const QString &fingerprint) {
        if (const Threat *threat = threatOf(m_parts.document.model(), fingerprint))
            push(tr("Remove a threat"), removeThreats(m_parts.document.model(), {threat->id}));
    });
    connect(findingCase, &FindingCase::controlWanted, this, &RiskViews::addControl);
    connect(m_parts.inspector.controlsHere(), &ControlsHere::addWanted, this, [this](const Subject &subject) { addControl({}, subject); });
    connect(m_parts.inspector.controlsHere(), &ControlsHere::changeWanted, this, [this](const ControlId &id) {
        if (const Control *control = m_parts.document.model().controls.find(id))
            askControl(*control);
    });
    connect(&m_parts.inspector, &Inspector::contextWanted, this, &RiskViews::editContext);
}

void RiskViews::update()
{
    const AnalysisOutcome &outcome = m_parts.analysis.outcome();
    const QDate today = QDate::currentDate();
    m_questions->setQuestions(questionsOf(*outcome.model, *outcome.result, today), *outcome.model, m_parts.analysis.rules());
    m_controls->setModel(*outcome.model, today);
    m_decisions->setModel(*outcome.model, today);
    m_parts.tables.setViewCount(m_questions, m_questions->count());
    m_parts.tables.setViewCount(m_controls, int(outcome.model->controls.size()));
    m_parts.tables.setViewCount(m_decisions, int(outcome.model->decisions.size()));
    m_figures->update(outcome.model, outcome.result, m_parts.analysis.catalogue(), today);
}

void RiskViews::push(const QString &text, const Delta &delta)
{
    if (delta.isEmpty())
        return;
    m_parts.document.endMerge();
    m_parts.document.push(text, delta);
    emit pushed(text);
}

Subject RiskViews::selected() const
{
    // The case for a finding is shown: what it is about is meant.
    for (const Finding &finding : m_parts.analysis.outcome().result->findings) {
        if (!finding.fingerprint.isEmpty() && finding.fingerprint == m_parts.inspector.fingerprint())
            return finding.subject;
    }
    return m_parts.inspector.subject();
}

void RiskViews::addThreat()
{
    Threat threat;
    threat.subject = selected();
    askThreat(threat);
}

void RiskViews::askThreat(const Threat &threat)
{
    auto *form = new ThreatForm(m_parts.document.model(), threat, m_window);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &ThreatForm::submitted, this, [this](const Threat &written) {
        const ThreatModel &model = m_parts.document.model();
        const bool known = model.threats.contains(written.id);
        push(known ? tr("Change a threat") : tr("Add a threat"), known ? changeThreat(model, written) : drawbridge::addThreat(model, written));
    });
    form->open();
}

void RiskViews::addControlHere()
{
    addControl({}, selected());
}

void RiskViews::addControl(const QString &kind, const Subject &subject)
{
    static constexpr SubjectKind kinds[] = {SubjectKind::Project, SubjectKind::Element, SubjectKind::Flow, SubjectKind::Boundary, SubjectKind::Operation};
    Control control;
    control.kind = kind;
    if (std::find(std::begin(kinds), std::end(kinds), subject.kind) != std::end(kinds))
        control.subject = subject;
    control.date = QDate::currentDate().toString(Qt::ISODate);
    askControl(control);
}

void RiskViews::askControl(const Control &control)
{
    const auto catalogue = m_parts.analysis.catalogue();
    if (!catalogue)
        return;
    auto *form = new ControlForm(m_parts.document.model(), *catalogue, control, m_window);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &ControlForm::previewWanted, this, [this, form = QPointer<ControlForm>(form)](int number, const Delta &delta) {
        m_whatIf->ask(m_parts.document.model(), delta, m_parts.analysis.catalogue(), m_parts.analysis.outcome().result, QDate::currentDate(),
                      [form, number](const WhatIf &preview) {
                          if (form)
                              form->showPreview(number, preview);
                      });
    });
    connect(form, &ControlForm::submitted, this, [this](const Control &written) {
        push(tr("Control: %1, %2").arg(words::control(written.kind), words::of(written.state)), setControl(m_parts.document.model(), written));
    });
    form->open();
}

void RiskViews::answer(const QuestionAnswer &answer)
{
    const ThreatModel &model = m_parts.document.model();
    const QDate today = QDate::currentDate();
    const QString control = words::control(answer.question.control);
    if (answer.word == QuestionAnswer::Word::NotApplicable) {
        QList<Decision> decisions;
        for (const Finding &finding : m_parts.analysis.outcome().result->findings) {
            if (!answer.question.findings.contains(finding.fingerprint))
                continue;
            Decision decision;
            decision.fingerprint = finding.fingerprint;
            decision.rule = finding.rule;
            decision.findingTitle = m_parts.analysis.rules().title(finding);
            decision.state = DecisionState::Answered;
            decision.reason = answer.evidence.isEmpty() ? tr("Not applicable.") : tr("Not applicable: %1").arg(answer.evidence);
            decision.owner = answer.owner;
            decision.decidedBy = user();
            decision.decidedAt = isoNow();
            decision.expires = today.addDays(answerDays).toString(Qt::ISODate);
            decision.contextDigest = finding.contextDigest;
            decisions.append(decision);
        }
        return push(tr("Answer: %1, not applicable").arg(control), decide(model, decisions));
    }
    Control said;
    said.kind = answer.question.control;
    said.subject = answer.question.point;
    said.state = answer.word == QuestionAnswer::Word::Yes ? ControlState::Present : answer.word == QuestionAnswer::Word::Planned ? ControlState::Planned : ControlState::Absent;
    said.quality = ControlQuality::Asserted;
    said.owner = answer.owner;
    said.evidence = answer.evidence;
    said.date = today.toString(Qt::ISODate);
    said.expires = today.addDays(answerDays).toString(Qt::ISODate);
    QList<Control> controls = {said};
    // "No" settles it only when none of the safeguards is there that would do as well.
    if (said.state != ControlState::Present) {
        for (const QString &other : answer.question.others) {
            Control absent = said;
            absent.kind = other;
            absent.state = ControlState::Absent;
            controls.append(absent);
        }
    }
    push(tr("Answer: %1, %2").arg(control, words::of(said.state)), setControls(model, controls));
}

void RiskViews::editRiskFormula()
{
    auto *form = new RiskSettingsForm(m_parts.document.model().project().riskSettings, m_window);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &RiskSettingsForm::submitted, this, [this](const QList<NamedValue> &changed) {
        ProjectInfo project = m_parts.document.model().project();
        project.riskSettings = changed;
        push(tr("Change the risk formula"), setProject(m_parts.document.model(), project));
    });
    form->open();
}

void RiskViews::editContext()
{
    auto *form = new ContextForm(m_parts.document.model().project(), m_window);
    form->setAttribute(Qt::WA_DeleteOnClose);
    connect(form, &ContextForm::submitted, this, [this](const ProjectInfo &project) {
        push(tr("Change the business context"), setProject(m_parts.document.model(), project));
    });
    form->open();
}

} // namespace drawbridge
