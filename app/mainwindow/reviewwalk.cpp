// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewwalk.h"

#include "canvas/diagramview.h"
#include "document/document.h"
#include "history/versions.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/lenscontroller.h"
#include "mainwindow/reviewstage.h"
#include "mainwindow/selectionlink.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReviewWalk::ReviewWalk(Document &document, AnalysisController &analysis, Views views, QObject *parent)
    : QObject(parent), m_document(document), m_analysis(analysis), m_views(views)
{
}

void ReviewWalk::enter(ReviewMode mode, VersionId since)
{
    if (!m_active)
        m_lensBefore = int(m_views.diagram.lens());
    const bool same = m_active && m_mode == mode;
    m_active = true;
    m_mode = mode;
    if (!same)
        m_step = 0;
    m_views.diagram.setLens(mode == ReviewMode::Data ? Lens::Data : Lens::Threats);
    if (mode == ReviewMode::Changes)
        compare(since);
    refresh();
    show();
}

void ReviewWalk::leave()
{
    if (!m_active)
        return;
    m_active = false;
    m_views.diagram.setLens(Lens(m_lensBefore));
    m_views.diagram.highlightRoute({});
}

void ReviewWalk::clear()
{
    m_walks.clear();
    m_comparison = {};
    m_since.clear();
    std::fill(std::begin(m_walk), std::end(m_walk), 0);
    m_step = 0;
}

void ReviewWalk::refresh()
{
    if (!m_active)
        return;
    const QString key = m_walks.value(walkIndex()).key;
    const AnalysisOutcome &outcome = m_analysis.outcome();
    switch (m_mode) {
    case ReviewMode::Data: m_walks = dataWalks(*outcome.model, *outcome.result); break;
    case ReviewMode::Paths: {
        QHash<QString, QString> techniques;
        const Standards::Framework *attack = m_analysis.catalogue() ? m_analysis.catalogue()->standards().framework(u"attack"_s) : nullptr;
        if (attack) {
            for (const Standards::Entry &entry : attack->entries)
                techniques.insert(entry.id, entry.title);
        }
        m_walks = pathWalks(*outcome.model, outcome.result->paths, techniques);
        break;
    }
    case ReviewMode::Changes:
        m_walks = changeWalks(m_document.model(), m_comparison, outcome.result->findings, tr("Since %1").arg(m_since));
        break;
    case ReviewMode::Findings:
    case ReviewMode::Questions: m_walks.clear(); break;
    }
    int &walk = m_walk[int(m_mode)];
    for (int i = 0; i < m_walks.size(); ++i) {
        if (m_walks[i].key == key)
            walk = i;
    }
    walk = std::clamp(walk, 0, std::max(0, int(m_walks.size()) - 1));
    m_step = std::clamp(m_step, 0, std::max(0, int(m_walks.value(walk).steps.size()) - 1));
}

void ReviewWalk::compare(VersionId since)
{
    const Version *version = m_document.model().versions.find(since);
    if (!version || m_comparing || !m_analysis.catalogue())
        return;
    m_since = version->name.isEmpty() ? tr("version %1").arg(version->number) : version->name;
    m_comparing = true;
    auto *watcher = new QFutureWatcher<Comparison>(this);
    connect(watcher, &QFutureWatcher<Comparison>::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_comparing = false;
        m_comparison = watcher->result();
        if (!m_active || m_mode != ReviewMode::Changes)
            return;
        refresh();
        show();
        emit changed();
    });
    watcher->setFuture(QtConcurrent::run([old = *version, now = m_document.model(), result = m_analysis.outcome().result, catalogue = m_analysis.catalogue(), rules = m_analysis.rules()] {
        Comparison comparison;
        const Result<ThreatModel> before = openVersion(old);
        if (!before.isOk())
            return comparison;
        Progress progress;
        comparison.things = compareModels(*before, withoutHistory(now));
        comparison.findings = compareFindings(analyze(*before, *catalogue, {QDate::currentDate()}, progress).findings, result->findings,
                                              [&](const Finding &finding) { return rules.title(finding); });
        return comparison;
    }));
}

void ReviewWalk::step(int by)
{
    const int steps = int(m_walks.value(walkIndex()).steps.size()), next = m_step + by;
    if (next < 0 || next >= steps) {
        // Past the end the next way begins, so that one key walks them all.
        if (walkIndex() + by < 0 || walkIndex() + by >= m_walks.size())
            return;
        choose(walkIndex() + by);
        return;
    }
    goTo(next);
}

void ReviewWalk::goTo(int step)
{
    m_step = std::clamp(step, 0, std::max(0, int(m_walks.value(walkIndex()).steps.size()) - 1));
    show();
    emit changed();
}

void ReviewWalk::other(int by)
{
    choose(std::clamp(walkIndex() + by, 0, std::max(0, int(m_walks.size()) - 1)));
}

void ReviewWalk::choose(int walk)
{
    if (walk < 0 || walk >= m_walks.size())
        return;
    m_walk[int(m_mode)] = walk;
    goTo(0);
}

const WalkStep *ReviewWalk::current() const
{
    if (!m_active || walkIndex() >= m_walks.size() || m_step >= m_walks[walkIndex()].steps.size())
        return nullptr;
    return &m_walks[walkIndex()].steps[m_step];
}

QString ReviewWalk::finding() const { return m_walks.value(walkIndex()).finding; }

QString ReviewWalk::title() const
{
    return m_mode == ReviewMode::Data ? tr("Data") : m_mode == ReviewMode::Paths ? tr("Attack paths") : tr("Changes");
}

QString ReviewWalk::place() const
{
    const qsizetype steps = m_walks.value(walkIndex()).steps.size();
    if (steps == 0)
        return {};
    const QString text = m_mode == ReviewMode::Data ? tr("Hop %1 of %2") : m_mode == ReviewMode::Paths ? tr("Step %1 of %2") : tr("Change %1 of %2");
    return text.arg(m_step + 1).arg(steps);
}

ReviewSubject ReviewWalk::subject() const
{
    ReviewSubject subject;
    subject.step = true;
    const WalkStep *step = current();
    if (!step) {
        subject.key = u"walk"_s;
        subject.title = m_mode == ReviewMode::Data    ? tr("No data is known to move")
                        : m_mode == ReviewMode::Paths ? tr("No attack path")
                        : m_comparing                 ? tr("Comparing…")
                                                      : tr("Nothing has changed since the review began");
        subject.why = m_mode == ReviewMode::Paths ? tr("No chain of weaknesses leads from outside to what is worth protecting, as far as the model tells.") : QString();
        return subject;
    }
    const Walk &walk = m_walks[walkIndex()];
    subject.key = u"walk/%1/%2"_s.arg(walk.key).arg(m_step);
    subject.title = step->title;
    subject.why = step->text;
    subject.where = (QStringList{place(), walk.title, walk.detail} + (step->where.isEmpty() ? QStringList() : QStringList{step->where})).join(u" · "_s);
    subject.risk = walk.risk;
    subject.band = walk.band;
    subject.decidable = !walk.finding.isEmpty();
    return subject;
}

void ReviewWalk::show()
{
    const WalkStep *step = current();
    if (m_mode == ReviewMode::Data && step)
        m_views.lenses.choose(Lens::Data, m_walks[walkIndex()].key);
    if (!step) {
        m_views.diagram.highlightRoute({});
        return;
    }
    m_views.selection.selectSubject(step->subject);
    // Framed on the whole way up to here, so that the room keeps its bearings.
    frameRoute(m_views.diagram, m_document.model(), step->route, step->subject);
}

} // namespace drawbridge
