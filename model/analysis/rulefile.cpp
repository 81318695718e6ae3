// SPDX-License-Identifier: Apache-2.0
// From a rule file to compiled rules, with all of its mistakes.
#include "analysis/rule.h"
#include "analysis/standards.h"
#include "spec/parsespec.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

const QStringList ruleKeys = {
    QStringLiteral("id"), QStringLiteral("revision"), QStringLiteral("title"), QStringLiteral("kind"), QStringLiteral("subject"), QStringLiteral("path"), QStringLiteral("each"),
    QStringLiteral("where"), QStringLiteral("unless"), QStringLiteral("confirmed-by"), QStringLiteral("unknown"), QStringLiteral("asks"),
    QStringLiteral("ask"), QStringLiteral("cause"), QStringLiteral("evidence"), QStringLiteral("effect"), QStringLiteral("ease"),
    QStringLiteral("confidence"), QStringLiteral("floor"), QStringLiteral("absorbs"), QStringLiteral("controls"), QStringLiteral("partial"),
    QStringLiteral("occurrences"), QStringLiteral("maps"), QStringLiteral("why"), QStringLiteral("fix"), QStringLiteral("examples"), QStringLiteral("chains")};

// Keys of `maps` and the frameworks that they stand for.
QString frameworkOf(const QString &key)
{
    static const QHash<QString, QString> keys = {
        {QStringLiteral("owasp"), QStringLiteral("owasp-api-2023")}, {QStringLiteral("nist"), QStringLiteral("nist-800-53r5")},
        {QStringLiteral("pci"), QStringLiteral("pci-dss-4")},        {QStringLiteral("gdpr"), QStringLiteral("gdpr")},
        {QStringLiteral("cis"), QStringLiteral("cis-v8")},           {QStringLiteral("asvs"), QStringLiteral("asvs")},
        {QStringLiteral("cwe"), QStringLiteral("cwe")},              {QStringLiteral("capec"), QStringLiteral("capec")},
        {QStringLiteral("stride"), QString()},                       {QStringLiteral("linddun"), QString()}};
    const auto it = keys.constFind(key);
    return it == keys.constEnd() ? QStringLiteral("?") : *it;
}

class Loader
{
public:
    Loader(const RuleFile &file, const CompileContext &context, const Standards &standards, Diagnostics &diagnostics)
        : m_file(file), m_context(context), m_standards(standards), m_diagnostics(diagnostics), m_lines(file.bytes.split('\n'))
    {
    }

    std::vector<std::shared_ptr<Rule>> load()
    {
        Diagnostics reading;
        const auto tree = parseSpec(m_file.bytes, m_file.name, reading);
        if (!tree) {
            m_diagnostics.error(tree.error().message, tree.error().where);
            return {};
        }
        // What is merely odd in a specification (a key twice) is a mistake in a rule.
        for (const Diagnostic &d : reading.list()) {
            if (d.severity != Severity::Note)
                error(d.where, d.message);
        }
        const SpecNode root = (*tree)->root();
        if (root[u"drawbridge-rules"].text() != u"1") {
            error(root.exists() ? root.ref() : here(1, 1), QStringLiteral("this is no rule file: it has to begin with 'drawbridge-rules: 1'"));
            return {};
        }
        const QString space = root[u"namespace"].text();
        if (space.isEmpty())
            error(root.ref(), QStringLiteral("a rule file needs a namespace: of your own, such as 'acme'"));
        m_prefix = space == u"core" ? QString() : space + u'/';
        const SpecNode rules = root[u"rules"];
        if (!rules.isArray())
            error(root.ref(), QStringLiteral("a rule file needs a list 'rules'"));
        QSet<QString> ids;
        for (qsizetype i = 0; i < rules.size(); ++i) {
            auto rule = std::make_shared<Rule>();
            readRule(rules.at(i), *rule);
            if (ids.contains(rule->info.id))
                error(rules.at(i).ref(), QStringLiteral("rule %1 stands twice in this file").arg(rule->info.id));
            ids.insert(rule->info.id);
            m_rules.push_back(std::move(rule));
        }
        return m_failed ? std::vector<std::shared_ptr<Rule>>() : std::move(m_rules);
    }

private:
    SourceRef here(int line, int column) const { return {m_file.name, QString(), line, column}; }
    void error(const SourceRef &at, const QString &message)
    {
        m_failed = true;
        m_diagnostics.error(message, at);
    }

