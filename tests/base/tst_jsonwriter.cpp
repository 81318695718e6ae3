// SPDX-License-Identifier: Apache-2.0
#include "base/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <clocale>

using namespace drawbridge;

class TestJsonWriter : public QObject
{
    Q_OBJECT
private slots:
    void writesInOrder()
    {
        JsonWriter json;
        json.beginObject();
        json.member("z", 1);
        json.member("a", "x");
        json.key("empty");
        json.beginArray();
        json.endArray();
        json.member("list", QStringList{QStringLiteral("p"), QStringLiteral("q")});
        json.key("rows");
        json.beginArray();
        json.beginObject();
        json.member("risk", 64.6, 1);
        json.endObject();
        json.value(true);
        json.null();
        json.endArray();
        json.endObject();
        QCOMPARE(json.take(), QByteArray("{\n  \"z\": 1,\n  \"a\": \"x\",\n  \"empty\": [],\n  \"list\": [\"p\", \"q\"],\n  \"rows\": [\n    {\n"
                                         "      \"risk\": 64.6\n    },\n    true,\n    null\n  ]\n}\n"));
    }

    void anyTextSurvives()
    {
        const QString text = QString::fromUtf8("quote \" slash \\ line\nbreak\ttab \x01 ü 😀 </script>");
        JsonWriter json;
        json.beginArray();
        json.value(text);
        json.endArray();
        const QJsonDocument document = QJsonDocument::fromJson(json.take());
        QCOMPARE(document.array().at(0).toString(), text);
    }

    void numbersIgnoreTheLocale()
    {
        std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
        JsonWriter json;
        json.beginArray();
        json.value(0.5, 2);
        json.value(8.0, 2);
        json.endArray();
        std::setlocale(LC_NUMERIC, "C");
        QCOMPARE(json.take(), QByteArray("[\n  0.5,\n  8.0\n]\n"));
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
