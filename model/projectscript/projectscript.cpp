// SPDX-License-Identifier: Apache-2.0
#include "projectscript/projectscript.h"

#include "analysis/analysis.h"
#include "edits/assetedits.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "edits/elementedits.h"
#include "edits/projectedits.h"
#include "edits/workshopedits.h"
#include "history/versions.h"
#include "projectscript/places.h"
#include "workshop/agenda.h"
#include "workshop/entries.h"
#include "workshop/requirements.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct ScriptText
{
    Q_DECLARE_TR_FUNCTIONS(ProjectScript)
};

class Teller
{
public:
    Teller(ThreatModel model, const Catalogue &catalogue, Diagnostics &diagnostics, Progress &progress)
        : m_model(std::move(model)), m_catalogue(catalogue), m_diagnostics(diagnostics), m_progress(progress)
    {
    }

    ThreatModel tell(const SpecNode &script)
    {
        aboutProject(script[u"project"]);
        const SpecNode people = script[u"people"];
        for (qsizetype i = 0; i < people.size(); ++i) {
            Person person;
            person.name = text(people.at(i), u"name");
            person.role = text(people.at(i), u"role");
            push(putPerson(m_model, person));
        }
        const SpecNode steps = script[u"steps"];
        for (qsizetype i = 0; i < steps.size() && !m_progress.isCancelled(); ++i) {
            for (qsizetype j = 0; j < steps.at(i).size(); ++j)
                step(steps.at(i).keyAt(j), steps.at(i).at(j));
        }
        return m_model;
    }

private:
    static QString text(const SpecNode &node, QStringView key) { return node[key].text(); }

    void complain(const SpecNode &node, const QString &message) { m_diagnostics.warn(message, node.ref()); }

    void push(const Delta &delta, bool meaning = false)
    {
        apply(m_model, delta);
        m_stale = m_stale || meaning;
    }

    const QList<Finding> &findings()
    {
        return result().findings;
    }
    const AnalysisResult &result()
    {
        if (m_stale)
            m_result = analyze(m_model, m_catalogue, {QDate::fromString(m_at.left(10), Qt::ISODate)}, m_progress);
        m_stale = false;
        return m_result;
    }
    std::optional<DataAsset> assetNamed(const SpecNode &node, const QString &name)
    {
        for (const AssetView &view : result().assets) {
            if (view.asset.name == name)
                return view.asset;
        }
        complain(node, ScriptText::tr("No data asset is called “%1”.").arg(name));
        return std::nullopt;
    }

    QString titleOf(const Finding &finding) const
    {
        if (finding.kind == FindingKind::Question) {
            if (const QString question = m_catalogue.question(finding.rule); !question.isEmpty())
                return ruleText(question);
        }
        const RuleInfo *rule = m_catalogue.rule(finding.rule);
        return rule ? ruleText(rule->title) : finding.own.title.isEmpty() ? finding.rule : finding.own.title;
    }

    // What the step is about: `rule` and `on`, or `on` alone.
    const Finding *finding(const SpecNode &node)
    {
        const QString rule = text(node, u"rule");
        if (rule.isEmpty())
            return nullptr;
        const Finding *found = findingNamed(m_model, findings(), rule, text(node, u"on"));
        if (!found)
            complain(node, ScriptText::tr("There is no finding of %1 at “%2”.").arg(rule, text(node, u"on")));
        return found;
    }
    std::optional<Subject> place(const SpecNode &node)
    {
        const std::optional<Subject> found = placeNamed(m_model, text(node, u"on"));
        if (!found)
            complain(node, ScriptText::tr("Nothing is called “%1”.").arg(text(node, u"on")));
        return found;
    }
    template <class E> E choice(const SpecNode &node, QStringView key, E otherwise)
    {
        const QString name = text(node, key);
        const std::optional<E> value = fromName<E>(name);
        if (!name.isEmpty() && !value)
            complain(node, ScriptText::tr("“%1” is no word for “%2”.").arg(name, key.toString()));
        return value.value_or(otherwise);
    }
    ReviewWord word(const QString &item, const QString &said = {}) const { return {m_review, item, m_by, m_at, said, m_seconds}; }
    // The agenda item of a finding while a review runs.
    QString itemOf(const Finding *found) const
    {
        const Review *review = m_model.reviews.find(m_review);
        for (const AgendaItem &item : review ? review->agenda : QList<AgendaItem>()) {
            if (found && item.finding == found->fingerprint)
                return item.key;
        }
        return {};
    }

