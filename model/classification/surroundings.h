// SPDX-License-Identifier: Apache-2.0
// What stands around a field: the object that holds it, the type, the paths on which it travels.
#pragma once

#include "classification/lexicontables.h"
#include "threatmodel/modelindex.h"

namespace drawbridge {

// One per object: the parameters of an operation, or the properties under one parent of a schema.
struct Surroundings
{
    QStringList head;      // the last meaning word of the nearest parent, alone and joined with the one before
    QStringList near;      // all words of the nearest parent
    QStringList all;       // and of the type and the path
    bool business = false, infrastructure = false;
    QSet<QString> classes;  // of those fields
    int personalFields = 0; // whose names alone tell that they are about a person
};

// Gives each field its surroundings; each object's are computed once.
class SurroundingsOf
{
public:
    SurroundingsOf(const ThreatModel &model, const LexiconTables &tables);

    Surroundings &operator()(const Field &field);
    // Languages spoken in a document, a bit each.
    quint32 languagesOf(const SourceId &source) const
    { return m_languages.value(source); }
    // Called with the terms found in names, before languages are decided.
    void sawSureTerm(const SourceId &source, int language, const QString &term);
    void decideLanguages();

private:
    Surroundings make(const Field &field, const QString &parentPath) const;

    const ThreatModel &m_model;
    const LexiconTables &m_tables;
    QHash<std::pair<QUuid, QString>, Surroundings> m_known;
    QHash<SourceId, quint32> m_languages;
    QHash<std::pair<SourceId, int>, QSet<QString>> m_sureTerms;
};

// Words of a path without variables and versions.
QStringList pathWords(const QString &path, const LexiconTables &tables, QString *lastSegment = nullptr);
// The part of a dotted path above its last name, without brackets; and that name.
std::pair<QString, QString> splitPath(const QString &path);

} // namespace drawbridge
