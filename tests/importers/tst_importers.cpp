// SPDX-License-Identifier: Apache-2.0
// What holds for every importer, and for the way in.
#include "importers/detect.h"
#include "spec/parsespec.h"
#include "support/drawndump.h"
#include "support/importtext.h"
#include "support/modeldump.h"
#include "threatmodel/validate.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <class T> QStringList idsOf(const Table<T> &table)
{
    QStringList ids;
    for (const auto &id : table.sortedIds())
        ids.append(id.toString());
    return ids;
}

QStringList allIds(const ThreatModel &model)
{
    return idsOf(model.sources) + idsOf(model.operations) + idsOf(model.schemas) + idsOf(model.fields) + idsOf(model.schemes) + idsOf(model.elements)
           + idsOf(model.flows) + idsOf(model.boundaries) + idsOf(model.diagrams) + idsOf(model.threats) + idsOf(model.decisions);
}

// The same document with the members of each object, and the parameters, in another order.
QJsonValue reordered(const QJsonValue &value, const QString &key = {})
{
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &element : value.toArray())
            out.append(reordered(element));
        if (key == u"parameters") {
            QJsonArray turned;
            for (qsizetype i = out.size(); i-- > 0;)
                turned.append(out.at(i));
            return turned;
        }
        return out;
    }
    if (value.isObject()) {
        QJsonObject out; // sorts its keys
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            out.insert(it.key(), reordered(it.value(), it.key()));
        return out;
    }
    return value;
}

} // namespace

class TestImporters : public QObject
{
    Q_OBJECT

private:
    static void samples()
    {
        QTest::addColumn<QString>("path");
        QDirIterator files(QStringLiteral(TEST_DATA "/importers"), {u"*.yaml"_s, u"*.json"_s, u"*.tm7"_s}, QDir::Files);
        QStringList names;
        while (files.hasNext())
            names.append(files.next());
        names.append(QStringLiteral(TEST_DATA "/importers/multi"));
        names.sort();
        for (const QString &name : std::as_const(names))
            QTest::newRow(qPrintable(QFileInfo(name).fileName())) << name;
    }

private slots:
    void golden_data() { samples(); }
    void golden()
    {
        QFETCH(QString, path);
        ImportText import;
        const auto result = import.run({path});
        QVERIFY2(result.isOk(), result ? "" : qPrintable(result.error().message));
        QString text = ModelDump(result->model).text() + drawnText(result->model);
        for (const Diagnostic &diagnostic : result->diagnostics.list())
            text += toText(diagnostic) + u'\n';
        const QString golden = path + u".golden.txt"_s;
        const QByteArray expected = contents(golden);
        if (text.toUtf8() != expected) {
            QFile actual(golden + u".actual"_s);
            if (actual.open(QIODevice::WriteOnly))
                actual.write(text.toUtf8());
            const QStringList a = QString::fromUtf8(expected).split(u'\n');
            const QStringList b = text.split(u'\n');
            for (qsizetype i = 0; i < qMax(a.size(), b.size()); ++i) {
                if (a.value(i) != b.value(i)) {
                    QFAIL(qPrintable(u"%1, line %2:\n  expected %3\n  actual   %4"_s.arg(golden).arg(i + 1).arg(a.value(i), b.value(i))));
                }
            }
        }
    }

    void everythingHasAPlace_data() { samples(); }
    void everythingHasAPlace()
    {
        QFETCH(QString, path);
        ImportText import;
        const auto result = import.run({path});
        QVERIFY(result);
        const ThreatModel &model = result->model;
        QCOMPARE(validate(model), QStringList());
        const auto check = [&](const auto &table, bool declared) {
            for (const auto &entity : table) {
                QVERIFY(!entity.provenance.at.file.isEmpty());
                QVERIFY(entity.provenance.at.line > 0 && entity.provenance.at.column > 0);
                QVERIFY(!entity.provenance.key.isEmpty());
                QVERIFY(entity.provenance.origin != Origin::Person);
                QVERIFY(!declared || model.sources.contains(entity.provenance.source));
                QVERIFY(!QDir::isAbsolutePath(entity.provenance.at.file));
            }
        };
        check(model.operations, true);
        check(model.schemas, true);
        check(model.fields, true);
        check(model.schemes, true);
        check(model.elements, false);
        check(model.flows, true);
        check(model.boundaries, false);
        check(model.diagrams, false);
        QVERIFY(!model.diagrams.isEmpty());
        check(model.threats, true);
        // Specifications bring no places; drawings do.
        const QString format = model.sources.begin()->format;
        const bool drawn = format == u"threat-dragon" || format == u"otm" || format == u"tm7";
        for (const Placement &placement : model.placements)
            QVERIFY(drawn || (!placement.placed && !placement.byPerson));
    }

