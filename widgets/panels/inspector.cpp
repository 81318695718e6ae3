// SPDX-License-Identifier: Apache-2.0
#include "panels/inspector.h"

#include "base/moment.h"
#include "common/smallwidgets.h"
#include "edits/assetedits.h"
#include "edits/boundaryedits.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/interfaceedits.h"
#include "edits/projectedits.h"
#include "panels/assetform.h"
#include "panels/decisionform.h"
#include "panels/findingcase.h"
#include "panels/forms.h"
#include "panels/multiform.h"
#include "panels/sourcereader.h"
#include "riskpanels/controlshere.h"
#include "tables/words.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

struct Inspector::Pages
{
    ElementForm element;
    FlowForm flow;
    BoundaryForm boundary;
    OperationForm operation;
    FieldForm field;
    ProjectForm project;
    SourceForm source;
    AssetForm asset;
    MultiForm several;
};

namespace {

} // namespace

Inspector::Inspector(Document &document, SourceReader &reader, QWidget *parent)
    : QScrollArea(parent), m_document(document), m_reader(reader), m_analysis(std::make_shared<AnalysisResult>()), m_pages(std::make_unique<Pages>())
{
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Inspector"));
    setProperty("role", u"panel"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(240);
    auto *content = new QWidget;
    content->setProperty("role", u"page"_s);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 16);
    m_stack = new QWidget;
    auto *pages = new QVBoxLayout(m_stack);
    pages->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_controls = new ControlsHere;
    layout->addWidget(m_controls);
    auto *context = new QPushButton(tr("Business context…"));
    context->setObjectName(u"businessContext"_s);
    connect(context, &QPushButton::clicked, this, &Inspector::contextWanted);
    layout->addWidget(context, 0, Qt::AlignLeft);
    m_contextButton = context;
    layout->addStretch(1);
    setWidget(content);

    m_case = new FindingCase(m_reader);
    for (QWidget *page : std::initializer_list<QWidget *>{&m_pages->element, &m_pages->flow, &m_pages->boundary, &m_pages->operation, &m_pages->field, &m_pages->project,
                                                          &m_pages->source, &m_pages->asset, &m_pages->several, m_case}) {
        page->hide();
        pages->addWidget(page);
    }

    m_pages->element.setCommit([this](const Element &after, const QString &text) { push(text, setElement(m_document.model(), after)); });
    m_pages->flow.setCommit([this](const DataFlow &after, const QString &text) { push(text, setFlow(m_document.model(), after)); });
    m_pages->boundary.setCommit([this](const TrustBoundary &after, const QString &text) { push(text, setBoundary(m_document.model(), after)); });
    m_pages->operation.setCommit([this](const Operation &after, const QString &text) { push(text, setRoles(m_document.model(), {after.id}, after.roles)); });
    m_pages->field.setCommit([this](const Field &after, const QString &text) {
        const Field before = m_document.model().fields.value(after.id);
        push(text, before.dataClass != after.dataClass ? setDataClass(m_document.model(), {after.id}, after.dataClass)
                                                       : setSemantic(m_document.model(), {after.id}, after.semantic));
    });
    m_pages->project.setCommit([this](const ProjectInfo &after, const QString &text) {
        ProjectInfo info = after;
        info.id = ProjectInfo::theId();
        push(text, setProject(m_document.model(), info));
    });
    m_pages->asset.setCommit([this](const DataAsset &after, const QString &text) { push(text, setAsset(m_document.model(), after)); });
    connect(&m_pages->several, &MultiForm::edited, this, [this](const QString &text, const MultiForm::Edit &edit) { push(text, edit(m_document.model())); });
    connect(m_case, &FindingCase::subjectChosen, this, &Inspector::subjectChosen);
    connect(m_case, &FindingCase::routeChosen, this, &Inspector::routeChosen);
    connect(m_case, &FindingCase::decided, this, [this](Decision decision) {
        decision.decidedBy = qEnvironmentVariable("USER");
        const QString text = tr("Decide: %1").arg(words::of(FindingStatus(int(decision.state))));
        push(text, decide(m_document.model(), {decision}));
        emit pushed(text);
    });
    connect(m_case, &FindingCase::withdrawn, this, [this](const QString &fingerprint) {
        push(tr("Take a decision back"), withdrawDecision(m_document.model(), fingerprint, {}, qEnvironmentVariable("USER"), isoNow()));
    });
    connect(m_case, &FindingCase::answered, this, [this](const Control &control) {
        const QString text = tr("Answer: %1, %2").arg(words::control(control.kind), words::of(control.state));
        push(text, setControl(m_document.model(), control));
        emit pushed(text);
    });
    connect(&m_document, &Document::changed, this, &Inspector::refresh);
    connect(&m_document, &Document::resetDone, this, [this] {
        m_fingerprint.clear();
        showProject();
    });
    connect(&m_reader, &SourceReader::statesChanged, this, &Inspector::refresh);
    // The form of a decision opens at the lower end: what is asked for comes into view as soon as it has its place.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        auto *form = m_case->findChild<DecisionForm *>();
        if (form && form->isVisible() && form->isAncestorOf(QApplication::focusWidget()))
            ensureWidgetVisible(form);
    });
    showProject();
}

Inspector::~Inspector() = default;