    // Where the text of a scalar begins: past the quote, or on the next line of a block.
    SourceRef textStart(SpecNode node)
    {
        SourceRef at = here(node.line(), node.column());
        const QByteArray line = m_lines.value(at.line - 1);
        const char first = at.column >= 1 && at.column <= line.size() ? line[at.column - 1] : ' ';
        if (first == '\'' || first == '"') {
            if (first == '"' && QStringView(QString::fromUtf8(line)).mid(at.column).contains(u'\\'))
                error(at, QStringLiteral("use single quotes here: escapes would shift the places of errors"));
            ++at.column;
        }
        return at;
    }

    std::optional<RuleType> anyRef() const { return RuleType{RuleType::Ref, Domain::None, FactKind::None}; }

    RuleExpressionPtr compile(SpecNode node, std::optional<RuleType> wanted)
    {
        const SourceRef start = textStart(node);
        return compileText(node.text(), start, wanted);
    }

    RuleExpressionPtr compileText(const QString &text, SourceRef start, std::optional<RuleType> wanted)
    {
        ExpressionError problem;
        RuleExpressionPtr e = compileExpression(text, m_scope, m_context, wanted, problem);
        if (!e) {
            start.column += problem.offset;
            error(start, problem.message);
        }
        return e;
    }

    static constexpr RuleType boolean{RuleType::Bool, Domain::None, FactKind::None};

    void readConditions(SpecNode list, std::vector<RuleCondition> &into)
    {
        if (list.exists() && !list.isArray())
            error(list.ref(), QStringLiteral("expected a list of conditions"));
        for (qsizetype i = 0; i < list.size(); ++i) {
            const SpecNode node = list.at(i);
            RuleCondition condition;
            condition.at = here(node.line(), node.column());
            const QString key = node.isObject() && node.size() == 1 ? node.keyAt(0) : QString();
            if (!key.isEmpty() && key.contains(u' ')) {
                // "exists f in op.params: …" is a leaf that YAML takes for a mapping.
                const SourceRef at = node.at(0).keyRef();
                condition.at = here(at.line, at.column);
                condition.text = key + QStringLiteral(": ") + node.at(0).text();
                condition.expression = compileText(condition.text, condition.at, boolean);
            } else if (!key.isEmpty()) {
                if (key == u"any")
                    condition.kind = RuleCondition::Any;
                else if (key == u"all")
                    condition.kind = RuleCondition::All;
                else if (key == u"none-of")
                    condition.kind = RuleCondition::NoneOf;
                else
                    error(condition.at, QStringLiteral("'%1' is no group; use any, all or none-of").arg(key));
                readConditions(node.at(0), condition.parts);
            } else if (node.isScalar()) {
                condition.text = node.text();
                condition.expression = compile(node, boolean);
            } else {
                error(condition.at, QStringLiteral("expected a condition"));
            }
            into.push_back(std::move(condition));
        }
    }

    template <class T, class Read> void readChoice(SpecNode node, RuleChoice<T> &into, Read &&read)
    {
        if (node.isArray() && node.size() > 0 && node.at(0).isObject() && (node.at(0)[u"is"].exists())) {
            for (qsizetype i = 0; i < node.size(); ++i) {
                typename RuleChoice<T>::Option option;
                const SpecNode when = node.at(i)[u"when"];
                if (when.exists())
                    option.when = compile(when, boolean);
                option.value = read(node.at(i)[u"is"]);
                into.options.push_back(std::move(option));
            }
            return;
        }
        typename RuleChoice<T>::Option option;
        option.value = read(node);
        into.options.push_back(std::move(option));
    }

    template <class E> E readEnum(SpecNode node, const char *what)
    {
        if (const std::optional<E> value = fromName<E>(node.text()))
            return *value;
        QStringList names;
        for (const char *name : EnumNames<E>::names)
            names << QString::fromLatin1(name);
        const QString near = nearest(node.text(), names);
        error(here(node.line(), node.column()),
              QStringLiteral("'%1' is no %2; ").arg(node.text(), QLatin1StringView(what))
                  + (near.isEmpty() ? QStringLiteral("known: %1").arg(names.join(QStringLiteral(", "))) : QStringLiteral("did you mean '%1'?").arg(near)));
        return E{};
    }

