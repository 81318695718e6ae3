// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "classification/surroundings.h"

namespace drawbridge {

// What fields do, by the entries of the lexicon. Conditions on the name alone are checked once per distinct name.
class SemanticInference
{
public:
    SemanticInference(const ThreatModel &model, const ModelIndex &index, const LexiconTables &tables, SurroundingsOf &surroundings);

    // Sets the semantic of a field whose classes are known; `tokens` are its normalised name.
    void infer(const Field &field, const QStringList &tokens, FieldMeaning &meaning);

private:
    struct Candidate
    {
        int entry = -1;
        QString phrase;
    };
    struct Conditions
    {
        QSet<QString> types, locations, classes, formats, samples;
        bool possible = false;
    };
    const QList<Candidate> &byName(const QString &name, const QStringList &tokens);
    bool holds(int entry, const Field &field, const QStringList &tokens, bool named);

    const ThreatModel &m_model;
    const LexiconTables &m_tables;
    SurroundingsOf &m_surroundings;
    QList<Conditions> m_conditions;
    QHash<QString, QList<int>> m_byEnd, m_byWhole; // phrases to entries
    QList<int> m_anywhere, m_byEvidence;           // entries with such conditions
    QHash<QString, QList<Candidate>> m_names;
};

} // namespace drawbridge
