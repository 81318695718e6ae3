// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvasfixture.h"
#include "canvas/handles.h"
#include "edits/nameedits.h"
#include "edits/selectionedits.h"
#include "edits/together.h"

using namespace drawbridge;
using namespace drawbridge::testing;
using namespace Qt::StringLiterals;

// Whatever hands do in whatever order: a gesture edits at most once, leaves a sound model and the picture that a fresh
// view would show, Escape leaves no trace, and undoing everything brings back where one began.
class TestCanvasRandom : public QObject
{
    Q_OBJECT

    // The first line in which two pictures differ.
    static QString difference(const QString &now, const QString &wanted)
    {
        const QStringList a = now.split(u'\n'), b = wanted.split(u'\n');
        for (qsizetype i = 0; i < std::max(a.size(), b.size()); ++i) {
            if (a.value(i) != b.value(i))
                return a.value(i) + u"\n instead of\n"_s + b.value(i);
        }
        return {};
    }

    // Seeded hands on a bench.
    class Hands
    {
    public:
        Hands(Bench &bench, quint32 seed) : b(bench), random(seed) {}

        bool coin() { return random.bounded(2) == 0; }
        int one(int of) { return random.bounded(of); }
        Qt::KeyboardModifiers held() { return random.bounded(3) ? Qt::NoModifier : coin() ? Qt::ShiftModifier : Qt::ControlModifier; }
        QPoint anywhere() { return QPoint(40 + one(b.view.width() - 80), 40 + one(b.view.height() - 80)); }
        // Mostly on things.
        QPoint somewhere()
        {
            const auto &elements = b.scene().elements();
            const auto &flows = b.scene().flows();
            const auto &zones = b.scene().boundaries();
            switch (one(7)) {
            case 0:
            case 1:
                if (!elements.empty())
                    return b.at(elements[one(int(elements.size()))]->rect.center());
                break;
            case 2:
                if (!elements.empty()) {
                    const QRectF r = elements[one(int(elements.size()))]->rect;
                    return b.at({r.right(), r.center().y()});
                }
                break;
            case 3:
                if (!flows.empty())
                    return b.at(b.middleOfFlow(flows[one(int(flows.size()))]->id));
                break;
            case 4:
                if (!zones.empty())
                    return b.at(zones[one(int(zones.size()))]->rect.topLeft() + QPointF(40, 14));
                break;
            case 5: { // a handle of what is selected
                const QList<Handle> handles = handlesOf(b.scene(), b.view.zoom());
                if (!handles.isEmpty())
                    return b.at(handles[one(int(handles.size()))].at);
                break;
            }
            }
            return anywhere();
        }
        void press(const QList<std::pair<Qt::Key, Qt::KeyboardModifiers>> &keys)
        {
            const auto &[key, modifiers] = keys[one(int(keys.size()))];
            b.key(key, modifiers);
        }
        void run(const QList<DiagramActions::Kind> &kinds)
        {
            QAction *action = b.view.diagramActions()->action(kinds[one(int(kinds.size()))]);
            if (action->isEnabled())
                action->trigger();
        }
        void selectSome()
        {
            QList<Subject> some;
            for (const ElementItem *item : b.scene().elements()) {
                if (coin())
                    some.append(subjectOf(item->id));
            }
            for (const BoundaryItem *item : b.scene().boundaries()) {
                if (one(4) == 0)
                    some.append(subjectOf(item->id));
            }
            b.view.select(some);
        }
        // As the dialog of names and the inspector do it.
        void editSeveral()
        {
            if (coin()) {
                NameSearch search;
                search.find = QString(QChar(u'a' + one(26)));
                search.replacement = u"°"_s;
                const QList<NameMatch> matches = nameMatches(b.model(), search);
                b.document.endMerge();
                b.document.push(u"Replace names"_s, replaceNames(b.model(), matches));
                return;
            }
            QList<std::function<Delta(const ThreatModel &)>> edits;
            for (const Subject &subject : b.view.selection()) {
                if (subject.kind != SubjectKind::Element)
                    continue;
                edits.append([subject, kind = ElementKind(one(3))](const ThreatModel &now) {
                    Element element = now.elements.value(ElementId(subject.id));
                    element.owner = u"Team"_s;
                    element.kind = kind;
                    return setElement(now, element);
                });
            }
            b.document.endMerge();
            b.document.push(u"Edit"_s, together(b.model(), edits));
        }
        // A gesture that Escape ends; a second key may have been pressed in it.
        void dragAndEscape()
        {
            const ThreatModel before = b.model();
            const QString picture = pictureOf(b.scene());
            const int steps = b.document.undoStack()->index();
            b.drag(somewhere(), anywhere(), held(), false);
            if (coin() && b.view.isGestureRunning())
                press({{Qt::Key_Delete, {}}, {Qt::Key_Period, {}}, {Qt::Key_V, Qt::ControlModifier}, {Qt::Key_Z, Qt::ControlModifier}, {Qt::Key_P, {}}});
            b.key(Qt::Key_Escape);
            b.release(anywhere());
            b.settle();
            QVERIFY(!b.editor()->isVisible());
            QCOMPARE(b.document.undoStack()->index(), steps);
            QCOMPARE(b.model(), before);
            QCOMPARE(difference(pictureOf(b.scene()), picture), QString());
        }

