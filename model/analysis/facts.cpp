// SPDX-License-Identifier: Apache-2.0
// Facts about the system: project, zones, elements, flows, documents, schemes; their names, places and anchors.
#include "analysis/facts.h"
#include "analysis/jurisdictions.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace drawbridge {

namespace {

int rankOf(Certainty certainty) { return 2 - int(certainty); }

void addWords(SymbolSet &set, SymbolPool &pool, const QString &text)
{
    for (const QString &word : nameTokens(text))
        set.push_back(pool.intern(word));
}

void normalise(SymbolSet &set)
{
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
}

// How many values a field may take by its contract, as a power of ten; -1 where nothing bounds it.
double keyspaceOf(const Field &field, bool isCode)
{
    if (!field.enumValues.isEmpty())
        return std::log10(double(field.enumValues.size()));
    if (field.type == u"boolean")
        return std::log10(2.0);
    if (field.type == u"integer" || field.type == u"number") {
        if (field.maximum)
            return std::log10(std::max(1.0, *field.maximum - field.minimum.value_or(0) + 1));
        return -1;
    }
    // Digits only, as a pattern says, an example shows, or as codes and PINs are; else letters and digits of both cases.
    static const QStringList digitPatterns = {QStringLiteral("\\d"), QStringLiteral("[0-9]")};
    const bool digits = isCode || std::any_of(digitPatterns.begin(), digitPatterns.end(), [&](const QString &p) { return field.pattern.contains(p); })
                        || field.exampleShapes.contains(QStringLiteral("integer")) || field.exampleShapes.contains(QStringLiteral("digits"));
    qint64 length = field.maxLength.value_or(-1);
    if (length < 0) {
        const qsizetype open = field.pattern.lastIndexOf(u'{');
        const qsizetype close = field.pattern.indexOf(u'}', open);
        if (digits && open > 0 && close > open)
            length = field.pattern.mid(open + 1, close - open - 1).section(u',', -1).toLongLong();
    }
    if (length <= 0)
        return -1;
    return double(length) * (digits ? 1.0 : std::log10(62.0));
}

} // namespace

double exposureValue(ActorClass actor)
{
    switch (actor) {
    case ActorClass::Anonymous: return 1.00;
    case ActorClass::SelfRegistered: return 0.85;
    case ActorClass::Customer: return 0.65;
    case ActorClass::Partner: return 0.50;
    case ActorClass::Internal: return 0.35;
    case ActorClass::Privileged: return 0.20;
    case ActorClass::NotAnActor: break;
    }
    return 0.10;
}

LateText exposureText(ActorClass actor)
{
    switch (actor) {
    case ActorClass::Anonymous: return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Anybody on the network can reach it without an account.")), {}};
    case ActorClass::SelfRegistered: return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Anybody who registers can reach it.")), {}};
    case ActorClass::Customer: return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Customers with an account can reach it.")), {}};
    case ActorClass::Partner: return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Partner systems can reach it.")), {}};
    case ActorClass::Internal: return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Internal workloads and employees can reach it.")), {}};
    case ActorClass::Privileged: return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Only privileged staff can reach it.")), {}};
    case ActorClass::NotAnActor: break;
    }
    return {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "No way to reach it is known.")), {}};
}

Facts::Facts(const ThreatModel &model, const Lexicons &lexicons, const SymbolPool &symbols, const QDate &date, ControlView controls)
    : m_model(model), m_lexicons(lexicons), m_index(model), m_symbols(symbols), m_controlView(controls), m_date(date)
{
    m_meanings = classifyFields(model, m_index, lexicons);
    m_roleMatches = inferRoles(model, m_index, lexicons, m_meanings);
    readSystem();
    readInterfaces();
    readDeployment();
    readFields();
    readControls(date);
    readOperations();
    spreadExposure();
    for (OperationFacts &operation : operations)
        exposeOperation(operation);
    readCollections();
    rateByAssets();

    const auto fill = [&](FactKind kind, size_t count) {
        FactList &list = m_all[int(kind)];
        list.reserve(count);
        for (size_t i = 0; i < count; ++i)
            list.push_back({kind, 1, quint32(i)});
    };
    fill(FactKind::Project, 1);
    fill(FactKind::Zone, zones.size());
    fill(FactKind::Flow, flows.size());
    fill(FactKind::Document, documents.size());
    fill(FactKind::Field, fields.size());
    fill(FactKind::Schema, schemas.size());
    fill(FactKind::Scheme, schemes.size());
    fill(FactKind::ObjectRef, objectRefs.size());
    fill(FactKind::Collection, collections.size());
    fill(FactKind::Setting, settings.size());
    fill(FactKind::Secret, secrets.size());
    m_all[int(FactKind::Element)] = project.elements;
    m_all[int(FactKind::Operation)] = project.operations;
}

