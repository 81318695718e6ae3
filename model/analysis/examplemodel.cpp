// SPDX-License-Identifier: Apache-2.0
#include "analysis/examplemodel.h"

#include <QHash>

namespace drawbridge {

namespace {

struct Problem
{
    QString message;
};

[[noreturn]] void fail(const QString &message) { throw Problem{message}; }

// One word of a statement: `word`, `key=value`, `name(arguments)` or `"text"`.
struct Piece
{
    QString word;      // before = or (
    QString value;     // after =
    QString arguments; // between parentheses
    bool hasArguments = false;
    bool quoted = false;
};

QStringList splitList(const QString &text)
{
    QStringList parts;
    int depth = 0;
    bool quoted = false;
    QString current;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && c == u'(')
            ++depth;
        if (!quoted && c == u')')
            --depth;
        if (c == u',' && depth == 0 && !quoted) {
            parts << current.trimmed();
            current.clear();
        } else {
            current += c;
        }
    }
    if (!current.trimmed().isEmpty())
        parts << current.trimmed();
    return parts;
}

QList<Piece> pieces(const QString &line)
{
    QList<Piece> list;
    qsizetype i = 0;
    while (i < line.size()) {
        if (line[i].isSpace()) {
            ++i;
            continue;
        }
        Piece piece;
        if (line[i] == u'"') {
            const qsizetype end = line.indexOf(u'"', i + 1);
            if (end < 0)
                fail(QStringLiteral("a string has no end"));
            piece.word = line.mid(i + 1, end - i - 1);
            piece.quoted = true;
            i = end + 1;
            list << piece;
            continue;
        }
        QString *into = &piece.word;
        while (i < line.size() && !line[i].isSpace()) {
            if (line[i] == u'=' && into == &piece.word && !piece.word.startsWith(u'/')) {
                into = &piece.value;
                ++i;
                continue;
            }
            if (line[i] == u'(' && !piece.word.startsWith(u'/')) {
                int depth = 0;
                bool quoted = false;
                const qsizetype begin = i;
                for (; i < line.size(); ++i) {
                    if (line[i] == u'"')
                        quoted = !quoted;
                    if (quoted)
                        continue;
                    if (line[i] == u'(')
                        ++depth;
                    if (line[i] == u')' && --depth == 0)
                        break;
                }
                if (i >= line.size())
                    fail(QStringLiteral("a parenthesis has no end"));
                const QString inner = line.mid(begin + 1, i - begin - 1);
                ++i;
                if (into == &piece.value) {
                    piece.value += u'(' + inner + u')'; // auth=oauth(read)|key
                    continue;
                }
                piece.arguments = inner;
                piece.hasArguments = true;
                continue;
            }
            *into += line[i++];
        }
        list << piece;
    }
    return list;
}

class Builder
{
public:
    ThreatModel model;

    void statement(const QString &line)
    {
        QList<Piece> words = pieces(line);
        if (words.isEmpty())
            return;
        const QString verb = words.takeFirst().word;
        if (verb == u"zone")
            zone(words);
        else if (verb == u"actor")
            element(words, ElementKind::ExternalEntity);
        else if (verb == u"service")
            element(words, ElementKind::Process);
        else if (verb == u"store")
            element(words, ElementKind::DataStore);
        else if (verb == u"flow")
            flow(words);
        else if (verb == u"doc")
            document(words);
        else if (verb == u"scheme")
            scheme(words);
        else if (verb == u"op")
            operation(words);
        else if (verb == u"secret")
            secret(words);
        else if (verb == u"control")
            control(words);
        else if (verb == u"project")
            project(words);
        else
            fail(QStringLiteral("unknown statement '%1'").arg(verb));
    }

    // Flows that name no operations carry those of the service they lead to: leave them empty, the analysis reads so.
    void finish()
    {
        for (const QString &service : std::as_const(m_services))
            sourceOf(service);
    }

private:
    template <class Tag> Id<Tag> idOf(const QString &key) const { return Id<Tag>::named(u"example", key); }

