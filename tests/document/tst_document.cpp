// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"
#include "support/randomedit.h"
#include "support/randommodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestDocument : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qRegisterMetaType<Delta>("drawbridge::Delta"); }

    void pushUndoRedo()
    {
        Document document;
        QSignalSpy changed(&document, &Document::changed);
        const Element element = newElement(document.model(), ElementKind::Process);
        const quint64 before = document.revision();
        document.push(u"Add process"_s, addElement(document.model(), element));
        QVERIFY(document.model().elements.contains(element.id));
        QVERIFY(document.revision() > before);
        QCOMPARE(document.undoStack()->undoText(), u"Add process"_s);
        document.undoStack()->undo();
        QVERIFY(document.model().elements.isEmpty());
        document.undoStack()->redo();
        QVERIFY(document.model().elements.contains(element.id));
        QCOMPARE(changed.size(), 3);
        const auto delta = changed[1].first().value<Delta>();
        QCOMPARE(delta.elements.size(), 1);
        QVERIFY(!delta.elements.first().after); // the undo took it away
    }

    void nothingIsNoStep()
    {
        Document document;
        QSignalSpy changed(&document, &Document::changed);
        document.push(u"Nothing"_s, {});
        QCOMPARE(document.undoStack()->count(), 0);
        QCOMPARE(changed.size(), 0);
        QVERIFY(document.isClean());
    }

    void typingIsOneStep()
    {
        Document document;
        const Element element = newElement(document.model(), ElementKind::Process);
        document.push(u"Add"_s, addElement(document.model(), element));
        const auto rename = [&](const QString &name, const MergeKey &key) {
            document.push(u"Rename"_s, renameElement(document.model(), element.id, name), key);
        };
        rename(u"A"_s, u"name"_s);
        rename(u"AP"_s, u"name"_s);
        rename(u"API"_s, u"name"_s);
        QCOMPARE(document.undoStack()->count(), 2);
        document.undoStack()->undo();
        QCOMPARE(document.model().elements.value(element.id).name, element.name);
        document.undoStack()->redo();
        QCOMPARE(document.model().elements.value(element.id).name, u"API"_s);

        // Another key, another selection, and no key at all begin a new step.
        rename(u"x"_s, u"description"_s);
        QCOMPARE(document.undoStack()->count(), 3);
        document.endMerge();
        rename(u"y"_s, u"description"_s);
        QCOMPARE(document.undoStack()->count(), 4);
        rename(u"z"_s, {});
        rename(u"zz"_s, {});
        QCOMPARE(document.undoStack()->count(), 6);
    }

    void stepThatEndsWhereItBeganIsDropped()
    {
        Document document;
        const Element element = newElement(document.model(), ElementKind::Process);
        document.push(u"Add"_s, addElement(document.model(), element));
        document.push(u"Rename"_s, renameElement(document.model(), element.id, u"A"_s), u"name"_s);
        document.push(u"Rename"_s, renameElement(document.model(), element.id, element.name), u"name"_s);
        QCOMPARE(document.undoStack()->count(), 1);
        QCOMPARE(document.undoStack()->index(), 1);
        document.undoStack()->undo();
        QVERIFY(document.model().elements.isEmpty());
    }

    void savedStateIsClean()
    {
        Document document;
        const Element element = newElement(document.model(), ElementKind::Process);
        document.push(u"Add"_s, addElement(document.model(), element));
        QVERIFY(!document.isClean());
        document.setClean();
        QVERIFY(document.isClean());
        // Typing goes on after a save: the saved state must not vanish inside a merged step.
        document.push(u"Rename"_s, renameElement(document.model(), element.id, u"A"_s), u"name"_s);
        document.setClean();
        document.push(u"Rename"_s, renameElement(document.model(), element.id, u"AB"_s), u"name"_s);
        QVERIFY(!document.isClean());
        document.undoStack()->undo();
        QVERIFY(document.isClean());
        QCOMPARE(document.model().elements.value(element.id).name, u"A"_s);
    }

    void macroIsOneStep()
    {
        Document document;
        const Element a = newElement(document.model(), ElementKind::Process);
        document.undoStack()->beginMacro(u"Add two"_s);
        document.push(u"Add"_s, addElement(document.model(), a));
        document.push(u"Add"_s, addElement(document.model(), newElement(document.model(), ElementKind::DataStore)));
        document.undoStack()->endMacro();
        QCOMPARE(document.undoStack()->count(), 1);
        document.undoStack()->undo();
        QVERIFY(document.model().elements.isEmpty());
        document.undoStack()->redo();
        QCOMPARE(document.model().elements.size(), 2);
    }

    void resetForgetsEverything()
    {
        QRandomGenerator random{3};
        Document document;
        document.push(u"Add"_s, addElement(document.model(), newElement(document.model(), ElementKind::Process)));
        QSignalSpy changed(&document, &Document::changed), reset(&document, &Document::resetDone);
        const ThreatModel other = testing::randomModel(random, 5);
        const quint64 before = document.revision();
        document.reset(other);
        QCOMPARE(document.model(), other);
        QVERIFY(document.revision() > before);
        QVERIFY(!document.undoStack()->canUndo());
        QVERIFY(document.isClean());
        QCOMPARE(changed.size(), 0);
        QCOMPARE(reset.size(), 1);
    }

    // A view that only ever hears of changes ends up with the same model, whatever happens: the law that canvas, tables,
    // journal and incremental analysis rest on.
    void listenersKeepUp_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 25; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void listenersKeepUp()
    {
        QFETCH(int, seed);
        QRandomGenerator random{quint32(seed)};
        const ThreatModel start = testing::randomModel(random, 15);
        Document document(start);
        ThreatModel followed = start;
        connect(&document, &Document::changed, this, [&](const Delta &delta) { apply(followed, delta); });
        for (int i = 0; i < 150; ++i) {
            switch (random.bounded(6)) {
            case 0: document.undoStack()->undo(); break;
            case 1: document.undoStack()->redo(); break;
            case 2: document.endMerge(); break;
            default: {
                // Few keys, so that steps of different kinds merge as well.
                const MergeKey key = random.bounded(2) ? QString() : QString::number(random.bounded(2));
                document.push(u"Edit"_s, testing::randomEdit(random, document.model()), key);
            }
            }
            QCOMPARE(followed, document.model());
        }
        while (document.undoStack()->canUndo())
            document.undoStack()->undo();
        QCOMPARE(document.model(), start);
        QCOMPARE(followed, start);
    }
};

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
