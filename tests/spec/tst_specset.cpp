// SPDX-License-Identifier: Apache-2.0
#include "spec/specset.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestSpecSet : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return path;
    }

private slots:
    void references_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("text"); // of what it leads to; empty: nothing, with one warning
        QTest::newRow("local") << u"#/x/a"_s << u"here"_s;
        QTest::newRow("escaped") << u"#/x/s~1t~0"_s << u"odd"_s;
        QTest::newRow("percent") << u"#/x/%E2%98%83"_s << u"snow"_s;
        QTest::newRow("array") << u"#/list/1"_s << u"two"_s;
        QTest::newRow("anchor") << u"#named"_s << u"anchored"_s;
        QTest::newRow("other file") << u"sub/other.yaml#/k"_s << u"other"_s;
        QTest::newRow("other file, percent") << u"sub%2Fother.yaml#/k"_s << u"other"_s;
        QTest::newRow("through other file and back") << u"sub/other.yaml#/back"_s << u"here"_s;
        QTest::newRow("by id") << u"https://example.com/ids/thing#/v"_s << u"by id"_s;
        QTest::newRow("chain") << u"#/chain"_s << u"here"_s;
        QTest::newRow("link inside") << u"inside.yaml#/k"_s << u"other"_s;
        QTest::newRow("missing pointer") << u"#/x/nope"_s << QString();
        QTest::newRow("missing file") << u"nope.yaml#/x"_s << QString();
        QTest::newRow("url") << u"https://example.com/a.yaml"_s << QString();
        QTest::newRow("file url") << u"file:///etc/passwd"_s << QString();
        QTest::newRow("disguised url") << u"%66ile:///etc/passwd"_s << QString();
        QTest::newRow("host") << u"//example.com/a.yaml"_s << QString();
        QTest::newRow("absolute") << u"/etc/passwd"_s << QString();
        QTest::newRow("share") << u"\\\\srv\\x"_s << QString();
        QTest::newRow("upwards") << u"../outside.yaml#/k"_s << QString();
        QTest::newRow("upwards, percent") << u"%2e%2e/outside.yaml#/k"_s << QString();
        QTest::newRow("down and upwards") << u"sub/../../outside.yaml#/k"_s << QString();
        QTest::newRow("symbolic link") << u"link.yaml#/k"_s << QString();
        QTest::newRow("linked folder") << u"away/outside.yaml#/k"_s << QString();
        QTest::newRow("folder") << u"sub"_s << QString();
        QTest::newRow("broken file") << u"broken.yaml"_s << QString();
        QTest::newRow("cycle") << u"#/cycle"_s << QString();
        QTest::newRow("itself") << u"#/start"_s << QString();
        QTest::newRow("long chain") << u"#/long/0"_s << QString();
    }
    void references()
    {
        QFETCH(QString, reference);
        write(u"outside.yaml"_s, "k: secret");
        write(u"root/sub/other.yaml"_s, "k: other\nback: {$ref: '../main.yaml#/x/a'}\n");
        write(u"root/broken.yaml"_s, "k: [");
        QFile::link(m_dir.filePath(u"outside.yaml"_s), m_dir.filePath(u"root/link.yaml"_s));
        QFile::link(m_dir.path(), m_dir.filePath(u"root/away"_s));
        QFile::link(m_dir.filePath(u"root/sub/other.yaml"_s), m_dir.filePath(u"root/inside.yaml"_s));
        QByteArray longChain;
        for (int i = 0; i < 200; ++i)
            longChain += "  - {$ref: '#/long/" + QByteArray::number(i + 1) + "'}\n";
        const QString path = write(u"root/main.yaml"_s,
                                   "start: {$ref: '" + reference.toUtf8()
                                       + "'}\nx: {a: here, s/t~: odd, ☃: snow}\nlist: [one, two]\nnamed: {$anchor: named, t: 1}\n"
                                         "ids: {$id: 'https://example.com/ids/thing', v: by id}\n"
                                         "chain: {$ref: '#/link2'}\nlink2: {$ref: '#/x/a'}\ncycle: {$ref: '#/cycle2'}\ncycle2: {$ref: '#/cycle'}\n"
                                         "long:\n"
                                       + longChain + "  - end\n");
        SpecSet set(m_dir.filePath(u"root"_s));
        const auto file = set.open(path);
        QVERIFY(file);
        QCOMPARE((*file)->name, u"main.yaml"_s);
        const SpecNode start = (*file)->tree->root()[u"start"];
        const SpecNode found = set.resolve(start);
        QFETCH(QString, text);
        QCOMPARE(found.exists(), !text.isEmpty());
        if (text == u"anchored")
            QCOMPARE(found[u"t"].text(), u"1"_s);
        else
            QCOMPARE(found.text(), text);
        set.resolve(start);
        QCOMPARE(set.diagnostics().list().size(), text.isEmpty() ? 1 : 0);
        if (text.isEmpty())
            QCOMPARE(set.diagnostics().list()[0].where.line > 0, true);
        QVERIFY(!found.exists() || !found.text().contains(u"secret"_s));
        QVERIFY(!set.referencedFiles().contains(u"outside.yaml"_s));
    }

    void names()
    {
        const QString path = write(u"root/a/b.yaml"_s, "k: {$ref: '../c.yaml#/x'}");
        write(u"root/c.yaml"_s, "x: {y: 1}");
        SpecSet set(m_dir.filePath(u"root"_s), u"pre/"_s);
        const auto file = set.open(path);
        QVERIFY(file);
        QCOMPARE((*file)->name, u"pre/a/b.yaml"_s);
        QCOMPARE(set.resolve((*file)->tree->root()[u"k"])[u"y"].ref(), (SourceRef{u"pre/c.yaml"_s, u"/x/y"_s, 1, 8}));
        QCOMPARE((*set.open(path))->tree.get(), (*file)->tree.get());
        QVERIFY(!set.open(m_dir.filePath(u"root/none.yaml"_s)));
        QVERIFY(!set.open(m_dir.path()));
    }

    void digest()
    {
        SpecSet set(m_dir.path());
        const auto file = set.open(write(u"d.yaml"_s, "a: 1\n"));
        QCOMPARE((*file)->bytes, 5);
        QCOMPARE((*file)->sha256.size(), 64);
    }
};

QTEST_GUILESS_MAIN(TestSpecSet)
#include "tst_specset.moc"