    static QString takeName(QList<Piece> &words)
    {
        if (words.isEmpty())
            fail(QStringLiteral("a name is missing"));
        return words.takeFirst().word;
    }

    template <class E> static E enumValue(const QString &text, const char *what)
    {
        if (const auto value = fromName<E>(text))
            return *value;
        fail(QStringLiteral("'%1' is no %2").arg(text, QLatin1StringView(what)));
    }

    BoundaryId zoneNamed(const QString &name) const
    {
        const auto id = idOf<TrustBoundary>(QStringLiteral("zone ") + name);
        if (!model.boundaries.contains(id))
            fail(QStringLiteral("there is no zone '%1'").arg(name));
        return id;
    }

    ElementId elementNamed(const QString &name) const
    {
        const auto id = idOf<Element>(QStringLiteral("element ") + name);
        if (!model.elements.contains(id))
            fail(QStringLiteral("there is no element '%1'").arg(name));
        return id;
    }

    void zone(QList<Piece> words)
    {
        TrustBoundary zone;
        zone.name = takeName(words);
        zone.id = idOf<TrustBoundary>(QStringLiteral("zone ") + zone.name);
        // Well-known names say their kind.
        zone.kind = zone.name == u"internet" ? ZoneKind::Internet : zone.name == u"edge" ? ZoneKind::Edge : zone.name == u"app" ? ZoneKind::Application
                    : zone.name == u"data" ? ZoneKind::Data : zone.name == u"partner" ? ZoneKind::Partner : zone.name == u"management" ? ZoneKind::Management
                    : ZoneKind::Custom;
        for (qsizetype i = 0; i < words.size(); ++i) {
            bool number = false;
            const int trust = words[i].word.toInt(&number);
            if (number)
                zone.trust = trust;
            else if (words[i].word == u"kind")
                zone.kind = enumValue<ZoneKind>(words[i].value, "kind of zone");
            else if (words[i].word == u"in" && i + 1 < words.size())
                zone.parent = zoneNamed(words[++i].word);
            else
                fail(QStringLiteral("unknown part '%1' of a zone").arg(words[i].word));
        }
        model.boundaries.insert(zone);
    }

    void element(QList<Piece> words, ElementKind kind)
    {
        Element element;
        element.kind = kind;
        element.name = takeName(words);
        element.id = idOf<Element>(QStringLiteral("element ") + element.name);
        element.subkind = kind == ElementKind::Process ? QStringLiteral("service") : QString();
        for (qsizetype i = 0; i < words.size(); ++i) {
            const Piece &p = words[i];
            if (p.word == u"in" && i + 1 < words.size())
                element.boundary = zoneNamed(words[++i].word);
            else if (p.word == u"class")
                element.actorClass = enumValue<ActorClass>(p.value, "actor class");
            else if (p.word == u"kind")
                element.subkind = p.value;
            else if (p.word == u"technology")
                element.technology = p.value;
            else if (p.word == u"criticality")
                element.criticality = enumValue<Criticality>(p.value, "criticality");
            else if (p.word == u"networks") {
                element.networks = splitList(p.arguments);
                element.networks.sort();
            } else if (p.word == u"published") {
                for (const QString &port : splitList(p.arguments))
                    element.facts.append({QStringLiteral("published_port"), port, Origin::Declared, {}});
            } else if (p.word == u"set") {
                for (const QString &fact : splitList(p.arguments))
                    element.facts.append({fact.section(u'=', 0, 0), fact.contains(u'=') ? fact.section(u'=', 1) : QStringLiteral("yes"), Origin::Declared, {}});
            } else if (p.word == u"owner")
                element.owner = p.value;
            else if (p.word == u"inferred")
                element.confirmed = false;
            else
                fail(QStringLiteral("unknown part '%1' of an element").arg(p.word));
        }
        model.elements.insert(element);
        if (kind == ElementKind::Process)
            m_services << element.name;
    }