void Facts::readSystem()
{
    const QList<BoundaryId> zoneIds = m_model.boundaries.sortedIds();
    for (const BoundaryId &id : zoneIds) {
        m_zoneRows.insert(id, int(zones.size()));
        zones.push_back({m_model.boundaries.find(id), {}});
    }
    for (const ElementId &id : m_model.elements.sortedIds()) {
        const Element *row = m_model.elements.find(id);
        if (row->parent)
            continue; // parts of a service carry no meaning of their own
        const quint32 i = quint32(elements.size());
        m_elementRows.insert(id, int(i));
        ElementFacts facts;
        facts.row = row;
        facts.zone = m_zoneRows.value(row->boundary, -1);
        for (const BoundaryId &zone : boundaryChain(m_model, row->boundary)) {
            facts.trust = m_model.boundaries.find(zone)->trust;
            if (facts.trust != TrustBoundary::unknownTrust)
                break;
        }
        addWords(facts.words, m_symbols, row->name);
        addWords(facts.words, m_symbols, row->subkind);
        addWords(facts.words, m_symbols, row->technology);
        normalise(facts.words);
        for (const QString &network : row->networks)
            facts.networks.push_back(symbol(network.toLower()));
        normalise(facts.networks);
        for (const StatedFact &fact : row->facts)
            facts.published = facts.published || (fact.name == u"published_port" && !publishedPort(fact.value).loopback);
        elements.push_back(std::move(facts));
        const FactRef ref{FactKind::Element, 1, i};
        if (elements[i].zone >= 0)
            zones[size_t(elements[i].zone)].members.push_back(ref);
        if (row->inScope)
            project.elements.push_back(ref);
        if (row->inScope && row->kind == ElementKind::DataStore)
            project.stores.push_back(ref);
    }
    for (const FlowId &id : m_model.flows.sortedIds()) {
        const DataFlow *row = m_model.flows.find(id);
        const int source = rowOf(row->source), target = rowOf(row->target);
        if (source < 0 || target < 0)
            continue;
        const quint32 i = quint32(flows.size());
        m_flowRows.insert(id, int(i));
        FlowFacts facts;
        facts.row = row;
        facts.source = quint32(source);
        facts.target = quint32(target);
        const QList<BoundaryId> around = boundaryChain(m_model, elements[size_t(target)].row->boundary);
        for (const BoundaryId &zone : crossedBoundaries(m_model, *row))
            (around.contains(zone) ? facts.enters : facts.leaves).push_back({FactKind::Zone, 1, quint32(m_zoneRows.value(zone))});
        std::sort(facts.enters.begin(), facts.enters.end());
        std::sort(facts.leaves.begin(), facts.leaves.end());
        facts.crosses = int(facts.enters.size() + facts.leaves.size());
        flows.push_back(std::move(facts));
        const FactRef ref{FactKind::Flow, 1, i};
        elements[size_t(source)].flowsOut.push_back(ref);
        elements[size_t(target)].flowsIn.push_back(ref);
        if (row->bidirectional) {
            elements[size_t(source)].flowsIn.push_back(ref);
            elements[size_t(target)].flowsOut.push_back(ref);
        }
        project.flows.push_back(ref);
    }
    for (const QString &profile : m_model.project().complianceProfiles + profilesInForce(m_model.project().jurisdictions))
        project.profiles.push_back(symbol(profile));
    normalise(project.profiles);
}

