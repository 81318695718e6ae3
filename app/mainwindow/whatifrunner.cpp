// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/whatifrunner.h"

#include <QtConcurrentRun>

namespace drawbridge {

WhatIfRunner::~WhatIfRunner()
{
    if (m_progress)
        m_progress->cancel();
    for (QFutureWatcher<WhatIf> *watcher : std::as_const(m_running))
        watcher->waitForFinished();
}

void WhatIfRunner::ask(const ThreatModel &model, const Delta &delta, const std::shared_ptr<const Catalogue> &catalogue,
                       const std::shared_ptr<const AnalysisResult> &now, const QDate &date, std::function<void(const WhatIf &)> answer)
{
    if (m_progress)
        m_progress->cancel();
    if (!catalogue || !now)
        return;
    m_progress = std::make_shared<Progress>();
    auto *watcher = new QFutureWatcher<WhatIf>(this);
    m_running.append(watcher);
    connect(watcher, &QFutureWatcher<WhatIf>::finished, this, [this, watcher, progress = m_progress, answer = std::move(answer)] {
        m_running.removeOne(watcher);
        watcher->deleteLater();
        if (!progress->isCancelled())
            answer(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([model, delta, catalogue, now, date, progress = m_progress] {
        ThreatModel after = model;
        apply(after, delta);
        AnalysisOptions options;
        options.date = date;
        options.explain = false;
        return compareRuns(*now, analyze(after, *catalogue, options, *progress));
    }));
}

} // namespace drawbridge
