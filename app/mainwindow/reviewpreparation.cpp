// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewpreparation.h"

#include "document/document.h"
#include "history/comparison.h"
#include "history/versions.h"
#include "mainwindow/analysiscontroller.h"
#include "review/reviewer.h"
#include "review/reviewsetup.h"

#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct PreparationText
{
    Q_DECLARE_TR_FUNCTIONS(ReviewPreparation)
};

} // namespace

void prepareReview(Document &document, AnalysisController &analysis, QWidget &window,
                   const std::function<void(const Review &plan, const QList<Person> &people)> &start)
{
    const ThreatModel &model = document.model();
    QList<Person> people;
    for (const Person &person : model.people)
        people.append(person);
    std::sort(people.begin(), people.end(), [](const Person &a, const Person &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    // New since the newest version: what the agenda "by change" begins with.
    auto changed = std::make_shared<QSet<QString>>();
    const QList<Version> versions = versionsOf(model);
    const auto agenda = [&analysis, changed](AgendaOrder order) {
        const AnalysisOutcome &outcome = analysis.outcome();
        const RuleTexts rules = analysis.rules();
        const auto title = [&](const Finding &f) { return f.subjectName.isEmpty() ? rules.title(f) : u"%1 · %2"_s.arg(rules.title(f), f.subjectName); };
        return makeAgenda({*outcome.model, outcome.result->findings, title, *changed}, order);
    };
    auto *setup = new ReviewSetup(PreparationText::tr("Review of %1").arg(model.project().name.isEmpty() ? PreparationText::tr("the system") : model.project().name), people, reviewerName(), agenda, &window);
    setup->setAttribute(Qt::WA_DeleteOnClose);
    if (!versions.isEmpty() && analysis.catalogue()) {
        // The earlier version is analysed while the dialog is being filled in.
        using Fingerprints = QSet<QString>;
        auto *watcher = new QFutureWatcher<Fingerprints>(setup);
        QObject::connect(watcher, &QFutureWatcher<Fingerprints>::finished, setup, [watcher, changed] { *changed = watcher->result(); });
        watcher->setFuture(QtConcurrent::run([version = versions.constFirst(), now = analysis.outcome().result, catalogue = analysis.catalogue()] {
            Fingerprints fresh;
            const Result<ThreatModel> then = openVersion(version);
            if (!then.isOk())
                return fresh;
            Progress progress;
            const AnalysisResult before = analyze(*then, *catalogue, {QDate::currentDate()}, progress);
            for (const FindingChange &change : compareFindings(before.findings, now->findings, [](const Finding &) { return QString(); })) {
                if (change.what == FindingChange::Appeared || change.what == FindingChange::Worse)
                    fresh.insert(change.fingerprint);
            }
            return fresh;
        }));
    }
    QObject::connect(setup, &QDialog::accepted, setup, [setup, start] { start(setup->review(), setup->people()); });
    setup->open();
}

} // namespace drawbridge
