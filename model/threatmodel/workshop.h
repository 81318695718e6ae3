// SPDX-License-Identifier: Apache-2.0
// What a review brings forth: people, comments, actions, requirements, checkpoints, reviews, versions.
#pragma once

#include "threatmodel/values.h"

namespace drawbridge {

// Somebody who takes part in reviews or owns things; referred to by name.
struct Person
{
    PersonId id;
    QString name;
    QString role;
    QString email;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Person::id), property("name", &Person::name), property("role", &Person::role),
                               property("email", &Person::email));
    }
    bool operator==(const Person &) const = default;
};

// One contribution to a thread on anything in the model.
struct Comment
{
    CommentId id;
    CommentId thread; // the comment that began it; null: this one began
    Subject subject;
    QString finding; // fingerprint, where the thread is about a finding
    SourceRef at; // where it is about a line of a specification
    QString author;
    QString writtenAt; // ISO 8601 with time zone
    QString text;
    QStringList mentions; // names of people
    bool question = false;
    bool resolved = false; // of the comment that began the thread
    QString resolvedBy;
    QString resolvedAt;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Comment::id), property("thread", &Comment::thread), property("subject", &Comment::subject),
                               property("finding", &Comment::finding), property("at", &Comment::at), property("author", &Comment::author),
                               property("written_at", &Comment::writtenAt), property("text", &Comment::text),
                               property("mentions", &Comment::mentions), property("question", &Comment::question),
                               property("resolved", &Comment::resolved), property("resolved_by", &Comment::resolvedBy),
                               property("resolved_at", &Comment::resolvedAt));
    }
    bool operator==(const Comment &) const = default;
};

// A task that reduces risk.
struct Action
{
    ActionId id;
    int number = 0; // grows within the project; shown as A-1
    QString title;
    QString description;
    QString owner;
    QString due; // ISO 8601 date; empty: none
    ActionState state = ActionState::Open;
    QStringList findings; // fingerprints; sorted
    QStringList controls; // kinds of control that it brings; sorted
    QList<RequirementId> requirements; // sorted by id
    Subject subject;
    QString verification; // how it will be verified: the test or check
    TestResult lastResult = TestResult::NotRun;
    QString lastResultAt;
    QString createdAt;
    QString doneAt;
    QString reference; // ticket

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Action::id), property("number", &Action::number), property("title", &Action::title),
                               property("description", &Action::description), property("owner", &Action::owner), property("due", &Action::due),
                               property("state", &Action::state), property("findings", &Action::findings),
                               property("controls", &Action::controls), property("requirements", &Action::requirements),
                               property("subject", &Action::subject), property("verification", &Action::verification),
                               property("last_result", &Action::lastResult), property("last_result_at", &Action::lastResultAt),
                               property("created_at", &Action::createdAt), property("done_at", &Action::doneAt),
                               property("reference", &Action::reference));
    }
    bool operator==(const Action &) const = default;
};

// What the system must do or have, traceable from asset and threat to control and test.
struct Requirement
{
    RequirementId id;
    int number = 0; // grows within the project; shown as R-1
    QString title;
    QString text;
    QString control; // kind of control that fulfils it; empty: none named
    Subject subject;
    QStringList findings; // fingerprints that it answers; sorted
    QList<DataAssetId> assets; // that it protects; sorted by id
    QString verification; // the test or check that shows it
    TestResult lastResult = TestResult::NotRun;
    QString lastResultAt;
    QString owner;
    QString reference; // clause of a standard, ticket

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Requirement::id), property("number", &Requirement::number), property("title", &Requirement::title),
                               property("text", &Requirement::text), property("control", &Requirement::control),
                               property("subject", &Requirement::subject), property("findings", &Requirement::findings),
                               property("assets", &Requirement::assets), property("verification", &Requirement::verification),
                               property("last_result", &Requirement::lastResult), property("last_result_at", &Requirement::lastResultAt),
                               property("owner", &Requirement::owner), property("reference", &Requirement::reference));
    }
    bool operator==(const Requirement &) const = default;
};

// One line of a checkpoint's list.
struct ChecklistItem
{
    QString text;
    bool done = false;
    QString doneBy;
    QString doneAt;

    static constexpr auto fields()
    {
        return std::make_tuple(property("text", &ChecklistItem::text), property("done", &ChecklistItem::done),
                               property("done_by", &ChecklistItem::doneBy), property("done_at", &ChecklistItem::doneAt));
    }
    bool operator==(const ChecklistItem &) const = default;
};

// Somebody's signature under a section of a checkpoint.
struct SignOff
{
    QString section;
    QString signedBy;
    QString signedAt;
    VersionId version; // that was signed
    QString note;