    void idsSurviveReordering_data() { samples(); }
    void idsSurviveReordering()
    {
        QFETCH(QString, path);
        if (!path.endsWith(u".json"_s))
            QSKIP("only JSON can be written in another order here");
        ImportText import;
        const QString name = QFileInfo(path).fileName();
        const QByteArray bytes = contents(path);
        const ImportResult before = import.import(bytes, name);
        const QJsonValue root = QJsonDocument::fromJson(bytes).object();
        const QByteArray turned = QJsonDocument(reordered(root).toObject()).toJson(QJsonDocument::Compact);
        QVERIFY(turned != bytes);
        const ImportResult after = import.import(turned, name);
        QCOMPARE(allIds(after.model), allIds(before.model));
    }

    void twiceIsTheSame_data() { samples(); }
    void twiceIsTheSame()
    {
        QFETCH(QString, path);
        ImportText import;
        const auto first = import.run({path});
        const auto second = import.run({path});
        QVERIFY(first->model == second->model);
    }

    // Whatever the bytes: no crash, and what comes out is sound.
    void damagedFiles_data() { samples(); }
    void damagedFiles()
    {
        QFETCH(QString, path);
        if (QFileInfo(path).isDir())
            path += u"/api.yaml"_s;
        const QByteArray bytes = contents(path);
        const QString name = QFileInfo(path).fileName();
        QRandomGenerator random(20261122);
        ImportText import;
        int imported = 0;
        for (int round = 0; round < 300; ++round) {
            QByteArray damaged = bytes;
            if (round % 3 == 0)
                damaged.truncate(random.bounded(int(bytes.size())));
            for (int i = 0; i < 1 + round % 7; ++i) {
                const int at = random.bounded(int(qMax<qsizetype>(1, damaged.size())));
                static constexpr char oddText[] = "{}[]:,\"'-&*!|>%@`#\n\t\0\xff 0truefalsenull$ref";
                static const QByteArray odd(oddText, sizeof oddText - 1);
                if (at < damaged.size())
                    damaged[at] = odd[random.bounded(int(odd.size()))];
            }
            // Swapping two pieces keeps much of the syntax and little of the sense.
            if (round % 5 == 0 && damaged.size() > 200) {
                const int a = random.bounded(int(damaged.size() - 100));
                const int b = random.bounded(int(damaged.size() - 100));
                const QByteArray piece = damaged.mid(a, 40);
                damaged.replace(a, 40, damaged.mid(b, 40));
                damaged.replace(b, 40, piece);
            }
            const auto result = import.run({import.write(name, damaged)});
            if (result) {
                ++imported;
                QCOMPARE(validate(result->model), QStringList());
            } else {
                QVERIFY(!result.error().message.isEmpty());
                QCOMPARE(result.error().where.file, name);
            }
        }
        QVERIFY(imported > 0);
    }

