// SPDX-License-Identifier: Apache-2.0
#include "edits/workshopedits.h"

#include <QCoreApplication>
#include <QDate>

namespace drawbridge {

namespace {

struct CheckpointText
{
    Q_DECLARE_TR_FUNCTIONS(Checkpoints)
};

template <class T> Delta change(const ThreatModel &model, const T &after)
{
    Delta delta;
    if (const T *before = (model.*tableOf<T>()).find(after.id))
        changeIn(delta, *before, after);
    return delta;
}

template <class T> Delta removeRow(const ThreatModel &model, const Id<T> &id)
{
    Delta delta;
    if (const T *row = (model.*tableOf<T>()).find(id))
        removeIn(delta, *row);
    return delta;
}

template <class T> int nextNumber(const Table<T> &rows)
{
    int number = 0;
    for (const T &row : rows)
        number = std::max(number, row.number);
    return number + 1;
}

} // namespace

QStringList mentionsIn(const QString &text, const QList<QString> &people)
{
    QStringList names = people;
    std::sort(names.begin(), names.end(), [](const QString &a, const QString &b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
    QString rest = text;
    QStringList found;
    for (const QString &name : std::as_const(names)) {
        if (name.isEmpty())
            continue;
        const QString mark = u'@' + name;
        for (qsizetype at = rest.indexOf(mark, 0, Qt::CaseInsensitive); at >= 0; at = rest.indexOf(mark, at, Qt::CaseInsensitive)) {
            const qsizetype end = at + mark.size();
            if (end < rest.size() && rest[end].isLetterOrNumber()) {
                at = end;
                continue;
            }
            rest.remove(at, mark.size());
            if (!found.contains(name))
                found.append(name);
        }
    }
    found.sort();
    return found;
}

Delta addComment(const ThreatModel &model, Comment comment)
{
    Delta delta;
    comment.text = comment.text.trimmed();
    const Comment *first = model.comments.find(comment.thread);
    if (comment.text.isEmpty() || (comment.thread && (!first || first->thread)))
        return delta;
    if (first) {
        comment.subject = first->subject;
        comment.finding = first->finding;
        comment.at = first->at;
    }
    QStringList people;
    for (const Person &person : model.people)
        people.append(person.name);
    comment.mentions = mentionsIn(comment.text, people);
    comment.id = CommentId::create();
    addTo(delta, comment);
    return delta;
}

Delta changeComment(const ThreatModel &model, CommentId id, const QString &text)
{
    const Comment *comment = model.comments.find(id);
    if (!comment || text.trimmed().isEmpty())
        return {};
    Comment after = *comment;
    after.text = text.trimmed();
    QStringList people;
    for (const Person &person : model.people)
        people.append(person.name);
    after.mentions = mentionsIn(after.text, people);
    return change(model, after);
}

Delta removeComment(const ThreatModel &model, CommentId id)
{
    Delta delta;
    QList<Comment> gone;
    for (const Comment &comment : model.comments) {
        if (comment.id == id || (id && comment.thread == id))
            gone.append(comment);
    }
    std::sort(gone.begin(), gone.end(), [](const Comment &a, const Comment &b) { return a.id < b.id; });
    for (const Comment &comment : std::as_const(gone))
        removeIn(delta, comment);
    return delta;
}

Delta resolveThread(const ThreatModel &model, CommentId id, bool resolved, const QString &by, const QString &at)
{
    const Comment *comment = model.comments.find(id);
    if (comment && comment->thread)
        comment = model.comments.find(comment->thread);
    if (!comment || comment->resolved == resolved)
        return {};
    Comment after = *comment;
    after.resolved = resolved;
    after.resolvedBy = resolved ? by : QString();
    after.resolvedAt = resolved ? at : QString();
    return change(model, after);
}

QList<Comment> threadOf(const ThreatModel &model, CommentId first)
{
    QList<Comment> thread;
    for (const Comment &comment : model.comments) {
        if (comment.id == first || (first && comment.thread == first))
            thread.append(comment);
    }
    std::sort(thread.begin(), thread.end(), [&](const Comment &a, const Comment &b) {
        return std::make_tuple(a.id != first, a.writtenAt, a.id) < std::make_tuple(b.id != first, b.writtenAt, b.id);
    });
    return thread;
}

Delta putPerson(const ThreatModel &model, Person person)
{
    Delta delta;
    person.name = person.name.simplified();
    if (person.name.isEmpty())
        return delta;
    for (const Person &known : model.people) {
        if (known.id == person.id || known.name.compare(person.name, Qt::CaseInsensitive) == 0) {
            person.id = known.id;
            changeIn(delta, known, person);
            return delta;
        }
    }
    person.id = PersonId::create();
    addTo(delta, person);
    return delta;
}

Delta removePerson(const ThreatModel &model, PersonId id)
{
    return removeRow(model, id);
}

Delta addAction(const ThreatModel &model, Action action, Action *created)
{
    Delta delta;
    action.title = action.title.simplified();
    if (action.title.isEmpty())
        return delta;
    action.id = ActionId::create();
    action.number = nextNumber(model.actions);
    action.requirements.removeIf([&](const RequirementId &id) { return !model.requirements.contains(id); });
    addTo(delta, action);
    if (created)
        *created = action;
    return delta;
}

Delta changeAction(const ThreatModel &model, Action action, const QString &now)
{
    const Action *before = model.actions.find(action.id);
    if (!before || action.title.simplified().isEmpty())
        return {};
    action.number = before->number;
    if (action.state == ActionState::Done && before->state != ActionState::Done)
        action.doneAt = now;
    else if (action.state != ActionState::Done)
        action.doneAt.clear();
    return change(model, action);
}

Delta removeAction(const ThreatModel &model, ActionId id)
{
    return removeRow(model, id);
}

bool isOverdue(const Action &action, const QDate &today)
{
    const QDate due = QDate::fromString(action.due, Qt::ISODate);
    return due.isValid() && due < today && action.state != ActionState::Done && action.state != ActionState::Dropped;
}

Delta addRequirement(const ThreatModel &model, Requirement requirement, Requirement *created)
{
    Delta delta;
    requirement.title = requirement.title.simplified();
    if (requirement.title.isEmpty())
        return delta;
    requirement.id = RequirementId::create();
    requirement.number = nextNumber(model.requirements);
    requirement.assets.removeIf([&](const DataAssetId &id) { return !model.assets.contains(id); });
    addTo(delta, requirement);
    if (created)
        *created = requirement;
    return delta;
}

Delta changeRequirement(const ThreatModel &model, const Requirement &requirement)
{
    const Requirement *before = model.requirements.find(requirement.id);
    if (!before || requirement.title.simplified().isEmpty())
        return {};
    Requirement after = requirement;
    after.number = before->number;
    return change(model, after);
}

Delta removeRequirement(const ThreatModel &model, RequirementId id)
{
    Delta delta = removeRow(model, id);
    if (delta.isEmpty())
        return delta;
    QList<Action> actions;
    for (const Action &action : model.actions) {
        if (action.requirements.contains(id))
            actions.append(action);
    }
    std::sort(actions.begin(), actions.end(), [](const Action &a, const Action &b) { return a.id < b.id; });
    for (const Action &action : std::as_const(actions)) {
        Action after = action;
        after.requirements.removeAll(id);
        changeIn(delta, action, after);
    }
    return delta;
}

Delta addUsualCheckpoints(const ThreatModel &model)
{
    Delta delta;
    if (!model.checkpoints.isEmpty())
        return delta;
    const auto lines = [](const QStringList &texts) {
        QList<ChecklistItem> list;
        for (const QString &text : texts)
            list.append({text, false, {}, {}});
        return list;
    };
    const QList<std::pair<QString, QList<ChecklistItem>>> usual{
        {CheckpointText::tr("Design"),
         lines({CheckpointText::tr("The diagram shows every service, store and third party."),
                CheckpointText::tr("Every zone has a level of trust."),
                CheckpointText::tr("Sensitive data is named and has an owner."),
                CheckpointText::tr("Critical and high findings have a decision.")})},
        {CheckpointText::tr("Before merge"),
         lines({CheckpointText::tr("The specification in the change is the one that was analysed."),
                CheckpointText::tr("New findings have a decision or an action."),
                CheckpointText::tr("Questions about new operations are answered.")})},
        {CheckpointText::tr("Before release"),
         lines({CheckpointText::tr("Actions for critical and high findings are done and verified."),
                CheckpointText::tr("No accepted risk is past its date."),
                CheckpointText::tr("The report was read by its owner.")})}};
    int position = 0;
    for (const auto &[name, checklist] : usual)
        addTo(delta, Checkpoint{CheckpointId::create(), name, position++, {}, checklist, {}});
    std::sort(delta.checkpoints.begin(), delta.checkpoints.end(), [](const auto &a, const auto &b) { return a.id() < b.id(); });
    return delta;
}

Delta putCheckpoint(const ThreatModel &model, Checkpoint checkpoint)
{
    if (checkpoint.name.simplified().isEmpty())
        return {};
    if (model.checkpoints.contains(checkpoint.id))
        return change(model, checkpoint);
    Delta delta;
    checkpoint.id = CheckpointId::create();
    for (const Checkpoint &other : model.checkpoints)
        checkpoint.position = std::max(checkpoint.position, other.position + 1);
    addTo(delta, checkpoint);
    return delta;
}

Delta removeCheckpoint(const ThreatModel &model, CheckpointId id)
{
    return removeRow(model, id);
}

Delta tick(const ThreatModel &model, CheckpointId id, int line, bool done, const QString &by, const QString &at)
{
    const Checkpoint *before = model.checkpoints.find(id);
    if (!before || line < 0 || line >= before->checklist.size() || before->checklist[line].done == done)
        return {};
    Checkpoint after = *before;
    ChecklistItem &item = after.checklist[line];
    item.done = done;
    item.doneBy = done ? by : QString();
    item.doneAt = done ? at : QString();
    return change(model, after);
}

Delta signOff(const ThreatModel &model, CheckpointId id, const SignOff &signature)
{
    const Checkpoint *before = model.checkpoints.find(id);
    if (!before || signature.signedBy.simplified().isEmpty())
        return {};
    Checkpoint after = *before;
    after.signOffs.removeIf([&](const SignOff &other) { return other.section == signature.section && other.signedBy == signature.signedBy; });
    after.signOffs.append(signature);
    return change(model, after);
}

} // namespace drawbridge