    void flow(QList<Piece> words)
    {
        if (words.size() < 3 || words[1].word != u"->")
            fail(QStringLiteral("expected: flow A -> B"));
        DataFlow flow;
        flow.source = elementNamed(words[0].word);
        flow.target = elementNamed(words[2].word);
        flow.id = idOf<DataFlow>(QStringLiteral("flow %1 %2 %3").arg(words[0].word, words[2].word).arg(model.flows.size()));
        for (const Piece &p : words.mid(3)) {
            if (p.word == u"auth" || p.word == u"noauth")
                flow.authenticated.value = p.word == u"auth" ? Truth::Yes : Truth::No;
            else if (p.word == u"encrypted" || p.word == u"plain")
                flow.encrypted.value = p.word == u"plain" ? Truth::No : Truth::Yes;
            else if (p.word == u"carries")
                flow.dataClasses = splitList(p.arguments);
            else if (p.word == u"inferred")
                flow.confirmed = false;
            else if (p.hasArguments || !p.value.isEmpty())
                fail(QStringLiteral("unknown part '%1' of a flow").arg(p.word));
            else
                flow.protocol = p.word;
        }
        if (flow.encrypted.value == Truth::Unknown && (flow.protocol == u"https" || flow.protocol == u"wss" || flow.protocol == u"grpcs"))
            flow.encrypted.value = Truth::Yes;
        if (flow.encrypted.value == Truth::Unknown && (flow.protocol == u"http" || flow.protocol == u"ws"))
            flow.encrypted.value = Truth::No;
        model.flows.insert(flow);
    }

    void secret(QList<Piece> words)
    {
        Secret secret;
        const QString holder = takeName(words);
        secret.element = elementNamed(holder);
        secret.name = takeName(words);
        secret.id = idOf<Secret>(QStringLiteral("secret %1 %2").arg(holder, secret.name));
        secret.kind = QStringLiteral("password");
        secret.strength = QStringLiteral("strong");
        secret.fingerprint = secret.id.toString();
        secret.provenance.source = sourceOf(holder);
        for (const Piece &p : words) {
            if (p.word == u"kind")
                secret.kind = p.value;
            else if (p.word == u"strength")
                secret.strength = p.value;
            else if (p.word == u"same")
                secret.fingerprint = p.value;
            else if (p.word == u"placeholder")
                secret.placeholder = true;
            else
                fail(QStringLiteral("unknown part '%1' of a secret").arg(p.word));
        }
        model.secrets.insert(secret);
    }

    SourceId sourceOf(const QString &service)
    {
        const auto id = idOf<Source>(QStringLiteral("source ") + service);
        if (!model.sources.contains(id)) {
            Source source;
            source.id = id;
            source.path = service + QStringLiteral(".yaml");
            source.title = service;
            source.format = QStringLiteral("openapi-3.0");
            source.servers = QStringList{QStringLiteral("https://") + service + QStringLiteral(".example")};
            source.service = elementNamed(service);
            model.sources.insert(source);
        }
        return id;
    }

    void document(QList<Piece> words)
    {
        const QString service = takeName(words);
        Source source = model.sources.value(sourceOf(service));
        for (const Piece &p : words) {
            if (p.word == u"servers")
                source.servers = splitList(p.arguments);
            else if (p.word == u"format")
                source.format = p.value;
            else if (p.word == u"default")
                source.defaultSecurity = enumValue<AuthDeclaration>(p.value, "declaration of security");
            else
                fail(QStringLiteral("unknown part '%1' of a document").arg(p.word));
        }
        model.sources.insert(source);
    }

