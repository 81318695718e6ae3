// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/riskprofile.h"
#include "analysis/ruleinfo.h"
#include "classification/classification.h"
#include "coverage/coverage.h"
#include "coverage/standardsevidence.h"
#include "report/diagrampicture.h"

#include <QImage>

#include <functional>
#include <memory>
#include <mutex>
#include <variant>

namespace drawbridge {

// What a report says, as values: written once, put on paper by pdfwriter.h, and by other writers into other formats.
// All text is plain text of one paragraph each: text that came from files has no line breaks, control or direction
// characters left, and a writer escapes it for its format. Anchors are stable names of places inside the report.

// A part of a text that leads to another place of the report.
struct ReportSpan
{
    int from = 0, length = 0; // characters
    QString anchor;
};

struct ReportParagraph
{
    QString text;
    bool muted = false;
    QList<ReportSpan> spans = {}; // in order, apart
};

struct ReportHeading // of a part of a section
{
    QString text;
    int level = 1; // 2: of a part of that part
    QString anchor = {}; // where it has one, it is in the bookmarks too
};

// Sentences one below the other.
struct ReportList
{
    QStringList items;
    bool numbered = false;
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
    QList<ReportSpan> spans = {}; // in order, apart; of a cell without a link of its own
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

ReportTable tableOf(const ReportBands &bands);

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
    QString residual; // what is left when what is planned is done; empty: not worked out
    QString standards;
    QString origin; // rule and short fingerprint
};

// What a finding is told with, in order, the same in every format: a label with a text, or with the places.
struct ReportFindingRow
{
    QString label;
    QString text;
    const ReportFinding::Place *place = nullptr; // instead of the text
};
QList<ReportFindingRow> rowsOf(const ReportFinding &finding);
// "W-001 · risk 84.8 · Open"
QString lineOf(const ReportFinding &finding);

struct ReportDiagram
{
    QString anchor;
    QString title;
    DiagramPicture picture;
    bool inlined = false; // within the text, small; else on a page of its own size
    bool tiled = true;    // where it is too large for a page: parts on pages of the report's paper too
    QStringList description = {}; // the diagram in words, for those who do not see it: one sentence each
};

using ReportBlock = std::variant<ReportParagraph, ReportHeading, ReportList, ReportFacts, ReportTable, ReportBands, ReportFinding, ReportDiagram>;

struct ReportSection
{
    QString anchor;
    QString title;
    QList<ReportBlock> blocks; // never empty: a section that has nothing to say says so
};

// The sheet that most pages are on.
struct ReportPaper
{
    bool letter = false; // US Letter; else A4
    bool landscape = false;
    bool operator==(const ReportPaper &) const = default;
};

// A file that travels inside a PDF; kept compressed, because that of a large report is as large as the report.
struct ReportAttachment
{
    QString name, description, mimeType;
    qsizetype size = 0;  // of the file
    QByteArray checksum; // MD5, as PDF wants it
    QByteArray deflated; // a zlib stream
    bool isEmpty() const { return deflated.isEmpty(); }
};
ReportAttachment attachmentOf(const QString &name, const QString &description, const QString &mimeType, const QByteArray &bytes);

struct ReportContent
{
    QString title;
    QString system; // what was reviewed
    QDate date;
    QString language = QStringLiteral("en"); // BCP 47
    QString audience;       // in words: "For engineers"; empty: for everyone
    QString classification; // on every page; empty: none
    QImage logo;            // may be null
    ReportPaper paper;
    ReportAttachment findings; // as JSON
    QList<ReportSection> sections; // the first one is the summary for those who read only one page
};

// All places of a report that links can lead to.
QSet<QString> anchorsOf(const ReportContent &content);

struct ReportOptions
{
    QDate date;            // of the report; expiry is judged against it
    QString title;         // empty: "Threat model"
    QStringList without;   // anchors of sections to leave out
    int placesPerFinding = 12;
    qint64 routingBudget = 100'000'000; // RoutingRequest::budget: far more than usual diagrams need
    bool cases = true;     // each finding told in full; else in the table alone
    bool tiles = true;     // large diagrams also in parts
    // Filters of findings and questions. Numbers stay those of the whole, and the report says that it does not show all.
    Band least = Band::Note;
    bool open = true, decided = true, dismissed = true;
    QSet<ElementId> services; // empty: all; what belongs to no service is always shown
    int since = 0;         // number of the version to compare with; 0: the newest that differs
    QString audience, classification, language = QStringLiteral("en"); // see ReportContent
    QImage logo;
    ReportPaper paper;
};

// Whether a report's filters let a finding through.
bool reportShows(const ReportOptions &options, const Finding &finding);

// The sections there can be, in their order: anchor and title.
QList<QPair<QString, QString>> reportSections();

// Words for ids: rules, controls, classes of data.
struct ReportVocabulary
{
    std::function<const RuleInfo *(const QString &)> rule;      // nullptr: unknown
    std::function<QString(const QString &)> question;           // of a rule; empty: none
    std::function<QString(const QString &)> controlTitle;       // empty: unknown
    std::function<DataClass(const QString &)> dataClass;        // empty id: unknown
};

class Catalogue;
class Progress;

// What takes time to work out for a report, done once: reports with other options follow quickly.
struct ReportBasis
{
    ThreatModel model;
    AnalysisResult result;
    QDate date;
    QString language; // that the words on its pictures are in
    RiskProfile profile;
    CoverageMatrix stride, owasp;
    QList<StandardTable> standards;
    QHash<DiagramId, DiagramPicture> pictures;
    // Findings of earlier versions, by number: found when a report compares with one, kept for the next report.
    struct Earlier
    {
        std::mutex mutex;
        QHash<int, QList<Finding>> findings;
    };
    std::shared_ptr<Earlier> earlier = std::make_shared<Earlier>();
};
// Incomplete when cancelled.
ReportBasis reportBasis(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const ReportOptions &options, Progress &progress);

// Keeps a reference to the catalogue.
ReportVocabulary vocabularyOf(const Catalogue &catalogue);

// Deterministic: equal arguments give equal content.
ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const ReportVocabulary &vocabulary, const ReportOptions &options);
ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const ReportOptions &options);
// `options.date` is that of the basis.
ReportContent buildReport(const ReportBasis &basis, const Catalogue &catalogue, const ReportOptions &options);

// A band's name for people: "Critical", "High" …
QString bandTitle(Band band);

} // namespace drawbridge
