// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "panels/datapanel.h"

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const ThreatModel> shop()
{
    const Result<ThreatModel> model = parseExampleModel(u"zone internet 0; zone app 3\n"
                                                        "actor customer in internet class=customer\n"
                                                        "service shop in app\n"
                                                        "store orders in app\n"
                                                        "flow customer -> shop http\n"
                                                        "flow shop -> orders sql\n"
                                                        "op shop POST /customers auth=none req Customer(email:pii.contact)\n"
                                                        "op shop GET /customers/{id} auth=bearer ref(id) resp Customer(email:pii.contact)"_s);
    Q_ASSERT(model);
    return std::make_shared<ThreatModel>(*model);
}

} // namespace

class TestDataPanel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<FlowId>();
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        m_model = shop();
        Progress progress;
        m_result = std::make_shared<AnalysisResult>(analyze(*m_model, *m_catalogue, {QDate(2026, 1, 1)}, progress));
    }

    void showsWhatIsChosen()
    {
        DataPanel panel;
        panel.resize(1100, 300);
        panel.setAnalysis(m_model, m_result);
        QVERIFY(panel.chosen().startsWith(u"asset:"));
        QVERIFY(panel.list()->count() >= 2); // the asset, then its class under a heading
        QVERIFY(panel.protectionTable()->model()->rowCount() >= 5);
        QVERIFY(panel.hopsTable()->model()->rowCount() >= 3);
        // A gap says so in a word and a mark, not by colour alone.
        bool gap = false;
        for (int row = 0; row < panel.protectionTable()->model()->rowCount(); ++row) {
            for (int column = 0; column < panel.protectionTable()->model()->columnCount(); ++column)
                gap = gap || panel.protectionTable()->model()->index(row, column).data().toString().startsWith(u"✕ ");
        }
        QVERIFY(gap);
    }

    void stepsAlongTheWay()
    {
        DataPanel panel;
        panel.setAnalysis(m_model, m_result);
        panel.show();
        QSignalSpy hops(&panel, &DataPanel::hopChosen);
        auto *next = panel.findChild<QPushButton *>(u"nextHop"_s);
        auto *previous = panel.findChild<QPushButton *>(u"previousHop"_s);
        QVERIFY(!previous->isEnabled());
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(panel.currentHop(), 0);
        QCOMPARE(hops.size(), 1);
        // The way starts and ends with an element.
        const QList<QUuid> way = hops.first()[1].value<QList<QUuid>>();
        QCOMPARE(way.size() % 2, 1);
        QVERIFY(m_model->elements.contains(ElementId(way.first())));
        const int count = panel.hopsTable()->model()->rowCount();
        for (int i = 1; i < count; ++i)
            QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(panel.currentHop(), count - 1);
        QVERIFY(!next->isEnabled());
        QVERIFY(!panel.step(1));
        QTest::mouseClick(previous, Qt::LeftButton);
        QCOMPARE(panel.currentHop(), count - 2);
        // A row of the table is a hop too.
        panel.hopsTable()->setCurrentIndex(panel.hopsTable()->model()->index(0, 0));
        QCOMPARE(panel.currentHop(), 0);
    }

    void choosingTellsOnlyWhenAPersonDoes()
    {
        DataPanel panel;
        QSignalSpy chosen(&panel, &DataPanel::chosenChanged);
        panel.setAnalysis(m_model, m_result);
        QCOMPARE(chosen.size(), 0);
        panel.choose(u"class:pii.contact"_s);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(panel.chosen(), u"class:pii.contact"_s);
        panel.list()->setCurrentRow(0);
        QCOMPARE(chosen.size(), 1);
        // What is gone chooses something that is there.
        panel.setAnalysis(std::make_shared<ThreatModel>(), std::make_shared<AnalysisResult>());
        QCOMPARE(panel.hopsTable()->model()->rowCount(), 0);
    }

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const ThreatModel> m_model;
    std::shared_ptr<const AnalysisResult> m_result;
};

QTEST_MAIN(TestDataPanel)
#include "tst_datapanel.moc"
