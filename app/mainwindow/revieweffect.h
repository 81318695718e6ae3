// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "tables/findingrow.h"

#include <QHash>

namespace drawbridge {

// What a word said in a review did to the findings: those that were open before against those that are open after.
class ReviewEffect
{
public:
    // Before the word; `expected` are fingerprints that everybody knows to be settled by it.
    void expect(const QList<Finding> &findings, const RuleTexts &rules, const QStringList &expected = {});
    // A word's effect is still to come.
    bool isPending() const { return m_pending; }
    // After the word has been analysed.
    void tell(const QList<Finding> &findings, const RuleTexts &rules);
    void clear() { m_sentence.clear(); }
    QString sentence() const { return m_sentence; } // empty: nothing else was settled or brought up

private:
    QHash<QString, QString> m_before; // titles of what was open, by fingerprint
    bool m_pending = false;
    QString m_sentence;
};

} // namespace drawbridge
