// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

// The contract of the command line, held to by the built program itself, on the shipped sample and small files.
class TestCommandLine : public QObject
{
    Q_OBJECT
private:
    struct Run
    {
        int exit = -1;
        QByteArray out, err;
    };

    const QString m_sample = QStringLiteral(PROJECT_ROOT "/resources/samples/harbour-market");
    QTemporaryDir m_dir;

    static Run run(const QStringList &arguments, const QHash<QString, QString> &environment = {}, const QString &folder = {})
    {
        QProcess process;
        QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
        env.remove(QStringLiteral("DISPLAY"));
        env.remove(QStringLiteral("QT_QPA_PLATFORM"));
        for (auto it = environment.cbegin(); it != environment.cend(); ++it)
            env.insert(it.key(), it.value());
        process.setProcessEnvironment(env);
        if (!folder.isEmpty())
            process.setWorkingDirectory(folder);
        process.start(QStringLiteral(BUILD_BIN "/drawbridge"), arguments);
        if (!process.waitForFinished(120000)) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        Run result{process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(), process.readAllStandardError()};
        return result;
    }

    QString file(const QString &name, const QByteArray &content)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile f(path);
        if (!f.open(QIODevice::WriteOnly))
            return {};
        f.write(content);
        return path;
    }

    static QJsonObject json(const QByteArray &bytes) { return QJsonDocument::fromJson(bytes).object(); }

    static QStringList fingerprints(const QByteArray &bytes)
    {
        QStringList list;
        const QJsonArray findings = json(bytes).value(QStringLiteral("findings")).toArray();
        for (const QJsonValue &finding : findings)
            list += finding.toObject().value(QStringLiteral("fingerprint")).toString();
        list.sort();
        return list;
    }