    void step(const QString &what, const SpecNode &node)
    {
        if (what == u"at") {
            m_at = node.text();
            m_seconds = m_began.isEmpty() ? 0 : int(QDateTime::fromString(m_began, Qt::ISODate).secsTo(QDateTime::fromString(m_at, Qt::ISODate)));
            m_stale = true;
        } else if (what == u"by") {
            m_by = node.text();
        } else if (what == u"element") {
            element(node);
        } else if (what == u"control") {
            control(node);
        } else if (what == u"answer") {
            answer(node);
        } else if (what == u"decide") {
            decideOn(node);
        } else if (what == u"park" || what == u"skip") {
            const QString item = itemOf(finding(node));
            push(settleItem(m_model, word(item), what == u"park" ? AgendaState::Parked : AgendaState::Skipped, what == u"park" ? ReviewEvent::Parked : ReviewEvent::Skipped));
        } else if (what == u"vote") {
            vote(node);
        } else if (what == u"comment" || what == u"question") {
            comment(node, what == u"question");
        } else if (what == u"threat") {
            threat(node);
        } else if (what == u"action") {
            action(node);
        } else if (what == u"requirements") {
            requirements();
        } else if (what == u"requirement") {
            requirement(node);
        } else if (what == u"asset") {
            asset(node);
        } else if (what == u"version") {
            push(addVersion(m_model, makeVersion(m_model, node.text(), u"by-hand"_s, m_by, m_at)));
        } else if (what == u"review") {
            review(node);
        } else if (what == u"end") {
            endReviewHere();
        } else if (what == u"checkpoint") {
            checkpoint(node);
        } else {
            complain(node, ScriptText::tr("A script has no step called “%1”.").arg(what));
        }
    }

    void aboutProject(const SpecNode &node)
    {
        ProjectInfo info = m_model.project();
        info.id = ProjectInfo::theId();
        info.name = text(node, u"name");
        info.description = text(node, u"description");
        info.owner = text(node, u"owner");
        info.scope = text(node, u"scope");
        info.assumptions = text(node, u"assumptions").trimmed();
        info.criticality = choice(node, u"criticality", info.criticality);
        info.audience = choice(node, u"audience", info.audience);
        for (qsizetype i = 0; i < node[u"compliance"].size(); ++i)
            info.complianceProfiles.append(node[u"compliance"].at(i).text());
        info.complianceProfiles.sort();
        push(setProject(m_model, info), true);
    }

    void element(const SpecNode &node)
    {
        const std::optional<Subject> subject = place(node);
        const Element *before = subject ? m_model.elements.find(ElementId(subject->id)) : nullptr;
        if (!before)
            return;
        Element after = *before;
        if (node.has(u"name"))
            after.name = text(node, u"name");
        if (node.has(u"owner"))
            after.owner = text(node, u"owner");
        if (node.has(u"technology"))
            after.technology = text(node, u"technology");
        if (node.has(u"description"))
            after.description = text(node, u"description");
        after.confirmed = node[u"confirmed"].toBool().value_or(after.confirmed);
        push(setElement(m_model, after), true);
    }

    void control(const SpecNode &node)
    {
        const std::optional<Subject> subject = place(node);
        if (!subject)
            return;
        Control control;
        control.kind = text(node, u"kind");
        if (!m_catalogue.control(control.kind))
            complain(node, ScriptText::tr("There is no control called “%1”.").arg(control.kind));
        control.subject = *subject;
        control.state = choice(node, u"state", ControlState::Present);
        control.quality = ControlQuality::Asserted;
        control.owner = text(node, u"owner");
        control.evidence = text(node, u"evidence");
        control.date = m_at.left(10);
        control.expires = text(node, u"until");
        push(setControl(m_model, control), true);
    }

    void answer(const SpecNode &node)
    {
        const Finding *found = finding(node);
        if (!found)
            return;
        const RuleInfo *rule = m_catalogue.rule(found->rule);
        const QString kind = !found->remedies.isEmpty() ? found->remedies.constFirst().control : rule ? rule->controls.value(0) : QString();
        const ControlState state = choice(node, u"as", ControlState::Present);
        const QString said = text(node, u"evidence");
        push(answerEntry(m_model, {word(itemOf(found), said), kind, found->subject, state, said, text(node, u"owner"), QDate::fromString(m_at.left(10), Qt::ISODate)}).delta, true);
    }

    void decideOn(const SpecNode &node)
    {
        const Finding *found = finding(node);
        if (!found)
            return;
        DecisionEntry entry{word(itemOf(found), text(node, u"why")), choice(node, u"as", DecisionState::Mitigated), text(node, u"why"), text(node, u"owner"), text(node, u"until"), {found}, {}};
        if (node[u"together"].toBool().value_or(false)) {
            for (const QString &fingerprint : sameCause(findings(), found->fingerprint)) {
                for (const Finding &other : findings()) {
                    if (other.fingerprint == fingerprint)
                        entry.findings.append(&other);
                }
            }
        }
        entry.titleOf = [this](const Finding &each) { return titleOf(each); };
        push(decisionEntry(m_model, entry).delta, true);
    }

