// SPDX-License-Identifier: Apache-2.0
#include "report/pdfwriter.h"
#include "report/typesetter.h"
#include "support/randommodel.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// Words of a catalogue that is all the report needs here.
ReportVocabulary vocabulary()
{
    static const QHash<QString, RuleInfo> rules = [] {
        QHash<QString, RuleInfo> made;
        for (int i = 0; i < 8; ++i) {
            RuleInfo rule;
            rule.id = u"AUTHN-%1"_s.arg(i, 3, 10, QLatin1Char('0'));
            rule.revision = u"1.0"_s;
            rule.title = u"Rule title number %1"_s.arg(i);
            rule.why = u"Why rule %1 matters to those who run the system, in one sentence"_s.arg(i);
            rule.fix = u"What to do about rule %1."_s.arg(i);
            rule.owaspApi = {u"API%1:2023"_s.arg(1 + i % 3)};
            rule.cwe = {300 + i};
            rule.standards.insert(u"nist-800-53r5"_s, {u"AC-3"_s});
            made.insert(rule.id, rule);
        }
        return made;
    }();
    ReportVocabulary words;
    words.rule = [](const QString &id) {
        const auto it = rules.constFind(id);
        return it == rules.constEnd() ? nullptr : &*it;
    };
    words.question = [](const QString &id) { return u"What is the answer to %1?"_s.arg(id); };
    words.controlTitle = [](const QString &id) { return id == u"rate_limit" ? u"Rate limiting"_s : QString(); };
    words.dataClass = [](const QString &id) {
        DataClass known;
        if (id == u"pii.contact")
            known = {id, u"Contact data"_s, Sensitivity::Confidential, true, false};
        return known;
    };
    return words;
}

struct Sample
{
    ThreatModel model;
    AnalysisResult result;
};

Sample sample(int findings, int size = 12)
{
    Sample made;
    QRandomGenerator random{5};
    made.model = testing::randomModel(random, size);
    ProjectInfo info = made.model.project();
    info.name = u"Sample system"_s;
    made.model.info.insert(info);
    const QList<OperationId> operations = made.model.operations.sortedIds();
    const QList<ElementId> elements = made.model.elements.sortedIds();
    for (int i = 0; i < findings; ++i) {
        Finding finding;
        finding.fingerprint = u"fp%1"_s.arg(i, 6, 10, QLatin1Char('0'));
        finding.rule = u"AUTHN-%1"_s.arg(i % 8, 3, 10, QLatin1Char('0'));
        finding.kind = i % 5 == 4 ? FindingKind::Question : i % 11 == 10 ? FindingKind::Hygiene : FindingKind::Weakness;
        finding.risk = 100.0 - i * 90.0 / qMax(1, findings);
        finding.band = finding.risk >= 60 ? Band::Critical : finding.risk >= 35 ? Band::High : finding.risk >= 15 ? Band::Medium : Band::Low;
        finding.factors = {8, 0.85, 0.95, {u"restricted data: {1}"_s, {u"location"_s}}, {u"anyone who registers"_s, {}}, {u"no check is known"_s, {}}};
        finding.service = elements[i % elements.size()];
        finding.subject = {SubjectKind::Element, finding.service.uuid()};
        finding.subjectName = u"Subject %1"_s.arg(i);
        for (int k = 0; k < 1 + i % 15 && !operations.isEmpty(); ++k) {
            Occurrence occurrence;
            occurrence.operation = operations[(i + k) % operations.size()];
            occurrence.subject = {SubjectKind::Operation, occurrence.operation.uuid()};
            occurrence.at = {u"api.yaml"_s, {}, 10 + k, 3};
            occurrence.route = {elements[0].uuid(), elements[1].uuid()};
            occurrence.evidence = {{{u"The operation declares {1}."_s, {u"no security"_s}}, {u"api.yaml"_s, {}, 20 + k, 1}}};
            finding.occurrences.append(occurrence);
        }
        finding.remedies = {{u"rate_limit"_s, 12.5, false}};
        made.result.findings.append(finding);
    }
    for (const FieldId &id : made.model.fields.sortedIds())
        made.result.data.append({id, schemaNameOf(made.model, made.model.fields.value(id)), u"pii.contact"_s, u"plain"_s, Certainty::Likely, {}});
    return made;
}

ReportOptions options()
{
    ReportOptions made;
    made.date = QDate(2026, 11, 22);
    return made;
}

