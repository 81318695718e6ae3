// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/importcontext.h"
#include "importers/postmanurl.h"

#include <QMap>

namespace drawbridge {

// What sample bodies show of the objects in them: names, types and what the values look like, never the values.
// Several samples of one body add up.
class PostmanSamples
{
public:
    PostmanSamples(ImportContext &context, const PostmanVariables &variables) : m_context(context), m_variables(variables) {}

    // A body in JSON, "{{variables}}" with and without quotes allowed. False where it is no object or list of objects.
    // `at`: the node that holds the text.
    bool addJson(const QString &text, const SpecNode &at);
    // Adds what was seen as an inline schema with fields, or to one that is there. Returns null where nothing was seen.
    SchemaId store(const QString &name, const QString &key, const Operation &operation);
    bool isArray() const { return m_isArray; }

    // Fills in what a sample value shows of a field: type and shapes.
    void describe(Field &field, const SpecNode &value) const;
    void describe(Field &field, const QString &text) const;

private:
    void object(const SpecNode &node, const QString &path, int depth);
    void value(Field &field, const SpecNode &node, const QString &path, int depth);

    ImportContext &m_context;
    const PostmanVariables &m_variables;
    QMap<QString, Field> m_fields; // by path
    SourceRef m_at;
    bool m_isArray = false;
    bool m_any = false;
};

} // namespace drawbridge
