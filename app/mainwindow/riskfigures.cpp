// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/riskfigures.h"

#include <QtConcurrentRun>

namespace drawbridge {

RiskFigures::RiskFigures(QObject *parent) : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcher<RiskFigureSet>::finished, this, [this] {
        RiskFigureSet figures = m_watcher.result();
        if (m_waiting)
            return start();
        if (figures.cancelled)
            return;
        m_figures = std::move(figures);
        emit ready();
    });
}

RiskFigures::~RiskFigures()
{
    if (m_progress)
        m_progress->cancel();
    m_watcher.waitForFinished();
}

void RiskFigures::update(const std::shared_ptr<const ThreatModel> &model, const std::shared_ptr<const AnalysisResult> &result,
                         const std::shared_ptr<const Catalogue> &catalogue, const QDate &date)
{
    m_input = {model, result, catalogue, date};
    m_waiting = true;
    if (m_watcher.isRunning())
        m_progress->cancel(); // the end of it starts again
    else
        start();
}

void RiskFigures::start()
{
    m_waiting = false;
    if (!m_input.catalogue || !m_input.model || !m_input.result)
        return;
    m_progress = std::make_shared<Progress>();
    m_watcher.setFuture(QtConcurrent::run([input = m_input, progress = m_progress] {
        RiskFigureSet figures;
        AnalysisOptions options;
        options.date = input.date;
        figures.profile = riskProfile(*input.model, *input.catalogue, options, *input.result, *progress);
        if (progress->isCancelled())
            return figures;
        const CoverageRuns runs = coverageRuns(*input.model, *input.catalogue, input.date, *progress);
        if (progress->isCancelled())
            return figures;
        figures.stride = coverageOf(*input.model, *input.catalogue, runs.result, runs.controlsOff, CoverageScheme::Stride);
        figures.owasp = coverageOf(*input.model, *input.catalogue, runs.result, runs.controlsOff, CoverageScheme::OwaspApi);
        figures.standards = standardsEvidence(*input.model, *input.catalogue, runs.result, input.date);
        figures.cancelled = progress->isCancelled();
        return figures;
    }));
}

} // namespace drawbridge
