// SPDX-License-Identifier: Apache-2.0
// The same content in every format: nothing of a file's text becomes markup, a formula or a link; links lead somewhere.
#include "workbookparts.h"

#include "analysis/catalogue.h"
#include "history/versions.h"
#include "outputs/reportfile.h"
#include "outputs/tables.h"
#include "report/htmlwriter.h"
#include "report/markdownwriter.h"
#include "report/pagepreview.h"
#include "report/pdfwriter.h"
#include "report/reportlanguage.h"
#include "report/reportsettings.h"

#include <QDomDocument>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QResource>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

const QString hostile = u"<script>alert(1)</script> \"'&amp; | `x` [l](http://e.example) =HYPERLINK(\"x\") \\ $(rm) {{7*7}} \u202Etxt"_s;

// A service, a store, a flow, one finding of every rule that there is at hand; names as bad as they come.
struct System
{
    ThreatModel model;
    AnalysisResult result;
    std::shared_ptr<const Catalogue> catalogue;
    ElementId service, store;
};

Result<System> systemOf(const QString &name, int findings)
{
    System made;
    Diagnostics diagnostics;
    made.catalogue = loadCatalogue({}, diagnostics);
    auto id = [n = 0]() mutable { return QUuid::createUuidV5(QUuid(u"6f1e2a70-0000-4000-8000-000000000001"_s), QString::number(n++)); };
    ProjectInfo info;
    info.id = ProjectInfo::theId();
    info.name = info.owner = info.description = info.scope = info.assumptions = name;
    made.model.info.insert(info);
    TrustBoundary zone;
    zone.id = BoundaryId(id());
    zone.name = name;
    made.model.boundaries.insert(zone);
    Diagram diagram;
    diagram.id = DiagramId(id());
    diagram.name = name;
    made.model.diagrams.insert(diagram);
    const auto add = [&](ElementKind kind, double x) {
        Element element;
        element.id = ElementId(id());
        element.kind = kind;
        element.name = name;
        element.boundary = zone.id;
        made.model.elements.insert(element);
        Placement placement;
        placement.id = Placement::idFor(diagram.id, element.id);
        placement.diagram = diagram.id;
        placement.element = element.id;
        placement.x = x;
        placement.placed = true;
        made.model.placements.insert(placement);
        return element.id;
    };
    made.service = add(ElementKind::Process, 0);
    made.store = add(ElementKind::DataStore, 300);
    DataFlow flow;
    flow.id = FlowId(id());
    flow.source = made.service;
    flow.target = made.store;
    flow.name = flow.protocol = name;
    made.model.flows.insert(flow);
    Decision decision;
    decision.id = DecisionId(id());
    decision.number = 1;
    decision.fingerprint = u"%1"_s.arg(1, 64, 16, QLatin1Char('0'));
    decision.state = DecisionState::Accepted;
    decision.reason = decision.decidedBy = decision.owner = decision.reference = name;
    made.model.decisions.insert(decision);
    Action action;
    action.id = ActionId(id());
    action.number = 1;
    action.title = action.owner = action.description = action.verification = name;
    action.findings = {decision.fingerprint};
    made.model.actions.insert(action);
    const QList<RuleInfo> rules = made.catalogue->rules();
    for (int i = 0; i < findings; ++i) {
        Finding finding;
        finding.fingerprint = u"%1"_s.arg(i + 1, 64, 16, QLatin1Char('0'));
        finding.rule = rules[i % rules.size()].id;
        finding.kind = i % 4 == 3 ? FindingKind::Question : FindingKind::Weakness;
        finding.risk = 90.0 - i;
        finding.band = finding.risk >= 60 ? Band::Critical : finding.risk >= 35 ? Band::High : Band::Medium;
        finding.service = made.service;
        finding.subject = {SubjectKind::Element, made.service.uuid()};
        finding.subjectName = name;
        Occurrence occurrence;
        occurrence.subject = finding.subject;
        occurrence.at = {name + u".yaml"_s, {}, 12 + i, 3};
        occurrence.evidence = {{{u"It says {1}."_s, {name}}, occurrence.at}};
        finding.occurrences = {occurrence};
        if (i == 0) {
            finding.status = FindingStatus::Accepted;
            finding.decision = decision.id;
        }
        made.result.findings.append(finding);
    }
    return made;
}

ReportOptions options()
{
    ReportSettings settings;
    settings.classification = hostile.left(60);
    settings.title = hostile;
    return settings.options(QDate(2026, 11, 22));
}

