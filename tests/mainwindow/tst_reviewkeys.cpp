// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "common/theme.h"
#include "mainwindow/revieweffect.h"
#include "review/votingbox.h"
#include "support/reviewroom.h"
#include "tables/words.h"

#include <QSettings>
#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

// Keys of the review besides deciding: what is pointed at, the agenda, what a word has done.
class TestReviewKeys : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;

    QString clinic() { return writtenFile(m_dir.filePath(u"clinic.yaml"_s), clinicSpec); }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test-reviewkeys"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        m_theme = std::make_unique<Theme>(*qApp);
    }

    // What is said goes to what somebody has pointed at, found by its name: an element, a flow, an operation, a field.
    void wordsGoToWhatIsPointedAt_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<SubjectKind>("kind");
        QTest::newRow("element") << u"Clinic data"_s << SubjectKind::Element;
        QTest::newRow("operation") << u"POST /invoices"_s << SubjectKind::Operation;
        QTest::newRow("field") << u"Patient.diagnosis"_s << SubjectKind::Field;
        QTest::newRow("flow") << u"Anonymous callers → Clinic"_s << SubjectKind::Flow;
        QTest::newRow("zone") << u"Internet"_s << SubjectKind::Boundary;
    }
    void wordsGoToWhatIsPointedAt()
    {
        QFETCH(QString, name);
        QFETCH(SubjectKind, kind);
        Room room(m_dir.filePath(u"pointed"_s), *m_theme);
        QVERIFY(room.import(clinic()));
        room.start(u"Pointing"_s, {u"Ann"_s});
        const QString item = room.heading();
        QTest::keyClick(&room.window, Qt::Key_K, Qt::ControlModifier);
        auto *finder = room.find<Finder>("finder");
        QVERIFY(finder && QTest::qWaitForWindowExposed(finder));
        auto *line = finder->findChild<QLineEdit *>();
        QGuiApplication::clipboard()->setText(name); // arrows cannot be typed here
        QTest::keyClick(line, Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(room.isReady());
        QVERIFY(room.card()->hasFocus());
        QCOMPARE(room.heading(), item); // still under discussion
        QVERIFY2(room.sentence()->placeholderText().contains(name), qPrintable(room.sentence()->placeholderText()));
        room.say(Qt::Key_X, u"It is read by the wrong people"_s);
        room.say(Qt::Key_C, u"Who can read it?"_s);
        room.say(Qt::Key_W, u"Ask the ward"_s);
        QCOMPARE(room.trouble.join(u"; "_s), QString());
        QCOMPARE(room.model().threats.size(), 1);
        QCOMPARE(room.model().threats.begin()->subject.kind, kind);
        const Subject meant = room.model().threats.begin()->subject;
        QCOMPARE(kind == SubjectKind::Flow ? words::flowEnds(room.model(), room.model().flows.value(FlowId(meant.id))) : words::nameOf(room.model(), meant), name);
        QCOMPARE(room.model().comments.begin()->subject, room.model().threats.begin()->subject);
        QCOMPARE(room.model().actions.begin()->subject, room.model().threats.begin()->subject);
        // Escape leads back to the item.
        QTest::keyClick(room.card(), Qt::Key_Escape);
        QVERIFY(!room.sentence()->placeholderText().contains(name));
        room.say(Qt::Key_C, u"And here?"_s);
        const Subject discussed = room.review()->agenda.constFirst().subject;
        QVERIFY(std::any_of(room.model().comments.begin(), room.model().comments.end(), [&](const Comment &comment) { return comment.text == u"And here?" && comment.subject == discussed; }));
        room.session.close();
    }

    // Up and Down lead along the agenda, with Ctrl they move the item; back is a key too.
    // Names can be typed as soon as the preparation is there; the last one counts though its line is still being written.
    void namesAreTypedStraightAway()
    {
        Room room(m_dir.filePath(u"names"_s), *m_theme);
        QVERIFY(room.import(clinic()));
        QTest::keyClick(&room.window, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(room.find<ReviewSetup>("reviewSetup"));
        auto *setup = room.find<ReviewSetup>("reviewSetup");
        QVERIFY(QTest::qWaitForWindowActive(setup));
        auto *people = setup->findChild<QTableWidget *>(u"setupPeople"_s);
        QTRY_VERIFY(people->hasFocus());
        const auto type = [&](const QString &text) {
            QTest::keyClick(people, text[0].toLatin1()); // opens the line
            QTRY_VERIFY2(qobject_cast<QLineEdit *>(QApplication::focusWidget()), QApplication::focusWidget()->metaObject()->className());
            QTest::keyClicks(QApplication::focusWidget(), text.mid(1));
        };
        type(u"Ann"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY2(people->hasFocus() && people->currentRow() == 1, qPrintable(u"%1 rows, at %2, “%3”"_s.arg(people->rowCount()).arg(people->currentRow()).arg(people->item(0, 0)->text())));
        type(u"Bo"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(room.review());
        const QString present = room.review()->participants.join(u", "_s);
        QVERIFY2(room.review()->participants.contains(u"Ann"_s) && room.review()->participants.contains(u"Bo"_s), qPrintable(present));
        QCOMPARE(room.review()->title, u"Review of Clinic"_s);
    }

    void votesCanBeTakenBack()
    {
        VotingBox box;
        Review review;
        review.participants = {u"Al"_s, u"Ann"_s, u"Bo Berg"_s, u"Bea Brand"_s, u"Cy"_s, u"Dora Diaz"_s};
        review.agenda = {{u"1"_s, u"1"_s, {}, u"One"_s, AgendaState::Waiting}};
        box.show(review, u"1"_s);
        box.resize(190, 300);
        QStringList seen;
        for (const QLabel *label : box.findChildren<QLabel *>()) {
            if (label->property("role").toString() == u"vote")
                seen << label->text().section(u' ', 0, 0);
        }
        QCOMPARE(seen, (QStringList{u"Al"_s, u"An"_s, u"BoB"_s, u"BeaB"_s, u"Cy"_s, u"DD"_s}));
        QSignalSpy voted(&box, &VotingBox::voted);
        box.begin();
        const auto prompt = [&] { return box.findChild<QLabel *>(u"votePrompt"_s)->text(); };
        for (const Qt::Key key : {Qt::Key_4, Qt::Key_5, Qt::Key_2})
            QTest::keyClick(&box, key);
        QCOMPARE(voted.count(), 1);
        QVERIFY2(prompt().startsWith(u"Ann: how bad"_s), qPrintable(prompt()));
        QTest::keyClick(&box, Qt::Key_Backspace);
        QVERIFY2(prompt().startsWith(u"Ann: how likely"_s), qPrintable(prompt()));
        QTest::keyClick(&box, Qt::Key_Backspace);
        QVERIFY2(prompt().startsWith(u"Al: how likely"_s), qPrintable(prompt()));
        QTest::keyClick(&box, Qt::Key_1);
        QTest::keyClick(&box, Qt::Key_2);
        QCOMPARE(voted.count(), 2);
        QCOMPARE(voted.last(), (QVariantList{u"Al"_s, 1, 2}));
    }

    // All that a decision needs is seen and nothing overlaps, also on a small screen at 200 %.
    void theCardFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("small screen at 200 %") << QSize(575, 200);
        QTest::newRow("laptop") << QSize(800, 250);
        QTest::newRow("projector") << QSize(1200, 330);
    }
    void theCardFits()
    {
        QFETCH(QSize, size);
        QWidget frame; // a window of its own would be made larger
        ReviewCard card(&frame);
        ReviewSubject subject;
        subject.key = u"1"_s;
        subject.title = u"Object fetched by the caller's reference without evidence of object-level authorization"_s;
        subject.where = u"GET /a/rather/long/path/with/{manyParameters}/in/{it}"_s;
        subject.why = u"Whoever changes a number in the address reads what belongs to somebody else, and nobody sees it happen. "_s.repeated(3);
        subject.others = 3;
        subject.settled = u"Mitigated: the gateway asks for a role"_s;
        card.show(subject);
        Review review;
        review.participants = {u"Ann"_s, u"Bo"_s, u"Cy"_s, u"Dora Diaz"_s, u"Eva"_s, u"Finn"_s};
        review.agenda = {{u"1"_s, u"1"_s, {}, u"One"_s, AgendaState::Waiting}};
        card.votes()->show(review, u"1"_s);
        frame.resize(size);
        card.resize(size);
        frame.show();
        QVERIFY(QTest::qWaitForWindowExposed(&frame));
        QTest::qWait(50);
        QList<QWidget *> shown{card.findChild<QLineEdit *>(u"reviewSentence"_s), card.findChild<QLineEdit *>(u"reviewOwner"_s)};
        for (const QString &name : {u"reviewMitigate"_s, u"reviewAccept"_s, u"reviewTransfer"_s, u"reviewNoThreat"_s, u"reviewPark"_s})
            shown.append(card.findChild<QPushButton *>(name));
        QVERIFY(card.findChild<QLabel *>(u"reviewTitle"_s)->visibleRegion().boundingRect().height() > 20);
        QVERIFY(size.height() < 250 || !card.findChild<QLabel *>(u"reviewSettled"_s)->visibleRegion().isEmpty());
        for (const QLabel *label : card.votes()->findChildren<QLabel *>()) {
            if (label->property("role").toString() == u"vote")
                QVERIFY2(card.votes()->rect().contains(QRect(label->mapTo(card.votes(), QPoint()), label->size())) && label->visibleRegion().boundingRect().size() == label->size(), qPrintable(label->text()));
        }
        for (const QWidget *widget : std::as_const(shown)) {
            const QRect at(widget->mapTo(&card, QPoint()), widget->size());
            QVERIFY2(card.rect().contains(at), qPrintable(widget->objectName()));
            for (const QWidget *other : std::as_const(shown))
                QVERIFY2(other == widget || !at.intersects(QRect(other->mapTo(&card, QPoint()), other->size())), qPrintable(widget->objectName() + u' ' + other->objectName()));
        }
    }

    // The owner of one service is not written down for the things of another.
    void ownersAreProposedForEachItem()
    {
        ReviewCard card;
        auto *owner = card.findChild<QLineEdit *>(u"reviewOwner"_s);
        const auto show = [&](const QString &key, const QString &proposed) {
            ReviewSubject subject;
            subject.key = key;
            subject.owner = proposed;
            card.show(subject);
        };
        show(u"1"_s, u"Shop team"_s);
        QCOMPARE(owner->text(), u"Shop team"_s);
        show(u"2"_s, u"Payments team"_s);
        QCOMPARE(owner->text(), u"Payments team"_s);
        show(u"3"_s, {});
        QCOMPARE(owner->text(), QString());
        owner->setText(u"Ann"_s);
        show(u"4"_s, {}); // nobody is known: who was named stays
        QCOMPARE(owner->text(), u"Ann"_s);
        show(u"4"_s, {});
        QCOMPARE(owner->text(), u"Ann"_s);
        show(u"5"_s, u"Shop team"_s);
        QCOMPARE(owner->text(), u"Shop team"_s);
    }

    void theAgendaByKeys()
    {
        Room room(m_dir.filePath(u"agenda"_s), *m_theme);
        QVERIFY(room.import(clinic()));
        room.start(u"Order"_s, {u"Ann"_s});
        const QList<AgendaItem> agenda = room.review()->agenda;
        QTest::keyClick(room.card(), Qt::Key_P); // parks, and the next one comes
        QCOMPARE(room.review()->agenda[0].state, AgendaState::Parked);
        QTest::keyClick(room.card(), Qt::Key_K);
        QCOMPARE(room.review()->agenda[1].state, AgendaState::Skipped);
        const QString third = room.heading();
        QTest::keyClick(room.card(), Qt::Key_Up);
        QTest::keyClick(room.card(), Qt::Key_Up);
        QTest::keyClick(room.card(), Qt::Key_Up); // no further
        QTest::keyClick(room.card(), Qt::Key_Down);
        QTest::keyClick(room.card(), Qt::Key_Down);
        QCOMPARE(room.heading(), third);
        QTest::keyClick(room.card(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(room.heading(), third);
        QCOMPARE(room.review()->agenda[3].key, agenda[2].key);
        QCOMPARE(room.review()->order, u"own"_s);
        QTest::keyClick(room.card(), Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(room.review()->agenda[2].key, agenda[2].key);
        // Parked things come back once nothing else waits.
        for (int i = 0; i < 200 && std::any_of(room.review()->agenda.begin(), room.review()->agenda.end(), [](const AgendaItem &each) { return each.state == AgendaState::Waiting; }); ++i)
            QTest::keyClick(room.card(), Qt::Key_K);
        QCOMPARE(room.review()->current.isEmpty(), false);
        QVERIFY(room.heading().size() > 0);
        room.say(Qt::Key_C, u"Back again"_s);
        QVERIFY(std::any_of(room.model().comments.begin(), room.model().comments.end(), [&](const Comment &comment) { return comment.finding == agenda[0].finding; }));
        room.session.close();
    }

    void effectInWords()
    {
        const auto finding = [](const QString &title, FindingStatus status = FindingStatus::Open) {
            Finding made;
            made.kind = FindingKind::Weakness;
            made.fingerprint = made.own.title = title;
            made.status = status;
            return made;
        };
        const QList<Finding> before{finding(u"One"_s), finding(u"Two"_s), finding(u"Three"_s), finding(u"Four"_s), finding(u"Five"_s)};
        ReviewEffect effect;
        effect.expect(before, {}, {u"One"_s});
        QVERIFY(effect.isPending());
        effect.tell({before[2], finding(u"Two"_s, FindingStatus::Mitigated), finding(u"Six"_s)}, {});
        QVERIFY(!effect.isPending());
        QCOMPARE(effect.sentence(), u"That settled: Five; Four and 1 more. It brought up: Six."_s);
        effect.expect(before, {}, {u"One"_s});
        effect.tell(before.mid(1), {});
        QCOMPARE(effect.sentence(), QString()); // everybody knows that it is settled
    }

    // What a decision or an answer does to other findings is said on the card, in the words of the findings.
    void effectsAreSaid()
    {
        Room room(m_dir.filePath(u"effects"_s), *m_theme);
        QVERIFY(room.import(clinic()));
        room.start(u"Cause and effect"_s, {u"Ann"_s});
        const auto open = [&] {
            QMap<QString, QString> titles;
            for (const Finding &each : room.window.analysis().outcome().result->findings) {
                if (each.kind != FindingKind::Hygiene && (each.status == FindingStatus::Open || each.status == FindingStatus::Reopened))
                    titles.insert(each.fingerprint, room.window.analysis().rules().title(each));
            }
            return titles;
        };
        int settled = 0, brought = 0, silent = 0;
        const qsizetype all = room.review()->agenda.size();
        // From the last to the first: attack paths are still open when the weaknesses that they rest on are settled.
        for (qsizetype i = all - 1; i >= 0; --i) {
            for (qsizetype up = 0; up < all; ++up)
                QTest::keyClick(room.card(), Qt::Key_Up);
            for (qsizetype down = 0; down < i; ++down)
                QTest::keyClick(room.card(), Qt::Key_Down);
            const QMap<QString, QString> before = open();
            QTest::keyClick(room.card(), i % 3 == 1 ? Qt::Key_O : Qt::Key_Y); // "no" brings up, "yes" settles
            if (!room.sentence()->hasFocus())
                QTest::keyClick(room.card(), Qt::Key_M);
            if (!room.sentence()->hasFocus())
                continue;
            QTest::keyClicks(room.sentence(), u"So it is"_s);
            QTest::keyClick(room.sentence(), Qt::Key_Return);
            QVERIFY(room.isReady());
            const QMap<QString, QString> after = open();
            QStringList closed, appeared;
            for (auto it = before.begin(); it != before.end(); ++it) {
                if (!after.contains(it.key()) && it.key() != room.review()->current)
                    closed.append(it.value());
            }
            for (auto it = after.begin(); it != after.end(); ++it) {
                if (!before.contains(it.key()))
                    appeared.append(it.value());
            }
            settled += room.effect().contains(u"That settled"_s);
            brought += room.effect().contains(u"It brought up"_s);
            silent += room.effect().isEmpty();
            QCOMPARE(room.effect().contains(u"It brought up"_s), !appeared.isEmpty());
            QCOMPARE(room.effect().contains(u"That settled"_s), !closed.isEmpty());
            closed.sort();
            if (!closed.isEmpty())
                QVERIFY2(room.effect().contains(closed.constFirst()), qPrintable(room.effect()));
            appeared.sort();
            if (!appeared.isEmpty())
                QVERIFY2(room.effect().contains(appeared.constFirst()), qPrintable(room.effect()));
        }
        QVERIFY2(brought > 0 && silent > 0, qPrintable(u"%1 settled, %2 brought up, %3 silent"_s.arg(settled).arg(brought).arg(silent)));
        room.session.close();
    }
};

QTEST_MAIN(TestReviewKeys)
#include "tst_reviewkeys.moc"
