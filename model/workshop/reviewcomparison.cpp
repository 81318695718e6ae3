// SPDX-License-Identifier: Apache-2.0
#include "workshop/reviewcomparison.h"

#include "base/markdown.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct ComparisonText
{
    Q_DECLARE_TR_FUNCTIONS(ReviewComparison)
};

QHash<QString, ItemSide> sidesOf(const ThreatModel &model, const Review &review)
{
    QList<const LogEntry *> log;
    for (const LogEntry &entry : model.log) {
        const auto event = entry.review == review.id ? fromName<ReviewEvent>(entry.what) : std::nullopt;
        if (event == ReviewEvent::Decided || event == ReviewEvent::Answered)
            log.append(&entry);
    }
    std::sort(log.begin(), log.end(), [](const LogEntry *a, const LogEntry *b) { return std::tie(a->number, a->id) < std::tie(b->number, b->id); });
    QHash<QString, const LogEntry *> last;
    for (const LogEntry *entry : std::as_const(log))
        last.insert(entry->item, entry);
    QHash<QString, ItemSide> sides;
    for (const AgendaItem &item : review.agenda) {
        ItemSide side;
        const LogEntry *word = last.value(item.key);
        switch (item.state) {
        case AgendaState::Waiting: side.outcome = ItemOutcome::NotReached; break;
        case AgendaState::Parked: side.outcome = ItemOutcome::Parked; break;
        case AgendaState::Skipped: side.outcome = ItemOutcome::Skipped; break;
        case AgendaState::Settled:
            side.outcome = word && word->what == nameOf(ReviewEvent::Answered) ? ItemOutcome::Answered : ItemOutcome::Decided;
            side.said = word ? word->text : QString();
            side.who = word ? word->who : QString();
            break;
        }
        side.likelihood = spreadOf(review, item.key, &Vote::likelihood);
        side.impact = spreadOf(review, item.key, &Vote::impact);
        sides.insert(item.key, side);
    }
    return sides;
}

ItemChange changeOf(const ItemSide &before, const ItemSide &after)
{
    if (before.outcome == ItemOutcome::Absent)
        return ItemChange::New;
    if (after.outcome == ItemOutcome::Absent)
        return ItemChange::Gone;
    if (before.isSettled() && after.isSettled())
        return before.outcome == after.outcome && before.said == after.said ? ItemChange::SaidAgain : ItemChange::SaidOtherwise;
    if (before.isSettled())
        return ItemChange::Reopened;
    return after.isSettled() ? ItemChange::SettledSince : ItemChange::LeftAgain;
}

} // namespace

ReviewComparison compareReviews(const ThreatModel &model, const Review &one, const Review &other)
{
    const bool inOrder = std::tie(one.startedAt, one.number) <= std::tie(other.startedAt, other.number);
    const Review &before = inOrder ? one : other, &after = inOrder ? other : one;
    ReviewComparison made{minutesOf(model, before), minutesOf(model, after), {}, {}, {}};
    for (const QString &name : after.participants) {
        if (!before.participants.contains(name))
            made.joined.append(name);
    }
    for (const QString &name : before.participants) {
        if (!after.participants.contains(name))
            made.left.append(name);
    }
    made.joined.sort();
    made.left.sort();
    const QHash<QString, ItemSide> then = sidesOf(model, before), now = sidesOf(model, after);
    for (const Review *review : {&after, &before}) {
        for (const AgendaItem &item : review->agenda) {
            if (review == &before && now.contains(item.key))
                continue; // came with the later agenda
            ItemComparison row{ItemChange::New, item.title, item.finding, item.subject, then.value(item.key), now.value(item.key)};
            row.change = changeOf(row.before, row.after);
            made.items.append(row);
        }
    }
    std::stable_sort(made.items.begin(), made.items.end(), [](const ItemComparison &a, const ItemComparison &b) { return a.change < b.change; });
    return made;
}

QString sideText(const ItemSide &side)
{
    QString text;
    switch (side.outcome) {
    case ItemOutcome::Absent: return {};
    case ItemOutcome::NotReached: text = ComparisonText::tr("Not come to"); break;
    case ItemOutcome::Parked: text = ComparisonText::tr("Parked"); break;
    case ItemOutcome::Skipped: text = ComparisonText::tr("Skipped"); break;
    case ItemOutcome::Decided: text = side.said.isEmpty() ? ComparisonText::tr("Decided") : side.said; break;
    case ItemOutcome::Answered: text = side.said.isEmpty() ? ComparisonText::tr("Answered") : ComparisonText::tr("Answered: %1").arg(side.said); break;
    }
    text[0] = text[0].toUpper();
    if (!side.who.isEmpty())
        text += u" – "_s + side.who;
    if (side.likelihood.count > 0)
        text += u" · "_s + ComparisonText::tr("likelihood %1").arg(spreadText(side.likelihood));
    if (side.impact.count > 0)
        text += u" · "_s + ComparisonText::tr("impact %1").arg(spreadText(side.impact));
    return text;
}

QString changeText(ItemChange change)
{
    switch (change) {
    case ItemChange::SaidOtherwise: return ComparisonText::tr("Settled differently");
    case ItemChange::SettledSince: return ComparisonText::tr("Open then, settled later");
    case ItemChange::LeftAgain: return ComparisonText::tr("Left open both times");
    case ItemChange::Reopened: return ComparisonText::tr("Settled then, open later");
    case ItemChange::New: return ComparisonText::tr("New on the later agenda");
    case ItemChange::Gone: return ComparisonText::tr("Only on the earlier agenda");
    case ItemChange::SaidAgain: break;
    }
    return ComparisonText::tr("Settled the same way");
}

QString comparisonMarkdown(const ReviewComparison &c)
{
    const auto day = [](const QString &iso) {
        const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
        return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : iso;
    };
    QStringList out;
    out << u"# "_s + markdownText(ComparisonText::tr("From “%1” to “%2”").arg(c.before.title, c.after.title)) << QString();
    for (const Minutes *each : {&c.before, &c.after})
        out << u"- "_s + markdownText(u"%1, %2: "_s.arg(each->title, day(each->startedAt)))
                   + ComparisonText::tr("decided %1, answered %2, parked %3, skipped %4, not come to %5; %6 of %7 minutes")
                         .arg(each->decided).arg(each->answered).arg(each->parked).arg(each->skipped).arg(each->open).arg(each->minutesUsed()).arg(each->minutesPlanned);
    if (!c.joined.isEmpty())
        out << u"- "_s + ComparisonText::tr("Only in the later one: %1").arg(markdownText(c.joined.join(u", "_s)));
    if (!c.left.isEmpty())
        out << u"- "_s + ComparisonText::tr("Only in the earlier one: %1").arg(markdownText(c.left.join(u", "_s)));
    std::optional<ItemChange> group;
    for (const ItemComparison &item : c.items) {
        if (group != item.change)
            out << QString() << u"## "_s + changeText(item.change) << QString();
        group = item.change;
        QStringList sides;
        for (const ItemSide *side : {&item.before, &item.after}) {
            if (const QString text = sideText(*side); !text.isEmpty())
                sides.append(markdownText(text));
        }
        out << u"- **"_s + markdownText(item.title) + u"**: "_s + sides.join(u" → "_s);
    }
    return out.join(u'\n') + u'\n';
}

} // namespace drawbridge
