// SPDX-License-Identifier: Apache-2.0
#include "common/rowbutton.h"
#include "common/tablist.h"
#include "dialogs/finder.h"
#include "dialogs/importreview.h"
#include "panels/findingcase.h"
#include "panels/findingspanel.h"
#include "panels/inspector.h"
#include "panels/modeltree.h"
#include "panels/sourcereader.h"
#include "panels/specexcerpt.h"
#include "panels/startpage.h"
#include "support/randommodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QCryptographicHash>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

QStringList lines(const ModelTreeModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        all.append(QString(depth, u' ') + model.node(index)->key + u'|' + model.node(index)->text + u'|' + model.node(index)->detail);
        all += lines(model, index, depth + 1);
    }
    return all;
}

} // namespace

class TestPanels : public QObject
{
    Q_OBJECT
private slots:
    // Tabs that have no room are in a menu.
    void allTabsAreListed()
    {
        FindingsPanel panel;
        for (const QString &title : {u"Controls"_s, u"Coverage"_s, u"Standards"_s, u"Decisions"_s})
            panel.addView(title, new QLabel(title));
        auto *list = panel.findChild<TabList *>();
        auto *tabs = panel.findChild<QTabBar *>(u"bottomTabs"_s);
        panel.resize(1800, 300);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QTRY_VERIFY(!list->isVisible());
        panel.resize(560, 300);
        QTRY_VERIFY(list->isVisible());
        QVERIFY(panel.rect().contains(QRect(list->mapTo(&panel, QPoint()), list->size())));
        emit list->menu()->aboutToShow();
        QStringList titles;
        for (const QAction *action : list->menu()->actions())
            titles << action->text();
        QCOMPARE(titles, (QStringList{u"Findings"_s, u"Questions"_s, u"Operations"_s, u"Data"_s, u"Controls"_s, u"Coverage"_s, u"Standards"_s, u"Decisions"_s}));
        list->menu()->actions().constLast()->trigger();
        QCOMPARE(tabs->tabText(tabs->currentIndex()), u"Decisions"_s);
        panel.resize(1800, 300);
        QTRY_VERIFY(!list->isVisible());
    }

    // The tree after any change is the tree built anew, reached without a reset.
    void treeFollowsChanges()
    {
        QRandomGenerator random(11);
        ModelTreeModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        for (int round = 0; round < 30; ++round) {
            TreeInput input;
            input.model = testing::randomModel(random, random.bounded(20));
            // Mostly the same model again with one thing renamed, so that lines move.
            for (int step = 0; step < 4; ++step) {
                if (!input.model.elements.isEmpty()) {
                    Element element = *input.model.elements.begin();
                    element.name = testing::randomName(random);
                    element.kind = ElementKind(random.bounded(3));
                    input.model.elements.insert(element);
                }
                model.setNodes(modelNodes(input));
                ModelTreeModel fresh;
                fresh.setNodes(modelNodes(input));
                QCOMPARE(lines(model), lines(fresh));
            }
        }
        QCOMPARE(resets.count(), 0);
    }

    void longServicesAreCutUntilOpened()
    {
        TreeInput input;
        Element service;
        service.id = ElementId::create();
        service.name = u"identity"_s;
        input.model.elements.insert(service);
        OperationId last;
        for (int i = 0; i < 21; ++i) {
            Operation operation;
            operation.id = OperationId::create();
            operation.service = service.id;
            operation.method = u"GET"_s;
            operation.path = u"/p%1"_s.arg(i, 2, 10, QChar(u'0'));
            input.model.operations.insert(operation);
            last = operation.id;
        }
        ModelTree tree;
        tree.setInput(input);
        const QModelIndex line = tree.treeModel()->indexOf({SubjectKind::Element, service.id.uuid()});
        QCOMPARE(tree.treeModel()->rowCount(line), 4);
        QCOMPARE(tree.treeModel()->node(tree.treeModel()->index(3, 0, line))->kind, TreeNode::Kind::More);
        // An operation behind "n more" is shown when it is selected elsewhere.
        tree.showSubject({SubjectKind::Operation, last.uuid()});
        QVERIFY(tree.currentIndex().isValid());
        QCOMPARE(tree.treeModel()->rowCount(tree.treeModel()->indexOf({SubjectKind::Element, service.id.uuid()})), 21);
    }