QByteArray written(const System &system, const QString &format, const ReportOptions &how = options())
{
    Progress progress;
    const ReportBasis basis = reportBasis(system.model, system.result, *system.catalogue, how, progress);
    const Result<QByteArray> bytes = makeReport(basis, *system.catalogue, how, format, ReportTableKind::Findings, progress);
    return bytes ? *bytes : QByteArray();
}

} // namespace

class TestReportFormats : public QObject
{
    Q_OBJECT
private:
    System m_bad, m_plain;

private slots:
    void initTestCase()
    {
        m_bad = *systemOf(hostile, 9);
        m_plain = *systemOf(u"Orders"_s, 9);
    }

    // The page is well-formed as XML would be (void elements closed for the test), has its parts, and nothing else.
    void htmlIsWellFormedAndClosed()
    {
        for (const System *system : {&m_bad, &m_plain}) {
            QString html = QString::fromUtf8(written(*system, u"html"_s));
            QVERIFY(html.startsWith(u"<!DOCTYPE html>\n<html lang=\"en\">"_s));
            QVERIFY(!html.contains(u"<script"_s) && !html.contains(u"javascript:"_s) && !html.contains(u"<link"_s) && !html.contains(u"url("_s));
            static const QRegularExpression outside(u"(href|src)=\"(?!#|data:image/png)"_s);
            QVERIFY(!outside.match(html).hasMatch());
            html.remove(u"<!DOCTYPE html>\n"_s);
            static const QRegularExpression voids(u"<(meta|img)([^>]*)>"_s);
            html.replace(voids, u"<\\1\\2/>"_s);
            QDomDocument document;
            QString problem;
            int line = 0;
            QVERIFY2(document.setContent(html, &problem, &line), qPrintable(u"%1 in line %2"_s.arg(problem).arg(line)));
            // Ids once each; every link leads to one.
            QStringList ids;
            static const QRegularExpression idAttribute(u" id=\"([^\"]*)\""_s);
            auto matches = idAttribute.globalMatch(html);
            while (matches.hasNext()) {
                const QString id = matches.next().captured(1);
                QVERIFY2(!ids.contains(id), qPrintable(id));
                ids.append(id);
            }
            const QDomNodeList links = document.elementsByTagName(u"a"_s);
            QVERIFY(links.count() > 20);
            for (int i = 0; i < links.count(); ++i)
                QVERIFY2(ids.contains(links.at(i).toElement().attribute(u"href"_s).mid(1)), qPrintable(links.at(i).toElement().attribute(u"href"_s)));
            // Tables say what their heads are for; pictures say what they show.
            const QDomNodeList heads = document.elementsByTagName(u"th"_s);
            for (int i = 0; i < heads.count(); ++i)
                QVERIFY(!heads.at(i).toElement().attribute(u"scope"_s).isEmpty());
            const QDomNodeList pictures = document.elementsByTagName(u"svg"_s);
            QCOMPARE(pictures.count(), 2);
            for (int i = 0; i < pictures.count(); ++i) {
                const QDomElement picture = pictures.at(i).toElement();
                QCOMPARE(picture.attribute(u"role"_s), u"img"_s);
                for (const QString &id : picture.attribute(u"aria-labelledby"_s).split(u' '))
                    QVERIFY(ids.contains(id));
                QVERIFY(!picture.firstChildElement(u"title"_s).text().isEmpty());
            }
            QCOMPARE(document.elementsByTagName(u"h1"_s).count(), 1);
            QVERIFY(document.elementsByTagName(u"article"_s).count() == 7);
        }
        QCOMPARE(written(m_bad, u"html"_s), written(m_bad, u"html"_s));
    }

