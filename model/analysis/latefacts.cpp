// SPDX-License-Identifier: Apache-2.0
// Facts on demand: fields of operations, siblings in other versions, collections.
#include "analysis/facts.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

namespace {

// Orders versions by their numbers: v2 < v2.7 < v10; a preview stands before the release of its number.
std::vector<double> versionKey(const QString &version)
{
    std::vector<double> key;
    static const QRegularExpression part(QStringLiteral("\\d+|alpha|beta"));
    bool preview = false;
    for (auto it = part.globalMatch(version.toLower()); it.hasNext();) {
        const QString text = it.next().captured();
        if (text == u"alpha" || text == u"beta") {
            preview = true;
            key.push_back(text == u"alpha" ? -2 : -1);
        } else {
            key.push_back(text.toDouble());
        }
    }
    if (!preview)
        key.push_back(0);
    return key;
}

} // namespace

void Facts::needFields(OperationFacts &op)
{
    if (op.fieldsReady)
        return;
    op.fieldsReady = true;
    op.requestFields = op.params;
    QSet<QUuid> seen;
    std::vector<bool> inRequest, inResponse, inError;
    const auto take = [&](const Body &body, FactList &list, bool request) {
        const int schema = m_schemaRows.value(body.schema, -1);
        if (schema < 0)
            return;
        const QUuid key = body.schema.uuid();
        if (seen.contains(key))
            return;
        seen.insert(key);
        for (const FactRef ref : closureOf(quint32(schema))) {
            const Field &field = *fields[ref.index].row;
            if (request ? !field.readOnly : !field.writeOnly)
                list.push_back(ref);
        }
    };
    const auto unique = [](FactList &list) {
        std::stable_sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    for (const Body &body : op.row->bodies) {
        if (body.isRequest)
            take(body, op.bodyFields, true);
    }
    unique(op.bodyFields);
    op.requestFields.insert(op.requestFields.end(), op.bodyFields.begin(), op.bodyFields.end());
    seen.clear();
    for (const Body &body : op.row->bodies) {
        if (!body.isRequest && (body.status.startsWith(u'2') || body.status.isEmpty()))
            take(body, op.responseFields, false);
    }
    // A default answer beside a good one is for errors; alone it is the good one.
    const bool defaultIsError = !seen.isEmpty() || std::any_of(op.row->responses.begin(), op.row->responses.end(), [](const Response &response) {
        return response.status.startsWith(u'2');
    });
    if (!defaultIsError) {
        for (const Body &body : op.row->bodies) {
            if (!body.isRequest && body.status == u"default")
                take(body, op.responseFields, false);
        }
    }
    unique(op.responseFields);
    seen.clear();
    for (const Body &body : op.row->bodies) {
        if (!body.isRequest && (body.status.startsWith(u'4') || body.status.startsWith(u'5') || (defaultIsError && body.status == u"default")))
            take(body, op.errorFields, false);
    }
    unique(op.errorFields);
    const auto sensitivity = [&](const FactList &list) {
        int level = 0;
        for (const FactRef ref : list) {
            const FieldFacts &field = fields[ref.index];
            if (field.certainty >= 1)
                level = std::max(level, field.sensitivity);
        }
        return level;
    };
    op.requestSensitivity = sensitivity(op.requestFields);
    op.responseSensitivity = sensitivity(op.responseFields);
}

void Facts::needSiblings(quint32 row)
{
    OperationFacts &op = operations[row];
    if (op.siblingsReady)
        return;
    op.siblingsReady = true;
    if (op.version.isEmpty())
        return;
    const auto key = [](const OperationFacts &of) {
        QStringList parts;
        for (const QString &segment : of.templated.split(u'/', Qt::SkipEmptyParts))
            parts << (segment.compare(of.version, Qt::CaseInsensitive) == 0 ? QStringLiteral("{version}") : segment.toLower());
        return QStringLiteral("%1 %2 /%3").arg(of.service).arg(of.row->method.toUpper(), parts.join(u'/'));
    };
    if (m_versions.isEmpty()) {
        for (const FactRef ref : project.operations) {
            if (!operations[ref.index].version.isEmpty())
                m_versions[key(operations[ref.index])].push_back(ref.index);
        }
    }
    const std::vector<double> own = versionKey(op.version);
    const int unknown = symbol(QStringLiteral("unknown"));
    const auto slowsDown = [&](const OperationFacts &of) {
        if (of.limitEvidence)
            return true;
        for (const char *code : {"423", "503"}) {
            if (std::binary_search(of.errorCodes.begin(), of.errorCodes.end(), m_symbols.find(QString::fromLatin1(code))))
                return true;
        }
        return false;
    };
    const auto scopesOf = [](const OperationFacts &of) { return of.scopes; };
    for (const quint32 other : m_versions.value(key(op))) {
        const OperationFacts &newer = operations[other];
        if (other == row || versionKey(newer.version) <= own)
            continue;
        const FactRef ref{FactKind::Operation, 1, other};
        op.newer.push_back(ref);
        const bool authKnown = op.auth != unknown && newer.auth != unknown;
        const SymbolSet mine = scopesOf(op), theirs = scopesOf(newer);
        const bool fewerScopes = mine.size() < theirs.size() && std::includes(theirs.begin(), theirs.end(), mine.begin(), mine.end());
        if ((authKnown && op.strength < newer.strength) || (authKnown && fewerScopes) || (slowsDown(newer) && !slowsDown(op)))
            op.strongerNewer.push_back(ref);
    }
}

void Facts::readCollections()
{
    QHash<QString, int> rows;
    for (const FactRef ref : project.operations) {
        OperationFacts &op = operations[ref.index];
        // The collection of /users/{}/orders/{} is /users/{}/orders.
        QString path = op.templated;
        while (path.endsWith(QStringLiteral("/{}")))
            path.chop(3);
        if (path.size() <= 1)
            continue;
        const QString key = QString::number(op.service) + u' ' + path;
        int row = rows.value(key, -1);
        if (row < 0) {
            row = int(collections.size());
            rows.insert(key, row);
            CollectionFacts facts;
            facts.name = path;
            facts.service = op.service;
            collections.push_back(std::move(facts));
        }
        op.collection = row;
        CollectionFacts &facts = collections[size_t(row)];
        facts.operations.push_back(ref);
        const QString method = op.row->method.toUpper();
        if (method == u"GET")
            facts.reads.push_back(ref);
        else if (op.sideEffect)
            facts.writes.push_back(ref);
    }
}

void Facts::needFields(CollectionFacts &collection)
{
    if (collection.ready)
        return;
    collection.ready = true;
    for (const FactRef ref : collection.operations) {
        OperationFacts &op = operations[ref.index];
        needFields(op);
        for (const FactRef field : op.responseFields) {
            if (field.depth <= 3)
                collection.shown.push_back(field);
        }
        if (op.sideEffect)
            collection.written.insert(collection.written.end(), op.bodyFields.begin(), op.bodyFields.end());
    }
    for (FactList *list : {&collection.shown, &collection.written}) {
        std::stable_sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
}

} // namespace drawbridge
