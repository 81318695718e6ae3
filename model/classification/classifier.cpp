// SPDX-License-Identifier: Apache-2.0
#include "classification/nameanalysis.h"
#include "classification/semantics.h"
#include "classification/surroundings.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr double cap = 0.94;

double certaintyOf(double bits) { return std::min(cap, 1 / (1 + std::exp2(-bits))); }

// Collects the evidence for one class.
struct Case
{
    double bits;
    QStringList signalTexts;

    void add(double weight, const QString &text)
    {
        bits += weight;
        if (weight > 0)
            signalTexts << text;
    }
};

bool startsOtherwise(const QString &description)
{
    static constexpr QStringView starts[] = {u"whether", u"if true", u"true if", u"if `true`", u"the type of", u"type of", u"the id of", u"unique identifier", u"the unique id",
                                             u"the number of", u"number of", u"the url", u"url of", u"the name of the", u"name of the", u"indicates", u"the status", u"boolean",
                                             u"the kind", u"date and time", u"the date", u"when ", u"timestamp", u"path to", u"the path", u"specifies whether", u"set to true"};
    return std::any_of(std::begin(starts), std::end(starts), [&](QStringView s) { return description.startsWith(s, Qt::CaseInsensitive); });
}

class Classifier
{
public:
    Classifier(const ThreatModel &model, const LexiconTables &tables)
        : m_model(model), m_tables(tables), m_weights(tables.weights), m_surroundings(model, tables)
    {
        m_person = &tables.word(u"person"_s);
        m_businessWords = &tables.word(u"business"_s);
        m_infrastructureWords = &tables.word(u"infrastructure"_s);
    }

    QHash<FieldId, FieldMeaning> run(const ModelIndex &index)
    {
        m_names.reserve(m_model.fields.size() / 4);
        for (const Field &field : m_model.fields) {
            const NameInfo &info = nameInfo(field);
            if (info.isPersonal && holdsText(field)) {
                Surroundings &around = m_surroundings(field);
                ++around.personalFields;
                for (const NameHit &hit : info.hits) {
                    if (hit.tier == Tier::Strong && hit.after == 0)
                        around.classes.insert(m_tables.classes[hit.dataClass].info.id);
                }
            }
            for (const NameHit &hit : info.hits) {
                if (hit.language >= 0 && hit.sure)
                    m_surroundings.sawSureTerm(field.provenance.source, hit.language, info.tokens.value(hit.start));
            }
        }
        m_surroundings.decideLanguages();
        SemanticInference semantics(m_model, index, m_tables, m_surroundings);
        QHash<FieldId, FieldMeaning> meanings;
        for (const Field &field : m_model.fields) {
            FieldMeaning meaning;
            meaning.classes = classesOf(field);
            semantics.infer(field, nameInfo(field).tokens, meaning);
            if (!meaning.classes.isEmpty() || !meaning.semantic.isEmpty())
                meanings.insert(field.id, meaning);
        }
        return meanings;
    }

private:
    const NameInfo &nameInfo(const Field &field)
    {
        const auto it = m_names.constFind(field.name);
        return it != m_names.constEnd() ? *it : *m_names.insert(field.name, analyseName(field.name, m_tables));
    }

    // The type, seen through a reference to a named simple type.
    QString typeOf(const Field &field) const
    {
        if (!field.schemaRef.isNull()) {
            const Schema *schema = m_model.schemas.find(field.schemaRef);
            return schema && !schema->type.isEmpty() ? schema->type : u"object"_s;
        }
        return field.type;
    }

    bool holdsText(const Field &field) const
    {
        const QString type = typeOf(field);
        return type.isEmpty() || type.contains("string"_L1) || type == "array"_L1;
    }

    bool fits(const QString &type, const ClassTable &table) const
    {
        if (type.isEmpty() || type.contains("string"_L1) || type == "array"_L1 || type == "file"_L1)
            return true;
        for (QStringView part : QStringView(type).split(u'|')) {
            if (table.types.contains(part.toString()))
                return true;
        }
        return false;
    }

