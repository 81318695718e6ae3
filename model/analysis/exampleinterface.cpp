// SPDX-License-Identifier: Apache-2.0
// Documents, schemes, operations, fields: the interfaces of an example.
#include "analysis/examplebuilder.h"

namespace drawbridge {

SourceId ExampleBuilder::sourceOf(const QString &service)
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

void ExampleBuilder::document(QList<ExamplePiece> words)
{
    const QString service = takeName(words);
    Source source = model.sources.value(sourceOf(service));
    for (const ExamplePiece &p : words) {
        if (p.word == u"servers")
            source.servers = splitExampleList(p.arguments);
        else if (p.word == u"format")
            source.format = p.value;
        else if (p.word == u"default")
            source.defaultSecurity = enumValue<AuthDeclaration>(p.value, "declaration of security");
        else
            failExample(QStringLiteral("unknown part '%1' of a document").arg(p.word));
    }
    model.sources.insert(source);
}

SchemeId ExampleBuilder::schemeOf(const QString &service, const QString &name, const ExamplePiece &kind, const QList<ExamplePiece> &more)
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
    for (const ExamplePiece &p : more) {
        if (p.word == u"url")
            url = p.value;
        else if (p.word == u"scopes")
            scopes = splitExampleList(p.arguments);
        else
            failExample(QStringLiteral("unknown part '%1' of a scheme").arg(p.word));
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
        for (const QString &grant : splitExampleList(kind.arguments)) {
            OAuthFlow flow;
            flow.type = grant;
            flow.tokenUrl = url.isEmpty() ? QStringLiteral("https://id.example/token") : url;
            flow.scopes = scopes;
            scheme.flows << flow;
        }
    } else {
        failExample(QStringLiteral("unknown type of scheme '%1'").arg(type));
    }
    model.schemes.insert(scheme);
    return scheme.id;
}

void ExampleBuilder::scheme(QList<ExamplePiece> words)
{
    const QString service = takeName(words);
    const QString name = takeName(words);
    if (words.isEmpty())
        failExample(QStringLiteral("the type of the scheme is missing"));
    const ExamplePiece kind = words.takeFirst();
    schemeOf(service, name, kind, words);
}

SchemeUse ExampleBuilder::use(const QString &service, const QString &text)
{
    SchemeUse use;
    QString name = text.section(u'(', 0, 0);
    QString owner = service;
    if (name.contains(u':')) { // the scheme of another service: bank:token
        owner = name.section(u':', 0, 0);
        name = name.section(u':', 1);
    }
    if (text.contains(u'('))
        use.scopes = splitExampleList(text.section(u'(', 1).chopped(1));
    const auto declared = idOf<SecurityScheme>(QStringLiteral("scheme %1 %2").arg(owner, name));
    use.name = name;
    if (model.schemes.contains(declared)) {
        use.scheme = declared;
        return use;
    }
    static const QHash<QString, QString> kinds = {{QStringLiteral("bearer"), QStringLiteral("bearer")}, {QStringLiteral("basic"), QStringLiteral("basic")},
                                                  {QStringLiteral("key"), QStringLiteral("key-header")}, {QStringLiteral("query-key"), QStringLiteral("key-query")},
                                                  {QStringLiteral("cookie"), QStringLiteral("key-cookie")}, {QStringLiteral("mtls"), QStringLiteral("mtls")},
                                                  {QStringLiteral("oidc"), QStringLiteral("oidc")}, {QStringLiteral("oauth"), QStringLiteral("oauth")}};
    ExamplePiece kind;
    kind.word = kinds.value(name);
    if (kind.word.isEmpty())
        failExample(QStringLiteral("there is no scheme '%1'").arg(name));
    if (kind.word == u"oauth")
        kind.arguments = QStringLiteral("authorizationCode");
    use.scheme = schemeOf(service, name, kind, {});
    return use;
}

Field ExampleBuilder::fieldFrom(const QString &text)
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
        else if (p == u"synthesised")
            field.synthesised = true;
        else if (p.startsWith(u"says="))
            field.description = p.mid(5).remove(u'"');
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

void ExampleBuilder::parameter(const Operation &op, const QString &text, FieldLocation location)
{
    Field field = fieldFrom(text);
    field.location = location;
    field.operation = op.id;
    field.required = field.required || location == FieldLocation::Path;
    field.id = idOf<Field>(QStringLiteral("%1 %2 %3").arg(op.id.toString(), nameOf(location), field.name));
    field.provenance.source = op.provenance.source;
    model.fields.insert(field);
}

SchemaId ExampleBuilder::schema(const Operation &op, const QString &service, const QString &name, const QString &fields, bool request, Truth closed)
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
    for (const QString &text : splitExampleList(fields)) {
        Field field = fieldFrom(text);
        field.schema = schema.id;
        field.id = idOf<Field>(QStringLiteral("%1 %2").arg(schema.id.toString(), field.path));
        field.provenance.source = op.provenance.source;
        model.fields.insert(field);
    }
    model.schemas.insert(schema);
    return schema.id;
}

void ExampleBuilder::operation(QList<ExamplePiece> words)
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
    for (const ExamplePiece &p : std::as_const(words)) {
        if (p.word == u"closed" || p.word == u"open")
            closed = p.word == u"closed" ? Truth::Yes : Truth::No;
        else if (p.word == u"media")
            media = p.arguments;
    }
    for (qsizetype i = 0; i < words.size(); ++i) {
        const ExamplePiece &p = words[i];
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
            op.tags = splitExampleList(p.arguments);
        } else if (p.word == u"deprecated") {
            op.deprecated = true;
        } else if (p.word == u"closed" || p.word == u"open" || p.word == u"media") {
            continue;
        } else if (p.word == u"ref") {
            for (const QString &text : splitExampleList(p.arguments)) {
                QString name = text.section(u':', 0, 0);
                QString rest = text.section(u':', 1);
                const bool inPath = op.path.contains(u'{' + name + u'}');
                parameter(op, name + u':' + rest, inPath ? FieldLocation::Path : FieldLocation::Query);
                declared << name;
            }
        } else if (p.word == u"param") {
            for (const QString &text : splitExampleList(p.arguments))
                parameter(op, text, FieldLocation::Query);
        } else if (p.word == u"header") {
            for (const QString &text : splitExampleList(p.arguments))
                parameter(op, text, FieldLocation::Header);
        } else if (p.word == u"cookie") {
            for (const QString &text : splitExampleList(p.arguments))
                parameter(op, text, FieldLocation::Cookie);
        } else if (p.word == u"codes") {
            for (const QString &code : splitExampleList(p.arguments)) {
                Response response;
                response.status = code;
                op.responses << response;
            }
        } else if (p.word == u"headers") {
            Response response;
            response.status = QStringLiteral("200");
            response.headers = splitExampleList(p.arguments);
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
            failExample(QStringLiteral("unknown part '%1' of an operation").arg(p.word));
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

} // namespace drawbridge
