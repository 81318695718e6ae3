// SPDX-License-Identifier: Apache-2.0
#include "tables/entityrows.h"

#include "common/plaintext.h"
#include "tables/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Context of this file's texts.
struct EntityText
{
    Q_DECLARE_TR_FUNCTIONS(EntityRows)
};

QString schemeName(const ThreatModel &model, const SchemeUse &use)
{
    const SecurityScheme *scheme = model.schemes.find(use.scheme);
    if (!scheme)
        return use.name;
    switch (scheme->type) {
    case SchemeType::ApiKey:
        return EntityText::tr("API key");
    case SchemeType::Http:
        return scheme->httpScheme == "basic"_L1 ? EntityText::tr("password") : scheme->httpScheme == "bearer"_L1 ? EntityText::tr("bearer token") : scheme->httpScheme;
    case SchemeType::OAuth2:
        return EntityText::tr("OAuth 2");
    case SchemeType::OpenIdConnect:
        return EntityText::tr("OpenID Connect");
    case SchemeType::MutualTls:
        return EntityText::tr("client certificate");
    case SchemeType::Unknown:
        break;
    }
    return use.name;
}

struct Worst
{
    double risk = 0;
    int band = 4;
    int count = 0;
};

QHash<OperationId, Worst> worstByOperation(const QList<Finding> &findings)
{
    QHash<OperationId, Worst> worst;
    for (const Finding &finding : findings) {
        if (finding.kind == FindingKind::Question || (finding.status != FindingStatus::Open && finding.status != FindingStatus::Reopened))
            continue;
        QSet<OperationId> seen;
        for (const Occurrence &o : finding.occurrences) {
            if (o.operation.isNull() || seen.contains(o.operation))
                continue;
            seen.insert(o.operation);
            Worst &w = worst[o.operation];
            ++w.count;
            if (finding.risk > w.risk) {
                w.risk = finding.risk;
                w.band = int(finding.band);
            }
        }
    }
    return worst;
}

} // namespace

QString callersOf(const ThreatModel &model, const Operation &operation)
{
    if (operation.authDeclaration == AuthDeclaration::ExplicitlyPublic)
        return EntityText::tr("Anyone");
    if (operation.security.isEmpty())
        return EntityText::tr("Nothing said");
    QStringList alternatives;
    for (const SecurityAlternative &alternative : operation.security) {
        QStringList names;
        for (const SchemeUse &use : alternative.uses)
            names.append(schemeName(model, use));
        const QString text = names.isEmpty() ? EntityText::tr("anyone") : names.join(u" + "_s);
        if (!alternatives.contains(text))
            alternatives.append(text);
    }
    QString text = oneLine(alternatives.join(EntityText::tr(" or ")), 120);
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QList<OperationRow> operationRows(const ThreatModel &model, const AnalysisResult &analysis)
{
    const QHash<OperationId, Worst> worst = worstByOperation(analysis.findings);
    QList<OperationRow> rows;
    rows.reserve(model.operations.size());
    for (const Operation &operation : model.operations) {
        OperationRow row;
        row.id = operation.id;
        row.key = operation.id.toString();
        row.method = oneLine(operation.method, 24);
        row.path = oneLine(operation.path);
        row.service = oneLine(model.elements.value(operation.service).name);
        row.callers = callersOf(model, operation);
        const bool open = operation.authDeclaration == AuthDeclaration::ExplicitlyPublic;
        row.callersTone = open || operation.security.isEmpty() ? Tone::Bad : Tone::Plain;
        QStringList roles;
        for (const QString &role : analysis.roles.value(operation.id, operation.roles))
            roles.append(words::role(role));
        row.roles = roles.join(u", "_s);
        row.summary = oneLine(operation.summary);
        const Worst w = worst.value(operation.id);
        row.risk = w.risk;
        row.band = w.band;
        row.findings = w.count;
        row.search = QStringList{row.method, row.path, row.service, row.summary, row.roles, operation.operationId}.join(u' ').toLower();
        rows.append(row);
    }
    std::sort(rows.begin(), rows.end(), [](const OperationRow &a, const OperationRow &b) {
        return std::tie(a.service, a.path, a.method, a.key) < std::tie(b.service, b.path, b.method, b.key);
    });
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i].rank = int(i);
    return rows;
}

QList<DataRow> dataRows(const ThreatModel &model, const AnalysisResult &analysis)
{
    QList<DataRow> rows;
    rows.reserve(analysis.data.size());
    for (const ClassifiedField &data : analysis.data) {
        const Field *field = model.fields.find(data.field);
        if (!field)
            continue;
        DataRow row;
        row.id = data.field;
        row.key = data.field.toString();
        row.rank = int(rows.size());
        row.classId = data.dataClass;
        row.dataClass = words::dataClass(data.dataClass);
        row.field = oneLine(data.schemaName.isEmpty() ? words::fieldName(model, *field) : data.schemaName + u'.' + field->path);
        row.byPerson = !field->dataClass.isEmpty();
        row.certainty = row.byPerson ? EntityText::tr("said by a person") : words::of(data.certainty);
        row.form = words::role(data.form);
        row.why = oneLine(data.signalTexts.join(u", "_s));
        row.place = words::place(field->provenance.at);
        row.search = QStringList{row.dataClass, row.classId, row.field, row.why}.join(u' ').toLower();
        rows.append(row);
    }
    return rows;
}

QList<NoteRow> noteRows(const Diagnostics &diagnostics)
{
    QList<NoteRow> rows;
    for (const Diagnostic &diagnostic : diagnostics.list()) {
        NoteRow row;
        row.rank = int(rows.size());
        row.severity = diagnostic.severity;
        row.message = oneLine(diagnostic.message, 600);
        row.at = diagnostic.where;
        row.place = oneLine(words::place(diagnostic.where));
        row.key = QString::number(row.rank) + u'|' + row.place + u'|' + row.message;
        row.search = (row.message + u' ' + row.place).toLower();
        rows.append(row);
    }
    if (diagnostics.dropped() > 0) {
        NoteRow row;
        row.rank = int(rows.size());
        row.key = u"dropped"_s;
        row.message = EntityText::tr("%n more note(s) of the same kinds are not listed.", nullptr, diagnostics.dropped());
        rows.append(row);
    }
    return rows;
}

} // namespace drawbridge
