// SPDX-License-Identifier: Apache-2.0
#include "classification/surroundings.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

enum class Where : quint8 { Last, Segment, Id, Summary, Tag, Begins };

struct Clue
{
    int role = -1;
    Where where = Where::Last;
};

class RoleInference
{
public:
    RoleInference(const ThreatModel &model, const ModelIndex &index, const LexiconTables &tables, const QHash<FieldId, FieldMeaning> &meanings)
        : m_model(model), m_index(index), m_tables(tables), m_meanings(meanings), m_filler(tables.word(u"id_filler"_s).single)
    {
        for (int i = 0; i < tables.roles.size(); ++i) {
            const PatternTable &role = tables.roles[i];
            static constexpr std::pair<QStringView, Where> keys[] = {{u"last", Where::Last}, {u"segment", Where::Segment}, {u"ids", Where::Id},
                                                                          {u"summary", Where::Summary}, {u"tags", Where::Tag},
                                                                          {u"begins", Where::Begins}};
            for (const auto &[key, where] : keys) {
                const PhraseSet &phrases = role.phrase(key.toString());
                for (const QString &phrase : phrases.single)
                    m_clues[phrase].append({i, where});
                for (const QString &phrase : phrases.longer) {
                    m_clues[phrase].append({i, where});
                    m_clues[QString(phrase).remove(u' ')].append({i, where});
                }
            }
        }
    }

    QList<RoleMatch> rolesOf(const Operation &op)
    {
        std::map<QString, RoleMatch> found; // by role, sorted
        for (const QString &role : op.roles)
            found[role] = {role, Certainty::Certain, u"set by a person"_s};
        if (found.empty() && op.kind == OperationKind::Operation)
            infer(op, found);
        QList<RoleMatch> result;
        for (const auto &[name, match] : found)
            result << match;
        return result;
    }

private:
    struct Words
    {
        QList<QStringList> segments; // of the path, without variables and versions
        QList<QStringList> raw;      // the same words as written: joined by spaces, and without
        QStringList id;
        QStringList all;
    };

    void infer(const Operation &op, std::map<QString, RoleMatch> &found)
    {
        Words words;
        for (const QString &segment : op.path.section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts)) {
            if (segment.startsWith(u'{') || segment.startsWith(u':') || segment.startsWith(u'<'))
                continue;
            const QStringList tokens = m_tables.normalised(nameTokens(segment));
            if (tokens.isEmpty() || (tokens.size() == 1 && tokens[0] == u"v"_s))
                continue;
            const QStringList written = nameTokens(segment);
            words.segments << tokens;
            words.raw << QStringList{written.join(u' '), written.join(QString())};
        }
        words.id = m_tables.normalised(nameTokens(op.operationId));
        for (const QStringList &segment : words.segments)
            words.all += segment;
        words.all += words.id;

