// SPDX-License-Identifier: Apache-2.0
#include "analysis/decisions.h"

#include "analysis/risk.h"
#include "threatmodel/threats.h"

#include <QCoreApplication>

#include <algorithm>

namespace drawbridge {

QString FindingContext::digest() const
{
    return QStringLiteral("1;s=%1;a=%2;e=%3;z=%4;c=%5").arg(sensitivity).arg(int(actor)).arg(int(ease)).arg(zones).arg(classes.join(u','));
}

std::optional<FindingContext> FindingContext::fromDigest(const QString &digest)
{
    const QStringList parts = digest.split(u';');
    if (parts.size() != 6 || parts[0] != u"1")
        return std::nullopt;
    FindingContext context;
    bool ok[4];
    context.sensitivity = parts[1].mid(2).toInt(&ok[0]);
    const int actor = parts[2].mid(2).toInt(&ok[1]);
    const int ease = parts[3].mid(2).toInt(&ok[2]);
    context.zones = parts[4].mid(2).toInt(&ok[3]);
    if (!std::all_of(std::begin(ok), std::end(ok), [](bool b) { return b; }) || actor < 0 || actor > int(ActorClass::Privileged) || ease < 0
        || ease > int(Ease::Trivial))
        return std::nullopt;
    context.actor = ActorClass(actor);
    context.ease = Ease(ease);
    context.classes = parts[5].mid(2).split(u',', Qt::SkipEmptyParts);
    return context;
}

QList<LateText> changesSince(const FindingContext &then, const FindingContext &now)
{
    QList<LateText> changes;
    if (now.actor != then.actor)
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "It was decided when the callers were “{1}”; now they are “{2}”.")), {nameOf(then.actor), nameOf(now.actor)}};
    if (now.sensitivity != then.sensitivity)
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "It was decided when the data was {1}; now it is {2}.")),
                            {nameOf(Sensitivity(std::clamp(then.sensitivity, 0, 4))), nameOf(Sensitivity(std::clamp(now.sensitivity, 0, 4)))}};
    if (now.ease != then.ease)
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "It was decided when exploiting it was {1}; now it is {2}.")), {nameOf(then.ease), nameOf(now.ease)}};
    QStringList added, removed;
    for (const QString &dataClass : now.classes) {
        if (!then.classes.contains(dataClass))
            added << dataClass;
    }
    for (const QString &dataClass : then.classes) {
        if (!now.classes.contains(dataClass))
            removed << dataClass;
    }
    if (!added.isEmpty())
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Since the decision it also concerns {1}.")), {added.join(QStringLiteral(", "))}};
    if (!removed.isEmpty())
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Since the decision it no longer concerns {1}.")), {removed.join(QStringLiteral(", "))}};
    if (now.zones > then.zones)
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Since the decision it crosses more trust boundaries.")), {}};
    else if (now.zones < then.zones)
        changes << LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Since the decision it crosses fewer trust boundaries.")), {}};
    return changes;
}

LateText worsened(const FindingContext &then, const FindingContext &now)
{
    // The same with everything that did not get worse put back to what it was.
    const auto availability = [](ActorClass actor) { return actor == ActorClass::NotAnActor ? 99 : int(actor); };
    FindingContext worse = then;
    if (availability(now.actor) < availability(then.actor))
        worse.actor = now.actor;
    worse.sensitivity = std::max(then.sensitivity, now.sensitivity);
    worse.ease = std::max(then.ease, now.ease);
    worse.zones = std::max(then.zones, now.zones);
    for (const QString &dataClass : now.classes) {
        if (!worse.classes.contains(dataClass))
            worse.classes << dataClass;
    }
    return changesSince(then, worse).value(0);
}

