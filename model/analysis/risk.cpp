// SPDX-License-Identifier: Apache-2.0
#include "analysis/risk.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {

Parts toParts(double value) { return Parts(std::floor(value * double(wholePart) + 0.5)); }

namespace {

Parts figure(RiskFigure first, int step, const RiskSettings &settings) { return settings[RiskFigure(int(first) + step)]; }

} // namespace

Parts confidentialityNeed(Sensitivity sensitivity, const RiskSettings &settings) { return figure(RiskFigure::NeedCPublic, int(sensitivity), settings); }

Parts integrityNeed(Sensitivity sensitivity, const RiskSettings &settings) { return figure(RiskFigure::NeedIPublic, int(sensitivity), settings); }

Parts availabilityNeed(Sensitivity sensitivity, const RiskSettings &settings) { return figure(RiskFigure::NeedAPublic, int(sensitivity), settings); }

Parts impactOf(Sensitivity sensitivity, const Magnitudes &magnitudes, Volume volume, Criticality criticality, bool uplift, const RiskSettings &settings)
{
    Parts worst = std::max({times(confidentialityNeed(sensitivity, settings), toParts(magnitudes.confidentiality)),
                            times(integrityNeed(sensitivity, settings), toParts(magnitudes.integrity)),
                            times(availabilityNeed(sensitivity, settings), toParts(magnitudes.availability)),
                            times(times(integrityNeed(sensitivity, settings), settings[RiskFigure::Accountability]), toParts(magnitudes.accountability))});
    worst = times(times(worst, figure(RiskFigure::VolumeOne, int(volume), settings)), figure(RiskFigure::CriticalityLow, int(criticality), settings));
    if (uplift)
        worst += settings[RiskFigure::Uplift];
    return std::min(worst, 10 * wholePart);
}

Parts exposureParts(ActorClass actor, const RiskSettings &settings)
{
    return actor == ActorClass::NotAnActor ? settings[RiskFigure::ExposureIsolated]
                                           : figure(RiskFigure::ExposureAnonymous, int(actor) - int(ActorClass::Anonymous), settings);
}

Parts easeOf(Ease ease, const RiskSettings &settings) { return figure(RiskFigure::EaseTheoretical, int(ease), settings); }

Parts qualityOf(ControlQuality quality, const RiskSettings &settings) { return figure(RiskFigure::QualityInferred, int(quality), settings); }

Parts likelihoodOf(Ease ease, const QList<std::pair<double, ControlQuality>> &controls, Parts detection, const RiskSettings &settings)
{
    Parts likelihood = easeOf(ease, settings);
    for (const auto &[effect, quality] : controls)
        likelihood = times(likelihood, wholePart - times(toParts(effect), qualityOf(quality, settings)));
    return std::clamp(times(likelihood, detection), Parts(200), Parts(9800));
}

int riskOf(Parts impact, Parts exposure, Parts likelihood)
{
    constexpr qint64 scale = wholePart * wholePart * wholePart;
    return int((impact * exposure * likelihood * 100 + scale / 2) / scale);
}

int aggregated(int worst, qsizetype occurrences)
{
    const double doublings = std::min(4.0, std::log2(double(std::max<qsizetype>(1, occurrences))));
    const Parts factor = wholePart + toParts(0.05 * doublings);
    return int(std::min<qint64>(1000, (qint64(worst) * factor + wholePart / 2) / wholePart));
}

Band bandOf(int tenths, const RiskSettings &settings)
{
    const auto from = [&](RiskFigure figure) { return int((settings[figure] + 500) / 1000); };
    if (tenths >= from(RiskFigure::BandCritical))
        return Band::Critical;
    if (tenths >= from(RiskFigure::BandHigh))
        return Band::High;
    if (tenths >= from(RiskFigure::BandMedium))
        return Band::Medium;
    return tenths >= from(RiskFigure::BandLow) ? Band::Low : Band::Note;
}

double heatOf(const QList<double> &risks)
{
    double sum = 0;
    for (const double risk : risks)
        sum += risk * risk * risk * risk;
    return std::min(100.0, std::floor(std::sqrt(std::sqrt(sum)) * 10 + 0.5) / 10);
}

} // namespace drawbridge
