// SPDX-License-Identifier: Apache-2.0
#include "classification/semantics.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QSet<QString> setOf(const QStringList &list) { return {list.begin(), list.end()}; }

// Several entries may lead to one meaning.
QString nameOfEntry(const PatternTable &entry) { return entry.has(u"as"_s) ? entry.value(u"as"_s).value(0) : entry.name; }

} // namespace

SemanticInference::SemanticInference(const ThreatModel &model, const ModelIndex &index, const LexiconTables &tables, SurroundingsOf &surroundings)
    : m_model(model), m_tables(tables), m_surroundings(surroundings)
{
    Q_UNUSED(index);
    for (int i = 0; i < tables.semantics.size(); ++i) {
        const PatternTable &entry = tables.semantics[i];
        m_conditions.append({setOf(entry.value(u"types"_s)), setOf(entry.value(u"locations"_s)), setOf(entry.value(u"classes"_s)),
                             setOf(entry.value(u"formats"_s)), setOf(entry.value(u"samples"_s)), entry.value(u"certainty"_s).contains(u"possible"_s)});
        const auto into = [&](const PhraseSet &phrases, QHash<QString, QList<int>> &by) {
            for (const QString &phrase : phrases.single)
                by[phrase].append(i);
            for (const QString &phrase : phrases.longer)
                by[phrase].append(i);
        };
        into(entry.phrase(u"ends"_s), m_byEnd);
        into(entry.phrase(u"whole"_s), m_byWhole);
        if (!entry.phrase(u"anywhere"_s).isEmpty())
            m_anywhere.append(i);
        const Conditions &c = m_conditions.last();
        if (!c.classes.isEmpty() || !c.formats.isEmpty() || !c.samples.isEmpty())
            m_byEvidence.append(i);
    }
}

const QList<SemanticInference::Candidate> &SemanticInference::byName(const QString &name, const QStringList &tokens)
{
    const auto known = m_names.constFind(name);
    if (known != m_names.constEnd())
        return *known;
    QList<Candidate> found;
    const auto add = [&](const QList<int> &entries, const QString &phrase) {
        for (int entry : entries)
            found.append({entry, phrase});
    };
    QString tail;
    for (qsizetype i = tokens.size() - 1; i >= 0 && tokens.size() - i <= 6; --i) {
        tail = tail.isEmpty() ? tokens[i] : tokens[i] + u' ' + tail;
        add(m_byEnd.value(tail), tail);
    }
    if (tokens.size() <= 6)
        add(m_byWhole.value(tail), tail);
    for (int entry : m_anywhere) {
        if (m_tables.semantics[entry].phrase(u"anywhere"_s).occursIn(tokens))
            found.append({entry, tokens.join(u' ')});
    }
    std::stable_sort(found.begin(), found.end(), [](const Candidate &a, const Candidate &b) { return a.entry < b.entry; });
    return *m_names.insert(name, found);
}

bool SemanticInference::holds(int entry, const Field &field, const QStringList &tokens, bool named)
{
    const Conditions &c = m_conditions[entry];
    const PatternTable &table = m_tables.semantics[entry];
    if (!c.types.isEmpty() && !field.type.isEmpty()) {
        const auto parts = QStringView(field.type).split(u'|');
        if (std::none_of(parts.begin(), parts.end(), [&](QStringView part) { return c.types.contains(part.toString()); })
            && !(field.isArray && field.type == "array"_L1 && c.types.contains(u"string"_s)))
            return false;
    }
    if (!c.types.isEmpty() && !c.types.contains(u"object"_s) && !field.schemaRef.isNull()) {
        const Schema *schema = m_model.schemas.find(field.schemaRef);
        if (schema && (schema->type.isEmpty() || schema->type == "object"_L1))
            return false;
    }
    if (!c.locations.isEmpty() && !c.locations.contains(nameOf(field.location)))
        return false;
    if (named && table.phrase(u"not"_s).occursIn(tokens))
        return false;
    const PhraseSet &context = table.phrase(u"context"_s), &notContext = table.phrase(u"not_context"_s);
    if (context.isEmpty() && notContext.isEmpty())
        return true;
    const Surroundings &around = m_surroundings(field);
    return (context.isEmpty() || context.occursIn(around.all)) && !notContext.occursIn(around.all);
}

void SemanticInference::infer(const Field &field, const QStringList &tokens, FieldMeaning &meaning)
{
    const auto set = [&](const QString &semantic, Certainty certainty, const QString &evidence) {
        meaning.semantic = semantic;
        meaning.semanticCertainty = certainty;
        meaning.semanticEvidence = evidence;
    };
    if (!field.semantic.isEmpty())
        return set(field.semantic, Certainty::Certain, u"set by a person"_s);
    const QList<Candidate> &named = byName(field.name, tokens);
    qsizetype next = 0;
    const auto tryNamed = [&](int before) {
        for (; next < named.size() && named[next].entry < before; ++next) {
            const int entry = named[next].entry;
            if (!holds(entry, field, tokens, true))
                continue;
            set(nameOfEntry(m_tables.semantics[entry]), m_conditions[entry].possible ? Certainty::Possible : Certainty::Likely, u"name: "_s + named[next].phrase);
            return true;
        }
        return false;
    };
    for (int entry : m_byEvidence) {
        if (tryNamed(entry))
            return;
        const Conditions &c = m_conditions[entry];
        QString evidence;
        if (!field.format.isEmpty() && c.formats.contains(field.format))
            evidence = u"format "_s + field.format;
        for (const ClassMatch &match : meaning.classes) {
            if (evidence.isEmpty() && match.certainty != Certainty::Possible && c.classes.contains(match.dataClass))
                evidence = u"class "_s + match.dataClass;
        }
        for (const QString &shape : field.exampleShapes) {
            if (evidence.isEmpty() && c.samples.contains(shape))
                evidence = u"sample: "_s + shape;
        }
        if (!evidence.isEmpty() && holds(entry, field, tokens, false))
            return set(nameOfEntry(m_tables.semantics[entry]), Certainty::Likely, evidence);
    }
    tryNamed(int(m_tables.semantics.size()));
}

} // namespace drawbridge