    RuleCause readCause(SpecNode node)
    {
        RuleCause cause;
        if (!node.isArray() || node.size() == 0) {
            error(node.exists() ? here(node.line(), node.column()) : here(1, 1), QStringLiteral("a cause is a list, such as [op.service, op]"));
            return cause;
        }
        for (qsizetype i = 0; i < node.size(); ++i) {
            const SpecNode item = node.at(i);
            CausePart part;
            if (item.isObject())
                part.name = item[u"name"].text();
            else
                part.thing = compile(item, std::nullopt);
            if (part.thing && part.thing->type.shape != RuleType::Ref && part.thing->type.shape != RuleType::Text && part.thing->type.shape != RuleType::Symbol)
                error(here(item.line(), item.column()), QStringLiteral("a cause is made of things, texts and names; this is a %1").arg(toText(part.thing->type)));
            cause.push_back(std::move(part));
        }
        return cause;
    }

    // "the caller names it in {it.location} `{it.name}`" → "… {1} `{2}`" and its arguments
    void readTemplate(SpecNode node, RuleEvidence &into)
    {
        const QString text = node.text();
        const SourceRef start = textStart(node);
        QString out;
        qsizetype i = 0;
        while (i < text.size()) {
            const qsizetype open = text.indexOf(u'{', i);
            const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
            if (close < 0)
                break;
            out += QStringView(text).mid(i, open - i);
            SourceRef at = start;
            at.column += int(open) + 1;
            RuleExpressionPtr e = compileText(text.mid(open + 1, close - open - 1), at, std::nullopt);
            into.arguments.push_back(std::move(e));
            out += QStringLiteral("{%1}").arg(into.arguments.size());
            i = close + 1;
        }
        out += QStringView(text).mid(i);
        into.say = out;
    }

    void readEvidence(SpecNode list, Rule &rule)
    {
        for (qsizetype i = 0; i < list.size(); ++i) {
            const SpecNode node = list.at(i);
            if (node[u"route"].exists())
                continue; // the route to the subject is always part of an occurrence
            RuleEvidence evidence;
            FactKind kind = rule.subject;
            if (const SpecNode at = node[u"at"]; at.exists()) {
                evidence.at = compile(at, std::nullopt);
                if (evidence.at && evidence.at->type.shape != RuleType::Ref && evidence.at->type.shape != RuleType::List)
                    error(here(at.line(), at.column()), QStringLiteral("evidence stands at a thing; this is a %1").arg(toText(evidence.at->type)));
                if (evidence.at)
                    kind = evidence.at->type.kind;
            }
            const size_t bound = m_scope.bindings.size();
            m_scope.bindings.push_back({QStringLiteral("it"), kind, rule.itSlot});
            readTemplate(node[u"say"], evidence);
            m_scope.bindings.resize(bound);
            if (evidence.say.isEmpty())
                error(here(node.line(), node.column()), QStringLiteral("evidence needs 'say'"));
            rule.evidence.push_back(std::move(evidence));
        }
    }

    void readEffect(SpecNode node, Rule &rule)
    {
        const auto one = [&](SpecNode effect) {
            RuleEffect e;
            e.of = compile(effect[u"of"], RuleType{RuleType::Symbol, Domain::Sensitivity, FactKind::None});
            const auto magnitude = [&](QStringView key) {
                const SpecNode value = effect[key];
                const double number = value.toNumber().value_or(0);
                if (value.exists() && (!value.toNumber() || number < 0 || number > 1))
                    error(here(value.line(), value.column()), QStringLiteral("a magnitude is a number from 0 to 1"));
                return number;
            };
            e.confidentiality = magnitude(u"C");
            e.integrity = magnitude(u"I");
            e.availability = magnitude(u"A");
            e.accountability = magnitude(u"R");
            if (e.confidentiality + e.integrity + e.availability + e.accountability <= 0)
                error(here(effect.line(), effect.column()), QStringLiteral("an effect needs at least one of C, I, A, R"));
            if (effect[u"volume"].exists())
                readChoice<Volume>(effect[u"volume"], e.volume, [&](SpecNode n) { return readEnum<Volume>(n, "volume"); });
            rule.effects.push_back(std::move(e));
        };
        if (node.isArray()) {
            for (qsizetype i = 0; i < node.size(); ++i)
                one(node.at(i));
        } else if (node.isObject()) {
            one(node);
        }
    }