    static bool formatContradicts(const QString &format, const ClassTable &table)
    {
        if (format.isEmpty() || table.formats.contains(format))
            return false;
        const QString &id = table.info.id;
        if (format == "date"_L1 || format == "date-time"_L1 || format == "time"_L1 || format == "duration"_L1)
            return id != "pii.dob"_L1 && id != "pci.cardholder"_L1 && !id.startsWith("child"_L1);
        if (format == "uri"_L1 || format == "url"_L1 || format == "uri-reference"_L1 || format == "uri-template"_L1)
            return id != "secret.connection"_L1 && id != "pii.photo"_L1 && id != "pii.doc_image"_L1 && id != "pii.signature"_L1;
        if (format == "uuid"_L1)
            return id.startsWith("pii.name"_L1) || id.startsWith("pii.contact"_L1) || id.startsWith("pii.address"_L1) || id.startsWith("pci."_L1) || id == "cred.password"_L1;
        if (format == "email"_L1 || format == "hostname"_L1)
            return id == "pii.name"_L1 || id == "pii.address"_L1;
        return false;
    }

    QList<ClassMatch> classesOf(const Field &field)
    {
        if (!field.dataClass.isEmpty())
            return {{field.dataClass, u"plain"_s, Certainty::Certain, 99, {u"set by a person"_s}}};
        const NameInfo &info = nameInfo(field);
        QVarLengthArray<int, 6> candidates;
        const auto consider = [&](int index) {
            if (!candidates.contains(index))
                candidates.append(index);
        };
        for (const NameHit &hit : info.hits)
            consider(hit.dataClass);
        if (!field.format.isEmpty()) {
            for (int index : m_tables.classesByFormat.value(field.format))
                consider(index);
        }
        if (!field.pattern.isEmpty()) {
            for (int index : m_tables.classesByPattern.value(field.pattern))
                consider(index);
        }
        for (const QString &shape : field.exampleShapes) {
            for (int index : m_tables.classesBySample.value(shape))
                consider(index);
        }
        if (field.location == FieldLocation::Header || field.location == FieldLocation::Cookie)
            considerCredentialHeader(info, consider);
        if (candidates.isEmpty() && field.annotation.isEmpty())
            return {};

        const Surroundings &around = m_surroundings(field);
        QList<ClassMatch> matches;
        for (int index : candidates) {
            if (ClassMatch match = judge(field, info, around, index); !match.dataClass.isEmpty())
                matches << match;
        }
        annotate(field, matches);
        std::sort(matches.begin(), matches.end(),
                  [](const ClassMatch &a, const ClassMatch &b) { return a.bits != b.bits ? a.bits > b.bits : a.dataClass < b.dataClass; });
        for (qsizetype i = matches.size() - 1; i > 0; --i) { // two ways into one class, say org.business_contact
            if (std::any_of(matches.begin(), matches.begin() + i, [&](const ClassMatch &m) { return m.dataClass == matches[i].dataClass; }))
                matches.removeAt(i);
        }
        return matches;
    }

    template <class Consider> void considerCredentialHeader(const NameInfo &info, Consider &&consider)
    {
        if (isCredentialHeader(info.tokens))
            consider(m_tables.classIndex.value(u"token.auth"_s, 0));
    }

    static bool isCredentialHeader(const QStringList &tokens) { return tokens == QStringList{u"authorization"_s} || tokens == QStringList{u"proxy"_s, u"authorization"_s}; }

    // Whether a faint word stands directly below a word that gives it meaning.
    bool isNear(const NameInfo &info, const NameHit &hit, const Surroundings &around, const ClassTable &table) const
    {
        const QSet<QString> &neutral = m_tables.word(u"neutral"_s).single;
        for (qsizetype i = hit.start - 1; i >= 0; --i) {
            if (neutral.contains(info.tokens[i]))
                continue;
            return table.near.single.contains(info.tokens[i]);
        }
        if (!info.above.isEmpty())
            return table.near.single.contains(info.above.last());
        return std::any_of(around.head.begin(), around.head.end(), [&](const QString &head) { return table.near.single.contains(head); })
            || isBeside(around, table);
    }

    // "number" beside a security code is a card's.
    static bool isBeside(const Surroundings &around, const ClassTable &table)
    {
        return std::any_of(table.beside.begin(), table.beside.end(), [&](const QString &id) { return around.classes.contains(id); });
    }

