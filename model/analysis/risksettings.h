// SPDX-License-Identifier: Apache-2.0
// The defaults of the risk formula (ENGINE 7.1), each of which a project may change within bounds.
#pragma once

#include "threatmodel/values.h"

#include <array>

namespace drawbridge {

// One figure of the formula, in the order in which forms and reports show them.
enum class RiskFigure {
    NeedCPublic, NeedCInternal, NeedCConfidential, NeedCRestricted, NeedCCritical,
    NeedIPublic, NeedIInternal, NeedIConfidential, NeedIRestricted, NeedICritical,
    NeedAPublic, NeedAInternal, NeedAConfidential, NeedARestricted, NeedACritical,
    Accountability,
    VolumeOne, VolumeMany, VolumeBulk,
    CriticalityLow, CriticalityNormal, CriticalityHigh, CriticalityVital,
    Uplift, UpliftChildren, NonProduction,
    ExposureAnonymous, ExposureSelfRegistered, ExposureCustomer, ExposurePartner, ExposureInternal, ExposurePrivileged, ExposureIsolated,
    EaseTheoretical, EaseHard, EaseModerate, EaseEasy, EaseTrivial,
    QualityInferred, QualityAsserted, QualityDeclared, QualityObserved,
    DetectionAlerted, DetectionLogged,
    QuestionWeight,
    BandCritical, BandHigh, BandMedium, BandLow,
    Count
};
inline constexpr int riskFigureCount = int(RiskFigure::Count);

struct RiskFigureInfo
{
    const char *name; // in the project file: "exposure.partner"
    const char *group; // "exposure"
    double usual, least, most;
};
const RiskFigureInfo &riskFigureInfo(RiskFigure figure);

// All figures as they stand for one project, in ten-thousandths.
class RiskSettings
{
public:
    RiskSettings();
    // What a project changed; names that are not known are ignored, values out of bounds are drawn to the bound.
    static RiskSettings from(const QList<NamedValue> &changed);

    qint64 operator[](RiskFigure figure) const { return m_parts[size_t(figure)]; }
    double value(RiskFigure figure) const { return double(m_parts[size_t(figure)]) / 10000; }
    void set(RiskFigure figure, double value);
    bool isUsual(RiskFigure figure) const;
    // What differs from the defaults, sorted by name: for ProjectInfo::riskSettings.
    QList<NamedValue> changed() const;
    bool operator==(const RiskSettings &) const = default;

private:
    std::array<qint64, size_t(riskFigureCount)> m_parts;
};

} // namespace drawbridge
