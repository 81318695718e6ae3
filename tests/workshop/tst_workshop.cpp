// SPDX-License-Identifier: Apache-2.0
#include "edits/decisionedits.h"
#include "edits/workshopedits.h"
#include "support/randommodel.h"
#include "threatmodel/validate.h"
#include "workshop/agenda.h"
#include "workshop/minutes.h"
#include "workshop/requirements.h"
#include "workshop/reviewcomparison.h"
#include "workshop/reviewedits.h"
#include "workshop/threads.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

Finding finding(const QString &id, double risk, FindingKind kind = FindingKind::Weakness, const QString &rule = u"R-1"_s)
{
    Finding f;
    f.fingerprint = id;
    f.rule = rule;
    f.kind = kind;
    f.risk = risk;
    return f;
}

QStringList keys(const QList<AgendaItem> &items)
{
    QStringList list;
    for (const AgendaItem &item : items)
        list << item.key;
    return list;
}

const QString at = u"2026-11-22T10:00:00+01:00"_s;

} // namespace

class TestWorkshop : public QObject
{
    Q_OBJECT
private slots:
    void agendaOrders()
    {
        ThreatModel model;
        Element a, b;
        a.id = ElementId::create();
        a.name = u"basket"_s;
        b.id = ElementId::create();
        b.name = u"accounts"_s;
        model.elements.insert(a);
        model.elements.insert(b);
        QList<Finding> findings{finding(u"low"_s, 3), finding(u"high"_s, 60), finding(u"ask"_s, 80, FindingKind::Question), finding(u"done"_s, 90),
                                finding(u"untidy"_s, 4, FindingKind::Hygiene), finding(u"path"_s, 50, FindingKind::Path)};
        findings[0].service = b.id;
        findings[1].service = a.id;
        findings[2].service = a.id;
        findings[5].service = b.id;
        findings[3].status = FindingStatus::Accepted;
        AgendaInput input{model, findings, [](const Finding &f) { return f.fingerprint; }, {u"low"_s}};
        QCOMPARE(keys(makeAgenda(input, AgendaOrder::Risk)), (QStringList{u"high"_s, u"path"_s, u"low"_s, u"ask"_s}));
        QCOMPARE(keys(makeAgenda(input, AgendaOrder::Service)), (QStringList{u"path"_s, u"low"_s, u"high"_s, u"ask"_s}));
        QCOMPARE(keys(makeAgenda(input, AgendaOrder::Changes)), (QStringList{u"low"_s, u"high"_s, u"path"_s, u"ask"_s}));
        input.atMost = 2;
        QCOMPARE(makeAgenda(input, AgendaOrder::Risk).size(), 2);
        findings.append(finding(u"twin"_s, 1));
        findings.last().service = b.id;
        QCOMPARE(sameCause(findings, u"low"_s), QStringList{u"twin"_s});
    }

