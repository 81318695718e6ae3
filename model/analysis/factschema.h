// SPDX-License-Identifier: Apache-2.0
// What rules can ask of facts: kinds, their attributes, the types and vocabularies of these, with a line of help each.
#pragma once

#include "analysis/rulevalue.h"

#include <span>

namespace drawbridge {

class Facts;
class Lexicons;

// A vocabulary. Closed ones list their values; the values of ordered ones stand from least to most.
enum class Domain : quint8 {
    None, Auth, AuthDeclared, Method, OperationKind, Role, Location, FieldType, DataClass, Semantic, Form, Sensitivity, Certainty, Control,
    SchemeType, HttpScheme, Grant, ElementKind, ZoneKind, ActorClass, Criticality, Selects, Audience, Word
};
constexpr int domainCount = int(Domain::Word) + 1;

struct DomainInfo
{
    const char *name;
    bool ordered;
    bool open; // any word is a value
};
const DomainInfo &domainInfo(Domain domain);

// The type of an expression.
struct RuleType
{
    enum Shape : quint8 { Bool, Int, Real, Text, Symbol, Set, List, Ref } shape = Bool;
    Domain domain = Domain::None;   // of Symbol and Set
    FactKind kind = FactKind::None; // of List and Ref

    bool operator==(const RuleType &) const = default;
};
QString toText(const RuleType &type); // "set<op_role>", "list<field>", "bool3"

struct Attribute
{
    const char *name;
    RuleType type;
    bool mayBeUnknown;
    const char *help;
    RuleValue (*get)(Facts &facts, FactRef of);
};

const char *factKindName(FactKind kind);
FactKind factKindNamed(QStringView name); // None when there is no such kind
std::span<const Attribute> attributesOf(FactKind kind);

// The values of all vocabularies: fixed ones, and those of the lexicons and of the catalogue of controls.
class Vocabulary
{
public:
    Vocabulary();
    void use(const Lexicons &lexicons);
    void useControls(const QStringList &controls) { m_values[int(Domain::Control)] = controls; }

    const QStringList &values(Domain domain) const { return m_values[int(domain)]; }
    // An empty vocabulary is not checked: it has not been loaded.
    bool isChecked(Domain domain) const { return !domainInfo(domain).open && !m_values[int(domain)].isEmpty(); }

private:
    QStringList m_values[domainCount];
};

// "did you mean" – the nearest of the candidates, or empty when none is near.
QString nearest(QStringView word, const QStringList &candidates);

// Kinds, attributes and functions as a table in Markdown: the reference part of README.md, and `drawbridge rules help`.
QString ruleLanguageReference(const Vocabulary &vocabulary);

} // namespace drawbridge
