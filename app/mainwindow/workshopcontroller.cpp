// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/workshopcontroller.h"

#include "document/document.h"
#include "edits/workshopedits.h"
#include "history/versions.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/selectionlink.h"
#include "mainwindow/versionwindow.h"
#include "panels/linenotes.h"
#include "review/checkpointspage.h"
#include "review/commentspage.h"
#include "review/comparisonview.h"
#include "review/requirementspage.h"
#include "review/reviewcomparisonview.h"
#include "review/reviewer.h"
#include "review/reviewspage.h"
#include "review/versionspage.h"
#include "review/workshoppanel.h"
#include "tables/words.h"
#include "workshop/reviewedits.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace drawbridge {

WorkshopController::WorkshopController(Document &document, AnalysisController &analysis, SelectionLink &selection, WorkshopPanel &panel, LineNotes &lines, QWidget &window)
    : QObject(&window), m_document(document), m_analysis(analysis), m_selection(selection), m_panel(panel), m_lines(lines), m_window(window)
{
    m_panel.requirements()->setControls([this](const Finding &finding) {
        QStringList kinds;
        for (const Remedy &remedy : finding.remedies)
            kinds.append(remedy.control);
        const RuleInfo *rule = kinds.isEmpty() ? m_analysis.rules().rule(finding.rule) : nullptr;
        return rule ? rule->controls : kinds;
    });
    connect(&m_panel, &WorkshopPanel::edited, this, [this](const QString &text, const Delta &delta, const QString &key) { m_document.push(text, delta, key); });
    connect(&m_panel, &WorkshopPanel::subjectChosen, &m_selection, &SelectionLink::selectSubject);
    connect(&m_panel, &WorkshopPanel::findingChosen, &m_selection, &SelectionLink::selectFinding);
    connect(m_panel.versions(), &VersionsPage::versionWanted, this, [this](const QString &name) { takeVersion(name, u"by-hand"_s); });
    connect(m_panel.versions(), &VersionsPage::comparisonWanted, this, &WorkshopController::compare);
    connect(m_panel.versions(), &VersionsPage::openWanted, this, &WorkshopController::look);
    connect(m_panel.reviews(), &ReviewsPage::changesWanted, this, &WorkshopController::compare);
    connect(m_panel.reviews(), &ReviewsPage::comparisonWanted, this, [this](ReviewId one, ReviewId other) {
        const Table<Review> &reviews = m_document.model().reviews;
        if (!reviews.contains(one) || !reviews.contains(other))
            return;
        auto *view = new ReviewComparisonView(compareReviews(m_document.model(), reviews.value(one), reviews.value(other)), &m_window);
        view->setAttribute(Qt::WA_DeleteOnClose);
        connect(view, &ReviewComparisonView::findingChosen, &m_selection, &SelectionLink::selectFinding);
        connect(view, &ReviewComparisonView::subjectChosen, &m_selection, &SelectionLink::selectSubject);
        view->show();
    });
    connect(m_panel.checkpoints(), &CheckpointsPage::signWanted, this, &WorkshopController::sign);
    connect(&m_lines, &LineNotes::wanted, this, &WorkshopController::commentOnLine);
    connect(&m_document, &Document::changed, this, &WorkshopController::update);
    connect(&m_document, &Document::resetDone, this, &WorkshopController::update);
    connect(&m_analysis, &AnalysisController::analysed, this, &WorkshopController::update);
}

void WorkshopController::setSelected(const Subject &subject, const QString &finding)
{
    m_line = {};
    m_selected = subject;
    m_finding = finding;
    update();
}

void WorkshopController::update()
{
    WorkshopInput input;
    input.model = m_document.model();
    const std::shared_ptr<const AnalysisResult> result = m_analysis.outcome().result;
    input.findings = std::shared_ptr<const QList<Finding>>(result, &result->findings);
    input.titleOf = [rules = m_analysis.rules()](const Finding &finding) { return rules.title(finding); };
    input.nameOf = [this](const Subject &subject) { return words::nameOf(m_document.model(), subject); };
    input.contains = [this](const Subject &outer, const Subject &inner) {
        return outer.kind == SubjectKind::Element && drawnFor(m_document.model(), inner) == outer.id;
    };
    input.line = m_line;
    input.selected = m_selected;
    input.finding = m_finding;
    m_panel.show(input);
    const ThreadMarks marks = threadMarks(m_document.model());
    if (marks == m_marks)
        return;
    m_marks = marks;
    LineNotes::Lines lines;
    for (auto file = marks.lines.cbegin(); file != marks.lines.cend(); ++file) {
        for (auto line = file->cbegin(); line != file->cend(); ++line)
            lines[file.key()].insert(line.key(), {line->open, line->resolved});
    }
    m_lines.set(lines);
    emit marksChanged(marks);
}

void WorkshopController::showThreads(const Subject &subject)
{
    m_selection.selectSubject(subject);
    m_panel.comments()->setFilter(CommentsPage::Selected);
    emit threadsWanted(false);
}

