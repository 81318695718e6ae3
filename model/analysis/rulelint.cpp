// SPDX-License-Identifier: Apache-2.0
#include "analysis/rulelint.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

using Op = RuleExpression::Op;

// The text of a chain of attributes on a variable: "0.service.name"; empty for anything else.
QString pathOf(const RuleExpression &e)
{
    if (e.op == Op::Variable)
        return QString::number(e.slot);
    if (e.op != Op::Attribute || e.arguments.empty())
        return {};
    const QString base = pathOf(*e.arguments.front());
    return base.isEmpty() ? QString() : base + u'.' + QString::fromLatin1(e.attribute->name);
}

// What a line demands of one attribute: a value among some, none of some, or a set that meets or misses some.
struct Demand
{
    enum Kind { Among, NotAmong, Meets, Misses, Within } kind = Among;
    QString path;
    SymbolSet values;
    const RuleCondition *line = nullptr;
};

std::optional<Demand> demandOf(const RuleExpression &e, const RuleCondition &line, bool negated = false)
{
    if (e.op == Op::Not && e.arguments.size() == 1)
        return demandOf(*e.arguments.front(), line, !negated);
    if (e.arguments.size() != 2)
        return std::nullopt;
    Demand demand;
    demand.line = &line;
    demand.path = pathOf(*e.arguments[0]);
    const RuleExpression &right = *e.arguments[1];
    if (demand.path.isEmpty() || right.op != Op::Literal)
        return std::nullopt;
    if (e.op == Op::Equal || e.op == Op::NotEqual) {
        if (right.type.shape != RuleType::Symbol || right.value.tag() != RuleValue::Tag::Int)
            return std::nullopt;
        demand.values = {int(right.value.toInt())};
        demand.kind = (e.op == Op::Equal) != negated ? Demand::Among : Demand::NotAmong;
        return demand;
    }
    if (right.symbols.empty())
        return std::nullopt;
    demand.values = right.symbols;
    std::sort(demand.values.begin(), demand.values.end());
    switch (e.op) {
    case Op::In: demand.kind = negated ? Demand::NotAmong : Demand::Among; return demand;
    case Op::Intersects: demand.kind = negated ? Demand::Misses : Demand::Meets; return demand;
    case Op::Disjoint: demand.kind = negated ? Demand::Meets : Demand::Misses; return demand;
    default: return std::nullopt;
    }
}

bool isSubset(const SymbolSet &inner, const SymbolSet &outer) { return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end()); }

bool meet(const SymbolSet &a, const SymbolSet &b)
{
    return std::any_of(a.begin(), a.end(), [&](int v) { return std::binary_search(b.begin(), b.end(), v); });
}

// Whether both demands cannot hold at once. Only what is certain counts.
bool contradict(const Demand &a, const Demand &b)
{
    if (a.path != b.path)
        return false;
    if (a.kind == Demand::Among && b.kind == Demand::Among)
        return !meet(a.values, b.values);
    if (a.kind == Demand::Among && b.kind == Demand::NotAmong)
        return isSubset(a.values, b.values);
    if (a.kind == Demand::Meets && b.kind == Demand::Misses)
        return isSubset(a.values, b.values);
    if ((a.kind == Demand::NotAmong && b.kind == Demand::Among) || (a.kind == Demand::Misses && b.kind == Demand::Meets))
        return contradict(b, a);
    return false;
}

// A conjunction in one line demands each of its parts.
void collectLine(const RuleCondition &c, std::vector<Demand> &demands)
{
    std::vector<const RuleExpression *> open{c.expression.get()};
    while (!open.empty()) {
        const RuleExpression *e = open.back();
        open.pop_back();
        if (e->op == Op::And) {
            for (const auto &part : e->arguments)
                open.push_back(part.get());
        } else if (auto demand = demandOf(*e, c)) {
            demands.push_back(std::move(*demand));
        }
    }
}

void collectDemands(const std::vector<RuleCondition> &conditions, std::vector<Demand> &demands)
{
    for (const RuleCondition &c : conditions) {
        if (c.kind == RuleCondition::All) {
            collectDemands(c.parts, demands);
        } else if (c.kind == RuleCondition::Leaf && c.expression) {
            collectLine(c, demands);
        }
    }
}

class Linter
{
public:
    Linter(const Catalogue &catalogue, Diagnostics &diagnostics) : m_catalogue(catalogue), m_diagnostics(diagnostics) {}

