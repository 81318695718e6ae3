// SPDX-License-Identifier: Apache-2.0
#include "analysis/judge.h"

#include <QCoreApplication>

#include <algorithm>

namespace drawbridge {

namespace {

constexpr qint64 stepsPerRule = 20'000'000; // about a fifth of a second

QStringList wordsOf(const SymbolPool &pool, const SymbolSet &set)
{
    QStringList words;
    for (const int symbol : set)
        words << pool.word(symbol);
    words.sort();
    return words;
}

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

template <class T> T Judge::choose(const RuleChoice<T> &choice, T otherwise)
{
    for (const auto &option : choice.options) {
        if (!option.when || m_evaluator.evaluate(*option.when).isTrue())
            return option.value;
    }
    return otherwise;
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
                    firing.causeLabel = anchors.last();
                }
                firing.causeNames << firing.causeLabel;
            }
            firing.anchor = anchors.join(u'|');
        }
        weigh(firing, -1);
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

bool Judge::isAbout(FactRef subject, const std::function<bool(const QString &)> &wanted)
{
    Facts &facts = m_evaluator.facts();
    const auto any = [&](const FactList &fields) {
        return std::any_of(fields.begin(), fields.end(), [&](FactRef ref) {
            const FieldFacts &field = facts.fields[ref.index];
            return field.certainty >= 1 && !field.classes.empty() && wanted(facts.symbols().word(field.dataClass));
        });
    };
    const auto anyOf = [&](const SymbolSet &classes) {
        return std::any_of(classes.begin(), classes.end(), [&](int symbol) { return wanted(facts.symbols().word(symbol)); });
    };
    switch (subject.kind) {
    case FactKind::Operation:
        facts.needFields(facts.operations[subject.index]);
        return any(facts.operations[subject.index].requestFields) || any(facts.operations[subject.index].responseFields);
    case FactKind::Field: return any({subject});
    case FactKind::Element:
        facts.needData(facts.elements[subject.index]);
        return anyOf(facts.elements[subject.index].classes);
    case FactKind::Flow:
        facts.needData(facts.flows[subject.index]);
        return anyOf(facts.flows[subject.index].classes);
    case FactKind::DataHop: return wanted(facts.symbols().word(facts.dataHops[subject.index].dataClass));
    default: return false;
    }
}

bool Judge::touchesProfile(FactRef subject)
{
    Facts &facts = m_evaluator.facts();
    if (facts.project.profiles.empty())
        return false;
    const QStringList profiles = wordsOf(facts.symbols(), facts.project.profiles);
    return isAbout(subject, [&](const QString &dataClass) {
        return (profiles.contains(QStringLiteral("pci")) && dataClass.startsWith(u"pci."))
               || (profiles.contains(QStringLiteral("hipaa")) && dataClass.startsWith(u"health."))
               || (profiles.contains(QStringLiteral("gdpr")) && m_catalogue.lexicons().dataClass(dataClass).special);
    });
}

Criticality Judge::criticalityOf(FactRef subject) const
{
    const Facts &facts = const_cast<Judge *>(this)->m_evaluator.facts();
    const int row = facts.rowOf(facts.serviceOf(subject));
    const Criticality own = row < 0 ? Criticality::Normal : facts.elements[size_t(row)].row->criticality;
    // The word about the business counts where nobody said anything about the part.
    return own == Criticality::Normal ? m_project.criticality : own;
}

Parts Judge::inContext(Parts impact, FactRef subject, QStringList &because)
{
    if (m_project.audience == Audience::Children
        && isAbout(subject, [](const QString &dataClass) { return !dataClass.startsWith(u"secret.") && !dataClass.startsWith(u"cred."); })) {
        impact += m_settings[RiskFigure::UpliftChildren];
        because << QStringLiteral(QT_TRANSLATE_NOOP("Risk", "raised because children use it"));
    }
    const QString environment = m_project.environment.trimmed().toLower();
    static const QStringList serious = {QString(), QStringLiteral("production"), QStringLiteral("prod"), QStringLiteral("live")};
    if (!serious.contains(environment)) {
        impact = times(impact, m_settings[RiskFigure::NonProduction]);
        because << QStringLiteral(QT_TRANSLATE_NOOP("Risk", "lowered because it is no production environment"));
    }
    return std::clamp(impact, Parts(0), 10 * wholePart);
}

Parts Judge::detectionOf(FactRef subject)
{
    Facts &facts = m_evaluator.facts();
    const int alerting = facts.symbols().find(QStringLiteral("monitoring_alerting"));
    const int logging = facts.symbols().find(QStringLiteral("central_logging"));
    if (alerting >= 0 && facts.control(subject, alerting).state == ControlState::Present)
        return m_settings[RiskFigure::DetectionAlerted];
    if (logging >= 0 && facts.control(subject, logging).state == ControlState::Present)
        return m_settings[RiskFigure::DetectionLogged];
    return wholePart;
}

