// SPDX-License-Identifier: Apache-2.0
#include "help/helpwindow.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTextBrowser>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestHelp : public QObject
{
    Q_OBJECT
private slots:
    void writtenPagesAreThere()
    {
        const QList<HelpPage> pages = writtenPages();
        QCOMPARE(pages.constFirst().id, u"start"_s);
        for (const HelpPage &page : pages) {
            QVERIFY(!page.title.isEmpty());
            QVERIFY(page.markdown.startsWith(u"# "_s));
        }
    }

    void searchFindsTitlesFirst()
    {
        const QList<HelpPage> pages{{u"a"_s, u"Diagram"_s, u"about votes"_s}, {u"b"_s, u"Votes"_s, u"hidden"_s}, {u"c"_s, u"Other"_s, u"nothing"_s}};
        QCOMPARE(findPages(pages, u" VOTES "_s).size(), 2);
        QCOMPARE(findPages(pages, u"votes"_s).constFirst().id, u"b"_s);
        QCOMPARE(findPages(pages, u"about votes"_s).size(), 1);
        QCOMPARE(findPages(pages, {}).size(), 3);
    }

    // A rule file may come from a stranger: what it says is text.
    void rulesAreEscaped()
    {
        RuleInfo rule;
        rule.id = u"X-001"_s;
        rule.title = u"<img src=x> [link](http://evil)"_s;
        rule.why = u"# no heading"_s;
        rule.cwe = {79};
        HelpWindow window({pageOf(rule)});
        const QString html = window.findChild<QTextBrowser *>()->toHtml();
        QVERIFY(!html.contains(u"<img"_s) && !html.contains(u"href=\"http://evil"_s));
        QVERIFY(window.findChild<QTextBrowser *>()->toPlainText().contains(u"<img src=x> [link](http://evil)"_s));
        QVERIFY(window.findChild<QTextBrowser *>()->toPlainText().contains(u"CWE-79"_s));
    }

    void keysWalkThroughWhatIsFound()
    {
        HelpWindow window(writtenPages());
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.showPage(u"review"_s);
        auto *text = window.findChild<QTextBrowser *>(u"helpText"_s);
        QVERIFY(text->toPlainText().startsWith(u"Reviews"_s));
        auto *query = window.findChild<QLineEdit *>(u"helpQuery"_s);
        QTest::keyClicks(query, u"boundary trust"_s);
        QVERIFY(text->toPlainText().contains(u"boundary"_s, Qt::CaseInsensitive));
        const int row = window.findChild<QListWidget *>()->currentRow();
        QTest::keyClick(query, Qt::Key_Down);
        QVERIFY(window.findChild<QListWidget *>()->count() == 1 || window.findChild<QListWidget *>()->currentRow() == row + 1);
        QTest::keyClicks(query, u"zzzz"_s);
        QCOMPARE(window.findChild<QListWidget *>()->count(), 0);
    }

    void pageOfTheNearestWidget()
    {
        QWidget outer;
        outer.setProperty("helpPage", u"diagram"_s);
        QWidget inner(&outer);
        QCOMPARE(HelpWindow::pageFor(&inner), u"diagram"_s);
        QCOMPARE(HelpWindow::pageFor(nullptr), QString());
    }
};

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
