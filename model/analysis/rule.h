// SPDX-License-Identifier: Apache-2.0
// A rule as compiled from its file.
#pragma once

#include "analysis/ruleexpression.h"
#include "analysis/ruleinfo.h"
#include "base/diagnostics.h"

namespace drawbridge {

// A condition: a leaf, or a group. `where` is a conjunction; any: a disjunction; none-of: its negation.
struct RuleCondition
{
    enum Kind { Leaf, Any, All, NoneOf } kind = Leaf;
    QString text; // of a leaf, as written
    SourceRef at;
    RuleExpressionPtr expression;
    std::vector<RuleCondition> parts;
};

// A value that may depend on a condition: the first whose condition is true, or that has none.
template <class T> struct RuleChoice
{
    struct Option
    {
        RuleExpressionPtr when; // null: otherwise
        T value{};
    };
    std::vector<Option> options;
    bool isEmpty() const { return options.empty(); }
};

// `otherwise` where no option holds.
template <class T> T choose(const RuleChoice<T> &choice, RuleEvaluator &evaluator, T otherwise)
{
    for (const auto &option : choice.options) {
        if (!option.when || evaluator.evaluate(*option.when).isTrue())
            return option.value;
    }
    return otherwise;
}

// Part of a cause: a thing, or a fixed name for what the occurrences share.
struct CausePart
{
    RuleExpressionPtr thing; // a ref, a string or a symbol; null: `name`
    QString name;
};
using RuleCause = std::vector<CausePart>;

enum class Ease { Theoretical, Hard, Moderate, Easy, Trivial };
DRAWBRIDGE_NAMES(Ease, "theoretical", "hard", "moderate", "easy", "trivial");

enum class Volume { One, Many, Bulk };
DRAWBRIDGE_NAMES(Volume, "one", "many", "bulk");

enum class UnknownPolicy { Ignore, Question, Fire };
DRAWBRIDGE_NAMES(UnknownPolicy, "ignore", "question", "fire");

struct RuleEvidence
{
    RuleExpressionPtr at;   // a ref or a list of refs (one line each, at most five); null: the subject
    QString say;            // template with {1}, {2} …
    std::vector<RuleExpressionPtr> arguments; // over the rule's variables and `it`
};

struct RuleEffect
{
    RuleExpressionPtr of; // sensitivity of what is affected
    double confidentiality = 0, integrity = 0, availability = 0, accountability = 0; // magnitudes 0 to 1
    RuleChoice<Volume> volume;
};

struct RuleExample
{
    QString name;
    QString model;
    SourceRef at;
    int modelLine = 0; // of the first line of the model
    // What is expected: counts of findings by kind, and suppressed subjects.
    int weaknesses = 0, questions = 0, hygiene = 0, paths = 0, drifts = 0, suppressed = 0;
    QStringList cause; // names in the cause, where stated

    bool isPositive() const { return weaknesses + questions + hygiene + paths + drifts > 0; }
};

struct Rule
{
    RuleInfo info;
    QString ask; // of a question: what to ask, in one sentence; empty: the title
    FactKind subject = FactKind::None;
    enum Filter { Anything, Services, Stores, Webhooks } filter = Anything;
    int subjectSlot = 0;
    RuleExpressionPtr each; // a list; the rule is judged for each of its items
    int eachSlot = 1;
    int itSlot = 2;
    std::vector<RuleCondition> where;
    size_t wherePrefix = 0; // so many of the conditions come before `each` is bound
    std::vector<RuleCondition> unless;
    std::vector<RuleCondition> confirmedBy; // of a question: a true line makes it a weakness
    UnknownPolicy unknown = UnknownPolicy::Ignore;
    SymbolSet asks; // controls whose absence it is willing to ask about
    SymbolSet answeredBy; // of a rule of kind question: once somebody said that all of these are absent, it is a weakness
    RuleChoice<RuleCause> cause, questionCause; // the second empty: the same
    bool possibleAsks = false; // of a data path: data that is only possible there makes a question
    RuleExpressionPtr occurrences; // things (mostly operations) that a match stands for; null: the subject
    std::vector<RuleEvidence> evidence;
    std::vector<RuleEffect> effects;
    RuleChoice<Ease> ease, questionEase;
    RuleChoice<Confidence> confidence;
    std::optional<Band> floor;
    QStringList absorbs;
    SymbolSet controls;        // close or lower it
    SymbolSet partialControls; // those of them that lower the likelihood only
    // Of an attack-path rule, which has no conditions: the least chance of a chain in ten-thousandths, and how many strong
    // barriers it passes.
    struct Chains
    {
        int threshold = 2000;
        int barriers = 0;
    };
    std::optional<Chains> chains;
    std::vector<RuleExample> examples;
    SourceRef at;
    bool enabled = true;
};

// The rules of one file. All mistakes of the file are reported with their places; a file with an error gives none of
// its rules. Examples are not run here.
struct RuleFile
{
    QString name;
    QByteArray bytes;
};

class Standards;

std::vector<std::shared_ptr<Rule>> parseRuleFile(const RuleFile &file, const CompileContext &context, const Standards &standards, Diagnostics &diagnostics);

} // namespace drawbridge