void Judge::weighPlace(Firing &firing)
{
    const ActorClass actor = m_evaluator.facts().actorOf(firing.subject);
    firing.exposure = exposureParts(actor, m_settings);
    firing.factors.exposureWhy = exposureText(actor);
    firing.factors.impact = fromParts(firing.impact);
    firing.factors.exposure = fromParts(firing.exposure);
    firing.factors.likelihood = fromParts(firing.likelihood);
    firing.tenths = riskOf(firing.impact, firing.exposure, firing.likelihood);
}

namespace {

// The sentence on the impact. Its endings are translated apart, so that each language can put them in its own order.
LateText impactWhy(Sensitivity sensitivity, const QString &letters, Volume volume, Criticality criticality, bool lifted, const QStringList &context)
{
    QString text = lifted ? QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Affected data is {1} ({2}; volume: {3}), raised because a compliance profile covers it."))
                          : QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Affected data is {1} ({2}; volume: {3})."));
    QStringList arguments = {nameOf(sensitivity), letters, nameOf(volume)};
    QStringList more;
    if (criticality != Criticality::Normal)
        more << QStringLiteral("criticality: ") + nameOf(criticality);
    more += context;
    if (!more.isEmpty()) {
        text = lifted ? QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Affected data is {1} ({2}; volume: {3}), raised because a compliance profile covers it; {4}."))
                      : QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Affected data is {1} ({2}; volume: {3}; {4})."));
        arguments << more.join(QStringLiteral("; "));
    }
    return {text, arguments};
}

} // namespace

