// SPDX-License-Identifier: Apache-2.0
#include "help/helpwindow.h"
#include "help/manual.h"

#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTemporaryDir>
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

    void markdownBecomesHtml_data()
    {
        QTest::addColumn<QString>("markdown");
        QTest::addColumn<QString>("html");
        QTest::newRow("heading") << u"# A **b**"_s << u"<h1>A <strong>b</strong></h1>\n"_s;
        QTest::newRow("paragraph") << u"one\ntwo\n\nthree"_s << u"<p>one two</p>\n<p>three</p>\n"_s;
        QTest::newRow("list") << u"- a\n  more\n- b\n\nafter"_s << u"<ul>\n<li>a more</li>\n<li>b</li>\n</ul>\n<p>after</p>\n"_s;
        QTest::newRow("table") << u"| k | does |\n|---|---|\n| P, S | *adds* |"_s
                               << u"<table>\n<thead><tr><th>k</th><th>does</th></tr>\n</thead>\n<tbody><tr><td>P, S</td><td><em>adds</em></td></tr>\n</tbody></table>\n"_s;
        QTest::newRow("code") << u"```\na < b\n```\nuse `x<y>`"_s << u"<pre><code>a &lt; b\n</code></pre>\n<p>use <code>x&lt;y&gt;</code></p>\n"_s;
        QTest::newRow("escapes") << uR"(\# no heading \* no <b>)"_s << u"<p># no heading * no &lt;b&gt;</p>\n"_s;
    }
    void markdownBecomesHtml()
    {
        QFETCH(QString, markdown);
        QFETCH(QString, html);
        QCOMPARE(htmlOf(markdown), html);
    }

    // Every page is reached, and every link of the manual leads to a file of it.
    void theManualHoldsTogether()
    {
        QTemporaryDir folder;
        RuleInfo rule;
        rule.id = u"X-001"_s;
        rule.title = u"A <rule>"_s;
        rule.why = u"Because."_s;
        const QList<HelpPage> pages = writtenPages() << pageOf(rule);
        QVERIFY(writeManual(folder.path(), pages).isOk());
        QSet<QString> linked;
        static const QRegularExpression href(u"href=\"([^\"]+)\""_s);
        const QStringList files = QDir(folder.path()).entryList(QDir::Files);
        QCOMPARE(files.size(), pages.size() + 1);
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString html = QString::fromUtf8(file.readAll());
            QVERIFY(html.contains(u"<main>"_s) && html.contains(u"lang=\"en\""_s) && !html.contains(u"<script"_s) && !html.contains(u"<rule>"_s));
            // The text before the list of pages, and a way to that.
            QVERIFY(html.indexOf(u"<main>"_s) < html.indexOf(u"<nav id=\"pages\""_s) && html.contains(u"href=\"#pages\""_s));
            auto link = href.globalMatch(html);
            while (link.hasNext()) {
                if (const QString to = link.next().captured(1); !to.startsWith(u'#'))
                    linked.insert(to);
            }
        }
        for (const QString &name : std::as_const(linked))
            QVERIFY2(files.contains(name), qPrintable(name));
        QCOMPARE(linked.size(), files.size());
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
