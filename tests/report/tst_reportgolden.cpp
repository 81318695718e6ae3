// SPDX-License-Identifier: Apache-2.0
// The whole text of a report in each format that is text, and of the tables, as files to compare with. When a difference
// is wanted, look at it and run the test with DRAWBRIDGE_WRITE_GOLDEN=1.
#include "goldensystem.h"
#include "workbookparts.h"

#include "analysis/catalogue.h"
#include "outputs/tables.h"
#include "report/htmlwriter.h"
#include "report/markdownwriter.h"

#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 22);

QString cellsOf(const QByteArray &workbook)
{
    const WorkbookParts book(workbook);
    if (!book.isWritten())
        return {};
    QStringList shared;
    const QDomNodeList texts = book.part(u"xl/sharedStrings.xml"_s).elementsByTagName(u"si"_s);
    for (int i = 0; i < texts.count(); ++i)
        shared.append(texts.at(i).toElement().text());
    QString dump;
    const QDomNodeList sheets = book.part(u"xl/workbook.xml"_s).elementsByTagName(u"sheet"_s);
    for (int i = 0; i < sheets.count(); ++i) {
        dump += u"# %1\n"_s.arg(sheets.at(i).toElement().attribute(u"name"_s));
        const QDomNodeList cells = book.part(u"xl/worksheets/sheet%1.xml"_s.arg(i + 1)).elementsByTagName(u"c"_s);
        for (int k = 0; k < cells.count(); ++k) {
            const QDomElement cell = cells.at(k).toElement();
            const QString value = cell.firstChildElement(u"v"_s).text();
            const bool isText = cell.attribute(u"t"_s) == u"s";
            dump += u"%1 %2: %3\n"_s.arg(cell.attribute(u"r"_s), isText ? u"text"_s : u"number"_s, isText ? shared.value(value.toInt()) : value);
        }
    }
    return dump;
}

// Where lines run is the router's business: of a picture only what it says is compared.
QString withoutPaths(const QString &html)
{
    static const QRegularExpression picture(u"(<svg[^>]*?)( viewBox=\"[^\"]*\")?( width=\"[^\"]*\")?( height=\"[^\"]*\")?([^>]*>)(.*?)</svg>"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression said(u"<(title|desc|text)[^>]*>(.*?)</\\1>"_s, QRegularExpression::DotMatchesEverythingOption);
    QString out;
    qsizetype from = 0;
    for (auto found = picture.globalMatch(html); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        out += html.mid(from, match.capturedStart() - from) + u"<svg>\n"_s;
        QStringList texts;
        for (auto text = said.globalMatch(match.captured(6)); text.hasNext();)
            texts.append(text.next().captured(2).simplified());
        texts.sort();
        out += texts.join(u'\n') + u"\n</svg>"_s;
        from = match.capturedEnd();
    }
    return out + html.mid(from);
}

} // namespace

class TestReportGolden : public QObject
{
    Q_OBJECT
private:
    testing::GoldenSystem m_system;
    std::shared_ptr<const Catalogue> m_catalogue;

    QString made(const QString &what) const
    {
        Progress progress;
        const auto content = [&] {
            ReportOptions options;
            options.date = today;
            options.classification = u"Internal"_s;
            return buildReport(m_system.model, m_system.result, vocabularyOf(*m_catalogue), options);
        };
        const auto text = [](const Result<QByteArray> &bytes) { return bytes ? QString::fromUtf8(*bytes) : QString(); };
        if (what == u"report.md")
            return text(markdownBytes(content(), progress));
        if (what == u"report.html")
            return withoutPaths(text(htmlBytes(content(), progress)));
        const QList<OutputTable> tables{findingsTable(m_system.model, m_system.result, *m_catalogue), actionsTable(m_system.model, m_system.result, *m_catalogue, today),
                                        inventoryTable(m_system.model, m_system.result)};
        if (what == u"workbook.txt") {
            const Result<QByteArray> bytes = xlsxOf(tables, u"Ferry tickets"_s, today);
            return bytes ? cellsOf(*bytes) : QString();
        }
        const qsizetype table = what == u"findings.csv" ? 0 : what == u"actions.csv" ? 1 : 2;
        return QString::fromUtf8(csvOf(tables[table])).replace(u"\r\n"_s, u"\n"_s);
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(!diagnostics.hasErrors());
    }

    void sameAsBefore_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"report.md", "report.html", "findings.csv", "actions.csv", "inventory.csv", "workbook.txt"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void sameAsBefore()
    {
        QFETCH(QString, name);
        const QString text = made(name);
        QVERIFY(!text.isEmpty());
        const QString path = QStringLiteral(TEST_DATA "/report/") + name;
        QFile golden(path);
        if (qEnvironmentVariableIsSet("DRAWBRIDGE_WRITE_GOLDEN")) {
            QVERIFY(golden.open(QIODevice::WriteOnly) && golden.write(text.toUtf8()) >= 0);
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(path));
        const QString expected = QString::fromUtf8(golden.readAll());
        if (text == expected)
            return;
        QFile actual(path + u".actual"_s);
        if (actual.open(QIODevice::WriteOnly))
            actual.write(text.toUtf8());
        const QStringList a = expected.split(u'\n'), b = text.split(u'\n');
        for (qsizetype i = 0; i < qMax(a.size(), b.size()); ++i) {
            if (a.value(i) != b.value(i))
                QFAIL(qPrintable(u"%1, line %2:\n  expected %3\n  actual   %4"_s.arg(path).arg(i + 1).arg(a.value(i), b.value(i))));
        }
    }
};

QTEST_MAIN(TestReportGolden)
#include "tst_reportgolden.moc"
