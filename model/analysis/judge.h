// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "analysis/facts.h"
#include "analysis/risk.h"

#include <functional>

namespace drawbridge {

// One match of a rule: before grouping by cause.
struct Firing
{
    const Rule *rule = nullptr;
    FindingKind kind = FindingKind::Weakness;
    FactRef subject, each;
    QString anchor;      // of the cause, stable
    FactRef causeThing;  // last thing of the cause
    QStringList causeNames;
    QString causeLabel;  // last fixed text or name
    QString causeDetail; // a text that stands last in the cause: "orders", "otp"
    int tenths = 0;      // risk
    Parts impact = 0, exposure = 0, likelihood = 0;
    RiskFactors factors;
    Confidence confidence = Confidence::Likely;
    Ease ease = Ease::Moderate;
    int sensitivity = 0;
    std::vector<FactRef> places; // operations that the match stands for, when not the subject
};

// Judges rules on facts.
class Judge
{
public:
    Judge(Facts &facts, const Catalogue &catalogue)
        : m_catalogue(catalogue), m_evaluator(facts), m_project(facts.model().project()), m_settings(RiskSettings::from(m_project.riskSettings))
    {
    }

    const RiskSettings &settings() const { return m_settings; }
    // Impact, exposure, sensitivity and the reasons for a thing that no rule describes: a threat by hand. Magnitudes as of
    // an effect; likelihood as for `ease`.
    void weighAs(Firing &firing, const Magnitudes &magnitudes, Sensitivity sensitivity, Ease ease);
    // Where each rule was judged and how it came out; filled while `on`.
    void recordVerdicts(bool on) { m_recordVerdicts = on; }
    QList<JudgedPlace> takeVerdicts();

    void run(const Rule &rule, std::vector<Firing> &firings, QList<Suppression> &suppressed);
    bool exhausted() const { return m_evaluator.exhausted(); }
    RuleEvaluator &evaluator() { return m_evaluator; }

    // Whether the rule would still match, and at what risk in tenths, were a control present (by a person's word).
    std::optional<int> riskWith(const Firing &firing, int control);
    QList<Evidence> evidenceOf(const Firing &firing);
    // The first condition that is not true, with what it is, for failing examples.
    QString blockingLeaf(const Rule &rule);

private:
    struct Outcome
    {
        bool fires = false;
        bool unclear = false; // a fact is missing and nobody is asked
        FindingKind kind = FindingKind::Weakness;
        const RuleCondition *suppressedBy = nullptr;
    };
    RuleValue conjunction(const std::vector<RuleCondition> &conditions, size_t from, size_t to);
    RuleValue truth(const RuleCondition &condition);
    Outcome judge(const Rule &rule, RuleValue prefix);
    bool isAnswered(const Rule &rule, FactRef subject);
    const FactList &subjectsOf(const Rule &rule);
    template <class T> T choose(const RuleChoice<T> &choice, T otherwise);
    const RuleCause *causeOf(const Rule &rule, FindingKind kind);
    void bind(const Firing &firing);
    void weigh(Firing &firing, int assumedControl);
    bool touchesProfile(FactRef subject);
    bool isAbout(FactRef subject, const std::function<bool(const QString &dataClass)> &wanted);
    Criticality criticalityOf(FactRef subject) const;
    // Business context: what audience and environment make of an impact.
    Parts inContext(Parts impact, FactRef subject, QStringList &because);
    Parts detectionOf(FactRef subject);
    void weighPlace(Firing &firing);
    void record(const Rule &rule, FactRef subject, FactRef each, Verdict verdict);

    const Catalogue &m_catalogue;
    RuleEvaluator m_evaluator;
    const ProjectInfo m_project;
    const RiskSettings m_settings;
    bool m_recordVerdicts = false;
    QMap<std::pair<QString, std::pair<int, QUuid>>, Verdict> m_verdicts;
};

} // namespace drawbridge
