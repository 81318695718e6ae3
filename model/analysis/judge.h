// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/weighing.h"

namespace drawbridge {

// Judges rules on facts.
class Judge
{
public:
    Judge(Facts &facts, const Catalogue &catalogue)
        : m_catalogue(catalogue), m_evaluator(facts), m_weighing(m_evaluator, catalogue)
    {
    }

    Weighing &weighing() { return m_weighing; }
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
    const RuleCause *causeOf(const Rule &rule, FindingKind kind);
    void bind(const Firing &firing);
    void record(const Rule &rule, FactRef subject, FactRef each, Verdict verdict);

    const Catalogue &m_catalogue;
    RuleEvaluator m_evaluator;
    Weighing m_weighing;
    bool m_recordVerdicts = false;
    QMap<std::pair<QString, std::pair<int, QUuid>>, Verdict> m_verdicts;
};

} // namespace drawbridge
