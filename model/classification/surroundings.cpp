// SPDX-License-Identifier: Apache-2.0
#include "classification/surroundings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// The word that says what a type name is about: "CustomerAddressDetailsV2" → address; and the two last ones joined.
QStringList headsOf(const QStringList &tokens, const PhraseSet &filler)
{
    qsizetype end = tokens.size();
    while (end > 0 && (filler.single.contains(tokens[end - 1]) || tokens[end - 1].at(0).isDigit()))
        --end;
    if (end == 0)
        return {};
    QStringList heads{tokens[end - 1]};
    if (end > 1) {
        heads << tokens[end - 2] + tokens[end - 1];
        if (tokens[end - 1] == "number"_L1 || tokens[end - 1] == "address"_L1 || tokens[end - 1] == "name"_L1)
            heads << tokens[end - 2];
    }
    return heads;
}

void countStopWords(const QString &text, const QList<LanguageTable> &languages, std::vector<int> &counts, int &words)
{
    const QStringList tokens = nameTokens(text);
    words += int(tokens.size());
    for (const QString &token : tokens) {
        for (qsizetype i = 0; i < languages.size(); ++i)
            counts[size_t(i)] += languages[i].stop.contains(token);
    }
}

} // namespace

std::pair<QString, QString> splitPath(const QString &path)
{
    QString trimmed = path;
    while (trimmed.endsWith("[]"_L1))
        trimmed.chop(2);
    const qsizetype dot = trimmed.lastIndexOf(u'.');
    return dot < 0 ? std::pair{QString(), trimmed} : std::pair{trimmed.first(dot), trimmed.sliced(dot + 1)};
}

QStringList pathWords(const QString &path, const LexiconTables &tables, QString *lastSegment)
{
    QStringList words;
    for (const QString &segment : path.section(u'?', 0, 0).split(u'/', Qt::SkipEmptyParts)) {
        if (segment.startsWith(u'{') || segment.startsWith(u':') || segment.startsWith(u'<'))
            continue;
        const bool version = segment.size() <= 5 && segment.startsWith(u'v') && segment.size() > 1 && segment[1].isDigit();
        if (version || segment.compare("api"_L1, Qt::CaseInsensitive) == 0 || segment.compare("rest"_L1, Qt::CaseInsensitive) == 0)
            continue;
        words += tables.normalised(nameTokens(segment));
        if (lastSegment)
            *lastSegment = segment;
    }
    return words;
}

SurroundingsOf::SurroundingsOf(const ThreatModel &model, const LexiconTables &tables) : m_model(model), m_tables(tables) {}

Surroundings &SurroundingsOf::operator()(const Field &field)
{
    const QUuid owner = field.schema ? field.schema.uuid() : field.operation.uuid();
    const QString parent = splitPath(field.path).first;
    const std::pair key(owner, parent);
    auto it = m_known.find(key);
    if (it == m_known.end())
        it = m_known.insert(key, make(field, parent));
    return *it;
}

Surroundings SurroundingsOf::make(const Field &field, const QString &parentPath) const
{
    const PhraseSet &filler = m_tables.word(u"filler"_s);
    Surroundings s;
    const auto nearest = [&](const QStringList &tokens) {
        if (!s.head.isEmpty())
            return;
        s.head = headsOf(tokens, filler);
        if (!s.head.isEmpty())
            s.near = tokens;
    };
    const QStringList parts = parentPath.split(u'.', Qt::SkipEmptyParts);
    for (auto part = parts.rbegin(); part != parts.rend() && s.all.size() < 32; ++part) {
        const QStringList tokens = m_tables.normalised(nameTokens(*part));
        nearest(tokens);
        s.all += tokens;
    }
    OperationId operation = field.operation;
    if (const Schema *schema = m_model.schemas.find(field.schema)) {
        operation = schema->operation;
        if (operation.isNull()) {
            const QStringList tokens = m_tables.normalised(nameTokens(schema->name));
            nearest(tokens);
            s.all += tokens;
        }
    }
    if (const Operation *op = m_model.operations.find(operation)) {
        QString last;
        const QStringList words = pathWords(op->path, m_tables, &last);
        nearest(m_tables.normalised(nameTokens(last)));
        s.all += words;
    }
    const PhraseSet &business = m_tables.word(u"business"_s);
    s.business = !s.head.isEmpty() && business.single.contains(s.head.first());
    s.infrastructure = m_tables.word(u"infrastructure"_s).occursIn(s.all);
    return s;
}

void SurroundingsOf::sawSureTerm(const SourceId &source, int language, const QString &term)
{
    m_sureTerms[{source, language}].insert(term);
}

void SurroundingsOf::decideLanguages()
{
    // About 1,500 texts of each kind are enough; chosen by id, so that equal models choose the same.
    QHash<SourceId, std::pair<std::vector<int>, int>> votes;
    const auto vote = [&](const SourceId &source, const QString &text) {
        if (text.isEmpty())
            return;
        auto &entry = votes[source];
        if (entry.first.empty())
            entry.first.resize(size_t(m_tables.languages.size()));
        countStopWords(text, m_tables.languages, entry.first, entry.second);
    };
    const quint32 fieldStep = quint32(m_model.fields.size() / 1500 + 1), operationStep = quint32(m_model.operations.size() / 500 + 1);
    for (const Field &field : m_model.fields) {
        if (field.id.uuid().data1 % fieldStep == 0)
            vote(field.provenance.source, field.description);
    }
    for (const Operation &operation : m_model.operations) {
        if (operation.id.uuid().data1 % operationStep == 0) {
            vote(operation.provenance.source, operation.summary);
            vote(operation.provenance.source, operation.description.left(200));
        }
    }
    constexpr double spokenShare = 0.10; // running text has 20 to 40 % of these words; a foreign one below 5 %
    for (auto it = votes.cbegin(); it != votes.cend(); ++it) {
        for (qsizetype i = 0; i < m_tables.languages.size(); ++i) {
            if (it->second >= 8 && it->first[size_t(i)] >= spokenShare * it->second)
                m_languages[it.key()] |= 1u << i;
        }
    }
    // Without descriptions that tell, two words of a language do; Spanish text needs no Portuguese words.
    QHash<SourceId, quint32> concluded;
    for (auto it = m_sureTerms.cbegin(); it != m_sureTerms.cend(); ++it) {
        if (it->size() >= 2)
            concluded[it.key().first] |= 1u << it.key().second;
    }
    quint32 english = 0;
    for (qsizetype i = 0; i < m_tables.languages.size(); ++i)
        english |= m_tables.languages[i].code == "en"_L1 ? 1u << i : 0;
    for (auto it = concluded.cbegin(); it != concluded.cend(); ++it) {
        if ((m_languages.value(it.key()) & ~english) == 0)
            m_languages[it.key()] |= *it;
    }
}

} // namespace drawbridge
