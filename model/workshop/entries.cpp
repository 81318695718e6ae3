// SPDX-License-Identifier: Apache-2.0
#include "workshop/entries.h"

#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "edits/threatedits.h"
#include "edits/workshopedits.h"
#include "threatmodel/threats.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int answerDays = 365; // how long an answer holds (ENGINE section 9)

struct EntryText
{
    Q_DECLARE_TR_FUNCTIONS(ReviewEntries)
};

} // namespace

ReviewEntry writtenEntry(const ThreatModel &model, const WrittenEntry &entry)
{
    ReviewWord word = entry.word;
    if (!entry.about.isEmpty())
        word.text = u"%1: %2"_s.arg(entry.about, word.text);
    const auto then = [&](const Delta &delta, ReviewEvent event, const QString &finding) {
        return delta.isEmpty() ? delta : followedBy(model, delta, [&](const ThreatModel &now) { return writeDown(now, word, event, finding, entry.subject); });
    };
    if (entry.kind == CardEntry::Action) {
        Action action;
        action.title = entry.word.text;
        action.owner = entry.owner;
        action.due = entry.due;
        action.subject = entry.subject;
        action.createdAt = word.at;
        if (!entry.finding.isEmpty())
            action.findings = {entry.finding};
        return {EntryText::tr("Add an action"), then(addAction(model, action), ReviewEvent::ActionAdded, entry.finding), {}};
    }
    if (entry.kind == CardEntry::Threat) {
        Threat threat;
        threat.title = entry.word.text;
        threat.subject = entry.subject;
        threat.author = word.who;
        threat.writtenAt = word.at;
        Threat created;
        Delta delta = addThreat(model, threat, &created);
        if (delta.isEmpty())
            return {{}, {}, EntryText::tr("The threat was not added: what it is about is no longer in the model.")};
        const QString added = threatFingerprint(created.id);
        ReviewWord behind = word;
        behind.item = entry.behind;
        delta = followedBy(model, delta, [&](const ThreatModel &now) { return addItem(now, behind, {added, added, entry.subject, entry.word.text, AgendaState::Waiting}); });
        return {EntryText::tr("Add a threat"), then(delta, ReviewEvent::ThreatAdded, added), {}};
    }
    Comment comment;
    comment.subject = entry.subject;
    comment.finding = entry.finding;
    comment.author = word.who;
    comment.writtenAt = word.at;
    comment.text = entry.word.text;
    comment.question = entry.kind == CardEntry::Question;
    return {comment.question ? EntryText::tr("Ask a question") : EntryText::tr("Comment"), then(addComment(model, comment), ReviewEvent::Commented, entry.finding), {}};
}

ReviewEntry decisionEntry(const ThreatModel &model, const DecisionEntry &entry)
{
    QList<Decision> decisions;
    QSet<QString> fingerprints;
    for (const Finding *each : entry.findings) {
        Decision decision;
        decision.fingerprint = each->fingerprint;
        decision.rule = each->rule;
        decision.findingTitle = entry.titleOf(*each);
        decision.state = entry.state;
        decision.reason = entry.reason;
        decision.owner = entry.owner;
        decision.decidedBy = entry.word.who;
        decision.decidedAt = entry.word.at;
        decision.expires = entry.expires;
        decision.contextDigest = each->contextDigest;
        decisions.append(decision);
        fingerprints.insert(each->fingerprint);
    }
    Delta delta = decide(model, decisions);
    const Review *review = model.reviews.find(entry.word.review);
    for (const AgendaItem &item : review ? review->agenda : QList<AgendaItem>()) {
        if (item.key != entry.word.item && !fingerprints.contains(item.finding))
            continue;
        ReviewWord word = entry.word;
        word.item = item.key;
        delta = followedBy(model, delta, [&](const ThreatModel &now) { return settleItem(now, word, AgendaState::Settled, ReviewEvent::Decided); });
    }
    return {EntryText::tr("Decide in the review"), delta, {}};
}

ReviewEntry answerEntry(const ThreatModel &model, const AnswerEntry &entry)
{
    const bool known = entry.state != ControlState::Unknown;
    Control control;
    control.kind = entry.control;
    control.subject = entry.subject;
    control.state = entry.state;
    control.quality = ControlQuality::Asserted;
    control.owner = entry.owner;
    control.evidence = entry.evidence;
    control.date = entry.today.toString(Qt::ISODate);
    control.expires = known ? entry.today.addDays(answerDays).toString(Qt::ISODate) : QString();
    return {EntryText::tr("Answer in the review"), followedBy(model, setControl(model, control), [&](const ThreatModel &now) {
        // What nobody in the room knows comes back at the end.
        return settleItem(now, entry.word, known ? AgendaState::Settled : AgendaState::Parked, known ? ReviewEvent::Answered : ReviewEvent::Parked);
    }), {}};
}

} // namespace drawbridge
