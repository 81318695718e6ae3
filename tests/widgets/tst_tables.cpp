// SPDX-License-Identifier: Apache-2.0
#include "support/randommodel.h"
#include "tables/entitymodels.h"
#include "tables/findingsmodel.h"
#include "tables/rowdelegate.h"
#include "tables/rowsfilter.h"
#include "tables/words.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QPainter>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

FindingRow row(const QString &key, double risk, const QString &title = {}, bool open = true, const QString &service = {})
{
    FindingRow r;
    r.key = key;
    r.rank = int(1000 - risk * 10);
    r.risk = risk;
    r.band = risk >= 60 ? 0 : 2;
    r.title = title.isEmpty() ? key : title;
    r.open = open;
    r.service = service;
    r.search = (r.title + u' ' + r.service).toLower();
    return r;
}

QStringList keys(const QAbstractItemModel &model)
{
    QStringList list;
    for (int i = 0; i < model.rowCount(); ++i)
        list.append(model.index(i, 0).data(KeyRole).toString());
    return list;
}

} // namespace

class TestTables : public QObject
{
    Q_OBJECT
private slots:
    // Whatever the rows become, the model gets there by announced small steps and never by a reset.
    void rowsChangeInSmallSteps()
    {
        FindingsModel model(FindingsModel::Wording::Findings);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        RowsFilter filter(&model);
        QAbstractItemModelTester filterTester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            QMap<QString, FindingRow> wanted;
            for (int i = random.bounded(30); i > 0; --i) {
                const FindingRow r = row(QString::number(random.bounded(40)), random.bounded(100));
                wanted.insert(r.key, r);
            }
            model.setRows(wanted.values());
            QCOMPARE(model.rowCount(), int(wanted.size()));
            QList<FindingRow> sorted = model.rows();
            std::sort(sorted.begin(), sorted.end(), [](const FindingRow &a, const FindingRow &b) { return a.key < b.key; });
            QCOMPARE(sorted, wanted.values());
            for (int i = 0; i < model.rowCount(); ++i)
                QCOMPARE(model.indexOf(model.row(i).key), i);
            QStringList byRisk = keys(filter);
            QVERIFY(std::is_sorted(byRisk.begin(), byRisk.end(), [&](const QString &a, const QString &b) { return wanted[a].risk > wanted[b].risk; }));
        }
        QCOMPARE(resets.count(), 0);
    }

    void theRiskiestStandFirstOfWhateverKind()
    {
        FindingsModel model(FindingsModel::Wording::Findings);
        RowsFilter filter(&model);
        FindingRow path = row(u"path"_s, 67.7); // the analysis lists paths after weaknesses
        path.rank = 100'000;
        FindingRow same = row(u"same"_s, 20);
        same.rank = 1;
        FindingRow weakness = row(u"weakness"_s, 20);
        weakness.rank = 0;
        model.setRows({same, weakness, path});
        QCOMPARE(keys(filter), QStringList({u"path"_s, u"weakness"_s, u"same"_s}));
    }

    void equalKeysCountOnce()
    {
        FindingsModel model(FindingsModel::Wording::Findings);
        model.setRows({row(u"a"_s, 1), row(u"a"_s, 2), row(u"b"_s, 3)});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.row(model.indexOf(u"a"_s)).risk, 2.0);
    }

    void selectionStaysWithItsRow()
    {
        FindingsModel model(FindingsModel::Wording::Findings);
        RowsFilter filter(&model);
        model.setRows({row(u"a"_s, 80), row(u"b"_s, 60), row(u"c"_s, 20)});
        QItemSelectionModel selection(&filter);
        selection.setCurrentIndex(filter.indexOf(u"b"_s), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        model.setRows({row(u"d"_s, 90), row(u"b"_s, 10), row(u"c"_s, 20)});
        QCOMPARE(keys(filter), QStringList({u"d"_s, u"c"_s, u"b"_s}));
        QCOMPARE(selection.currentIndex().data(KeyRole).toString(), u"b"_s);
        QVERIFY(selection.isRowSelected(2, {}));
    }

    void filters()
    {
        FindingsModel model(FindingsModel::Wording::Findings);
        RowsFilter filter(&model);
        model.setRows({row(u"a"_s, 80, u"Guessable code"_s, true, u"identity"_s), row(u"b"_s, 60, u"Open admin"_s, false, u"workshop"_s),
                       row(u"c"_s, 20, u"Weak code check"_s, true, u"workshop"_s)});
        filter.setOnlyOpen(true);
        QCOMPARE(keys(filter), QStringList({u"a"_s, u"c"_s}));
        filter.setSearch(u"CODE work"_s);
        QCOMPARE(keys(filter), QStringList({u"c"_s}));
        QVERIFY(filter.isFiltered());
        filter.setSearch({});
        filter.setOnlyOpen(false);
        filter.setGroup(u"workshop"_s);
        QCOMPARE(keys(filter), QStringList({u"b"_s, u"c"_s}));
        filter.setGroup({});
        filter.setGrouped(true);
        filter.sort(0, Qt::AscendingOrder);
        QCOMPARE(keys(filter), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        filter.setGrouped(false);
        filter.sort(FindingsModel::What, Qt::AscendingOrder);
        QCOMPARE(keys(filter), QStringList({u"a"_s, u"b"_s, u"c"_s}));
        filter.sort(FindingsModel::What, Qt::DescendingOrder);
        QCOMPARE(keys(filter), QStringList({u"c"_s, u"b"_s, u"a"_s}));
    }

    void findingBecomesARow()
    {
        ThreatModel model;
        Element service;
        service.id = ElementId::named(u"t", u"identity");
        service.name = u"identity\u202E\n"_s;
        model.elements.insert(service);
        Decision decision;
        decision.id = DecisionId::create();
        decision.state = DecisionState::Accepted;
        decision.reason = u"contract"_s;
        decision.expires = u"2027-03-01"_s;
        model.decisions.insert(decision);
        RuleInfo rule;
        rule.id = u"AUTHN-001"_s;
        rule.title = u"Anyone may call it"_s;
        rule.owaspApi = {u"API2:2023"_s};
        rule.cwe = {307};
        rule.stride = {u"S"_s, u"E"_s};
        const RuleTexts texts{[&](const QString &id) { return id == rule.id ? &rule : nullptr; }, [](const QString &) { return u"Is it checked?"_s; }};
        Finding finding;
        finding.fingerprint = u"f1"_s;
        finding.rule = rule.id;
        finding.risk = 80.8;
        finding.band = Band::Critical;
        finding.subjectName = u"OtpForm.otp"_s;
        finding.service = service.id;
        Occurrence occurrence;
        occurrence.operation = OperationId::create();
        finding.occurrences = {occurrence, occurrence};

        FindingRow r = findingRow(finding, 3, texts, model);
        QCOMPARE(r.title, rule.title);
        QCOMPARE(r.cause, u"OtpForm.otp"_s);
        QCOMPARE(r.service, u"identity "_s); // no line break, no turning of direction
        QCOMPARE(r.maps, QStringList({u"API2"_s, u"CWE-307"_s, u"STRIDE SE"_s}));
        QVERIFY(r.seenAt.contains(u'2'));
        QVERIFY(r.open);
        QVERIFY(r.search.contains("anyone"_L1));

        finding.status = FindingStatus::Accepted;
        finding.decision = decision.id;
        r = findingRow(finding, 3, texts, model);
        QVERIFY(!r.open);
        QVERIFY(r.decision.startsWith(words::of(FindingStatus::Accepted)));
        QVERIFY(r.decision.size() > words::of(FindingStatus::Accepted).size()); // says until when
        finding.status = FindingStatus::Reopened;
        r = findingRow(finding, 3, texts, model);
        QVERIFY(r.open);
        QCOMPARE(r.decisionTone, Tone::Bad);
        finding.kind = FindingKind::Question;
        r = findingRow(finding, 3, texts, model);
        QCOMPARE(r.band, -1);
        QCOMPARE(r.title, u"Is it checked?"_s);
        finding.kind = FindingKind::Weakness;
        finding.rule = u"UNKNOWN-1"_s; // a rule of a pack that is not here
        QCOMPARE(findingRow(finding, 0, texts, model).title, u"UNKNOWN-1"_s);
    }

    void operationRowsSayWhoMayCall()
    {
        ThreatModel model;
        SecurityScheme bearer;
        bearer.id = SchemeId::create();
        bearer.type = SchemeType::Http;
        bearer.httpScheme = u"bearer"_s;
        model.schemes.insert(bearer);
        Operation open, undeclared, guarded;
        open.id = OperationId::create();
        open.path = u"/open"_s;
        open.authDeclaration = AuthDeclaration::ExplicitlyPublic;
        undeclared.id = OperationId::create();
        undeclared.path = u"/silent"_s;
        guarded.id = OperationId::create();
        guarded.path = u"/guarded"_s;
        guarded.authDeclaration = AuthDeclaration::Declared;
        guarded.security = {{{{bearer.id, u"b"_s, {}}}}};
        for (const Operation &o : {open, undeclared, guarded})
            model.operations.insert(o);
        AnalysisResult analysis;
        Finding worst;
        worst.risk = 70;
        worst.band = Band::Critical;
        Occurrence at;
        at.operation = guarded.id;
        worst.occurrences = {at, at};
        Finding lesser = worst;
        lesser.risk = 20;
        lesser.band = Band::Medium;
        Finding decided = worst;
        decided.risk = 99;
        decided.status = FindingStatus::Accepted;
        analysis.findings = {lesser, worst, decided};
        const QList<OperationRow> rows = operationRows(model, analysis);
        QCOMPARE(rows.size(), 3);
        QHash<QString, OperationRow> byPath;
        for (const OperationRow &r : rows)
            byPath.insert(r.path, r);
        QCOMPARE(byPath[u"/open"_s].callersTone, Tone::Bad);
        QVERIFY(byPath[u"/open"_s].callers != byPath[u"/silent"_s].callers);
        QVERIFY(byPath[u"/guarded"_s].callers.contains("earer"_L1));
        QCOMPARE(byPath[u"/guarded"_s].callersTone, Tone::Plain);
        QCOMPARE(byPath[u"/guarded"_s].findings, 2);
        QCOMPARE(byPath[u"/guarded"_s].risk, 70.0);
        QCOMPARE(byPath[u"/open"_s].findings, 0);
    }

    void rowsAreBoundedAndInOrder()
    {
        QRandomGenerator random(3);
        ThreatModel model = testing::randomModel(random, 40);
        Operation huge;
        huge.id = OperationId::create();
        huge.path = QString(1'000'000, u'x');
        model.operations.insert(huge);
        const QList<OperationRow> rows = operationRows(model, {});
        QCOMPARE(rows.size(), model.operations.size());
        for (qsizetype i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].rank, int(i));
            QVERIFY(rows[i].path.size() < 300);
        }
        QCOMPARE(operationRows(model, {}), rows);
    }

    void notesKeepOrderAndSayWhatWasDropped()
    {
        Diagnostics diagnostics;
        for (int i = 0; i < Diagnostics::limit + 20; ++i)
            diagnostics.warn(u"same text"_s, {u"a.yaml"_s, {}, i + 1, 1});
        NotesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows(noteRows(diagnostics));
        QCOMPARE(model.rowCount(), Diagnostics::limit + 1);
        QCOMPARE(model.row(0).place, u"a.yaml:1"_s);
        QVERIFY(model.row(Diagnostics::limit).message.contains("20"_L1));
    }

    // Every cell of every table can be asked for every role and be painted.
    void everyCellPaints()
    {
        FindingsModel findings(FindingsModel::Wording::Findings), questions(FindingsModel::Wording::Questions);
        FindingRow r = row(u"a"_s, 68.6);
        r.maps = {u"API1"_s, u"CWE-639"_s, u"a very long mapping that does not fit"_s};
        findings.setRows({r});
        r.band = -1;
        questions.setRows({r});
        OperationsModel operations;
        OperationRow o;
        o.key = u"o"_s;
        o.method = u"GET"_s;
        o.findings = 1;
        o.risk = 40;
        operations.setRows({o});
        DataModel data;
        DataRow d;
        d.key = u"d"_s;
        data.setRows({d});
        for (QAbstractTableModel *model : std::initializer_list<QAbstractTableModel *>{&findings, &questions, &operations, &data}) {
            QTableView view;
            view.setModel(model);
            view.setItemDelegate(new RowDelegate(&view));
            view.resize(500, 100);
            view.selectRow(0);
            const QImage picture = view.grab().toImage();
            QVERIFY(!picture.isNull());
            for (int column = 0; column < model->columnCount(); ++column) {
                QVERIFY(!model->headerData(column, Qt::Vertical, Qt::DisplayRole).isValid());
                QVERIFY(model->index(0, column).data(SortRole).isValid());
                QCOMPARE(model->index(0, column).data(KeyRole).toString(), model->index(0, 0).data(KeyRole).toString());
            }
        }
        QVERIFY(findings.headerData(FindingsModel::What, Qt::Horizontal, Qt::DisplayRole) != questions.headerData(FindingsModel::What, Qt::Horizontal, Qt::DisplayRole));
    }

    void wordsForWhatIsNotKnown()
    {
        QCOMPARE(words::control(u"object_authz"_s), u"Object-level authorization"_s);
        QCOMPARE(words::control(u"some_new-thing"_s), u"Some new thing"_s);
        QCOMPARE(words::control({}), QString());
        QCOMPARE(words::place({u"a.yaml"_s, {}, 3, 1}), u"a.yaml:3"_s);
        QCOMPARE(words::place({u"a.yaml"_s, {}, 0, 0}), u"a.yaml"_s);
        QVERIFY(words::place({}).isEmpty());
        QVERIFY(words::nameOf({}, {SubjectKind::Operation, QUuid::createUuid()}).isEmpty());
        QCOMPARE(words::trust(TrustBoundary::unknownTrust), words::of(Truth::Unknown));
    }
};

QTEST_MAIN(TestTables)
#include "tst_tables.moc"
