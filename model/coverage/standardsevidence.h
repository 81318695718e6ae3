// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/catalogue.h"

namespace drawbridge {

// What informs a clause, from the most to the least specific.
enum class ClauseEvidence { Weakness, Question, Control, NothingFound, CatchAll, NotTouched };
DRAWBRIDGE_NAMES(ClauseEvidence, "weakness", "question", "control", "nothing-found", "catch-all", "not-touched");

// One clause of a standard, and what this model says about it.
struct StandardClause
{
    QString id;
    QString title; // may be empty
    bool catchAll = false; // fits nearly everything: its evidence says little
    ClauseEvidence evidence = ClauseEvidence::NotTouched;
    QStringList weaknesses; // fingerprints of open findings whose rule names the clause, as the analysis sorts them
    QStringList questions;
    QList<Control> controls; // present ones that a rule of the clause would have asked for; by kind, id
    QStringList rules; // that name the clause and were judged on something; sorted
    bool operator==(const StandardClause &) const = default;
};

struct StandardTable
{
    QString key;   // "owasp-api-2023"
    QString title; // with version
    QList<StandardClause> clauses; // that some rule names; in natural order of their ids
    int withoutRule = 0; // entries of the standard that no rule names: outside of what this analysis can say
    bool operator==(const StandardTable &) const = default;
};

// OWASP API 2023, ASVS, NIST 800-53, PCI DSS, GDPR, CIS, CWE, in this order. `result` has verdicts recorded; without them
// NothingFound never appears. A clause is a catch-all when it is named as one (PCI 6.2.4, CIS 16.10, GDPR 32) or when more
// than a fifth of all rules that map to its standard name it, in standards of more than twelve entries.
QList<StandardTable> standardsEvidence(const ThreatModel &model, const Catalogue &catalogue, const AnalysisResult &result, const QDate &date);

} // namespace drawbridge