    void markdownIsEscaped()
    {
        const QString text = QString::fromUtf8(written(m_bad, u"md"_s));
        static const QRegularExpression tag(u"(?<!\\\\)<(?!a id=|/a>)"_s);
        QVERIFY2(!tag.match(text).hasMatch(), qPrintable(tag.match(text).captured()));
        static const QRegularExpression link(u"(?<!\\\\)\\]\\((?!#)"_s);
        QVERIFY(!link.match(text).hasMatch() && !text.contains(u"http://"_s));
        QVERIFY(text.contains(u"\\<script\\>"_s));
        // Every row of a table has as many cells as its head.
        int columns = 0, tables = 0;
        for (const QString &line : text.split(u'\n')) {
            if (!line.startsWith(u'|')) {
                columns = 0;
                continue;
            }
            QString cells = line;
            cells.replace(u"\\\\"_s, u""_s).replace(u"\\|"_s, u""_s);
            const int count = int(cells.count(u'|'));
            tables += columns == 0;
            if (columns > 0)
                QVERIFY2(count == columns, qPrintable(line));
            columns = count;
        }
        QVERIFY(tables > 8);
        const QRegularExpression inside(u"(?<!\\\\)\\]\\(#([^)]*)\\)"_s);
        auto links = inside.globalMatch(text);
        int found = 0;
        while (links.hasNext()) {
            ++found;
            const QString anchor = links.next().captured(1);
            QVERIFY2(text.contains(u"<a id=\"%1\"></a>"_s.arg(anchor)), qPrintable(anchor));
        }
        QVERIFY(found > 20);
    }

    void markdownReadsWell()
    {
        const QString text = QString::fromUtf8(written(m_plain, u"md"_s, ReportSettings().options(QDate(2026, 11, 22))));
        for (const QString &expected : {u"# Threat model: Orders\n\n2026-11-22\n"_s, u"- 7 weakness(es) were found; 6 open one(s) are critical or high."_s, u"- 1 of 7 findings are decided."_s,
                                        u"| Band | Before decisions | Still open |\n| --- | ---: | ---: |\n| Critical | 7 | **6** |"_s, u"- **Decision:** Accept: Orders. Decided by Orders"_s,
                                        u"- Zone Orders: Orders (service), Orders (store)."_s, u"- From Orders to Orders: Orders"_s, u"<a id=\"action-1\"></a>**A-1** | Orders | Orders |"_s})
            QVERIFY2(text.contains(expected), qPrintable(expected + u"\n---\n"_s + text.left(3000)));
    }

    void tablesRunNothing()
    {
        const QByteArray csv = written(m_bad, u"csv"_s);
        QVERIFY(csv.startsWith("\xef\xbb\xbfSeverity,Risk,Kind"));
        QCOMPARE(csv.count("\r\n"), 10);
        OutputTable table;
        table.columns = {u"A"_s, u"B"_s};
        table.rows = {{u"=1+1"_s, 2.0}, {u"@SUM(A1)"_s, 2.5}, {u"-3"_s, 0.0}};
        QCOMPARE(csvOf(table), QByteArray("\xef\xbb\xbf" "A,B\r\n'=1+1,2\r\n'@SUM(A1),2.5\r\n-3,0\r\n"));
    }

    void workbookOpensAgain()
    {
        const QByteArray bytes = written(m_bad, u"xlsx"_s);
        QVERIFY(bytes.startsWith("PK"));
        QCOMPARE(written(m_bad, u"xlsx"_s), bytes);
        const WorkbookParts book(bytes);
        QVERIFY(book.isWritten());
        const QDomNodeList sheets = book.part(u"xl/workbook.xml"_s).elementsByTagName(u"sheet"_s);
        QStringList names;
        for (int i = 0; i < sheets.count(); ++i)
            names.append(sheets.at(i).toElement().attribute(u"name"_s));
        QCOMPARE(names, (QStringList{u"Findings"_s, u"Actions"_s, u"Data inventory"_s}));
        const QDomDocument findings = book.part(u"xl/worksheets/sheet1.xml"_s);
        QCOMPARE(findings.elementsByTagName(u"row"_s).count(), 10);
        QCOMPARE(findings.elementsByTagName(u"f"_s).count(), 0); // no formula
        QCOMPARE(findings.elementsByTagName(u"autoFilter"_s).count(), 1);
        QVERIFY(book.part(u"xl/sharedStrings.xml"_s).documentElement().text().contains(u"<script>alert(1)</script>"_s)); // as text
        QVERIFY(book.part(u"docProps/core.xml"_s).documentElement().text().contains(u"2026-11-22T00:00:00Z"_s));
    }