    const NameHit *bestHit(const NameInfo &info, const Surroundings &around, const Field &field, int index)
    {
        const NameHit *best = nullptr;
        const auto rank = [](const NameHit &hit) { return (hit.tier == Tier::Strong ? 100 : hit.tier == Tier::Weak ? 50 : 0) + int(hit.after) * 10 + hit.length; };
        for (const NameHit &hit : info.hits) {
            if (hit.dataClass != index)
                continue;
            if (!hit.sure && !(m_surroundings.languagesOf(field.provenance.source) >> hit.language & 1))
                continue;
            if (hit.tier == Tier::Faint && !isNear(info, hit, around, m_tables.classes[index])) {
                // Between a phone number and an e-mail address even "name" is a person's.
                const bool alone = info.tokens.size() == 1 && info.above.isEmpty();
                const bool described = field.description.isEmpty() || m_person->occursIn(m_tables.normalised(nameTokens(field.description)));
                if (!(alone && info.tokens.first() == "name"_L1 && around.personalFields >= 2 && !around.business && described))
                    continue;
            }
            if (!best || rank(hit) > rank(*best))
                best = &hit;
        }
        return best;
    }

    ClassMatch judge(const Field &field, const NameInfo &info, const Surroundings &around, int index)
    {
        const ClassTable &table = m_tables.classes[index];
        Case evidence{m_weights.prior, {}};
        const NameHit *hit = bestHit(info, around, field, index);
        const QString type = typeOf(field);
        if (hit) {
            const QString words = info.tokens.mid(hit->start, hit->length).join(u' ');
            evidence.add(hit->pair ? m_weights.pair : hit->tier == Tier::Strong ? m_weights.strong : m_weights.weak, u"name: "_s + words);
            evidence.bits += hit->after;
            if (info.counts && hit->start > 0)
                evidence.bits += m_weights.countPrefix;
            if (info.flags && hit->start > 0 && !type.contains("string"_L1))
                evidence.bits += m_weights.flagPrefix;
            if (info.vendor)
                evidence.bits += m_weights.vendor;
            if (table.against.occursIn(info.tokens, hit->start, hit->length))
                evidence.bits += m_weights.denied;
            else if (!isBeside(around, table) && table.against.occursIn(!info.above.isEmpty() ? info.above : hit->tier == Tier::Strong ? around.head.mid(0, 1) : around.near))
                evidence.bits += m_weights.denied;
            if (hit->tier != Tier::Strong) {
                const QStringList before = info.tokens.mid(0, hit->start);
                if (isBeside(around, table))
                    evidence.add(m_weights.context, u"beside a card's security code or number"_s);
                else if (table.context.occursIn(before) || table.context.occursIn(info.above) || table.context.occursIn(around.all))
                    evidence.add(m_weights.context, contextText(around, info, table));
                if (table.info.personal && around.personalFields - (info.isPersonal ? 1 : 0) >= 2)
                    evidence.add(m_weights.siblings, u"beside other personal fields"_s);
            }
        } else if (table.sampleNeedsName) {
            return {};
        }
        const bool isCookie = field.location == FieldLocation::Cookie || field.location == FieldLocation::Header;
        if (isCookie && isCredentialHeader(info.tokens) && table.info.id == "token.auth"_L1)
            evidence.add(m_weights.location, u"header that carries credentials"_s);
        if (!field.format.isEmpty() && table.formats.contains(field.format))
            evidence.add(field.format == "password"_L1 ? m_weights.formatPassword : m_weights.format, u"format "_s + field.format);
        if (!field.pattern.isEmpty() && table.patterns.contains(field.pattern))
            evidence.add(m_weights.pattern, u"pattern of such values"_s);
        weighSamples(field, table, hit, evidence);
        weighDescription(field, table, evidence);
        if (!fits(type, table) || (field.format != "password"_L1 && formatContradicts(field.format, table)))
            evidence.bits += m_weights.typeMismatch;
        if (!table.words && field.enumValues.size() > 1)
            evidence.bits += m_weights.wordList;
        return settle(field, info, around, index, hit, evidence);
    }

