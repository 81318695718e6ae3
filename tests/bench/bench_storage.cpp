// SPDX-License-Identifier: Apache-2.0
#include "storage/journal.h"
#include "storage/projectbytes.h"
#include "storage/projectfile.h"
#include "support/randommodel.h"

#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;

// A project of about 20,000 rows: saved, loaded, and edited with a journal.
class BenchStorage : public QObject
{
    Q_OBJECT
private:
    ThreatModel m_model;
    QTemporaryDir m_dir;

private slots:
    void initTestCase()
    {
        QRandomGenerator random{1};
        m_model = testing::randomModel(random, 3000);
        qsizetype rows = 0;
        forEachTable([&](const auto &t) { rows += (m_model.*(t.table)).size(); });
        qInfo("%lld rows, %lld bytes", qint64(rows), qint64(projectBytes(m_model)->size()));
    }

    void bytes() { QBENCHMARK { QVERIFY(projectBytes(m_model).isOk()); } }
    void save() { QBENCHMARK { QVERIFY(saveProject(m_dir.filePath(QStringLiteral("p")), m_model).isOk()); } }
    void load() { QBENCHMARK { QVERIFY(loadProject(m_dir.filePath(QStringLiteral("p"))).isOk()); } }

    void journalStart()
    {
        const QByteArray content = loadProject(m_dir.filePath(QStringLiteral("p")))->content;
        QBENCHMARK { QVERIFY(Journal::create(m_dir.path(), {}, content).isOk()); }
    }

    void journalEdit()
    {
        auto journal = std::move(*Journal::create(m_dir.path(), {}, ThreatModel()));
        Placement placement = *m_model.placements.begin();
        Delta move;
        Placement moved = placement;
        moved.x += 8;
        changeIn(move, placement, moved);
        QBENCHMARK { QVERIFY(journal->append(move).isOk()); }
    }
};

QTEST_GUILESS_MAIN(BenchStorage)
#include "bench_storage.moc"
