// SPDX-License-Identifier: Apache-2.0
#include "analysis/findingevidence.h"

namespace drawbridge {

namespace {

QString textOf(const RuleValue &value, const RuleType &type, Facts &facts, const Vocabulary &vocabulary)
{
    QString text;
    switch (value.tag()) {
    case RuleValue::Tag::Unknown: text = QStringLiteral("?"); break;
    case RuleValue::Tag::Bool: text = value.isTrue() ? QStringLiteral("true") : QStringLiteral("false"); break;
    case RuleValue::Tag::Int:
        if (type.shape != RuleType::Symbol)
            text = QString::number(value.toInt());
        else if (domainInfo(type.domain).ordered)
            text = vocabulary.values(type.domain).value(value.toInt());
        else
            text = facts.symbols().word(value.toInt());
        break;
    case RuleValue::Tag::Real: text = QString::number(value.toReal(), 'g', 4); break;
    case RuleValue::Tag::Text: text = value.text(); break;
    case RuleValue::Tag::Set: text = facts.symbols().words(value.set()).join(QStringLiteral(", ")); break;
    case RuleValue::Tag::List: {
        QStringList names;
        for (const FactRef ref : value.list())
            names << facts.nameOf(ref);
        names.removeDuplicates();
        if (names.size() > 5)
            names = names.mid(0, 5) << QStringLiteral("…");
        text = names.join(QStringLiteral(", "));
        break;
    }
    case RuleValue::Tag::Ref: text = facts.nameOf(value.ref()); break;
    }
    return text;
}

} // namespace

QList<Evidence> evidenceOf(const Firing &firing, RuleEvaluator &evaluator, const Vocabulary &vocabulary)
{
    constexpr size_t linesPerItem = 5;
    Facts &facts = evaluator.facts();
    QList<Evidence> lines;
    for (const RuleEvidence &evidence : firing.rule->evidence) {
        FactList places;
        if (!evidence.at) {
            places = {firing.subject};
        } else {
            const RuleValue value = evaluator.evaluate(*evidence.at);
            if (value.tag() == RuleValue::Tag::Ref)
                places = {value.ref()};
            else if (value.tag() == RuleValue::Tag::List)
                places = value.list();
        }
        if (places.size() > linesPerItem)
            places.resize(linesPerItem);
        for (const FactRef place : places) {
            evaluator.variables[firing.rule->itSlot] = place;
            Evidence line;
            line.say.text = evidence.say;
            for (const RuleExpressionPtr &argument : evidence.arguments) {
                const RuleValue value = evaluator.evaluate(*argument);
                QString text = textOf(value, argument->type, facts, vocabulary);
                // "the scopes ()" would read like a fault of ours.
                if (text.isEmpty() && (value.tag() == RuleValue::Tag::Set || value.tag() == RuleValue::Tag::List))
                    text = QStringLiteral("–");
                line.say.arguments << text.left(200);
            }
            line.at = facts.sourceOf(place);
            lines << line;
        }
    }
    return lines;
}

} // namespace drawbridge
