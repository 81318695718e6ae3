// SPDX-License-Identifier: Apache-2.0
#include "report/reporttext.h"

#include "report/reportlanguage.h"

#include <QMap>

namespace drawbridge {

QString bandTitle(Band band)
{
    switch (band) {
    case Band::Critical: return Report::tr("Critical");
    case Band::High: return Report::tr("High");
    case Band::Medium: return Report::tr("Medium");
    case Band::Low: return Report::tr("Low");
    case Band::Note: break;
    }
    return Report::tr("Note");
}

namespace reporttext {

QString plain(const QString &text, int longest)
{
    QString out;
    out.reserve(qMin(text.size(), qsizetype(longest) + 1));
    bool space = false;
    for (const QChar c : text) {
        if (out.size() >= longest) {
            out.append(QChar(0x2026));
            break;
        }
        const char16_t u = c.unicode();
        // Direction overrides and the like would let a file rearrange the words of the report.
        const bool trick = (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F || u == 0xFEFF || u == 0xFFFC;
        if (c.isSpace() || c.category() == QChar::Other_Control) {
            space = !out.isEmpty();
        } else if (!trick) {
            if (space)
                out.append(QLatin1Char(' '));
            space = false;
            out.append(c);
        }
    }
    return out;
}

QString place(const SourceRef &at)
{
    if (at.file.isEmpty())
        return {};
    return at.line > 0 ? plain(at.file, 300) + QLatin1Char(':') + QString::number(at.line) : plain(at.file, 300);
}

QString operationName(const Operation &operation)
{
    return plain(operation.method + QLatin1Char(' ') + operation.path, 400);
}

QString flowName(const ThreatModel &model, const DataFlow &flow)
{
    const QString ends = Report::tr("%1 to %2").arg(plain(model.elements.value(flow.source).name, 200), plain(model.elements.value(flow.target).name, 200));
    const QString name = plain(flow.name, 200);
    if (isCount(flow))
        return Report::tr("%1, %2", "from here to there, how many operations").arg(ends, name);
    return name.isEmpty() ? ends : Report::tr("%1 (%2)").arg(name, ends);
}

bool isCount(const DataFlow &flow)
{
    bool number = false;
    flow.name.section(QLatin1Char(' '), 0, 0).toInt(&number);
    return number && flow.operations.size() > 1;
}

QString subjectTitle(const ThreatModel &model, const Finding &finding, int longest)
{
    const DataFlow *flow = finding.subject.kind == SubjectKind::Flow ? model.flows.find(FlowId(finding.subject.id)) : nullptr;
    const bool counts = flow && isCount(*flow) && finding.subjectName == flow->name;
    return finding.subjectName.isEmpty() || counts ? plain(nameOf(model, finding.subject), longest) : plain(finding.subjectName, longest);
}

QString stepName(const ThreatModel &model, const QUuid &id)
{
    if (const Element *element = model.elements.find(ElementId(id)))
        return plain(element->name, 200);
    if (const DataFlow *flow = model.flows.find(FlowId(id)))
        return flow->name.isEmpty() ? plain(flow->protocol, 200) : plain(flow->name, 200);
    if (const Operation *operation = model.operations.find(OperationId(id)))
        return operationName(*operation);
    if (const TrustBoundary *boundary = model.boundaries.find(BoundaryId(id)))
        return plain(boundary->name, 200);
    return {};
}

QString nameOf(const ThreatModel &model, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Project: return Report::tr("The whole system");
    case SubjectKind::Element: return plain(model.elements.value(ElementId(subject.id)).name, 300);
    case SubjectKind::Boundary: return plain(model.boundaries.value(BoundaryId(subject.id)).name, 300);
    case SubjectKind::Schema: return plain(model.schemas.value(SchemaId(subject.id)).name, 300);
    case SubjectKind::Scheme: return plain(model.schemes.value(SchemeId(subject.id)).name, 300);
    case SubjectKind::Source: return plain(model.sources.value(SourceId(subject.id)).path, 300);
    case SubjectKind::Asset: return plain(model.assets.value(DataAssetId(subject.id)).name, 300);
    case SubjectKind::Operation: return operationName(model.operations.value(OperationId(subject.id)));
    case SubjectKind::Flow: {
        const DataFlow *flow = model.flows.find(FlowId(subject.id));
        return flow ? flowName(model, *flow) : QString();
    }
    case SubjectKind::Field: {
        const Field field = model.fields.value(FieldId(subject.id));
        return plain(schemaNameOf(model, field) + QLatin1Char('.') + field.path, 300);
    }
    }
    return {};
}

QString statusTitle(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Open: return Report::tr("Open");
    case FindingStatus::Mitigated: return Report::tr("Mitigation agreed");
    case FindingStatus::Accepted: return Report::tr("Accepted");
    case FindingStatus::Transferred: return Report::tr("Transferred");
    case FindingStatus::FalsePositive: return Report::tr("False positive");
    case FindingStatus::Duplicate: return Report::tr("Duplicate");
    case FindingStatus::Answered: return Report::tr("Answered");
    case FindingStatus::Reopened: return Report::tr("Open again");
    case FindingStatus::Gone: break;
    }
    return Report::tr("Gone");
}

QString stateTitle(DecisionState state)
{
    switch (state) {
    case DecisionState::Open: return Report::tr("Taken back");
    case DecisionState::Mitigated: return Report::tr("Mitigate");
    case DecisionState::Accepted: return Report::tr("Accept");
    case DecisionState::Transferred: return Report::tr("Transfer");
    case DecisionState::FalsePositive: return Report::tr("False positive");
    case DecisionState::Duplicate: return Report::tr("Duplicate");
    case DecisionState::Answered: break;
    }
    return Report::tr("Answered");
}

QString confidenceTitle(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Confirmed: return Report::tr("Confirmed");
    case Confidence::Likely: return Report::tr("Likely");
    case Confidence::Possible: break;
    }
    return Report::tr("Possible");
}