    SymbolSet readControls(SpecNode node)
    {
        SymbolSet set;
        const QStringList &known = m_context.vocabulary.values(Domain::Control);
        for (qsizetype i = 0; i < node.size(); ++i) {
            const SpecNode item = node.at(i);
            const QString name = item.text();
            if (m_context.vocabulary.isChecked(Domain::Control) && !known.contains(name)) {
                const QString near = nearest(name, known);
                error(here(item.line(), item.column()), QStringLiteral("'%1' is not a value of control").arg(name)
                                                            + (near.isEmpty() ? QString() : QStringLiteral("; did you mean '%1'?").arg(near)));
            }
            set.push_back(m_context.symbols.intern(name));
        }
        return set;
    }

    void readMaps(SpecNode maps, RuleInfo &info)
    {
        for (qsizetype i = 0; i < maps.size(); ++i) {
            const QString key = maps.keyAt(i);
            const QString framework = frameworkOf(key);
            const SpecNode list = maps.at(i);
            if (framework == u"?") {
                error(maps.at(i).keyRef(), QStringLiteral("'%1' is no standard; known: owasp, cwe, nist, pci, gdpr, cis, asvs, capec, stride, linddun").arg(key));
                continue;
            }
            QStringList ids;
            for (qsizetype j = 0; j < list.size(); ++j) {
                QString id = list.at(j).text();
                if (key == u"owasp" && !id.contains(u':'))
                    id += QStringLiteral(":2023");
                if (!framework.isEmpty() && !m_standards.isEmpty()) {
                    // Prefixes are written as the list of identifiers has them: CWE-639, CAPEC-1, Art. 32 or bare.
                    const QString alternatives[] = {id, key.toUpper() + u'-' + id, QStringLiteral("Art. ") + id, QStringLiteral("V") + id};
                    const bool found = std::any_of(std::begin(alternatives), std::end(alternatives), [&](const QString &a) { return m_standards.entry(framework, a); });
                    if (!found)
                        error(here(list.at(j).line(), list.at(j).column()), QStringLiteral("unknown reference %1 %2 (standards.yaml)").arg(key, id));
                }
                ids << id;
            }
            ids.sort();
            if (key == u"owasp")
                info.owaspApi = ids;
            else if (key == u"cwe") {
                for (const QString &id : std::as_const(ids))
                    info.cwe << id.toInt();
                std::sort(info.cwe.begin(), info.cwe.end());
            } else if (key == u"stride")
                info.stride = ids;
            else if (key == u"linddun")
                info.linddun = ids;
            else
                info.standards.insert(framework, ids);
        }
    }

    void readExamples(SpecNode list, Rule &rule)
    {
        for (qsizetype i = 0; i < list.size(); ++i) {
            const SpecNode node = list.at(i);
            RuleExample example;
            example.name = node[u"name"].text();
            example.at = here(node.line(), node.column());
            const SpecNode model = node[u"model"];
            example.model = model.text();
            example.modelLine = model.line();
            const QByteArray line = m_lines.value(model.line() - 1);
            if (model.column() >= 1 && model.column() <= line.size() && line[model.column() - 1] == '|')
                ++example.modelLine;
            const SpecNode expect = node[u"expect"];
            if (!expect.isObject())
                error(example.at, QStringLiteral("example '%1' needs 'expect', such as {weakness: 1}, or {} for nothing").arg(example.name));
            for (qsizetype j = 0; j < expect.size(); ++j) {
                const QString key = expect.keyAt(j);
                const int count = int(expect.at(j).toNumber().value_or(-1));
                if (key == u"weakness")
                    example.weaknesses = count;
                else if (key == u"question")
                    example.questions = count;
                else if (key == u"hygiene")
                    example.hygiene = count;
                else if (key == u"path")
                    example.paths = count;
                else if (key == u"drift")
                    example.drifts = count;
                else if (key == u"suppressed")
                    example.suppressed = count;
                else if (key == u"cause") {
                    for (qsizetype k = 0; k < expect.at(j).size(); ++k)
                        example.cause << expect.at(j).at(k).text();
                } else
                    error(expect.at(j).keyRef(), QStringLiteral("'%1' cannot be expected; known: weakness, question, hygiene, path, drift, suppressed, cause").arg(key));
            }
            rule.examples.push_back(std::move(example));
        }
        const auto positive = std::count_if(rule.examples.begin(), rule.examples.end(), [](const RuleExample &e) { return e.isPositive(); });
        const QString needs = QStringLiteral("rule %1 has no %2 example (at least one positive and one negative are required)");
        if (positive == 0)
            error(rule.at, needs.arg(rule.info.id, QStringLiteral("positive")));
        if (positive == qsizetype(rule.examples.size()))
            error(rule.at, needs.arg(rule.info.id, QStringLiteral("negative")));
    }

