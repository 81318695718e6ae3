// SPDX-License-Identifier: Apache-2.0
// Leaves of the rule language: parsed, checked and compiled in one pass, then evaluated without looking up any name.
#pragma once

#include "analysis/factschema.h"
#include "threatmodel/enums.h"

#include <QRegularExpression>

#include <deque>
#include <memory>
#include <optional>

namespace drawbridge {

class Coverage;
class Facts;

// A compiled expression. Owns its literals; evaluation only reads it, so it may be shared between threads.
struct RuleExpression
{
    enum class Op : quint8 {
        Literal, Variable, Attribute, Not, And, Or, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In, Intersects, Disjoint, Subset,
        Matches, IsUnknown, IsKnown, Exists, All, None, Count, First, Those, Has, Lacks, Guarded, Bypassable, Reaches, MaxSensitivity, Lexicon, Empty, Size, Contains
    };

    Op op = Op::Literal;
    RuleType type;
    int slot = 0;       // of Variable and of the variable that a quantifier binds
    int control = -1;   // symbol, of Has, Lacks, Guarded, Bypassable
    const struct Attribute *attribute = nullptr;
    RuleValue value;    // of Literal
    SymbolSet symbols;  // literal set
    QString text;       // literal text; list name of Lexicon
    QRegularExpression pattern;
    std::vector<std::unique_ptr<RuleExpression>> arguments;
};
using RuleExpressionPtr = std::unique_ptr<RuleExpression>;

constexpr int ruleSlots = 8; // variables that may be bound at once: subject, each, it, and nested quantifiers

// The variables that an expression may use.
struct RuleScope
{
    struct Binding
    {
        QString name;
        FactKind kind = FactKind::None;
        int slot = 0;
    };
    std::vector<Binding> bindings;

    const Binding *find(QStringView name) const
    {
        for (auto it = bindings.rbegin(); it != bindings.rend(); ++it) {
            if (it->name == name)
                return &*it;
        }
        return nullptr;
    }
};

struct ExpressionError
{
    int offset = 0; // in the text, from 0
    QString message;
};

struct CompileContext
{
    const Vocabulary &vocabulary;
    SymbolPool &symbols;
    const Lexicons *lexicons = nullptr; // to check names of lists; may be null
};

// Null and an error when the text is no expression or does not fit the facts. `wanted` is the type that the place asks
// for; none: any.
RuleExpressionPtr compileExpression(const QString &text, const RuleScope &scope, const CompileContext &context, std::optional<RuleType> wanted,
                                    ExpressionError &error);

// The controls that an expression asks about.
void collectControls(const RuleExpression &expression, SymbolSet &controls);
// Whether the expression uses the variable in a slot.
bool usesSlot(const RuleExpression &expression, int slot);

// Evaluates expressions over the facts of one model. Keeps the variables and counts steps; when the budget is used up
// everything is Unknown and `exhausted` says so.
class RuleEvaluator
{
public:
    explicit RuleEvaluator(Facts &facts) : m_facts(facts) {}

    Facts &facts() { return m_facts; }
    FactRef variables[ruleSlots];

    RuleValue evaluate(const RuleExpression &expression);

    void allow(qint64 steps) { m_left = steps; }
    qint64 left() const { return m_left; }
    bool exhausted() const { return m_left <= 0; }

    // Pretends that controls have a state: for the controls that a rule asks about, and for "what would change it".
    void assume(int control, ControlState state) { m_assumed.push_back({control, state}); }
    void assumeNothing() { m_assumed.clear(); }
    ControlState controlState(FactRef of, int control);

    // Forgets lists made on the way; values returned before become invalid.
    void releaseTemporaries() { m_lists.clear(); }

private:
    RuleValue quantified(const RuleExpression &expression);
    RuleValue compared(const RuleExpression &expression);
    bool holdsFor(const RuleExpression &expression, const QString &text); // of Matches and Lexicon
    RuleValue guarded(FactRef of, int control);
    RuleValue bypassable(FactRef of, int control);
    int enteredElement(FactRef of) const;
    const Coverage &coverageOf(int control);

    Facts &m_facts;
    qint64 m_left = 0;
    std::vector<std::pair<int, ControlState>> m_assumed;
    std::deque<FactList> m_lists;
    QHash<std::pair<const RuleExpression *, QString>, bool> m_answers;
};

} // namespace drawbridge
