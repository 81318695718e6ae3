// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/postmanauth.h"
#include "importers/postmansamples.h"

#include <deque>
#include <map>

namespace drawbridge {

// Reads one Postman collection into the model. Requests with the same method and path are one operation: what they send
// and how they authenticate adds up. Scripts are never run.
class PostmanReader
{
public:
    explicit PostmanReader(ImportContext &context) : m_context(context), m_auth(context) {}

    Result<void> run();

private:
    // What holds for everything in a folder.
    struct Folder
    {
        QStringList names;
        std::optional<PostmanAuth::Declared> auth;
    };
    // An operation while requests are added to it.
    struct Seen
    {
        Operation operation;
        QString server;
        bool mayBeAnonymous = false;
        QMap<QString, Field> parameters; // by location and name
        std::map<std::pair<QString, QString>, PostmanSamples> bodies; // by status (empty: request) and media type
    };

    void items(const SpecNode &list, const Folder &folder, int depth);
    void request(const SpecNode &item, const SpecNode &request, const Folder &folder);
    void describe(Seen &seen, const SpecNode &item, const SpecNode &request, const Folder &folder);
    void security(Seen &seen, const SpecNode &request, const PostmanUrl &url, const QList<std::pair<QString, SpecNode>> &headers,
                  const Folder &folder, bool first);
    void pathParameters(Seen &seen, const PostmanUrl &url, const SpecNode &at);
    void body(Seen &seen, const SpecNode &body, const QString &mediaType);
    void responses(Seen &seen, const SpecNode &list);
    void sample(Seen &seen, const QString &status, const QString &mediaType, const QString &text, const SpecNode &at);
    // The parameter of that name, added where it is new.
    Field &parameter(Seen &seen, FieldLocation location, const QString &name, const SpecNode &at);
    void store(Seen &seen);
    QStringList servers() const;

    ImportContext &m_context;
    PostmanAuth m_auth;
    PostmanVariables m_variables;
    QHash<QString, qsizetype> m_byKey; // "METHOD path" → index
    std::deque<Seen> m_seen;
    int m_requests = 0;
    int m_scripts = 0;
    bool m_full = false;
};

} // namespace drawbridge
