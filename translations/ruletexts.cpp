// SPDX-License-Identifier: Apache-2.0
// Prints the translatable texts of the shipped rules and lexicons as C++ that lupdate reads.
#include "analysis/catalogue.h"
#include "analysis/ruleinfo.h"

#include <cstdio>

namespace {

QString spaced(QString id)
{
    for (QChar &c : id) {
        if (c == QLatin1Char('_') || c == QLatin1Char('-') || c == QLatin1Char('.'))
            c = QLatin1Char(' ');
    }
    return id;
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

void print(const char *context, QStringList texts)
{
    texts.removeAll(QString());
    texts.sort();
    texts.removeDuplicates();
    for (const QString &text : std::as_const(texts)) {
        QByteArray escaped;
        for (const char c : text.toUtf8()) {
            if (c == '"' || c == '\\')
                escaped += '\\';
            if (c == '\n')
                escaped += "\\n";
            else
                escaped += c;
        }
        std::printf("    QT_TRANSLATE_NOOP(\"%s\", \"%s\"),\n", context, escaped.constData());
    }
}

} // namespace

int main()
{
    drawbridge::Diagnostics diagnostics;
    const auto catalogue = drawbridge::loadCatalogue({}, diagnostics);
    if (!catalogue || diagnostics.hasErrors()) {
        for (const drawbridge::Diagnostic &diagnostic : diagnostics.list())
            std::fprintf(stderr, "%s\n", qPrintable(drawbridge::toText(diagnostic)));
        return 1;
    }
    std::printf("// Made from resources/rules; do not edit.\n#include <QtGlobal>\nstatic const char *const texts[] = {\n");
    QStringList texts;
    for (const auto &rule : catalogue->compiledRules()) {
        texts << rule->info.title << rule->info.why << rule->info.fix << rule->ask;
        for (const drawbridge::RuleEvidence &evidence : rule->evidence)
            texts << evidence.say;
    }
    for (const drawbridge::ControlInfo &control : catalogue->controls())
        texts << control.title;
    print("Rules", texts);

    // Identifiers that the window shows as words, made the way that widgets/tables makes them.
    QStringList words;
    for (const drawbridge::ControlInfo &control : catalogue->controls())
        words << capitalised(spaced(control.id));
    for (const QString &id : catalogue->lexicons().classIds())
        words << capitalised(spaced(id.section(QLatin1Char('.'), -1)));
    for (const QStringList &ids : {catalogue->lexicons().semantics(), catalogue->lexicons().roles(), catalogue->lexicons().forms()}) {
        for (const QString &id : ids)
            words << QString(id).replace(QLatin1Char('_'), QLatin1Char(' '));
    }
    print("Words", words);
    std::printf("};\n");
    return 0;
}
