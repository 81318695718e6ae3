// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewbounds.h"

#include "document/document.h"
#include "edits/workshopedits.h"
#include "history/versions.h"
#include "review/minuteswindow.h"
#include "review/reviewer.h"
#include "workshop/minutes.h"

#include <QMessageBox>
#include <QPushButton>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReviewBounds::ReviewBounds(Document &document, QWidget &window) : QObject(&window), m_document(document), m_window(window) {}

void ReviewBounds::push(const QString &text, const Delta &delta)
{
    m_document.endMerge();
    m_document.push(text, delta);
}

void ReviewBounds::keepVersion(const QString &why, std::function<void(const Version &)> done)
{
    m_working = true;
    auto *watcher = new QFutureWatcher<Version>(this);
    connect(watcher, &QFutureWatcher<Version>::finished, this, [this, watcher, done] {
        watcher->deleteLater();
        m_working = false;
        done(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([model = m_document.model(), why, by = reviewerName(), at = isoNow()] { return makeVersion(model, {}, why, by, at); }));
}

void ReviewBounds::begin(const Review &plan, const QList<Person> &people)
{
    if (!plan.facilitator.isEmpty())
        setReviewerName(plan.facilitator);
    keepVersion(u"review-start"_s, [this, plan, people](const Version &version) {
        const ThreatModel &model = m_document.model();
        Delta delta;
        const auto then = [&](const std::function<Delta(const ThreatModel &)> &next) { delta = followedBy(model, delta, next); };
        Review review = plan;
        then([&](const ThreatModel &now) {
            // Equal to the newest one: that one is what the review starts from.
            if (isNewestVersion(now, version)) {
                review.before = versionsOf(now).constFirst().id;
                return Delta();
            }
            review.before = version.id;
            return addVersion(now, version);
        });
        for (const Person &person : people)
            then([&](const ThreatModel &now) { return putPerson(now, person); });
        then([&](const ThreatModel &now) { return addUsualCheckpoints(now); });
        ReviewId id;
        then([&](const ThreatModel &now) { return beginReview(now, review, reviewerName(), isoNow(), &id); });
        push(tr("Start the review"), delta);
        emit begun(id);
    });
}

// What is left is said before the end, not after it.
void ReviewBounds::askEnd(ReviewId id, int secondsUsed)
{
    const Review *now = m_document.model().reviews.find(id);
    if (!now || m_working)
        return;
    int waiting = 0, parked = 0;
    for (const AgendaItem &entry : now->agenda) {
        waiting += entry.state == AgendaState::Waiting;
        parked += entry.state == AgendaState::Parked;
    }
    if (waiting + parked == 0)
        return end(id, secondsUsed);
    auto *question = new QMessageBox(QMessageBox::Question, tr("End review"), tr("End the review now?"), QMessageBox::NoButton, &m_window);
    question->setObjectName(u"endReview"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QStringList left;
    if (waiting > 0)
        left.append(tr("%n item(s) were not looked at.", nullptr, waiting));
    if (parked > 0)
        left.append(tr("%n item(s) are parked.", nullptr, parked));
    question->setInformativeText(left.join(u' ') + u' ' + tr("They stay open, and the next review can begin with them."));
    QPushButton *yes = question->addButton(tr("End review"), QMessageBox::AcceptRole);
    yes->setProperty("role", u"primary"_s);
    question->addButton(tr("Go on"), QMessageBox::RejectRole);
    question->setDefaultButton(yes);
    connect(question, &QMessageBox::buttonClicked, this, [this, yes, id, secondsUsed](const QAbstractButton *button) {
        if (button == yes)
            end(id, secondsUsed);
    });
    question->open();
}

void ReviewBounds::end(ReviewId id, int secondsUsed)
{
    if (m_working)
        return;
    keepVersion(u"review-end"_s, [this, id, secondsUsed](const Version &version) {
        const ThreatModel &model = m_document.model();
        const Review *now = model.reviews.find(id);
        if (!now || !now->endedAt.isEmpty())
            return;
        push(tr("End the review"), followedBy(model, addVersion(model, version), [&](const ThreatModel &between) {
            Delta delta;
            Review after = *now;
            after.after = version.id;
            changeIn(delta, *now, after);
            return followedBy(between, delta, [&](const ThreatModel &last) { return endReview(last, {id, {}, reviewerName(), isoNow(), {}, secondsUsed}); });
        }));
        emit ended();
        showMinutes(id);
    });
}

void ReviewBounds::showMinutes(ReviewId id)
{
    const Review *about = m_document.model().reviews.find(id);
    if (!about)
        return;
    auto *window = new MinutesWindow(minutesOf(m_document.model(), *about), &m_window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &MinutesWindow::failed, this, &ReviewBounds::failed);
    window->open();
}

} // namespace drawbridge
