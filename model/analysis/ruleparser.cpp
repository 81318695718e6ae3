// SPDX-License-Identifier: Apache-2.0
// Parser and type check of leaves.
#include "analysis/rulelexer.h"

#include "classification/classification.h"

#include <algorithm>

namespace drawbridge {

namespace {

using Op = RuleExpression::Op;

using Token = RuleToken;

struct Failure
{
};

class Parser
{
public:
    Parser(std::vector<Token> tokens, const RuleScope &scope, const CompileContext &context, ExpressionError &error)
        : m_tokens(std::move(tokens)), m_scope(scope), m_context(context), m_error(error)
    {
        for (const auto &binding : m_scope.bindings)
            m_nextSlot = std::max(m_nextSlot, binding.slot + 1);
    }

    RuleExpressionPtr parse()
    {
        RuleExpressionPtr expression = disjunction();
        if (peek().kind != Token::End)
            fail(peek(), QStringLiteral("expected an operator or the end, found '%1'").arg(peek().text));
        return expression;
    }

    [[noreturn]] void fail(const Token &at, const QString &message)
    {
        m_error = {at.offset, message};
        throw Failure();
    }

private:
    const Token &peek(size_t ahead = 0) const { return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)]; }
    Token take() { return m_tokens[m_at < m_tokens.size() - 1 ? m_at++ : m_at]; }
    bool isSymbol(const char *text) const { return peek().kind == Token::Symbol && peek().text == QLatin1StringView(text); }
    bool isWord(const char *text) const { return peek().kind == Token::Word && peek().text == QLatin1StringView(text); }
    void expect(const char *symbol)
    {
        if (!isSymbol(symbol))
            fail(peek(), peek().kind == Token::End ? QStringLiteral("expected '%1'").arg(QLatin1StringView(symbol))
                                                   : QStringLiteral("expected '%1', found '%2'").arg(QLatin1StringView(symbol), peek().text));
        take();
    }

    static RuleExpressionPtr make(Op op, RuleType type)
    {
        auto e = std::make_unique<RuleExpression>();
        e->op = op;
        e->type = type;
        return e;
    }
    static constexpr RuleType boolean{RuleType::Bool, Domain::None, FactKind::None};
    static constexpr RuleType integer{RuleType::Int, Domain::None, FactKind::None};

    void mustBeBool(const RuleExpression &e, const Token &at)
    {
        if (e.type.shape != RuleType::Bool)
            fail(at, QStringLiteral("this is a %1, not a condition").arg(toText(e.type)));
    }

    RuleExpressionPtr disjunction()
    {
        const Token at = peek();
        RuleExpressionPtr left = conjunction();
        while (isWord("or")) {
            mustBeBool(*left, at);
            take();
            const Token rightAt = peek();
            RuleExpressionPtr right = conjunction();
            mustBeBool(*right, rightAt);
            RuleExpressionPtr e = make(Op::Or, boolean);
            e->arguments.push_back(std::move(left));
            e->arguments.push_back(std::move(right));
            left = std::move(e);
        }
        return left;
    }

    RuleExpressionPtr conjunction()
    {
        const Token at = peek();
        RuleExpressionPtr left = negation();
        while (isWord("and")) {
            mustBeBool(*left, at);
            take();
            const Token rightAt = peek();
            RuleExpressionPtr right = negation();
            mustBeBool(*right, rightAt);
            RuleExpressionPtr e = make(Op::And, boolean);
            e->arguments.push_back(std::move(left));
            e->arguments.push_back(std::move(right));
            left = std::move(e);
        }
        return left;
    }

    RuleExpressionPtr negation()
    {
        if (++m_depth > 32)
            fail(peek(), QStringLiteral("this leaf is nested too deep; split it"));
        struct Leave
        {
            int &depth;
            ~Leave() { --depth; }
        } leave{m_depth};
        if (isWord("not")) {
            take();
            const Token at = peek();
            RuleExpressionPtr inner = negation();
            mustBeBool(*inner, at);
            RuleExpressionPtr e = make(Op::Not, boolean);
            e->arguments.push_back(std::move(inner));
            return e;
        }
        return comparison();
    }

    static std::optional<Op> quantifierNamed(const QString &word)
    {
        static const QHash<QString, Op> names = {{QStringLiteral("exists"), Op::Exists}, {QStringLiteral("all"), Op::All},
                                                 {QStringLiteral("none"), Op::None},     {QStringLiteral("count"), Op::Count},
                                                 {QStringLiteral("first"), Op::First},   {QStringLiteral("those"), Op::Those}};
        const auto it = names.constFind(word);
        return it == names.constEnd() ? std::nullopt : std::optional(*it);
    }

