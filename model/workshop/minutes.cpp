// SPDX-License-Identifier: Apache-2.0
#include "workshop/minutes.h"

#include "base/markdown.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace drawbridge {

namespace {

struct MinutesText
{
    Q_DECLARE_TR_FUNCTIONS(Minutes)
};

QString who(const LogEntry &entry)
{
    return entry.who.isEmpty() ? MinutesText::tr("Somebody") : entry.who;
}

// Sentences stand one after the other, in tables too.
QString ended(const QString &text)
{
    return text.isEmpty() || text.back().isPunct() ? text : text + u'.';
}

// The sentence for an event; empty: the minutes do not mention it.
QString sentence(const LogEntry &entry)
{
    const QString text = entry.text.isEmpty() ? QString() : QStringLiteral(" ") + ended(entry.text);
    switch (fromName<ReviewEvent>(entry.what).value_or(ReviewEvent::Began)) {
    case ReviewEvent::Decided: return MinutesText::tr("Decided by %1:").arg(who(entry)) + text;
    case ReviewEvent::Answered: return MinutesText::tr("Answered by %1:").arg(who(entry)) + text;
    case ReviewEvent::Commented: return MinutesText::tr("%1 said:").arg(who(entry)) + text;
    case ReviewEvent::Parked: return MinutesText::tr("Parked.") + text;
    case ReviewEvent::Skipped: return MinutesText::tr("Skipped.") + text;
    case ReviewEvent::Resumed: return MinutesText::tr("Taken up again.") + text;
    case ReviewEvent::ThreatAdded: return MinutesText::tr("Threat added by %1:").arg(who(entry)) + text;
    case ReviewEvent::ActionAdded: return MinutesText::tr("Action:") + text;
    case ReviewEvent::Began:
    case ReviewEvent::Voted:
    case ReviewEvent::VotesShown:
    case ReviewEvent::Ended: break;
    }
    return {};
}

QString when(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : iso;
}

} // namespace

QString spreadText(const VoteSpread &spread)
{
    const QLocale locale;
    const QString lowest = locale.toString(spread.lowest);
    return spread.lowest == spread.highest ? lowest : MinutesText::tr("%1 to %2, middle %3").arg(lowest, locale.toString(spread.highest), locale.toString(spread.median));
}

