// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/analysiscontroller.h"

#include <QElapsedTimer>
#include <QtConcurrentRun>

namespace drawbridge {

namespace {

constexpr int gatherMs = 20; // edits that come together are analysed together

bool isOpen(const Finding &finding)
{
    return finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
}

RuleTexts textsOf(const std::shared_ptr<const Catalogue> &catalogue)
{
    if (!catalogue)
        return {};
    return {[catalogue](const QString &id) { return catalogue->rule(id); }, [catalogue](const QString &id) { return catalogue->question(id); }};
}

} // namespace

AnalysisOutcome makeOutcome(const ThreatModel &model, AnalysisResult result, const RuleTexts &rules)
{
    AnalysisOutcome outcome;
    const auto mark = [&](const QUuid &id, const Finding &finding) {
        FindingMark &m = outcome.marks[id];
        ++m.count;
        m.band = std::min(m.band, int(finding.band));
    };
    QList<FindingRow> rows = findingRows(result.findings, rules, model);
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const Finding &finding = result.findings[i];
        const bool question = finding.kind == FindingKind::Question;
        (question ? outcome.rows.questions : outcome.rows.findings).append(rows[i]);
        if (!isOpen(finding))
            continue;
        if (question) {
            ++outcome.questions;
            continue;
        }
        outcome.open.insert(finding.fingerprint);
        ++outcome.weaknesses;
        QSet<QUuid> places;
        if (!finding.service.isNull())
            places.insert(finding.service.uuid());
        if (finding.subject.kind == SubjectKind::Element || finding.subject.kind == SubjectKind::Flow || finding.subject.kind == SubjectKind::Boundary)
            places.insert(finding.subject.id);
        for (const QUuid &id : std::as_const(places))
            mark(id, finding);
    }
    outcome.rows.operations = operationRows(model, result);
    outcome.rows.data = dataRows(model, result);
    for (const Operation &operation : model.operations)
        outcome.operations += operation.kind == OperationKind::Operation;
    for (const Element &element : model.elements)
        outcome.elements += element.parent.isNull();
    for (const DataFlow &flow : model.flows)
        outcome.flows += model.elements.value(flow.source).parent.isNull() && model.elements.value(flow.target).parent.isNull();
    outcome.model = std::make_shared<ThreatModel>(model);
    outcome.result = std::make_shared<AnalysisResult>(std::move(result));
    return outcome;
}

AnalysisController::AnalysisController(Document &document, QObject *parent) : QObject(parent), m_document(document)
{
    m_outcome.result = std::make_shared<AnalysisResult>();
    m_outcome.model = std::make_shared<ThreatModel>();
    m_soon.setSingleShot(true);
    m_soon.setInterval(gatherMs);
    connect(&m_soon, &QTimer::timeout, this, &AnalysisController::start);
    connect(&m_watcher, &QFutureWatcher<AnalysisOutcome>::finished, this, &AnalysisController::finish);
    connect(&m_document, &Document::changed, this, [this](const Delta &delta) {
        if (!delta.touchesMeaning())
            return;
        ++m_round;
        if (!delta.rulePacks.isEmpty())
            reloadRules(true);
        else
            m_soon.start();
    });
    connect(&m_document, &Document::resetDone, this, [this] {
        ++m_round;
        m_compare = false;
        m_findingsBefore.reset();
        // Packs of the project before must not judge this one.
        if (m_hasPacks || m_document.model().rulePacks.size() > 0)
            reloadRules(false);
        else
            m_soon.start();
    });
}

AnalysisController::~AnalysisController()
{
    if (m_progress)
        m_progress->cancel();
    m_watcher.waitForFinished();
}

void AnalysisController::loadRules(const QStringList &userPaths)
{
    m_userPaths = userPaths;
    reloadRules(false);
}

void AnalysisController::reloadRules(bool compare)
{
    struct Loaded
    {
        std::shared_ptr<const Catalogue> catalogue;
        Diagnostics diagnostics;
    };
    if (compare && m_catalogue && !m_findingsBefore)
        m_findingsBefore = m_outcome.result->findings;
    else if (!compare)
        m_findingsBefore.reset();
    m_rulesLoading = true;
    const quint64 round = ++m_rulesRound;
    Diagnostics diagnostics;
    const QList<RuleFile> packs = rulePackFiles(m_document.model(), diagnostics);
    m_hasPacks = !packs.isEmpty();
    auto *watcher = new QFutureWatcher<Loaded>(this);
    connect(watcher, &QFutureWatcher<Loaded>::finished, this, [this, watcher, round] {
        watcher->deleteLater();
        if (round != m_rulesRound)
            return; // a later version is on its way
        const Loaded loaded = watcher->result();
        m_rulesLoading = false;
        m_catalogue = loaded.catalogue;
        emit rulesLoaded(loaded.diagnostics);
        ++m_round;
        start();
    });
    watcher->setFuture(QtConcurrent::run([userPaths = m_userPaths, packs, diagnostics] {
        Loaded loaded;
        loaded.diagnostics = diagnostics;
        loaded.catalogue = loadCatalogue(userPaths, packs, loaded.diagnostics);
        return loaded;
    }));
}

RuleTexts AnalysisController::rules() const
{
    return textsOf(m_catalogue);
}

bool AnalysisController::isIdle() const
{
    return m_catalogue && !m_rulesLoading && !m_soon.isActive() && !m_watcher.isRunning() && m_outcome.round == m_round;
}

void AnalysisController::start()
{
    if (!m_catalogue || m_rulesLoading)
        return; // what is being loaded starts it
    if (m_watcher.isRunning()) {
        m_progress->cancel(); // finish() starts again
        return;
    }
    m_progress = std::make_shared<Progress>();
    m_watcher.setFuture(QtConcurrent::run([model = m_document.model(), catalogue = m_catalogue, progress = m_progress, round = m_round] {
        QElapsedTimer timer;
        timer.start();
        AnalysisResult result = analyze(model, *catalogue, {QDate::currentDate()}, *progress);
        const qint64 milliseconds = timer.elapsed();
        AnalysisOutcome outcome;
        if (!result.cancelled)
            outcome = makeOutcome(model, std::move(result), textsOf(catalogue));
        outcome.round = round;
        outcome.milliseconds = milliseconds;
        return outcome;
    }));
}

void AnalysisController::finish()
{
    AnalysisOutcome outcome = m_watcher.result();
    if (outcome.round != m_round || !outcome.result) {
        start();
        return;
    }
    int appeared = 0, closed = 0;
    if (m_compare) {
        for (const QString &fingerprint : std::as_const(outcome.open))
            appeared += !m_outcome.open.contains(fingerprint);
        for (const QString &fingerprint : std::as_const(m_outcome.open))
            closed += !outcome.open.contains(fingerprint);
    }
    // What an import into an empty project brings is no news about an edit.
    m_compare = outcome.elements > 0;
    m_outcome = std::move(outcome);
    emit analysed(appeared, closed);
    if (m_findingsBefore && !m_rulesLoading) {
        const RuleEffectReport effect = compareFindings(*m_findingsBefore, m_outcome.result->findings);
        m_findingsBefore.reset();
        emit rulesApplied(effect);
    }
}

} // namespace drawbridge
