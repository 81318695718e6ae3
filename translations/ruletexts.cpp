// SPDX-License-Identifier: Apache-2.0
// Prints the translatable texts of the shipped rules as C++ that lupdate reads.
#include "analysis/catalogue.h"
#include "analysis/ruleinfo.h"

#include <cstdio>

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
        std::printf("    QT_TRANSLATE_NOOP(\"Rules\", \"%s\"),\n", escaped.constData());
    }
    std::printf("};\n");
    return 0;
}