    void rule(const Rule &rule, const QSet<QString> &known)
    {
        const QString &id = rule.info.id;
        std::vector<Demand> where;
        collectDemands(rule.where, where);
        for (size_t i = 0; i < where.size(); ++i) {
            for (size_t j = 0; j < i; ++j) {
                if (contradict(where[i], where[j])) {
                    m_diagnostics.warn(QStringLiteral("rule %1 can never match: this line and line %2 exclude each other").arg(id).arg(where[j].line->at.line),
                                       where[i].line->at);
                    break;
                }
            }
        }
        repeats(rule.where, id);
        repeats(rule.unless, id);
        unreachable(rule.unless, where, id, QStringLiteral("this line never suppresses"));
        unreachable(rule.confirmedBy, where, id, QStringLiteral("this line never confirms"));
        for (const RuleCondition &c : rule.where) {
            if (c.kind == RuleCondition::Any)
                unreachable(c.parts, where, id, QStringLiteral("this alternative never holds"));
        }
        options(rule.cause, rule, QStringLiteral("cause"));
        options(rule.ease, rule, QStringLiteral("ease"));
        options(rule.confidence, rule, QStringLiteral("confidence"));
        if (rule.each && std::none_of(rule.where.begin(), rule.where.end(), [&](const RuleCondition &c) { return reads(c, rule.eachSlot); }))
            m_diagnostics.warn(QStringLiteral("rule %1 binds each item of a list, and no line of 'where' reads it").arg(id), rule.at);
        if (!rule.confirmedBy.empty() && rule.info.kind != FindingKind::Question)
            m_diagnostics.note(QStringLiteral("rule %1 is confirmed by something although it is no question").arg(id), rule.at);
        for (const QString &absorbed : rule.absorbs) {
            if (!known.contains(absorbed))
                m_diagnostics.warn(QStringLiteral("rule %1 absorbs %2, which does not exist").arg(id, absorbed), rule.at);
            else if (absorbed == id)
                m_diagnostics.warn(QStringLiteral("rule %1 absorbs itself").arg(id), rule.at);
        }
        if (rule.info.stride.isEmpty() && rule.info.linddun.isEmpty() && rule.info.owaspApi.isEmpty() && rule.info.cwe.isEmpty())
            m_diagnostics.warn(QStringLiteral("rule %1 maps to nothing: give 'maps' a stride letter, an OWASP category or a CWE").arg(id), rule.at);
        if (rule.info.kind == FindingKind::Question && rule.ask.isEmpty())
            m_diagnostics.note(QStringLiteral("rule %1 asks with its title: give it an 'ask' of one sentence").arg(id), rule.at);
        note(rule);
    }

    // Attributes and word lists that no rule has read; for the whole catalogue.
    void unread()
    {
        for (int k = 1; k < factKindCount; ++k) {
            for (const Attribute &attribute : attributesOf(FactKind(k))) {
                const QString name = QString::fromLatin1(attribute.name);
                if (!m_attributes.contains(&attribute) && name != u"source" && name != u"name")
                    m_diagnostics.note(QStringLiteral("no rule reads %1.%2").arg(QString::fromLatin1(factKindName(FactKind(k))), name));
            }
        }
        for (const QString &list : m_catalogue.lexicons().lists()) {
            if (!m_lists.contains(list))
                m_diagnostics.note(QStringLiteral("no rule reads the word list %1").arg(list));
        }
    }

private:
    static bool reads(const RuleCondition &c, int slot)
    {
        return (c.expression && usesSlot(*c.expression, slot)) || std::any_of(c.parts.begin(), c.parts.end(), [&](const RuleCondition &p) { return reads(p, slot); });
    }

    void repeats(const std::vector<RuleCondition> &conditions, const QString &id)
    {
        QHash<QString, int> lines;
        for (const RuleCondition &c : conditions) {
            if (c.kind != RuleCondition::Leaf)
                continue;
            const QString text = c.text.simplified();
            if (lines.contains(text))
                m_diagnostics.warn(QStringLiteral("rule %1: this line repeats line %2").arg(id).arg(lines.value(text)), c.at);
            else
                lines.insert(text, c.at.line);
        }
    }