    void vote(const SpecNode &node)
    {
        const QString item = itemOf(finding(node));
        const SpecNode votes = node[u"votes"];
        for (qsizetype i = 0; i < votes.size(); ++i) {
            ReviewWord each = word(item);
            each.who = votes.keyAt(i);
            push(castVote(m_model, each, int(votes.at(i).at(0).toNumber().value_or(0)), int(votes.at(i).at(1).toNumber().value_or(0))));
        }
        push(showVotes(m_model, word(item)));
    }

    void comment(const SpecNode &node, bool question)
    {
        const Finding *found = finding(node);
        const std::optional<Subject> subject = found ? found->subject : place(node);
        if (!subject)
            return;
        Comment first;
        first.subject = *subject;
        first.finding = found ? found->fingerprint : QString();
        first.author = m_by;
        first.writtenAt = m_at;
        first.text = text(node, u"text");
        first.question = question;
        if (const SpecNode line = node[u"line"]; line.exists()) {
            first.at.file = line.text().section(u':', 0, 0);
            first.at.line = line.text().section(u':', 1).toInt();
        }
        const ThreatModel before = m_model;
        push(addComment(m_model, first));
        CommentId id;
        for (const CommentId &each : m_model.comments.sortedIds()) {
            if (!before.comments.contains(each))
                id = each;
        }
        if (!m_review.isNull())
            push(writeDown(m_model, word(itemOf(found), first.text), ReviewEvent::Commented, first.finding, first.subject));
        const SpecNode answers = node[u"answers"];
        QString last = m_by, lastAt = m_at;
        for (qsizetype i = 0; i < answers.size(); ++i) {
            Comment next;
            next.thread = id;
            next.author = last = text(answers.at(i), u"by");
            next.writtenAt = lastAt = answers.at(i).has(u"at") ? text(answers.at(i), u"at") : m_at;
            next.text = text(answers.at(i), u"text");
            push(addComment(m_model, next));
        }
        if (node[u"resolved"].toBool().value_or(false))
            push(resolveThread(m_model, id, true, last, lastAt));
    }

    void threat(const SpecNode &node)
    {
        const std::optional<Subject> subject = place(node);
        if (!subject)
            return;
        const QString title = text(node, u"title");
        WrittenEntry entry{CardEntry::Threat, word({}, title), *subject, {}, {}, {}, {}, {}};
        const ReviewEntry made = writtenEntry(m_model, entry);
        if (!made.failure.isEmpty())
            complain(node, made.failure);
        push(made.delta, true);
    }

    void action(const SpecNode &node)
    {
        const Finding *found = finding(node);
        const std::optional<Subject> subject = found ? found->subject : place(node);
        if (!subject)
            return;
        Action action;
        action.title = text(node, u"title");
        action.description = text(node, u"description");
        action.owner = text(node, u"owner");
        action.due = text(node, u"due");
        action.subject = *subject;
        action.createdAt = m_at;
        action.verification = text(node, u"verification");
        action.reference = text(node, u"reference");
        action.lastResult = choice(node, u"result", TestResult::NotRun);
        action.lastResultAt = action.lastResult == TestResult::NotRun ? QString() : m_at;
        action.state = choice(node, u"state", ActionState::Open);
        action.doneAt = action.state == ActionState::Done ? m_at : QString();
        if (found)
            action.findings = {found->fingerprint};
        for (qsizetype i = 0; i < node[u"controls"].size(); ++i)
            action.controls.append(node[u"controls"].at(i).text());
        action.controls.sort();
        push(addAction(m_model, action));
        if (!m_review.isNull())
            push(writeDown(m_model, word(itemOf(found), action.title), ReviewEvent::ActionAdded, found ? found->fingerprint : QString(), action.subject));
    }

    void requirements()
    {
        push(deriveRequirements({m_model, findings(),
                                 [this](const QString &kind) {
                                     const ControlInfo *info = m_catalogue.control(kind);
                                     return info ? ruleText(info->title) : kind;
                                 },
                                 [this](const Finding &each) {
                                     QStringList kinds;
                                     for (const Remedy &remedy : each.remedies)
                                         kinds.append(remedy.control);
                                     const RuleInfo *rule = kinds.isEmpty() ? m_catalogue.rule(each.rule) : nullptr;
                                     return rule ? rule->controls : kinds;
                                 }}));
    }

