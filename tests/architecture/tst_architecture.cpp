// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QDirIterator>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

// Compares the #include lines of every library with the USES line of its CMakeLists.txt, which is the rule.
class TestArchitecture : public QObject
{
    Q_OBJECT
private:
    struct Library
    {
        QString layer; // model or widgets
        QSet<QString> uses;
        QString packages;
    };
    QHash<QString, Library> m_libraries;
    const QString m_root = QStringLiteral(PROJECT_ROOT);

    static QString read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    static QStringList sources(const QString &folder)
    {
        QStringList files;
        QDirIterator it(folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(it.next());
        files.sort();
        return files;
    }

    // The words after KEYWORD up to the next keyword or the closing parenthesis.
    static QString section(const QString &text, const QString &keyword)
    {
        const QRegularExpression re(keyword + QStringLiteral("\\s+((?:(?!SOURCES|USES|PACKAGES)[^)])*)"));
        return re.match(text).captured(1).simplified();
    }

private slots:
    void initTestCase()
    {
        for (const QString &layer : {QStringLiteral("model"), QStringLiteral("widgets")}) {
            const QDir dir(m_root + QLatin1Char('/') + layer);
            for (const QString &name : dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
                const QString cmake = read(dir.filePath(name + QStringLiteral("/CMakeLists.txt")));
                QVERIFY2(cmake.contains(QStringLiteral("drawbridge_library(") + name), qPrintable(name + QStringLiteral(" is not a library of its own")));
                const QStringList uses = section(cmake, QStringLiteral("USES")).split(QLatin1Char(' '), Qt::SkipEmptyParts);
                m_libraries.insert(name, {layer, QSet<QString>(uses.begin(), uses.end()), section(cmake, QStringLiteral("PACKAGES"))});
            }
        }
        QVERIFY(m_libraries.contains(QStringLiteral("threatmodel")));
    }

    void dependenciesPointOneWay()
    {
        for (auto it = m_libraries.cbegin(); it != m_libraries.cend(); ++it) {
            for (const QString &used : it->uses) {
                QVERIFY2(m_libraries.contains(used), qPrintable(it.key() + QStringLiteral(" uses unknown ") + used));
                QVERIFY2(it->layer == QLatin1String("widgets") || m_libraries[used].layer == QLatin1String("model"),
                         qPrintable(it.key() + QStringLiteral(" of model uses ") + used + QStringLiteral(" of widgets")));
            }
            // No cycles: walking USES from a library never comes back to it.
            QSet<QString> reached;
            QStringList todo(it->uses.cbegin(), it->uses.cend());
            while (!todo.isEmpty()) {
                const QString next = todo.takeLast();
                QVERIFY2(next != it.key(), qPrintable(it.key() + QStringLiteral(" depends on itself")));
                if (!reached.contains(next)) {
                    reached.insert(next);
                    todo += m_libraries[next].uses.values();
                }
            }
        }
    }

    void includesKeepTheRules()
    {
        static const QRegularExpression include(QStringLiteral("^\\s*#include \"([a-z]+)/"), QRegularExpression::MultilineOption);
        QStringList wrong;
        for (auto it = m_libraries.cbegin(); it != m_libraries.cend(); ++it) {
            for (const QString &path : sources(m_root + QLatin1Char('/') + it->layer + QLatin1Char('/') + it.key())) {
                auto match = include.globalMatch(read(path));
                while (match.hasNext()) {
                    const QString folder = match.next().captured(1);
                    if (folder != it.key() && !it->uses.contains(folder))
                        wrong.append(QStringLiteral("%1 includes %2, which is not in USES of %3").arg(path.mid(m_root.size() + 1), folder, it.key()));
                }
            }
        }
        wrong.sort();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void modelKnowsNoWidgets()
    {
        static const QSet<QString> gui{QStringLiteral("notation"), QStringLiteral("document"), QStringLiteral("report"), QStringLiteral("layout"), QStringLiteral("routing"), QStringLiteral("outputs"), QStringLiteral("shown")};
        for (auto it = m_libraries.cbegin(); it != m_libraries.cend(); ++it) {
            if (it->layer != QLatin1String("model"))
                continue;
            QVERIFY2(!it->packages.contains(QStringLiteral("Qt6::Widgets")), qPrintable(it.key()));
            QVERIFY2(gui.contains(it.key()) || !it->packages.contains(QStringLiteral("Qt6::Gui")), qPrintable(it.key() + QStringLiteral(" uses Qt Gui")));
        }
        for (const QString &name : {QStringLiteral("storage"), QStringLiteral("analysis"), QStringLiteral("importers")}) {
            if (m_libraries.contains(name))
                QVERIFY2(!m_libraries[name].uses.contains(QStringLiteral("document")), qPrintable(name));
        }
    }

    // Two types of one name in two libraries make one program with the functions of only one of them.
    void everyTypeIsDefinedOnce()
    {
        static const QRegularExpression type(QStringLiteral("^(?:struct|class|union|enum|enum class) (\\w+)(?: final)?(?: : [^;]*)?(?:\\n?\\{| \\{)"), QRegularExpression::MultilineOption);
        static const QRegularExpression unnamed(QStringLiteral("^namespace \\{.*?^\\} // namespace$"), QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
        QHash<QString, QString> places;
        QStringList twice;
        for (const QString &layer : {QStringLiteral("app"), QStringLiteral("widgets"), QStringLiteral("model")}) {
            for (const QString &path : sources(m_root + QLatin1Char('/') + layer)) {
                auto match = type.globalMatch(read(path).remove(unnamed));
                while (match.hasNext()) {
                    const QString name = match.next().captured(1);
                    if (places.contains(name))
                        twice.append(QStringLiteral("%1 is defined in %2 and in %3").arg(name, places.value(name), path));
                    places.insert(name, path);
                }
            }
        }
        QVERIFY(places.size() > 300);
        QVERIFY2(twice.isEmpty(), qPrintable(twice.join(QLatin1Char('\n'))));
    }

    void everyLibrarySaysWhatItIs()
    {
        for (auto it = m_libraries.cbegin(); it != m_libraries.cend(); ++it) {
            const QString folder = m_root + QLatin1Char('/') + it->layer + QLatin1Char('/') + it.key();
            if (it->layer == QLatin1String("model"))
                QVERIFY2(QFile::exists(folder + QStringLiteral("/README.md")), qPrintable(it.key() + QStringLiteral(" has no README.md")));
        }
        for (const QString &layer : {QStringLiteral("app"), QStringLiteral("widgets"), QStringLiteral("model")}) {
            for (const QString &path : sources(m_root + QLatin1Char('/') + layer))
                QVERIFY2(read(path).startsWith(QStringLiteral("// SPDX-License-Identifier: Apache-2.0\n")), qPrintable(path));
        }
    }
};

QTEST_APPLESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