    // Two reviews of one project: who was there, what was said otherwise, what stayed open.
    void reviewsAreCompared()
    {
        ThreatModel model;
        const auto push = [&](const Delta &delta) {
            QVERIFY(!delta.isEmpty());
            apply(model, delta);
        };
        const auto begin = [&](const QString &title, const QString &when, const QStringList &people, const QStringList &agenda) {
            Review plan;
            plan.title = title;
            plan.participants = people;
            for (const QString &key : agenda)
                plan.agenda.append({key, key, {}, u"Title of "_s + key, AgendaState::Waiting});
            ReviewId id;
            apply(model, beginReview(model, plan, u"Ann"_s, when, &id));
            return id;
        };
        const auto settle = [&](ReviewId id, const QString &key, AgendaState state, ReviewEvent event, const QString &text = {}) {
            push(settleItem(model, {id, key, u"Ann"_s, at, text, 60}, state, event));
        };
        const ReviewId first = begin(u"Design"_s, u"2026-09-01T10:00:00Z"_s, {u"Ann"_s, u"Bo"_s}, {u"same"_s, u"other"_s, u"later"_s, u"never"_s, u"back"_s, u"gone"_s});
        settle(first, u"same"_s, AgendaState::Settled, ReviewEvent::Decided, u"Mitigated: checked"_s);
        settle(first, u"other"_s, AgendaState::Settled, ReviewEvent::Decided, u"Accepted: rare"_s);
        settle(first, u"later"_s, AgendaState::Parked, ReviewEvent::Parked);
        settle(first, u"back"_s, AgendaState::Settled, ReviewEvent::Answered, u"Yes"_s);
        push(endReview(model, {first, {}, u"Ann"_s, u"2026-09-01T11:00:00Z"_s, {}, 3600}));
        const ReviewId second = begin(u"Before release"_s, u"2026-10-01T10:00:00Z"_s, {u"Ann"_s, u"Cy"_s}, {u"new"_s, u"other"_s, u"back"_s, u"never"_s, u"later"_s, u"same"_s});
        settle(second, u"same"_s, AgendaState::Settled, ReviewEvent::Decided, u"Mitigated: checked"_s);
        settle(second, u"other"_s, AgendaState::Settled, ReviewEvent::Decided, u"Accepted: rare"_s);
        settle(second, u"other"_s, AgendaState::Settled, ReviewEvent::Decided, u"Mitigated: not so rare"_s); // the last word counts
        settle(second, u"later"_s, AgendaState::Settled, ReviewEvent::Answered, u"No"_s);
        settle(second, u"never"_s, AgendaState::Skipped, ReviewEvent::Skipped);
        push(castVote(model, {second, u"new"_s, u"Cy"_s, at, {}, 60}, 2, 5));
        push(showVotes(model, {second, u"new"_s, u"Ann"_s, at, {}, 60}));

        const Review one = model.reviews.value(first), other = model.reviews.value(second);
        const ReviewComparison made = compareReviews(model, one, other);
        QVERIFY(compareReviews(model, other, one) == made); // the earlier one first whatever the order
        QCOMPARE(made.before.title, u"Design"_s);
        QCOMPARE(made.before.secondsUsed, 3600);
        QCOMPARE(made.joined, QStringList{u"Cy"_s});
        QCOMPARE(made.left, QStringList{u"Bo"_s});
        QStringList lines;
        for (const ItemComparison &item : made.items)
            lines << u"%1: %2 | %3 | %4"_s.arg(changeText(item.change), item.finding, sideText(item.before), sideText(item.after));
        QCOMPARE(lines, (QStringList{u"Settled differently: other | Accepted: rare – Ann | Mitigated: not so rare – Ann"_s,
                                     u"Settled then, open later: back | Answered: Yes – Ann | Not come to"_s,
                                     u"Open then, settled later: later | Parked | Answered: No – Ann"_s,
                                     u"Left open both times: never | Not come to | Skipped"_s,
                                     u"New on the later agenda: new |  | Not come to · likelihood 2 · impact 5"_s,
                                     u"Only on the earlier agenda: gone | Not come to | "_s,
                                     u"Settled the same way: same | Mitigated: checked – Ann | Mitigated: checked – Ann"_s}));
        const QString text = comparisonMarkdown(made);
        QVERIFY(text.contains(u"- **Title of other**: Accepted: rare – Ann → Mitigated: not so rare – Ann\n"_s));
        QVERIFY(text.contains(u"Only in the later one: Cy"_s));
        // A review with itself: nothing differs.
        for (const ItemComparison &item : compareReviews(model, one, one).items)
            QVERIFY(item.before == item.after);
    }

    void parkedThingsComeBack()
    {
        Review review;
        for (const QString &key : {u"1"_s, u"2"_s, u"3"_s})
            review.agenda.append({key, key, {}, key, AgendaState::Waiting});
        QCOMPARE(nextItem(review, u"1"_s), u"2"_s);
        review.agenda[1].state = AgendaState::Parked;
        QCOMPARE(nextItem(review, u"1"_s), u"3"_s);
        review.agenda[2].state = AgendaState::Settled;
        review.agenda[0].state = AgendaState::Settled;
        QCOMPARE(nextItem(review, u"3"_s), u"2"_s);
        review.agenda[1].state = AgendaState::Settled;
        QCOMPARE(nextItem(review, u"3"_s), QString());
        QCOMPARE(nextItem(Review(), u"3"_s), QString());
    }