    // More words on one that was derived: of a control, on the element that it is required of.
    void requirement(const SpecNode &node)
    {
        const std::optional<Subject> subject = place(node);
        if (!subject)
            return;
        const QString kind = text(node, u"control");
        for (const Requirement &before : m_model.requirements) {
            if (before.control != kind || before.subject != *subject)
                continue;
            Requirement after = before;
            after.owner = text(node, u"owner");
            after.reference = text(node, u"reference");
            after.verification = text(node, u"verification");
            after.lastResult = choice(node, u"result", TestResult::NotRun);
            after.lastResultAt = after.lastResult == TestResult::NotRun ? QString() : m_at;
            for (qsizetype i = 0; i < node[u"protects"].size(); ++i) {
                const std::optional<DataAsset> asset = assetNamed(node, node[u"protects"].at(i).text());
                if (!asset)
                    continue;
                if (!m_model.assets.contains(asset->id))
                    push(setAsset(m_model, *asset), true);
                after.assets.append(asset->id);
            }
            std::sort(after.assets.begin(), after.assets.end());
            push(changeRequirement(m_model, after));
            return;
        }
        complain(node, ScriptText::tr("Nothing requires “%1” of “%2”.").arg(kind, text(node, u"on")));
    }

    void asset(const SpecNode &node)
    {
        std::optional<DataAsset> asset = assetNamed(node, text(node, u"name"));
        if (!asset)
            return;
        asset->owner = text(node, u"owner");
        asset->legalBasis = text(node, u"basis");
        asset->retention = text(node, u"kept");
        push(setAsset(m_model, *asset), true);
    }

    void review(const SpecNode &node)
    {
        Review review;
        review.title = text(node, u"title");
        const AgendaOrder order = choice(node, u"order", AgendaOrder::Risk);
        review.order = nameOf(order);
        review.minutes = int(node[u"minutes"].toNumber().value_or(90));
        review.facilitator = m_by;
        for (qsizetype i = 0; i < node[u"people"].size(); ++i)
            review.participants.append(node[u"people"].at(i).text());
        review.agenda = makeAgenda({m_model, findings(), [this](const Finding &each) { return titleOf(each) + u" · "_s + each.subjectName; }, {}}, order);
        const Version version = makeVersion(m_model, {}, u"review-start"_s, m_by, m_at);
        if (isNewestVersion(m_model, version)) {
            review.before = versionsOf(m_model).constFirst().id;
        } else {
            review.before = version.id;
            push(addVersion(m_model, version));
        }
        push(addUsualCheckpoints(m_model));
        m_began = m_at;
        m_seconds = 0;
        push(beginReview(m_model, review, m_by, m_at, &m_review));
    }

    void endReviewHere()
    {
        const Review *now = m_model.reviews.find(m_review);
        if (!now)
            return;
        push(endReview(m_model, word({})));
        const Version version = makeVersion(m_model, {}, u"review-end"_s, m_by, m_at);
        push(addVersion(m_model, version));
        Review after = m_model.reviews.value(m_review);
        after.after = version.id;
        Delta delta;
        changeIn(delta, *m_model.reviews.find(m_review), after);
        push(delta);
        m_review = {};
        m_began.clear();
    }

    void checkpoint(const SpecNode &node)
    {
        for (const CheckpointId &id : m_model.checkpoints.sortedIds()) {
            const Checkpoint found = m_model.checkpoints.value(id);
            if (found.name != text(node, u"name"))
                continue;
            const int ticks = std::min(int(node[u"ticked"].toNumber().value_or(0)), int(found.checklist.size()));
            for (int line = 0; line < ticks; ++line)
                push(tick(m_model, id, line, true, m_by, m_at));
            const QList<Version> versions = versionsOf(m_model);
            if (node.has(u"signed"))
                push(signOff(m_model, id, {text(node, u"signed"), m_by, m_at, versions.isEmpty() ? VersionId() : versions.constFirst().id, text(node, u"note")}));
            return;
        }
        complain(node, ScriptText::tr("There is no checkpoint called “%1”.").arg(text(node, u"name")));
    }

    ThreatModel m_model;
    const Catalogue &m_catalogue;
    Diagnostics &m_diagnostics;
    Progress &m_progress;
    AnalysisResult m_result;
    bool m_stale = true;
    QString m_at, m_by, m_began;
    int m_seconds = 0;
    ReviewId m_review;
};

} // namespace

ThreatModel runScript(ThreatModel model, const SpecNode &script, const Catalogue &catalogue, Diagnostics &diagnostics, Progress &progress)
{
    return Teller(std::move(model), catalogue, diagnostics, progress).tell(script);
}

} // namespace drawbridge
