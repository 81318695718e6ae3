// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "analysis/whatif.h"
#include "base/progress.h"
#include "threatmodel/delta.h"

#include <QFutureWatcher>
#include <QObject>

#include <functional>
#include <memory>

namespace drawbridge {

// Works out on another thread what an edit would change; a newer question ends the one before.
class WhatIfRunner : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~WhatIfRunner() override;

    // `answer` is called on this thread, unless another question comes first or the runner ends.
    void ask(const ThreatModel &model, const Delta &delta, const std::shared_ptr<const Catalogue> &catalogue,
             const std::shared_ptr<const AnalysisResult> &now, const QDate &date, std::function<void(const WhatIf &)> answer);

private:
    std::shared_ptr<Progress> m_progress;
    QList<QFutureWatcher<WhatIf> *> m_running;
};

} // namespace drawbridge
