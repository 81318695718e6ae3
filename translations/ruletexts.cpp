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
    for (const QString &text : catalogue->translatableTexts()) {
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