void Judge::weighAs(Firing &firing, const Magnitudes &magnitudes, Sensitivity sensitivity, Ease ease)
{
    firing.ease = ease;
    firing.sensitivity = int(sensitivity);
    const Criticality criticality = criticalityOf(firing.subject);
    const bool uplift = magnitudes.confidentiality > 0 && touchesProfile(firing.subject);
    QStringList because;
    firing.impact = inContext(impactOf(sensitivity, magnitudes, Volume::Many, criticality, uplift, m_settings), firing.subject, because);
    QString letters;
    for (const auto &[magnitude, letter] : {std::pair(magnitudes.confidentiality, u'C'), std::pair(magnitudes.integrity, u'I'),
                                            std::pair(magnitudes.availability, u'A'), std::pair(magnitudes.accountability, u'R')}) {
        if (magnitude > 0)
            letters += letter;
    }
    firing.factors.impactWhy = impactWhy(sensitivity, letters, Volume::Many, criticality, uplift, because);
    firing.likelihood = likelihoodOf(ease, {}, detectionOf(firing.subject), m_settings);
    firing.factors.likelihoodWhy = {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Exploiting it is {1}.")), {nameOf(ease)}};
    weighPlace(firing);
}

void Judge::weigh(Firing &firing, int assumedControl)
{
    Facts &facts = m_evaluator.facts();
    const Rule &rule = *firing.rule;
    const Criticality criticality = criticalityOf(firing.subject);

    // What a person said about the data counts more than what the rule assumes.
    const AssetView *asset = facts.statedAsset(firing.each.kind == FactKind::Field ? firing.each : firing.subject);
    const std::optional<Volume> statedVolume = asset ? fromName<Volume>(asset->asset.volume) : std::nullopt;
    firing.impact = 0;
    firing.sensitivity = 0;
    Volume worstVolume = Volume::Many;
    QString letters;
    bool lifted = false;
    for (const RuleEffect &effect : rule.effects) {
        const RuleValue level = effect.of ? m_evaluator.evaluate(*effect.of) : RuleValue();
        const int sensitivity = level.isUnknown() ? int(Sensitivity::Internal) : int(level.toInt());
        const Volume volume = asset && statedVolume ? *statedVolume : choose(effect.volume, Volume::Many);
        const bool uplift = effect.confidentiality > 0 && touchesProfile(firing.each.kind == FactKind::Field ? firing.each : firing.subject);
        const Parts impact = impactOf(Sensitivity(sensitivity), {effect.confidentiality, effect.integrity, effect.availability, effect.accountability},
                                      volume, criticality, uplift, m_settings);
        if (impact >= firing.impact) {
            firing.impact = impact;
            firing.sensitivity = sensitivity;
            worstVolume = volume;
            lifted = uplift;
            letters.clear();
            if (effect.confidentiality > 0)
                letters += u'C';
            if (effect.integrity > 0)
                letters += u'I';
            if (effect.availability > 0)
                letters += u'A';
            if (effect.accountability > 0)
                letters += u'R';
        }
    }
    QStringList because;
    firing.impact = inContext(firing.impact, firing.each.kind == FactKind::Field ? firing.each : firing.subject, because);
    firing.factors.impactWhy = impactWhy(Sensitivity(firing.sensitivity), letters, worstVolume, criticality, lifted, because);
    if (asset && (statedVolume || !asset->asset.sensitivity.isEmpty())) {
        firing.factors.impactWhy = {lifted ? QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Affected data is {1} ({2}; volume: {3}), as stated for the asset “{4}”, raised because a compliance profile covers it."))
                                           : QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Affected data is {1} ({2}; volume: {3}), as stated for the asset “{4}”.")),
                                    {nameOf(Sensitivity(firing.sensitivity)), letters, nameOf(worstVolume), asset->asset.name}};
    }

    firing.ease = choose(firing.kind == FindingKind::Question && !rule.questionEase.isEmpty() ? rule.questionEase : rule.ease, Ease::Moderate);
    QList<std::pair<double, ControlQuality>> present;
    QStringList names;
    const auto addPresent = [&](int control, ControlQuality quality) {
        present.append({m_catalogue.effectOf(control), quality});
        names << facts.symbols().word(control);
    };
    for (const int control : rule.partialControls) {
        const ControlFact fact = facts.control(firing.subject, control);
        if (fact.state == ControlState::Present)
            addPresent(control, fact.quality);
    }
    if (assumedControl >= 0 && !names.contains(facts.symbols().word(assumedControl)))
        addPresent(assumedControl, ControlQuality::Asserted);
    firing.likelihood = likelihoodOf(firing.ease, present, detectionOf(firing.subject), m_settings);
    firing.factors.likelihoodWhy = names.isEmpty()
                                       ? LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Exploiting it is {1}.")), {nameOf(firing.ease)}}
                                       : LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Exploiting it is {1}, lowered by {2}.")), {nameOf(firing.ease), names.join(QStringLiteral(", "))}};
    weighPlace(firing);
    firing.confidence = choose(rule.confidence, firing.kind == FindingKind::Question ? Confidence::Possible : Confidence::Likely);
    if (firing.kind == FindingKind::Question)
        firing.confidence = Confidence::Possible;
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
    weigh(changed, control);
    return changed.tenths;
}

QList<Evidence> Judge::evidenceOf(const Firing &firing)
{
    constexpr size_t linesPerItem = 5;
    Facts &facts = m_evaluator.facts();
    bind(firing);
    QList<Evidence> lines;
    for (const RuleEvidence &evidence : firing.rule->evidence) {
        FactList places;
        if (!evidence.at) {
            places = {firing.subject};
        } else {
            const RuleValue value = m_evaluator.evaluate(*evidence.at);
            if (value.tag() == RuleValue::Tag::Ref)
                places = {value.ref()};
            else if (value.tag() == RuleValue::Tag::List)
                places = value.list();
        }
        if (places.size() > linesPerItem)
            places.resize(linesPerItem);
        for (const FactRef place : places) {
            m_evaluator.variables[firing.rule->itSlot] = place;
            Evidence line;
            line.say.text = evidence.say;
            for (const RuleExpressionPtr &argument : evidence.arguments) {
                const RuleValue value = m_evaluator.evaluate(*argument);
                QString text;
                switch (value.tag()) {
                case RuleValue::Tag::Unknown: text = QStringLiteral("?"); break;
                case RuleValue::Tag::Bool: text = value.isTrue() ? QStringLiteral("true") : QStringLiteral("false"); break;
                case RuleValue::Tag::Int:
                    if (argument->type.shape != RuleType::Symbol)
                        text = QString::number(value.toInt());
                    else if (domainInfo(argument->type.domain).ordered)
                        text = m_catalogue.vocabulary().values(argument->type.domain).value(value.toInt());
                    else
                        text = facts.symbols().word(value.toInt());
                    break;
                case RuleValue::Tag::Real: text = QString::number(value.toReal(), 'g', 4); break;
                case RuleValue::Tag::Text: text = value.text(); break;
                case RuleValue::Tag::Set: text = wordsOf(facts.symbols(), value.set()).join(QStringLiteral(", ")); break;
                case RuleValue::Tag::List: {
                    QStringList names;
                    for (const FactRef ref : value.list())
                        names << facts.nameOf(ref);
                    names.removeDuplicates();
                    if (names.size() > 5)
                        names = names.mid(0, 5) << QStringLiteral("…");
                    text = names.join(QStringLiteral(", "));
                    break;
                }
                case RuleValue::Tag::Ref: text = facts.nameOf(value.ref()); break;
                }
                // "the scopes ()" would read like a fault of ours.
                if (text.isEmpty() && (value.tag() == RuleValue::Tag::Set || value.tag() == RuleValue::Tag::List))
                    text = QStringLiteral("–");
                line.say.arguments << text.left(200);
            }
            line.at = facts.sourceOf(place);
            lines << line;
        }
    }
    return lines;
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