    static constexpr auto fields()
    {
        return std::make_tuple(property("section", &SignOff::section), property("signed_by", &SignOff::signedBy),
                               property("signed_at", &SignOff::signedAt), property("version", &SignOff::version),
                               property("note", &SignOff::note));
    }
    bool operator==(const SignOff &) const = default;
};

// A gate on the way of a system: design, before merge, before release.
struct Checkpoint
{
    CheckpointId id;
    QString name;
    int position = 0;
    QString due;
    QList<ChecklistItem> checklist;
    QList<SignOff> signOffs;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Checkpoint::id), property("name", &Checkpoint::name), property("position", &Checkpoint::position),
                               property("due", &Checkpoint::due), property("checklist", &Checkpoint::checklist),
                               property("sign_offs", &Checkpoint::signOffs));
    }
    bool operator==(const Checkpoint &) const = default;
};

// One thing to look at in a review.
struct AgendaItem
{
    QString key; // unique in its review: what it is about, in a stable form
    QString finding; // fingerprint; empty where it is no finding
    Subject subject;
    QString title; // as it was when the agenda was made
    AgendaState state = AgendaState::Waiting;

    static constexpr auto fields()
    {
        return std::make_tuple(property("key", &AgendaItem::key), property("finding", &AgendaItem::finding),
                               property("subject", &AgendaItem::subject), property("title", &AgendaItem::title),
                               property("state", &AgendaItem::state));
    }
    bool operator==(const AgendaItem &) const = default;
};

// One participant's estimate; hidden until the item's votes are shown.
struct Vote
{
    QString item; // key of the agenda item
    QString person;
    int likelihood = 0; // 1 to 5; 0: none
    int impact = 0; // 1 to 5; 0: none
    bool shown = false;

    static constexpr auto fields()
    {
        return std::make_tuple(property("item", &Vote::item), property("person", &Vote::person), property("likelihood", &Vote::likelihood),
                               property("impact", &Vote::impact), property("shown", &Vote::shown));
    }
    bool operator==(const Vote &) const = default;
};

// A session in which people walked the model and decided.
struct Review
{
    ReviewId id;
    int number = 0; // grows within the project
    QString title;
    QString order; // risk, service, changes, own
    int minutes = 90; // time box
    QString startedAt;
    QString endedAt;
    int secondsUsed = 0;
    QStringList participants; // names
    QString facilitator;
    QList<AgendaItem> agenda;
    QString current; // key of the agenda item that is on the screen
    QList<Vote> votes;
    VersionId before; // taken when it began
    VersionId after; // taken when it ended
    QString notes;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Review::id), property("number", &Review::number), property("title", &Review::title),
                               property("order", &Review::order), property("minutes", &Review::minutes),
                               property("started_at", &Review::startedAt), property("ended_at", &Review::endedAt),
                               property("seconds_used", &Review::secondsUsed), property("participants", &Review::participants),
                               property("facilitator", &Review::facilitator), property("agenda", &Review::agenda),
                               property("current", &Review::current), property("votes", &Review::votes), property("before", &Review::before),
                               property("after", &Review::after), property("notes", &Review::notes));
    }
    bool operator==(const Review &) const = default;
};

// One event of a review, never changed: minutes are made from these.
struct LogEntry
{
    LogEntryId id;
    qint64 number = 0; // grows within the project
    ReviewId review;
    QString at; // ISO 8601 with time zone
    QString who;
    QString what; // shown, decided, answered, commented, voted, parked, skipped, added, action …
    QString item; // key of the agenda item
    QString finding;
    Subject subject;
    QString text;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &LogEntry::id), property("number", &LogEntry::number), property("review", &LogEntry::review),
                               property("at", &LogEntry::at), property("who", &LogEntry::who), property("what", &LogEntry::what),
                               property("item", &LogEntry::item), property("finding", &LogEntry::finding),
                               property("subject", &LogEntry::subject), property("text", &LogEntry::text));
    }
    bool operator==(const LogEntry &) const = default;
};

// The whole project as it was, kept inside the project.
struct Version
{
    VersionId id;
    int number = 0; // grows within the project
    QString name; // empty: automatic
    QString why; // review, sign-off, import, by hand …
    QString takenBy;
    QString takenAt; // ISO 8601 with time zone
    QByteArray snapshot; // encodeModel() without versions and baselines, compressed

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Version::id), property("number", &Version::number), property("name", &Version::name),
                               property("why", &Version::why), property("taken_by", &Version::takenBy), property("taken_at", &Version::takenAt),
                               property("snapshot", &Version::snapshot));
    }
    bool operator==(const Version &) const = default;
};

} // namespace drawbridge
