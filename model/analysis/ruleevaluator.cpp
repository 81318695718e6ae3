// SPDX-License-Identifier: Apache-2.0
// Kleene evaluation of compiled leaves.
#include "analysis/facts.h"
#include "analysis/ruleexpression.h"

#include <algorithm>

namespace drawbridge {

namespace {

using Op = RuleExpression::Op;
using Tag = RuleValue::Tag;

bool contains(const SymbolSet &set, qint64 value) { return std::binary_search(set.begin(), set.end(), int(value)); }

bool meet(const SymbolSet &a, const SymbolSet &b)
{
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() && j != b.end()) {
        if (*i == *j)
            return true;
        if (*i < *j)
            ++i;
        else
            ++j;
    }
    return false;
}

bool equalValues(const RuleValue &a, const RuleValue &b)
{
    if (a.tag() == Tag::Text && b.tag() == Tag::Text)
        return a.text() == b.text();
    if (a.tag() == Tag::Ref && b.tag() == Tag::Ref)
        return a.ref() == b.ref();
    if (a.tag() == Tag::Real || b.tag() == Tag::Real)
        return a.toReal() == b.toReal();
    return a.toInt() == b.toInt();
}

} // namespace

// Names of fields and paths recur all over a specification: each pattern and each list is asked once about a text.
bool RuleEvaluator::holdsFor(const RuleExpression &e, const QString &text)
{
    constexpr qsizetype mostAnswers = 200'000, longestText = 4000;
    const std::pair<const RuleExpression *, QString> key{&e, text};
    if (const auto known = m_answers.constFind(key); known != m_answers.constEnd())
        return *known;
    const bool holds = e.op == Op::Matches ? e.pattern.match(text.left(longestText)).hasMatch() : m_facts.lexicons().matches(e.text, text);
    if (m_answers.size() >= mostAnswers)
        m_answers.clear();
    m_answers.insert(key, holds);
    return holds;
}

ControlState RuleEvaluator::controlState(FactRef of, int control)
{
    for (const auto &[kind, state] : m_assumed) {
        if (kind == control) {
            // What is known stays; only gaps are filled, unless the question is what the control would change.
            if (state == ControlState::Present)
                return state;
            const ControlState known = m_facts.control(of, control).state;
            return known == ControlState::Unknown ? state : known;
        }
    }
    return m_facts.control(of, control).state;
}

RuleValue RuleEvaluator::guarded(FactRef of, int control)
{
    const ControlState own = controlState(of, control);
    if (own == ControlState::Present)
        return true;
    // Otherwise every way in has to pass something that has it.
    const int element = enteredElement(of);
    if (element < 0)
        return own == ControlState::Unknown ? RuleValue() : RuleValue(false);
    const Truth ways = coverageOf(control).guarded(quint32(element));
    if (ways == Truth::Yes)
        return true;
    return own == ControlState::Unknown || ways == Truth::Unknown ? RuleValue() : RuleValue(false);
}

// True when some way in passes something that has the control and another does not, and the thing has none of its own.
RuleValue RuleEvaluator::bypassable(FactRef of, int control)
{
    const int element = enteredElement(of);
    if (element < 0 || controlState(of, control) == ControlState::Present)
        return false;
    return coverageOf(control).bypassable(quint32(element));
}

// The element whose ways in count for a thing; -1: none.
int RuleEvaluator::enteredElement(FactRef of) const
{
    if (of.kind == FactKind::Operation)
        return m_facts.operations[of.index].service;
    return of.kind == FactKind::Element ? int(of.index) : -1;
}

const Coverage &RuleEvaluator::coverageOf(int control)
{
    for (const auto &[kind, state] : m_assumed) {
        if (kind == control)
            return m_facts.coverage(control, state);
    }
    return m_facts.coverage(control);
}

RuleValue RuleEvaluator::quantified(const RuleExpression &e)
{
    const RuleValue list = evaluate(*e.arguments[0]);
    if (list.tag() != Tag::List)
        return {};
    const RuleExpression *body = e.arguments.size() > 1 ? e.arguments[1].get() : nullptr;
    FactRef &variable = variables[e.slot];
    const FactRef before = variable;
    bool sawUnknown = false;
    qint64 count = 0;
    RuleValue result;
    FactList *found = nullptr;
    if (e.op == Op::Those)
        found = &m_lists.emplace_back();
    bool done = false;
    // The list may be one of the facts' own; indices stay valid while the body makes facts on demand.
    const FactList &items = list.list();
    for (size_t i = 0; i < items.size() && !done; ++i) {
        variable = items[i];
        const RuleValue value = body ? evaluate(*body) : RuleValue(true);
        switch (e.op) {
        case Op::Exists:
            if (value.isTrue()) {
                result = RuleValue(true);
                done = true;
            }
            break;
        case Op::All:
            if (value.isFalse()) {
                result = RuleValue(false);
                done = true;
            }
            break;
        case Op::None:
            if (value.isTrue()) {
                result = RuleValue(false);
                done = true;
            }
            break;
        case Op::First:
            if (value.isTrue()) {
                result = RuleValue(items[i]);
                done = true;
            }
            break;
        case Op::Those:
            if (value.isTrue())
                found->push_back(items[i]);
            break;
        default:
            if (value.isTrue())
                ++count;
            break;
        }
        sawUnknown = sawUnknown || value.isUnknown();
    }
    variable = before;
    if (done)
        return result;
    switch (e.op) {
    case Op::Exists: return sawUnknown ? RuleValue() : RuleValue(false);
    case Op::All:
    case Op::None: return sawUnknown ? RuleValue() : RuleValue(true);
    case Op::First: return {};
    case Op::Those: return RuleValue(static_cast<const FactList *>(found));
    default: return RuleValue(count);
    }
}