    // Lines, each an alternative, that exclude what `where` demands already.
    void unreachable(const std::vector<RuleCondition> &lines, const std::vector<Demand> &where, const QString &id, const QString &what)
    {
        for (const RuleCondition &c : lines) {
            std::vector<Demand> demands;
            if (c.kind == RuleCondition::All)
                collectDemands(c.parts, demands);
            else if (c.kind == RuleCondition::Leaf && c.expression)
                collectLine(c, demands);
            for (const Demand &demand : demands) {
                const auto against = std::find_if(where.begin(), where.end(), [&](const Demand &w) { return w.line != demand.line && contradict(demand, w); });
                if (against != where.end()) {
                    m_diagnostics.warn(QStringLiteral("rule %1: %2, because line %3 excludes it").arg(id, what).arg(against->line->at.line), c.at);
                    break;
                }
            }
        }
    }

    template <class T> void options(const RuleChoice<T> &choice, const Rule &rule, const QString &what)
    {
        for (size_t i = 0; i + 1 < choice.options.size(); ++i) {
            if (!choice.options[i].when) {
                m_diagnostics.warn(QStringLiteral("rule %1: options of '%2' after the one without 'when' are never reached").arg(rule.info.id, what), rule.at);
                return;
            }
        }
    }

    void note(const RuleExpression &e)
    {
        if (e.op == Op::Attribute)
            m_attributes.insert(e.attribute);
        if (e.op == Op::Lexicon)
            m_lists.insert(e.text);
        for (const auto &argument : e.arguments)
            note(*argument);
    }
    void note(const std::vector<RuleCondition> &conditions)
    {
        for (const RuleCondition &c : conditions) {
            if (c.expression)
                note(*c.expression);
            note(c.parts);
        }
    }
    template <class T> void noteChoice(const RuleChoice<T> &choice)
    {
        for (const auto &option : choice.options) {
            if (option.when)
                note(*option.when);
        }
    }
    void note(const Rule &rule)
    {
        note(rule.where);
        note(rule.unless);
        note(rule.confirmedBy);
        for (const RuleExpressionPtr *e : {&rule.each, &rule.occurrences}) {
            if (*e)
                note(**e);
        }
        for (const RuleChoice<RuleCause> *choice : {&rule.cause, &rule.questionCause}) {
            noteChoice(*choice);
            for (const auto &option : choice->options) {
                for (const CausePart &part : option.value) {
                    if (part.thing)
                        note(*part.thing);
                }
            }
        }
        noteChoice(rule.ease);
        noteChoice(rule.questionEase);
        noteChoice(rule.confidence);
        for (const RuleEvidence &evidence : rule.evidence) {
            if (evidence.at)
                note(*evidence.at);
            for (const RuleExpressionPtr &argument : evidence.arguments) {
                if (argument)
                    note(*argument);
            }
        }
        for (const RuleEffect &effect : rule.effects) {
            if (effect.of)
                note(*effect.of);
            noteChoice(effect.volume);
        }
    }

    const Catalogue &m_catalogue;
    Diagnostics &m_diagnostics;
    QSet<const Attribute *> m_attributes;
    QSet<QString> m_lists;
};

} // namespace

void lintRules(const CatalogueFiles &files, Diagnostics &diagnostics)
{
    Diagnostics loading;
    const std::shared_ptr<const Catalogue> catalogue = Catalogue::forLint(files, loading);
    diagnostics.append(loading);
    QSet<QString> known;
    for (const auto &rule : catalogue->compiledRules())
        known.insert(rule->info.id);
    if (files.shipped.isEmpty()) { // rules of the program may be absorbed too
        Diagnostics ignored;
        const std::shared_ptr<const Catalogue> shipped = Catalogue::forLint(shippedCatalogueFiles(), ignored);
        for (const auto &rule : shipped->compiledRules())
            known.insert(rule->info.id);
    }
    Linter linter(*catalogue, diagnostics);
    for (const auto &rule : catalogue->compiledRules())
        linter.rule(*rule, known);
    if (!files.shipped.isEmpty())
        linter.unread();
}

void lintRules(const QStringList &paths, Diagnostics &diagnostics)
{
    CatalogueFiles files = shippedCatalogueFiles();
    if (!paths.isEmpty()) {
        files.shipped.clear();
        readRuleFiles(paths, files.own, diagnostics);
    }
    lintRules(files, diagnostics);
}

} // namespace drawbridge
