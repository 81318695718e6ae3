// SPDX-License-Identifier: Apache-2.0
// Finding and replacing names of elements, flows and boundaries. Pure functions.
#pragma once

#include "threatmodel/delta.h"

namespace drawbridge {

struct NameSearch
{
    QString find;
    QString replacement; // taken as it is
    bool matchCase = false;
    bool wholeWord = false;
    DiagramId diagram; // null: of the whole model
};

struct NameMatch
{
    Subject subject;
    QString before, after;
    bool operator==(const NameMatch &) const = default;
};

// Names that contain what is sought, by kind, then name, then id. After replacing white space is trimmed at both ends.
QList<NameMatch> nameMatches(const ThreatModel &model, const NameSearch &search);
// Gives each its new name; those that are gone, or would be left without a name, are left out.
Delta replaceNames(const ThreatModel &model, const QList<NameMatch> &matches);

} // namespace drawbridge