QString decisionFingerprint(const Finding &finding, DecisionScope scope, const QString &occurrence)
{
    switch (scope) {
    case DecisionScope::Cause: break;
    case DecisionScope::Occurrence:
        if (!occurrence.isEmpty())
            return decisionKey(finding.fingerprint, occurrence);
        break;
    case DecisionScope::RuleOnElement: return finding.fingerprint + u'@' + finding.service.toString();
    case DecisionScope::RuleEverywhere: return finding.fingerprint + QStringLiteral("@*");
    }
    return finding.fingerprint;
}

QString findingOfDecision(const QString &decisionFingerprint)
{
    const qsizetype end = std::min(size_t(decisionFingerprint.indexOf(u'#')), size_t(decisionFingerprint.indexOf(u'@')));
    return decisionFingerprint.left(end); // all of it where there is neither
}

namespace {

FindingStatus statusOf(DecisionState state)
{
    switch (state) {
    case DecisionState::Open: return FindingStatus::Open;
    case DecisionState::Mitigated: return FindingStatus::Mitigated;
    case DecisionState::Accepted: return FindingStatus::Accepted;
    case DecisionState::Transferred: return FindingStatus::Transferred;
    case DecisionState::FalsePositive: return FindingStatus::FalsePositive;
    case DecisionState::Duplicate: return FindingStatus::Duplicate;
    case DecisionState::Answered: return FindingStatus::Answered;
    }
    return FindingStatus::Open;
}

bool hasEnded(const Decision &decision, const QDate &date)
{
    const QDate expires = QDate::fromString(decision.expires.left(10), Qt::ISODate);
    return expires.isValid() && date.isValid() && expires < date;
}

LateText endedOn(const Decision &decision)
{
    return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "The decision ended on {1}.")), {decision.expires.left(10)}};
}

// What the words on a finding as a whole, or on its rule, make of it. `wide`: by rule, or rule and element.
void decideCause(Finding &finding, const QMap<QString, Decision> &last, const QMap<QString, Decision> &wide, const QDate &date)
{
    Decision decision;
    bool own = last.contains(finding.fingerprint);
    if (own)
        decision = last.value(finding.fingerprint);
    if (own && decision.scope == DecisionScope::Occurrence) // without a place it says nothing about the others
        own = false;
    if (!own || decision.state == DecisionState::Open) {
        const QString onElement = finding.rule + u'|' + finding.service.toString();
        const auto it = wide.contains(onElement) ? wide.constFind(onElement) : wide.constFind(finding.rule);
        if (it == wide.constEnd() || (own && it->number < decision.number))
            return;
        decision = *it;
        own = findingOfDecision(it->fingerprint) == finding.fingerprint;
    }
    finding.decision = decision.id;
    finding.status = statusOf(decision.state);
    if (hasEnded(decision, date)) {
        finding.status = FindingStatus::Reopened;
        finding.reopenedBecause = endedOn(decision);
        return;
    }
    // A digest belongs to the finding that was decided; wider scopes were taken knowing that others would follow.
    const auto then = own ? FindingContext::fromDigest(decision.contextDigest) : std::nullopt;
    const auto now = FindingContext::fromDigest(finding.contextDigest);
    if (then && now) {
        const LateText reason = worsened(*then, *now);
        if (!reason.text.isEmpty()) {
            finding.status = FindingStatus::Reopened;
            finding.reopenedBecause = reason;
        }
    }
}