    // Which data, on which way: conditions on a hop that come before those of `where`.
    void readPath(SpecNode path, Rule &rule)
    {
        if (rule.subject != FactKind::DataHop || m_scope.bindings.empty()) {
            error(here(path.line(), path.column()), QStringLiteral("a rule with 'path' has the subject 'data_hop as NAME'"));
            return;
        }
        const QString hop = m_scope.bindings.front().name;
        const auto add = [&](const QString &text, const SourceRef &at) {
            RuleCondition condition;
            condition.text = text;
            condition.at = at;
            condition.expression = compileText(text, at, RuleType{RuleType::Bool, Domain::None, FactKind::None});
            rule.where.push_back(std::move(condition));
        };
        for (qsizetype i = 0; i < path.size(); ++i) {
            const QString key = path.keyAt(i);
            const SpecNode value = path.at(i);
            const SourceRef at = textStart(value);
            if (key == u"label" || key == u"enters" || key == u"reaches") {
                if (value.text() != u"any")
                    add(value.text(), at);
            } else if (key == u"forms") {
                QStringList forms;
                for (qsizetype j = 0; j < value.size(); ++j)
                    forms << value.at(j).text();
                add(QStringLiteral("%1.form in {%2}").arg(hop, forms.join(QStringLiteral(", "))), here(value.line(), value.column()));
            } else if (key == u"certainty") {
                const QString word = value.text();
                if (word == u"possible")
                    rule.possibleAsks = true;
                else if (word == u"likely" || word == u"certain")
                    add(QStringLiteral("%1.certainty >= %2").arg(hop, word), at);
                else
                    error(at, QStringLiteral("a path is certain, likely or possible; '%1' is not known").arg(word));
            } else {
                error(path.at(i).keyRef(), QStringLiteral("a path has no '%1'; known: label, enters, reaches, forms, certainty").arg(key));
            }
        }
        if (!path[u"certainty"].exists())
            add(QStringLiteral("%1.certainty >= likely").arg(hop), here(path.line(), path.column()));
        if (!path[u"forms"].exists())
            add(QStringLiteral("%1.form == plain").arg(hop), here(path.line(), path.column()));
    }

    // "operation as op"
    bool readBinding(SpecNode node, QString &kind, QString &name)
    {
        const QStringList words = node.text().simplified().split(u' ');
        if (words.size() != 3 || words[1] != u"as") {
            error(here(node.line(), node.column()), QStringLiteral("expected 'KIND as NAME', such as 'operation as op'"));
            return false;
        }
        kind = words[0];
        name = words[2];
        return true;
    }

