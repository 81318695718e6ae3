// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "lenses/exposurelens.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;
using Tone = Emphasis::Tone;

// What the Exposure lens says of small systems.
class TestLenses : public QObject
{
    Q_OBJECT

    struct System
    {
        ThreatModel model;
        AnalysisResult result;

        QUuid id(const QString &name) const
        {
            for (const Element &element : model.elements) {
                if (element.name == name)
                    return element.id.uuid();
            }
            return {};
        }
        QUuid flow(const QString &from, const QString &to) const
        {
            for (const DataFlow &flow : model.flows) {
                if (flow.source.uuid() == id(from) && flow.target.uuid() == id(to))
                    return flow.id.uuid();
            }
            return {};
        }
    };

    std::shared_ptr<const Catalogue> m_catalogue;

    System make(const QString &text)
    {
        const Result<ThreatModel> model = parseExampleModel(text);
        if (!model)
            qFatal("%s", qPrintable(model.error().message));
        Progress progress;
        return {*model, analyze(*model, *m_catalogue, {QDate(2026, 1, 1)}, progress)};
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(m_catalogue);
    }

    void everybody()
    {
        const System s = make(u"actor Visitor class=anonymous; actor Operator class=privileged; service Shop; service Console; store Orders\n"
                              "flow Visitor -> Shop https; flow Operator -> Console https; flow Shop -> Orders sql"_s);
        const LensPicture picture = exposurelens::picture(s.model, s.result, {});
        QCOMPARE(picture.marks.value(s.id(u"Shop"_s)).symbol, u"1"_s);
        QCOMPARE(picture.marks.value(s.id(u"Shop"_s)).tone, Tone::Bad);
        QCOMPARE(picture.marks.value(s.id(u"Console"_s)).symbol, u"6"_s);
        QCOMPARE(picture.marks.value(s.id(u"Orders"_s)).symbol, u"5"_s); // only the shop talks to it
        QVERIFY(picture.marks.contains(s.flow(u"Visitor"_s, u"Shop"_s)));
        QStringList symbols;
        for (const LegendEntry &entry : picture.legend) {
            symbols.append(entry.symbol);
            QVERIFY(!entry.text.isEmpty());
        }
        QCOMPARE(symbols, (QStringList{u"1"_s, u"5"_s, u"6"_s}));
    }

    void oneClass()
    {
        const System s = make(u"actor Visitor class=anonymous; actor Member class=customer; service Shop; service Vault; service Quiet; store Orders\n"
                              "flow Visitor -> Shop https; flow Visitor -> Vault https; flow Member -> Vault https; flow Shop -> Orders sql; flow Orders -> Quiet https\n"
                              "scheme Shop token bearer; scheme Vault token bearer\n"
                              "op Shop GET /items auth=none; op Shop POST /items auth=bearer; op Vault GET /secrets auth=bearer"_s);
        const LensPicture picture = exposurelens::picture(s.model, s.result, u"anonymous"_s);
        QCOMPARE(picture.marks.value(s.id(u"Visitor"_s)).tone, Tone::Neutral);
        QVERIFY(!picture.marks.contains(s.id(u"Member"_s)));
        QCOMPARE(picture.marks.value(s.id(u"Shop"_s)).tone, Tone::Bad);
        QCOMPARE(picture.marks.value(s.id(u"Shop"_s)).note, u"1 of 2 open"_s);
        QCOMPARE(picture.marks.value(s.id(u"Vault"_s)).tone, Tone::Good);
        QCOMPARE(picture.marks.value(s.id(u"Orders"_s)).tone, Tone::Doubtful);
        QCOMPARE(picture.marks.value(s.flow(u"Visitor"_s, u"Vault"_s)).tone, Tone::Good);
        QVERIFY(!picture.marks.contains(s.flow(u"Member"_s, u"Vault"_s)));
        // Every tone that is used stands in the legend, each with a mark of its own.
        QSet<int> said;
        QSet<QString> marks;
        for (const LegendEntry &entry : picture.legend) {
            said.insert(int(entry.tone));
            marks.insert(entry.symbol);
        }
        for (const Emphasis &mark : picture.marks)
            QVERIFY(said.contains(int(mark.tone)));
        QCOMPARE(marks.size(), picture.legend.size());
    }

    void choicesAreThoseOfTheModel()
    {
        const System s = make(u"actor Visitor class=anonymous; actor Shipper class=partner; service Shop; flow Visitor -> Shop https"_s);
        QStringList ids;
        for (const LensChoice &choice : exposurelens::choices(s.model))
            ids.append(choice.id);
        QCOMPARE(ids, (QStringList{QString(), u"anonymous"_s, u"partner"_s}));
        QVERIFY(exposurelens::picture({}, {}, {}).marks.isEmpty());
        QVERIFY(!exposurelens::picture({}, {}, {}).remark.isEmpty());
        QVERIFY(!exposurelens::picture(s.model, s.result, u"privileged"_s).remark.isEmpty());
    }
};

QTEST_MAIN(TestLenses)
#include "tst_lenses.moc"