    SchemeId schemeOf(const QString &service, const QString &name, const Piece &kind, const QList<Piece> &more)
    {
        SecurityScheme scheme;
        scheme.id = idOf<SecurityScheme>(QStringLiteral("scheme %1 %2").arg(service, name));
        scheme.service = elementNamed(service);
        scheme.name = name;
        scheme.provenance.source = sourceOf(service);
        scheme.provenance.origin = Origin::Declared;
        const QString &type = kind.word;
        QString url;
        QStringList scopes;
        for (const Piece &p : more) {
            if (p.word == u"url")
                url = p.value;
            else if (p.word == u"scopes")
                scopes = splitList(p.arguments);
            else
                fail(QStringLiteral("unknown part '%1' of a scheme").arg(p.word));
        }
        if (type == u"bearer" || type == u"basic" || type == u"digest") {
            scheme.type = SchemeType::Http;
            scheme.httpScheme = type;
        } else if (type.startsWith(u"key-")) {
            scheme.type = SchemeType::ApiKey;
            scheme.location = type.mid(4);
            scheme.parameterName = QStringLiteral("api_key");
        } else if (type == u"mtls") {
            scheme.type = SchemeType::MutualTls;
        } else if (type == u"oidc") {
            scheme.type = SchemeType::OpenIdConnect;
            scheme.openIdConnectUrl = url.isEmpty() ? QStringLiteral("https://id.example/.well-known/openid-configuration") : url;
        } else if (type == u"oauth") {
            scheme.type = SchemeType::OAuth2;
            for (const QString &grant : splitList(kind.arguments)) {
                OAuthFlow flow;
                flow.type = grant;
                flow.tokenUrl = url.isEmpty() ? QStringLiteral("https://id.example/token") : url;
                flow.scopes = scopes;
                scheme.flows << flow;
            }
        } else {
            fail(QStringLiteral("unknown type of scheme '%1'").arg(type));
        }
        model.schemes.insert(scheme);
        return scheme.id;
    }

    void scheme(QList<Piece> words)
    {
        const QString service = takeName(words);
        const QString name = takeName(words);
        if (words.isEmpty())
            fail(QStringLiteral("the type of the scheme is missing"));
        const Piece kind = words.takeFirst();
        schemeOf(service, name, kind, words);
    }

    // bearer, oauth(read), or the name of a scheme that was declared before
    SchemeUse use(const QString &service, const QString &text)
    {
        SchemeUse use;
        const QString name = text.section(u'(', 0, 0);
        if (text.contains(u'('))
            use.scopes = splitList(text.section(u'(', 1).chopped(1));
        const auto declared = idOf<SecurityScheme>(QStringLiteral("scheme %1 %2").arg(service, name));
        use.name = name;
        if (model.schemes.contains(declared)) {
            use.scheme = declared;
            return use;
        }
        static const QHash<QString, QString> kinds = {{QStringLiteral("bearer"), QStringLiteral("bearer")}, {QStringLiteral("basic"), QStringLiteral("basic")},
                                                      {QStringLiteral("key"), QStringLiteral("key-header")}, {QStringLiteral("query-key"), QStringLiteral("key-query")},
                                                      {QStringLiteral("cookie"), QStringLiteral("key-cookie")}, {QStringLiteral("mtls"), QStringLiteral("mtls")},
                                                      {QStringLiteral("oidc"), QStringLiteral("oidc")}, {QStringLiteral("oauth"), QStringLiteral("oauth")}};
        Piece kind;
        kind.word = kinds.value(name);
        if (kind.word.isEmpty())
            fail(QStringLiteral("there is no scheme '%1'").arg(name));
        if (kind.word == u"oauth")
            kind.arguments = QStringLiteral("authorizationCode");
        use.scheme = schemeOf(service, name, kind, {});
        return use;
    }