    // exists f in op.request_fields: …   the body reaches to the closing parenthesis or the end
    RuleExpressionPtr quantifier(Op op)
    {
        const Token name = take();
        if (name.kind != Token::Word || name.text.contains(u'.'))
            fail(name, QStringLiteral("expected a name for the variable"));
        if (m_scope.find(name.text))
            fail(name, QStringLiteral("the name '%1' is taken; choose another").arg(name.text));
        if (!isWord("in"))
            fail(peek(), QStringLiteral("expected 'in'"));
        take();
        const Token listAt = peek();
        RuleExpressionPtr list = value(std::nullopt);
        if (list->type.shape != RuleType::List)
            fail(listAt, QStringLiteral("this is a %1, not a list").arg(toText(list->type)));
        RuleType type = boolean;
        if (op == Op::Count)
            type = integer;
        else if (op == Op::First)
            type = {RuleType::Ref, Domain::None, list->type.kind};
        else if (op == Op::Those)
            type = list->type;
        RuleExpressionPtr e = make(op, type);
        if (m_nextSlot >= ruleSlots)
            fail(name, QStringLiteral("too many variables at once"));
        e->slot = m_nextSlot++;
        m_scope.bindings.push_back({name.text, list->type.kind, e->slot});
        e->arguments.push_back(std::move(list));
        if (isSymbol(":")) {
            take();
            const Token at = peek();
            RuleExpressionPtr body = disjunction();
            mustBeBool(*body, at);
            e->arguments.push_back(std::move(body));
        } else if (op == Op::All || op == Op::None || op == Op::Those) {
            fail(peek(), QStringLiteral("expected ':' and a condition"));
        }
        m_scope.bindings.pop_back();
        --m_nextSlot;
        return e;
    }

    RuleExpressionPtr comparison()
    {
        const Token at = peek();
        if (isSymbol("(")) {
            take();
            RuleExpressionPtr inner = disjunction();
            expect(")");
            return compareTail(postfix(std::move(inner)), at);
        }
        if (peek().kind == Token::Word && peek(1).kind == Token::Word && peek(2).kind == Token::Word && peek(2).text == u"in") {
            if (const std::optional<Op> op = quantifierNamed(peek().text)) {
                take();
                RuleExpressionPtr e = quantifier(*op);
                if (e->type.shape != RuleType::Bool)
                    fail(at, QStringLiteral("write %1(…) with parentheses and compare it").arg(at.text));
                return e;
            }
        }
        return compareTail(value(std::nullopt), at);
    }

    RuleExpressionPtr compareTail(RuleExpressionPtr left, const Token &at)
    {
        const Token op = peek();
        static const QHash<QString, Op> symbols = {{QStringLiteral("=="), Op::Equal},       {QStringLiteral("!="), Op::NotEqual},
                                                   {QStringLiteral("<"), Op::Less},         {QStringLiteral("<="), Op::LessEqual},
                                                   {QStringLiteral(">"), Op::Greater},      {QStringLiteral(">="), Op::GreaterEqual},
                                                   {QStringLiteral("in"), Op::In},          {QStringLiteral("intersects"), Op::Intersects},
                                                   {QStringLiteral("disjoint"), Op::Disjoint}, {QStringLiteral("subset"), Op::Subset},
                                                   {QStringLiteral("matches"), Op::Matches}};
        const auto found = symbols.constFind(op.text);
        if (op.kind == Token::End || op.kind == Token::String || found == symbols.constEnd())
            return left;
        take();
        if (*found == Op::Matches)
            return matches(std::move(left), at);
        if ((*found == Op::Equal || *found == Op::NotEqual) && isWord("Unknown")) {
            take();
            RuleExpressionPtr e = make(*found == Op::Equal ? Op::IsUnknown : Op::IsKnown, boolean);
            e->arguments.push_back(std::move(left));
            return e;
        }
        RuleType wanted = left->type;
        if (*found == Op::In) {
            if (left->type.shape != RuleType::Symbol && left->type.shape != RuleType::Int)
                fail(at, QStringLiteral("'in' needs a value on its left; this is a %1").arg(toText(left->type)));
            wanted.shape = RuleType::Set;
        } else if (*found == Op::Intersects || *found == Op::Disjoint || *found == Op::Subset) {
            if (left->type.shape != RuleType::Set)
                fail(at, QStringLiteral("'%1' needs a set on its left; this is a %2").arg(op.text, toText(left->type)));
        } else if (*found != Op::Equal && *found != Op::NotEqual) {
            const bool ordered = left->type.shape == RuleType::Int || left->type.shape == RuleType::Real
                                 || (left->type.shape == RuleType::Symbol && domainInfo(left->type.domain).ordered);
            if (!ordered) {
                const QString hint = left->type.domain == Domain::Auth ? QStringLiteral("; use auth_strength") : QString();
                fail(op, QStringLiteral("cannot order '%1' values with '%2'%3").arg(toText(left->type), op.text, hint));
            }
        } else if (left->type.shape == RuleType::List || left->type.shape == RuleType::Set) {
            fail(op, QStringLiteral("cannot compare a %1 with '%2'").arg(toText(left->type), op.text));
        }
        const Token rightAt = peek();
        RuleExpressionPtr right = value(wanted);
        const auto numeric = [](const RuleType &t) { return t.shape == RuleType::Int || t.shape == RuleType::Real; };
        const bool setOfNumbers = *found == Op::In && left->type.shape == RuleType::Int;
        if (!(right->type == wanted) && !(numeric(right->type) && numeric(wanted)) && !setOfNumbers)
            fail(rightAt, QStringLiteral("a %1 does not fit a %2 here").arg(toText(right->type), toText(wanted)));
        RuleExpressionPtr e = make(*found, boolean);
        e->arguments.push_back(std::move(left));
        e->arguments.push_back(std::move(right));
        return e;
    }

