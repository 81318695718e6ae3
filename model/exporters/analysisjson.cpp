// SPDX-License-Identifier: Apache-2.0
#include "exporters/analysisjson.h"

#include "analysis/catalogue.h"
#include "analysis/ruleinfo.h"
#include "base/jsonwriter.h"
#include "threatmodel/modelindex.h"

#include <tuple>

namespace drawbridge {

namespace {

// Entities of a table in the order of a sort key, ids last, so that every run writes the same.
template <class T, class Key> QList<T> sorted(const Table<T> &table, Key key)
{
    QList<T> list;
    list.reserve(table.size());
    for (const T &entity : table)
        list.append(entity);
    std::sort(list.begin(), list.end(), [&](const T &a, const T &b) { return std::make_tuple(key(a), a.id) < std::make_tuple(key(b), b.id); });
    return list;
}

QString idText(const QUuid &id)
{
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

template <class List> QStringList idTexts(const List &ids)
{
    QStringList texts;
    for (const auto &id : ids)
        texts.append(id.toString());
    return texts;
}

// Writes one analysis; holds what all parts look up.
class AnalysisWriter
{
public:
    AnalysisWriter(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue)
        : m_model(model), m_result(result), m_catalogue(catalogue)
    {
    }

    QByteArray write(const Diagnostics &diagnostics)
    {
        m_json.beginObject();
        m_json.member("schema", "drawbridge.analysis/1");
        inputs();
        counts();
        elements();
        boundaries();
        flows();
        operations();
        data();
        findings();
        m_json.key("diagnostics");
        m_json.beginArray();
        for (const Diagnostics *list : {&diagnostics, &m_result.diagnostics}) {
            for (const Diagnostic &diagnostic : list->list()) {
                m_json.beginObject();
                static const char *severities[] = {"note", "warning", "error"};
                m_json.member("severity", severities[int(diagnostic.severity)]);
                m_json.member("message", diagnostic.message);
                location(diagnostic.where);
                m_json.endObject();
            }
        }
        m_json.endArray();
        m_json.endObject();
        return m_json.take();
    }

private:
    void location(const SourceRef &at)
    {
        if (at.isNull())
            return;
        m_json.key("location");
        m_json.beginObject();
        m_json.member("file", at.file);
        m_json.member("line", at.line);
        m_json.member("column", at.column);
        m_json.endObject();
    }

    void inputs()
    {
        QHash<SourceId, int> operationsOf;
        for (const Operation &operation : m_model.operations) {
            if (operation.kind == OperationKind::Operation)
                ++operationsOf[operation.provenance.source];
        }
        m_json.key("inputs");
        m_json.beginArray();
        for (const Source &source : sorted(m_model.sources, [](const Source &s) { return s.path; })) {
            m_json.beginObject();
            m_json.member("path", source.path);
            m_json.member("format", source.format);
            m_json.member("sha256", source.sha256);
            m_json.member("operations", operationsOf.value(source.id));
            m_json.endObject();
        }
        m_json.endArray();
    }

    void counts()
    {
        const ModelCounts c = countModel(m_model);
        m_json.key("model");
        m_json.beginObject();
        m_json.member("externalEntities", c.externalEntities);
        m_json.member("processes", c.processes);
        m_json.member("dataStores", c.dataStores);
        m_json.member("dataFlows", c.dataFlows);
        m_json.member("trustBoundaries", c.trustBoundaries);
        m_json.member("operations", c.operations);
        m_json.member("callbacks", c.callbacks);
        m_json.member("schemas", c.schemas);
        m_json.member("fields", c.fields);
        m_json.endObject();
    }

    void elements()
    {
        m_json.key("elements");
        m_json.beginArray();
        for (const Element &element : sorted(m_model.elements, [](const Element &e) { return std::make_tuple(int(e.kind), e.name); })) {
            if (element.parent)
                continue;
            m_json.beginObject();
            m_json.member("id", element.id.toString());
            m_json.member("kind", nameOf(element.kind));
            m_json.member("name", element.name);
            m_json.member("boundary", element.boundary ? element.boundary.toString() : QString());
            m_json.member("technology", element.technology);
            m_json.member("origin", nameOf(element.provenance.origin));
            m_json.endObject();
        }
        m_json.endArray();
    }

    void boundaries()
    {
        m_json.key("boundaries");
        m_json.beginArray();
        for (const TrustBoundary &zone : sorted(m_model.boundaries, [](const TrustBoundary &b) { return std::make_tuple(b.trust, b.name); })) {
            m_json.beginObject();
            m_json.member("id", zone.id.toString());
            m_json.member("name", zone.name);
            m_json.member("kind", nameOf(zone.kind));
            m_json.key("trust");
            if (zone.trust == TrustBoundary::unknownTrust)
                m_json.null();
            else
                m_json.value(zone.trust);
            m_json.member("parent", zone.parent ? zone.parent.toString() : QString());
            m_json.endObject();
        }
        m_json.endArray();
    }

    void flows()
    {
        m_json.key("flows");
        m_json.beginArray();
        for (const DataFlow &flow : sorted(m_model.flows, [](const DataFlow &f) { return f.name; })) {
            if (isDetail(m_model, flow))
                continue;
            m_json.beginObject();
            m_json.member("id", flow.id.toString());
            m_json.member("name", flow.name);
            m_json.member("source", flow.source.toString());
            m_json.member("target", flow.target.toString());
            m_json.member("protocol", flow.protocol);
            m_json.member("encrypted", nameOf(flow.encrypted.value));
            m_json.member("authenticated", nameOf(flow.authenticated.value));
            m_json.member("crosses", idTexts(crossedBoundaries(m_model, flow)));
            m_json.member("data", m_result.flowClasses.value(flow.id));
            m_json.member("operations", idTexts(flow.operations));
            m_json.endObject();
        }
        m_json.endArray();
    }

    // Optional: an alternative without any scheme stands beside one with schemes.
    static const char *authentication(const Operation &operation)
    {
        if (operation.kind != OperationKind::Operation)
            return "unknown";
        bool open = operation.security.isEmpty(), closed = false;
        for (const SecurityAlternative &alternative : operation.security)
            (alternative.uses.isEmpty() ? open : closed) = true;
        if (open && closed)
            return "optional";
        if (closed)
            return "yes";
        return operation.authDeclaration == AuthDeclaration::Undeclared ? "unknown" : "no";
    }

    void operations()
    {
        m_json.key("operations");
        m_json.beginArray();
        for (const Operation &operation : sorted(m_model.operations, [](const Operation &o) { return std::make_tuple(o.path, o.method); })) {
            QStringList schemes;
            for (const SecurityAlternative &alternative : operation.security) {
                for (const SchemeUse &use : alternative.uses)
                    schemes.append(use.name);
            }
            schemes.sort();
            schemes.removeDuplicates();
            m_json.beginObject();
            m_json.member("id", operation.id.toString());
            m_json.member("service", operation.service.toString());
            m_json.member("kind", nameOf(operation.kind));
            m_json.member("method", operation.method);
            m_json.member("path", operation.path);
            m_json.member("authenticated", authentication(operation));
            m_json.member("schemes", schemes);
            m_json.member("deprecated", operation.deprecated);
            location(operation.provenance.at);
            m_json.endObject();
        }
        m_json.endArray();
    }

    void data()
    {
        m_json.key("data");
        m_json.beginArray();
        for (const ClassifiedField &entry : m_result.data) {
            const Field *field = m_model.fields.find(entry.field);
            if (!field)
                continue;
            m_json.beginObject();
            m_json.member("id", entry.field.toString());
            m_json.member("schema", entry.schemaName);
            m_json.member("field", field->path);
            m_json.member("pointer", field->provenance.at.pointer);
            m_json.member("class", entry.dataClass);
            m_json.member("form", entry.form);
            m_json.member("certainty", nameOf(entry.certainty));
            m_json.member("signals", entry.signalTexts);
            location(field->provenance.at);
            m_json.endObject();
        }
        m_json.endArray();
    }

    void findings()
    {
        m_json.key("findings");
        m_json.beginArray();
        for (const Finding &finding : m_result.findings)
            write(finding);
        m_json.endArray();
    }

    void write(const Finding &finding)
    {
        const RuleInfo *found = m_catalogue.rule(finding.rule);
        const RuleInfo rule = found ? *found : RuleInfo{};
        m_json.beginObject();
        m_json.member("fingerprint", finding.fingerprint);
        m_json.member("rule", finding.rule);
        m_json.member("kind", nameOf(finding.kind));
        m_json.member("title", ruleText(rule.title));
        m_json.member("severity", nameOf(finding.band));
        m_json.member("risk", finding.risk, 1);
        m_json.member("confidence", nameOf(finding.confidence));
        m_json.key("factors");
        m_json.beginObject();
        m_json.member("impact", finding.factors.impact, 2);
        m_json.member("exposure", finding.factors.exposure, 2);
        m_json.member("likelihood", finding.factors.likelihood, 4);
        m_json.endObject();
        m_json.member("stride", rule.stride);
        m_json.member("owaspApi", rule.owaspApi);
        m_json.key("cwe");
        m_json.beginArray();
        for (int id : rule.cwe)
            m_json.value(id);
        m_json.endArray();
        m_json.key("standards");
        m_json.beginObject();
        for (const char *framework : {"nist-800-53r5", "pci-dss-4", "gdpr", "cis-v8", "asvs"})
            m_json.member(framework, rule.standards.value(QString::fromLatin1(framework)));
        m_json.endObject();
        m_json.key("subject");
        m_json.beginObject();
        m_json.member("kind", subjectKind(finding.subject));
        m_json.member("id", idText(finding.subject.id));
        m_json.member("name", finding.subjectName);
        m_json.endObject();
        m_json.key("occurrences");
        m_json.beginArray();
        for (const Occurrence &occurrence : finding.occurrences)
            write(occurrence);
        m_json.endArray();
        m_json.member("absorbed", finding.absorbed);
        m_json.member("why", ruleText(rule.why));
        m_json.member("fix", ruleText(rule.fix));
        m_json.key("clears");
        m_json.beginArray();
        for (const Remedy &remedy : finding.remedies) {
            m_json.beginObject();
            m_json.member("control", remedy.control);
            m_json.member("riskAfter", remedy.riskAfter, 1);
            m_json.member("closes", remedy.closes);
            m_json.endObject();
        }
        m_json.endArray();
        m_json.member("status", nameOf(finding.status));
        m_json.endObject();
    }

    // The contract's words: a store is an element of its own kind there.
    QString subjectKind(const Subject &subject) const
    {
        if (subject.kind == SubjectKind::Element) {
            const Element *element = m_model.elements.find(ElementId(subject.id));
            if (element && element->kind == ElementKind::DataStore)
                return QStringLiteral("store");
        }
        return nameOf(subject.kind);
    }

    void write(const Occurrence &occurrence)
    {
        m_json.beginObject();
        if (const Operation *operation = m_model.operations.find(occurrence.operation))
            m_json.member("operation", QString(operation->method + QLatin1Char(' ') + operation->path));
        if (const Field *field = m_model.fields.find(occurrence.field))
            m_json.member("field", field->path);
        QStringList route;
        for (const QUuid &id : occurrence.route)
            route.append(idText(id));
        m_json.member("path", route);
        location(occurrence.at);
        QStringList says;
        for (const Evidence &evidence : occurrence.evidence)
            says.append(evidence.say.toString());
        m_json.member("evidence", says.join(QStringLiteral("; ")));
        m_json.member("risk", occurrence.risk, 1);
        m_json.endObject();
    }

    const ThreatModel &m_model;
    const AnalysisResult &m_result;
    const Catalogue &m_catalogue;
    JsonWriter m_json;
};

} // namespace

ModelCounts countModel(const ThreatModel &model)
{
    ModelCounts counts;
    for (const Element &element : model.elements) {
        if (element.parent)
            continue;
        switch (element.kind) {
        case ElementKind::ExternalEntity: ++counts.externalEntities; break;
        case ElementKind::Process: ++counts.processes; break;
        case ElementKind::DataStore: ++counts.dataStores; break;
        }
    }
    for (const DataFlow &flow : model.flows)
        counts.dataFlows += isDetail(model, flow) ? 0 : 1;
    for (const Operation &operation : model.operations)
        ++(operation.kind == OperationKind::Operation ? counts.operations : counts.callbacks);
    counts.trustBoundaries = int(model.boundaries.size());
    counts.schemas = int(model.schemas.size());
    counts.fields = int(model.fields.size());
    return counts;
}

QByteArray analysisJson(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const Diagnostics &diagnostics)
{
    return AnalysisWriter(model, result, catalogue).write(diagnostics);
}

} // namespace drawbridge