void Facts::readInterfaces()
{
    for (const SourceId &id : m_model.sources.sortedIds()) {
        const Source *row = m_model.sources.find(id);
        const quint32 i = quint32(documents.size());
        m_documentRows.insert(id, int(i));
        DocumentFacts facts;
        facts.row = row;
        facts.service = rowOf(row->service);
        for (const QString &server : row->servers) {
            const qsizetype colon = server.indexOf(QStringLiteral("://"));
            if (colon > 0)
                facts.serverSchemes.push_back(symbol(server.left(colon).toLower()));
            addWords(facts.serverWords, m_symbols, colon > 0 ? server.mid(colon + 3) : server);
        }
        normalise(facts.serverSchemes);
        normalise(facts.serverWords);
        if (facts.service >= 0)
            elements[size_t(facts.service)].documents.push_back({FactKind::Document, 1, i});
        documents.push_back(std::move(facts));
    }
    for (const SchemeId &id : m_model.schemes.sortedIds()) {
        const SecurityScheme *row = m_model.schemes.find(id);
        const quint32 i = quint32(schemes.size());
        m_schemeRows.insert(id, int(i));
        SchemeFacts facts;
        facts.row = row;
        facts.service = rowOf(row->service);
        facts.document = m_documentRows.value(row->provenance.source, -1);
        facts.type = symbol(drawbridge::nameOf(row->type));
        facts.location = symbol(row->location.toLower());
        facts.httpScheme = symbol(row->httpScheme);
        switch (row->type) {
        case SchemeType::MutualTls: facts.strength = 4; break;
        case SchemeType::OAuth2:
        case SchemeType::OpenIdConnect: facts.strength = 2; break;
        case SchemeType::Http: facts.strength = row->httpScheme == u"bearer" ? 2 : 1; break;
        case SchemeType::ApiKey:
            // A key field that carries a bearer token is how Swagger 2.0 has to write bearer authentication.
            facts.strength = row->parameterName.compare(u"authorization", Qt::CaseInsensitive) == 0 && row->location == u"header" ? 2 : 1;
            break;
        case SchemeType::Unknown: facts.strength = 1; break;
        }
        QStringList urls = {row->openIdConnectUrl};
        for (const OAuthFlow &flow : row->flows) {
            facts.grants.push_back(symbol(flow.type));
            urls << flow.authorizationUrl << flow.tokenUrl << flow.refreshUrl;
            for (const QString &scope : flow.scopes)
                facts.scopes.push_back(symbol(scope));
        }
        for (const QString &url : std::as_const(urls)) {
            const QUrl parsed(url);
            const QString host = parsed.host();
            if (!parsed.scheme().isEmpty() && host != u"localhost" && host != u"127.0.0.1" && host != u"::1")
                facts.urlSchemes.push_back(symbol(parsed.scheme().toLower()));
        }
        addWords(facts.words, m_symbols, row->name);
        addWords(facts.words, m_symbols, row->parameterName);
        normalise(facts.words);
        normalise(facts.grants);
        normalise(facts.scopes);
        normalise(facts.urlSchemes);
        const FactRef ref{FactKind::Scheme, 1, i};
        if (facts.service >= 0)
            elements[size_t(facts.service)].schemes.push_back(ref);
        if (facts.document >= 0)
            documents[size_t(facts.document)].schemes.push_back(ref);
        schemes.push_back(std::move(facts));
    }
}

