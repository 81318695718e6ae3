// SPDX-License-Identifier: Apache-2.0
// A question is settled by its answer: for every example of every rule that asks, "yes, it is there" leaves it closed.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"
#include "analysis/questions.h"
#include "analysis/rule.h"
#include "edits/controledits.h"

#include <QTest>

using namespace drawbridge;

class TestAnswers : public QObject
{
    Q_OBJECT

private slots:
    void yesSettlesTheQuestion()
    {
        Diagnostics diagnostics;
        const std::shared_ptr<const Catalogue> catalogue = loadCatalogue({}, diagnostics);
        const QDate today(2026, 11, 22);
        Progress progress;
        int asked = 0;
        QStringList unsettled;
        for (const std::shared_ptr<Rule> &rule : catalogue->compiledRules()) {
            QMap<QString, QString> texts;
            for (const RuleExample &example : rule->examples)
                texts.insert(example.name, example.model);
            for (const RuleExample &example : rule->examples) {
                const Result<ThreatModel> model = parseExampleModel(example.model, texts);
                if (!model)
                    continue;
                for (const Question &question : questionsOf(*model, analyze(*model, *catalogue, {today}, progress), today)) {
                    ++asked;
                    Control control;
                    control.kind = question.control;
                    control.subject = question.point;
                    control.state = ControlState::Present;
                    control.quality = ControlQuality::Asserted;
                    control.date = today.toString(Qt::ISODate);
                    ThreatModel after = *model;
                    apply(after, setControl(after, control));
                    for (const Finding &finding : analyze(after, *catalogue, {today}, progress).findings) {
                        if (question.findings.contains(finding.fingerprint) && (finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened))
                            unsettled.append(QStringLiteral("%1 asks for %2 at a %3").arg(finding.rule, question.control, nameOf(question.point.kind)));
                    }
                }
            }
        }
        unsettled.sort();
        unsettled.removeDuplicates();
        QVERIFY(asked > 200);
        QCOMPARE(unsettled.join(QLatin1Char('\n')), QString());
    }
};

QTEST_GUILESS_MAIN(TestAnswers)
#include "tst_answers.moc"
