// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostics.h"
#include "base/id.h"

#include <QTest>

using namespace drawbridge;

class TestId : public QObject
{
    Q_OBJECT
private slots:
    // Saved projects and fingerprints depend on this exact value: it must never change.
    void namedIdsNeverChange()
    {
        QCOMPARE(namedUuid(u"api.yaml", u"GET /users/{id}").toString(QUuid::WithoutBraces), QStringLiteral("97b28e31-5ee5-5130-bd45-193d99da3c8a"));
    }

    void namesAreKeptApart()
    {
        QVERIFY(namedUuid(u"a", u"bc") != namedUuid(u"ab", u"c"));
        QCOMPARE(namedUuid(u"a", u"b"), namedUuid(u"a", u"b"));
    }

    void diagnosticsAreBounded()
    {
        Diagnostics diagnostics;
        for (int i = 0; i < Diagnostics::limit + 50; ++i)
            diagnostics.warn(QStringLiteral("w"));
        diagnostics.error(QStringLiteral("e"), {QStringLiteral("a.yaml"), {}, 3, 7});
        QCOMPARE(diagnostics.list().size(), Diagnostics::limit + 1);
        QCOMPARE(diagnostics.dropped(), 50);
        QVERIFY(diagnostics.hasErrors());
        QCOMPARE(toText(diagnostics.list().last()), QStringLiteral("a.yaml:3:7: error: e"));
    }
};

QTEST_APPLESS_MAIN(TestId)
#include "tst_id.moc"
