// SPDX-License-Identifier: Apache-2.0
#include "analysis/risk.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {

Parts toParts(double value) { return Parts(std::floor(value * double(wholePart) + 0.5)); }

Parts confidentialityNeed(Sensitivity sensitivity)
{
    static constexpr Parts needs[] = {0, 2, 5, 8, 10};
    return needs[int(sensitivity)] * wholePart;
}

Parts integrityNeed(Sensitivity sensitivity)
{
    static constexpr Parts needs[] = {3, 4, 5, 8, 10};
    return needs[int(sensitivity)] * wholePart;
}

Parts availabilityNeed(Sensitivity sensitivity)
{
    static constexpr Parts needs[] = {3, 4, 4, 5, 8};
    return needs[int(sensitivity)] * wholePart;
}

Parts impactOf(Sensitivity sensitivity, const Magnitudes &magnitudes, Volume volume, Criticality criticality, bool uplift)
{
    static constexpr Parts volumes[] = {7000, 8500, 10000};
    static constexpr Parts criticalities[] = {8000, 10000, 11000, 12000};
    Parts worst = std::max({times(confidentialityNeed(sensitivity), toParts(magnitudes.confidentiality)),
                            times(integrityNeed(sensitivity), toParts(magnitudes.integrity)),
                            times(availabilityNeed(sensitivity), toParts(magnitudes.availability)),
                            times(times(integrityNeed(sensitivity), 6000), toParts(magnitudes.accountability))});
    worst = times(times(worst, volumes[int(volume)]), criticalities[int(criticality)]);
    if (uplift)
        worst += wholePart;
    return std::min(worst, 10 * wholePart);
}

Parts easeOf(Ease ease)
{
    static constexpr Parts values[] = {800, 2500, 5000, 7500, 9500};
    return values[int(ease)];
}

Parts qualityOf(ControlQuality quality)
{
    switch (quality) {
    case ControlQuality::Observed: return 10000;
    case ControlQuality::Declared: return 9000;
    case ControlQuality::Asserted: return 7500;
    case ControlQuality::Inferred: break;
    }
    return 4000;
}

Parts likelihoodOf(Ease ease, const QList<std::pair<double, ControlQuality>> &controls, Parts detection)
{
    Parts likelihood = easeOf(ease);
    for (const auto &[effect, quality] : controls)
        likelihood = times(likelihood, wholePart - times(toParts(effect), qualityOf(quality)));
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

Band bandOf(int tenths)
{
    if (tenths >= 600)
        return Band::Critical;
    if (tenths >= 350)
        return Band::High;
    if (tenths >= 150)
        return Band::Medium;
    return tenths >= 50 ? Band::Low : Band::Note;
}

double heatOf(const QList<double> &risks)
{
    double sum = 0;
    for (const double risk : risks)
        sum += risk * risk * risk * risk;
    return std::min(100.0, std::floor(std::sqrt(std::sqrt(sum)) * 10 + 0.5) / 10);
}

} // namespace drawbridge