    RuleExpressionPtr matches(RuleExpressionPtr left, const Token &at)
    {
        if (left->type.shape != RuleType::Text)
            fail(at, QStringLiteral("'matches' needs a string on its left; this is a %1").arg(toText(left->type)));
        const Token pattern = take();
        if (pattern.kind != Token::String)
            fail(pattern, QStringLiteral("'matches' needs a pattern in quotes"));
        // What could make matching slow or mean something else elsewhere is refused.
        static const QRegularExpression refused(QStringLiteral("\\\\[1-9kgKGRX]|\\(\\?(?!:)|\\)[*+{]|[*+?}][*+{]|\\(\\*"));
        const QRegularExpressionMatch bad = refused.match(pattern.text);
        if (bad.hasMatch())
            fail({Token::String, {}, pattern.offset + 1 + int(bad.capturedStart())},
                 QStringLiteral("'%1' is outside the subset of patterns that run in linear time").arg(bad.captured()));
        RuleExpressionPtr e = make(Op::Matches, boolean);
        // The limit bounds the work whatever the text; at the limit nothing matches.
        e->pattern = QRegularExpression(QStringLiteral("(*LIMIT_MATCH=20000)(?i:") + pattern.text + u')');
        if (!e->pattern.isValid())
            fail(pattern, QStringLiteral("this is no regular expression: %1").arg(e->pattern.errorString()));
        e->pattern.optimize();
        e->arguments.push_back(std::move(left));
        return e;
    }

    RuleExpressionPtr literalSymbol(const Token &token, Domain domain)
    {
        const DomainInfo &info = domainInfo(domain);
        const QString name = QString::fromLatin1(info.name);
        const QStringList &values = m_context.vocabulary.values(domain);
        RuleExpressionPtr e = make(Op::Literal, {RuleType::Symbol, domain, FactKind::None});
        if (m_context.vocabulary.isChecked(domain) && !values.contains(token.text)) {
            const QString near = nearest(token.text, values);
            fail(token, near.isEmpty() ? QStringLiteral("'%1' is not a value of %2").arg(token.text, name)
                                       : QStringLiteral("'%1' is not a value of %2; did you mean '%3'?").arg(token.text, name, near));
        }
        e->value = info.ordered ? RuleValue(int(values.indexOf(token.text))) : RuleValue(m_context.symbols.intern(token.text));
        return e;
    }

