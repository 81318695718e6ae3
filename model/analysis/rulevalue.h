// SPDX-License-Identifier: Apache-2.0
// What expressions of the rule language compute: small values that point into the facts.
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace drawbridge {

// The kinds of things that rules speak about.
enum class FactKind : quint8 {
    None, Project, Zone, Element, Flow, Document, Operation, Field, Schema, Scheme, ObjectRef, Collection, DataHop, Setting, Secret, Drift
};
constexpr int factKindCount = int(FactKind::Drift) + 1;

// A thing: its kind and its row in the facts. `depth` is how far below a body a field lies (1: at its top).
struct FactRef
{
    FactKind kind = FactKind::None;
    quint16 depth = 0;
    quint32 index = 0;

    friend bool operator==(const FactRef &a, const FactRef &b) { return a.kind == b.kind && a.index == b.index; }
    friend bool operator<(const FactRef &a, const FactRef &b) { return a.kind != b.kind ? a.kind < b.kind : a.index < b.index; }
};

using SymbolSet = std::vector<int>; // sorted
using FactList = std::vector<FactRef>;

// A value, or Unknown. Sets, lists and texts are owned by the facts or by the compiled rule, which outlive it.
class RuleValue
{
public:
    enum class Tag : quint8 { Unknown, Bool, Int, Real, Text, Set, List, Ref };

    RuleValue() = default;
    RuleValue(bool v) : m_tag(Tag::Bool) { m_int = v; }
    RuleValue(int v) : m_tag(Tag::Int) { m_int = v; }
    RuleValue(qint64 v) : m_tag(Tag::Int) { m_int = v; }
    RuleValue(double v) : m_tag(Tag::Real) { m_real = v; }
    RuleValue(const QString *v) : m_tag(Tag::Text) { m_text = v; }
    RuleValue(const SymbolSet *v) : m_tag(Tag::Set) { m_set = v; }
    RuleValue(const FactList *v) : m_tag(Tag::List) { m_list = v; }
    RuleValue(FactRef v) : m_tag(v.kind == FactKind::None ? Tag::Unknown : Tag::Ref)
    {
        m_int = qint64((quint64(v.kind) << 48) | (quint64(v.depth) << 32) | v.index);
    }

    Tag tag() const { return m_tag; }
    bool isUnknown() const { return m_tag == Tag::Unknown; }
    bool isTrue() const { return m_tag == Tag::Bool && m_int; }
    bool isFalse() const { return m_tag == Tag::Bool && !m_int; }
    qint64 toInt() const { return m_int; }
    double toReal() const { return m_tag == Tag::Real ? m_real : double(m_int); }
    const QString &text() const { return *m_text; }
    const SymbolSet &set() const { return *m_set; }
    const FactList &list() const { return *m_list; }
    FactRef ref() const
    {
        if (m_tag != Tag::Ref)
            return {};
        const quint64 bits = quint64(m_int);
        return {FactKind(bits >> 48), quint16(bits >> 32), quint32(bits)};
    }

private:
    union {
        qint64 m_int = 0;
        double m_real;
        const QString *m_text;
        const SymbolSet *m_set;
        const FactList *m_list;
    };
    Tag m_tag = Tag::Unknown;
};

// Gives words small numbers, so that rules compare numbers and not texts. Copies share until they differ.
class SymbolPool
{
public:
    int intern(const QString &word)
    {
        const auto it = m_ids.constFind(word);
        if (it != m_ids.constEnd())
            return *it;
        m_ids.insert(word, int(m_words.size()));
        m_words.append(word);
        return int(m_words.size()) - 1;
    }
    // -1 when no rule and no fact has mentioned it.
    int find(const QString &word) const { return m_ids.value(word, -1); }
    QString word(qint64 id) const { return id >= 0 && id < m_words.size() ? m_words.at(id) : QString(); }
    // Sorted.
    QStringList words(const SymbolSet &set) const
    {
        QStringList words;
        for (const int symbol : set)
            words << word(symbol);
        words.sort();
        return words;
    }

private:
    QHash<QString, int> m_ids;
    QStringList m_words;
};

} // namespace drawbridge
