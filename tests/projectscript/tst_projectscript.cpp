// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "history/versions.h"
#include "projectscript/projectscript.h"
#include "projectscript/sampleproject.h"
#include "spec/parsespec.h"
#include "threatmodel/validate.h"
#include "workshop/minutes.h"
#include "workshop/requirements.h"
#include "workshop/reviewedits.h"

#include <QDir>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestProjectScript : public QObject
{
    Q_OBJECT
private:
    std::shared_ptr<const Catalogue> m_catalogue;

    static QString folderOf(const QString &sample) { return QStringLiteral(PROJECT_ROOT) + u"/resources/samples/"_s + sample; }

    static QByteArray scriptOf(const QString &sample)
    {
        QFile file(folderOf(sample) + u"/project.script"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    SampleProject make(const QString &sample)
    {
        Progress progress;
        const Result<SampleProject> made = makeSampleProject({folderOf(sample)}, scriptOf(sample), u"project.script"_s, *m_catalogue, progress);
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        return *made;
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(!diagnostics.hasErrors());
    }

    // Every line of a shipped script fits the specification and the rules of today.
    void samplesTellTheirStory_data()
    {
        QTest::addColumn<QString>("sample");
        for (const QString &sample : QDir(QStringLiteral(PROJECT_ROOT "/resources/samples")).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(sample)) << sample;
    }
    void samplesTellTheirStory()
    {
        QFETCH(QString, sample);
        const SampleProject made = make(sample);
        QStringList warnings;
        for (const Diagnostic &diagnostic : made.diagnostics.list()) {
            if (diagnostic.where.file == u"project.script")
                warnings.append(toText(diagnostic));
        }
        QCOMPARE(warnings, QStringList());
        const ThreatModel &model = made.model;
        QCOMPARE(validate(model), QStringList());
        QVERIFY(!model.project().name.isEmpty() && !model.project().scope.isEmpty());
        QVERIFY(model.decisions.size() >= 1 && model.comments.size() >= 2 && model.actions.size() >= 1 && model.controls.size() >= 1);
        QVERIFY(model.versions.size() >= 2 && model.people.size() >= 2);
        QCOMPARE(model.reviews.size(), 1);
        const Review review = *model.reviews.begin();
        QVERIFY(!review.endedAt.isEmpty() && !review.before.isNull() && !review.after.isNull());
        QVERIFY(!runningReview(model));
        for (const Version &version : model.versions)
            QVERIFY(openVersion(version).isOk());
        const Minutes minutes = minutesOf(model, review);
        QVERIFY(minutes.decided >= 1 && minutes.answered >= 1);
        QVERIFY(std::any_of(model.checkpoints.begin(), model.checkpoints.end(), [](const Checkpoint &checkpoint) { return !checkpoint.signOffs.isEmpty(); }));
        QSet<QString> titles; // each item of the agenda reads as itself
        for (const AgendaItem &item : review.agenda) {
            QVERIFY2(!titles.contains(item.title), qPrintable(item.title));
            titles.insert(item.title);
        }
        // The larger ones show the whole chain: asset, finding, requirement, control with the action that brings it, test.
        if (sample != u"reading-room") {
            const auto whole = std::count_if(model.requirements.begin(), model.requirements.end(), [&](const Requirement &requirement) {
                const Trace trace = traceOf(model, requirement);
                return !trace.assets.isEmpty() && !trace.assets.contains(QString()) && !trace.findings.isEmpty() && !requirement.control.isEmpty() && !trace.actions.isEmpty() && !requirement.verification.isEmpty()
                       && requirement.lastResult != TestResult::NotRun && !requirement.lastResultAt.isEmpty();
            });
            QVERIFY2(whole >= 3, qPrintable(QString::number(whole)));
        }
        // Work is left: a sample where all is decided shows nothing.
        Progress progress;
        const AnalysisResult result = analyze(model, *m_catalogue, {QDate(2026, 10, 6)}, progress);
        QVERIFY(std::any_of(result.findings.begin(), result.findings.end(), [](const Finding &finding) { return finding.status == FindingStatus::Open && finding.kind == FindingKind::Weakness; }));
        QVERIFY(std::any_of(result.findings.begin(), result.findings.end(), [](const Finding &finding) { return finding.status == FindingStatus::Mitigated; }));
    }

    // Made twice it says the same, whatever the day: all times are those of the script.
    void madeAgainItIsTheSame()
    {
        const ThreatModel first = make(u"harbour-market"_s).model, second = make(u"harbour-market"_s).model;
        const auto said = [](const ThreatModel &model) {
            QStringList lines;
            for (const Decision &decision : model.decisions)
                lines << decision.fingerprint + decision.reason + decision.decidedAt + decision.decidedBy;
            for (const Comment &comment : model.comments)
                lines << comment.author + comment.writtenAt + comment.text + comment.mentions.join(u',');
            for (const Action &action : model.actions)
                lines << action.title + action.createdAt + action.due;
            for (const LogEntry &entry : model.log)
                lines << entry.at + entry.who + entry.what + entry.text;
            for (const Version &version : model.versions)
                lines << version.name + version.takenAt;
            for (const Placement &placement : model.placements)
                lines << placement.element.toString() + QString::number(placement.x) + QString::number(placement.y);
            lines.sort();
            return lines;
        };
        QCOMPARE(said(first), said(second));
        const QString today = QDate::currentDate().toString(Qt::ISODate);
        for (const QString &line : said(first))
            QVERIFY2(!line.contains(today), qPrintable(line));
    }

    // A line that does not fit is left out and named; the others count.
    void mistakesAreNamed()
    {
        Diagnostics diagnostics;
        const Result<std::shared_ptr<const SpecTree>> tree = parseSpec("project: {name: Test}\nsteps:\n  - {at: '2026-09-01T09:00:00Z', by: Ann}\n  - decide: {rule: NONE-001, on: Nowhere, why: x}\n"
                                                                      "  - dance: {}\n  - comment: {on: Nowhere, text: x}\n  - version: Kept\n",
                                                                      u"project.script"_s, diagnostics);
        QVERIFY(tree.isOk());
        Progress progress;
        const ThreatModel model = runScript({}, (*tree)->root(), *m_catalogue, diagnostics, progress);
        QCOMPARE(diagnostics.list().size(), 3);
        QCOMPARE(diagnostics.list()[0].where.line, 4);
        QCOMPARE(diagnostics.list()[1].where.line, 5);
        QCOMPARE(diagnostics.list()[2].where.line, 6);
        QCOMPARE(model.versions.size(), 1);
        QCOMPARE(model.project().name, u"Test"_s);
    }
};

QTEST_GUILESS_MAIN(TestProjectScript)
#include "tst_projectscript.moc"
