// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/ruleinfo.h"
#include "classification/classification.h"
#include "report/diagrampicture.h"

#include <functional>
#include <variant>

namespace drawbridge {

// What a report says, as values: written once, put on paper by pdfwriter.h, and by other writers into other formats.
// All text is plain text of one paragraph each: text that came from files has no line breaks, control or direction
// characters left, and a writer escapes it for its format. Anchors are stable names of places inside the report.

struct ReportParagraph
{
    QString text;
    bool muted = false;
};

struct ReportHeading // of a part of a section
{
    QString text;
};

// Name and value, one below the other.
struct ReportFacts
{
    QList<QPair<QString, QString>> rows;
};

struct ReportCell
{
    QString text;
    QString link;  // anchor, may be empty
    int band = -1; // Band: shown as a coloured label that also says its name
    bool strong = false;
    QString anchor; // that the row has, if any
};

struct ReportTable
{
    struct Column
    {
        QString title;
        double weight = 1; // share of the width
        bool numbers = false; // aligned to the right
    };
    QList<Column> columns;
    QList<QList<ReportCell>> rows; // each with one cell per column
};

// How many weaknesses there are in each band (index: Band) before decisions, and how many are still open.
struct ReportBands
{
    int before[5] = {0, 0, 0, 0, 0};
    int open[5] = {0, 0, 0, 0, 0};
};

// The case for one finding.
struct ReportFinding
{
    struct Place
    {
        QString what;  // "GET /users/{id}", "User.email"
        QString place; // "api.yaml:12"
        QStringList evidence;
    };
    QString anchor;
    QString number; // "W-001", Q for questions …; in the order of risk
    QString title;
    Band band = Band::Note;
    double risk = 0;
    QString status;   // in words
    ReportFacts facts; // subject, confidence, rule, fingerprint
    QString why;
    QString scoring; // impact, exposure, likelihood with their reasons
    QStringList wayIn; // elements and flows from the actor to the subject
    QList<Place> places;
    int morePlaces = 0; // that are not listed
    QString fix;
    QStringList remedies;
    QString decision; // who, when, why; empty: none
    QString standards;
};

struct ReportDiagram
{
    QString anchor;
    QString title;
    DiagramPicture picture;
    bool inlined = false; // within the text, small; else on a page of its own size
};

using ReportBlock = std::variant<ReportParagraph, ReportHeading, ReportFacts, ReportTable, ReportBands, ReportFinding, ReportDiagram>;

struct ReportSection
{
    QString anchor;
    QString title;
    QList<ReportBlock> blocks; // never empty: a section that has nothing to say says so
};

struct ReportContent
{
    QString title;
    QString system; // what was reviewed
    QDate date;
    QString language = QStringLiteral("en"); // BCP 47
    QList<ReportSection> sections; // the first one is the summary for those who read only one page
};

struct ReportOptions
{
    QDate date;            // of the report; expiry is judged against it
    QString title;         // empty: "Threat model"
    QStringList without;   // anchors of sections to leave out
    int placesPerFinding = 12;
    qint64 routingBudget = 100'000'000; // RoutingRequest::budget: far more than usual diagrams need
};

// Words for ids: rules, controls, classes of data, standards.
struct ReportVocabulary
{
    std::function<const RuleInfo *(const QString &)> rule;      // nullptr: unknown
    std::function<QString(const QString &)> question;           // of a rule; empty: none
    std::function<QString(const QString &)> controlTitle;       // empty: unknown
    std::function<DataClass(const QString &)> dataClass;        // empty id: unknown
    std::function<QString(const QString &)> frameworkTitle;     // with its version
    std::function<QString(const QString &, const QString &)> standardTitle; // of an entry; may be empty
};

class Catalogue;
// Keeps a reference to the catalogue.
ReportVocabulary vocabularyOf(const Catalogue &catalogue);

// Deterministic: equal arguments give equal content.
ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const ReportVocabulary &vocabulary, const ReportOptions &options);
ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const ReportOptions &options);

// A band's name for people: "Critical", "High" …
QString bandTitle(Band band);

} // namespace drawbridge