    Field fieldFrom(const QString &text)
    {
        Field field;
        const qsizetype colon = text.indexOf(u':');
        field.path = colon < 0 ? text.trimmed() : text.left(colon).trimmed();
        field.name = field.path.section(u'.', -1).remove(QStringLiteral("[]"));
        field.type = QStringLiteral("string");
        if (colon < 0)
            return field;
        static const QStringList types = {QStringLiteral("string"), QStringLiteral("integer"), QStringLiteral("number"), QStringLiteral("boolean"),
                                          QStringLiteral("object"), QStringLiteral("file")};
        for (const QString &part : text.mid(colon + 1).split(u'/', Qt::SkipEmptyParts)) {
            const QString p = part.trimmed();
            if (types.contains(p))
                field.type = p;
            else if (p == u"array")
                field.isArray = true;
            else if (p == u"readonly")
                field.readOnly = true;
            else if (p == u"writeonly")
                field.writeOnly = true;
            else if (p == u"required")
                field.required = true;
            else if (p.startsWith(u"<="))
                field.maximum = p.mid(2).toDouble();
            else if (p.startsWith(u">="))
                field.minimum = p.mid(2).toDouble();
            else if (p.startsWith(u"format="))
                field.format = p.mid(7);
            else if (p.startsWith(u"enum="))
                field.enumValues = p.mid(5).split(u'|');
            else if (p.startsWith(u"shape="))
                field.exampleShapes << p.mid(6);
            else if (p.startsWith(u"pattern="))
                field.pattern = p.mid(8);
            else if (p.startsWith(u"max") && p.size() > 3 && p[3].isDigit())
                field.maxLength = p.mid(3).toLongLong();
            else if (p.startsWith(u"min") && p.size() > 3 && p[3].isDigit())
                field.minLength = p.mid(3).toLongLong();
            else if (p.startsWith(u"items<="))
                field.maxItems = p.mid(7).toLongLong();
            else if (p.contains(u'.') || p == u"behaviour" || p == u"biometric" || p == u"genetic" || p == u"criminal" || p == u"religion" || p == u"ethnicity"
                     || p == u"political" || p == u"union" || p == u"sex_life")
                field.dataClass = p;
            else
                field.semantic = p;
        }
        return field;
    }

    void parameter(const Operation &op, const QString &text, FieldLocation location)
    {
        Field field = fieldFrom(text);
        field.location = location;
        field.operation = op.id;
        field.required = field.required || location == FieldLocation::Path;
        field.id = idOf<Field>(QStringLiteral("%1 %2 %3").arg(op.id.toString(), nameOf(location), field.name));
        field.provenance.source = op.provenance.source;
        model.fields.insert(field);
    }

    SchemaId schema(const Operation &op, const QString &service, const QString &name, const QString &fields, bool request, Truth closed)
    {
        Schema schema;
        schema.kind = name.isEmpty() ? SchemaKind::Inline : SchemaKind::Named;
        schema.name = name.isEmpty() ? QStringLiteral("%1 %2 %3").arg(op.method, op.path, request ? QStringLiteral("request") : QStringLiteral("response")) : name;
        schema.id = idOf<Schema>(QStringLiteral("schema %1 %2").arg(service, schema.name));
        if (name.isEmpty())
            schema.operation = op.id;
        schema.type = QStringLiteral("object");
        schema.closed = closed;
        schema.provenance.source = op.provenance.source;
        for (const QString &text : splitList(fields)) {
            Field field = fieldFrom(text);
            field.schema = schema.id;
            field.id = idOf<Field>(QStringLiteral("%1 %2").arg(schema.id.toString(), field.path));
            field.provenance.source = op.provenance.source;
            model.fields.insert(field);
        }
        model.schemas.insert(schema);
        return schema.id;
    }