    RuleExpressionPtr setLiteral(RuleType wanted)
    {
        expect("{");
        RuleExpressionPtr e = make(Op::Literal, wanted);
        while (!isSymbol("}")) {
            const Token token = take();
            if (token.kind != Token::Word && token.kind != Token::Number && token.kind != Token::String)
                fail(token, QStringLiteral("expected a value"));
            if (wanted.domain == Domain::None) {
                bool ok = false;
                e->symbols.push_back(token.text.toInt(&ok));
                if (!ok)
                    fail(token, QStringLiteral("'%1' is not a number").arg(token.text));
            } else if (token.kind == Token::Word && token.text.endsWith(u'*')) {
                const QString prefix = token.text.chopped(1);
                bool any = false;
                for (const QString &value : m_context.vocabulary.values(wanted.domain)) {
                    if (value.startsWith(prefix)) {
                        e->symbols.push_back(m_context.symbols.intern(value));
                        any = true;
                    }
                }
                if (!any && m_context.vocabulary.isChecked(wanted.domain))
                    fail(token, QStringLiteral("no value of %1 begins with '%2'").arg(QString::fromLatin1(domainInfo(wanted.domain).name), prefix));
            } else {
                e->symbols.push_back(int(literalSymbol(token, wanted.domain)->value.toInt()));
            }
            if (!isSymbol("}"))
                expect(",");
        }
        take();
        std::sort(e->symbols.begin(), e->symbols.end());
        e->symbols.erase(std::unique(e->symbols.begin(), e->symbols.end()), e->symbols.end());
        e->value = RuleValue(&e->symbols);
        return e;
    }

    RuleExpressionPtr value(std::optional<RuleType> wanted)
    {
        const Token token = peek();
        if (isSymbol("{")) {
            if (!wanted || wanted->shape != RuleType::Set)
                fail(token, QStringLiteral("a set may stand on the right of 'in', 'intersects', 'disjoint' and 'subset' only"));
            return setLiteral(*wanted);
        }
        if (token.kind == Token::Number) {
            take();
            if (wanted && wanted->shape == RuleType::Symbol)
                return literalSymbol(token, wanted->domain);
            bool ok = false;
            const qint64 number = token.text.toLongLong(&ok);
            if (ok) {
                RuleExpressionPtr e = make(Op::Literal, integer);
                e->value = RuleValue(number);
                return e;
            }
            const double decimal = token.text.toDouble(&ok);
            if (!ok)
                fail(token, QStringLiteral("'%1' is not a number").arg(token.text));
            RuleExpressionPtr e = make(Op::Literal, {RuleType::Real, Domain::None, FactKind::None});
            e->value = RuleValue(decimal);
            return e;
        }
        if (token.kind == Token::String) {
            take();
            if (wanted && wanted->shape == RuleType::Symbol)
                return literalSymbol(token, wanted->domain);
            RuleExpressionPtr e = make(Op::Literal, {RuleType::Text, Domain::None, FactKind::None});
            e->text = token.text;
            e->value = RuleValue(&e->text);
            return e;
        }
        if (token.kind != Token::Word)
            fail(token, token.kind == Token::End ? QStringLiteral("expected a value") : QStringLiteral("expected a value, found '%1'").arg(token.text));
        if (peek(1).kind == Token::Symbol && peek(1).text == u"(")
            return postfix(call());
        const QString head = token.text.section(u'.', 0, 0);
        if (m_scope.find(head))
            return path();
        if (wanted && wanted->shape == RuleType::Symbol) {
            take();
            return literalSymbol(token, wanted->domain);
        }
        if (wanted && wanted->shape == RuleType::Bool && (token.text == u"true" || token.text == u"false")) {
            take();
            RuleExpressionPtr e = make(Op::Literal, boolean);
            e->value = RuleValue(token.text == u"true");
            return e;
        }
        QStringList names;
        for (const auto &binding : m_scope.bindings) {
            if (!binding.name.isEmpty())
                names << binding.name;
        }
        const QString near = nearest(head, names);
        fail(token, near.isEmpty() ? QStringLiteral("unknown name '%1'; known here: %2").arg(head, names.join(QStringLiteral(", ")))
                                   : QStringLiteral("unknown name '%1'; did you mean '%2'?").arg(head, near));
    }

    RuleExpressionPtr path()
    {
        const Token token = take();
        const QStringList parts = token.text.split(u'.');
        const RuleScope::Binding *binding = m_scope.find(parts[0]);
        RuleExpressionPtr e = make(Op::Variable, {RuleType::Ref, Domain::None, binding->kind});
        e->slot = binding->slot;
        int offset = token.offset + int(parts[0].size()) + 1;
        for (const QString &part : parts.mid(1)) {
            e = attribute(std::move(e), part, offset);
            offset += int(part.size()) + 1;
        }
        return e;
    }

