// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/ruleinfo.h"

#include <QList>
#include <QString>

namespace drawbridge {

struct HelpPage
{
    QString id;    // "diagram", "rule/AUTHN-001"
    QString title;
    QString markdown;
    bool operator==(const HelpPage &) const = default;
};

// The pages of the resources, in the order of their file names; their ids are those names without number and ending.
QList<HelpPage> writtenPages();
// What a rule says, what to do about it, and which standards it informs. Texts of rule files are escaped.
HelpPage pageOf(const RuleInfo &rule);
// Pages in which every word of the query occurs, those with all of them in the title first; all pages for no query.
QList<HelpPage> findPages(const QList<HelpPage> &pages, const QString &query);

} // namespace drawbridge
