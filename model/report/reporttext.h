// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/content.h"
#include "threatmodel/modelindex.h"

#include <QCoreApplication>

namespace drawbridge {

// What all parts of a report's content are made with.
struct ReportInput
{
    const ThreatModel &model;
    const AnalysisResult &result;
    const ReportVocabulary &vocabulary;
    const ReportOptions &options;
    const ModelIndex &index;
    const ReportBasis *basis = nullptr; // nullptr: no catalogue is at hand
    std::function<QList<Finding>(int version, const ThreatModel &then)> earlierFindings = {}; // where one is
    QHash<QString, QString> anchors = {}; // of findings that the report tells, by fingerprint
    QHash<QString, QString> numbers = {}; // of all

    // Whether the report's filters let it through.
    bool shows(const Finding &finding) const;
    bool filtered() const; // whether they keep anything back
};

// The translation context of all texts of a report.
class Report
{
    Q_DECLARE_TR_FUNCTIONS(Report)
};

namespace reporttext {

// Foreign text made harmless: one paragraph, no control or direction characters, at most `longest` characters.
QString plain(const QString &text, int longest = 2000);
// "api.yaml:12"
QString place(const SourceRef &at);
QString nameOf(const ThreatModel &model, const Subject &subject);
// The name of an element or flow, or of the operation with that id.
QString stepName(const ThreatModel &model, const QUuid &id);
QString flowName(const ThreatModel &model, const DataFlow &flow);
// Whether all that its name says is how many operations it carries ("8 operations").
bool isCount(const DataFlow &flow);
QString operationName(const Operation &operation);
// What a finding is about: its own word for it, unless that only counts the operations of a flow.
QString subjectTitle(const ThreatModel &model, const Finding &finding, int longest = 300);
QString statusTitle(FindingStatus status);
QString stateTitle(DecisionState state);
QString confidenceTitle(Confidence confidence);
QString sensitivityTitle(Sensitivity sensitivity);
QString truthTitle(Truth truth);
QString controlTitle(const ReportVocabulary &vocabulary, const QString &kind);
// Of a moment or a day in ISO 8601, and the report's own date: a day as the document's language writes it; ISO 8601 in
// English, whose readers do not agree on an order.
QString dateTitle(const QString &iso);
QString dateTitle(const QDate &date);
QString number(double value, int decimals = 1); // in the document's language
// Rules mark names with `grave accents`; on paper they are in quotation marks.
QString quoted(QString text);
// "A, B and 3 more": at most `most` of the names.
QString someOf(const QStringList &names, qsizetype most);
bool isOpen(const Finding &finding);
// What is weak: no question, no hygiene.
bool isCase(const Finding &finding);

} // namespace reporttext

// Sections, in reporttext's habit: each never empty.
ReportSection scopeSection(const ReportInput &input);
ReportSection findingsSection(const ReportInput &input);
// The gravest open ones, for the summary; no rows where nothing is open.
ReportTable gravestFindings(const ReportInput &input, qsizetype most);
// Title of a finding in the report's words.
QString findingTitle(const ReportInput &input, const Finding &finding);
// Gives findings their numbers and anchors: W for what is weak, Q for what has to be asked, H for hygiene; by risk.
void numberFindings(ReportInput &input);
ReportSection questionsSection(const ReportInput &input);
ReportSection hygieneSection(const ReportInput &input);
ReportSection dataSection(const ReportInput &input);
// The assets and the protection matrix of each; nothing where there are none.
void appendAssets(ReportSection &section, const ReportInput &input);
ReportSection controlsSection(const ReportInput &input);
ReportSection decisionsSection(const ReportInput &input);
ReportSection requirementsSection(const ReportInput &input);
ReportSection actionsSection(const ReportInput &input);
ReportSection reviewsSection(const ReportInput &input);
ReportSection changesSection(const ReportInput &input);
ReportSection signOffsSection(const ReportInput &input);
ReportSection pathsSection(const ReportInput &input);
ReportSection coverageSection(const ReportInput &input);
ReportSection evidenceSection(const ReportInput &input);
ReportSection methodSection(const ReportInput &input);
ReportSection glossarySection();
// The diagram in words.
QStringList describe(const ThreatModel &model, const DiagramPicture &picture);
// Numbers of findings ("W-001, Q-02"), each leading to its place where the report tells it; at most `most` of them.
ReportCell numbersCell(const ReportInput &input, const QStringList &fingerprints, qsizetype most = 12);

} // namespace drawbridge
