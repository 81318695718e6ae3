// SPDX-License-Identifier: Apache-2.0
#include "classification/lexicontables.h"
#include "spec/parsespec.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Context of this file's texts.
struct LexiconText
{
    Q_DECLARE_TR_FUNCTIONS(Lexicons)
};

// All entries of all files as lists under paths ("classes/pii.name/strong"), so that additions and removals of a user
// are the same operation as loading.
class Entries
{
public:
    struct Value { QString text; SourceRef at; };
    struct Entry { QStringList path; QList<Value> values; SourceRef at; };

    void read(const SpecNode &node, const QStringList &path, bool remove)
    {
        constexpr qsizetype deepest = 5;
        if (node.isObject()) {
            if (path.size() >= deepest)
                return;
            if (node.size() == 0)
                entry(path, node.ref());
            for (qsizetype i = 0; i < node.size(); ++i)
                read(node.at(i), path + QStringList{node.keyAt(i)}, remove);
            return;
        }
        Entry &e = entry(path, node.ref());
        if (node.isArray()) {
            for (qsizetype i = 0; i < node.size(); ++i)
                change(e, node.at(i), remove);
        } else {
            if (!remove)
                e.values.clear(); // a single value replaces
            change(e, node, remove);
        }
    }

    const QList<Entry> &all() const { return m_entries; }

private:
    Entry &entry(const QStringList &path, const SourceRef &at)
    {
        const QString key = path.join(u'/');
        const auto it = m_index.constFind(key);
        if (it != m_index.constEnd())
            return m_entries[*it];
        m_index.insert(key, m_entries.size());
        m_entries.append({path, {}, at});
        return m_entries.last();
    }

    static void change(Entry &e, const SpecNode &node, bool remove)
    {
        const QString text = node.text();
        e.values.removeIf([&](const Value &v) { return v.text == text; });
        if (!remove && !text.isEmpty())
            e.values.append({text, node.ref()});
    }

    QList<Entry> m_entries;
    QHash<QString, qsizetype> m_index;
};

QString normalisedPhrase(const QString &phrase)
{
    QStringList tokens = nameTokens(phrase);
    for (QString &token : tokens)
        token = singular(token);
    return tokens.join(u' ');
}

class Builder
{
public:
    Builder(LexiconTables &tables, Diagnostics &diagnostics) : m_tables(tables), m_diagnostics(diagnostics) {}

    void build(const QList<Entries::Entry> &entries)
    {
        for (const Entries::Entry &e : entries) { // classes first, so that terms may refer to them
            if (e.path.value(0) == "classes"_L1 && e.path.size() >= 2)
                classNamed(e.path[1]);
        }
        for (const Entries::Entry &e : entries)
            section(e);
        for (const Entries::Entry &e : entries) // second step: what needs all classes and lists
            links(e);
        finish();
    }

private:
    using Entry = Entries::Entry;

    int classNamed(const QString &id)
    {
        const auto it = m_tables.classIndex.constFind(id);
        if (it != m_tables.classIndex.constEnd())
            return *it;
        const int index = int(m_tables.classes.size());
        m_tables.classIndex.insert(id, index);
        m_tables.classes.append(ClassTable());
        m_tables.classes.last().info.id = id;
        return index;
    }

    void unknown(const Entry &e)
    {
        m_diagnostics.warn(LexiconText::tr("“%1” is not an entry of a lexicon; check its spelling.").arg(e.path.join(u'/')), e.at);
    }

    void addTerm(const QString &phrase, const Term &term)
    {
        const QString key = normalisedPhrase(phrase);
        if (key.isEmpty())
            return;
        const QStringList tokens = key.split(u' ');
        m_tables.longestTerm = std::max(m_tables.longestTerm, int(tokens.size()));
        for (const QString &token : tokens)
            m_tables.vocabulary.insert(token);
        m_tables.terms[key].append(term);
        // "cardnumber", as names without any capitals have it.
        if (tokens.size() > 1 && term.tier != Tier::Faint && key.size() >= 7) {
            const QString joined = tokens.join(QString());
            m_tables.terms[joined].append(term);
            m_tables.vocabulary.insert(joined);
        }
    }

    void fill(PhraseSet &set, const QList<Entries::Value> &values, bool expandLists = false)
    {
        for (const Entries::Value &v : values) {
            const auto list = expandLists ? m_tables.words.constFind(v.text) : m_tables.words.constEnd();
            if (list != m_tables.words.constEnd()) {
                set.single.unite(list->single);
                set.longer += list->longer;
            }
            const QString phrase = normalisedPhrase(v.text);
            set.add(phrase);
            for (const QString &token : phrase.split(u' '))
                m_tables.vocabulary.insert(token);
        }
    }