    void readRule(SpecNode node, Rule &rule)
    {
        rule.at = here(node.line(), node.column());
        rule.info.at = rule.at;
        rule.info.id = m_prefix + node[u"id"].text();
        if (node[u"id"].text().isEmpty())
            error(rule.at, QStringLiteral("a rule needs an id"));
        for (qsizetype i = 0; i < node.size(); ++i) {
            if (!ruleKeys.contains(node.keyAt(i))) {
                const QString near = nearest(node.keyAt(i), ruleKeys);
                error(node.at(i).keyRef(), QStringLiteral("a rule has no '%1'").arg(node.keyAt(i)) + (near.isEmpty() ? QString() : QStringLiteral("; did you mean '%1'?").arg(near)));
            }
        }
        const SpecNode chains = node[u"chains"];
        for (const char *key : {"revision", "title", "kind", "subject", "cause", "effect", "ease", "why", "fix", "examples"}) {
            static const QStringList ofConditions = {QStringLiteral("subject"), QStringLiteral("cause"), QStringLiteral("effect"), QStringLiteral("ease")};
            if (chains.exists() && ofConditions.contains(QLatin1StringView(key)))
                continue; // attack-path rules only set limits of the search
            if (!node[QString::fromLatin1(key)].exists())
                error(rule.at, QStringLiteral("rule %1 has no '%2'").arg(rule.info.id, QLatin1StringView(key)));
        }
        if (!chains.exists() && !node[u"where"].exists() && !node[u"path"].exists())
            error(rule.at, QStringLiteral("rule %1 has no 'where'").arg(rule.info.id));
        rule.info.revision = node[u"revision"].text();
        rule.info.title = node[u"title"].text();
        rule.info.why = node[u"why"].text().simplified();
        rule.info.fix = node[u"fix"].text().simplified();
        rule.ask = node[u"ask"].text();
        if (node[u"kind"].exists())
            rule.info.kind = readEnum<FindingKind>(node[u"kind"], "kind of finding");

        if (chains.exists()) {
            const double threshold = chains[u"threshold"].toNumber().value_or(0.2), barriers = chains[u"barriers"].toNumber().value_or(0);
            if (!chains.isObject() || !(threshold > 0 && threshold <= 1) || !(barriers >= 0 && barriers <= 3))
                error(here(chains.line(), chains.column()), QStringLiteral("expected chains: {threshold: 0.2, barriers: 0}, a chance up to 1 and at most 3 barriers"));
            else
                rule.chains = Rule::Chains{int(threshold * 10000 + 0.5), int(barriers)};
        }
        m_scope.bindings.clear();
        QString kind, name;
        const SpecNode subject = node[u"subject"];
        if (subject.exists() && readBinding(subject, kind, name)) {
            rule.subject = factKindNamed(kind);
            rule.filter = kind == u"service" ? Rule::Services : kind == u"store" ? Rule::Stores : kind == u"webhook" ? Rule::Webhooks : Rule::Anything;
            if (rule.subject == FactKind::None) {
                QStringList kinds = {QStringLiteral("service"), QStringLiteral("store"), QStringLiteral("webhook")};
                for (int k = 1; k < factKindCount; ++k)
                    kinds << QString::fromLatin1(factKindName(FactKind(k)));
                const QString near = nearest(kind, kinds);
                error(here(subject.line(), subject.column()), QStringLiteral("there is no kind '%1'").arg(kind)
                                                                  + (near.isEmpty() ? QString() : QStringLiteral("; did you mean '%1'?").arg(near)));
                return; // everything else would only repeat it
            }
            m_scope.bindings.push_back({name, rule.subject, rule.subjectSlot});
        }
        if (const SpecNode each = node[u"each"]; each.exists()) {
            // "f in op.request_fields"
            const QString text = each.text();
            const qsizetype in = text.indexOf(QStringLiteral(" in "));
            SourceRef at = textStart(each);
            if (in <= 0) {
                error(at, QStringLiteral("expected 'NAME in LIST', such as 'f in op.request_fields'"));
            } else {
                at.column += int(in) + 4;
                rule.each = compileText(text.mid(in + 4), at, RuleType{RuleType::List, Domain::None, FactKind::None});
                m_scope.bindings.push_back({text.left(in).trimmed(), rule.each ? rule.each->type.kind : FactKind::None, rule.eachSlot});
            }
        }
        // Nested quantifiers bind above the three fixed slots.
        m_scope.bindings.push_back({QString(), FactKind::None, rule.itSlot});
        if (node[u"path"].exists())
            readPath(node[u"path"], rule);
        readConditions(node[u"where"], rule.where);
        readConditions(node[u"unless"], rule.unless);
        readConditions(node[u"confirmed-by"], rule.confirmedBy);
        if (rule.each) {
            while (rule.wherePrefix < rule.where.size() && !mentions(rule.where[rule.wherePrefix], rule.eachSlot))
                ++rule.wherePrefix;
        } else {
            rule.wherePrefix = rule.where.size();
        }
        if (node[u"unknown"].exists())
            rule.unknown = readEnum<UnknownPolicy>(node[u"unknown"], "policy");
        if (node[u"asks"].exists()) {
            rule.asks = readControls(node[u"asks"]);
        } else {
            for (const RuleCondition &condition : rule.where)
                controlsOf(condition, rule.asks);
        }
        if (rule.info.kind == FindingKind::Question) {
            rule.answeredBy = rule.asks;
            if (!node[u"asks"].exists()) {
                for (const RuleCondition &condition : rule.unless)
                    controlsOf(condition, rule.answeredBy);
            }
        }
        const auto cause = [&](SpecNode n) { return readCause(n); };
        const auto ease = [&](SpecNode n) { return readEnum<Ease>(n, "ease"); };
        const SpecNode causeNode = node[u"cause"];
        if (causeNode.isObject()) {
            readChoice<RuleCause>(causeNode[u"weakness"], rule.cause, cause);
            readChoice<RuleCause>(causeNode[u"question"], rule.questionCause, cause);
        } else if (causeNode.exists()) {
            readChoice<RuleCause>(causeNode, rule.cause, cause);
        }
        const SpecNode easeNode = node[u"ease"];
        if (easeNode.isObject()) {
            readChoice<Ease>(easeNode[u"weakness"], rule.ease, ease);
            readChoice<Ease>(easeNode[u"question"], rule.questionEase, ease);
        } else if (easeNode.exists()) {
            readChoice<Ease>(easeNode, rule.ease, ease);
        }
        if (node[u"confidence"].exists())
            readChoice<Confidence>(node[u"confidence"], rule.confidence, [&](SpecNode n) { return readEnum<Confidence>(n, "confidence"); });
        if (node[u"floor"].exists())
            rule.floor = readEnum<Band>(node[u"floor"], "band");
        if (const SpecNode places = node[u"occurrences"]; places.exists())
            rule.occurrences = compile(places, RuleType{RuleType::List, Domain::None, FactKind::None});
        readEvidence(node[u"evidence"], rule);
        if (!rule.chains)
            readEffect(node[u"effect"], rule);
        const SpecNode absorbs = node[u"absorbs"];
        for (qsizetype i = 0; i < absorbs.size(); ++i)
            rule.absorbs << (absorbs.at(i).text().contains(u'/') ? absorbs.at(i).text() : m_prefix + absorbs.at(i).text());
        rule.controls = readControls(node[u"controls"]);
        rule.partialControls = readControls(node[u"partial"]);
        for (const int control : rule.controls)
            rule.info.controls << m_context.symbols.word(control);
        readMaps(node[u"maps"], rule.info);
        if (node[u"examples"].exists())
            readExamples(node[u"examples"], rule);
    }

    static bool mentions(const RuleCondition &condition, int slot)
    {
        if (condition.expression && usesSlot(*condition.expression, slot))
            return true;
        return std::any_of(condition.parts.begin(), condition.parts.end(), [&](const RuleCondition &part) { return mentions(part, slot); });
    }
    static void controlsOf(const RuleCondition &condition, SymbolSet &controls)
    {
        if (condition.expression)
            collectControls(*condition.expression, controls);
        for (const RuleCondition &part : condition.parts)
            controlsOf(part, controls);
    }

    const RuleFile &m_file;
    const CompileContext &m_context;
    const Standards &m_standards;
    Diagnostics &m_diagnostics;
    QList<QByteArray> m_lines;
    QString m_prefix;
    RuleScope m_scope;
    std::vector<std::shared_ptr<Rule>> m_rules;
    bool m_failed = false;
};

} // namespace

std::vector<std::shared_ptr<Rule>> parseRuleFile(const RuleFile &file, const CompileContext &context, const Standards &standards, Diagnostics &diagnostics)
{
    return Loader(file, context, standards, diagnostics).load();
}

} // namespace drawbridge