QByteArray pdfOf(const ReportContent &content)
{
    Progress progress;
    const Result<QByteArray> bytes = pdfBytes(content, progress);
    return bytes ? *bytes : QByteArray();
}

QString textOf(const QByteArray &pdf, const QStringList &arguments = {})
{
    QTemporaryDir dir;
    QFile file(dir.filePath(u"r.pdf"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(pdf) != pdf.size())
        return {};
    file.close();
    QProcess tool;
    tool.start(u"pdftotext"_s, arguments + QStringList{file.fileName(), u"-"_s});
    if (!tool.waitForFinished())
        return {};
    return QString::fromUtf8(tool.readAllStandardOutput());
}

// The text as one line, so that line breaks do not matter.
QString words(const QString &text)
{
    return text.simplified();
}

struct Structure
{
    int pages = 0, links = 0, brokenLinks = 0;
    QStringList bookmarks;
    QStringList below; // the first section's and others' second level
    std::string language, created, title;
    bool fontsEmbedded = true;
};

Structure structureOf(const QByteArray &bytes)
{
    Structure found;
    QPDF pdf;
    pdf.processMemoryFile("r", bytes.constData(), size_t(bytes.size()));
    QSet<int> pageObjects;
    const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
    for (QPDFPageObjectHelper page : pages)
        pageObjects.insert(page.getObjectHandle().getObjectID());
    const auto leadsToAPage = [&](QPDFObjectHandle destination) {
        return destination.isArray() && pageObjects.contains(destination.getArrayItem(0).getObjectID());
    };
    for (QPDFPageObjectHelper page : pages) {
        ++found.pages;
        QPDFObjectHandle annotations = page.getObjectHandle().getKey("/Annots");
        for (int i = 0; annotations.isArray() && i < annotations.getArrayNItems(); ++i) {
            ++found.links;
            found.brokenLinks += !leadsToAPage(annotations.getArrayItem(i).getKey("/Dest"));
        }
        QPDFObjectHandle fonts = page.getObjectHandle().getKey("/Resources").getKey("/Font");
        if (!fonts.isDictionary())
            continue;
        for (auto [name, font] : fonts.getDictAsMap()) {
            QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
            QPDFObjectHandle descriptor = (descendants.isArray() ? descendants.getArrayItem(0) : font).getKey("/FontDescriptor");
            found.fontsEmbedded = found.fontsEmbedded && (descriptor.hasKey("/FontFile") || descriptor.hasKey("/FontFile2") || descriptor.hasKey("/FontFile3"));
        }
    }
    for (QPDFObjectHandle item = pdf.getRoot().getKey("/Outlines").getKey("/First"); item.isDictionary(); item = item.getKey("/Next")) {
        found.bookmarks.append(QString::fromStdString(item.getKey("/Title").getUTF8Value()));
        found.brokenLinks += !leadsToAPage(item.getKey("/Dest"));
        for (QPDFObjectHandle child = item.getKey("/First"); child.isDictionary(); child = child.getKey("/Next"))
            found.below.append(QString::fromStdString(child.getKey("/Title").getUTF8Value()));
    }
    found.language = pdf.getRoot().getKey("/Lang").getUTF8Value();
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    found.created = info.getKey("/CreationDate").getUTF8Value();
    found.title = info.getKey("/Title").getUTF8Value();
    return found;
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT
private slots:
    void contentSaysWhatWasFound()
    {
        const Sample made = sample(23);
        const ReportContent content = buildReport(made.model, made.result, vocabulary(), options());
        QCOMPARE(content.system, u"Sample system"_s);
        QStringList anchors;
        for (const ReportSection &section : content.sections) {
            QVERIFY2(!section.blocks.isEmpty(), qPrintable(section.title));
            anchors.append(section.anchor);
        }
        QCOMPARE(anchors, (QStringList{u"summary"_s, u"scope"_s, u"diagrams"_s, u"findings"_s, u"questions"_s, u"data"_s, u"controls"_s, u"requirements"_s, u"actions"_s,
                                        u"changes"_s, u"decisions"_s, u"sign-offs"_s, u"minutes"_s, u"hygiene"_s, u"method"_s, u"glossary"_s}));
        int cases = 0;
        double last = 101;
        for (const ReportBlock &block : content.sections[3].blocks) {
            if (const auto *finding = std::get_if<ReportFinding>(&block)) {
                ++cases;
                QVERIFY(finding->risk <= last); // by risk
                last = finding->risk;
                QVERIFY(!finding->places.isEmpty());
                QCOMPARE(finding->places[0].place, u"api.yaml:10"_s);
                QCOMPARE(finding->places[0].evidence, QStringList{u"The operation declares no security. (api.yaml:20)"_s});
                QVERIFY(finding->places.size() + finding->morePlaces > 0 && finding->places.size() <= 12);
            }
        }
        QCOMPARE(cases, 17); // 23, less 4 questions, less 2 of hygiene
        // Equal input, equal content, whatever the order in which the hash gives its rows.
        const ReportContent again = buildReport(made.model, made.result, vocabulary(), options());
        QCOMPARE(pdfOf(again), pdfOf(content));
    }

    void bandsCountDecisions()
    {
        Sample made = sample(10);
        Decision decision;
        decision.id = DecisionId::create();
        decision.number = 100;
        decision.fingerprint = made.result.findings[0].fingerprint;
        decision.state = DecisionState::Accepted;
        decision.reason = u"The gateway in front of it checks this"_s;
        decision.decidedBy = u"R. Meyer"_s;
        decision.decidedAt = u"2026-11-20T09:00:00+01:00"_s;
        decision.expires = u"2027-02-01"_s;
        made.model.decisions.insert(decision);
        made.result.findings[0].status = FindingStatus::Accepted;
        made.result.findings[0].decision = decision.id;
        const ReportContent content = buildReport(made.model, made.result, vocabulary(), options());
        const ReportBands *bands = nullptr;
        for (const ReportBlock &block : content.sections[0].blocks)
            bands = bands ? bands : std::get_if<ReportBands>(&block);
        QVERIFY(bands);
        int before = 0, open = 0;
        for (int i = 0; i < 5; ++i) {
            before += bands->before[i];
            open += bands->open[i];
        }
        QCOMPARE(before, 8);
        QCOMPARE(open, 7);
        QCOMPARE(bands->before[0] - bands->open[0], 1);
        const QString text = words(textOf(pdfOf(content)));
        QVERIFY(text.contains(u"The gateway in front of it checks this. Decided by R. Meyer on 2026-11-20. Valid until 2027-02-01."));
        QVERIFY(text.contains(u"1 of 8 findings are decided."));
    }

    void pdfHasTextLinksAndBookmarks()
    {
        const Sample made = sample(30);
        const QByteArray pdf = pdfOf(buildReport(made.model, made.result, vocabulary(), options()));
        QVERIFY(pdf.startsWith("%PDF-"));
        const Structure found = structureOf(pdf);
        QVERIFY2(found.pages >= 8 && found.pages < 40, qPrintable(QString::number(found.pages)));
        QVERIFY(found.links > 40);
        QCOMPARE(found.brokenLinks, 0);
        QVERIFY(found.fontsEmbedded);
        QCOMPARE(found.language, std::string("en"));
        QCOMPARE(found.created, std::string("D:20261122000000Z"));
        QCOMPARE(found.title, std::string("Threat model: Sample system"));
        QVERIFY(found.bookmarks.contains(u"Findings by risk"));
        QVERIFY(found.bookmarks.contains(u"Decision log"));
        QVERIFY(found.below.contains(u"W-01 Rule title number 0"));
        QVERIFY(found.below.contains(u"System"));

        const QString text = words(textOf(pdf));
        for (const QString &expected : {u"Sample system"_s, u"Still open"_s, u"Where api.yaml"_s, u"api.yaml:10"_s, u"Why rule 3 matters to those who run the system, in one sentence."_s,
                                        u"Rate limiting lowers the risk to 12.5."_s, u"What is the answer to AUTHN-004?"_s, u"Contact data"_s,
                                        u"Page 1 of %1"_s.arg(found.pages), u"Risk = 100"_s}) {
            if (!expected.startsWith(u"Where"))
                QVERIFY2(text.contains(expected), qPrintable(expected));
        }
        // In reading order.
        qsizetype at = 0;
        for (const QString &next : {u"Summary"_s, u"Contents"_s, u"What was read"_s, u"Findings by risk"_s, u"W-01"_s, u"W-02"_s, u"Method and scales"_s}) {
            at = text.indexOf(next, at);
            QVERIFY2(at >= 0, qPrintable(next));
        }
    }

    void sameInputSameBytes()
    {
        const Sample made = sample(20);
        const QByteArray once = pdfOf(buildReport(made.model, made.result, vocabulary(), options()));
        QTest::qSleep(1100); // another second on the clock
        QCOMPARE(pdfOf(buildReport(made.model, made.result, vocabulary(), options())), once);
        ReportOptions other = options();
        other.date = QDate(2026, 11, 23);
        QVERIFY(pdfOf(buildReport(made.model, made.result, vocabulary(), other)) != once);
    }

    // The same in processes that hash differently.
    void sameBytesInAnyProcess()
    {
        QTemporaryDir dir;
        QByteArrayList outputs;
        for (const QString &seed : {u"0"_s, u"1"_s, u"2"_s}) {
            QProcess child;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            if (seed == u"0")
                environment.insert(u"QT_HASH_SEED"_s, seed);
            else
                environment.remove(u"QT_HASH_SEED"_s);
            environment.insert(u"REPORT_TO"_s, dir.filePath(seed));
            child.setProcessEnvironment(environment);
            child.start(QCoreApplication::applicationFilePath(), {u"writeOne"_s});
            QVERIFY(child.waitForFinished(60000));
            QCOMPARE(child.exitCode(), 0);
            QFile file(dir.filePath(seed));
            QVERIFY(file.open(QIODevice::ReadOnly));
            outputs.append(file.readAll());
        }
        QVERIFY(outputs[0].size() > 5000);
        QVERIFY(outputs[0] == outputs[1] && outputs[0] == outputs[2]);
    }
    void writeOne()
    {
        const QString path = qEnvironmentVariable("REPORT_TO");
        if (path.isEmpty())
            return; // only as a child of sameBytesInAnyProcess
        const Sample made = sample(20);
        Progress progress;
        QVERIFY(writePdf(buildReport(made.model, made.result, vocabulary(), options()), path, progress).isOk());
    }

    // Long reports are painted in parts at the same time: nothing of that shows.
    void partsFollowEachOther()
    {
        const Sample made = sample(1500);
        const ReportContent content = buildReport(made.model, made.result, vocabulary(), options());
        Progress progress;
        const std::optional<PdfPlan> plan = planReport(content, progress, 0, 100);
        QVERIFY(plan);
        QVERIFY2(plan->parts.size() >= 3, qPrintable(QString::number(plan->pages.size())));
        const QByteArray pdf = pdfOf(content);
        QCOMPARE(pdfOf(content), pdf);
        const Structure found = structureOf(pdf);
        QCOMPARE(found.pages, int(plan->pages.size()));
        QCOMPARE(found.links, int(plan->links.size()));
        QCOMPARE(found.brokenLinks, 0);
        QVERIFY(found.fontsEmbedded);
        QStringList pages = textOf(pdf).split(u'\f');
        QVERIFY(pages.size() > found.pages);
        QHash<int, QStringList> begun; // by page, the findings that begin there
        for (const auto &[level, title, anchor] : plan->bookmarks) {
            if (level == 1 && title.startsWith(u"W-"))
                begun[plan->anchors.value(anchor).page].append(title.section(u' ', 0, 0));
        }
        for (int page = 0; page < found.pages; ++page) {
            QVERIFY2(pages[page].contains(u"Page %1 of %2"_s.arg(page + 1).arg(found.pages)), qPrintable(pages[page]));
            for (const QString &number : begun.value(page))
                QVERIFY2(pages[page].contains(number + u" · risk"_s), qPrintable(number));
            if (page > 0)
                QVERIFY2(pages[page].contains(u"Threat model · Sample system"_s), qPrintable(pages[page]));
        }
    }

    void emptyModelSaysSo()
    {
        const ReportContent content = buildReport({}, {}, vocabulary(), options());
        const QByteArray pdf = pdfOf(content);
        const QString text = words(textOf(pdf));
        for (const QString &expected : {u"No weakness was found in what was read."_s, u"Nothing was imported"_s, u"The model has no diagram."_s,
                                        u"No decision has been taken yet."_s, u"No sensitive data was recognised"_s, u"No question is open"_s,
                                        u"Nobody has stated a control yet."_s})
            QVERIFY2(text.contains(expected), qPrintable(expected));
        QCOMPARE(structureOf(pdf).brokenLinks, 0);
    }

    // Names from files are text, whatever they look like, and cannot rearrange the report.
    // What a workshop brought: shown where there is something, left out where a reader does not want it.
    void workshopIsReported()
    {
        Sample made = sample(30);
        const auto titles = [](const ReportContent &content) {
            QStringList anchors;
            for (const ReportSection &section : content.sections)
                anchors << section.anchor;
            return anchors;
        };
        QVERIFY(!titles(buildReport({}, {}, vocabulary(), options())).contains(u"actions"_s));
        Action action;
        action.id = ActionId::create();
        action.number = 99;
        action.title = u"Replace the <b>codes</b>"_s;
        action.due = options().date.addDays(-1).toString(Qt::ISODate);
        action.findings = {made.result.findings.constFirst().fingerprint};
        made.model.actions.insert(action);
        ReportContent content = buildReport(made.model, made.result, vocabulary(), options());
        for (const QString &anchor : {u"actions"_s, u"requirements"_s, u"minutes"_s, u"changes"_s, u"glossary"_s})
            QVERIFY2(titles(content).contains(anchor), qPrintable(anchor));
        const auto found = std::find_if(content.sections.cbegin(), content.sections.cend(), [](const ReportSection &s) { return s.anchor == u"actions"; });
        const ReportTable table = std::get<ReportTable>(found->blocks.constFirst());
        QCOMPARE(table.rows.size(), made.model.actions.size());
        // The overdue one stands first, linked to its finding.
        QCOMPARE(table.rows[0][0].text, u"A-99"_s);
        QCOMPARE(table.rows[0][4].text, u"Overdue"_s);
        QCOMPARE(table.rows[0][5].spans.size(), 1);
        const QString text = textOf(pdfOf(content), {u"-layout"_s});
        QVERIFY(text.contains(u"A-99"_s) && text.contains(u"Minutes of reviews"_s));

        ReportOptions fewer = options();
        fewer.without = {u"actions"_s, u"minutes"_s};
        content = buildReport(made.model, made.result, vocabulary(), fewer);
        QVERIFY(!titles(content).contains(u"actions"_s) && !titles(content).contains(u"minutes"_s) && titles(content).contains(u"glossary"_s));
    }

    void foreignTextIsPlain()
    {
        Sample made = sample(3);
        ProjectInfo info = made.model.project();
        info.name = u"<b>bold</b>\n&amp; \u202Eevil\u202C \\textbf{x} (%s) \U0001F600"_s;
        made.model.info.insert(info);
        made.result.findings[0].subjectName = QString(3000, u'x') + u"<script>"_s;
        made.result.findings[1].subjectName = u"a/very/long/path/without/any/space/"_s.repeated(10);
        const ReportContent content = buildReport(made.model, made.result, vocabulary(), options());
        QCOMPARE(content.system.left(27), u"<b>bold</b> &amp; evil \\tex"_s);
        const QByteArray pdf = pdfOf(content);
        const QString text = words(textOf(pdf));
        QVERIFY(text.contains(u"<b>bold</b> &amp; evil"));
        QCOMPARE(structureOf(pdf).brokenLinks, 0);
    }

    // No row is cut: every identifier of a long table can be found again.
    void longTablesKeepTheirRows()
    {
        const Sample made = sample(400);
        const QString text = textOf(pdfOf(buildReport(made.model, made.result, vocabulary(), options())), {u"-layout"_s});
        const int cases = 400 - 80 - 29;
        int found = 0;
        for (int i = 1; i <= cases; ++i)
            found += text.contains(u"W-%1 "_s.arg(i, 3, 10, QLatin1Char('0')));
        QCOMPARE(found, cases);
        QVERIFY(!text.contains(u"W-%1"_s.arg(cases + 1, 3, 10, QLatin1Char('0'))));
    }

    void failedWriteKeepsTheOldFile()
    {
        const Sample made = sample(3);
        const ReportContent content = buildReport(made.model, made.result, vocabulary(), options());
        Progress progress;
        QTemporaryDir dir;
        QVERIFY(!writePdf(content, dir.filePath(u"no/folder/r.pdf"_s), progress).isOk());
        QVERIFY(!writePdf(content, dir.path(), progress).isOk());
        const QString path = dir.filePath(u"r.pdf"_s);
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        Progress cancelled;
        cancelled.cancel();
        QVERIFY(!writePdf(content, path, cancelled).isOk());
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), QByteArray("old"));
        QVERIFY(writePdf(content, path, progress).isOk());
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
};

QTEST_MAIN(TestReport)
#include "tst_report.moc"