    void aReviewFromBeginningToMinutes()
    {
        ThreatModel model;
        Review plan;
        plan.title = u"Design *review*"_s;
        plan.participants = {u"Ann"_s, u"Bo"_s};
        plan.agenda = {{u"f1"_s, u"f1"_s, {}, u"Guessable code"_s, AgendaState::Settled}, {u"f2"_s, u"f2"_s, {}, u"No limit"_s, AgendaState::Waiting},
                       {u"f3"_s, u"f3"_s, {}, u"Is it encrypted?"_s, AgendaState::Waiting}, {u"f4"_s, u"f4"_s, {}, u"Late"_s, AgendaState::Waiting}};
        ReviewId id;
        const auto push = [&](const Delta &delta) {
            QVERIFY(!delta.isEmpty());
            const ThreatModel before = model;
            apply(model, delta);
            ThreatModel back = model;
            apply(back, inverse(delta));
            QVERIFY(back == before);
            QCOMPARE(validate(model), QStringList());
        };
        push(beginReview(model, plan, u"Ann"_s, at, &id));
        QVERIFY(runningReview(model) && runningReview(model)->id == id);
        QCOMPARE(runningReview(model)->agenda[0].state, AgendaState::Waiting);
        QVERIFY(beginReview(model, plan, u"Bo"_s, at).isEmpty()); // one at a time

        const auto word = [&](const QString &item, const QString &text, int seconds, const QString &who = u"Ann"_s) { return ReviewWord{id, item, who, at, text, seconds}; };
        push(castVote(model, word(u"f1"_s, {}, 5, u"Ann"_s), 4, 5));
        push(castVote(model, word(u"f1"_s, {}, 6, u"Bo"_s), 2, 5));
        push(castVote(model, word(u"f1"_s, {}, 7, u"Bo"_s), 1, 5)); // the later one counts
        QCOMPARE(spreadOf(*runningReview(model), u"f1"_s, &Vote::likelihood).count, 0); // hidden
        push(showVotes(model, word(u"f1"_s, {}, 8)));
        QCOMPARE(spreadOf(*runningReview(model), u"f1"_s, &Vote::likelihood), (VoteSpread{2, 1, 2.5, 4}));
        QVERIFY(castVote(model, word(u"f1"_s, {}, 8), 6, 1).isEmpty());

        Decision decision;
        decision.fingerprint = u"f1"_s;
        decision.state = DecisionState::Mitigated;
        push(followedBy(model, decide(model, {decision}), [&](const ThreatModel &after) {
            return settleItem(after, word(u"f1"_s, u"Mitigate: longer codes"_s, 60), AgendaState::Settled, ReviewEvent::Decided);
        }));
        QCOMPARE(model.decisions.size(), 1);
        push(settleItem(model, word(u"f2"_s, {}, 70), AgendaState::Parked, ReviewEvent::Parked));
        push(settleItem(model, word(u"f3"_s, u"Yes, disks are encrypted"_s, 80, u"Bo"_s), AgendaState::Settled, ReviewEvent::Answered));
        Action action;
        action.title = u"Lengthen codes"_s;
        action.owner = u"Identity team"_s;
        action.createdAt = at;
        push(addAction(model, action));
        push(endReview(model, word({}, {}, 99)));
        QVERIFY(!runningReview(model));
        QVERIFY(settleItem(model, word(u"f4"_s, {}, 100), AgendaState::Settled, ReviewEvent::Decided).isEmpty()); // it has ended

        const Minutes minutes = minutesOf(model, *model.reviews.begin());
        QCOMPARE(minutes.decided, 1);
        QCOMPARE(minutes.answered, 1);
        QCOMPARE(minutes.parked, 1);
        QCOMPARE(minutes.openTitles, QStringList{u"Late"_s});
        QCOMPARE(minutes.secondsUsed, 99);
        QCOMPARE(minutes.items.size(), 3);
        QCOMPARE(minutes.items[0].lines, QStringList{u"Decided by Ann: Mitigate: longer codes."_s});
        QCOMPARE(minutes.items[0].impact, (VoteSpread{2, 5, 5, 5}));
        QCOMPARE(minutes.actions.size(), 1);
        const QString text = minutesMarkdown(minutes);
        QVERIFY(text.startsWith(u"# Design \\*review\\*\n"_s));
        QVERIFY(text.contains(u"A-1 Lengthen codes, Identity team"_s));
    }