    static QStringList texts(const Entry &e)
    {
        QStringList out;
        for (const Entries::Value &v : e.values)
            out << v.text;
        return out;
    }

    void section(const Entry &e)
    {
        const QString &name = e.path[0];
        if (name == "drawbridge-lexicon"_L1)
            return;
        if (name == "weights"_L1 && e.path.size() == 2)
            weight(e);
        else if (name == "words"_L1 && e.path.size() == 2)
            fill(m_tables.words[e.path[1]], e.values);
        else if (name == "lists"_L1 && e.path.size() == 2)
            fill(m_tables.lists[e.path[1]], e.values);
        else if (name == "forms"_L1)
            m_tables.forms = texts(e);
        else if (name == "not"_L1) {
            for (const Entries::Value &v : e.values)
                addTerm(v.text, {});
        } else if (name == "languages"_L1 && e.path.size() >= 3)
            language(e);
        else if ((name == "semantics"_L1 || name == "roles"_L1) && e.path.size() == 3)
            pattern(name == "roles"_L1 ? m_tables.roles : m_tables.semantics, e);
        else if (name != "classes"_L1 || e.path.size() != 3)
            unknown(e);
    }

    void weight(const Entry &e)
    {
        static const QHash<QString, double LexiconTables::Weights::*> names = {
            {u"prior"_s, &LexiconTables::Weights::prior}, {u"strong"_s, &LexiconTables::Weights::strong}, {u"pair"_s, &LexiconTables::Weights::pair},
            {u"weak"_s, &LexiconTables::Weights::weak}, {u"context"_s, &LexiconTables::Weights::context}, {u"siblings"_s, &LexiconTables::Weights::siblings},
            {u"format"_s, &LexiconTables::Weights::format}, {u"format_password"_s, &LexiconTables::Weights::formatPassword},
            {u"pattern"_s, &LexiconTables::Weights::pattern}, {u"description"_s, &LexiconTables::Weights::description},
            {u"sample"_s, &LexiconTables::Weights::sample}, {u"sample_strong"_s, &LexiconTables::Weights::sampleStrong},
            {u"location"_s, &LexiconTables::Weights::location}, {u"type_mismatch"_s, &LexiconTables::Weights::typeMismatch},
            {u"word_list"_s, &LexiconTables::Weights::wordList}, {u"meta_suffix"_s, &LexiconTables::Weights::metaSuffix},
            {u"other_head"_s, &LexiconTables::Weights::otherHead}, {u"count_prefix"_s, &LexiconTables::Weights::countPrefix},
            {u"flag_prefix"_s, &LexiconTables::Weights::flagPrefix}, {u"infrastructure"_s, &LexiconTables::Weights::infrastructure},
            {u"business"_s, &LexiconTables::Weights::business}, {u"vendor"_s, &LexiconTables::Weights::vendor},
            {u"denied"_s, &LexiconTables::Weights::denied}, {u"described_otherwise"_s, &LexiconTables::Weights::describedOtherwise}};
        const auto it = names.constFind(e.path[1]);
        bool ok = false;
        const double value = e.values.isEmpty() ? 0 : e.values.last().text.toDouble(&ok);
        if (it == names.constEnd() || !ok || value < -100 || value > 100)
            unknown(e);
        else
            m_tables.weights.*(*it) = value;
    }

    void language(const Entry &e)
    {
        int index = 0;
        while (index < m_tables.languages.size() && m_tables.languages[index].code != e.path[1])
            ++index;
        if (index == m_tables.languages.size()) {
            if (index == 32) // a bit each
                return unknown(e);
            m_tables.languages.append(LanguageTable());
            m_tables.languages.last().code = e.path[1];
        }
        LanguageTable &table = m_tables.languages[index];
        if (e.path[2] == "stop"_L1) {
            for (const Entries::Value &v : e.values)
                table.stop.insert(v.text);
        } else if (e.path[2] == "suffixes"_L1) {
            table.suffixes = e.values.size() == 1 && e.values[0].text == "true"_L1;
        } else if (e.path.size() == 4 && (e.path[2] == "sure"_L1 || e.path[2] == "spoken"_L1) && m_tables.classIndex.contains(e.path[3])) {
            for (const Entries::Value &v : e.values)
                addTerm(v.text, {m_tables.classIndex.value(e.path[3]), Tier::Strong, index, e.path[2] == "sure"_L1});
        } else {
            unknown(e);
        }
    }

