// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/riskprofile.h"
#include "analysis/questions.h"
#include "base/progress.h"
#include "coverage/coverage.h"
#include "coverage/standardsevidence.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>

namespace drawbridge {

// What follows from an analysis but may come a moment later: three runs of risk, coverage, standards.
struct RiskFigureSet
{
    RiskProfile profile;
    CoverageMatrix stride, owasp;
    QList<StandardTable> standards;
    bool cancelled = true;
};

// Works the figures out on another thread after each analysis; only the newest counts.
class RiskFigures : public QObject
{
    Q_OBJECT
public:
    explicit RiskFigures(QObject *parent = nullptr);
    ~RiskFigures() override;

    void update(const std::shared_ptr<const ThreatModel> &model, const std::shared_ptr<const AnalysisResult> &result,
                const std::shared_ptr<const Catalogue> &catalogue, const QDate &date);
    const RiskFigureSet &figures() const { return m_figures; }
    bool isIdle() const { return !m_watcher.isRunning() && !m_waiting; }

signals:
    void ready();

private:
    void start();

    struct Input
    {
        std::shared_ptr<const ThreatModel> model;
        std::shared_ptr<const AnalysisResult> result;
        std::shared_ptr<const Catalogue> catalogue;
        QDate date;
    };
    Input m_input;
    bool m_waiting = false;
    std::shared_ptr<Progress> m_progress;
    QFutureWatcher<RiskFigureSet> m_watcher;
    RiskFigureSet m_figures;
};

} // namespace drawbridge
