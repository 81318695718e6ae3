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
    const auto fromState = [](ControlState state) { return state == ControlState::Unknown ? RuleValue() : RuleValue(state == ControlState::Present); };
    const ControlState own = controlState(of, control);
    if (own == ControlState::Present)
        return true;
    // Otherwise every way in has to pass something that has it.
    int service = -1;
    if (of.kind == FactKind::Operation)
        service = m_facts.operations[of.index].service;
    else if (of.kind == FactKind::Element)
        service = int(of.index);
    if (service < 0)
        return fromState(own);
    bool any = false, all = true, unknown = own == ControlState::Unknown;
    for (const FactRef flow : m_facts.elements[size_t(service)].flowsIn) {
        const FlowFacts &facts = m_facts.flows[flow.index];
        const quint32 caller = int(facts.target) == service ? facts.source : facts.target;
        if (m_facts.elements[caller].row->kind == ElementKind::DataStore)
            continue;
        any = true;
        if (m_facts.elements[caller].row->kind == ElementKind::ExternalEntity) {
            all = false;
            continue;
        }
        const ControlState there = controlState({FactKind::Element, 1, caller}, control);
        all = all && there == ControlState::Present;
        unknown = unknown || there == ControlState::Unknown;
    }
    if (any && all)
        return true;
    return unknown ? RuleValue() : RuleValue(false);
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
        return text.tag() == Tag::Text ? RuleValue(e.pattern.match(text.text().left(4000)).hasMatch()) : RuleValue();
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
        return text.tag() == Tag::Text ? RuleValue(m_facts.lexicons().matches(e.text, text.text())) : RuleValue();
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
