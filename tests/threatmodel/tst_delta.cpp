// SPDX-License-Identifier: Apache-2.0
#include "support/randommodel.h"
#include "threatmodel/codec.h"
#include "threatmodel/validate.h"

#include <QTest>

using namespace drawbridge;

// The laws that undo, saving, recovery and merge rest on, over seeded random models.
class TestDelta : public QObject
{
    Q_OBJECT
private slots:
    void laws_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("%d", seed) << seed;
    }

    void laws()
    {
        QFETCH(int, seed);
        QRandomGenerator random{quint32(seed)};
        const ThreatModel a = testing::randomModel(random, random.bounded(40));
        ThreatModel b = a;
        for (const ElementId &id : a.elements.sortedIds()) {
            Element element = a.elements.value(id);
            element.name += QLatin1Char('x');
            if (random.bounded(3) == 0)
                b.elements.insert(element);
        }
        const ThreatModel c = testing::randomModel(random, random.bounded(40));

        const Delta ab = diff(a, b), bc = diff(b, c);
        ThreatModel model = a;
        apply(model, ab);
        QCOMPARE(model, b);
        apply(model, inverse(ab));
        QCOMPARE(model, a);
        QVERIFY(diff(a, a).isEmpty());
        QCOMPARE(inverse(inverse(bc)), bc);

        const Delta ac = compose(ab, bc);
        QCOMPARE(ac, diff(a, c));
        QVERIFY(compose(ab, inverse(ab)).isEmpty());

        QCOMPARE(*decodeDelta(encodeDelta(bc)), bc);
        QCOMPARE(*decodeModel(encodeModel(a)), a);
        QCOMPARE(encodeModel(a), encodeModel(*decodeModel(encodeModel(a))));
        QCOMPARE(validate(a), QStringList());
        QVERIFY(repair(a).isEmpty());
    }

    void repairMakesSound()
    {
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QRandomGenerator random{seed};
            ThreatModel model = testing::randomModel(random, 30);
            for (const ElementId &id : model.elements.sortedIds()) {
                if (random.bounded(3) == 0)
                    model.elements.remove(id);
            }
            for (const BoundaryId &id : model.boundaries.sortedIds()) {
                if (random.bounded(4) == 0)
                    model.boundaries.remove(id);
            }
            QVERIFY(!validate(model).isEmpty());
            apply(model, repair(model));
            QCOMPARE(validate(model), QStringList());
        }
    }

    void damagedBytesAreRefused()
    {
        QRandomGenerator random{7};
        const QByteArray good = encodeModel(testing::randomModel(random, 10));
        for (int i = 0; i < 200; ++i) {
            QByteArray bad = good;
            bad[random.bounded(int(bad.size()))] = char(random.generate());
            bad.truncate(random.bounded(int(bad.size())));
            decodeModel(bad).isOk(); // must neither crash nor hang
            decodeDelta(bad).isOk();
        }
        QVERIFY(!decodeModel(QByteArray("\xff\xff\xff\xff" "abc", 7)).isOk());
        QVERIFY(!decodeModel({}).isOk());
    }

    void placementsCarryNoMeaning()
    {
        Delta delta;
        addTo(delta, Placement{});
        QVERIFY(!delta.touchesMeaning());
        addTo(delta, Element{});
        QVERIFY(delta.touchesMeaning());
    }
};

QTEST_APPLESS_MAIN(TestDelta)
#include "tst_delta.moc"