    RuleExpressionPtr attribute(RuleExpressionPtr of, const QString &name, int offset)
    {
        const Token at{Token::Word, name, offset};
        if (of->type.shape != RuleType::Ref)
            fail(at, QStringLiteral("a %1 has no attributes").arg(toText(of->type)));
        QStringList names;
        for (const Attribute &a : attributesOf(of->type.kind)) {
            if (name == QLatin1StringView(a.name)) {
                RuleExpressionPtr e = make(Op::Attribute, a.type);
                e->attribute = &a;
                e->arguments.push_back(std::move(of));
                return e;
            }
            names << QString::fromLatin1(a.name);
        }
        QString message = QStringLiteral("kind '%1' has no attribute '%2'").arg(QString::fromLatin1(factKindName(of->type.kind)), name);
        const QString near = nearest(name, names);
        for (const Attribute &a : attributesOf(of->type.kind)) {
            if (!near.isEmpty() && near == QLatin1StringView(a.name))
                message += QStringLiteral("; did you mean '%1' (%2)?").arg(near, toText(a.type));
        }
        fail(at, message);
    }

    // first(…).name
    RuleExpressionPtr postfix(RuleExpressionPtr e)
    {
        while (isSymbol(".")) {
            take();
            const Token name = take();
            if (name.kind != Token::Word)
                fail(name, QStringLiteral("expected the name of an attribute"));
            int offset = name.offset;
            for (const QString &part : name.text.split(u'.')) {
                e = attribute(std::move(e), part, offset);
                offset += int(part.size()) + 1;
            }
        }
        return e;
    }

    RuleExpressionPtr call()
    {
        const Token name = take();
        expect("(");
        RuleExpressionPtr e;
        if (const std::optional<Op> op = quantifierNamed(name.text); op && peek().kind == Token::Word && peek(1).kind == Token::Word && peek(1).text == u"in") {
            e = quantifier(*op);
        } else if (name.text == u"has" || name.text == u"lacks" || name.text == u"guarded" || name.text == u"bypassable") {
            e = make(name.text == u"has" ? Op::Has : name.text == u"lacks" ? Op::Lacks : name.text == u"guarded" ? Op::Guarded : Op::Bypassable, boolean);
            const Token at = peek();
            RuleExpressionPtr subject = value(std::nullopt);
            if (subject->type.shape != RuleType::Ref)
                fail(at, QStringLiteral("'%1' needs a thing, this is a %2").arg(name.text, toText(subject->type)));
            e->arguments.push_back(std::move(subject));
            expect(",");
            const Token control = take();
            e->control = int(literalSymbol(control, Domain::Control)->value.toInt());
        } else if (name.text == u"reaches") {
            e = make(Op::Reaches, boolean);
            for (int i = 0; i < 2; ++i) {
                const Token at = peek();
                RuleExpressionPtr element = value(std::nullopt);
                if (!(element->type == RuleType{RuleType::Ref, Domain::None, FactKind::Element}))
                    fail(at, QStringLiteral("'reaches' needs two elements, this is a %1").arg(toText(element->type)));
                e->arguments.push_back(std::move(element));
                if (i == 0)
                    expect(",");
            }
        } else if (name.text == u"max_sensitivity") {
            e = make(Op::MaxSensitivity, {RuleType::Symbol, Domain::Sensitivity, FactKind::None});
            const Token at = peek();
            RuleExpressionPtr list = value(std::nullopt);
            if (!(list->type == RuleType{RuleType::List, Domain::None, FactKind::Field}))
                fail(at, QStringLiteral("'max_sensitivity' needs a list<field>, this is a %1").arg(toText(list->type)));
            e->arguments.push_back(std::move(list));
        } else if (name.text == u"lexicon") {
            e = make(Op::Lexicon, boolean);
            const Token list = take();
            if (list.kind != Token::Word && list.kind != Token::String)
                fail(list, QStringLiteral("expected the name of a word list"));
            if (m_context.lexicons && !m_context.lexicons->lists().isEmpty() && !m_context.lexicons->lists().contains(list.text)) {
                const QString near = nearest(list.text, m_context.lexicons->lists());
                fail(list, QStringLiteral("there is no word list '%1'").arg(list.text) + (near.isEmpty() ? QString() : QStringLiteral("; did you mean '%1'?").arg(near)));
            }
            e->text = list.text;
            expect(",");
            e->arguments.push_back(text("lexicon"));
        } else if (name.text == u"contains") {
            e = make(Op::Contains, boolean);
            e->arguments.push_back(text("contains"));
            expect(",");
            const Token what = take();
            if (what.kind != Token::String)
                fail(what, QStringLiteral("expected a string in quotes"));
            e->text = what.text;
        } else if (name.text == u"empty" || name.text == u"count") {
            e = make(name.text == u"empty" ? Op::Empty : Op::Size, name.text == u"empty" ? boolean : integer);
            const Token at = peek();
            RuleExpressionPtr of = value(std::nullopt);
            const bool fits = of->type.shape == RuleType::List || of->type.shape == RuleType::Set || (name.text == u"empty" && of->type.shape == RuleType::Text);
            if (!fits)
                fail(at, QStringLiteral("'%1' needs a list or a set, this is a %2").arg(name.text, toText(of->type)));
            e->arguments.push_back(std::move(of));
        } else {
            static const QStringList names = {QStringLiteral("has"), QStringLiteral("lacks"), QStringLiteral("guarded"), QStringLiteral("bypassable"), QStringLiteral("reaches"), QStringLiteral("max_sensitivity"),
                                              QStringLiteral("lexicon"), QStringLiteral("contains"), QStringLiteral("empty"), QStringLiteral("count"),
                                              QStringLiteral("exists"), QStringLiteral("all"), QStringLiteral("none"), QStringLiteral("first"), QStringLiteral("those")};
            const QString near = nearest(name.text, names);
            fail(name, QStringLiteral("unknown function '%1'").arg(name.text) + (near.isEmpty() ? QString() : QStringLiteral("; did you mean '%1'?").arg(near)));
        }
        expect(")");
        return e;
    }