    void agendaCanBeReorderedAndGrown()
    {
        ThreatModel model;
        Review plan;
        plan.agenda = {{u"a"_s, {}, {}, u"a"_s, {}}, {u"b"_s, {}, {}, u"b"_s, {}}, {u"c"_s, {}, {}, u"c"_s, {}}};
        ReviewId id;
        apply(model, beginReview(model, plan, {}, at, &id));
        apply(model, moveItem(model, id, u"c"_s, -5));
        QCOMPARE(keys(model.reviews.value(id).agenda), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
        QCOMPARE(model.reviews.value(id).order, u"own"_s);
        apply(model, addItem(model, {id, u"a"_s, {}, at, {}, 0}, {u"new"_s, {}, {}, u"new"_s, {}}));
        QCOMPARE(keys(model.reviews.value(id).agenda), (QStringList{u"c"_s, u"a"_s, u"new"_s, u"b"_s}));
        QVERIFY(addItem(model, {id, u"a"_s, {}, at, {}, 0}, {u"new"_s, {}, {}, u"new"_s, {}}).isEmpty());
    }

    void mentions()
    {
        const QStringList people{u"Ann"_s, u"Ann Lee"_s, u"Zoë"_s};
        QCOMPARE(mentionsIn(u"@Ann Lee and @zoë, please; not me@annette.example"_s, people), (QStringList{u"Ann Lee"_s, u"Zoë"_s}));
        QCOMPARE(mentionsIn(u"nobody"_s, people), QStringList());
    }

    void threadsAreOneThing()
    {
        ThreatModel model;
        Comment first;
        first.text = u" Why is this public? "_s;
        first.subject = {SubjectKind::Element, QUuid::createUuid()};
        first.finding = u"f1"_s;
        first.writtenAt = u"2026-11-22T10:00:00Z"_s;
        apply(model, addComment(model, first));
        const CommentId id = model.comments.begin()->id;
        QCOMPARE(model.comments.begin()->text, u"Why is this public?"_s);
        Comment answer;
        answer.thread = id;
        answer.text = u"It is a catalogue."_s;
        answer.writtenAt = u"2026-11-22T11:00:00Z"_s;
        apply(model, addComment(model, answer));
        const QList<Comment> thread = threadOf(model, id);
        QCOMPARE(thread.size(), 2);
        QCOMPARE(thread[1].finding, u"f1"_s);
        answer.thread = thread[1].id; // no answers to answers
        QVERIFY(addComment(model, answer).isEmpty());
        apply(model, resolveThread(model, thread[1].id, true, u"Ann"_s, at));
        QVERIFY(model.comments.value(id).resolved);
        apply(model, removeComment(model, id));
        QVERIFY(model.comments.isEmpty());
        first.text = u"  "_s;
        QVERIFY(addComment(model, first).isEmpty());
    }

    void actionsAndRequirements()
    {
        ThreatModel model;
        Requirement requirement;
        requirement.title = u"Codes are long"_s;
        Requirement made;
        apply(model, addRequirement(model, requirement, &made));
        QCOMPARE(made.number, 1);
        Action action;
        action.title = u"Do it"_s;
        action.due = u"2026-11-20"_s;
        action.requirements = {made.id, RequirementId::create()};
        Action added;
        apply(model, addAction(model, action, &added));
        QCOMPARE(added.requirements, QList<RequirementId>{made.id});
        QVERIFY(isOverdue(added, QDate(2026, 11, 21)));
        QVERIFY(!isOverdue(added, QDate(2026, 11, 20)));
        added.state = ActionState::Done;
        apply(model, changeAction(model, added, at));
        QCOMPARE(model.actions.value(added.id).doneAt, at);
        QVERIFY(!isOverdue(model.actions.value(added.id), QDate(2027, 1, 1)));
        apply(model, removeRequirement(model, made.id));
        QVERIFY(model.actions.value(added.id).requirements.isEmpty());
        QCOMPARE(validate(model), QStringList());
    }

    void requirementsComeFromFindings()
    {
        ThreatModel model;
        Element service;
        service.id = ElementId::create();
        service.name = u"orders"_s;
        model.elements.insert(service);
        QList<Finding> findings{finding(u"a"_s, 50), finding(u"b"_s, 20), finding(u"c"_s, 30), finding(u"done"_s, 30), finding(u"none"_s, 30)};
        findings[0].service = findings[1].service = service.id;
        findings[3].status = FindingStatus::Accepted;
        const auto controls = [](const Finding &f) { return f.fingerprint == u"none"_s ? QStringList() : QStringList{u"rate_limit"_s, u"waf"_s}; };
        const RequirementInput input{model, findings, [](const QString &kind) { return kind == u"rate_limit"_s ? u"Rate limit"_s : kind; }, controls};
        apply(model, deriveRequirements(input));
        QCOMPARE(model.requirements.size(), 2);
        QVERIFY(deriveRequirements(input).isEmpty()); // once is enough
        const auto on = [&](const QUuid &subject) {
            for (const Requirement &requirement : model.requirements) {
                if (requirement.subject.id == subject)
                    return requirement;
            }
            return Requirement();
        };
        Requirement made = on(service.id.uuid());
        QCOMPARE(made.title, u"Rate limit on orders"_s);
        QCOMPARE(made.findings, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(on(QUuid()).findings, QStringList{u"c"_s});
        // A person's words stay; new findings are taken up.
        made.title = u"At most ten a minute"_s;
        apply(model, changeRequirement(model, made));
        findings.append(finding(u"d"_s, 1));
        findings.last().service = service.id;
        apply(model, deriveRequirements(input));
        QCOMPARE(on(service.id.uuid()).title, u"At most ten a minute"_s);
        QCOMPARE(on(service.id.uuid()).findings, (QStringList{u"a"_s, u"b"_s, u"d"_s}));
        Control control;
        control.id = ControlId::create();
        control.kind = u"rate_limit"_s;
        control.subject = made.subject;
        model.controls.insert(control);
        Action action;
        action.title = u"Set it up"_s;
        action.requirements = {made.id};
        apply(model, addAction(model, action));
        const Trace trace = traceOf(model, model.requirements.value(made.id));
        QCOMPARE(trace.controls.size(), 1);
        QCOMPARE(trace.actions.size(), 1);
        // The same control elsewhere is another requirement's.
        Action other;
        other.title = u"Set it up elsewhere"_s;
        other.controls = {made.control};
        other.subject = {SubjectKind::Element, QUuid::createUuid()};
        apply(model, addAction(model, other));
        QCOMPARE(traceOf(model, model.requirements.value(made.id)).actions.size(), 1);
    }

    void checkpointsAreSigned()
    {
        ThreatModel model;
        apply(model, addUsualCheckpoints(model));
        QCOMPARE(model.checkpoints.size(), 3);
        QVERIFY(addUsualCheckpoints(model).isEmpty());
        const CheckpointId id = model.checkpoints.begin()->id;
        apply(model, tick(model, id, 0, true, u"Ann"_s, at));
        QVERIFY(model.checkpoints.value(id).checklist[0].done);
        QVERIFY(tick(model, id, 99, true, u"Ann"_s, at).isEmpty());
        apply(model, signOff(model, id, {u"Diagram"_s, u"Ann"_s, at, {}, {}}));
        apply(model, signOff(model, id, {u"Diagram"_s, u"Ann"_s, at, {}, u"again"_s}));
        QCOMPARE(model.checkpoints.value(id).signOffs.size(), 1);
        QCOMPARE(model.checkpoints.value(id).signOffs[0].note, u"again"_s);
    }

    void threadsLeaveMarks()
    {
        ThreatModel model;
        Element service;
        service.id = ElementId::create();
        service.name = u"Shop"_s;
        Operation operation;
        operation.id = OperationId::create();
        operation.service = service.id;
        model.elements.insert(service);
        model.operations.insert(operation);
        const auto add = [&](Comment comment) {
            comment.author = u"Ann"_s;
            comment.text = u"Why?"_s;
            apply(model, addComment(model, comment));
        };
        Comment onService, onOperation, onFinding, onLine;
        onService.subject = {SubjectKind::Element, service.id.uuid()};
        onOperation.subject = {SubjectKind::Operation, operation.id.uuid()};
        onFinding.subject = onService.subject;
        onFinding.finding = u"F1"_s;
        onLine.at = {u"shop.yaml"_s, {}, 12, 0};
        for (const Comment &comment : {onService, onOperation, onFinding, onLine})
            add(comment);
        ThreadMarks marks = threadMarks(model);
        QCOMPARE(marks.drawn.value(service.id.uuid()).open, 3);
        QCOMPARE(marks.rows.value(u"F1"_s).open, 1);
        QCOMPARE(marks.rows.value(operation.id.toString()).open, 1);
        QCOMPARE(marks.lines.value(u"shop.yaml"_s).value(12).open, 1);
        // An answer is no thread of its own; a resolved thread counts apart.
        for (const Comment &first : QList<Comment>(model.comments.begin(), model.comments.end())) {
            if (first.finding != u"F1"_s)
                continue;
            Comment answer;
            answer.thread = first.id;
            add(answer);
            apply(model, resolveThread(model, first.id, true, u"Bo"_s, u"2026-09-01T10:00:00Z"_s));
        }
        marks = threadMarks(model);
        QCOMPARE(marks.rows.value(u"F1"_s).open, 0);
        QCOMPARE(marks.rows.value(u"F1"_s).resolved, 1);
        QCOMPARE(marks.drawn.value(service.id.uuid()).open, 2);
    }
};

QTEST_GUILESS_MAIN(TestWorkshop)
#include "tst_workshop.moc"
