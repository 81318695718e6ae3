// SPDX-License-Identifier: Apache-2.0
#include "analysis/decisions.h"

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

LateText worsened(const FindingContext &then, const FindingContext &now)
{
    const auto availability = [](ActorClass actor) { return actor == ActorClass::NotAnActor ? 99 : int(actor); };
    if (availability(now.actor) < availability(then.actor))
        return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "It was decided when the callers were “{1}”; now they are “{2}”.")), {nameOf(then.actor), nameOf(now.actor)}};
    if (now.sensitivity > then.sensitivity)
        return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "It was decided when the data was {1}; now it is {2}.")),
                {nameOf(Sensitivity(std::clamp(then.sensitivity, 0, 4))), nameOf(Sensitivity(std::clamp(now.sensitivity, 0, 4)))}};
    if (int(now.ease) > int(then.ease))
        return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "It was decided when exploiting it was {1}; now it is {2}.")), {nameOf(then.ease), nameOf(now.ease)}};
    QStringList added;
    for (const QString &dataClass : now.classes) {
        if (!then.classes.contains(dataClass))
            added << dataClass;
    }
    if (!added.isEmpty())
        return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Since the decision it also concerns {1}.")), {added.join(QStringLiteral(", "))}};
    if (now.zones > then.zones)
        return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Since the decision it crosses more trust boundaries.")), {}};
    return {};
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

} // namespace

void applyDecisions(QList<Finding> &findings, const ThreatModel &model, const Catalogue &catalogue, const QDate &date)
{
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
        else if (it->scope == DecisionScope::RuleOnElement && byFingerprint.contains(it->fingerprint))
            key = it->rule + u'|' + byFingerprint.value(it->fingerprint)->service.toString();
        if (key.isEmpty())
            continue;
        if (!wide.contains(key) || wide.value(key).number < it->number)
            wide.insert(key, *it);
    }
    byFingerprint.clear(); // pointers into the list end here

    for (Finding &finding : findings) {
        Decision decision;
        bool own = false;
        if (last.contains(finding.fingerprint)) {
            decision = last.value(finding.fingerprint);
            own = true;
        }
        if (!own || decision.state == DecisionState::Open) {
            const QString onElement = finding.rule + u'|' + finding.service.toString();
            const auto it = wide.contains(onElement) ? wide.constFind(onElement) : wide.constFind(finding.rule);
            if (it == wide.constEnd() || (own && it->number < decision.number))
                continue;
            decision = *it;
            own = it->fingerprint == finding.fingerprint;
        }
        finding.decision = decision.id;
        finding.status = statusOf(decision.state);
        const QDate expires = QDate::fromString(decision.expires.left(10), Qt::ISODate);
        if (!decision.expires.isEmpty() && expires.isValid() && date.isValid() && expires < date) {
            finding.status = FindingStatus::Reopened;
            finding.reopenedBecause = {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "The decision ended on {1}.")), {decision.expires.left(10)}};
            continue;
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

    QSet<QString> present;
    for (const Finding &finding : std::as_const(findings))
        present.insert(finding.fingerprint);
    for (auto it = last.constBegin(); it != last.constEnd(); ++it) {
        const RuleInfo *rule = catalogue.rule(it->rule);
        if (present.contains(it.key()) || it->state == DecisionState::Open || !rule)
            continue;
        Finding gone;
        gone.fingerprint = it.key();
        gone.rule = it->rule;
        gone.kind = rule->kind;
        gone.subjectName = it->findingTitle;
        gone.status = FindingStatus::Gone;
        gone.decision = it->id;
        gone.contextDigest = it->contextDigest;
        findings.append(gone);
    }
}

} // namespace drawbridge