    void pattern(QList<PatternTable> &tables, const Entry &e)
    {
        auto it = std::find_if(tables.begin(), tables.end(), [&](const PatternTable &t) { return t.name == e.path[1]; });
        if (it == tables.end()) {
            tables.append(PatternTable());
            it = tables.end() - 1;
            it->name = e.path[1];
        }
        it->values.insert(e.path[2], texts(e));
        fill(it->phrases[e.path[2]], e.values);
    }

    void links(const Entry &e)
    {
        if (e.path[0] != "classes"_L1 || e.path.size() != 3)
            return;
        const int index = classNamed(e.path[1]);
        const QString &key = e.path[2];
        const QString first = e.values.isEmpty() ? QString() : e.values.last().text;
        ClassTable &table = m_tables.classes[index];
        const auto terms = [&](Tier tier) {
            for (const Entries::Value &v : e.values)
                addTerm(v.text, {index, tier, -1, true});
        };
        const auto reverse = [&](QHash<QString, QList<int>> &by) {
            for (const Entries::Value &v : e.values)
                by[v.text].append(index);
        };
        if (key == "title"_L1)
            table.info.title = first;
        else if (key == "sensitivity"_L1 && fromName<Sensitivity>(first))
            table.info.sensitivity = *fromName<Sensitivity>(first);
        else if (key == "personal"_L1)
            table.info.personal = first == "true"_L1;
        else if (key == "special"_L1)
            table.info.special = first == "true"_L1;
        else if (key == "words"_L1)
            table.words = first == "true"_L1;
        else if (key == "sample_needs_name"_L1)
            table.sampleNeedsName = first == "true"_L1;
        else if ((key == "business"_L1 || key == "infrastructure"_L1) && m_tables.classIndex.contains(first))
            (key == "business"_L1 ? table.business : table.infrastructure) = m_tables.classIndex.value(first);
        else if (key == "strong"_L1)
            terms(Tier::Strong);
        else if (key == "weak"_L1)
            terms(Tier::Weak);
        else if (key == "faint"_L1)
            terms(Tier::Faint);
        else if (key == "pair"_L1) {
            for (const Entries::Value &v : e.values) {
                table.pairs.append(normalisedPhrase(v.text).split(u' '));
                for (const QString &token : table.pairs.last())
                    m_tables.vocabulary.insert(token);
            }
        } else if (key == "context"_L1)
            fill(table.context, e.values, true);
        else if (key == "near"_L1)
            fill(table.near, e.values, true);
        else if (key == "against"_L1)
            fill(table.against, e.values);
        else if (key == "types"_L1) {
            for (const QString &type : texts(e))
                table.types.insert(type);
        } else if (key == "formats"_L1) {
            for (const QString &format : texts(e))
                table.formats.insert(format);
            reverse(m_tables.classesByFormat);
        } else if (key == "patterns"_L1) {
            table.patterns = texts(e);
            reverse(m_tables.classesByPattern);
        } else if (key == "samples"_L1) {
            table.samples = texts(e);
            reverse(m_tables.classesBySample);
        } else if (key == "describe"_L1)
            table.describe = texts(e);
        else if (key == "beside"_L1) {
            for (const QString &id : texts(e))
                table.beside.insert(id);
        }
        else if (key == "accept_meta"_L1) {
            for (const QString &word : texts(e))
                table.acceptMeta.insert(singular(word));
        } else
            unknown(e);
    }

    void finish()
    {
        for (int i = 0; i < m_tables.classes.size(); ++i) {
            ClassTable &table = m_tables.classes[i];
            if (table.near.isEmpty())
                table.near = table.context;
            if (!table.pairs.isEmpty())
                m_tables.classesWithPairs.append(i);
        }
        for (auto it = m_tables.terms.cbegin(); it != m_tables.terms.cend(); ++it) {
            for (const Term &term : *it) {
                if (term.sure && term.language >= 0 && m_tables.languages[term.language].suffixes && it.key().size() >= 5 && !it.key().contains(u' '))
                    m_tables.suffixes.insert(it.key(), term);
            }
        }
    }

    LexiconTables &m_tables;
    Diagnostics &m_diagnostics;
};

QStringList sortedNames(const QList<PatternTable> &tables)
{
    QStringList names;
    for (const PatternTable &t : tables)
        names << (t.has(u"as"_s) ? t.value(u"as"_s).value(0) : t.name);
    names.sort();
    names.removeDuplicates();
    return names;
}

} // namespace

QString singular(const QString &token)
{
    if (token.size() < 3 || !token.endsWith(u's'))
        return token;
    if (token == "ids"_L1 || token == "ips"_L1)
        return token.first(2);
    if (token.size() < 4)
        return token;
    if (token.endsWith("sses"_L1) || token.endsWith("xes"_L1) || token.endsWith("ches"_L1))
        return token.chopped(2);
    if (token.endsWith("ies"_L1) && token.size() > 4)
        return token.chopped(3) + u'y';
    for (QLatin1StringView ending : {"ss"_L1, "us"_L1, "is"_L1, "as"_L1, "os"_L1}) {
        if (token.endsWith(ending))
            return token;
    }
    return token.chopped(1);
}