QString sensitivityTitle(Sensitivity sensitivity)
{
    switch (sensitivity) {
    case Sensitivity::Public: return Report::tr("Public");
    case Sensitivity::Internal: return Report::tr("Internal");
    case Sensitivity::Confidential: return Report::tr("Confidential");
    case Sensitivity::Restricted: return Report::tr("Restricted");
    case Sensitivity::Critical: break;
    }
    return Report::tr("Critical");
}

QString truthTitle(Truth truth)
{
    return truth == Truth::Yes ? Report::tr("Yes") : truth == Truth::No ? Report::tr("No") : Report::tr("Not known");
}

QString controlTitle(const ReportVocabulary &vocabulary, const QString &kind)
{
    const QString title = vocabulary.controlTitle ? vocabulary.controlTitle(kind) : QString();
    return title.isEmpty() ? plain(kind, 200) : ruleText(title);
}

QString dateTitle(const QString &iso)
{
    const QString day = plain(iso, 40).left(10);
    const QDate date = QDate::fromString(day, Qt::ISODate);
    return date.isValid() ? dateTitle(date) : day;
}

QString dateTitle(const QDate &date)
{
    return reportLocale().language() == QLocale::English ? date.toString(Qt::ISODate) : reportLocale().toString(date, QLocale::ShortFormat);
}

QString number(double value, int decimals)
{
    return reportLocale().toString(value, 'f', decimals);
}

QString quoted(QString text)
{
    bool opening = true;
    for (QChar &c : text) {
        if (c == QLatin1Char('`')) {
            c = QChar(opening ? 0x201C : 0x201D);
            opening = !opening;
        }
    }
    return text;
}

QString someOf(const QStringList &names, qsizetype most)
{
    const QString text = names.mid(0, most).join(QStringLiteral(", "));
    return names.size() > most ? text + QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(names.size() - most)) : text;
}

bool isOpen(const Finding &finding)
{
    return finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
}

bool isCase(const Finding &finding)
{
    return finding.kind == FindingKind::Weakness || finding.kind == FindingKind::Path || finding.kind == FindingKind::Drift;
}

} // namespace reporttext

bool reportShows(const ReportOptions &options, const Finding &finding)
{
    if (finding.band > options.least)
        return false;
    if (!options.services.isEmpty() && !finding.service.isNull() && !options.services.contains(finding.service))
        return false;
    switch (finding.status) {
    case FindingStatus::Open:
    case FindingStatus::Reopened: return options.open;
    case FindingStatus::Mitigated:
    case FindingStatus::Accepted:
    case FindingStatus::Transferred: return options.decided;
    default: return options.dismissed;
    }
}

bool ReportInput::shows(const Finding &finding) const
{
    return reportShows(options, finding);
}

bool ReportInput::filtered() const
{
    return options.least != Band::Note || !options.open || !options.decided || !options.dismissed || !options.services.isEmpty();
}

ReportCell numbersCell(const ReportInput &input, const QStringList &fingerprints, qsizetype most)
{
    QMap<QString, QString> found; // number → fingerprint; W stands before Q
    for (const QString &fingerprint : fingerprints) {
        if (const QString number = input.numbers.value(fingerprint); !number.isEmpty())
            found.insert((number.startsWith(QLatin1Char('W')) ? QLatin1Char('0') : QLatin1Char('1')) + number, fingerprint);
    }
    ReportCell cell;
    qsizetype told = 0;
    for (auto it = found.begin(); it != found.end() && told < most; ++it, ++told) {
        if (told > 0)
            cell.text += QStringLiteral(", ");
        const QString number = it.key().mid(1), anchor = input.anchors.value(it.value());
        if (!anchor.isEmpty())
            cell.spans.append({int(cell.text.size()), int(number.size()), anchor});
        cell.text += number;
    }
    if (found.size() > told)
        cell.text += QLatin1Char(' ') + Report::tr("and %n more", nullptr, int(found.size() - told));
    return cell;
}

} // namespace drawbridge