    void pdfCarriesTheFindings()
    {
        const QByteArray bytes = written(m_bad, u"pdf"_s);
        QTemporaryDir dir;
        QFile file(dir.filePath(u"r.pdf"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        file.close();
        QProcess tool;
        tool.start(u"pdfdetach"_s, {u"-savefile"_s, u"findings.json"_s, u"-o"_s, dir.filePath(u"out.json"_s), file.fileName()});
        QVERIFY(tool.waitForFinished());
        QFile out(dir.filePath(u"out.json"_s));
        QVERIFY(out.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(out.readAll()).object();
        QCOMPARE(json[u"schema"_s].toString(), u"drawbridge.analysis/1"_s);
        QCOMPARE(json[u"findings"_s].toArray().size(), 9);
        QCOMPARE(written(m_bad, u"pdf"_s), bytes);
    }

    // Sections, filters and paper of the choices; the report says that it does not show all.
    void choicesCount()
    {
        ReportSettings settings;
        settings.setAudience(ReportAudience::Executive);
        settings.least = Band::Critical;
        settings.open = false;
        settings.paper = {true, true};
        Progress progress;
        const ReportOptions how = settings.options(QDate(2026, 11, 22));
        const ReportBasis basis = reportBasis(m_plain.model, m_plain.result, *m_plain.catalogue, how, progress);
        const ReportContent content = buildReport(basis, *m_plain.catalogue, how);
        for (const ReportSection &section : content.sections) {
            QVERIFY(!settings.without.contains(section.anchor));
            for (const ReportBlock &block : section.blocks)
                QVERIFY(!std::holds_alternative<ReportFinding>(block));
        }
        Result<QByteArray> text = markdownBytes(content, progress);
        QVERIFY(text && text->contains("This report tells 1 of 7 findings"));
        const std::optional<ReportPages> pages = ReportPages::of(content, progress);
        QVERIFY(pages && pages->count() > 2);
        QCOMPARE(pages->size(0), QSizeF(792, 612));
        const QList<QImage> images = pages->paint(1, 2, {400, 400}, progress);
        QCOMPARE(images.size(), 2);
        QCOMPARE(images[0].width(), 400);
        // Something is painted on it.
        QVERIFY(images[0].convertToFormat(QImage::Format_Grayscale8) != QImage(images[0].size(), QImage::Format_Grayscale8));
        progress.cancel();
        QVERIFY(!ReportPages::of(content, progress));
        QVERIFY(!htmlBytes(content, progress) && !markdownBytes(content, progress) && !pdfBytes(content, progress));
    }

    // Since a version not only the model has changed: what is found now and was not, what was and is not.
    void changesTellOfFindings()
    {
        System now = m_plain;
        Version version = makeVersion(now.model, u"Before"_s, u"by-hand"_s, u"Ann"_s, u"2026-11-01T09:00:00Z"_s);
        version.number = 1;
        now.model.versions.insert(version);
        ProjectInfo info = now.model.project();
        info.description = u"Said later"_s;
        now.model.info.insert(info);
        Progress progress;
        ReportOptions how;
        how.date = QDate(2026, 11, 22);
        const ReportBasis basis = reportBasis(now.model, now.result, *now.catalogue, how, progress);
        const AnalysisResult then = analyze(m_plain.model, *now.catalogue, {how.date}, progress);
        const ReportContent content = buildReport(basis, *now.catalogue, how);
        const auto section = std::find_if(content.sections.begin(), content.sections.end(), [](const ReportSection &each) { return each.anchor == u"changes"; });
        QVERIFY(section != content.sections.end());
        QMap<QString, int> counted;
        bool model = false;
        for (const ReportBlock &block : section->blocks) {
            if (const auto *table = std::get_if<ReportTable>(&block); table && table->columns.size() == 5) {
                for (const QList<ReportCell> &row : table->rows)
                    ++counted[row[2].text];
            } else if (table) {
                model = table->rows.size() == 1;
            }
        }
        const auto told = [](const QList<Finding> &findings) { return int(std::count_if(findings.begin(), findings.end(), [](const Finding &f) { return f.kind != FindingKind::Hygiene; })); };
        QCOMPARE(counted[u"new"_s], told(now.result.findings));
        QCOMPARE(counted[u"gone"_s], told(then.findings));
        QVERIFY(model);
        QCOMPARE(basis.earlier->findings.size(), 1);
    }

    // A translation that is built in is offered, and the report speaks it: words, numbers and dates. Other threads do not.
    void languageIsThatOfTheReport()
    {
        QCOMPARE(reportLanguages(), QStringList{u"en"_s});
        QCOMPARE(reportTextsFor(u"en-GB"_s), u"en"_s);
        QVERIFY(reportTextsFor(u"de"_s).isEmpty() && reportTextsFor(u"e"_s).isEmpty() && reportTextsFor({}).isEmpty());
        QTemporaryDir dir;
        const auto put = [&](const QString &name, const QByteArray &bytes) {
            QFile file(dir.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(put(u"drawbridge_de.ts"_s, R"(<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="de" sourcelanguage="en"><context><name>Report</name>
            <message><source>Summary</source><translation>Zusammenfassung</translation></message>
            <message numerus="yes"><source>%n weakness(es) were</source><translation><numerusform>%n Schwäche wurde</numerusform><numerusform>%n Schwächen wurden</numerusform></translation></message>
            </context></TS>)"));
        QVERIFY(put(u"i18n.qrc"_s, R"(<RCC><qresource prefix="/i18n"><file>drawbridge_de.qm</file></qresource></RCC>)"));
        const auto run = [&](QLibraryInfo::LibraryPath where, const QString &tool, const QStringList &arguments) {
            QProcess process;
            process.setWorkingDirectory(dir.path());
            process.start(QLibraryInfo::path(where) + u'/' + tool, arguments);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        if (!run(QLibraryInfo::BinariesPath, u"lrelease"_s, {u"-silent"_s, u"drawbridge_de.ts"_s}) || !run(QLibraryInfo::LibraryExecutablesPath, u"rcc"_s, {u"--binary"_s, u"i18n.qrc"_s, u"-o"_s, u"i18n.rcc"_s}))
            QSKIP("The tools that make a translation are not installed.");
        QVERIFY(QResource::registerResource(dir.filePath(u"i18n.rcc"_s)));
        const auto unregister = qScopeGuard([&] { QResource::unregisterResource(dir.filePath(u"i18n.rcc"_s)); });
        QCOMPARE(reportLanguages(), (QStringList{u"en"_s, u"de"_s}));
        ReportSettings german = ReportSettings::from({{u"language"_s, u"de-AT"_s}});
        QCOMPARE(german.language, u"de-AT"_s);
        const QString text = QString::fromUtf8(written(m_plain, u"md"_s, german.options(QDate(2026, 11, 22))));
        QVERIFY(text.contains(u"Zusammenfassung"_s) && text.contains(u"7 Schwächen wurden"_s) && text.contains(u"22.11."_s));
        QVERIFY(text.contains(u"risk 90,0"_s)); // what has no translation is in English
        QVERIFY(written(m_plain, u"html"_s, german.options(QDate(2026, 11, 22))).contains("<html lang=\"de-AT\">"));
        const QString english = QString::fromUtf8(written(m_plain, u"md"_s, ReportSettings().options(QDate(2026, 11, 22))));
        QVERIFY(english.contains(u"## Summary"_s) && english.contains(u"2026-11-22"_s) && english.contains(u"risk 90.0"_s));
        {
            const ReportLanguageScope scope(u"de"_s);
            QCOMPARE(QCoreApplication::translate("Report", "Summary"), u"Zusammenfassung"_s);
            QString elsewhere;
            std::thread([&] { elsewhere = QCoreApplication::translate("Report", "Summary"); }).join();
            QCOMPARE(elsewhere, u"Summary"_s);
        }
        QCOMPARE(QCoreApplication::translate("Report", "Summary"), u"Summary"_s);
    }

    void settingsSurviveAndAreBounded()
    {
        ReportSettings settings;
        settings.setAudience(ReportAudience::Auditor);
        settings.without = {u"data"_s, u"glossary"_s};
        settings.services = {m_plain.service};
        settings.least = Band::High;
        settings.decided = false;
        settings.classification = u"Internal"_s;
        settings.language = u"en-GB"_s;
        settings.since = 3;
        QCOMPARE(ReportSettings::from(settings.values()), settings);
        QVERIFY(ReportSettings().values().isEmpty());
        const ReportSettings strange = ReportSettings::from({{u"audience"_s, u"cats"_s}, {u"without"_s, u"x ../ data data"_s}, {u"least"_s, u"9"_s}, {u"language"_s, u"\"><b>"_s}, {u"since"_s, u"-7"_s},
                                                             {u"services"_s, u"no-id"_s}, {u"logo"_s, u"PHN2Zz48L3N2Zz4="_s}, {u"classification"_s, QString(1000, u'x')}});
        ReportSettings usual;
        usual.without = {u"data"_s};
        usual.classification = QString(60, u'x');
        QCOMPARE(strange, usual);
    }
};

QTEST_MAIN(TestReportFormats)
#include "tst_reportformats.moc"
