// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"

#include <functional>

namespace drawbridge {

enum class AgendaOrder { Risk, Service, Changes };
DRAWBRIDGE_NAMES(AgendaOrder, "risk", "service", "changes");

struct AgendaInput
{
    const ThreatModel &model;
    const QList<Finding> &findings; // as the analysis orders them
    std::function<QString(const Finding &)> titleOf;
    QSet<QString> changed; // fingerprints that are new or worse since the last version; they come first under Changes
    qsizetype atMost = 500;
};

// Open findings and questions as items, weaknesses and paths before questions, hygiene left out. Deterministic.
QList<AgendaItem> makeAgenda(const AgendaInput &input, AgendaOrder order);
// Fingerprints of open findings of the same rule on the same service: what one word may decide together.
QStringList sameCause(const QList<Finding> &findings, const QString &fingerprint);
// The item to look at next after `key`: the first that waits behind it, then before it, then the parked ones. Empty: none.
QString nextItem(const Review &review, const QString &key);
QString previousItem(const Review &review, const QString &key);

} // namespace drawbridge
