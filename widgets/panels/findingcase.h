// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tables/findingrow.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;
class QHBoxLayout;
class QLabel;

namespace drawbridge {

class DecisionForm;
class SourceReader;

// The case for a finding: score and its factors, the way in, evidence with the specification's own lines, what would
// change it, standards, and the decision. For a question, the answers instead.
class FindingCase : public QWidget
{
    Q_OBJECT
public:
    explicit FindingCase(SourceReader &reader, QWidget *parent = nullptr);

    void show(const Finding &finding, const RuleTexts &rules, const ThreatModel &model);
    QString fingerprint() const { return m_finding.fingerprint; }
    // Opens the form for a decision; what the buttons do.
    void ask(DecisionState state);

signals:
    void subjectChosen(const drawbridge::Subject &subject);
    // The way in, to be shown on the diagram: elements and flows.
    void routeChosen(const QList<QUuid> &route);
    void decided(const drawbridge::Decision &decision);
    void withdrawn(const QString &fingerprint);
    void answered(const drawbridge::Control &control);

private:
    void rebuild(const ThreatModel &model);
    void addHeader(QVBoxLayout &layout);
    void addFactors(QVBoxLayout &layout);
    void addWayIn(QVBoxLayout &layout, const ThreatModel &model);
    void addEvidence(QVBoxLayout &layout, const ThreatModel &model);
    void addOccurrences(QVBoxLayout &layout, const ThreatModel &model);
    void addRemedies(QVBoxLayout &layout);
    void addStandards(QVBoxLayout &layout);
    void addDecision(QVBoxLayout &layout, const ThreatModel &model);
    void addAnswers(QVBoxLayout &layout);

    SourceReader &m_reader;
    Finding m_finding;
    std::optional<RuleInfo> m_rule;
    QString m_title;
    std::optional<Decision> m_decisionShown;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout;
    DecisionForm *m_form;
};

} // namespace drawbridge