    // Lines are shown only while the file is the one that was imported.
    void excerptOfTheImportedFileOnly()
    {
        QTemporaryDir dir;
        const QByteArray text = "a: 1\nb:\n  c: 2\r\n\td: 3\n";
        QFile file(dir.filePath(u"api.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        const QString sha = QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
        const Excerpt excerpt = readExcerpt(file.fileName(), sha, 2, 9);
        QCOMPARE(excerpt.state, SourceState::Current);
        QCOMPARE(excerpt.firstLine, 2);
        QCOMPARE(excerpt.lines, QStringList({u"b:"_s, u"  c: 2"_s, u"  d: 3"_s}));
        QCOMPARE(readExcerpt(file.fileName(), u"other"_s, 1, 9).state, SourceState::Changed);
        QVERIFY(readExcerpt(file.fileName(), u"other"_s, 1, 9).lines.isEmpty());
        QCOMPARE(readExcerpt(dir.filePath(u"gone.yaml"_s), sha, 1, 9).state, SourceState::Missing);

        SpecExcerpt widget;
        widget.setExcerpt(excerpt, u"api.yaml"_s, {3});
        QVERIFY(widget.text().contains(">3"_L1));
        QVERIFY(!widget.text().contains(">2"_L1));
        widget.setExcerpt({SourceState::Changed, 0, {}}, u"api.yaml"_s, {3});
        QVERIFY(widget.text().contains("has changed"_L1));
    }

    void sourcesAreFoundInsideTheFoldersOnly()
    {
        QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkpath(u"in/sub"_s));
        for (const QString &name : {u"secret.yaml"_s, u"in/sub/a.yaml"_s}) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const QStringList folders{dir.filePath(u"in"_s)};
        Source source;
        source.path = u"sub/a.yaml"_s;
        QCOMPARE(findSource(source, folders), dir.filePath(u"in/sub/a.yaml"_s));
        for (const QString &path : {u"../secret.yaml"_s, u"sub/../../secret.yaml"_s, dir.filePath(u"secret.yaml"_s), QString(), u"sub"_s}) {
            source.path = path;
            QVERIFY2(findSource(source, folders).isEmpty(), qPrintable(path));
        }
    }

    void sourceReaderNoticesChanges()
    {
        QTemporaryDir dir;
        const auto write = [&](const QByteArray &bytes) {
            QFile file(dir.filePath(u"a.yaml"_s));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write("one"));
        Source source;
        source.id = SourceId::create();
        source.path = u"a.yaml"_s;
        source.sha256 = QString::fromLatin1(QCryptographicHash::hash("one", QCryptographicHash::Sha256).toHex());
        SourceReader reader;
        reader.setFolders({dir.path()});
        reader.setSources({source});
        QTRY_COMPARE(reader.state(source.id), SourceState::Current);
        QVERIFY(write("two"));
        QTRY_COMPARE(reader.state(source.id), SourceState::Changed);
        QVERIFY(QFile::remove(dir.filePath(u"a.yaml"_s)));
        QTRY_COMPARE(reader.state(source.id), SourceState::Missing);
        QVERIFY(write("one"));
        QTRY_COMPARE(reader.state(source.id), SourceState::Current);
    }

    // Every kind of thing can be shown, edited by typing, and undone.
    void inspectorEdits()
    {
        QRandomGenerator random(5);
        Document document(testing::randomModel(random, 12));
        SourceReader reader;
        Inspector inspector(document, reader);
        inspector.resize(340, 700);
        inspector.show();
        QVERIFY(QTest::qWaitForWindowExposed(&inspector));
        inspector.activateWindow();
        const struct
        {
            SubjectKind kind;
            QUuid id;
            const char *editor;
        } cases[] = {{SubjectKind::Element, document.model().elements.sortedIds().first().uuid(), "elementName"},
                     {SubjectKind::Flow, document.model().flows.sortedIds().first().uuid(), "flowName"},
                     {SubjectKind::Boundary, document.model().boundaries.sortedIds().first().uuid(), "boundaryName"},
                     {SubjectKind::Project, {}, "projectName"}};
        for (const auto &c : cases) {
            const ThreatModel before = document.model();
            inspector.showSubject({c.kind, c.id});
            auto *editor = inspector.findChild<QLineEdit *>(QLatin1StringView(c.editor));
            QVERIFY2(editor && editor->isVisible(), c.editor);
            editor->setFocus();
            editor->selectAll();
            QTest::keyClicks(editor, u"renamed"_s);
            QVERIFY(document.model() == before); // not while typing
            QTest::keyClick(editor, Qt::Key_Return);
            QVERIFY(document.model() != before);
            document.undoStack()->undo();
            QVERIFY2(document.model() == before, c.editor);
            // Escape takes back what was typed.
            const QString shown = editor->text();
            editor->selectAll();
            QTest::keyClicks(editor, u"other"_s);
            QTest::keyClick(editor, Qt::Key_Escape);
            QCOMPARE(editor->text(), shown);
            QVERIFY(document.model() == before);
        }
        // A thing that goes away leaves the project in its place.
        const ElementId element = document.model().elements.sortedIds().first();
        inspector.showSubject({SubjectKind::Element, element.uuid()});
        document.reset({});
        QCOMPARE(inspector.subject(), Subject());
    }

    // Whatever a name contains, it is shown as it is and cannot make the panel unusable.
    void hostileNames()
    {
        Document document;
        Element element;
        element.id = ElementId::create();
        element.name = u"<img src=x onerror=1>"_s + QString(200'000, u'W') + u"\n\u202Eend"_s;
        element.description = u"<b>x</b>"_s;
        ThreatModel model;
        model.elements.insert(element);
        document.reset(model);
        SourceReader reader;
        Inspector inspector(document, reader);
        inspector.resize(340, 700);
        inspector.showSubject({SubjectKind::Element, element.id.uuid()});
        inspector.show();
        QVERIFY(QTest::qWaitForWindowExposed(&inspector));
        QVERIFY(inspector.widget()->width() <= 340);
        for (QLabel *label : inspector.findChildren<QLabel *>()) {
            QVERIFY(label->textFormat() == Qt::PlainText);
            QVERIFY(label->text().size() < 2000);
        }
        QVERIFY(inspector.findChild<QLineEdit *>(u"elementName"_s)->isReadOnly()); // too long to be typed into
        QVERIFY(document.model() == model);
    }

    void questionIsAnsweredInOneClick()
    {
        SourceReader reader;
        FindingCase panel(reader);
        Finding finding;
        finding.kind = FindingKind::Question;
        finding.fingerprint = u"q"_s;
        finding.subject = {SubjectKind::Element, QUuid::createUuid()};
        finding.remedies = {{u"object_authz"_s, 0, true}};
        panel.show(finding, {}, {});
        QSignalSpy answered(&panel, &FindingCase::answered);
        const std::pair<const char *, ControlState> buttons[] = {{"answerPresent", ControlState::Present}, {"answerAbsent", ControlState::Absent},
                                                                 {"answerPlanned", ControlState::Planned}, {"answerUnknown", ControlState::Unknown}};
        for (const auto &[name, state] : buttons) {
            QTest::mouseClick(panel.findChild<QPushButton *>(QLatin1StringView(name)), Qt::LeftButton);
            const Control control = answered.takeLast().first().value<Control>();
            QCOMPARE(control.state, state);
            QCOMPARE(control.kind, u"object_authz"_s);
            QCOMPARE(control.subject, finding.subject);
            QCOMPARE(control.expires.isEmpty(), state == ControlState::Unknown);
        }
        QVERIFY(!panel.findChild<QPushButton *>(u"decideAccept"_s));
    }

    void finderRanks()
    {
        QList<FinderEntry> entries;
        for (const QString &text : {u"GET /users"_s, u"User.email"_s, u"the user service"_s, u"abuser"_s, u"Undo"_s})
            entries.append({{}, text, {}, text.toLower(), {}});
        const auto texts = [&](const QString &query) {
            QStringList found;
            for (const int i : findEntries(entries, query, 10))
                found.append(entries[i].text);
            return found;
        };
        QCOMPARE(texts(u"user"_s), QStringList({u"User.email"_s, u"GET /users"_s, u"the user service"_s, u"abuser"_s}));
        QCOMPARE(texts(u"USER mail"_s), QStringList({u"User.email"_s}));
        QVERIFY(texts(u"nothing like it"_s).isEmpty());
        QCOMPARE(texts({}).size(), 5);
        QCOMPARE(findEntries(entries, u"u"_s, 2).size(), 2);
    }

    void reviewLetsChoose()
    {
        ImportSummary summary;
        summary.intoProject = true;
        summary.conflicts = {{{SubjectKind::Element, QUuid::createUuid()}, u"identity"_s, u"element"_s, u"name"_s, u"a"_s, u"b"_s, u"c"_s},
                             {{SubjectKind::Element, QUuid::createUuid()}, u"<b>web</b>"_s, u"element"_s, u"name"_s, u"a"_s, u"b"_s, u"c"_s}};
        summary.renames = {{OperationId::create(), OperationId::create()}};
        summary.renameTexts = {u"GET /a → GET /b"_s};
        ImportReview review(summary);
        QCOMPARE(review.choices(), QList<MergeSide>({MergeSide::Mine, MergeSide::Mine}));
        QCOMPARE(review.acceptedRenames(), summary.renames);
        auto *table = review.findChild<QTableWidget *>(u"conflicts"_s);
        static_cast<QComboBox *>(table->cellWidget(1, 4))->setCurrentIndex(1);
        QCOMPARE(review.choices(), QList<MergeSide>({MergeSide::Mine, MergeSide::Theirs}));
    }

    void startPageOffersWhatThereIs()
    {
        StartPage page;
        page.setSamples({{u"Harbour market"_s, u"2 specifications"_s, u":/samples/harbour-market"_s}});
        page.resize(900, 700);
        page.show();
        QSignalSpy sample(&page, &StartPage::sampleRequested);
        auto *row = page.findChild<RowButton *>(u"sample"_s);
        QVERIFY(row && row->isVisible());
        row->setFocus();
        QTest::keyClick(row, Qt::Key_Space);
        QCOMPARE(sample.takeFirst().first().toString(), u":/samples/harbour-market"_s);
        QVERIFY(!page.findChild<QPushButton *>(u"recover"_s));
        page.setRecoverable({{u"j1"_s, u"Shop"_s, u"3 changes"_s}});
        QSignalSpy recover(&page, &StartPage::recoverRequested);
        QTest::mouseClick(page.findChild<QPushButton *>(u"recover"_s), Qt::LeftButton);
        QCOMPARE(recover.takeFirst().first().toString(), u"j1"_s);
    }
};

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"
