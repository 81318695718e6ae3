// SPDX-License-Identifier: Apache-2.0
#include "analysis/judge.h"

#include "analysis/findingevidence.h"
#include "classification/classnames.h"

#include <algorithm>

namespace drawbridge {

namespace {

constexpr qint64 stepsPerRule = 20'000'000; // about a fifth of a second

} // namespace

RuleValue Judge::truth(const RuleCondition &condition)
{
    switch (condition.kind) {
    case RuleCondition::Leaf: return condition.expression ? m_evaluator.evaluate(*condition.expression) : RuleValue();
    case RuleCondition::All: return conjunction(condition.parts, 0, condition.parts.size());
    case RuleCondition::Any:
    case RuleCondition::NoneOf: {
        bool unknown = false, any = false;
        for (const RuleCondition &part : condition.parts) {
            const RuleValue value = truth(part);
            if (value.isTrue()) {
                any = true;
                break;
            }
            unknown = unknown || value.isUnknown();
        }
        if (any)
            return condition.kind == RuleCondition::Any;
        return unknown ? RuleValue() : RuleValue(condition.kind == RuleCondition::NoneOf);
    }
    }
    return {};
}

RuleValue Judge::conjunction(const std::vector<RuleCondition> &conditions, size_t from, size_t to)
{
    bool unknown = false;
    for (size_t i = from; i < to; ++i) {
        const RuleValue value = truth(conditions[i]);
        if (value.isFalse())
            return false;
        unknown = unknown || value.isUnknown();
    }
    return unknown ? RuleValue() : RuleValue(true);
}

Judge::Outcome Judge::judge(const Rule &rule, RuleValue prefix)
{
    Outcome outcome;
    if (prefix.isFalse())
        return outcome;
    RuleValue value = conjunction(rule.where, rule.wherePrefix, rule.where.size());
    if (value.isFalse())
        return outcome;
    if (prefix.isUnknown())
        value = prefix;
    outcome.kind = rule.info.kind;
    if (value.isUnknown()) {
        outcome.unclear = true;
        if (rule.unknown == UnknownPolicy::Ignore)
            return outcome;
        if (rule.unknown == UnknownPolicy::Question) {
            // Only gaps that the rule is willing to ask about make a question.
            if (!rule.asks.empty()) {
                for (const int control : rule.asks)
                    m_evaluator.assume(control, ControlState::Absent);
                const RuleValue assumed = conjunction(rule.where, 0, rule.where.size());
                m_evaluator.assumeNothing();
                if (!assumed.isTrue())
                    return outcome;
            }
            outcome.kind = FindingKind::Question;
        }
    }
    for (const RuleCondition &condition : rule.unless) {
        if (truth(condition).isTrue()) {
            outcome.suppressedBy = &condition;
            return outcome;
        }
    }
    outcome.fires = true;
    const FactRef subject = m_evaluator.variables[rule.subjectSlot];
    const bool uncertainData = rule.possibleAsks && m_evaluator.facts().dataHops[subject.index].certainty == 0;
    if (uncertainData)
        outcome.kind = FindingKind::Question;
    if (outcome.kind == FindingKind::Question) {
        const bool confirmed = std::any_of(rule.confirmedBy.begin(), rule.confirmedBy.end(), [&](const RuleCondition &c) { return truth(c).isTrue(); });
        if (confirmed || (!uncertainData && isAnswered(rule, subject)))
            outcome.kind = FindingKind::Weakness;
    }
    return outcome;
}

// "No, we have nothing of the kind": the question is settled, and what it asked about is a weakness.
bool Judge::isAnswered(const Rule &rule, FactRef subject)
{
    const Facts &facts = m_evaluator.facts();
    if (subject.kind == FactKind::DataHop)
        subject = {FactKind::Flow, 1, facts.dataHops[subject.index].flow};
    return !rule.answeredBy.empty() && std::all_of(rule.answeredBy.begin(), rule.answeredBy.end(), [&](int kind) {
        const Control *stated = facts.statedControl(subject, kind);
        return stated && stated->state == ControlState::Absent;
    });
}

const RuleCause *Judge::causeOf(const Rule &rule, FindingKind kind)
{
    const RuleChoice<RuleCause> &choice = kind == FindingKind::Question && !rule.questionCause.isEmpty() ? rule.questionCause : rule.cause;
    for (const auto &option : choice.options) {
        if (!option.when || m_evaluator.evaluate(*option.when).isTrue())
            return &option.value;
    }
    return choice.options.empty() ? nullptr : &choice.options.back().value;
}

const FactList &Judge::subjectsOf(const Rule &rule)
{
    const Facts &facts = m_evaluator.facts();
    switch (rule.filter) {
    case Rule::Services: return facts.project.services;
    case Rule::Stores: return facts.project.stores;
    case Rule::Webhooks: return facts.project.webhooks;
    case Rule::Anything: break;
    }
    return facts.all(rule.subject);
}

void Judge::run(const Rule &rule, std::vector<Firing> &firings, QList<Suppression> &suppressed)
{
    Facts &facts = m_evaluator.facts();
    m_evaluator.allow(stepsPerRule);
    if (rule.subject == FactKind::DataHop)
        m_evaluator.facts().needTrace();
    else if (rule.subject == FactKind::Drift)
        m_evaluator.facts().needDrifts();
    const FactList *subjects = &subjectsOf(rule);

    const auto judgeOne = [&](FactRef subject, FactRef each, RuleValue prefix) {
        const Outcome outcome = judge(rule, prefix);
        if (m_recordVerdicts) {
            record(rule, subject, each,
                   outcome.fires            ? outcome.kind == FindingKind::Question ? Verdict::Asked : Verdict::Fired
                   : outcome.suppressedBy   ? Verdict::Suppressed
                   : outcome.unclear        ? Verdict::Unclear
                                            : Verdict::Quiet);
        }
        if (outcome.suppressedBy) {
            const RuleCondition *line = outcome.suppressedBy;
            while (line->kind != RuleCondition::Leaf && !line->parts.empty())
                line = &line->parts.front();
            suppressed.append({rule.info.id, facts.subjectOf(each.kind != FactKind::None ? each : subject), line->text});
        }
        if (!outcome.fires)
            return;
        Firing firing;
        firing.rule = &rule;
        firing.kind = outcome.kind;
        firing.subject = subject;
        firing.each = each;
        if (const RuleCause *cause = causeOf(rule, outcome.kind)) {
            QStringList anchors;
            for (const CausePart &part : *cause) {
                if (!part.thing) {
                    anchors << part.name;
                    firing.causeLabel = part.name;
                    firing.causeNames << part.name;
                    continue;
                }
                const RuleValue value = m_evaluator.evaluate(*part.thing);
                if (value.tag() == RuleValue::Tag::Ref) {
                    firing.causeThing = value.ref();
                    anchors << facts.anchorOf(value.ref());
                    firing.causeLabel = facts.nameOf(value.ref());
                } else if (value.tag() == RuleValue::Tag::Text) {
                    anchors << value.text();
                    firing.causeLabel = value.text();
                    if (&part == &cause->back())
                        firing.causeDetail = value.text();
                } else {
                    anchors << facts.symbols().word(value.toInt());
                    const QString name = dataClassName(anchors.last());
                    firing.causeLabel = name.isEmpty() ? anchors.last() : name;
                    if (&part == &cause->back())
                        firing.causeDetail = firing.causeLabel;
                }
                firing.causeNames << firing.causeLabel;
            }
            firing.anchor = anchors.join(u'|');
        }
        m_weighing.weigh(firing, -1);
        if (rule.occurrences) {
            const RuleValue places = m_evaluator.evaluate(*rule.occurrences);
            if (places.tag() == RuleValue::Tag::List)
                firing.places = places.list();
        }
        firings.push_back(std::move(firing));
    };

    for (const FactRef subject : *subjects) {
        if (m_evaluator.exhausted())
            return;
        m_evaluator.releaseTemporaries();
        m_evaluator.variables[rule.subjectSlot] = subject;
        const RuleValue prefix = conjunction(rule.where, 0, rule.wherePrefix);
        if (prefix.isFalse()) {
            if (m_recordVerdicts)
                record(rule, subject, {}, Verdict::Quiet);
            continue;
        }
        if (!rule.each) {
            judgeOne(subject, {}, prefix);
            continue;
        }
        const RuleValue list = m_evaluator.evaluate(*rule.each);
        if (list.tag() != RuleValue::Tag::List)
            continue;
        const FactList items = list.list();
        if (m_recordVerdicts && items.empty())
            record(rule, subject, {}, Verdict::Quiet);
        for (const FactRef item : items) {
            m_evaluator.variables[rule.eachSlot] = item;
            judgeOne(subject, item, prefix);
        }
    }
}

void Judge::record(const Rule &rule, FactRef subject, FactRef each, Verdict verdict)
{
    Facts &facts = m_evaluator.facts();
    // The row of the coverage matrix that it belongs to: an operation, an element, a flow, a boundary, else the project.
    const auto placeOf = [&](FactRef ref) -> std::optional<Subject> {
        switch (ref.kind) {
        case FactKind::Operation:
        case FactKind::Element:
        case FactKind::Flow:
        case FactKind::Zone: return facts.subjectOf(ref);
        case FactKind::ObjectRef: return facts.subjectOf({FactKind::Operation, 1, facts.objectRefs[ref.index].operation});
        case FactKind::Field: {
            const OperationId operation = facts.fields[ref.index].row->operation;
            if (operation && facts.rowOf(operation) >= 0)
                return Subject{SubjectKind::Operation, operation.uuid()};
            break;
        }
        case FactKind::None: return std::nullopt;
        default: break;
        }
        const ElementId service = facts.serviceOf(ref);
        return service ? Subject{SubjectKind::Element, service.uuid()} : Subject{};
    };
    QList<Subject> places;
    for (const FactRef ref : {subject, each}) {
        if (const auto place = placeOf(ref); place && !places.contains(*place))
            places.append(*place);
    }
    for (const Subject &place : std::as_const(places)) {
        Verdict &said = m_verdicts[{rule.info.id, {int(place.kind), place.id}}];
        said = std::max(said, verdict);
    }
}

QList<JudgedPlace> Judge::takeVerdicts()
{
    QList<JudgedPlace> list;
    list.reserve(m_verdicts.size());
    for (auto it = m_verdicts.constBegin(); it != m_verdicts.constEnd(); ++it)
        list.append({it.key().first, {SubjectKind(it.key().second.first), it.key().second.second}, it.value()});
    m_verdicts.clear();
    return list;
}

void Judge::bind(const Firing &firing)
{
    m_evaluator.allow(stepsPerRule);
    m_evaluator.variables[firing.rule->subjectSlot] = firing.subject;
    m_evaluator.variables[firing.rule->eachSlot] = firing.each;
}

std::optional<int> Judge::riskWith(const Firing &firing, int control)
{
    bind(firing);
    m_evaluator.assume(control, ControlState::Present);
    const Outcome outcome = judge(*firing.rule, conjunction(firing.rule->where, 0, firing.rule->wherePrefix));
    m_evaluator.assumeNothing();
    if (!outcome.fires)
        return std::nullopt;
    Firing changed = firing;
    m_weighing.weigh(changed, control);
    return changed.tenths;
}

QList<Evidence> Judge::evidenceOf(const Firing &firing)
{
    bind(firing);
    return drawbridge::evidenceOf(firing, m_evaluator, m_catalogue.vocabulary());
}

QString Judge::blockingLeaf(const Rule &rule)
{
    m_evaluator.allow(stepsPerRule);
    if (rule.subject == FactKind::DataHop)
        m_evaluator.facts().needTrace();
    else if (rule.subject == FactKind::Drift)
        m_evaluator.facts().needDrifts();
    const FactList &subjects = subjectsOf(rule);
    if (subjects.empty())
        return QStringLiteral("the model has nothing of the kind that the rule judges");
    // The subject that came furthest is the one meant.
    QString best;
    size_t furthest = 0;
    for (const FactRef subject : subjects) {
        m_evaluator.variables[rule.subjectSlot] = subject;
        FactList items = {FactRef()};
        if (rule.each) {
            const RuleValue list = m_evaluator.evaluate(*rule.each);
            items = list.tag() == RuleValue::Tag::List ? list.list() : FactList();
        }
        for (const FactRef item : items) {
            m_evaluator.variables[rule.eachSlot] = item;
            for (size_t i = 0; i < rule.where.size(); ++i) {
                const RuleValue value = truth(rule.where[i]);
                if (value.isTrue())
                    continue;
                if (best.isEmpty() || i + 1 > furthest) {
                    furthest = i + 1;
                    const RuleCondition &c = rule.where[i];
                    best = QStringLiteral("leaf %1 was %2: %3").arg(i + 1).arg(value.isUnknown() ? QStringLiteral("Unknown") : QStringLiteral("False"),
                                                                             c.kind == RuleCondition::Leaf ? c.text : QStringLiteral("a group"));
                }
                break;
            }
        }
    }
    return best;
}

} // namespace drawbridge
