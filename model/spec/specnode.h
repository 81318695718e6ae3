// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sourceref.h"

#include <QHashFunctions>
#include <QString>
#include <QStringView>

#include <memory>
#include <optional>
#include <string_view>

namespace drawbridge {

class SpecTree;

// A node of a parsed JSON or YAML file that knows its place. A light handle (two words), valid as long as its tree;
// looking up what is not there gives a Missing node, never a crash, so lookups chain: doc[u"info"][u"title"].text().
// Aliases and merge keys of YAML lead to the anchored node itself; nothing ever contains itself.
class SpecNode
{
public:
    enum class Kind { Missing, Null, Bool, Number, String, Array, Object };

    SpecNode() = default;
    SpecNode(const SpecTree *tree, quint32 index) : m_tree(tree), m_index(index) {}

    Kind kind() const;
    bool exists() const { return kind() != Kind::Missing; }
    bool isObject() const { return kind() == Kind::Object; }
    bool isArray() const { return kind() == Kind::Array; }
    bool isString() const { return kind() == Kind::String; }
    bool isScalar() const;

    // Scalars exactly as written, unescaped: 1.10 stays "1.10", NO stays "NO". Empty for anything else.
    QString text() const;
    std::string_view utf8() const; // the same without a copy
    // By the YAML 1.2 core schema: only true and false are booleans.
    std::optional<bool> toBool() const;
    std::optional<double> toNumber() const;

    // Elements of an array or members of an object, in the order of the file.
    qsizetype size() const;
    SpecNode at(qsizetype i) const;      // element, or value of the i-th member
    QString keyAt(qsizetype i) const;    // key of the i-th member
    std::string_view keyUtf8(qsizetype i) const;
    SourceRef keyRefAt(qsizetype i) const; // where the i-th member's key stands
    SpecNode operator[](QStringView key) const; // last member with that key; all duplicates stay visible through at()
    bool has(QStringView key) const { return (*this)[key].exists(); }

    SpecNode parent() const; // of the anchored node, where an alias led here; Missing for a root

    // Where the value begins, counted from 1; keyRef() is where the key begins, for a member.
    int line() const;
    int column() const;
    // JSON pointer from the root of the file ("" for the root); costs a walk to the root.
    QString pointer() const;
    SourceRef ref() const;
    SourceRef keyRef() const;

    const SpecTree *tree() const { return m_tree; }
    // Identity within the tree; equal for every way of reaching the node. For visited sets.
    quint32 index() const { return m_index; }
    friend bool operator==(const SpecNode &, const SpecNode &) = default;
    friend size_t qHash(const SpecNode &node, size_t seed = 0) { return qHashMulti(seed, quintptr(node.m_tree), node.m_index); }

private:
    const SpecTree *m_tree = nullptr;
    quint32 m_index = 0;
};

} // namespace drawbridge