Minutes minutesOf(const ThreatModel &model, const Review &review)
{
    Minutes minutes;
    minutes.title = review.title;
    minutes.startedAt = review.startedAt;
    minutes.endedAt = review.endedAt;
    minutes.minutesPlanned = review.minutes;
    minutes.secondsUsed = review.secondsUsed;
    minutes.facilitator = review.facilitator;
    minutes.participants = review.participants;
    QList<LogEntry> log;
    for (const LogEntry &entry : model.log) {
        if (entry.review == review.id)
            log.append(entry);
    }
    std::sort(log.begin(), log.end(), [](const LogEntry &a, const LogEntry &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    QHash<QString, qsizetype> place;
    const auto itemFor = [&](const QString &key) -> MinutesItem & {
        auto it = place.find(key);
        if (it == place.end()) {
            MinutesItem made;
            for (const AgendaItem &item : review.agenda) {
                if (item.key == key) {
                    made.title = item.title;
                    made.finding = item.finding;
                    made.subject = item.subject;
                    made.state = item.state;
                }
            }
            made.likelihood = spreadOf(review, key, &Vote::likelihood);
            made.impact = spreadOf(review, key, &Vote::impact);
            minutes.items.append(made);
            it = place.insert(key, minutes.items.size() - 1);
        }
        return minutes.items[*it];
    };
    for (const LogEntry &entry : std::as_const(log)) {
        const auto event = fromName<ReviewEvent>(entry.what);
        minutes.comments += event == ReviewEvent::Commented;
        minutes.threats += event == ReviewEvent::ThreatAdded;
        if (event == ReviewEvent::VotesShown && !entry.item.isEmpty())
            itemFor(entry.item);
        const QString line = sentence(entry);
        if (line.isEmpty())
            continue;
        if (entry.item.isEmpty())
            minutes.general.append(line);
        else
            itemFor(entry.item).lines.append(line);
    }
    // An item is counted once, by the last word on it.
    QHash<QString, ReviewEvent> last;
    for (const LogEntry &entry : std::as_const(log)) {
        const auto event = fromName<ReviewEvent>(entry.what);
        if (event == ReviewEvent::Decided || event == ReviewEvent::Answered)
            last.insert(entry.item, *event);
    }
    for (const AgendaItem &item : review.agenda) {
        minutes.parked += item.state == AgendaState::Parked;
        minutes.skipped += item.state == AgendaState::Skipped;
        if (item.state == AgendaState::Settled && last.contains(item.key))
            ++(last.value(item.key) == ReviewEvent::Answered ? minutes.answered : minutes.decided);
        if (item.state == AgendaState::Waiting) {
            ++minutes.open;
            minutes.openTitles.append(item.title);
        }
    }
    for (const Action &action : model.actions) {
        if (action.createdAt >= review.startedAt && (review.endedAt.isEmpty() || action.createdAt <= review.endedAt))
            minutes.actions.append(action);
    }
    std::sort(minutes.actions.begin(), minutes.actions.end(), [](const Action &a, const Action &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    return minutes;
}

QString minutesMarkdown(const Minutes &m)
{
    QStringList out;
    out << QStringLiteral("# ") + markdownText(m.title.isEmpty() ? MinutesText::tr("Review") : m.title) << QString();
    out << MinutesText::tr("Began %1").arg(when(m.startedAt)) + (m.endedAt.isEmpty() ? QString() : QStringLiteral(", ") + MinutesText::tr("ended %1").arg(when(m.endedAt)));
    if (!m.facilitator.isEmpty())
        out << QString() << MinutesText::tr("Led by %1").arg(markdownText(m.facilitator));
    if (!m.participants.isEmpty()) {
        QStringList names;
        for (const QString &name : m.participants)
            names << markdownText(name);
        out << QString() << MinutesText::tr("Present: %1").arg(names.join(QStringLiteral(", ")));
    }
    out << QString()
        << MinutesText::tr("Decided: %1. Questions answered: %2. Parked: %3. Skipped: %4. Not come to: %5.").arg(m.decided).arg(m.answered).arg(m.parked).arg(m.skipped).arg(m.open);
    for (const MinutesItem &item : m.items) {
        out << QString() << QStringLiteral("## ") + markdownText(item.title) << QString();
        for (const QString &line : item.lines)
            out << QStringLiteral("- ") + markdownText(line);
        if (item.likelihood.count > 0)
            out << QStringLiteral("- ") + MinutesText::tr("Votes on likelihood: %1").arg(spreadText(item.likelihood));
        if (item.impact.count > 0)
            out << QStringLiteral("- ") + MinutesText::tr("Votes on impact: %1").arg(spreadText(item.impact));
    }
    if (!m.general.isEmpty()) {
        out << QString() << QStringLiteral("## ") + MinutesText::tr("In general") << QString();
        for (const QString &line : m.general)
            out << QStringLiteral("- ") + markdownText(line);
    }
    if (!m.actions.isEmpty()) {
        out << QString() << QStringLiteral("## ") + MinutesText::tr("Actions") << QString();
        for (const Action &action : m.actions) {
            QString line = QStringLiteral("- A-%1 %2").arg(action.number).arg(markdownText(action.title));
            if (!action.owner.isEmpty())
                line += QStringLiteral(", ") + markdownText(action.owner);
            if (!action.due.isEmpty())
                line += QStringLiteral(", ") + MinutesText::tr("due %1").arg(action.due);
            out << line;
        }
    }
    if (!m.openTitles.isEmpty()) {
        out << QString() << QStringLiteral("## ") + MinutesText::tr("Not come to") << QString();
        for (const QString &title : m.openTitles)
            out << QStringLiteral("- ") + markdownText(title);
    }
    return out.join(u'\n') + u'\n';
}

} // namespace drawbridge