// What words on single places make of it: a decided place no longer counts; when all are decided, so is the finding.
void decidePlaces(Finding &finding, const QMap<QString, Decision> &last, const QDate &date, const RiskSettings &settings)
{
    qsizetype decided = 0;
    double worst = 0;
    LateText ended;
    for (Occurrence &place : finding.occurrences) {
        const auto it = last.constFind(decisionKey(finding.fingerprint, place.key));
        if (it != last.constEnd() && it->state != DecisionState::Open) {
            place.decision = it->id;
            place.status = hasEnded(*it, date) ? FindingStatus::Reopened : statusOf(it->state);
            if (place.status == FindingStatus::Reopened)
                ended = endedOn(*it);
        }
        if (place.status != FindingStatus::Open && place.status != FindingStatus::Reopened)
            ++decided;
        else
            worst = std::max(worst, place.risk);
    }
    const bool open = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
    if (open && !ended.text.isEmpty()) {
        finding.status = FindingStatus::Reopened;
        finding.reopenedBecause = ended;
    }
    if (decided == 0 || !open)
        return;
    if (decided == finding.occurrences.size()) {
        finding.status = finding.occurrences.first().status;
        finding.decision = finding.occurrences.first().decision;
        return;
    }
    const int tenths = std::min(int(finding.risk * 10 + 0.5), aggregated(int(worst * 10 + 0.5), finding.occurrences.size() - decided));
    finding.risk = tenths / 10.0;
    const bool floored = finding.band != finding.bandByRisk;
    finding.bandByRisk = bandOf(tenths, settings);
    finding.band = floored ? std::min(finding.band, finding.bandByRisk) : finding.bandByRisk;
}

} // namespace

void applyDecisions(QList<Finding> &findings, const ThreatModel &model, const Catalogue &catalogue, const QDate &date)
{
    const RiskSettings settings = RiskSettings::from(model.project().riskSettings);
    // The last word on each fingerprint counts.
    QMap<QString, Decision> last;
    for (const Decision &decision : model.decisions) {
        const auto it = last.find(decision.fingerprint);
        if (it == last.end() || it->number < decision.number || (it->number == decision.number && it->id < decision.id))
            last.insert(decision.fingerprint, decision);
    }
    QHash<QString, const Finding *> byFingerprint;
    for (const Finding &finding : std::as_const(findings))
        byFingerprint.insert(finding.fingerprint, &finding);

    // Wider scopes reach other findings of the same rule. Number order decides between several.
    QMap<QString, Decision> wide; // "rule" or "rule|service"
    for (auto it = last.constBegin(); it != last.constEnd(); ++it) {
        if (it->state == DecisionState::Open)
            continue;
        QString key;
        if (it->scope == DecisionScope::RuleEverywhere)
            key = it->rule;
        else if (it->scope == DecisionScope::RuleOnElement && it->fingerprint.contains(u'@'))
            key = it->rule + u'|' + it->fingerprint.section(u'@', 1);
        else if (it->scope == DecisionScope::RuleOnElement && byFingerprint.contains(it->fingerprint))
            key = it->rule + u'|' + byFingerprint.value(it->fingerprint)->service.toString();
        if (key.isEmpty())
            continue;
        if (!wide.contains(key) || wide.value(key).number < it->number)
            wide.insert(key, *it);
    }
    byFingerprint.clear(); // pointers into the list end here

    for (Finding &finding : findings) {
        decideCause(finding, last, wide, date);
        decidePlaces(finding, last, date, settings);
    }

    QSet<QString> present;
    for (const Finding &finding : std::as_const(findings))
        present.insert(finding.fingerprint);
    for (auto it = last.constBegin(); it != last.constEnd(); ++it) {
        const RuleInfo *rule = catalogue.rule(it->rule);
        const bool threat = it->rule == QLatin1StringView(threatRule);
        // What covers a rule, and a word on one place of a finding that is still there, is no finding of its own.
        const bool covers = it->scope == DecisionScope::RuleEverywhere || it->scope == DecisionScope::RuleOnElement;
        if (present.contains(findingOfDecision(it.key())) || covers || it->state == DecisionState::Open || (!rule && !threat))
            continue;
        Finding gone;
        gone.fingerprint = findingOfDecision(it.key());
        present.insert(gone.fingerprint);
        gone.rule = it->rule;
        gone.kind = rule ? rule->kind : FindingKind::Weakness;
        gone.subjectName = it->findingTitle;
        if (threat)
            gone.own.title = it->findingTitle;
        gone.status = FindingStatus::Gone;
        gone.decision = it->id;
        gone.contextDigest = it->contextDigest;
        findings.append(gone);
    }
}

} // namespace drawbridge