void Facts::readFields()
{
    const QList<SchemaId> schemaIds = m_model.schemas.sortedIds();
    schemas.reserve(size_t(schemaIds.size()));
    for (const SchemaId &id : schemaIds) {
        m_schemaRows.insert(id, int(schemas.size()));
        schemas.emplace_back().row = m_model.schemas.find(id);
    }
    const int none = symbol(QStringLiteral("none"));
    const QList<FieldId> ids = m_model.fields.sortedIds();
    fields.reserve(size_t(ids.size()));
    m_fieldRows.reserve(ids.size());
    for (const FieldId &id : ids) {
        const quint32 i = quint32(fields.size());
        m_fieldRows.insert(id, int(i));
        FieldFacts &facts = fields.emplace_back();
        facts.row = m_model.fields.find(id);
        facts.schema = m_schemaRows.value(facts.row->schema, -1);
        if (facts.schema >= 0)
            schemas[size_t(facts.schema)].fields.push_back(i);
        facts.dataClass = none;
        facts.semantic = none;
        const auto meaning = m_meanings.constFind(id);
        if (meaning != m_meanings.constEnd()) {
            facts.meaning = &*meaning;
            for (const ClassMatch &match : meaning->classes) {
                facts.classes.push_back(symbol(match.dataClass));
                if (facts.classes.size() > 1)
                    continue;
                facts.dataClass = facts.classes.front();
                facts.form = symbol(match.form);
                facts.certainty = rankOf(match.certainty);
                facts.sensitivity = int(m_lexicons.sensitivity(match.dataClass));
            }
            normalise(facts.classes);
            if (!meaning->semantic.isEmpty()) {
                facts.semantic = symbol(meaning->semantic);
                facts.semanticCertainty = rankOf(meaning->semanticCertainty);
            }
        }
        if (facts.form < 0)
            facts.form = symbol(QStringLiteral("plain"));
        facts.type = symbol(facts.row->type);
        facts.format = symbol(facts.row->format);
        const QString best = m_symbols.word(facts.dataClass);
        facts.keyspace = keyspaceOf(*facts.row, best == u"cred.otp" || best == u"cred.pin");
        addWords(facts.words, m_symbols, facts.row->name);
        normalise(facts.words);
        for (const QString &value : facts.row->enumValues)
            facts.values.push_back(symbol(value.toLower()));
        normalise(facts.values);
        for (const QString &shape : facts.row->exampleShapes)
            facts.shapes.push_back(symbol(shape));
        normalise(facts.shapes);
    }
}

const std::vector<FactRef> &Facts::closureOf(quint32 schema)
{
    // Deep enough for what a response shows at first sight, small enough for schemas that refer to everything.
    constexpr int maxDepth = 6;
    constexpr size_t maxFields = 2000;
    SchemaFacts &facts = schemas[schema];
    if (facts.expanded)
        return facts.closure;
    facts.expanded = true;
    struct Step { quint32 schema; int depth; };
    std::vector<Step> queue{{schema, 0}};
    std::vector<bool> seen(schemas.size());
    seen[schema] = true;
    const auto visit = [&](const SchemaId &id, int depth) {
        const int row = m_schemaRows.value(id, -1);
        if (row < 0 || seen[size_t(row)])
            return;
        seen[size_t(row)] = true;
        queue.push_back({quint32(row), depth});
    };
    for (size_t i = 0; i < queue.size(); ++i) {
        const Step step = queue[i];
        const SchemaFacts &from = schemas[step.schema];
        for (const SchemaId &id : from.row->includes)
            visit(id, step.depth);
        for (const SchemaId &id : from.row->variants)
            visit(id, step.depth);
        for (const quint32 row : from.fields) {
            if (facts.closure.size() >= maxFields) {
                facts.truncated = true;
                return facts.closure;
            }
            const Field &field = *fields[row].row;
            const int depth = step.depth + 1 + int(field.path.count(u'.'));
            facts.closure.push_back({FactKind::Field, quint16(depth), row});
            if (field.schemaRef && depth < maxDepth)
                visit(field.schemaRef, depth);
        }
    }
    return facts.closure;
}

