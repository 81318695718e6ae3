// SPDX-License-Identifier: Apache-2.0
// What an analysis says. Plain values; nothing here is stored except through decisions.
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDate>
#include <QMap>

namespace drawbridge {

enum class FindingKind { Weakness, Question, Path, Drift, Hygiene };
DRAWBRIDGE_NAMES(FindingKind, "weakness", "question", "path", "drift", "hygiene");

enum class Band { Critical, High, Medium, Low, Note };
DRAWBRIDGE_NAMES(Band, "critical", "high", "medium", "low", "note");

enum class Confidence { Confirmed, Likely, Possible };
DRAWBRIDGE_NAMES(Confidence, "confirmed", "likely", "possible");

enum class FindingStatus { Open, Mitigated, Accepted, Transferred, FalsePositive, Duplicate, Answered, Reopened, Gone };
DRAWBRIDGE_NAMES(FindingStatus, "open", "mitigated", "accepted", "transferred", "false-positive", "duplicate", "answered", "reopened", "gone");

// A sentence to be translated late: the template as the rule file has it, and its arguments in order of appearance.
struct LateText
{
    QString text; // with {1}, {2} … for the arguments
    QStringList arguments;

    // In the language of the moment.
    QString toString() const;
    bool operator==(const LateText &) const = default;
};

// One line of the case for a finding, with the place that shows it.
struct Evidence
{
    LateText say;
    SourceRef at;
    bool operator==(const Evidence &) const = default;
};

// One place where the cause shows.
struct Occurrence
{
    Subject subject;       // operation, field, flow, element …
    OperationId operation; // null where the occurrence is no operation
    FieldId field;         // null unless a field shows it
    QList<QUuid> route;    // elements and flows from the actor to the subject, in order
    QList<Evidence> evidence;
    SourceRef at;
    double risk = 0;
    bool operator==(const Occurrence &) const = default;
};

// risk = 100 × impact/10 × exposure × likelihood (ENGINE section 7), each with the reason for its value.
struct RiskFactors
{
    double impact = 0;     // 0 to 10
    double exposure = 0;   // 0 to 1
    double likelihood = 0; // 0 to 1
    LateText impactWhy, exposureWhy, likelihoodWhy;
    bool operator==(const RiskFactors &) const = default;
};

// What one control would change.
struct Remedy
{
    QString control; // kind, as in the catalogue of controls
    double riskAfter = 0;
    bool closes = false;
    bool operator==(const Remedy &) const = default;
};

// A rule that matched: one cause, many occurrences.
struct Finding
{
    QString fingerprint; // stable across runs, re-imports and machines
    QString rule;        // "AUTHN-012"
    FindingKind kind = FindingKind::Weakness;
    Band band = Band::Note;
    double risk = 0; // 0 to 100, one decimal
    Confidence confidence = Confidence::Likely;
    RiskFactors factors; // of the worst occurrence
    Subject subject;     // the cause
    QString subjectName; // its name, e.g. "OtpForm.otp"
    ElementId service;   // the element whose heat it counts to; null: the project as a whole
    QList<Occurrence> occurrences; // worst first, then by operation and place
    QStringList absorbed;          // rules whose effect it carries
    QList<Remedy> remedies;        // best first
    FindingStatus status = FindingStatus::Open;
    DecisionId decision; // the one in force, if any
    LateText reopenedBecause;
    QString contextDigest; // goes into a decision taken now
    bool operator==(const Finding &) const = default;
};

// A field with the class of data that it holds.
struct ClassifiedField
{
    FieldId field;
    QString schemaName; // as in the command line's JSON: data[].schema
    QString dataClass;  // "pii.contact"
    QString form;       // plain, masked, hashed … (ENGINE section 0)
    Certainty certainty = Certainty::Possible;
    QStringList signalTexts; // why: "name token dob", "format email" …
    bool operator==(const ClassifiedField &) const = default;
};

// Why a rule kept silent on a subject although its conditions held.
struct Suppression
{
    QString rule;
    Subject subject;
    QString line; // the line of the rule that did it
    bool operator==(const Suppression &) const = default;
};

} // namespace drawbridge
