// SPDX-License-Identifier: Apache-2.0
#include "report/reportlanguage.h"

#include <QCoreApplication>
#include <QDir>
#include <QTranslator>

#include <mutex>

namespace drawbridge {

namespace {

thread_local const QTranslator *wordsOfThread = nullptr; // nullptr: no scope
thread_local QLocale localeOfThread{QLocale::English};

// Stands before all other translators of the program and speaks only where a scope is open. It counts as empty, so that
// installing it tells nobody that the language changed.
class ThreadTranslator : public QTranslator
{
public:
    QString translate(const char *context, const char *sourceText, const char *disambiguation, int n) const override
    {
        if (!wordsOfThread)
            return {};
        const QString text = wordsOfThread->translate(context, sourceText, disambiguation, n);
        return text.isEmpty() ? QString::fromUtf8(sourceText) : text;
    }
    bool isEmpty() const override { return true; }
};

void installOnce()
{
    static std::mutex mutex;
    static const QCoreApplication *installedIn = nullptr;
    const std::lock_guard lock(mutex);
    if (QCoreApplication *application = QCoreApplication::instance(); application && application != installedIn) {
        installedIn = application;
        QCoreApplication::installTranslator(new ThreadTranslator); // as long as the program
    }
}

QString fileOf(const QString &tag)
{
    return QStringLiteral(":/i18n/drawbridge_%1.qm").arg(QString(tag).replace(QLatin1Char('-'), QLatin1Char('_')));
}

} // namespace

QStringList reportLanguages()
{
    QStringList tags;
    for (QString name : QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("drawbridge_*.qm")}, QDir::Files)) {
        name = name.section(QLatin1Char('_'), 1).chopped(3).replace(QLatin1Char('_'), QLatin1Char('-'));
        if (name != QLatin1StringView("en"))
            tags.append(name);
    }
    tags.sort();
    tags.prepend(QStringLiteral("en"));
    return tags;
}

QString reportTextsFor(const QString &tag)
{
    const QStringList known = reportLanguages();
    for (QString wanted = tag; !wanted.isEmpty(); wanted = wanted.section(QLatin1Char('-'), 0, -2)) {
        for (const QString &there : known) {
            if (there.compare(wanted, Qt::CaseInsensitive) == 0)
                return there;
        }
        if (!wanted.contains(QLatin1Char('-')))
            break;
    }
    return {};
}

QString languageTitle(const QString &tag)
{
    const QLocale locale(tag);
    const QString name = QLocale::languageToString(locale.language());
    return tag.contains(QLatin1Char('-')) ? QCoreApplication::translate("Report", "%1, %2", "language, country").arg(name, QLocale::territoryToString(locale.territory())) : name;
}

ReportLanguageScope::ReportLanguageScope(const QString &tag)
    : m_texts(std::make_unique<QTranslator>()), m_outer(wordsOfThread), m_outerLocale(localeOfThread)
{
    installOnce();
    const QString texts = reportTextsFor(tag);
    if (!texts.isEmpty())
        (void)m_texts->load(fileOf(texts)); // without a file: English as in the code
    wordsOfThread = m_texts.get();
    localeOfThread = texts.isEmpty() ? QLocale(QLocale::English) : QLocale(tag);
}

ReportLanguageScope::~ReportLanguageScope()
{
    wordsOfThread = m_outer;
    localeOfThread = m_outerLocale;
}

QLocale reportLocale()
{
    return localeOfThread;
}

} // namespace drawbridge