        // The last segment counts where nothing but a variable follows: in DELETE /users/{id} it is "users".
        for (qsizetype i = 0; i < words.segments.size(); ++i) {
            const QString text = words.segments[i].join(u' ');
            for (const Clue &clue : m_clues.value(text)) {
                if (m_tables.roles[clue.role].has(u"exact"_s) && !words.raw[i].contains(text))
                    continue; // "seeds" are grown, "seed" fills a database
                if (clue.where == Where::Segment || (clue.where == Where::Last && i == words.segments.size() - 1))
                    consider(op, clue.role, words, i, u"path segment "_s + text, found);
            }
        }
        // Calls named like procedures: in /doSignIn and /adminSetRole the segment reads as an operationId does.
        if (!words.segments.isEmpty() && words.segments.last().size() > 1)
            phrases(words.segments.last(), Where::Id, op, words, found);
        const QStringList summary = m_tables.normalised(nameTokens(op.summary)).mid(0, 12);
        begins(words.segments.isEmpty() ? QStringList() : words.segments.last(), op, words, u"path segment begins with "_s, found);
        begins(words.id, op, words, u"operationId begins with "_s, found);
        begins(summary, op, words, u"summary begins with "_s, found);
        for (const QString &tag : op.tags) {
            for (const Clue &clue : m_clues.value(m_tables.normalised(nameTokens(tag)).join(u' '))) {
                if (clue.where == Where::Tag)
                    consider(op, clue.role, words, words.segments.size(), u"tag "_s + tag, found);
            }
        }
        phrases(words.id, Where::Id, op, words, found);
        phrases(summary, Where::Summary, op, words, found);
    }

    void begins(const QStringList &tokens, const Operation &op, const Words &words, const QString &evidence, std::map<QString, RoleMatch> &found)
    {
        if (tokens.size() < 2)
            return; // a whole segment is told by `segment` and `last`
        for (const Clue &clue : m_clues.value(tokens[0])) {
            if (clue.where == Where::Begins)
                consider(op, clue.role, words, words.segments.size() - 1, evidence + tokens[0], found);
        }
    }

    void phrases(const QStringList &tokens, Where where, const Operation &op, const Words &words, std::map<QString, RoleMatch> &found)
    {
        for (qsizetype start = 0; start < tokens.size(); ++start) {
            QString text;
            for (qsizetype length = 1; length <= 4 && start + length <= tokens.size(); ++length) {
                text += (length > 1 ? u" "_s : QString()) + tokens[start + length - 1];
                const auto clues = m_clues.constFind(text);
                if (clues == m_clues.constEnd())
                    continue;
                if (where == Where::Id && !fillerAround(tokens, start, length))
                    continue;
                for (const Clue &clue : *clues) {
                    if (clue.where == where)
                        consider(op, clue.role, words, words.segments.size(), (where == Where::Id ? u"operationId: "_s : u"summary: "_s) + text, found);
                }
            }
        }
    }

    bool fillerAround(const QStringList &tokens, qsizetype start, qsizetype length) const
    {
        for (qsizetype i = 0; i < tokens.size(); ++i) {
            if ((i < start || i >= start + length) && !m_filler.contains(tokens[i]))
                return false;
        }
        return true;
    }

    void consider(const Operation &op, int index, const Words &words, qsizetype segment, const QString &evidence, std::map<QString, RoleMatch> &found)
    {
        const PatternTable &role = m_tables.roles[index];
        const QString name = role.has(u"as"_s) ? role.value(u"as"_s).value(0) : role.name;
        if (found.contains(name))
            return;
        if (role.has(u"methods"_s) && !role.value(u"methods"_s).contains(op.method))
            return;
        if (role.has(u"near_end"_s) && segment < words.segments.size() - 2)
            return;
        if (excluded(role, words))
            return;
        if (role.has(u"parent"_s)) {
            const PhraseSet &parents = role.phrase(u"parent"_s);
            const bool below = std::any_of(words.segments.begin(), words.segments.begin() + std::min(segment, words.segments.size()),
                                           [&](const QStringList &s) { return parents.occursIn(s); });
            if (!below)
                return;
        }
        if (role.has(u"needs"_s) && !takesAny(op, role.value(u"needs"_s)))
            return;
        if (role.has(u"lacks"_s) && takesAny(op, role.value(u"lacks"_s)))
            return;
        found[name] = {name, Certainty::Likely, evidence};
    }

    // Words that exclude a role stand in the last two segments or the operationId: a parent resource excludes nothing.
    bool excluded(const PatternTable &role, const Words &words) const
    {
        const PhraseSet &no = role.phrase(u"not"_s);
        if (no.isEmpty())
            return false;
        QStringList near = words.id;
        for (qsizetype i = std::max<qsizetype>(0, words.segments.size() - 3); i < words.segments.size(); ++i)
            near += words.segments[i];
        return no.occursIn(near);
    }

    bool takesAny(const Operation &op, const QStringList &what)
    {
        const QSet<QString> &taken = takenBy(op);
        return std::any_of(what.begin(), what.end(), [&](const QString &w) { return taken.contains(w); });
    }

    // Classes (at likely or above) and semantics of what a request carries, two references deep.
    const QSet<QString> &takenBy(const Operation &op)
    {
        const auto it = m_taken.constFind(op.id);
        if (it != m_taken.constEnd())
            return *it;
        QSet<QString> taken;
        for (const FieldId &id : m_index.parametersOf(op.id))
            note(id, taken);
        QSet<SchemaId> visited;
        for (const Body &body : op.bodies) {
            if (!body.isRequest)
                continue;
            if (body.mediaType.contains("octet-stream"_L1) || body.mediaType.contains("multipart"_L1))
                taken.insert(u"binary_body"_s);
            collect(body.schema, 0, visited, taken);
        }
        return *m_taken.insert(op.id, taken);
    }

    void collect(const SchemaId &id, int depth, QSet<SchemaId> &visited, QSet<QString> &taken)
    {
        const Schema *schema = m_model.schemas.find(id);
        if (!schema || depth > 2 || visited.size() > 40 || visited.contains(id))
            return;
        visited.insert(id);
        for (const FieldId &field : m_index.fieldsOf(id)) {
            note(field, taken);
            if (const Field *f = m_model.fields.find(field); f && !f->readOnly && depth < 2)
                collect(f->schemaRef, depth + 1, visited, taken);
        }
        for (const SchemaId &part : schema->includes)
            collect(part, depth, visited, taken);
        for (const SchemaId &part : schema->variants)
            collect(part, depth + 1, visited, taken);
    }

    void note(const FieldId &id, QSet<QString> &taken) const
    {
        const Field *field = m_model.fields.find(id);
        const auto it = m_meanings.constFind(id);
        if (!field || field->readOnly || it == m_meanings.constEnd())
            return;
        if (!it->semantic.isEmpty())
            taken.insert(it->semantic);
        for (const ClassMatch &match : it->classes) {
            // An encrypted password inside a payment is handed on, not checked here.
            if (match.certainty != Certainty::Possible && match.form != "encrypted"_L1)
                taken.insert(match.dataClass);
        }
    }

    const ThreatModel &m_model;
    const ModelIndex &m_index;
    const LexiconTables &m_tables;
    const QHash<FieldId, FieldMeaning> &m_meanings;
    const QSet<QString> &m_filler;
    QHash<QString, QList<Clue>> m_clues; // by phrase
    QHash<OperationId, QSet<QString>> m_taken;
};

} // namespace

QHash<OperationId, QList<RoleMatch>> inferRoles(const ThreatModel &model, const ModelIndex &index, const Lexicons &lexicons,
                                                const QHash<FieldId, FieldMeaning> &meanings)
{
    RoleInference inference(model, index, lexicons.tables(), meanings);
    QHash<OperationId, QList<RoleMatch>> roles;
    for (const Operation &operation : model.operations) {
        if (const QList<RoleMatch> found = inference.rolesOf(operation); !found.isEmpty())
            roles.insert(operation.id, found);
    }
    return roles;
}

} // namespace drawbridge
