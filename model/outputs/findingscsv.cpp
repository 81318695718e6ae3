// SPDX-License-Identifier: Apache-2.0
#include "outputs/findingscsv.h"

#include "analysis/catalogue.h"
#include "outputs/outputtext.h"
#include "threatmodel/threats.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

QByteArray csvCell(QString text)
{
    // What a spreadsheet would run. A number may begin with a minus.
    static const QString risky = u"=+-@\t\r"_s;
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (!text.isEmpty() && risky.contains(text.front()) && !isNumber)
        text.prepend(u'\'');
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u';'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text.toUtf8();
}

namespace {

class FindingsTable
{
public:
    FindingsTable(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue) : m_model(model), m_result(result), m_catalogue(catalogue)
    {
        for (const Threat &threat : model.threats)
            m_threats.insert(threatFingerprint(threat.id), threat);
    }

    QByteArray write()
    {
        m_bytes = "\xef\xbb\xbf";
        row({OutputText::tr("Severity"), OutputText::tr("Risk"), OutputText::tr("Kind"), OutputText::tr("Finding"), OutputText::tr("Subject"), OutputText::tr("Element"), OutputText::tr("Status"),
             OutputText::tr("Confidence"), OutputText::tr("Rule"), OutputText::tr("STRIDE"), OutputText::tr("OWASP API"), OutputText::tr("CWE"), OutputText::tr("Places"), OutputText::tr("First place"),
             OutputText::tr("Why"), OutputText::tr("What to do"), OutputText::tr("Reason of the decision"), OutputText::tr("Decided by"), OutputText::tr("Decided at"), OutputText::tr("Owner"),
             OutputText::tr("Expires"), OutputText::tr("Reference"), OutputText::tr("Fingerprint")});
        for (const Finding &finding : m_result.findings)
            add(finding);
        return m_bytes;
    }

private:
    void row(const QStringList &cells)
    {
        for (qsizetype i = 0; i < cells.size(); ++i)
            m_bytes += (i ? "," : "") + csvCell(cells[i]);
        m_bytes += "\r\n";
    }

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
        row({nameOf(finding.band), QString::number(finding.risk, 'f', 1), nameOf(finding.kind), title, finding.subjectName, m_model.elements.value(finding.service).name, nameOf(finding.status),
             nameOf(finding.confidence), finding.rule, stride.join(QString()), owasp.join(u' '), cwe.join(u' '), QString::number(finding.occurrences.size()), place, why, fix, decision.reason,
             decision.decidedBy, decision.decidedAt, decision.owner, decision.expires, decision.reference, finding.fingerprint});
    }

    const ThreatModel &m_model;
    const AnalysisResult &m_result;
    const Catalogue &m_catalogue;
    QHash<QString, Threat> m_threats; // by fingerprint
    QByteArray m_bytes;
};

} // namespace

QByteArray findingsCsv(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue)
{
    return FindingsTable(model, result, catalogue).write();
}

} // namespace drawbridge
