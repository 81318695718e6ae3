// SPDX-License-Identifier: Apache-2.0
// What the places mean that a project names: country codes (ISO 3166-1 alpha-2, also UK and EL) and unions (EU, EEA).
#pragma once

#include <QStringList>

namespace drawbridge {

// Whether a place is inside one of the allowed ones: DE is inside EU and EEA, EU inside EEA. Ignores case.
bool isInside(const QString &place, const QStringList &allowed);

// Compliance profiles that are in force there whether or not somebody ticked them: gdpr in the European Economic Area
// (EEA agreement, annex XI) and in the United Kingdom (UK GDPR).
QStringList profilesInForce(const QStringList &jurisdictions);

} // namespace drawbridge
