// SPDX-License-Identifier: Apache-2.0
#include "analysis/factschema.h"

namespace drawbridge {

namespace {

struct Function
{
    const char *form;
    const char *result;
    const char *help;
};

constexpr Function functions[] = {
    {"exists x in LIST: CONDITION", "bool3", "true for any item; Unknown when none is true and some are Unknown"},
    {"all x in LIST: CONDITION", "bool3", "true for every item"},
    {"none x in LIST: CONDITION", "bool3", "not exists"},
    {"count(x in LIST: CONDITION)", "int", "how many items are true"},
    {"count(LIST or SET)", "int", "how many items"},
    {"first(x in LIST: CONDITION)", "ref", "the first item that is true; attributes may follow: first(…).name"},
    {"those(x in LIST: CONDITION)", "list", "the items that are true"},
    {"has(THING, CONTROL)", "bool3", "the control is Present on it, its service, its zones or the project; Unknown when nobody knows"},
    {"lacks(THING, CONTROL)", "bool3", "true only when the control is Absent"},
    {"guarded(THING, CONTROL)", "bool3", "has it, or every route from actors to it passes something that has it"},
    {"bypassable(THING, CONTROL)", "bool3", "some route to it passes something that has the control, another route passes nothing that has it"},
    {"reaches(ELEMENT, ELEMENT)", "bool3", "the first can connect to the second, at once or over other processes"},
    {"max_sensitivity(LIST of fields)", "sensitivity", "greatest sensitivity of classes at likely or above"},
    {"lexicon(LIST NAME, STRING)", "bool3", "a word or phrase of the word list occurs, whole words only"},
    {"contains(STRING, \"text\")", "bool3", "regardless of case"},
    {"empty(LIST, SET or STRING)", "bool3", "nothing in it"},
    {"STRING matches \"pattern\"", "bool3", "regular expression, regardless of case; groups may not repeat, no look-around, no back-references"},
    {"X == Unknown, X != Unknown", "bool3", "whether anything is known"},
};

} // namespace

QString ruleLanguageReference(const Vocabulary &vocabulary)
{
    QString out;
    for (int k = 1; k < factKindCount; ++k) {
        out += QStringLiteral("### %1\n").arg(QString::fromLatin1(factKindName(FactKind(k))));
        for (const Attribute &a : attributesOf(FactKind(k)))
            out += QStringLiteral("- `%1` %2%3: %4\n").arg(QString::fromLatin1(a.name), toText(a.type), QString::fromLatin1(a.mayBeUnknown ? " or Unknown" : ""), QString::fromUtf8(a.help));
        out += u'\n';
    }
    out += QStringLiteral("### Functions\n");
    for (const Function &f : functions)
        out += QStringLiteral("- `%1` %2: %3\n").arg(QString::fromUtf8(f.form), QString::fromLatin1(f.result), QString::fromUtf8(f.help));
    out += QStringLiteral("\n### Vocabularies\n");
    for (int d = 1; d < domainCount; ++d) {
        const DomainInfo &info = domainInfo(Domain(d));
        const QStringList &values = vocabulary.values(Domain(d));
        if (!values.isEmpty())
            out += QStringLiteral("- %1%2: %3\n").arg(QString::fromLatin1(info.name), QString::fromLatin1(info.ordered ? " (ordered)" : ""), values.join(QStringLiteral(", ")));
    }
    return out;
}

} // namespace drawbridge
