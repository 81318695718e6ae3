// SPDX-License-Identifier: Apache-2.0
#include "analysis/jurisdictions.h"

#include <algorithm>

namespace drawbridge {

namespace {

QString code(const QString &text)
{
    const QString upper = text.trimmed().toUpper();
    return upper == u"UK" ? QStringLiteral("GB") : upper == u"EL" ? QStringLiteral("GR") : upper;
}

const QStringList &membersOf(const QString &place)
{
    static const QStringList none;
    static const QStringList union_ = QStringLiteral("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE").split(u' ');
    static const QStringList area = union_ + QStringList{QStringLiteral("IS"), QStringLiteral("LI"), QStringLiteral("NO"), QStringLiteral("EU")};
    return place == u"EU" ? union_ : place == u"EEA" ? area : none;
}

} // namespace

bool isInside(const QString &place, const QStringList &allowed)
{
    const QString wanted = code(place);
    return std::any_of(allowed.begin(), allowed.end(), [&](const QString &text) {
        const QString outer = code(text);
        return wanted == outer || membersOf(outer).contains(wanted);
    });
}

QStringList profilesInForce(const QStringList &jurisdictions)
{
    const QStringList gdpr = {QStringLiteral("EEA"), QStringLiteral("GB")};
    const bool inForce = std::any_of(jurisdictions.begin(), jurisdictions.end(), [&](const QString &place) { return isInside(place, gdpr); });
    return inForce ? QStringList{QStringLiteral("gdpr")} : QStringList();
}

} // namespace drawbridge
