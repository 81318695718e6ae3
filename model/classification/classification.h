// SPDX-License-Identifier: Apache-2.0
// What fields hold and what operations are for, concluded from names, formats, contexts, descriptions and samples.
#pragma once

#include "base/diagnostics.h"
#include "threatmodel/modelindex.h"
#include "threatmodel/threatmodel.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <memory>

namespace drawbridge {

// How bad it is when data of a class becomes known to the wrong people.
enum class Sensitivity { Public, Internal, Confidential, Restricted, Critical };
DRAWBRIDGE_NAMES(Sensitivity, "public", "internal", "confidential", "restricted", "critical");

// A class of data, as the lexicon defines it.
struct DataClass
{
    QString id; // "pii.contact"
    QString title;
    Sensitivity sensitivity = Sensitivity::Public;
    bool personal = false; // about a person: GDPR 4
    bool special = false;  // special category or criminal: GDPR 9, 10
    bool operator==(const DataClass &) const = default;
};

// A file of word lists, weights or additions to them.
struct LexiconFile
{
    QString name; // shown in messages
    QByteArray bytes;
};

struct LexiconTables;

// The word lists and weights that the classifier decides by: data, not code. Shipped files come first; files of the
// user may extend them with `add:` and `remove:`. Cheap to copy, never changed after loading. Thread-safe.
class Lexicons
{
public:
    Lexicons(); // empty: classifies nothing but what people and annotations say
    ~Lexicons();
    Lexicons(const Lexicons &);
    Lexicons &operator=(const Lexicons &);

    // Mistakes are reported with their place; what is wrong is left out, the rest is used.
    static Lexicons load(const QList<LexiconFile> &files, Diagnostics &diagnostics);

    // Vocabularies, sorted: for the type check of rules, for choices offered to people.
    QStringList classIds() const;
    QStringList semantics() const;
    QStringList roles() const;
    QStringList forms() const;

    // A default-constructed class (empty id) for an unknown id.
    DataClass dataClass(const QString &id) const;
    Sensitivity sensitivity(const QString &classId) const { return dataClass(classId).sensitivity; }

    // Whether any word or phrase of a named word list occurs in a text or name, whole tokens only: `lexicon(name, text)`
    // of the rule language. False for an unknown list.
    bool matches(const QString &list, QStringView text) const;
    QStringList lists() const;

    const LexiconTables &tables() const { return *m_tables; }

private:
    std::shared_ptr<const LexiconTables> m_tables;
};

// One class that a field holds. certainty = 1 / (1 + 2^-bits), capped at 0.94: only an annotation or a person's word
// makes it certain (ENGINE section 0). Nothing is recorded below 0.5.
struct ClassMatch
{
    QString dataClass;
    QString form; // plain, masked, truncated, hashed, keyed_hash, encrypted, tokenised, pseudonymised, password_hash, public …
    Certainty certainty = Certainty::Possible;
    double bits = 0;
    QStringList signalTexts; // why, in a few words each: "name: dob", "format date", "beside first_name"
    bool operator==(const ClassMatch &) const = default;
};

struct FieldMeaning
{
    QList<ClassMatch> classes; // most certain first
    QString semantic;          // behaviour: url, object_id, current_secret, lifecycle_state …; empty: none known
    Certainty semanticCertainty = Certainty::Possible;
    QString semanticEvidence;
    bool operator==(const FieldMeaning &) const = default;
};

// Only fields of which something is known appear. A person's word (Field::dataClass, Field::semantic) comes first, then
// annotations of the specification, then evidence. Linear in the size of the model; deterministic.
QHash<FieldId, FieldMeaning> classifyFields(const ThreatModel &model, const ModelIndex &index, const Lexicons &lexicons);

struct RoleMatch
{
    QString role;
    Certainty certainty = Certainty::Likely;
    QString evidence; // "path segment login"
    bool operator==(const RoleMatch &) const = default;
};

// What operations are for, sorted by role. Where a person has set Operation::roles these are the only ones.
QHash<OperationId, QList<RoleMatch>> inferRoles(const ThreatModel &model, const ModelIndex &index, const Lexicons &lexicons,
                                                const QHash<FieldId, FieldMeaning> &meanings);

// Lower-case words of a name: split at camelCase, separators and digits, accents folded. "cardHolder_Name2" → card, holder, name, 2.
QStringList nameTokens(QStringView name);

// As the command line's JSON names the schema of a field: the schema's name, or "METHOD path parameters" for a parameter.
QString schemaNameOf(const ThreatModel &model, const Field &field);

} // namespace drawbridge
