// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/rulepacks.h"
#include "canvas/canvastypes.h"
#include "document/document.h"
#include "panels/findingspanel.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace drawbridge {

// Everything that one run of the analysis makes for the window, computed off the GUI thread.
struct AnalysisOutcome
{
    quint64 round = 0;
    std::shared_ptr<const ThreatModel> model; // as analysed
    std::shared_ptr<const AnalysisResult> result;
    PanelRows rows;
    FindingMarks marks;
    int operations = 0, elements = 0, flows = 0;
    int weaknesses = 0, questions = 0; // open ones
    QSet<QString> open;                // fingerprints of open weaknesses
    qint64 milliseconds = 0;           // of the analysis alone
};

// What the window shows of a model and its analysis. Pure, thread-safe.
AnalysisOutcome makeOutcome(const ThreatModel &model, AnalysisResult result, const RuleTexts &rules);

// Analyses a copy of the model on another thread after each meaningful change; results for an older state are dropped.
class AnalysisController : public QObject
{
    Q_OBJECT
public:
    AnalysisController(Document &document, QObject *parent = nullptr);
    ~AnalysisController() override;

    // The rules, with the packs of the project, are loaded on another thread at start and when a pack changes; nothing runs
    // before.
    void loadRules(const QStringList &userPaths = {});
    const std::shared_ptr<const Catalogue> &catalogue() const { return m_catalogue; }
    RuleTexts rules() const;
    const AnalysisOutcome &outcome() const { return m_outcome; }
    // Nothing runs or waits.
    bool isIdle() const;

signals:
    void rulesLoaded(const drawbridge::Diagnostics &diagnostics);
    // A changed pack has been applied to the project: what it changed in the findings.
    void rulesApplied(const drawbridge::RuleEffectReport &effect);
    // outcome() is new. `appeared` and `closed` count open weaknesses against the run before, within one project.
    void analysed(int appeared, int closed);

private:
    struct Run;
    // `compare`: tell afterwards what the rules changed.
    void reloadRules(bool compare);
    void start();
    void finish();

    Document &m_document;
    std::shared_ptr<const Catalogue> m_catalogue;
    QFutureWatcher<AnalysisOutcome> m_watcher;
    std::shared_ptr<Progress> m_progress;
    QTimer m_soon;
    AnalysisOutcome m_outcome;
    QStringList m_userPaths;
    quint64 m_rulesRound = 0;
    bool m_rulesLoading = false, m_hasPacks = false;
    std::optional<QList<Finding>> m_findingsBefore; // of the rules before the last change of a pack
    quint64 m_round = 0; // grows with each meaningful change
    bool m_compare = false;
};

} // namespace drawbridge