QString Facts::nameOf(FactRef of) const
{
    switch (of.kind) {
    case FactKind::Zone: return zones[of.index].row->name;
    case FactKind::Element: return elements[of.index].row->name;
    case FactKind::Flow: {
        const FlowFacts &flow = flows[of.index];
        if (!flow.row->name.isEmpty())
            return flow.row->name;
        return QStringLiteral("%1 → %2").arg(elements[flow.source].row->name, elements[flow.target].row->name);
    }
    case FactKind::Document: {
        const Source *source = documents[of.index].row;
        return source->title.isEmpty() ? source->path : source->title;
    }
    case FactKind::Operation: return operations[of.index].name;
    case FactKind::Field: {
        const FieldFacts &field = fields[of.index];
        if (field.row->operation)
            return field.row->path;
        return QStringLiteral("%1.%2").arg(schemaNameOf(m_model, *field.row), field.row->path);
    }
    case FactKind::Schema: return schemas[of.index].row->name;
    case FactKind::Scheme: return schemes[of.index].row->name;
    case FactKind::ObjectRef: return fields[objectRefs[of.index].field].row->name;
    case FactKind::Collection: return collections[of.index].name;
    case FactKind::Drift: return nameOf(drifts[of.index].thing);
    case FactKind::DataHop: return nameOf({FactKind::Flow, 1, dataHops[of.index].flow});
    case FactKind::Setting: return settings[of.index].row->name;
    case FactKind::Secret: return secrets[of.index].row->name;
    case FactKind::Project:
    case FactKind::None: break;
    }
    return m_model.project().name;
}

SourceRef Facts::sourceOf(FactRef of) const
{
    switch (of.kind) {
    case FactKind::Zone: return zones[of.index].row->provenance.at;
    case FactKind::Element: return elements[of.index].row->provenance.at;
    case FactKind::Flow: return flows[of.index].row->provenance.at;
    case FactKind::Document: {
        SourceRef at;
        at.file = documents[of.index].row->path;
        at.line = 1;
        at.column = 1;
        return at;
    }
    case FactKind::Operation: return operations[of.index].row->provenance.at;
    case FactKind::Field: return fields[of.index].row->provenance.at;
    case FactKind::Schema: return schemas[of.index].row->provenance.at;
    case FactKind::Scheme: return schemes[of.index].row->provenance.at;
    case FactKind::Setting: return settings[of.index].row->at;
    case FactKind::Secret: return secrets[of.index].row->provenance.at;
    case FactKind::ObjectRef: {
        const ObjectRefFacts &ref = objectRefs[of.index];
        const SourceRef at = fields[ref.field].row->provenance.at;
        return at.isNull() ? operations[ref.operation].row->provenance.at : at;
    }
    case FactKind::Collection:
        if (!collections[of.index].operations.empty())
            return sourceOf(collections[of.index].operations.front());
        break;
    case FactKind::Drift: return sourceOf(drifts[of.index].thing);
    case FactKind::DataHop: return m_trace.hops[dataHops[of.index].hop].evidence.first().at;
    case FactKind::Project:
    case FactKind::None: break;
    }
    return {};
}

Subject Facts::subjectOf(FactRef of) const
{
    switch (of.kind) {
    case FactKind::Zone: return {SubjectKind::Boundary, zones[of.index].row->id.uuid()};
    case FactKind::Element: return {SubjectKind::Element, elements[of.index].row->id.uuid()};
    case FactKind::Flow: return {SubjectKind::Flow, flows[of.index].row->id.uuid()};
    case FactKind::Document: return {SubjectKind::Source, documents[of.index].row->id.uuid()};
    case FactKind::Operation: return {SubjectKind::Operation, operations[of.index].row->id.uuid()};
    case FactKind::Field: return {SubjectKind::Field, fields[of.index].row->id.uuid()};
    case FactKind::Schema: return {SubjectKind::Schema, schemas[of.index].row->id.uuid()};
    case FactKind::Scheme: return {SubjectKind::Scheme, schemes[of.index].row->id.uuid()};
    case FactKind::ObjectRef: return {SubjectKind::Field, fields[objectRefs[of.index].field].row->id.uuid()};
    case FactKind::Setting: return {SubjectKind::Element, elements[settings[of.index].element].row->id.uuid()};
    case FactKind::Secret: {
        const int holder = secrets[of.index].element;
        return holder < 0 ? Subject{} : Subject{SubjectKind::Element, elements[size_t(holder)].row->id.uuid()};
    }
    case FactKind::Collection: {
        const int service = collections[of.index].service;
        return service < 0 ? Subject{} : Subject{SubjectKind::Element, elements[size_t(service)].row->id.uuid()};
    }
    case FactKind::Drift: return subjectOf(drifts[of.index].thing);
    case FactKind::DataHop: return subjectOf({FactKind::Flow, 1, dataHops[of.index].flow});
    case FactKind::Project:
    case FactKind::None: break;
    }
    return {};
}

