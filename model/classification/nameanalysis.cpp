// SPDX-License-Identifier: Apache-2.0
#include "classification/nameanalysis.h"

#include "classification/surroundings.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

bool isNumber(const QString &token)
{
    return std::all_of(token.begin(), token.end(), [](QChar c) { return c.isDigit(); });
}

QString formOf(const QStringList &tokens, const LexiconTables &tables)
{
    static constexpr std::pair<QStringView, QStringView> forms[] = {{u"form_masked", u"masked"},   {u"form_truncated", u"truncated"},
                                                                              {u"form_hashed", u"hashed"},   {u"form_encrypted", u"encrypted"},
                                                                              {u"form_tokenised", u"tokenised"}, {u"form_public", u"public"}};
    for (const auto &[list, form] : forms) {
        if (tables.word(list.toString()).occursIn(tokens))
            return form.toString();
    }
    return {};
}

void findTerms(NameInfo &info, const LexiconTables &tables)
{
    const QStringList &tokens = info.tokens;
    const qsizetype count = std::min<qsizetype>(tokens.size(), 24);
    QVarLengthArray<NameHit, 8> found;
    for (qsizetype start = 0; start < count; ++start) {
        QString key;
        for (qsizetype length = 1; length <= tables.longestTerm && start + length <= count; ++length) {
            if (length > 1)
                key += u' ';
            key += tokens[start + length - 1];
            const auto it = tables.terms.constFind(key);
            if (it == tables.terms.constEnd())
                continue;
            for (const Term &term : *it)
                found.append({term.dataClass, term.tier, false, term.language, term.sure, qint16(start), qint16(length), 0, {}});
        }
        // Heads of compounds: kundentelefonnummer → telefonnummer.
        const QString &token = tokens[start];
        for (qsizetype length = std::min<qsizetype>(token.size() - 2, 24); length >= 5; --length) {
            const auto it = tables.suffixes.constFind(token.last(length));
            if (it != tables.suffixes.constEnd()) {
                found.append({it->dataClass, it->tier, false, it->language, true, qint16(start), 1, 0, {}});
                break;
            }
        }
    }
    // A longer term explains the words inside it: "postal code" is no code, "page token" no token.
    std::stable_sort(found.begin(), found.end(), [](const NameHit &a, const NameHit &b) { return a.length > b.length; });
    QVarLengthArray<NameHit, 8> kept;
    for (const NameHit &hit : found) {
        const bool inside = std::any_of(kept.begin(), kept.end(), [&](const NameHit &k) {
            return hit.start >= k.start && hit.start + hit.length <= k.start + k.length && (k.length > hit.length || k.dataClass < 0);
        });
        if (!inside)
            kept.append(hit);
    }
    for (const NameHit &hit : kept) {
        const bool denied = std::any_of(kept.begin(), kept.end(), [&](const NameHit &k) {
            return k.dataClass < 0 && hit.start < k.start + k.length && k.start < hit.start + hit.length && k.length >= hit.length;
        });
        if (hit.dataClass >= 0 && !denied)
            info.hits.append(hit);
    }
    for (int index : tables.classesWithPairs) {
        for (const QStringList &pair : tables.classes[index].pairs) {
            qsizetype first = tokens.size(), last = -1;
            for (const QString &word : pair) {
                const qsizetype at = word == u'+' ? -2 : tokens.indexOf(word);
                if (at == -1)
                    last = tokens.size() * 2;
                if (at >= 0) {
                    first = std::min(first, at);
                    last = std::max(last, at);
                }
            }
            if (last < tokens.size() && last >= first)
                info.hits.append({index, Tier::Strong, true, -1, true, qint16(first), qint16(last - first + 1), 0, {}});
        }
    }
}

// A name is about its last noun: what follows a term may change the subject.
void weighTail(NameInfo &info, NameHit &hit, const LexiconTables &tables)
{
    const QSet<QString> &meta = tables.word(u"meta"_s).single, &neutral = tables.word(u"neutral"_s).single;
    const ClassTable &table = tables.classes[hit.dataClass];
    for (qsizetype i = hit.start + hit.length; i < info.tokens.size(); ++i) {
        const QString &token = info.tokens[i];
        if (isNumber(token) || neutral.contains(token) || table.acceptMeta.contains(token))
            continue;
        // In English and Germanic compounds the head comes last; elsewhere what follows describes it.
        const bool headLast = hit.language < 0 || tables.languages[hit.language].suffixes;
        if (meta.contains(token))
            hit.after = tables.weights.metaSuffix;
        else if (headLast)
            hit.after = tables.weights.otherHead;
        hit.metaWord = token;
        return;
    }
}

} // namespace

NameInfo analyseName(const QString &name, const LexiconTables &tables)
{
    NameInfo info;
    const auto [above, last] = splitPath(name);
    info.tokens = tables.normalised(nameTokens(last));
    if (!above.isEmpty())
        info.above = tables.normalised(nameTokens(above.section(u'.', -1).section(u'[', 0, 0)));
    if (info.tokens.isEmpty())
        return info;
    findTerms(info, tables);
    info.counts = info.tokens.size() > 1 && tables.word(u"count"_s).single.contains(info.tokens.first());
    info.flags = info.tokens.size() > 1 && tables.word(u"flag"_s).single.contains(info.tokens.first());
    info.vendor = tables.word(u"vendor"_s).occursIn(info.tokens);
    info.form = formOf(info.tokens, tables);
    for (NameHit &hit : info.hits) {
        weighTail(info, hit, tables);
        info.isPersonal |= hit.tier == Tier::Strong && hit.after == 0 && hit.sure && tables.classes[hit.dataClass].info.personal && !info.counts && !info.flags;
    }
    return info;
}

} // namespace drawbridge
