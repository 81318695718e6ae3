// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/riskprofile.h"
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
    // Inherent, current and target risk; shown when the next finding is.
    void setRiskTriple(const std::optional<RiskTriple> &triple);
    QString fingerprint() const { return m_finding.fingerprint; }
    // Opens the form for a decision; what the buttons do.
    void ask(DecisionState state);

signals:
    void subjectChosen(const drawbridge::Subject &subject);
    // The way in, to be shown on the diagram: elements and flows.
    void routeChosen(const QList<QUuid> &route);
    void decided(const drawbridge::Decision &decision);
    void withdrawn(const QString &fingerprint); // Decision::fingerprint
    // A control of this kind on this subject is to be added.
    void controlWanted(const QString &kind, const drawbridge::Subject &subject);
    void answered(const drawbridge::Control &control);
    // Of a threat by hand.
    void threatChangeWanted(const QString &fingerprint);
    void threatRemovalWanted(const QString &fingerprint);

private:
    void rebuild(const ThreatModel &model);
    void addHeader(QVBoxLayout &layout);
    void addFactors(QVBoxLayout &layout);
    void addWayIn(QVBoxLayout &layout, const ThreatModel &model);
    void addEvidence(QVBoxLayout &layout, const ThreatModel &model);
    void addOccurrences(QVBoxLayout &layout, const ThreatModel &model);
    void addRemedies(QVBoxLayout &layout);
    void addStandards(QVBoxLayout &layout);
    void addThreatButtons(QVBoxLayout &layout);
    void addDecision(QVBoxLayout &layout, const ThreatModel &model);
    void addAnswers(QVBoxLayout &layout);

    SourceReader &m_reader;
    Finding m_finding;
    std::optional<RuleInfo> m_rule;
    QString m_title;
    QString m_asked; // of a question: the control that it is about
    QStringList m_placeNames; // of the occurrences
    QString m_elementName;
    std::optional<RiskTriple> m_triple, m_tripleShown;
    std::optional<Decision> m_decisionShown;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout;
    DecisionForm *m_form;
};

} // namespace drawbridge
