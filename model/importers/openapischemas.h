// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/importcontext.h"

#include <QHash>
#include <QSet>

#include <deque>

namespace drawbridge {

// Turns schema objects (OpenAPI 2 and 3, JSON Schema) into Schema and Field rows. References stay references: each
// definition is read once, from a queue, so neither cycles nor fan-out matter.
class OpenApiSchemas
{
public:
    explicit OpenApiSchemas(ImportContext &context) : m_context(context) {}

    // The named definitions of the document (`components/schemas`, `definitions`), used or not.
    void addDefinitions(const SpecNode &definitions);
    // The schema behind a reference, by its definition.
    SchemaId definition(const SpecNode &definition);

    struct BodySchema
    {
        SchemaId id; // null when it is a plain value, or nothing is said
        bool isArray = false;
    };
    // The schema of a request or response body; inline ones get the given name and key.
    BodySchema body(const SpecNode &schema, const QString &name, const QString &key, OperationId operation);
    // Fills type, format, limits, reference … of a parameter from its schema; what is set already stays.
    void describeParameter(Field &field, const SpecNode &schema);
    // Remembers an example of a whole body; its values count for the fields of the schema.
    void addExample(const BodySchema &body, const SpecNode &example);

    // False, with one warning, when the model holds as many fields as it may: references and aliases let a small file
    // stand for any number.
    bool hasRoom(const SourceRef &at, qsizetype more = 1);

    // Reads everything that is still queued, then the examples. Called once, at the end.
    void finish();

private:
    // A schema that is being filled.
    struct Owner
    {
        Schema schema;
        QString key;
        QString file;
        QHash<QString, qsizetype> byPath;
        QList<Field> fields;
        bool full = false;
        int steps = 0;
    };
    // What composition makes of one schema object: the parts that are written out, and those that are references.
    struct Parts
    {
        struct Part
        {
            SpecNode node;
            bool optional; // one of several variants: what it requires is not always required
        };
        QList<Part> written;
        QList<SpecNode> includes;
        QList<SpecNode> variants;
        QSet<QString> required;
        bool nullable = false;
    };

    void read(const SpecNode &definition, Owner &owner);
    void store(Owner &owner);
    void compose(const SpecNode &node, Parts &parts, bool optional, int depth);
    void composeMany(const SpecNode &list, Parts &parts, bool variants, int depth);
    void value(Owner &owner, Field &field, const QString &path, const SpecNode &node, int depth);
    void item(Owner &owner, Field &field, const QString &path, const SpecNode &items, int depth);
    void members(Owner &owner, const QString &path, const Parts &parts, int depth);
    void property(Owner &owner, const QString &path, const QString &name, const SpecNode &node, const SourceRef &at, bool required, int depth);
    void facets(Field &field, const SpecNode &node);
    void refer(Owner &owner, Field &field, const QString &path, const Parts &parts);
    bool hasStructure(const SpecNode &node);
    QString interned(const QString &text);
    void applyExamples();
    void tooMuch(const SourceRef &at);

    ImportContext &m_context;
    QHash<SpecNode, SchemaId> m_ids;
    std::deque<SpecNode> m_queue;
    QSet<SchemaId> m_inlineStored;
    QHash<QString, QString> m_strings;
    QHash<QString, SchemaId> m_inlineBySignature; // of one operation's bodies
    OperationId m_signaturesOf;
    std::vector<std::pair<SchemaId, SpecNode>> m_examples;
    QHash<SchemaId, int> m_exampleCounts;
    qint64 m_steps = 0;
    bool m_fullReported = false;
};

} // namespace drawbridge