    // Business and infrastructure turn personal data into something else.
    ClassMatch settle(const Field &field, const NameInfo &info, const Surroundings &around, int index, const NameHit *hit, Case &evidence)
    {
        int becomes = index;
        const ClassTable &table = m_tables.classes[index];
        const QStringList before = hit ? info.tokens.mid(0, hit->start) : info.tokens;
        if (table.business >= 0) {
            const bool named = m_businessWords->occursIn(before) && !m_person->occursIn(before);
            const bool above = !info.above.isEmpty() && m_businessWords->single.contains(info.above.last());
            // An address of a company's mailbox is mostly somebody's: only its own name says otherwise.
            const bool mail = info.tokens.contains(u"email"_s) || info.tokens.contains(u"mail"_s);
            const bool personNamed = m_person->occursIn(before) || (hit && m_person->occursIn(info.tokens.mid(hit->start, hit->length)));
            if (named || (!personNamed && (above || (around.business && !mail))))
                becomes = table.business;
        }
        if (table.infrastructure >= 0 && (around.infrastructure || m_infrastructureWords->occursIn(before)) && !m_person->occursIn(before)
            && !m_person->occursIn(around.near)) {
            becomes = table.infrastructure;
            evidence.bits += hit && hit->tier == Tier::Strong ? m_weights.infrastructure + 2 : m_weights.infrastructure + 4;
        }
        if (table.infrastructure >= 0 && field.exampleShapes.contains(u"ipv4:private"_s))
            becomes = table.infrastructure;
        ClassMatch match;
        const double certainty = certaintyOf(evidence.bits);
        if (certainty < 0.5)
            return match;
        match.dataClass = m_tables.classes[becomes].info.id;
        match.bits = evidence.bits;
        match.certainty = certainty >= 0.75 ? Certainty::Likely : Certainty::Possible;
        match.signalTexts = evidence.signalTexts;
        match.form = formOf(field, info, match.dataClass);
        return match;
    }

    QString contextText(const Surroundings &around, const NameInfo &info, const ClassTable &table) const
    {
        for (const QStringList &words : {info.tokens, info.above, around.near, around.all}) {
            for (const QString &word : words) {
                if (table.context.single.contains(word))
                    return u"context: "_s + word;
            }
        }
        return u"context"_s;
    }

    void weighSamples(const Field &field, const ClassTable &table, const NameHit *hit, Case &evidence) const
    {
        for (const QString &shape : field.exampleShapes) {
            const bool checked = shape == "iban"_L1 || shape == "card-number"_L1 || shape == "jwt"_L1 || shape == "private-key"_L1 || shape == "url:credentials"_L1;
            if (table.samples.contains(shape))
                return evidence.add(checked ? m_weights.sampleStrong : m_weights.sample, u"sample: "_s + shape);
            if (table.info.id == "secret.api_key"_L1 && shape.startsWith("api-key:"_L1))
                return evidence.add(m_weights.sampleStrong, u"sample: "_s + shape);
            const bool secret = table.info.id.startsWith("secret."_L1) || table.info.id.startsWith("token."_L1);
            if (hit && secret && (shape == "high-entropy"_L1 || shape == "opaque"_L1) && hit->after == 0)
                return evidence.add(m_weights.context, u"sample: random value"_s);
            if (hit && table.info.id == "pii.govid"_L1 && shape.startsWith("national-id:"_L1))
                return evidence.add(m_weights.sample, u"sample: "_s + shape);
            if (hit && table.info.id == "cred.password"_L1 && (shape == "bcrypt"_L1 || shape == "argon2"_L1 || shape == "scrypt"_L1))
                return evidence.add(m_weights.sample, u"sample: "_s + shape);
        }
    }

