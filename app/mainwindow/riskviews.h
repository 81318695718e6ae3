// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mainwindow/riskfigures.h"
#include "threatmodel/delta.h"

#include <QObject>

class QWidget;

namespace drawbridge {

class AnalysisController;
class ControlsPanel;
class CoverageView;
class DecisionsPanel;
class Document;
class FindingsPanel;
class Inspector;
class QuestionsPanel;
class SelectionLink;
class StandardsView;
class WhatIfRunner;
struct RowThreads;
struct QuestionAnswer;

// What people say about risk in the window: threats by hand, controls, answers, decisions, the formula and the business
// context, and the views of what that covers. Every word becomes one undo step.
class RiskViews : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Document &document;
        AnalysisController &analysis;
        FindingsPanel &tables;
        Inspector &inspector;
        SelectionLink &selection;
    };

    RiskViews(const Parts &parts, QWidget *window);
    ~RiskViews() override;

    // Opens the form for a threat on what is selected.
    void addThreat();
    // Opens the form for a control; kind and subject may be empty.
    void addControl(const QString &kind, const Subject &subject);
    void addControlHere();
    void editRiskFormula();
    void editContext();
    // Questions that are talked about, by fingerprint of their findings.
    void setThreads(const QHash<QString, RowThreads> &threads);
    // No figures are under way.
    bool isIdle() const { return m_figures->isIdle(); }

signals:
    void pushed(const QString &text);
    // What is said about the finding.
    void threadsWanted(const QString &fingerprint);

private:
    void connectPanels();
    void connectInspector();
    void update();
    void askThreat(const Threat &threat);
    void askControl(const Control &control);
    void answer(const QuestionAnswer &answer);
    void push(const QString &text, const Delta &delta);
    Subject selected() const;

    Parts m_parts;
    QWidget *m_window;
    WhatIfRunner *m_whatIf;
    RiskFigures *m_figures;
    QuestionsPanel *m_questions;
    ControlsPanel *m_controls;
    DecisionsPanel *m_decisions;
    CoverageView *m_coverage;
    StandardsView *m_standards;
};

} // namespace drawbridge
