// SPDX-License-Identifier: Apache-2.0
#include "analysis/weighing.h"

#include <QCoreApplication>

#include <algorithm>

namespace drawbridge {

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

// The letters of what suffers: confidentiality, integrity, availability, accountability.
QString lettersOf(const Magnitudes &magnitudes)
{
    QString letters;
    for (const auto &[magnitude, letter] : {std::pair(magnitudes.confidentiality, u'C'), std::pair(magnitudes.integrity, u'I'),
                                            std::pair(magnitudes.availability, u'A'), std::pair(magnitudes.accountability, u'R')}) {
        if (magnitude > 0)
            letters += letter;
    }
    return letters;
}

} // namespace

Weighing::Weighing(RuleEvaluator &evaluator, const Catalogue &catalogue)
    : m_evaluator(evaluator), m_catalogue(catalogue), m_project(evaluator.facts().model().project()), m_settings(RiskSettings::from(m_project.riskSettings))
{
}

bool Weighing::isAbout(FactRef subject, const std::function<bool(const QString &)> &wanted)
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

bool Weighing::touchesProfile(FactRef subject)
{
    Facts &facts = m_evaluator.facts();
    if (facts.project.profiles.empty())
        return false;
    const QStringList profiles = facts.symbols().words(facts.project.profiles);
    return isAbout(subject, [&](const QString &dataClass) {
        return (profiles.contains(QStringLiteral("pci")) && dataClass.startsWith(u"pci."))
               || (profiles.contains(QStringLiteral("hipaa")) && dataClass.startsWith(u"health."))
               || (profiles.contains(QStringLiteral("gdpr")) && m_catalogue.lexicons().dataClass(dataClass).special);
    });
}

Criticality Weighing::criticalityOf(FactRef subject)
{
    const Facts &facts = m_evaluator.facts();
    const int row = facts.rowOf(facts.serviceOf(subject));
    const Criticality own = row < 0 ? Criticality::Normal : facts.elements[size_t(row)].row->criticality;
    // The word about the business counts where nobody said anything about the part.
    return own == Criticality::Normal ? m_project.criticality : own;
}

Parts Weighing::inContext(Parts impact, FactRef subject, QStringList &because)
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

Parts Weighing::detectionOf(FactRef subject)
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

void Weighing::weighPlace(Firing &firing)
{
    const ActorClass actor = m_evaluator.facts().actorOf(firing.subject);
    firing.exposure = exposureParts(actor, m_settings);
    firing.factors.exposureWhy = exposureText(actor);
    firing.factors.impact = fromParts(firing.impact);
    firing.factors.exposure = fromParts(firing.exposure);
    firing.factors.likelihood = fromParts(firing.likelihood);
    firing.tenths = riskOf(firing.impact, firing.exposure, firing.likelihood);
}

void Weighing::weighAs(Firing &firing, const Magnitudes &magnitudes, Sensitivity sensitivity, Ease ease)
{
    firing.ease = ease;
    firing.sensitivity = int(sensitivity);
    const Criticality criticality = criticalityOf(firing.subject);
    const bool uplift = magnitudes.confidentiality > 0 && touchesProfile(firing.subject);
    QStringList because;
    firing.impact = inContext(impactOf(sensitivity, magnitudes, Volume::Many, criticality, uplift, m_settings), firing.subject, because);
    firing.factors.impactWhy = impactWhy(sensitivity, lettersOf(magnitudes), Volume::Many, criticality, uplift, because);
    firing.likelihood = likelihoodOf(ease, {}, detectionOf(firing.subject), m_settings);
    firing.factors.likelihoodWhy = {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Exploiting it is {1}.")), {nameOf(ease)}};
    weighPlace(firing);
}

void Weighing::weigh(Firing &firing, int assumedControl)
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
        const Volume volume = asset && statedVolume ? *statedVolume : choose(effect.volume, m_evaluator, Volume::Many);
        const bool uplift = effect.confidentiality > 0 && touchesProfile(firing.each.kind == FactKind::Field ? firing.each : firing.subject);
        const Magnitudes magnitudes{effect.confidentiality, effect.integrity, effect.availability, effect.accountability};
        const Parts impact = impactOf(Sensitivity(sensitivity), magnitudes, volume, criticality, uplift, m_settings);
        if (impact >= firing.impact) {
            firing.impact = impact;
            firing.sensitivity = sensitivity;
            worstVolume = volume;
            lifted = uplift;
            letters = lettersOf(magnitudes);
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

    firing.ease = choose(firing.kind == FindingKind::Question && !rule.questionEase.isEmpty() ? rule.questionEase : rule.ease, m_evaluator, Ease::Moderate);
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
    firing.confidence = choose(rule.confidence, m_evaluator, firing.kind == FindingKind::Question ? Confidence::Possible : Confidence::Likely);
    if (firing.kind == FindingKind::Question)
        firing.confidence = Confidence::Possible;
}

} // namespace drawbridge