    void operation(QList<Piece> words)
    {
        Operation op;
        const QString service = takeName(words);
        op.service = elementNamed(service);
        op.method = takeName(words);
        op.path = takeName(words);
        op.id = idOf<Operation>(QStringLiteral("op %1 %2 %3").arg(service, op.method, op.path));
        op.provenance.source = sourceOf(service);
        op.provenance.origin = Origin::Declared;
        op.roles = QStringList(); // without role= the analysis infers them, as for real specifications
        QStringList declared;
        Truth closed = Truth::Unknown;
        QString media = QStringLiteral("application/json");
        for (const Piece &p : std::as_const(words)) {
            if (p.word == u"closed" || p.word == u"open")
                closed = p.word == u"closed" ? Truth::Yes : Truth::No;
            else if (p.word == u"media")
                media = p.arguments;
        }
        for (qsizetype i = 0; i < words.size(); ++i) {
            const Piece &p = words[i];
            if (p.word == u"auth") {
                for (const QString &alternative : p.value.split(u'|')) {
                    if (alternative == u"none") {
                        op.authDeclaration = AuthDeclaration::ExplicitlyPublic;
                    } else if (alternative == u"undeclared") {
                        op.authDeclaration = AuthDeclaration::Undeclared;
                    } else {
                        op.authDeclaration = AuthDeclaration::Declared;
                        SecurityAlternative security;
                        if (alternative == u"optional") {
                            op.security << SecurityAlternative();
                            security.uses << use(service, QStringLiteral("bearer"));
                        } else if (alternative != u"empty") {
                            for (const QString &one : alternative.split(u'+'))
                                security.uses << use(service, one);
                        }
                        op.security << security;
                    }
                }
            } else if (p.word == u"role") {
                op.roles = p.value.split(u',');
            } else if (p.word == u"id") {
                op.operationId = p.value;
            } else if (p.word == u"kind") {
                op.kind = enumValue<OperationKind>(p.value, "kind of operation");
            } else if (p.word == u"summary") {
                op.summary = QString(p.arguments).remove(u'"');
            } else if (p.word == u"tags") {
                op.tags = splitList(p.arguments);
            } else if (p.word == u"deprecated") {
                op.deprecated = true;
            } else if (p.word == u"closed" || p.word == u"open" || p.word == u"media") {
                continue;
            } else if (p.word == u"ref") {
                for (const QString &text : splitList(p.arguments)) {
                    QString name = text.section(u':', 0, 0);
                    QString rest = text.section(u':', 1);
                    const bool inPath = op.path.contains(u'{' + name + u'}');
                    parameter(op, name + u':' + rest, inPath ? FieldLocation::Path : FieldLocation::Query);
                    declared << name;
                }
            } else if (p.word == u"param") {
                for (const QString &text : splitList(p.arguments))
                    parameter(op, text, FieldLocation::Query);
            } else if (p.word == u"header") {
                for (const QString &text : splitList(p.arguments))
                    parameter(op, text, FieldLocation::Header);
            } else if (p.word == u"cookie") {
                for (const QString &text : splitList(p.arguments))
                    parameter(op, text, FieldLocation::Cookie);
            } else if (p.word == u"codes") {
                for (const QString &code : splitList(p.arguments)) {
                    Response response;
                    response.status = code;
                    op.responses << response;
                }
            } else if (p.word == u"headers") {
                Response response;
                response.status = QStringLiteral("200");
                response.headers = splitList(p.arguments);
                op.responses << response;
            } else if (p.word == u"error") {
                Response response;
                response.status = p.arguments.section(u' ', 0, 0);
                response.exampleTexts << p.arguments.section(u'"', 1, 1);
                op.responses << response;
            } else if (p.word.startsWith(u"req") || p.word.startsWith(u"resp")) {
                const bool request = p.word.startsWith(u"req");
                Body body;
                body.isRequest = request;
                body.mediaType = media;
                body.status = request ? QString() : QStringLiteral("200");
                body.isArray = p.word.endsWith(QStringLiteral("[]"));
                // `req(…)`, or `req Name(…)` with the next piece
                QString name, fields = p.arguments;
                bool has = p.hasArguments;
                if (!has && i + 1 < words.size() && words[i + 1].hasArguments) {
                    name = words[++i].word;
                    fields = words[i].arguments;
                    has = true;
                }
                if (has)
                    body.schema = schema(op, service, name, fields, request, request ? closed : Truth::Unknown);
                op.bodies << body;
            } else {
                fail(QStringLiteral("unknown part '%1' of an operation").arg(p.word));
            }
        }
        // Path variables that are not mentioned exist all the same.
        for (qsizetype at = 0; (at = op.path.indexOf(u'{', at)) >= 0; ++at) {
            const QString name = op.path.mid(at + 1, op.path.indexOf(u'}', at) - at - 1);
            if (!declared.contains(name))
                parameter(op, name, FieldLocation::Path);
        }
        model.operations.insert(op);
    }