    RuleExpressionPtr text(const char *function)
    {
        const Token at = peek();
        RuleExpressionPtr e = value(std::nullopt);
        if (e->type.shape != RuleType::Text)
            fail(at, QStringLiteral("'%1' needs a string, this is a %2").arg(QLatin1StringView(function), toText(e->type)));
        return e;
    }

    std::vector<Token> m_tokens;
    size_t m_at = 0;
    RuleScope m_scope;
    const CompileContext &m_context;
    ExpressionError &m_error;
    int m_nextSlot = 0;
    int m_depth = 0;
};

} // namespace

RuleExpressionPtr compileExpression(const QString &text, const RuleScope &scope, const CompileContext &context, std::optional<RuleType> wanted,
                                    ExpressionError &error)
{
    if (text.size() > 2000) {
        error = {0, QStringLiteral("this leaf is too long; split it")};
        return nullptr;
    }
    error = {};
    std::vector<Token> tokens = ruleTokens(text, error);
    if (tokens.empty())
        return nullptr;
    try {
        // A single word where a value of an ordered or closed vocabulary is wanted: "likely", "confidential".
        if (wanted && wanted->shape == RuleType::Symbol && tokens.size() == 2 && tokens[0].kind == Token::Word
            && !scope.find(tokens[0].text.section(u'.', 0, 0))) {
            const QStringList &values = context.vocabulary.values(wanted->domain);
            const qsizetype at = values.indexOf(tokens[0].text);
            if (at >= 0) {
                auto e = std::make_unique<RuleExpression>();
                e->type = *wanted;
                e->value = domainInfo(wanted->domain).ordered ? RuleValue(int(at)) : RuleValue(context.symbols.intern(tokens[0].text));
                return e;
            }
        }
        Parser parser(std::move(tokens), scope, context, error);
        RuleExpressionPtr e = parser.parse();
        if (wanted && !(e->type == *wanted) && !(wanted->shape == RuleType::Ref && wanted->kind == FactKind::None && e->type.shape == RuleType::Ref)
            && !(wanted->shape == RuleType::List && wanted->kind == FactKind::None && e->type.shape == RuleType::List)) {
            error = {0, QStringLiteral("this is a %1, expected a %2").arg(toText(e->type), toText(*wanted))};
            return nullptr;
        }
        return e;
    } catch (const Failure &) {
        return nullptr;
    }
}

void collectControls(const RuleExpression &e, SymbolSet &controls)
{
    if (e.control >= 0)
        controls.push_back(e.control);
    for (const auto &argument : e.arguments)
        collectControls(*argument, controls);
    std::sort(controls.begin(), controls.end());
    controls.erase(std::unique(controls.begin(), controls.end()), controls.end());
}

bool usesSlot(const RuleExpression &e, int slot)
{
    if (e.op == RuleExpression::Op::Variable && e.slot == slot)
        return true;
    return std::any_of(e.arguments.begin(), e.arguments.end(), [&](const auto &argument) { return usesSlot(*argument, slot); });
}

} // namespace drawbridge