    void weighDescription(const Field &field, const ClassTable &table, Case &evidence) const
    {
        if (field.description.isEmpty())
            return;
        const QStringView text = QStringView(field.description).left(300);
        const bool otherwise = startsOtherwise(field.description);
        for (const QString &phrase : table.describe) {
            const qsizetype at = text.indexOf(phrase, 0, Qt::CaseInsensitive);
            if (at < 0 || (at > 0 && text[at - 1].isLetterOrNumber()))
                continue;
            const QStringView before = text.first(at);
            const bool negated = before.endsWith(u"not a ") || before.endsWith(u"not the ") || before.endsWith(u"without ") || before.contains(u"masked", Qt::CaseInsensitive);
            if (!negated && !(otherwise && !table.info.id.startsWith("pii."_L1) && !table.info.id.startsWith("pci."_L1)))
                return evidence.add(m_weights.description, u"description: "_s + phrase);
        }
        const bool names = table.info.id == "pii.name"_L1 || table.info.id == "pci.cardholder"_L1 || table.info.id == "pii.address"_L1 || table.info.id == "pii.dob"_L1;
        if (otherwise && !names)
            evidence.bits += m_weights.describedOtherwise;
    }

    QString formOf(const Field &field, const NameInfo &info, const QString &dataClass) const
    {
        const bool password = dataClass == "cred.password"_L1;
        for (const QString &shape : field.exampleShapes) {
            if (shape == "masked"_L1)
                return u"masked"_s;
            if (shape == "bcrypt"_L1 || shape == "argon2"_L1 || shape == "scrypt"_L1 || shape == "pbkdf2"_L1)
                return u"password_hash"_s;
        }
        const QStringView description = QStringView(field.description).left(300);
        if (info.form == "hashed"_L1 || (info.form.isEmpty() && password && description.contains(u"hashed", Qt::CaseInsensitive)))
            return password ? u"password_hash"_s : u"hashed"_s;
        if (!info.form.isEmpty())
            return info.form;
        if (description.contains(u"masked", Qt::CaseInsensitive) || description.contains(u"last four", Qt::CaseInsensitive) || description.contains(u"obfuscated", Qt::CaseInsensitive)
            || description.contains(u"redacted", Qt::CaseInsensitive))
            return u"masked"_s;
        return u"plain"_s;
    }

    void annotate(const Field &field, QList<ClassMatch> &matches) const
    {
        if (field.annotation.isEmpty())
            return;
        const auto certain = [&](const QString &id) {
            matches.removeIf([&](const ClassMatch &m) { return m.dataClass == id; });
            matches.prepend({id, u"plain"_s, Certainty::Certain, 50, {u"annotation "_s + field.annotation}});
        };
        const QString text = field.annotation.section(u'=', -1).trimmed().toLower();
        if (m_tables.classIndex.contains(text))
            return certain(text);
        const NameInfo named = analyseName(text, m_tables);
        for (const NameHit &hit : named.hits) {
            if (hit.tier == Tier::Strong)
                return certain(m_tables.classes[hit.dataClass].info.id);
        }
        if (text == "false"_L1 || text == "no"_L1 || text == "none"_L1)
            return;
        if (!matches.isEmpty()) { // "true", "pii", "sensitive": it is what it looks like
            std::sort(matches.begin(), matches.end(), [](const ClassMatch &a, const ClassMatch &b) { return a.bits > b.bits; });
            ClassMatch &best = matches.first();
            best.certainty = Certainty::Certain;
            best.bits += 20;
            best.signalTexts.prepend(u"annotation "_s + field.annotation);
        } else {
            certain(text.contains("pii"_L1) || field.annotation.contains("pii"_L1) || text.contains("personal"_L1) ? u"pii.user_content"_s : u"org.confidential"_s);
        }
    }

    const ThreatModel &m_model;
    const LexiconTables &m_tables;
    const LexiconTables::Weights &m_weights;
    SurroundingsOf m_surroundings;
    QHash<QString, NameInfo> m_names;
    const PhraseSet *m_person, *m_businessWords, *m_infrastructureWords;
};

} // namespace

QHash<FieldId, FieldMeaning> classifyFields(const ThreatModel &model, const ModelIndex &index, const Lexicons &lexicons)
{
    return Classifier(model, lexicons.tables()).run(index);
}

QString schemaNameOf(const ThreatModel &model, const Field &field)
{
    if (const Schema *schema = model.schemas.find(field.schema))
        return schema->name;
    if (const Operation *operation = model.operations.find(field.operation))
        return operation->method + u' ' + operation->path + u" parameters"_s;
    return {};
}

} // namespace drawbridge
