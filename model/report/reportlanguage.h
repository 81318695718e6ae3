// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>

#include <memory>

class QTranslator;

namespace drawbridge {

// The languages that reports can be written in: English, and every translation that is built in (:/i18n). Tags of BCP 47,
// English first, then sorted.
QStringList reportLanguages();
// The tag under which the texts of a language are found ("en" for "en-GB"); empty: there are none.
QString reportTextsFor(const QString &tag);
// "English", "English, United Kingdom"
QString languageTitle(const QString &tag);

// As long as it lives, texts, numbers and dates that this thread makes are in the language, whatever that of the window is.
// What the language has no word for is in English. Scopes nest; other threads are not touched.
class ReportLanguageScope
{
public:
    explicit ReportLanguageScope(const QString &tag);
    ~ReportLanguageScope();
    Q_DISABLE_COPY_MOVE(ReportLanguageScope)

private:
    std::unique_ptr<QTranslator> m_texts;
    const QTranslator *m_outer;
    QLocale m_outerLocale;
};

// That of the scope around; English where there is none.
QLocale reportLocale();

} // namespace drawbridge