void WorkshopController::commentOnLine(const SourceRef &at)
{
    m_line = at;
    for (const Source &source : m_document.model().sources) {
        if (source.path == at.file) {
            m_selected = {SubjectKind::Source, source.id.uuid()};
            m_finding.clear();
        }
    }
    update();
    m_panel.comments()->setFilter(CommentsPage::Selected);
    emit threadsWanted(true);
}

QString WorkshopController::nameOfVersion(VersionId id) const
{
    const Version *version = m_document.model().versions.find(id);
    if (!version)
        return tr("now");
    return version->name.isEmpty() ? tr("version %1").arg(version->number) : version->name;
}

void WorkshopController::withVersion(const QString &name, const QString &why, std::function<void(const Version &)> done)
{
    auto *watcher = new QFutureWatcher<Version>(this);
    connect(watcher, &QFutureWatcher<Version>::finished, this, [watcher, done] {
        watcher->deleteLater();
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([model = m_document.model(), name, why, by = reviewerName(), at = isoNow()] { return makeVersion(model, name, why, by, at); }));
}

void WorkshopController::takeVersion(const QString &name, const QString &why)
{
    withVersion(name, why, [this, name](const Version &version) {
        if (name.isEmpty() && isNewestVersion(m_document.model(), version)) {
            emit said(tr("Nothing has changed since the last version."));
            return;
        }
        m_document.push(tr("Take a version"), addVersion(m_document.model(), version));
        emit said(tr("The version is kept in the project."));
    });
}

void WorkshopController::sign(CheckpointId checkpoint, const QString &section)
{
    withVersion({}, u"sign-off"_s, [this, checkpoint, section](const Version &version) {
        const ThreatModel &model = m_document.model();
        const QList<Version> known = versionsOf(model);
        const bool newest = isNewestVersion(model, version);
        const VersionId signedOn = newest ? known.constFirst().id : version.id;
        m_document.push(tr("Sign off"), followedBy(model, newest ? Delta() : addVersion(model, version), [&](const ThreatModel &now) {
            return signOff(now, checkpoint, {section, reviewerName(), isoNow(), signedOn, {}});
        }));
    });
}

void WorkshopController::compare(VersionId from, VersionId to)
{
    const ThreatModel &model = m_document.model();
    const Version *old = model.versions.find(from), *recent = model.versions.find(to);
    if (!old || !m_analysis.catalogue())
        return;
    const QString title = tr("From %1 to %2").arg(nameOfVersion(from), nameOfVersion(to));
    struct Compared
    {
        Comparison comparison;
        ThreatModel before, after;
    };
    auto *watcher = new QFutureWatcher<Result<Compared>>(this);
    connect(watcher, &QFutureWatcher<Result<Compared>>::finished, this, [this, watcher, title] {
        watcher->deleteLater();
        const Result<Compared> compared = watcher->result();
        if (!compared.isOk()) {
            emit failed(compared.error().message);
            return;
        }
        auto *view = new ComparisonView(title, compared->comparison, compared->before, compared->after, &m_window);
        view->setAttribute(Qt::WA_DeleteOnClose);
        connect(view, &ComparisonView::subjectChosen, &m_selection, &SelectionLink::selectSubject);
        connect(view, &ComparisonView::findingChosen, &m_selection, &SelectionLink::selectFinding);
        view->show();
        emit said(title);
    });
    emit said(tr("Comparing…"));
    watcher->setFuture(QtConcurrent::run([a = *old, b = recent ? std::optional(*recent) : std::nullopt, now = model, catalogue = m_analysis.catalogue(),
                                          rules = m_analysis.rules()]() -> Result<Compared> {
        const Result<ThreatModel> before = openVersion(a);
        if (!before.isOk())
            return before.error();
        Compared compared;
        compared.before = *before;
        compared.after = withoutHistory(now);
        if (b) {
            const Result<ThreatModel> opened = openVersion(*b);
            if (!opened.isOk())
                return opened.error();
            compared.after = *opened;
        }
        Progress progress;
        const AnalysisOptions options{QDate::currentDate()};
        compared.comparison.things = compareModels(compared.before, compared.after);
        compared.comparison.findings = compareFindings(analyze(compared.before, *catalogue, options, progress).findings,
                                                       analyze(compared.after, *catalogue, options, progress).findings,
                                                       [&](const Finding &finding) { return rules.title(finding); });
        return compared;
    }));
}

void WorkshopController::look(VersionId id)
{
    const Version *version = m_document.model().versions.find(id);
    if (!version)
        return;
    Result<ThreatModel> model = openVersion(*version);
    if (!model.isOk()) {
        emit failed(model.error().message);
        return;
    }
    auto *window = new VersionWindow(tr("%1, as it was").arg(nameOfVersion(id)), std::move(*model), &m_window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->show();
}

} // namespace drawbridge