void Inspector::setAnalysis(std::shared_ptr<const AnalysisResult> analysis, RuleTexts rules)
{
    m_analysis = std::move(analysis);
    m_rules = std::move(rules);
    refresh();
}

void Inspector::push(const QString &text, const Delta &delta)
{
    m_document.endMerge();
    m_document.push(text, delta);
}

void Inspector::setRiskProfile(const RiskProfile &profile)
{
    m_profile = profile;
    refresh();
}

const Finding *Inspector::find(const QString &fingerprint) const
{
    for (const Finding &finding : m_analysis->findings) {
        if (finding.fingerprint == fingerprint)
            return &finding;
    }
    return nullptr;
}

void Inspector::showSubjects(const QList<Subject> &subjects)
{
    if (subjects.size() < 2)
        return showSubject(subjects.value(0));
    if (m_fingerprint.isEmpty() && subjects == m_several)
        return;
    commitEditing();
    m_fingerprint.clear();
    m_several = subjects;
    refresh();
    verticalScrollBar()->setValue(0);
}

void Inspector::showSubject(const Subject &subject)
{
    if (m_fingerprint.isEmpty() && m_several.isEmpty() && subject == m_subject)
        return refresh();
    commitEditing();
    m_fingerprint.clear();
    m_several.clear();
    m_subject = subject;
    refresh();
    verticalScrollBar()->setValue(0);
}

bool Inspector::showFinding(const QString &fingerprint)
{
    if (!find(fingerprint))
        return false;
    const bool other = fingerprint != m_fingerprint;
    if (other)
        commitEditing();
    m_fingerprint = fingerprint;
    refresh();
    if (other)
        verticalScrollBar()->setValue(0);
    return true;
}

void Inspector::commitEditing()
{
    QWidget *focus = QApplication::focusWidget();
    if (focus && isAncestorOf(focus))
        focus->clearFocus(); // line edits finish editing, text editors commit
}

void Inspector::showPage(QWidget *page)
{
    // One layout with one page shown, not a stacked one: that is as tall as its tallest page.
    if (m_page != page) {
        if (m_page)
            m_page->hide();
        m_page = page;
        m_page->show();
    }
    m_stack->updateGeometry();
}

// Stored, or as the analysis proposes it.
std::optional<DataAsset> Inspector::assetNamed(DataAssetId id) const
{
    if (const DataAsset *stored = m_document.model().assets.find(id))
        return *stored;
    for (const AssetView &view : m_analysis->assets) {
        if (view.asset.id == id)
            return view.asset;
    }
    return std::nullopt;
}

void Inspector::refresh()
{
    const ThreatModel &model = m_document.model();
    if (!m_fingerprint.isEmpty()) {
        if (const Finding *finding = find(m_fingerprint)) {
            const auto triple = m_profile.findings.constFind(m_fingerprint);
            m_case->setRiskTriple(triple == m_profile.findings.constEnd() ? std::nullopt : std::optional(*triple));
            m_controls->hide();
            m_contextButton->hide();
            m_case->show(*finding, m_rules, model);
            showPage(m_case);
            return;
        }
        // What was looked at is gone: show the thing that it was about.
        m_fingerprint.clear();
    }
    if (!m_several.isEmpty()) {
        m_pages->several.show(m_several, model);
        showPage(&m_pages->several);
        return;
    }
    const FormContext context{model, *m_analysis, m_rules, m_reader, [this](const Subject &s) { emit subjectChosen(s); },
                              [this](const QString &fingerprint) { emit findingChosen(fingerprint); }};
    const QUuid id = m_subject.id;
    if (const Element *element = m_subject.kind == SubjectKind::Element ? model.elements.find(ElementId(id)) : nullptr) {
        m_pages->element.show(*element, context);
        showPage(&m_pages->element);
    } else if (const DataFlow *flow = m_subject.kind == SubjectKind::Flow ? model.flows.find(FlowId(id)) : nullptr) {
        m_pages->flow.show(*flow, context);
        showPage(&m_pages->flow);
    } else if (const TrustBoundary *zone = m_subject.kind == SubjectKind::Boundary ? model.boundaries.find(BoundaryId(id)) : nullptr) {
        m_pages->boundary.show(*zone, context);
        showPage(&m_pages->boundary);
    } else if (const Operation *operation = m_subject.kind == SubjectKind::Operation ? model.operations.find(OperationId(id)) : nullptr) {
        m_pages->operation.show(*operation, context);
        showPage(&m_pages->operation);
    } else if (const Field *field = m_subject.kind == SubjectKind::Field ? model.fields.find(FieldId(id)) : nullptr) {
        m_pages->field.show(*field, context);
        showPage(&m_pages->field);
    } else if (const Source *source = m_subject.kind == SubjectKind::Source ? model.sources.find(SourceId(id)) : nullptr) {
        m_pages->source.show(*source, context);
        showPage(&m_pages->source);
    } else if (const std::optional<DataAsset> asset = m_subject.kind == SubjectKind::Asset ? assetNamed(DataAssetId(id)) : std::nullopt) {
        m_pages->asset.show(*asset, context);
        showPage(&m_pages->asset);
    } else {
        m_subject = {};
        m_pages->project.show(model.project(), context);
        showPage(&m_pages->project);
    }
    m_controls->show(model, m_subject, QDate::currentDate());
    m_contextButton->setVisible(m_subject.kind == SubjectKind::Project);
}

} // namespace drawbridge