private slots:
    // The program was copied without the one that places: a plainer placement, and no crash.
    void importsWithoutTheLayoutProgram()
    {
        const QString alone = m_dir.filePath(QStringLiteral("alone/bin"));
        QVERIFY(QDir().mkpath(alone));
        QVERIFY(QFile::copy(QStringLiteral(BUILD_BIN "/drawbridge"), alone + QStringLiteral("/drawbridge")));
        QProcess process;
        process.start(alone + QStringLiteral("/drawbridge"), {QStringLiteral("import"), QStringLiteral("-o"), m_dir.filePath(QStringLiteral("alone.drawbridge")), m_sample});
        QVERIFY(process.waitForFinished(120000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exit");
        QTest::addRow("help") << QStringList{QStringLiteral("--help")} << 0;
        QTest::addRow("version") << QStringList{QStringLiteral("--version")} << 0;
        QTest::addRow("help of a subcommand") << QStringList{QStringLiteral("analyze"), QStringLiteral("--help")} << 0;
        QTest::addRow("no input") << QStringList{QStringLiteral("analyze")} << 2;
        QTest::addRow("unknown option") << QStringList{QStringLiteral("analyze"), QStringLiteral("--nonsense"), QStringLiteral("x")} << 2;
        QTest::addRow("unknown format") << QStringList{QStringLiteral("analyze"), QStringLiteral("--format"), QStringLiteral("word"), m_sample} << 2;
        QTest::addRow("bad date") << QStringList{QStringLiteral("analyze"), QStringLiteral("--date"), QStringLiteral("soon"), m_sample} << 2;
        QTest::addRow("import without project") << QStringList{QStringLiteral("import"), m_sample} << 2;
        QTest::addRow("bad severity") << QStringList{QStringLiteral("check"), QStringLiteral("--fail-on"), QStringLiteral("much"), m_sample} << 2;
        QTest::addRow("missing file") << QStringList{QStringLiteral("analyze"), QStringLiteral("no-such-file.yaml")} << 3;
        QTest::addRow("unknown rule") << QStringList{QStringLiteral("rules"), QStringLiteral("show"), QStringLiteral("NONE-999")} << 2;
    }

    void usage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exit);
        const Run result = run(arguments);
        QCOMPARE(result.exit, exit);
        if (exit == 0)
            QVERIFY(!result.out.isEmpty() && result.err.isEmpty());
        else
            QVERIFY2(result.out.isEmpty() && result.err.contains("error:") && result.err.count('\n') == 1, result.err.constData());
    }

    void analysisFollowsTheContract()
    {
        const Run result = run({QStringLiteral("analyze"), QStringLiteral("--format"), QStringLiteral("json"), m_sample});
        QCOMPARE(result.exit, 0);
        const QJsonObject analysis = json(result.out);
        QCOMPARE(analysis.value(QStringLiteral("schema")).toString(), QStringLiteral("drawbridge.analysis/1"));
        const QJsonObject model = analysis.value(QStringLiteral("model")).toObject();
        QCOMPARE(model.value(QStringLiteral("operations")).toInt(), 28); // 22 of the storefront, 6 of payments
        QCOMPARE(model.value(QStringLiteral("callbacks")).toInt(), 2);
        QCOMPARE(analysis.value(QStringLiteral("operations")).toArray().size(), 30);
        QSet<QString> elementIds;
        const QJsonArray elements = analysis.value(QStringLiteral("elements")).toArray();
        for (const QJsonValue &element : elements)
            elementIds.insert(element.toObject().value(QStringLiteral("id")).toString());
        const QJsonArray flows = analysis.value(QStringLiteral("flows")).toArray();
        QVERIFY(!flows.isEmpty());
        for (const QJsonValue &flow : flows) {
            QVERIFY(elementIds.contains(flow.toObject().value(QStringLiteral("source")).toString()));
            QVERIFY(elementIds.contains(flow.toObject().value(QStringLiteral("target")).toString()));
        }
        const QJsonArray findings = analysis.value(QStringLiteral("findings")).toArray();
        QVERIFY(!findings.isEmpty());
        for (const QJsonValue &value : findings) {
            const QJsonObject finding = value.toObject();
            for (const char *key : {"fingerprint", "rule", "kind", "title", "severity", "why", "fix", "status"})
                QVERIFY2(!finding.value(QLatin1String(key)).toString().isEmpty(), key);
            const QJsonObject f = finding.value(QStringLiteral("factors")).toObject();
            QVERIFY(f.value(QStringLiteral("exposure")).toDouble() >= 0 && f.value(QStringLiteral("exposure")).toDouble() <= 1);
            QVERIFY(finding.value(QStringLiteral("risk")).toDouble() <= 100);
            QVERIFY(!finding.value(QStringLiteral("occurrences")).toArray().isEmpty());
        }
        // The weaknesses that the sample was written to have.
        QStringList rules;
        for (const QJsonValue &value : findings)
            rules += value.toObject().value(QStringLiteral("rule")).toString();
        QVERIFY2(rules.contains(QStringLiteral("AUTHZ-003")), qPrintable(rules.join(QLatin1Char(' ')))); // /admin protected like the rest
        QVERIFY2(rules.contains(QStringLiteral("OUT-001")), qPrintable(rules.join(QLatin1Char(' '))));   // screenshotUrl is fetched
    }

    void sameBytesWhateverTheEnvironment()
    {
        const QStringList arguments{QStringLiteral("analyze"), QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("--date"), QStringLiteral("2026-01-01")};
        const Run plain = run(arguments + QStringList{m_sample + QStringLiteral("/storefront.yaml"), m_sample + QStringLiteral("/payments.yaml")});
        QCOMPARE(plain.exit, 0);
        const Run other = run(arguments + QStringList{m_sample + QStringLiteral("/payments.yaml"), m_sample + QStringLiteral("/storefront.yaml")},
                              {{QStringLiteral("QT_HASH_SEED"), QStringLiteral("7")}, {QStringLiteral("LC_ALL"), QStringLiteral("de_DE.UTF-8")},
                               {QStringLiteral("TZ"), QStringLiteral("Asia/Tokyo")}});
        QCOMPARE(other.out, plain.out);
        QCOMPARE(run(arguments + QStringList{m_sample + QStringLiteral("/storefront.yaml"), m_sample + QStringLiteral("/payments.yaml")},
                     {{QStringLiteral("QT_HASH_SEED"), QStringLiteral("0")}}).out, plain.out);
    }

    void badInputsSayWhere_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("where");
        QTest::addRow("truncated JSON") << QByteArray("{\n \"openapi\": \"3.0.0\",\n \"paths\": {") << QStringLiteral("cut.json") << QByteArray("cut.json:3:");
        QTest::addRow("tab in YAML") << QByteArray("openapi: 3.0.0\npaths:\n\t/a: {}\n") << QStringLiteral("tab.yaml") << QByteArray("tab.yaml:3:");
        QTest::addRow("empty") << QByteArray() << QStringLiteral("empty.json") << QByteArray("empty.json");
        QTest::addRow("something else") << QByteArray("{\"a\": 1}") << QStringLiteral("else.json") << QByteArray("else.json");
    }

    void badInputsSayWhere()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, name);
        QFETCH(QByteArray, where);
        const QString path = file(name, content);
        const QString project = m_dir.filePath(QStringLiteral("never.drawbridge"));
        const Run result = run({QStringLiteral("import"), QStringLiteral("-o"), project, path});
        QCOMPARE(result.exit, 3);
        QVERIFY2(result.err.contains(where) && result.err.contains("error:"), result.err.constData());
        QVERIFY(!QFile::exists(project));
    }

    // import → analyse the project → the same findings; importing again changes nothing.
    void projectLifeCycle()
    {
        const QString project = m_dir.filePath(QStringLiteral("shop.drawbridge"));
        const QStringList import{QStringLiteral("import"), QStringLiteral("-o"), project, m_sample};
        const Run first = run(import);
        QVERIFY2(first.exit == 0, first.err.constData());
        const Run again = run(import);
        QCOMPARE(again.exit, 0);
        QVERIFY2(again.out.startsWith("added 0, changed 0, removed 0"), again.out.constData());

        const QStringList analyze{QStringLiteral("analyze"), QStringLiteral("--format"), QStringLiteral("json")};
        const Run fromProject = run(analyze + QStringList{project});
        const Run fromSpecs = run(analyze + QStringList{m_sample});
        QCOMPARE(fromProject.exit, 0);
        QVERIFY(!fingerprints(fromProject.out).isEmpty());
        QCOMPARE(fingerprints(fromProject.out), fingerprints(fromSpecs.out));
    }

    void gate()
    {
        const QString spec = m_sample + QStringLiteral("/storefront.yaml");
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--fail-on"), QStringLiteral("none"), spec}).exit, 0);
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--fail-on"), QStringLiteral("low"), spec}).exit, 1);
        const QString baseline = m_dir.filePath(QStringLiteral("baseline.json"));
        QCOMPARE(run({QStringLiteral("analyze"), QStringLiteral("--format"), QStringLiteral("json"), QStringLiteral("-o"), baseline, spec}).exit, 0);
        QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--fail-on"), QStringLiteral("low"), QStringLiteral("--baseline"), baseline,
                      QStringLiteral("--new-only"), spec}).exit, 0);
    }

    void outputThatCannotBeWritten()
    {
        const QString inNoFolder = m_dir.filePath(QStringLiteral("no/such/folder/out.json"));
        const Run result = run({QStringLiteral("analyze"), QStringLiteral("-o"), inNoFolder, m_sample});
        QCOMPARE(result.exit, 4);
        QVERIFY(result.err.contains("out.json") && result.err.contains("error:"));
        QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-o"), m_dir.filePath(QStringLiteral("no/such/folder/p.drawbridge")), m_sample}).exit, 4);
    }

    void reportIsWrittenAndRepeatable()
    {
        const QString one = m_dir.filePath(QStringLiteral("one.pdf")), two = m_dir.filePath(QStringLiteral("two.pdf"));
        const QStringList report{QStringLiteral("report"), QStringLiteral("--date"), QStringLiteral("2026-01-01"), m_sample, QStringLiteral("-o")};
        const Run result = run(report + QStringList{one});
        QVERIFY2(result.exit == 0, result.err.constData());
        QCOMPARE(run(report + QStringList{two}, {{QStringLiteral("QT_HASH_SEED"), QStringLiteral("9")}}).exit, 0);
        QFile a(one), b(two);
        QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
        const QByteArray bytes = a.readAll();
        QVERIFY(bytes.startsWith("%PDF-"));
        QCOMPARE(b.readAll(), bytes);
    }

    void exportsForOtherTools()
    {
        const QStringList base{QStringLiteral("export"), QStringLiteral("-q"), QStringLiteral("--date"), QStringLiteral("2026-01-01"), m_sample};
        for (const char *name : {"model.json", "model.otm", "picture.svg", "picture.png", "findings.csv"}) {
            const QString one = m_dir.filePath(QStringLiteral("a-") + QLatin1StringView(name)), two = m_dir.filePath(QStringLiteral("b-") + QLatin1StringView(name));
            const Run result = run(base + QStringList{QStringLiteral("-o"), one});
            QVERIFY2(result.exit == 0, result.err.constData());
            QCOMPARE(run(base + QStringList{QStringLiteral("-o"), two}, {{QStringLiteral("QT_HASH_SEED"), QStringLiteral("9")}}).exit, 0);
            QFile a(one), b(two);
            QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
            const QByteArray bytes = a.readAll();
            QVERIFY(bytes.size() > 500);
            QVERIFY2(b.readAll() == bytes, name);
        }
        QCOMPARE(run({QStringLiteral("analyze"), QStringLiteral("-q"), m_dir.filePath(QStringLiteral("a-model.json"))}).exit, 0);
        QCOMPARE(run(base).exit, 2); // no file, no format
        QCOMPARE(run(base + QStringList{QStringLiteral("-o"), m_dir.filePath(QStringLiteral("x.docx"))}).exit, 2);
        QCOMPARE(run(base + QStringList{QStringLiteral("-o"), m_dir.filePath(QStringLiteral("x.svg")), QStringLiteral("--diagram"), QStringLiteral("none")}).exit, 2);
        QCOMPARE(run(base + QStringList{QStringLiteral("-o"), m_dir.filePath(QStringLiteral("no/such/x.svg"))}).exit, 4);
    }

    void shippedRulesPassTheirExamples()
    {
        const Run result = run({QStringLiteral("rules"), QStringLiteral("test")});
        QVERIFY2(result.exit == 0, result.err.constData());
        const Run list = run({QStringLiteral("rules"), QStringLiteral("list")});
        QVERIFY2(list.out.count('\n') >= 30, list.out.constData());
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
