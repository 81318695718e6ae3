// SPDX-License-Identifier: Apache-2.0
// Facts about operations: who may call, what they change, which objects the caller names, what goes in and out.
#include "analysis/facts.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

constexpr qsizetype longestSegment = 1000; // of a path, in which names of variables are looked for

void normalise(SymbolSet &set)
{
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
}

bool isVariable(QStringView segment) { return segment.contains(u'{') || segment.startsWith(u':'); }

// v2, v2.7, 2024-01-15: a segment that says which version of the interface it is.
bool isVersion(QStringView segment)
{
    static const QRegularExpression number(QStringLiteral("^v\\d{1,3}([._]\\d{1,3}){0,2}((alpha|beta)\\d{0,2})?$"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression date(QStringLiteral("^20\\d\\d-\\d\\d(-\\d\\d)?$"));
    return number.match(segment.toString()).hasMatch() || date.match(segment.toString()).hasMatch();
}

// Verbs that announce a change when a name or summary begins with them.
const QSet<QString> &changingVerbs()
{
    static const QSet<QString> verbs = [] {
        QSet<QString> set;
        for (const char *verb : {"create", "creates", "delete", "deletes", "remove", "removes", "update", "updates", "insert", "register", "signup",
                                 "activate", "deactivate", "approve", "cancel", "cancels", "transfer", "purchase", "revoke", "revokes", "assign", "assigns",
                                 "enable", "disable", "reset", "resets", "send", "sends", "createdb", "resetdb", "populate", "truncate", "drop", "seed", "submit"})
            set.insert(QString::fromLatin1(verb));
        return set;
    }();
    return verbs;
}

// Words with which a POST asks a question instead of changing something.
const QSet<QString> &askingWords()
{
    static const QSet<QString> words = [] {
        QSet<QString> set;
        for (const char *word : {"search", "query", "filter", "lookup", "find", "list", "get", "read", "fetch", "preview", "validate", "check", "estimate",
                                 "calculate", "introspect", "graphql"})
            set.insert(QString::fromLatin1(word));
        return set;
    }();
    return words;
}

bool isWrite(const QString &method)
{
    return method == u"POST" || method == u"PUT" || method == u"PATCH" || method == u"DELETE" || method == u"MUTATION" || method == u"PUBLISH";
}

} // namespace

void Facts::readOperations()
{
    const QList<OperationId> ids = m_model.operations.sortedIds();
    operations.resize(size_t(ids.size()));
    m_operationRows.reserve(ids.size());
    for (qsizetype i = 0; i < ids.size(); ++i) {
        operations[size_t(i)].row = m_model.operations.find(ids[i]);
        m_operationRows.insert(ids[i], int(i));
    }
    for (quint32 i = 0; i < operations.size(); ++i)
        readOperation(i);

    // Silence about security means "no authentication" where other operations of the document speak about it; where
    // nobody does, it means that the author left it out.
    for (OperationFacts &op : operations) {
        const bool speaks = op.document >= 0 && documents[size_t(op.document)].usesSecurity;
        const char *auth = "unknown";
        if (op.row->security.isEmpty())
            auth = op.row->authDeclaration == AuthDeclaration::ExplicitlyPublic || speaks ? "none" : "unknown";
        else if (op.bestStrength == 0)
            auth = "none";
        else
            auth = op.hasEmptyAlternative ? "optional" : "required";
        op.auth = symbol(QString::fromLatin1(auth));
        if (op.row->authDeclaration == AuthDeclaration::Undeclared && op.document >= 0)
            ++documents[size_t(op.document)].undeclared;
    }
    for (DocumentFacts &document : documents) {
        QHash<QString, int> uses;
        for (const FactRef ref : document.operations) {
            const QString &name = operations[ref.index].row->operationId;
            if (!name.isEmpty() && ++uses[name] == 2)
                ++document.duplicateIds;
        }
    }
    for (FlowFacts &flow : flows) {
        for (const OperationId &id : flow.row->operations) {
            const int row = rowOf(id);
            if (row >= 0)
                flow.operations.push_back({FactKind::Operation, 1, quint32(row)});
        }
    }
    for (SchemeFacts &scheme : schemes) {
        auto &list = scheme.operations;
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    for (const FactRef element : project.elements) {
        if (!elements[element.index].operations.empty())
            project.services.push_back(element);
    }
}

void Facts::readOperation(quint32 i)
{
    OperationFacts &op = operations[i];
    const Operation &row = *op.row;
    op.name = row.method.isEmpty() ? row.path : row.method + u' ' + row.path;
    op.service = rowOf(row.service);
    op.document = m_documentRows.value(row.provenance.source, -1);
    op.method = symbol(row.method.toUpper());
    op.kind = symbol(drawbridge::nameOf(row.kind));
    op.authDeclared = symbol(drawbridge::nameOf(row.authDeclaration));
    const FactRef ref{FactKind::Operation, 1, i};
    const ElementFacts *service = op.service >= 0 ? &elements[size_t(op.service)] : nullptr;
    if (row.kind == OperationKind::Operation && (!service || service->row->inScope)) {
        project.operations.push_back(ref);
        if (service)
            elements[size_t(op.service)].operations.push_back(ref);
        if (op.document >= 0)
            documents[size_t(op.document)].operations.push_back(ref);
    } else if (row.kind != OperationKind::Operation && (!service || service->row->inScope)) {
        project.webhooks.push_back(ref);
    }

    // The path: template, words, version, resource.
    const QString path = row.path.section(u'?', 0, 0).section(u'#', 0, 0);
    QStringList templated, nouns;
    QString lastStatic;
    bool afterVariable = false;
    for (const QString &segment : path.split(u'/', Qt::SkipEmptyParts)) {
        if (isVariable(segment)) {
            templated << QStringLiteral("{}");
            if (!lastStatic.isEmpty())
                op.resource = lastStatic;
            afterVariable = true;
            continue;
        }
        templated << segment;
        const QString lower = segment.toLower();
        op.segments.push_back(symbol(lower));
        if (isVersion(lower)) {
            op.version = lower;
            continue;
        }
        lastStatic = segment;
        for (const QString &word : nameTokens(segment))
            op.pathWords.push_back(symbol(word));
        if (!afterVariable && (lower == u"me" || lower == u"self" || lower == u"current" || lower == u"my" || lower == u"myself" || lower == u"~"))
            op.ownAccount = true;
    }
    op.templated = u'/' + templated.join(u'/');
    if (op.resource.isEmpty())
        op.resource = lastStatic;
    op.words = op.pathWords;
    QStringList nameWords = nameTokens(row.operationId);
    for (const QString &word : std::as_const(nameWords))
        op.words.push_back(symbol(word));
    normalise(op.words);
    normalise(op.pathWords);
    normalise(op.segments);
    for (const QString &tag : row.tags)
        op.tags.push_back(symbol(tag.toLower()));
    normalise(op.tags);
    op.prose = row.summary + u'\n' + row.description;

    for (const RoleMatch &match : m_roleMatches.value(row.id)) {
        if (match.certainty != Certainty::Possible)
            op.roles.push_back(symbol(match.role));
    }
    normalise(op.roles);

    // Who may call: the weakest alternative decides.
    op.alternatives = int(row.security.size());
    bool first = true;
    for (const SecurityAlternative &alternative : row.security) {
        int strength = 0;
        bool scoped = false;
        for (const SchemeUse &use : alternative.uses) {
            const int scheme = m_schemeRows.value(use.scheme, -1);
            int own = scheme < 0 ? 1 : schemes[size_t(scheme)].strength;
            if (scheme >= 0) {
                schemes[size_t(scheme)].operations.push_back(ref);
                op.schemes.push_back({FactKind::Scheme, 1, quint32(scheme)});
                if (use.scopes.isEmpty())
                    ++schemes[size_t(scheme)].usesWithoutScope;
            }
            if (!use.scopes.isEmpty() && own >= 2)
                scoped = true;
            strength = std::max(strength, own);
            for (const QString &scope : use.scopes)
                op.scopes.push_back(symbol(scope));
        }
        if (scoped && strength == 2)
            strength = 3;
        if (alternative.uses.isEmpty())
            op.hasEmptyAlternative = true;
        op.strength = first ? strength : std::min(op.strength, strength);
        op.bestStrength = std::max(op.bestStrength, strength);
        first = false;
    }
    std::sort(op.schemes.begin(), op.schemes.end());
    op.schemes.erase(std::unique(op.schemes.begin(), op.schemes.end()), op.schemes.end());
    normalise(op.scopes);
    if (op.document >= 0 && !row.security.isEmpty())
        documents[size_t(op.document)].usesSecurity = true;

    // Answers.
    for (const Response &response : row.responses) {
        const bool error = response.status.startsWith(u'4') || response.status.startsWith(u'5');
        (error ? op.errorCodes : op.successCodes).push_back(symbol(response.status.toUpper()));
        for (const QString &header : response.headers) {
            const QString lower = header.toLower();
            op.responseHeaders.push_back(symbol(lower));
            if (lower.contains(QStringLiteral("ratelimit")) || lower.contains(QStringLiteral("rate-limit")) || lower == u"retry-after")
                op.limitEvidence = true;
        }
        if (response.status == u"429")
            op.limitEvidence = true;
        if (error)
            op.errorText += response.description + u'\n' + response.exampleTexts.join(u'\n') + u'\n';
    }
    normalise(op.errorCodes);
    normalise(op.successCodes);
    normalise(op.responseHeaders);
    for (const Body &body : row.bodies) {
        (body.isRequest ? op.requestMedia : op.responseMedia).push_back(symbol(body.mediaType.section(u';', 0, 0).trimmed().toLower()));
        if (body.isRequest) {
            op.hasBody = Truth::Yes;
            const int schema = m_schemaRows.value(body.schema, -1);
            const Schema *root = schema < 0 ? nullptr : schemas[size_t(schema)].row;
            const bool structured = body.mediaType.contains(QStringLiteral("json")) || body.mediaType.contains(QStringLiteral("form"))
                                    || body.mediaType.contains(QStringLiteral("yaml")) || body.mediaType == u"*/*";
            if (structured) {
                if (!root || (closureOf(quint32(schema)).empty() && (root->type.isEmpty() || root->type == u"object")))
                    op.untypedBody = Truth::Yes;
                if (root && !closureOf(quint32(schema)).empty())
                    op.openBody = root->closed == Truth::Yes ? Truth::No : op.openBody == Truth::No ? Truth::No : Truth::Yes;
            }
        }
    }
    normalise(op.requestMedia);
    normalise(op.responseMedia);

    for (const FieldId &id : m_index.parametersOf(row.id)) {
        const int field = rowOf(id);
        if (field >= 0 && fields[size_t(field)].row->location != FieldLocation::ResponseHeader) {
            fields[size_t(field)].operation = int(i);
            op.params.push_back({FactKind::Field, 1, quint32(field)});
        }
    }

    // Whether a call changes something.
    const QStringList summaryWords = nameTokens(row.summary.section(u' ', 0, 0));
    const QString lastSegment = lastStatic.isEmpty() ? QString() : nameTokens(lastStatic).value(0);
    const auto changes = [](const QString &word) { return changingVerbs().contains(word); };
    const bool endsInVariable = path.endsWith(u'}');
    // A summary says "Updates a pool"; a path that ends in "updates" lists them.
    const auto commands = [&](const QString &word) { return changes(word) && !changingVerbs().contains(word.chopped(1)); };
    op.mutatingName = (!endsInVariable && commands(lastSegment)) || commands(nameWords.value(0)) || changes(summaryWords.value(0));
    const QString method = row.method.toUpper();
    if (isWrite(method)) {
        const auto asks = [](const QString &word) { return askingWords().contains(word); };
        op.sideEffect = !(method == u"POST" && !op.mutatingName && (asks(lastSegment) || asks(nameTokens(lastStatic).value(nameTokens(lastStatic).size() - 1)))
                          && op.roles.empty());
    } else {
        op.sideEffect = op.mutatingName;
    }

    // Whether it hands out many.
    if (method == u"GET" || method == u"QUERY") {
        for (const Body &body : row.bodies) {
            if (body.isRequest || (!body.status.startsWith(u'2') && body.status != u"default"))
                continue;
            const int schema = m_schemaRows.value(body.schema, -1);
            if (body.isArray || (schema >= 0 && schemas[size_t(schema)].row->type == u"array"))
                op.returnsCollection = true;
            if (schema < 0 || endsInVariable)
                continue;
            for (const quint32 field : schemas[size_t(schema)].fields) {
                const Field &property = *fields[field].row;
                // A page: {"items": [...], "total": 12}
                if (property.isArray && property.schemaRef && !property.path.contains(u'.') && schemas[size_t(schema)].fields.size() <= 12)
                    op.returnsCollection = true;
            }
        }
    }
    readObjectRefs(i);
}

void Facts::readObjectRefs(quint32 i)
{
    OperationFacts &op = operations[i];
    const auto add = [&](quint32 fieldRow, const QString &resource) {
        const FieldFacts &field = fields[fieldRow];
        ObjectRefFacts ref;
        ref.field = fieldRow;
        ref.operation = i;
        ref.resource = resource;
        const QStringList own = nameTokens(field.row->name);
        // {order_id} says itself what it selects; in /users/{id} and /users/{u} the resource does. Only `user` and
        // `user_id` name a user: `user_comment_id` is about a comment.
        const auto says = [&](const QString &list, const QStringList &words) {
            return !words.isEmpty() && words.size() <= 2 && m_lexicons.matches(list, words[0]);
        };
        const QString principals = QStringLiteral("principals"), tenants = QStringLiteral("tenants");
        const QStringList noun = own.size() <= 1 && field.row->location == FieldLocation::Path ? nameTokens(resource) : QStringList();
        const QString semantic = m_symbols.word(field.semantic);
        if (semantic == u"principal_id" || semantic == u"principal" || says(principals, own) || (noun.size() == 1 && says(principals, noun)))
            ref.selects = symbol(QStringLiteral("principal"));
        else if (semantic == u"tenant_id" || says(tenants, own) || (noun.size() == 1 && says(tenants, noun)))
            ref.selects = symbol(QStringLiteral("tenant"));
        else
            ref.selects = symbol(QStringLiteral("object"));
        const QString &type = field.row->type;
        const QString &format = field.row->format;
        const QStringList &shapes = field.row->exampleShapes;
        if (type == u"integer" || type == u"number" || shapes.contains(QStringLiteral("integer")))
            ref.sequential = Truth::Yes;
        else if (format == u"uuid" || shapes.contains(QStringLiteral("uuid")) || format == u"ulid")
            ref.sequential = Truth::No;
        op.objectRefs.push_back({FactKind::ObjectRef, 1, quint32(objectRefs.size())});
        objectRefs.push_back(ref);
    };

    // Path variables select something, except enumerations, versions and switches.
    QHash<QString, QString> resourceBefore;
    QString before;
    for (const QString &segment : op.row->path.section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts)) {
        if (!isVariable(segment)) {
            if (!isVersion(segment))
                before = segment;
            continue;
        }
        const QString names = segment.left(longestSegment);
        for (qsizetype at = 0; (at = names.indexOf(u'{', at)) >= 0; ++at)
            resourceBefore.insert(names.mid(at + 1, names.indexOf(u'}', at) - at - 1), before);
        if (segment.startsWith(u':'))
            resourceBefore.insert(segment.mid(1), before);
    }
    static const QSet<QString> switches = {QStringLiteral("version"), QStringLiteral("format"), QStringLiteral("locale"), QStringLiteral("lang"),
                                           QStringLiteral("language"), QStringLiteral("year"), QStringLiteral("month"), QStringLiteral("date"),
                                           QStringLiteral("type"), QStringLiteral("category"), QStringLiteral("country"), QStringLiteral("currency"),
                                           QStringLiteral("region"), QStringLiteral("page"), QStringLiteral("ext"), QStringLiteral("status"),
                                           QStringLiteral("ref"), QStringLiteral("basehead"), QStringLiteral("path"), QStringLiteral("sha")};
    for (const FactRef ref : op.params) {
        const FieldFacts &field = fields[ref.index];
        const QString &name = field.row->name;
        if (field.row->location == FieldLocation::Path) {
            const QStringList words = nameTokens(name);
            if (!field.row->enumValues.isEmpty() || field.row->type == u"boolean" || switches.contains(words.value(words.size() - 1)))
                continue;
            add(ref.index, resourceBefore.value(name, op.resource));
        } else if (field.row->location == FieldLocation::Query) {
            // report_id, userId; but not client_id, since_id, page ids or arrays of filters on lists
            const QStringList words = nameTokens(name);
            const bool id = words.size() >= 2 && (words.last() == u"id" || words.last() == u"uuid" || words.last() == u"ids");
            static const QSet<QString> notObjects = {QStringLiteral("client"), QStringLiteral("since"), QStringLiteral("after"), QStringLiteral("before"),
                                                     QStringLiteral("max"), QStringLiteral("min"), QStringLiteral("request"), QStringLiteral("correlation"),
                                                     QStringLiteral("trace"), QStringLiteral("start"), QStringLiteral("end"), QStringLiteral("last")};
            if (id && !op.returnsCollection && field.row->enumValues.isEmpty() && !notObjects.contains(words[0]))
                add(ref.index, words.mid(0, words.size() - 1).join(u'_'));
        }
    }
    // Ids in bodies, at the top level.
    for (const Body &body : op.row->bodies) {
        const int schema = body.isRequest ? m_schemaRows.value(body.schema, -1) : -1;
        if (schema < 0)
            continue;
        for (const FactRef ref : closureOf(quint32(schema))) {
            const Field &field = *fields[ref.index].row;
            if (ref.depth > 1 || field.readOnly || !field.enumValues.isEmpty() || field.isArray)
                continue;
            const QStringList words = nameTokens(field.name);
            if (words.size() >= 2 && (words.last() == u"id" || words.last() == u"uuid")
                && std::none_of(op.objectRefs.begin(), op.objectRefs.end(), [&](FactRef r) { return objectRefs[r.index].field == ref.index; })) {
                static const QSet<QString> notObjects = {QStringLiteral("client"), QStringLiteral("request"), QStringLiteral("external"),
                                                         QStringLiteral("correlation"), QStringLiteral("trace"), QStringLiteral("idempotency"),
                                                         QStringLiteral("transaction"), QStringLiteral("reference")};
                if (!notObjects.contains(words[0]))
                    add(ref.index, words.mid(0, words.size() - 1).join(u'_'));
            }
        }
        break; // the media types of one request carry the same object
    }
}

} // namespace drawbridge
