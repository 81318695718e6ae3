// SPDX-License-Identifier: Apache-2.0
#include "analysis/riskprofile.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace drawbridge {

namespace {

bool needsDecision(const Finding &finding)
{
    return finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
}

// Findings of a run by fingerprint, and the worst of each rule, service and kind: other controls may fold findings
// otherwise, and a folded one has another fingerprint.
struct RunRisks
{
    QHash<QString, double> byFingerprint;
    QHash<QString, double> byRule;

    static QString ruleKey(const Finding &f) { return f.rule + u'|' + f.service.toString(); }
    explicit RunRisks(const AnalysisResult &result)
    {
        for (const Finding &f : result.findings) {
            if (f.status == FindingStatus::Gone)
                continue;
            byFingerprint.insert(f.fingerprint, f.risk);
            double &worst = byRule[ruleKey(f)];
            worst = std::max(worst, f.risk);
        }
    }
    bool contains(const Finding &f) const { return byFingerprint.contains(f.fingerprint); }
};

void countBands(int (&bands)[5], const AnalysisResult &result)
{
    for (const Finding &f : result.findings) {
        if (needsDecision(f) && f.kind != FindingKind::Question && f.kind != FindingKind::Hygiene)
            ++bands[int(f.band)];
    }
}

} // namespace

RiskProfile riskProfile(const ThreatModel &model, const Catalogue &catalogue, const AnalysisOptions &options, const AnalysisResult &current, Progress &progress)
{
    RiskProfile profile;
    AnalysisOptions other = options;
    other.explain = other.recordVerdicts = false;
    other.controls = ControlView::Off;
    const AnalysisResult inherent = analyze(model, catalogue, other, progress);
    const bool planned = std::any_of(model.controls.begin(), model.controls.end(), [](const Control &c) { return c.state == ControlState::Planned; });
    AnalysisResult target;
    if (planned) {
        other.controls = ControlView::Planned;
        target = analyze(model, catalogue, other, progress);
    }
    if (inherent.cancelled || target.cancelled)
        return profile;
    const AnalysisResult &later = planned ? target : current;

    const RunRisks before(inherent), after(later);
    // Keys of rules whose findings were folded otherwise in a run: there, what is not found by fingerprint may have moved.
    const RunRisks now(current);
    for (const Finding &f : current.findings) {
        if (f.status == FindingStatus::Gone)
            continue;
        RiskTriple triple;
        triple.current = f.risk;
        const double moved = before.byRule.value(RunRisks::ruleKey(f));
        triple.inherent = std::max(f.risk, before.contains(f) ? before.byFingerprint.value(f.fingerprint) : moved);
        if (after.contains(f)) {
            triple.target = after.byFingerprint.value(f.fingerprint);
        } else {
            const bool folded = std::any_of(later.findings.begin(), later.findings.end(), [&](const Finding &g) {
                return RunRisks::ruleKey(g) == RunRisks::ruleKey(f) && !now.contains(g);
            });
            triple.target = folded ? std::min(f.risk, after.byRule.value(RunRisks::ruleKey(f))) : 0;
        }
        profile.findings.insert(f.fingerprint, triple);
    }
    const auto merge = [&](auto &into, const auto &off, const auto &asIs, const auto &then) {
        for (auto it = off.begin(); it != off.end(); ++it)
            into[it.key()].inherent = *it;
        for (auto it = asIs.begin(); it != asIs.end(); ++it)
            into[it.key()].current = *it;
        for (auto it = then.begin(); it != then.end(); ++it)
            into[it.key()].target = *it;
        for (RiskTriple &triple : into)
            triple.inherent = std::max(triple.inherent, triple.current);
    };
    merge(profile.elements, inherent.heat, current.heat, later.heat);
    merge(profile.zones, inherent.zoneHeat, current.zoneHeat, later.zoneHeat);
    profile.project = {std::max(inherent.projectHeat, current.projectHeat), current.projectHeat, later.projectHeat};
    countBands(profile.bands[0], inherent);
    countBands(profile.bands[1], current);
    countBands(profile.bands[2], later);
    return profile;
}

OwaspRating owaspRating(const RiskFactors &factors)
{
    const auto tenth = [](double value) { return std::floor(std::clamp(value, 0.0, 9.0) * 10 + 0.5) / 10; };
    OwaspRating rating;
    rating.likelihood = tenth(9 * (factors.exposure + factors.likelihood) / 2);
    rating.impact = tenth(9 * factors.impact / 10);
    const auto level = [](double value) { return value < 3 ? 0 : value < 6 ? 1 : 2; };
    static constexpr const char *matrix[3][3] = {{"note", "low", "medium"}, {"low", "medium", "high"}, {"medium", "high", "critical"}}; // [impact][likelihood]
    rating.severity = matrix[level(rating.impact)][level(rating.likelihood)];
    return rating;
}

} // namespace drawbridge
