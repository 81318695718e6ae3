// SPDX-License-Identifier: Apache-2.0
#include "spec/parsespec.h"

#include <QStringEncoder>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

using Tree = std::shared_ptr<const SpecTree>;
Q_DECLARE_METATYPE(SpecNode::Kind)

class TestParseSpec : public QObject
{
    Q_OBJECT

private:
    static Tree parsed(const QByteArray &bytes, const QString &name = u"a.json"_s, Diagnostics *out = nullptr)
    {
        Diagnostics diagnostics;
        auto tree = parseSpec(bytes, name, diagnostics);
        if (out)
            *out = diagnostics;
        if (!tree)
            qWarning("%s", qPrintable(tree.error().message));
        return tree ? *tree : nullptr;
    }

    // One line per node: pointer, kind, text, line:column of the value.
    static QString dump(const SpecNode &node)
    {
        static const char *kinds[] = {"missing", "null", "bool", "number", "string", "array", "object"};
        QString out = u"%1 %2 %3 %4:%5\n"_s.arg(node.pointer(), QLatin1StringView(kinds[int(node.kind())]), node.text()).arg(node.line()).arg(node.column());
        for (qsizetype i = 0; i < node.size(); ++i)
            out += dump(node.at(i));
        return out;
    }

private slots:
    void jsonPositions()
    {
        const Tree tree = parsed("{\"a\": [1, \"x\\u00e9\\n\"],\n  \"b\": {\"c/d~\": true, \"n\": null}}");
        QVERIFY(tree);
        QVERIFY(tree->isJson());
        QCOMPARE(dump(tree->root()), u" object  1:1\n/a array  1:7\n/a/0 number 1 1:8\n/a/1 string xé\n 1:11\n"
                                     "/b object  2:8\n/b/c~1d~0 bool true 2:17\n/b/n null null 2:28\n"_s);
        QCOMPARE(tree->root()[u"b"][u"c/d~"].keyRef(), (SourceRef{u"a.json"_s, u"/b/c~1d~0"_s, 2, 9}));
        QCOMPARE(tree->root()[u"b"].keyRefAt(1).column, 23);
    }

    void yamlPositions()
    {
        const Tree tree = parsed("# comment\na:\n  - 1\n  - 'it''s'\nüb: {c: yes, d: 1.10}\n\"q\": |\n  two\n  lines\n", u"a.yaml"_s);
        QVERIFY(tree);
        QCOMPARE(dump(tree->root()), u" object  2:1\n/a array  3:3\n/a/0 number 1 3:5\n/a/1 string it's 4:5\n"
                                     "/üb object  5:5\n/üb/c string yes 5:9\n/üb/d number 1.10 5:17\n/q string two\nlines\n 6:6\n"_s);
    }

    void columnsCountCharacters()
    {
        const QByteArray wide = QByteArray("{\"ü€😀\": \"ä\", \"k\": ") + QByteArray("\"é\"") + "}";
        QCOMPARE(parsed(wide)->root()[u"k"].column(), 19);
        const QByteArray yaml = "{\"ü€😀\": \"ä\", \"k\": \"é\"}";
        QCOMPARE(parsed(" " + yaml + " #", u"a.yaml"_s)->root()[u"k"].column(), 20);
        // Far behind the first block of the character table.
        QByteArray longLine = "[";
        for (int i = 0; i < 3000; ++i)
            longLine += "\"ä\",";
        longLine += "1]";
        QCOMPARE(parsed(longLine)->root().at(3000).column(), 2 + 3000 * 4);
    }

