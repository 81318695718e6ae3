// SPDX-License-Identifier: Apache-2.0
#include "language/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace drawbridge {

void installLanguage(QCoreApplication &application)
{
    for (const QLocale &locale : {QLocale(QLocale::English), QLocale::system()}) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, QStringLiteral("drawbridge"), QStringLiteral("_"), QStringLiteral(":/i18n")))
            application.installTranslator(translator);
        else
            delete translator;
    }
}

} // namespace drawbridge