    void detection_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("imported");
        QTest::newRow("swagger 2") << QByteArray("swagger: '2.0'\n") << u"swagger-2.0"_s << true;
        QTest::newRow("swagger 2, as a number") << QByteArray("swagger: 2.0\n") << u"swagger-2.0"_s << true;
        QTest::newRow("openapi 3.0") << QByteArray("openapi: 3.0.3\n") << u"openapi-3.0"_s << true;
        QTest::newRow("openapi 3.1") << QByteArray("{\"openapi\": \"3.1.0\"}") << u"openapi-3.1"_s << true;
        QTest::newRow("openapi 3.2") << QByteArray("openapi: 3.2.0\n") << u"openapi-3.2"_s << true;
        QTest::newRow("postman 2.1") << QByteArray("{\"info\": {\"schema\": \"https://schema.getpostman.com/json/collection/v2.1.0/collection.json\"}, \"item\": []}")
                                     << u"postman-2.1"_s << true;
        QTest::newRow("postman 2.0") << QByteArray("{\"info\": {\"schema\": \"https://schema.getpostman.com/json/collection/v2.0.0/\"}, \"item\": []}") << u"postman-2.0"_s << true;
        QTest::newRow("postman, wrapped") << QByteArray("{\"collection\": {\"info\": {\"name\": \"x\"}, \"item\": []}}") << u"postman-2.1"_s << true;
        QTest::newRow("postman environment") << QByteArray("{\"values\": [], \"_postman_variable_scope\": \"environment\"}") << u"postman-environment"_s << false;
        QTest::newRow("asyncapi") << QByteArray("asyncapi: 2.4.0\n") << u"asyncapi"_s << false;
        QTest::newRow("har") << QByteArray("{\"log\": {\"entries\": []}}") << u"har"_s << false;
        QTest::newRow("compose") << QByteArray("services:\n  db: {image: postgres}\n") << u"compose"_s << true;
        QTest::newRow("services of something else") << QByteArray("services:\n  mailer: {class: App\\Mailer, arguments: []}\n") << QString() << false;
        QTest::newRow("k8s") << QByteArray("apiVersion: v1\nkind: Service\n") << u"k8s"_s << false;
        QTest::newRow("threat dragon") << QByteArray("{\"summary\": {}, \"detail\": {\"diagrams\": []}}") << u"threat-dragon"_s << true;
        QTest::newRow("otm") << QByteArray("otmVersion: 0.1.0\n") << u"otm"_s << true;
        QTest::newRow("threagile") << QByteArray("threagile_version: 1.0.0\n") << u"threagile"_s << false;
        QTest::newRow("tm-bom") << QByteArray("{\"bomFormat\": \"CycloneDX\"}") << u"tmbom"_s << false;
        QTest::newRow("something else") << QByteArray("name: x\nversion: 1\n") << QString() << false;
        QTest::newRow("a list") << QByteArray("[1]") << QString() << false;
        QTest::newRow("openapi that is no text") << QByteArray("openapi: {a: 1}\n") << QString() << false;
    }
    void detection()
    {
        QFETCH(QByteArray, text);
        Diagnostics diagnostics;
        const auto tree = parseSpec(text, u"x"_s, diagnostics);
        QVERIFY(tree);
        const DetectedFormat format = detectFormat((*tree)->root());
        QTEST(format.id, "id");
        QTEST(format.imported, "imported");
    }

    void detectionByName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("id");
        QTest::newRow("tm7") << u"m.tm7"_s << QByteArray("<ThreatModel xmlns=\"x\">") << u"tm7"_s;
        QTest::newRow("drawio") << u"m.xml"_s << QByteArray("<?xml?><mxfile>") << u"drawio"_s;
        QTest::newRow("proto") << u"m.proto"_s << QByteArray("syntax = \"proto3\";") << u"proto"_s;
        QTest::newRow("graphql") << u"m.graphql"_s << QByteArray("type Query { a: Int }") << u"graphql"_s;
        QTest::newRow("hcl") << u"m.hcl"_s << QByteArray("threatmodel \"x\" {}") << u"threatcl"_s;
        QTest::newRow("pytm") << u"m.py"_s << QByteArray("from pytm import TM") << u"pytm"_s;
        QTest::newRow("other python") << u"m.py"_s << QByteArray("import os") << QString();
        QTest::newRow("json") << u"m.json"_s << QByteArray("{}") << QString();
    }
    void detectionByName()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QTEST(detectText(name, bytes).id, "id");
    }

    void errors_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("not imported yet") << u"a.yaml"_s << QByteArray("asyncapi: 2.4.0\n") << u"AsyncAPI"_s;
        QTest::newRow("not imported yet, by name") << u"a.proto"_s << QByteArray("message X {") << u"not imported yet"_s;
        QTest::newRow("unknown") << u"a.json"_s << QByteArray("{\"name\": 1}") << u"OpenAPI"_s;
        QTest::newRow("new version") << u"a.json"_s << QByteArray("{\"openapi\": \"4.0.0\", \"paths\": {}}") << u"4.0.0"_s;
        QTest::newRow("nothing but its format") << u"a.json"_s << QByteArray("{\"openapi\": \"3.0.3\", \"x\": 1}") << u"describes nothing"_s;
        QTest::newRow("broken") << u"a.json"_s << QByteArray("{\"openapi\": \"3.0.3\", ") << u"cut off"_s;
        QTest::newRow("empty") << u"a.json"_s << QByteArray() << u"empty"_s;
    }
    void errors()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(QString, says);
        ImportText import;
        const auto result = import.run({import.write(name, text)});
        QVERIFY(!result);
        QVERIFY2(result.error().message.contains(says), qPrintable(result.error().message));
        QCOMPARE(result.error().where.file, name);
        QVERIFY(!import.run({import.path(u"none.yaml"_s)}));
    }

    void formatGiven()
    {
        ImportText import;
        const QString path = import.write(u"a.json"_s, "{\"info\": {\"title\": \"T\"}, \"paths\": {\"/a\": {\"get\": {}}}}");
        QVERIFY(!import.run({path}));
        const auto result = import.run({path}, {{}, u"openapi"_s});
        QVERIFY(result);
        QCOMPARE(result->model.operations.size(), 1);
        QVERIFY(!import.run({path}, {{}, u"nonsense"_s}));
    }

    void folders()
    {
        ImportText import;
        import.write(u"f/one.yaml"_s, "openapi: 3.0.3\ninfo: {title: One, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n");
        import.write(u"f/sub/two.yaml"_s, "openapi: 3.0.3\ninfo: {title: Two, version: '1'}\npaths: {/b: {get: {responses: {}}}}\n");
        import.write(u"f/package.json"_s, "{\"name\": \"x\"}");
        import.write(u"f/broken.yaml"_s, "a: [");
        import.write(u"f/.hidden/three.yaml"_s, "openapi: 3.0.3\ninfo: {title: Three, version: '1'}\npaths: {}\n");
        import.write(u"f/events.yaml"_s, "asyncapi: 2.4.0\n");
        const auto result = import.run({import.path(u"f"_s)});
        QVERIFY(result);
        QStringList paths;
        for (const Source &source : result->model.sources)
            paths.append(source.path);
        paths.sort();
        QCOMPARE(paths, (QStringList{u"one.yaml"_s, u"sub/two.yaml"_s}));
        QCOMPARE(result->diagnostics.count(Severity::Warning), 2); // the broken file, and the format that is not imported yet

        import.write(u"g/readme.json"_s, "{\"name\": \"x\"}");
        QVERIFY(!import.run({import.path(u"g"_s)}));
    }

    // A file that others only take definitions from is no service.
    void libraries()
    {
        ImportText import;
        const auto result = import.run({QStringLiteral(TEST_DATA "/importers/multi")});
        QVERIFY(result);
        QCOMPARE(result->model.sources.size(), 1);
        QCOMPARE(result->model.sources.begin()->path, u"api.yaml"_s);
        QCOMPARE(fieldOf(result->model, u"Address"_s, u"street"_s).provenance.at.file, u"common.yaml"_s);
    }

    void severalInputs()
    {
        const QByteArray text = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nsecurity: [{b: []}]\npaths: {/a: {get: {responses: {}}}}\n"
                                "components: {securitySchemes: {b: {type: http, scheme: bearer}}}\n";
        ImportText import;
        const QString one = import.write(u"x/one/api.yaml"_s, text);
        const QString two = import.write(u"y/two/api.yaml"_s, text);
        const auto result = import.run({one, two});
        QVERIFY(result);
        QStringList paths;
        for (const Source &source : result->model.sources)
            paths.append(source.path);
        paths.sort();
        QCOMPARE(paths, (QStringList{u"one/api.yaml"_s, u"two/api.yaml"_s}));
        QCOMPARE(result->model.operations.size(), 2);
        QCOMPARE(result->model.boundaries.size(), 2); // shared
        QCOMPARE(result->model.elements.size(), 3);   // two services, one group of callers
        QCOMPARE(result->model.diagrams.size(), 1);
        QCOMPARE(validate(result->model), QStringList());
        // The order of the arguments and repeating one change nothing.
        const auto turned = import.run({two, one, two});
        QVERIFY(turned->model == result->model);
        // Alone, a file goes by its own name.
        QCOMPARE(import.run({one})->model.sources.begin()->path, u"api.yaml"_s);
    }

    void root()
    {
        ImportText import;
        import.write(u"r/common.yaml"_s, "A: {type: object, properties: {x: {type: string}}}\n");
        const QString path = import.write(u"r/deep/api.yaml"_s,
                                          "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: '../common.yaml#/A'}}}\n");
        const auto inside = import.run({path});
        QCOMPARE(inside->model.schemas.size(), 1);
        const auto given = import.run({path}, {import.path(u"r"_s), {}});
        QCOMPARE(given->model.schemas.size(), 2);
        QCOMPARE(given->model.sources.begin()->path, u"deep/api.yaml"_s);
        QVERIFY(!import.run({path}, {import.path(u"none"_s), {}}));
    }

    // The programs of a folder are no specifications, and nobody wants to hear that they are bad YAML.
    void programsInAFolder()
    {
        ImportText import;
        import.write(u"s/api.yaml"_s, "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: d}}}}}\n");
        import.write(u"s/setup.py"_s, "def f(a: int):\n\treturn [1,\n");
        import.write(u"s/pom.xml"_s, "<project>\n\t<a b: c></a>\n");
        const auto result = import.run({import.path(u"s"_s)});
        QVERIFY(result);
        QCOMPARE(result->model.operations.size(), 1);
        for (const Diagnostic &diagnostic : result->diagnostics.list())
            QCOMPARE(diagnostic.where.file, u"api.yaml"_s);
    }

    void cancelled()
    {
        ImportText import;
        Progress progress;
        progress.cancel();
        QVERIFY(!importInputs({import.write(u"a.yaml"_s, "openapi: 3.0.3\npaths: {}\n")}, {}, progress));
    }
};

QTEST_GUILESS_MAIN(TestImporters)
#include "tst_importers.moc"