void PhraseSet::add(const QString &phrase)
{
    if (phrase.isEmpty())
        return;
    if (phrase.contains(u' ')) {
        if (!longer.contains(phrase))
            longer << phrase;
    } else {
        single.insert(phrase);
    }
}

bool PhraseSet::occursIn(const QStringList &tokens, qsizetype skip, qsizetype skipLength) const
{
    for (qsizetype i = 0; i < tokens.size(); ++i) {
        if ((i < skip || i >= skip + skipLength) && single.contains(tokens[i]))
            return true;
    }
    if (longer.isEmpty() || tokens.size() < 2)
        return false;
    const QString all = u' ' + tokens.join(u' ') + u' ';
    return std::any_of(longer.begin(), longer.end(), [&](const QString &phrase) {
        const qsizetype at = all.indexOf(phrase);
        return at > 0 && all[at - 1] == u' ' && all[at + phrase.size()] == u' ';
    });
}

const PhraseSet &PatternTable::phrase(const QString &key) const
{
    static const PhraseSet none;
    const auto it = phrases.constFind(key);
    return it == phrases.constEnd() ? none : *it;
}

const PhraseSet &LexiconTables::word(const QString &list) const
{
    static const PhraseSet none;
    const auto it = words.constFind(list);
    return it == words.constEnd() ? none : *it;
}

QStringList LexiconTables::normalised(const QStringList &tokens) const
{
    QStringList out;
    out.reserve(tokens.size());
    for (const QString &token : tokens) {
        QString t = singular(token);
        if (!t.isEmpty() && t.back().isDigit() && !t.front().isDigit() && !vocabulary.contains(t)) {
            while (!t.isEmpty() && t.back().isDigit())
                t.chop(1);
        }
        if (!t.isEmpty())
            out << t;
    }
    return out;
}

Lexicons::Lexicons() : m_tables(std::make_shared<LexiconTables>()) {}
Lexicons::~Lexicons() = default;
Lexicons::Lexicons(const Lexicons &) = default;
Lexicons &Lexicons::operator=(const Lexicons &) = default;

Lexicons Lexicons::load(const QList<LexiconFile> &files, Diagnostics &diagnostics)
{
    Entries entries;
    std::vector<std::shared_ptr<const SpecTree>> trees;
    for (const LexiconFile &file : files) {
        const Result<std::shared_ptr<const SpecTree>> tree = parseSpec(file.bytes, file.name, diagnostics);
        if (!tree) {
            diagnostics.error(tree.error().message, tree.error().where);
            continue;
        }
        const SpecNode root = (*tree)->root();
        if (root[u"drawbridge-lexicon"].text() != "1"_L1) {
            diagnostics.error(LexiconText::tr("This is not a lexicon; one begins with “drawbridge-lexicon: 1”."), root.ref());
            continue;
        }
        trees.push_back(*tree);
        for (qsizetype i = 0; i < root.size(); ++i) {
            const QString key = root.keyAt(i);
            if (key == "add"_L1 || key == "remove"_L1)
                entries.read(root.at(i), {}, key == "remove"_L1);
            else
                entries.read(root.at(i), {key}, false);
        }
    }
    Lexicons lexicons;
    const auto tables = std::make_shared<LexiconTables>();
    Builder(*tables, diagnostics).build(entries.all());
    lexicons.m_tables = tables;
    return lexicons;
}

QStringList Lexicons::classIds() const
{
    QStringList ids = m_tables->classIndex.keys();
    ids.sort();
    return ids;
}

QStringList Lexicons::semantics() const { return sortedNames(m_tables->semantics); }
QStringList Lexicons::roles() const { return sortedNames(m_tables->roles); }
QStringList Lexicons::forms() const { return m_tables->forms; }

DataClass Lexicons::dataClass(const QString &id) const
{
    const auto it = m_tables->classIndex.constFind(id);
    return it == m_tables->classIndex.constEnd() ? DataClass() : m_tables->classes[*it].info;
}

bool Lexicons::matches(const QString &list, QStringView text) const
{
    const auto it = m_tables->lists.constFind(list);
    return it != m_tables->lists.constEnd() && it->occursIn(m_tables->normalised(nameTokens(text.first(std::min<qsizetype>(text.size(), 1024)))));
}

QStringList Lexicons::lists() const
{
    QStringList names = m_tables->lists.keys();
    names.sort();
    return names;
}

} // namespace drawbridge