RuleValue RuleEvaluator::compared(const RuleExpression &e)
{
    const RuleValue left = evaluate(*e.arguments[0]);
    if (left.isUnknown())
        return {};
    const RuleValue right = evaluate(*e.arguments[1]);
    if (right.isUnknown())
        return {};
    switch (e.op) {
    case Op::Equal: return equalValues(left, right);
    case Op::NotEqual: return !equalValues(left, right);
    case Op::Less: return left.toReal() < right.toReal();
    case Op::LessEqual: return left.toReal() <= right.toReal();
    case Op::Greater: return left.toReal() > right.toReal();
    case Op::GreaterEqual: return left.toReal() >= right.toReal();
    case Op::In: return contains(right.set(), left.toInt());
    case Op::Intersects: return meet(left.set(), right.set());
    case Op::Disjoint: return !meet(left.set(), right.set());
    case Op::Subset: return std::includes(right.set().begin(), right.set().end(), left.set().begin(), left.set().end());
    default: return {};
    }
}

RuleValue RuleEvaluator::evaluate(const RuleExpression &e)
{
    if (--m_left <= 0)
        return {};
    switch (e.op) {
    case Op::Literal: return e.value;
    case Op::Variable: return RuleValue(variables[e.slot]);
    case Op::Attribute: {
        const RuleValue of = evaluate(*e.arguments[0]);
        return of.tag() == Tag::Ref ? e.attribute->get(m_facts, of.ref()) : RuleValue();
    }
    case Op::Not: {
        const RuleValue value = evaluate(*e.arguments[0]);
        return value.isUnknown() ? RuleValue() : RuleValue(!value.isTrue());
    }
    case Op::And: {
        const RuleValue left = evaluate(*e.arguments[0]);
        if (left.isFalse())
            return left;
        const RuleValue right = evaluate(*e.arguments[1]);
        return right.isFalse() ? right : left.isUnknown() ? left : right;
    }
    case Op::Or: {
        const RuleValue left = evaluate(*e.arguments[0]);
        if (left.isTrue())
            return left;
        const RuleValue right = evaluate(*e.arguments[1]);
        return right.isTrue() ? right : left.isUnknown() ? left : right;
    }
    case Op::IsUnknown: return evaluate(*e.arguments[0]).isUnknown();
    case Op::IsKnown: return !evaluate(*e.arguments[0]).isUnknown();
    case Op::Matches: {
        const RuleValue text = evaluate(*e.arguments[0]);
        return text.tag() == Tag::Text ? RuleValue(holdsFor(e, text.text())) : RuleValue();
    }
    case Op::Exists:
    case Op::All:
    case Op::None:
    case Op::Count:
    case Op::First:
    case Op::Those: return quantified(e);
    case Op::Has:
    case Op::Lacks: {
        const RuleValue of = evaluate(*e.arguments[0]);
        if (of.tag() != Tag::Ref)
            return {};
        const ControlState state = controlState(of.ref(), e.control);
        if (e.op == Op::Lacks)
            return state == ControlState::Absent;
        return state == ControlState::Unknown ? RuleValue() : RuleValue(state == ControlState::Present);
    }
    case Op::Guarded: {
        const RuleValue of = evaluate(*e.arguments[0]);
        return of.tag() == Tag::Ref ? guarded(of.ref(), e.control) : RuleValue();
    }
    case Op::Bypassable: {
        const RuleValue of = evaluate(*e.arguments[0]);
        return of.tag() == Tag::Ref ? bypassable(of.ref(), e.control) : RuleValue();
    }
    case Op::Reaches: {
        const RuleValue from = evaluate(*e.arguments[0]), to = evaluate(*e.arguments[1]);
        if (from.tag() != Tag::Ref || to.tag() != Tag::Ref)
            return {};
        const FactList &list = m_facts.reachable(from.ref().index);
        return std::binary_search(list.begin(), list.end(), FactRef{FactKind::Element, 1, to.ref().index});
    }
    case Op::MaxSensitivity: {
        const RuleValue list = evaluate(*e.arguments[0]);
        if (list.tag() != Tag::List)
            return {};
        int level = 0;
        for (const FactRef ref : list.list()) {
            const FieldFacts &field = m_facts.fields[ref.index];
            if (field.certainty >= 1)
                level = std::max(level, field.sensitivity);
        }
        return level;
    }
    case Op::Lexicon: {
        const RuleValue text = evaluate(*e.arguments[0]);
        return text.tag() == Tag::Text ? RuleValue(holdsFor(e, text.text())) : RuleValue();
    }
    case Op::Contains: {
        const RuleValue text = evaluate(*e.arguments[0]);
        return text.tag() == Tag::Text ? RuleValue(text.text().contains(e.text, Qt::CaseInsensitive)) : RuleValue();
    }
    case Op::Empty: {
        const RuleValue of = evaluate(*e.arguments[0]);
        if (of.tag() == Tag::List)
            return of.list().empty();
        if (of.tag() == Tag::Set)
            return of.set().empty();
        return of.tag() == Tag::Text ? RuleValue(of.text().isEmpty()) : RuleValue();
    }
    case Op::Size: {
        const RuleValue of = evaluate(*e.arguments[0]);
        if (of.tag() == Tag::List)
            return qint64(of.list().size());
        return of.tag() == Tag::Set ? RuleValue(qint64(of.set().size())) : RuleValue();
    }
    default: return compared(e);
    }
}

} // namespace drawbridge