ElementId Facts::serviceOf(FactRef of) const
{
    const auto element = [&](int row) { return row < 0 ? ElementId() : elements[size_t(row)].row->id; };
    switch (of.kind) {
    case FactKind::Element: return elements[of.index].row->id;
    case FactKind::Flow: {
        // Heat belongs to what one can change: the service that is called, else the one that calls.
        const FlowFacts &flow = flows[of.index];
        return element(elements[flow.target].row->kind != ElementKind::ExternalEntity ? int(flow.target) : int(flow.source));
    }
    case FactKind::Document: return element(documents[of.index].service);
    case FactKind::Operation: return element(operations[of.index].service);
    case FactKind::Field: {
        const FieldFacts &field = fields[of.index];
        const int operation = field.row->operation ? rowOf(field.row->operation) : -1;
        if (operation >= 0)
            return element(operations[size_t(operation)].service);
        const int document = m_documentRows.value(field.row->provenance.source, -1);
        return document < 0 ? ElementId() : element(documents[size_t(document)].service);
    }
    case FactKind::Schema: {
        const int document = m_documentRows.value(schemas[of.index].row->provenance.source, -1);
        return document < 0 ? ElementId() : element(documents[size_t(document)].service);
    }
    case FactKind::Scheme: return element(schemes[of.index].service);
    case FactKind::Setting: return element(int(settings[of.index].element));
    case FactKind::Secret: return element(secrets[of.index].element);
    case FactKind::ObjectRef: return element(operations[objectRefs[of.index].operation].service);
    case FactKind::Collection: return element(collections[of.index].service);
    case FactKind::Drift: return serviceOf(drifts[of.index].thing);
    case FactKind::DataHop: return serviceOf({FactKind::Flow, 1, dataHops[of.index].flow});
    case FactKind::Zone:
    case FactKind::Project:
    case FactKind::None: break;
    }
    return {};
}

QString Facts::anchorOf(FactRef of) const
{
    const auto element = [&](int row) { return row < 0 ? QStringLiteral("project") : elements[size_t(row)].row->id.toString(); };
    switch (of.kind) {
    case FactKind::Operation: {
        const OperationFacts &op = operations[of.index];
        return QStringLiteral("%1 %2 %3").arg(element(op.service), op.row->method, op.templated);
    }
    case FactKind::Field: {
        const Field &field = *fields[of.index].row;
        const int operation = field.operation ? rowOf(field.operation) : -1;
        if (operation >= 0)
            return QStringLiteral("%1 %2 %3").arg(anchorOf({FactKind::Operation, 1, quint32(operation)}), drawbridge::nameOf(field.location), field.name);
        return QStringLiteral("%1 %2").arg(field.schema.toString(), field.path);
    }
    case FactKind::ObjectRef: return anchorOf({FactKind::Field, 1, objectRefs[of.index].field});
    case FactKind::Setting: return QStringLiteral("%1 %2").arg(element(int(settings[of.index].element)), settings[of.index].row->name);
    case FactKind::Secret: return secrets[of.index].row->id.toString(); // where it is held, never what it is
    case FactKind::Collection: return QStringLiteral("%1 %2").arg(element(collections[of.index].service), collections[of.index].name);
    case FactKind::Drift: return anchorOf(drifts[of.index].thing) + u' ' + drifts[of.index].what;
    case FactKind::DataHop: {
        const DataHopFacts &hop = dataHops[of.index];
        return QStringLiteral("%1 %2 %3").arg(anchorOf({FactKind::Flow, 1, hop.flow}), m_symbols.word(hop.dataClass), m_symbols.word(hop.form));
    }
    case FactKind::Project:
    case FactKind::None: return QStringLiteral("project");
    default: break;
    }
    return subjectOf(of).id.toString(QUuid::WithoutBraces);
}

} // namespace drawbridge
