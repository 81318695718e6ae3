// SPDX-License-Identifier: Apache-2.0
// The word lists in the form in which the classifier looks things up.
#pragma once

#include "classification/classification.h"

#include <QSet>

#include <vector>

namespace drawbridge {

// How much a term says.
enum class Tier : quint8 { Nothing, Strong, Weak, Faint };

// Words of several tokens, each phrase with single spaces.
struct PhraseSet
{
    QSet<QString> single;
    QStringList longer;

    bool isEmpty() const { return single.isEmpty() && longer.isEmpty(); }
    void add(const QString &phrase);
    // Whether a phrase occurs among the tokens; those from `skip` on, `skipLength` of them, do not count.
    bool occursIn(const QStringList &tokens, qsizetype skip = -1, qsizetype skipLength = 0) const;
};

struct Term
{
    int dataClass = -1;
    Tier tier = Tier::Nothing;
    int language = -1; // index; -1: English or any
    bool sure = true;  // false: counts only where its language is spoken
};

struct ClassTable
{
    DataClass info;
    int business = -1, infrastructure = -1; // class that it becomes in such surroundings
    bool words = false;                     // an enumeration may hold it
    bool sampleNeedsName = false;
    PhraseSet context, near, against;
    QSet<QString> types, formats, acceptMeta;
    QStringList patterns, describe, samples;
    QSet<QString> beside; // classes whose presence in the same object gives a faint word its meaning
    QList<QStringList> pairs;
};

struct LanguageTable
{
    QString code;
    QSet<QString> stop;
    bool suffixes = false;
};

// A meaning or a purpose: named conditions, each a list. semantics.yaml and roles.yaml say what the keys mean.
struct PatternTable
{
    QString name;
    QHash<QString, PhraseSet> phrases;
    QHash<QString, QStringList> values;

    const PhraseSet &phrase(const QString &key) const;
    QStringList value(const QString &key) const { return values.value(key); }
    bool has(const QString &key) const { return values.contains(key); }
};

struct LexiconTables
{
    struct Weights
    {
        double prior = -3, strong = 6, pair = 5, weak = 3, context = 2, siblings = 2, format = 4, formatPassword = 6, pattern = 4, description = 3, sample = 5,
               sampleStrong = 7, location = 6, typeMismatch = -8, wordList = -8, metaSuffix = -6, otherHead = -3, countPrefix = -6, flagPrefix = -8,
               infrastructure = -4, business = -3, vendor = -4, denied = -4, describedOtherwise = -4;
    };
    Weights weights;
    QList<ClassTable> classes;
    QHash<QString, int> classIndex;
    QHash<QString, QList<Term>> terms;          // by phrase
    QHash<QString, Term> suffixes;              // heads of compounds
    QHash<QString, QList<int>> classesByFormat, classesByPattern, classesBySample;
    QList<int> classesWithPairs;
    QSet<QString> vocabulary; // tokens of all terms and lists; a name's token found here keeps its digits
    int longestTerm = 1;
    QList<LanguageTable> languages;
    QHash<QString, PhraseSet> words;
    QHash<QString, PhraseSet> lists;
    QList<PatternTable> semantics, roles; // in the order of the files: the first that holds wins (semantics)
    QStringList forms;

    const PhraseSet &word(const QString &list) const;
    // Tokens of a name as terms are written: singular, without a trailing number.
    QStringList normalised(const QStringList &tokens) const;
};

// "emails" → "email", "addresses" → "address"; words that merely end in s stay.
QString singular(const QString &token);

} // namespace drawbridge
