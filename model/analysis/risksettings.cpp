// SPDX-License-Identifier: Apache-2.0
#include "analysis/risksettings.h"

#include <algorithm>
#include <cmath>

namespace drawbridge {

const RiskFigureInfo &riskFigureInfo(RiskFigure figure)
{
    static constexpr RiskFigureInfo infos[] = {
        {"need.confidentiality.public", "need", 0, 0, 10},      {"need.confidentiality.internal", "need", 2, 0, 10},
        {"need.confidentiality.confidential", "need", 5, 0, 10}, {"need.confidentiality.restricted", "need", 8, 0, 10},
        {"need.confidentiality.critical", "need", 10, 0, 10},   {"need.integrity.public", "need", 3, 0, 10},
        {"need.integrity.internal", "need", 4, 0, 10},          {"need.integrity.confidential", "need", 5, 0, 10},
        {"need.integrity.restricted", "need", 8, 0, 10},        {"need.integrity.critical", "need", 10, 0, 10},
        {"need.availability.public", "need", 3, 0, 10},         {"need.availability.internal", "need", 4, 0, 10},
        {"need.availability.confidential", "need", 4, 0, 10},   {"need.availability.restricted", "need", 5, 0, 10},
        {"need.availability.critical", "need", 8, 0, 10},       {"need.accountability", "need", 0.6, 0, 1},
        {"volume.one", "volume", 0.7, 0, 1},                    {"volume.many", "volume", 0.85, 0, 1},
        {"volume.bulk", "volume", 1, 0, 1},                     {"criticality.low", "criticality", 0.8, 0.1, 2},
        {"criticality.normal", "criticality", 1, 0.1, 2},       {"criticality.high", "criticality", 1.1, 0.1, 2},
        {"criticality.vital", "criticality", 1.2, 0.1, 2},      {"uplift.profile", "context", 1, 0, 5},
        {"uplift.children", "context", 1, 0, 5},                {"environment.non-production", "context", 0.5, 0.1, 1},
        {"exposure.anonymous", "exposure", 1, 0, 1},            {"exposure.self-registered", "exposure", 0.85, 0, 1},
        {"exposure.customer", "exposure", 0.65, 0, 1},          {"exposure.partner", "exposure", 0.5, 0, 1},
        {"exposure.internal", "exposure", 0.35, 0, 1},          {"exposure.privileged", "exposure", 0.2, 0, 1},
        {"exposure.isolated", "exposure", 0.1, 0, 1},           {"ease.theoretical", "ease", 0.08, 0, 1},
        {"ease.hard", "ease", 0.25, 0, 1},                      {"ease.moderate", "ease", 0.5, 0, 1},
        {"ease.easy", "ease", 0.75, 0, 1},                      {"ease.trivial", "ease", 0.95, 0, 1},
        {"quality.inferred", "quality", 0.4, 0, 1},             {"quality.asserted", "quality", 0.75, 0, 1},
        {"quality.declared", "quality", 0.9, 0, 1},             {"quality.observed", "quality", 1, 0, 1},
        {"detection.alerted", "detection", 0.8, 0, 1},          {"detection.logged", "detection", 0.9, 0, 1},
        {"question.weight", "heat", 0.35, 0, 1},                {"band.critical", "band", 60, 0.1, 100},
        {"band.high", "band", 35, 0.1, 100},                    {"band.medium", "band", 15, 0.1, 100},
        {"band.low", "band", 5, 0.1, 100},
    };
    static_assert(std::size(infos) == size_t(riskFigureCount));
    return infos[size_t(figure)];
}

RiskSettings::RiskSettings()
{
    for (int i = 0; i < riskFigureCount; ++i)
        set(RiskFigure(i), riskFigureInfo(RiskFigure(i)).usual);
}

void RiskSettings::set(RiskFigure figure, double value)
{
    const RiskFigureInfo &info = riskFigureInfo(figure);
    if (!std::isfinite(value))
        value = info.usual;
    m_parts[size_t(figure)] = qint64(std::floor(std::clamp(value, info.least, info.most) * 10000 + 0.5));
}

bool RiskSettings::isUsual(RiskFigure figure) const
{
    RiskSettings other = *this;
    other.set(figure, riskFigureInfo(figure).usual);
    return other[figure] == (*this)[figure];
}

RiskSettings RiskSettings::from(const QList<NamedValue> &changed)
{
    RiskSettings settings;
    for (const NamedValue &entry : changed) {
        bool ok = false;
        const double value = entry.value.toDouble(&ok);
        for (int i = 0; ok && i < riskFigureCount; ++i) {
            if (entry.name == QLatin1StringView(riskFigureInfo(RiskFigure(i)).name))
                settings.set(RiskFigure(i), value);
        }
    }
    return settings;
}

QList<NamedValue> RiskSettings::changed() const
{
    QList<NamedValue> list;
    for (int i = 0; i < riskFigureCount; ++i) {
        if (!isUsual(RiskFigure(i)))
            list.append({QString::fromLatin1(riskFigureInfo(RiskFigure(i)).name), QString::number(value(RiskFigure(i)), 'g', 6)});
    }
    std::sort(list.begin(), list.end(), [](const NamedValue &a, const NamedValue &b) { return a.name < b.name; });
    return list;
}

} // namespace drawbridge