        void act()
        {
            using K = DiagramActions::Kind;
            switch (one(20)) {
            case 0:
                return b.click(somewhere(), held());
            case 1:
            case 2:
            case 3:
            case 4: {
                const QPoint from = somewhere();
                return b.drag(from, coin() ? somewhere() : anywhere(), held());
            }
            case 5:
            case 6:
                return dragAndEscape();
            case 7:
                return press({{Qt::Key_P, {}}, {Qt::Key_S, {}}, {Qt::Key_E, {}}, {Qt::Key_B, {}}});
            case 8:
                return press({{Qt::Key_Right, {}}, {Qt::Key_Left, Qt::ShiftModifier}, {Qt::Key_Down, Qt::ControlModifier}, {Qt::Key_Up, {}}});
            case 9:
                return press({{Qt::Key_Z, Qt::ControlModifier}, {Qt::Key_Z, Qt::ControlModifier}, {Qt::Key_Y, Qt::ControlModifier}});
            case 10:
                return press({{Qt::Key_Period, {}}, {Qt::Key_L, Qt::ControlModifier}, {Qt::Key_O, {}}, {Qt::Key_W, {}}, {Qt::Key_W, Qt::ShiftModifier}, {Qt::Key_R, {}}});
            case 11: // the mark that collapses and expands
                if (!b.scene().boundaries().empty())
                    b.click(b.at(notation::boundaryToggleArea(b.scene().boundaries()[one(int(b.scene().boundaries().size()))]->rect).center()));
                return;
            case 12:
                return b.doubleClick(somewhere());
            case 13:
                if (one(3) == 0)
                    return press({{Qt::Key_Delete, {}}, {Qt::Key_Delete, Qt::ShiftModifier}});
                return b.wheel(anywhere(), {0, coin() ? 120 : -120}, held());
            case 14:
                b.key(Qt::Key_C, Qt::ControlModifier);
                return press({{Qt::Key_V, Qt::ControlModifier}, {Qt::Key_X, Qt::ControlModifier}, {Qt::Key_D, Qt::ControlModifier}});
            case 15:
                return b.key(Qt::Key_V, Qt::ControlModifier);
            case 16:
                selectSome();
                return press({{Qt::Key_G, Qt::ControlModifier}, {Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier}, {Qt::Key_Period, {}}, {Qt::Key_L, Qt::ControlModifier}});
            case 17:
                selectSome();
                return run({K::AlignLeft, K::AlignMiddle, K::DistributeHorizontally, K::DistributeVertically, K::SameWidth, K::SameSize});
            case 18:
                if (coin())
                    selectSome();
                return run({K::BringToFront, K::SendToBack, K::Lock, K::Collapse, K::OpenFlow, K::StraightenFlow, K::ReverseFlow});
            case 19:
                if (coin())
                    selectSome();
                return editSeveral();
            }
        }

    private:
        Bench &b;
        QRandomGenerator random;
    };

private slots:
    void handsInAnyOrder_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void handsInAnyOrder()
    {
        QFETCH(int, seed);
        Bench b;
        Hands hands(b, quint32(seed));
        const ThreatModel first = b.model();
        const QString picture = pictureOf(b.scene());
        for (int i = 0; i < 36; ++i) {
            const int steps = b.document.undoStack()->index();
            hands.act();
            if (QTest::currentTestFailed())
                return;
            if (b.editor()->isVisible())
                b.type(u"name %1"_s.arg(i));
            QVERIFY2(std::abs(b.document.undoStack()->index() - steps) <= 1, "a gesture edited twice");
            QVERIFY(!b.view.isGestureRunning());
            QCOMPARE(validate(b.model()), QStringList());
            b.settle();
            QCOMPARE(difference(pictureOf(b.scene()), freshPictureOf(b.scene())), QString());
        }
        const ThreatModel last = b.model();
        const QString lastPicture = pictureOf(b.scene());
        const int done = b.document.undoStack()->index();
        QVERIFY(done > 5); // hands that do nothing prove nothing
        while (b.document.undoStack()->canUndo())
            b.document.undoStack()->undo();
        b.settle();
        QCOMPARE(b.model(), first);
        QCOMPARE(difference(pictureOf(b.scene()), picture), QString());
        while (b.document.undoStack()->index() < done)
            b.document.undoStack()->redo();
        b.settle();
        QCOMPARE(b.model(), last);
        QCOMPARE(difference(pictureOf(b.scene()), lastPicture), QString());
    }
};

QTEST_MAIN(TestCanvasRandom)
#include "tst_canvasrandom.moc"
