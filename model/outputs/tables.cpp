// SPDX-License-Identifier: Apache-2.0
#include "outputs/tables.h"

#include "analysis/catalogue.h"
#include "outputs/outputtext.h"
#include "edits/workshopedits.h" // isOverdue()
#include "threatmodel/threats.h"

#include <algorithm>
#include <tuple>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

class FindingsTable
{
public:
    FindingsTable(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const FindingFilter &wanted)
        : m_model(model), m_result(result), m_catalogue(catalogue), m_wanted(wanted)
    {
        for (const Threat &threat : model.threats)
            m_threats.insert(threatFingerprint(threat.id), threat);
    }

    OutputTable make()
    {
        m_table.name = OutputText::tr("Findings");
        m_table.columns = {OutputText::tr("Severity"), OutputText::tr("Risk"), OutputText::tr("Kind"), OutputText::tr("Finding"), OutputText::tr("Subject"), OutputText::tr("Element"), OutputText::tr("Status"),
             OutputText::tr("Confidence"), OutputText::tr("Rule"), OutputText::tr("STRIDE"), OutputText::tr("OWASP API"), OutputText::tr("CWE"), OutputText::tr("Places"), OutputText::tr("First place"),
             OutputText::tr("Why"), OutputText::tr("What to do"), OutputText::tr("Reason of the decision"), OutputText::tr("Decided by"), OutputText::tr("Decided at"), OutputText::tr("Owner"),
             OutputText::tr("Expires"), OutputText::tr("Reference"), OutputText::tr("Fingerprint")};
        for (const Finding &finding : m_result.findings) {
            if (!m_wanted || m_wanted(finding))
                add(finding);
        }
        return m_table;
    }

private:
    void add(const Finding &finding)
    {
        const RuleInfo *rule = m_catalogue.rule(finding.rule);
        const Threat threat = m_threats.value(finding.fingerprint);
        const Decision decision = m_model.decisions.value(finding.decision);
        QString title = threat.title, why = threat.description, fix = threat.mitigation;
        QStringList stride = threat.stride, cwe = threat.cwe, owasp;
        if (rule) {
            title = ruleText(rule->title);
            why = ruleText(rule->why);
            fix = ruleText(rule->fix);
            stride = rule->stride;
            owasp = rule->owaspApi;
            cwe.clear();
            for (const int number : rule->cwe)
                cwe.append(QString::number(number));
        }
        if (title.isEmpty())
            title = decision.findingTitle; // of a finding that is gone
        QString place;
        if (!finding.occurrences.isEmpty()) {
            const Occurrence &first = finding.occurrences.first();
            const Operation operation = m_model.operations.value(first.operation);
            place = operation.path.isEmpty() ? QString() : operation.method + u' ' + operation.path;
            if (!first.at.file.isEmpty())
                place += (place.isEmpty() ? QString() : u", "_s) + first.at.file + u':' + QString::number(first.at.line);
        }
        m_table.rows.append({nameOf(finding.band), finding.risk, nameOf(finding.kind), title, finding.subjectName, m_model.elements.value(finding.service).name, nameOf(finding.status),
             nameOf(finding.confidence), finding.rule, stride.join(QString()), owasp.join(u' '), cwe.join(u' '), double(finding.occurrences.size()), place, why, fix, decision.reason,
             decision.decidedBy, decision.decidedAt, decision.owner, decision.expires, decision.reference, finding.fingerprint});
    }

    const ThreatModel &m_model;
    const AnalysisResult &m_result;
    const Catalogue &m_catalogue;
    QHash<QString, Threat> m_threats; // by fingerprint
    FindingFilter m_wanted;
    OutputTable m_table;
};

QString titleOf(const Finding &finding, const Catalogue &catalogue)
{
    return ruleText(wordsOf(finding, catalogue.rule(finding.rule)).title);
}

} // namespace

OutputTable findingsTable(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const FindingFilter &wanted)
{
    return FindingsTable(model, result, catalogue, wanted).make();
}

OutputTable actionsTable(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const QDate &date)
{
    QHash<QString, QString> titles;
    for (const Finding &finding : result.findings)
        titles.insert(finding.fingerprint, titleOf(finding, catalogue));
    OutputTable table;
    table.name = OutputText::tr("Actions");
    table.columns = {OutputText::tr("Number"), OutputText::tr("Action"), OutputText::tr("Description"), OutputText::tr("Owner"), OutputText::tr("Due"), OutputText::tr("State"), OutputText::tr("Overdue"),
                     OutputText::tr("Findings"), OutputText::tr("Controls"), OutputText::tr("Verified by"), OutputText::tr("Last result"), OutputText::tr("Last result at"), OutputText::tr("Created at"),
                     OutputText::tr("Done at"), OutputText::tr("Reference")};
    QList<Action> actions(model.actions.begin(), model.actions.end());
    std::sort(actions.begin(), actions.end(), [](const Action &a, const Action &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    for (const Action &action : std::as_const(actions)) {
        QStringList findings;
        for (const QString &fingerprint : action.findings)
            findings.append(titles.value(fingerprint, fingerprint));
        table.rows.append({u"A-%1"_s.arg(action.number), action.title, action.description, action.owner, action.due, nameOf(action.state), isOverdue(action, date) ? u"yes"_s : u"no"_s,
                           findings.join(u"; "_s), action.controls.join(u' '), action.verification, nameOf(action.lastResult), action.lastResultAt, action.createdAt, action.doneAt, action.reference});
    }
    return table;
}

OutputTable inventoryTable(const ThreatModel &model, const AnalysisResult &result)
{
    QHash<QString, DataClass> classes;
    for (const DataClass &known : result.classes)
        classes.insert(known.id, known);
    OutputTable table;
    table.name = OutputText::tr("Data inventory");
    table.columns = {OutputText::tr("Class"), OutputText::tr("Class in words"), OutputText::tr("Sensitivity"), OutputText::tr("About people"), OutputText::tr("Schema or operation"), OutputText::tr("Field"),
                     OutputText::tr("Certainty"), OutputText::tr("Form"), OutputText::tr("Signals"), OutputText::tr("File"), OutputText::tr("Line")};
    for (const ClassifiedField &field : result.data) {
        const Field *known = model.fields.find(field.field);
        const DataClass dataClass = classes.value(field.dataClass);
        const SourceRef at = known ? known->provenance.at : SourceRef();
        table.rows.append({field.dataClass, dataClass.title, dataClass.id.isEmpty() ? QString() : nameOf(dataClass.sensitivity), dataClass.personal ? u"yes"_s : u"no"_s, field.schemaName,
                           known ? known->path : QString(), nameOf(field.certainty), field.form, field.signalTexts.join(u"; "_s), at.file,
                           at.line > 0 ? OutputTable::Cell(double(at.line)) : OutputTable::Cell(QString())});
    }
    return table;
}

QByteArray findingsCsv(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue)
{
    return csvOf(findingsTable(model, result, catalogue));
}

} // namespace drawbridge