    void control(QList<Piece> words)
    {
        if (words.size() < 3 || words[1].word != u"on")
            fail(QStringLiteral("expected: control KIND on NAME"));
        Control control;
        control.kind = words[0].word;
        control.state = ControlState::Present;
        QString name = words[2].word;
        qsizetype next = 3;
        if (name == u"project") {
            control.subject = Subject{};
        } else if (words.size() > 4 && words[3].word.startsWith(u'/')) {
            // an operation: SERVICE METHOD /path is written METHOD /path here
            fail(QStringLiteral("name an operation as \"METHOD /path\""));
        } else if (words[2].quoted) {
            for (const Operation &op : model.operations) {
                if (op.method + u' ' + op.path == name)
                    control.subject = {SubjectKind::Operation, op.id.uuid()};
            }
            if (control.subject.id.isNull())
                fail(QStringLiteral("there is no operation '%1'").arg(name));
        } else if (model.boundaries.contains(idOf<TrustBoundary>(QStringLiteral("zone ") + name))) {
            control.subject = {SubjectKind::Boundary, zoneNamed(name).uuid()};
        } else {
            control.subject = {SubjectKind::Element, elementNamed(name).uuid()};
        }
        for (const Piece &p : words.mid(next)) {
            if (p.word == u"absent")
                control.state = ControlState::Absent;
            else if (p.word == u"planned")
                control.state = ControlState::Planned;
            else if (p.word == u"expires")
                control.expires = p.value;
            else
                control.quality = enumValue<ControlQuality>(p.word, "quality of a control");
        }
        control.id = idOf<Control>(QStringLiteral("control %1 %2").arg(control.kind, name));
        model.controls.insert(control);
    }

    void project(QList<Piece> words)
    {
        ProjectInfo info = model.project();
        info.id = ProjectInfo::theId();
        for (const Piece &p : words) {
            if (p.word == u"audience")
                info.audience = enumValue<Audience>(p.value, "audience");
            else if (p.word == u"profiles")
                info.complianceProfiles = splitList(p.arguments);
            else if (p.word == u"jurisdictions")
                info.jurisdictions = splitList(p.arguments);
            else
                fail(QStringLiteral("unknown part '%1' of a project").arg(p.word));
        }
        model.info.insert(info);
    }

    QStringList m_services;
};

// Statements with the line on which each begins; `;` separates outside of quotes and parentheses.
QList<std::pair<int, QString>> statements(const QString &text)
{
    QList<std::pair<int, QString>> list;
    int line = 1, begins = 1, depth = 0;
    bool quoted = false;
    QString current;
    const auto end = [&] {
        if (!current.trimmed().isEmpty() && !current.trimmed().startsWith(u'#'))
            list.append({begins, current.trimmed()});
        current.clear();
    };
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && c == u'(')
            ++depth;
        if (!quoted && c == u')')
            --depth;
        const bool newline = c == u'\n';
        if (newline || (c == u';' && !quoted && depth <= 0)) {
            end();
            quoted = false;
            depth = 0;
            line += newline;
            begins = line;
        } else {
            current += c;
        }
    }
    end();
    return list;
}

void build(Builder &builder, const QString &text, const QMap<QString, QString> &others, int depth, int &line)
{
    for (const auto &[at, statement] : statements(text)) {
        if (depth == 0)
            line = at;
        if (statement.startsWith(QStringLiteral("include "))) {
            const QString name = statement.section(u'"', 1, 1);
            if (!others.contains(name))
                fail(QStringLiteral("there is no example '%1'").arg(name));
            if (depth > 4)
                fail(QStringLiteral("examples include each other"));
            build(builder, others.value(name), others, depth + 1, line);
        } else {
            builder.statement(statement);
        }
    }
}

} // namespace

Result<ThreatModel> parseExampleModel(const QString &text, const QMap<QString, QString> &otherExamples)
{
    Builder builder;
    int line = 1;
    try {
        build(builder, text, otherExamples, 0, line);
        builder.finish();
        return builder.model;
    } catch (const Problem &problem) {
        return Error{problem.message, SourceRef{QString(), QString(), line, 1}};
    }
}

} // namespace drawbridge
