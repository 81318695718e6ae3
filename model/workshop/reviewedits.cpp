// SPDX-License-Identifier: Apache-2.0
#include "workshop/reviewedits.h"

#include "edits/together.h"

namespace drawbridge {

namespace {

// Changes the review by `edit` and appends an event; nothing where the review is not there or has ended.
Delta edited(const ThreatModel &model, const ReviewWord &word, ReviewEvent event, const std::function<bool(Review &)> &edit, const QString &finding,
             const Subject &subject)
{
    Delta delta;
    const Review *before = model.reviews.find(word.review);
    if (!before || !before->endedAt.isEmpty())
        return delta;
    Review after = *before;
    after.secondsUsed = std::max(after.secondsUsed, word.secondsUsed);
    if (!word.item.isEmpty())
        after.current = word.item;
    if (!edit(after))
        return delta;
    changeIn(delta, *before, after);
    LogEntry entry;
    entry.id = LogEntryId::create();
    for (const LogEntry &other : model.log)
        entry.number = std::max(entry.number, other.number);
    ++entry.number;
    entry.review = word.review;
    entry.at = word.at;
    entry.who = word.who;
    entry.what = nameOf(event);
    entry.item = word.item;
    entry.finding = finding;
    entry.subject = subject;
    entry.text = word.text.simplified();
    addTo(delta, entry);
    return delta;
}

AgendaItem *itemOf(Review &review, const QString &key)
{
    for (AgendaItem &item : review.agenda) {
        if (item.key == key)
            return &item;
    }
    return nullptr;
}

} // namespace

Delta followedBy(const ThreatModel &model, const Delta &first, const std::function<Delta(const ThreatModel &)> &next)
{
    return together(model, {[&](const ThreatModel &) { return first; }, next});
}

const Review *runningReview(const ThreatModel &model)
{
    const Review *running = nullptr;
    for (auto it = model.reviews.begin(); it != model.reviews.end(); ++it) {
        if (!it->startedAt.isEmpty() && it->endedAt.isEmpty() && (!running || std::tie(running->number, running->id) < std::tie(it->number, it->id)))
            running = &*it;
    }
    return running;
}

Delta beginReview(const ThreatModel &model, Review review, const QString &who, const QString &at, ReviewId *begun)
{
    Delta delta;
    if (runningReview(model))
        return delta;
    review.id = ReviewId::create();
    review.number = 1;
    for (const Review &other : model.reviews)
        review.number = std::max(review.number, other.number + 1);
    review.startedAt = at;
    review.endedAt.clear();
    for (AgendaItem &item : review.agenda)
        item.state = AgendaState::Waiting;
    review.current = review.agenda.isEmpty() ? QString() : review.agenda.constFirst().key;
    if (begun)
        *begun = review.id;
    addTo(delta, review);
    return followedBy(model, delta, [&](const ThreatModel &after) {
        return writeDown(after, {review.id, {}, who, at, {}, 0}, ReviewEvent::Began);
    });
}

Delta writeDown(const ThreatModel &model, const ReviewWord &word, ReviewEvent event, const QString &finding, const Subject &subject)
{
    return edited(model, word, event, [](Review &) { return true; }, finding, subject);
}

Delta settleItem(const ThreatModel &model, const ReviewWord &word, AgendaState state, ReviewEvent event)
{
    const Review *review = model.reviews.find(word.review);
    QString finding;
    Subject subject;
    for (const AgendaItem &item : review ? review->agenda : QList<AgendaItem>()) {
        if (item.key == word.item) {
            finding = item.finding;
            subject = item.subject;
        }
    }
    return edited(model, word, event, [&](Review &after) {
        AgendaItem *item = itemOf(after, word.item);
        if (item)
            item->state = state;
        return item != nullptr;
    }, finding, subject);
}

Delta addItem(const ThreatModel &model, const ReviewWord &word, const AgendaItem &item)
{
    Delta delta;
    const Review *before = model.reviews.find(word.review);
    if (!before || item.key.isEmpty())
        return delta;
    Review after = *before;
    if (itemOf(after, item.key))
        return delta;
    qsizetype at = after.agenda.size();
    for (qsizetype i = 0; i < after.agenda.size(); ++i) {
        if (after.agenda[i].key == word.item)
            at = i + 1;
    }
    after.agenda.insert(at, item);
    changeIn(delta, *before, after);
    return delta;
}

Delta moveItem(const ThreatModel &model, ReviewId id, const QString &key, int steps)
{
    Delta delta;
    const Review *before = model.reviews.find(id);
    if (!before)
        return delta;
    Review after = *before;
    for (qsizetype i = 0; i < after.agenda.size(); ++i) {
        if (after.agenda[i].key == key) {
            after.agenda.move(i, qBound(qsizetype(0), i + steps, after.agenda.size() - 1));
            after.order = QStringLiteral("own");
            break;
        }
    }
    changeIn(delta, *before, after);
    return delta;
}

Delta castVote(const ThreatModel &model, const ReviewWord &word, int likelihood, int impact)
{
    if (likelihood < 0 || likelihood > 5 || impact < 0 || impact > 5 || word.who.isEmpty())
        return {};
    // What was voted stays out of the log until the votes are shown.
    return edited(model, word, ReviewEvent::Voted, [&](Review &review) {
        if (!itemOf(review, word.item))
            return false;
        for (Vote &vote : review.votes) {
            if (vote.item == word.item && vote.person == word.who) {
                vote.likelihood = likelihood;
                vote.impact = impact;
                return true;
            }
        }
        review.votes.append({word.item, word.who, likelihood, impact, false});
        return true;
    }, {}, {});
}

Delta showVotes(const ThreatModel &model, const ReviewWord &word)
{
    return edited(model, word, ReviewEvent::VotesShown, [&](Review &review) {
        bool any = false;
        for (Vote &vote : review.votes) {
            if (vote.item == word.item && !vote.shown)
                vote.shown = any = true;
        }
        return any;
    }, {}, {});
}

Delta endReview(const ThreatModel &model, const ReviewWord &word)
{
    return edited(model, word, ReviewEvent::Ended, [&](Review &review) {
        review.endedAt = word.at;
        return true;
    }, {}, {});
}

VoteSpread spreadOf(const Review &review, const QString &item, int Vote::*estimate)
{
    QList<int> values;
    for (const Vote &vote : review.votes) {
        if (vote.item == item && vote.shown && vote.*estimate > 0)
            values.append(vote.*estimate);
    }
    if (values.isEmpty())
        return {};
    std::sort(values.begin(), values.end());
    const qsizetype n = values.size();
    return {int(n), double(values.constFirst()), (values[(n - 1) / 2] + values[n / 2]) / 2.0, double(values.constLast())};
}

} // namespace drawbridge