    void scalarsStayAsWritten_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("text");
        QTest::addColumn<SpecNode::Kind>("kind");
        using Kind = SpecNode::Kind;
        QTest::newRow("version") << QByteArray("1.10") << u"1.10"_s << Kind::Number;
        QTest::newRow("norway") << QByteArray("NO") << u"NO"_s << Kind::String;
        QTest::newRow("on") << QByteArray("on") << u"on"_s << Kind::String;
        QTest::newRow("octal") << QByteArray("0o17") << u"0o17"_s << Kind::Number;
        QTest::newRow("leading zero") << QByteArray("007") << u"007"_s << Kind::Number;
        QTest::newRow("sexagesimal") << QByteArray("12:30:45") << u"12:30:45"_s << Kind::String;
        QTest::newRow("date") << QByteArray("2001-01-01") << u"2001-01-01"_s << Kind::String;
        QTest::newRow("exponent") << QByteArray("-1.5e+3") << u"-1.5e+3"_s << Kind::Number;
        QTest::newRow("underscore") << QByteArray("1_000") << u"1_000"_s << Kind::String;
        QTest::newRow("true") << QByteArray("true") << u"true"_s << Kind::Bool;
        QTest::newRow("quoted") << QByteArray("\"true\"") << u"true"_s << Kind::String;
        QTest::newRow("tagged") << QByteArray("!!str 12") << u"12"_s << Kind::String;
        QTest::newRow("null") << QByteArray("~") << u"~"_s << Kind::Null;
        QTest::newRow("nothing") << QByteArray("") << QString() << Kind::Null;
        QTest::newRow("folded") << QByteArray(">-\n  a\n  b") << u"a b"_s << Kind::String;
        QTest::newRow("escaped") << QByteArray("\"a\\tb\"") << u"a\tb"_s << Kind::String;
    }
    void scalarsStayAsWritten()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, text);
        QFETCH(SpecNode::Kind, kind);
        const Tree tree = parsed("k: " + yaml + "\nz: 1\n", u"a.yaml"_s);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"k"].text(), text);
        QCOMPARE(tree->root()[u"k"].kind(), kind);
        QCOMPARE(tree->root()[u"z"].text(), u"1"_s);
    }

    void jsonEscapes()
    {
        const Tree tree = parsed("[\"\\ud83d\\ude00\", \"\\ud83d\", \"\\/\\\"\\\\\", {\"\\u006bey\": 1}]");
        QCOMPARE(tree->root().at(0).text(), u"😀"_s);
        QCOMPARE(tree->root().at(1).text(), QString(QChar(0xfffd)));
        QCOMPARE(tree->root().at(2).text(), u"/\"\\"_s);
        QCOMPARE(tree->root().at(3)[u"key"].text(), u"1"_s);
    }

    void numbersAndBooleans()
    {
        const Tree tree = parsed("{a: 0x1f, b: 1e3, c: True, d: yes, e: 0o17}", u"a.yaml"_s);
        QCOMPARE(tree->root()[u"a"].toNumber(), 31.0);
        QCOMPARE(tree->root()[u"b"].toNumber(), 1000.0);
        QCOMPARE(tree->root()[u"c"].toBool(), true);
        QVERIFY(!tree->root()[u"d"].toBool().has_value());
        QCOMPARE(tree->root()[u"e"].toNumber(), 15.0);
    }

    void missingNodesChain()
    {
        const Tree tree = parsed("{\"a\": 1}");
        const SpecNode nothing = tree->root()[u"x"][u"y"].at(7)[u"z"];
        QVERIFY(!nothing.exists());
        QCOMPARE(nothing.text(), QString());
        QCOMPARE(nothing.line(), 0);
        QVERIFY(nothing.ref().isNull());
        QVERIFY(!tree->root()[u"a"].at(0).exists());
    }

    void largeObjects()
    {
        QByteArray json = "{";
        for (int i = 0; i < 5000; ++i)
            json += "\"key" + QByteArray::number(i) + "\": " + QByteArray::number(i) + ",";
        json += "\"key77\": \"again\"}";
        Diagnostics diagnostics;
        const Tree tree = parsed(json, u"a.json"_s, &diagnostics);
        for (int i = 0; i < 5000; i += 7)
            QCOMPARE(tree->root()[u"key%1"_s.arg(i)].text(), i == 77 ? u"again"_s : QString::number(i));
        QVERIFY(!tree->root()[u"key5000"].exists());
        QCOMPARE(diagnostics.list().size(), 1);
    }

    void duplicateKeys()
    {
        for (const QString &name : {u"a.json"_s, u"a.yaml"_s}) {
            Diagnostics diagnostics;
            const Tree tree = parsed("{\"a\": 1,\n \"b\": 2, \"a\": 3}", name, &diagnostics);
            QCOMPARE(tree->root().size(), 3);
            QCOMPARE(tree->root().at(0).text(), u"1"_s);
            QCOMPARE(tree->root()[u"a"].text(), u"3"_s);
            QCOMPARE(diagnostics.list().size(), 1);
            QCOMPARE(diagnostics.list()[0].where.line, 2);
            QCOMPARE(diagnostics.list()[0].where.column, 10);
            QVERIFY(diagnostics.list()[0].message.contains(u"line 1, column 2"_s));
        }
    }

    void aliases()
    {
        const Tree tree = parsed("a: &x {k: [1, 2]}\nb: *x\nc: [*x, *x]\nd: &s text\ne: *s\n", u"a.yaml"_s);
        const SpecNode root = tree->root();
        QCOMPARE(root[u"b"], root[u"a"]);
        QCOMPARE(root[u"c"].at(1), root[u"a"]);
        QCOMPARE(root[u"c"].at(1)[u"k"].at(1).pointer(), u"/a/k/1"_s);
        QCOMPARE(root[u"e"].text(), u"text"_s);
        QCOMPARE(root.keyAt(1), u"b"_s);
        QCOMPARE(root.keyRefAt(1).line, 2);
    }

    void mergeKeys()
    {
        const Tree tree = parsed("base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\n"
                                 "one: {<<: *b, y: own}\ntwo: {<<: [*m, *b], w: 5}\nthree: {<<: {i: 1}}\nfour: {\"<<\": *b}\n",
                                 u"a.yaml"_s);
        const SpecNode root = tree->root();
        QCOMPARE(root[u"one"].size(), 2);
        QCOMPARE(root[u"one"][u"y"].text(), u"own"_s);
        QCOMPARE(root[u"one"][u"x"].text(), u"1"_s);
        QCOMPARE(root[u"two"][u"y"].text(), u"3"_s);
        QCOMPARE(root[u"two"][u"x"].text(), u"1"_s);
        QCOMPARE(root[u"two"].size(), 4);
        QVERIFY(!root[u"two"].has(u"<<"));
        QCOMPARE(root[u"three"][u"i"].text(), u"1"_s);
        QVERIFY(root[u"four"].has(u"<<")); // quoted: an ordinary key
    }

    void selfReference()
    {
        Diagnostics diagnostics;
        const Tree tree = parsed("x: &x\n  - *x\n  - 1\ny: &y {<<: *y, a: 1}\n", u"a.yaml"_s, &diagnostics);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"x"].at(0).kind(), SpecNode::Kind::Null);
        QCOMPARE(tree->root()[u"x"].at(1).text(), u"1"_s);
        QCOMPARE(tree->root()[u"y"][u"a"].text(), u"1"_s);
        QCOMPARE(diagnostics.list().size(), 2);
        QCOMPARE(diagnostics.list()[0].where.line, 2);
    }

    void aliasBomb()
    {
        QByteArray yaml = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n";
        for (int i = 1; i < 12; ++i) {
            const QByteArray before = "*a" + QByteArray::number(i - 1);
            yaml += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + QByteArrayList(10, before).join(',') + "]\n";
        }
        Diagnostics diagnostics;
        const auto tree = parseSpec(yaml, u"bomb.yaml"_s, diagnostics);
        QVERIFY(!tree);
        QVERIFY(tree.error().message.contains(u"alias"_s));
        QVERIFY(tree.error().where.line > 1);
    }

    void mergeBomb()
    {
        QByteArray yaml = "m0: &m0 {a: 1}\n";
        for (int i = 1; i < 12; ++i) {
            const QByteArray before = "*m" + QByteArray::number(i - 1);
            yaml += "m" + QByteArray::number(i) + ": &m" + QByteArray::number(i) + " {<<: [" + QByteArrayList(10, before).join(',') + "], k"
                    + QByteArray::number(i) + ": " + before + "}\n";
        }
        Diagnostics diagnostics;
        const auto tree = parseSpec(yaml, u"bomb.yaml"_s, diagnostics);
        // Either way it ends, and what is kept is small.
        QVERIFY(!tree || (*tree)->nodeCount() < 10000);
    }

    void longTextAliasedOften()
    {
        const QByteArray yaml = "t: &t " + QByteArray(50000, 'x') + "\nl: [" + QByteArrayList(5000, "*t").join(',') + "]\n";
        const Tree tree = parsed(yaml, u"a.yaml"_s);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"l"].size(), 5000);
        QCOMPARE(tree->root()[u"l"].at(4999).utf8().size(), size_t(50000));
    }

    void depth_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("depth");
        QTest::newRow("json") << u"a.json"_s << 3000;
        QTest::newRow("json, extreme") << u"a.json"_s << 200000;
        QTest::newRow("yaml") << u"a.yaml"_s << 400;
    }
    void depth()
    {
        QFETCH(QString, name);
        QFETCH(int, depth);
        Diagnostics diagnostics;
        const QByteArray nested = QByteArray(depth, '[') + QByteArray(depth, ']');
        const Tree tree = parsed("{\"a\": " + nested + ", \"b\": 2}" + (name.endsWith(u"yaml") ? " #" : ""), name, &diagnostics);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"b"].text(), u"2"_s);
        QCOMPARE(diagnostics.list().size(), 1);
        int levels = 0;
        for (SpecNode node = tree->root()[u"a"]; node.isArray(); node = node.at(0))
            ++levels;
        QCOMPARE(levels, 255);
    }

    void escapesThatAreNoUtf8()
    {
        const Tree tree = parsed("{\"a\\Nb\": \"\\_x\"}", u"a.yaml"_s);
        QVERIFY(tree);
        QVERIFY(tree->root()[tree->root().keyAt(0)].exists());
        QVERIFY(tree->root().at(0).text().endsWith(u'x'));
    }

    // yaml-cpp reports empty documents without end here.
    void endlessDocuments()
    {
        Diagnostics diagnostics;
        const auto tree = parseSpec(",a: 1\n{b: c}\n", u"a.yaml"_s, diagnostics);
        QVERIFY(!tree || (*tree)->documentCount() < 2000);
        QVERIFY(!tree || (*tree)->nodeCount() < 10000);
    }

    void tooDeepYaml()
    {
        Diagnostics diagnostics;
        const auto tree = parseSpec("x: " + QByteArray("{a: ").repeated(20000) + "1" + QByteArray(20000, '}'), u"a.yaml"_s, diagnostics);
        QVERIFY(!tree);
        QVERIFY(tree.error().message.contains(u"nested"_s));
    }

    void errors_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << u"a.json"_s << 1 << 1 << u"empty"_s;
        QTest::newRow("white space") << QByteArray(" \n\t\n") << u"a.yaml"_s << 1 << 1 << u"empty"_s;
        QTest::newRow("truncated") << QByteArray("{\"a\": [1,\n 2") << u"a.json"_s << 2 << 3 << u"cut off"_s;
        QTest::newRow("truncated text") << QByteArray("{\"a\":\n \"b") << u"a.json"_s << 2 << 2 << u"closing quote"_s;
        QTest::newRow("comment") << QByteArray("{\n// hello\n\"a\": 1}") << u"a.json"_s << 2 << 1 << u"comments"_s;
        QTest::newRow("missing comma") << QByteArray("{\"a\": \"x\"\n \"b\": 2}") << u"a.json"_s << 2 << 2 << u"comma"_s;
        QTest::newRow("text before a colon") << QByteArray("{\"a\": \"b\": {\"c\": 1 x}, 5}}") << u"a.json"_s << 1 << 10 << u"comma"_s;
        QTest::newRow("bad literal") << QByteArray("{\"a\": nope, \"b\" 1}") << u"a.json"_s << 1 << 7 << u"no JSON value"_s;
        QTest::newRow("bad escape") << QByteArray("{\"a\": \"\\x\", }}") << u"a.json"_s << 1 << 8 << u"escape"_s;
        QTest::newRow("text behind") << QByteArray("{\"a\": 1}\n]") << u"a.json"_s << 2 << 1 << u"after the end"_s;
        QTest::newRow("tab") << QByteArray("a:\n\tb: 1\n") << u"a.yaml"_s << 2 << 1 << u"spaces"_s;
        QTest::newRow("yaml bracket") << QByteArray("a: [1, 2\nb: 3\n") << u"a.yaml"_s << 2 << 2 << u"bracket"_s;
        QTest::newRow("unknown alias") << QByteArray("a: *x\n") << u"a.yaml"_s << 1 << 4 << u"alias"_s;
    }
    void errors()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        Diagnostics diagnostics;
        const auto tree = parseSpec(bytes, name, diagnostics);
        QVERIFY(!tree);
        QTEST(tree.error().where.line, "line");
        QTEST(tree.error().where.column, "column");
        QCOMPARE(tree.error().where.file, name);
        QFETCH(QString, says);
        QVERIFY2(tree.error().message.contains(says), qPrintable(tree.error().message));
    }

    void nearlyJson()
    {
        Diagnostics diagnostics;
        const Tree tree = parsed("{\"a\": [1, 2,],}", u"a.json"_s, &diagnostics);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"a"].size(), 2);
        QCOMPARE(diagnostics.list().size(), 1);
        QVERIFY(diagnostics.list()[0].message.contains(u"comma"_s));

        Diagnostics aboutNul;
        const Tree withNul = parsed(QByteArray("{\"a\": \"x\0y\"}", 12), u"a.json"_s, &aboutNul);
        QVERIFY(withNul);
        QVERIFY(aboutNul.list()[0].message.contains(u"control character"_s));
        QCOMPARE(aboutNul.list()[0].where.column, 9);
    }

    void encodings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QString text = u"{\"t\": \"ü€\"}"_s;
        QTest::newRow("UTF-8") << text.toUtf8();
        QTest::newRow("UTF-8 with mark") << QByteArray("\xef\xbb\xbf") + text.toUtf8();
        for (const auto &[name, encoding] : {std::pair{"UTF-16LE", QStringConverter::Utf16LE}, std::pair{"UTF-16BE", QStringConverter::Utf16BE},
                                             std::pair{"UTF-32LE", QStringConverter::Utf32LE}}) {
            QStringEncoder encoder(encoding, QStringConverter::Flag::WriteBom);
            QTest::newRow(name) << QByteArray(encoder.encode(text));
        }
        QStringEncoder bare(QStringConverter::Utf16LE);
        QTest::newRow("UTF-16LE without mark") << QByteArray(bare.encode(text));
    }
    void encodings()
    {
        QFETCH(QByteArray, bytes);
        Diagnostics diagnostics;
        const Tree tree = parsed(bytes, u"a.json"_s, &diagnostics);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"t"].text(), u"ü€"_s);
        QCOMPARE(tree->root()[u"t"].column(), 7);
        QVERIFY(diagnostics.list().isEmpty());
    }

    void invalidBytes()
    {
        Diagnostics diagnostics;
        const Tree tree = parsed("a: 1\nname: caf\xe9 \xff!\n", u"a.yaml"_s, &diagnostics);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"name"].text(), u"caf\ufffd \ufffd!"_s);
        QCOMPARE(diagnostics.list().size(), 1);
        QCOMPARE(diagnostics.list()[0].where.line, 2);
        QCOMPARE(diagnostics.list()[0].where.column, 10);
    }

    void binary()
    {
        QByteArray bytes("\x89PNG\r\n\x1a\n");
        for (int i = 0; i < 500; ++i)
            bytes += char(i * 7 % 256);
        Diagnostics diagnostics;
        const auto tree = parseSpec(bytes, u"a.yaml"_s, diagnostics);
        QVERIFY(!tree);
    }

    void lineEnds()
    {
        const Tree tree = parsed("a: 1\r\nb:\r\n  c: x\r\n", u"a.yaml"_s);
        QCOMPARE(tree->root()[u"b"][u"c"].text(), u"x"_s);
        QCOMPARE(tree->root()[u"b"][u"c"].line(), 3);
        QCOMPARE(parsed("{\r\n\"a\":\r\n 1}")->root()[u"a"].line(), 3);
    }

    void severalDocuments()
    {
        const Tree tree = parsed("a: &x 1\n---\nb: 2\n---\n- 3\n", u"a.yaml"_s);
        QCOMPARE(tree->documentCount(), 3);
        QCOMPARE(tree->root()[u"a"].text(), u"1"_s);
        QCOMPARE(tree->document(1)[u"b"].text(), u"2"_s);
        QCOMPARE(tree->document(2).at(0).pointer(), u"/0"_s);
        QVERIFY(!tree->document(3).exists());
        QCOMPARE(parsed("{\"a\": 1}\n{\"a\": 2}\n")->documentCount(), 2); // a JSON document a line

        Diagnostics diagnostics;
        const Tree partly = parsed("a: 1\n---\nb: [\n", u"a.yaml"_s, &diagnostics);
        QVERIFY(partly);
        QCOMPARE(partly->documentCount(), 1);
        QCOMPARE(diagnostics.count(Severity::Warning), 1);
    }

    void foreignTags()
    {
        Diagnostics diagnostics;
        const Tree tree = parsed("a: !!python/object/apply:os.system [\"touch x\"]\nb: !vendor t\n", u"a.yaml"_s, &diagnostics);
        QCOMPARE(tree->root()[u"a"].at(0).text(), u"touch x"_s);
        QCOMPARE(tree->root()[u"b"].text(), u"t"_s);
        QCOMPARE(diagnostics.list().size(), 1);
    }

    void oddKeys()
    {
        Diagnostics diagnostics;
        const Tree tree = parsed("200: a\n? [1, 2]\n: dropped\ntrue: b\n? long key\n: {x: 1}\n", u"a.yaml"_s, &diagnostics);
        QVERIFY(tree);
        QCOMPARE(tree->root()[u"200"].text(), u"a"_s);
        QCOMPARE(tree->root()[u"true"].text(), u"b"_s);
        QCOMPARE(tree->root()[u"long key"][u"x"].text(), u"1"_s);
        QCOMPARE(diagnostics.list().size(), 1);
        QVERIFY(parsed("{\"" + QByteArray(3000, 'k') + "\": 1}")); // longer than YAML allows
    }

    void tooLarge()
    {
        SpecLimits limits;
        limits.bytes = 10;
        Diagnostics diagnostics;
        QVERIFY(!parseSpec("[1,2,3,4,5,6]", u"a.json"_s, diagnostics, limits));
        limits.bytes = 1000;
        limits.nodes = 5;
        QVERIFY(!parseSpec("[1,2,3,4,5,6]", u"a.json"_s, diagnostics, limits));
        QVERIFY(!parseSpec("[1,2,3,4,5,6] #", u"a.yaml"_s, diagnostics, limits));
    }
};

QTEST_GUILESS_MAIN(TestParseSpec)
#include "tst_parsespec.moc"
