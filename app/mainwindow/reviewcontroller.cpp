// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewcontroller.h"

#include "canvas/diagramview.h"
#include "analysis/questions.h"
#include "document/document.h"
#include "edits/decisionedits.h"
#include "history/versions.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/reviewbounds.h"
#include "mainwindow/reviewpreparation.h"
#include "mainwindow/reviewstage.h"
#include "mainwindow/reviewwalk.h"
#include "mainwindow/selectionlink.h"
#include "review/agendalist.h"
#include "review/reviewbar.h"
#include "review/reviewer.h"
#include "review/votingbox.h"
#include "review/walklist.h"
#include "tables/words.h"
#include "workshop/agenda.h"

#include <QMainWindow>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReviewController::ReviewController(Document &document, AnalysisController &analysis, SelectionLink &selection, Views views)
    : QObject(&views.window), m_document(document), m_analysis(analysis), m_selection(selection), m_views(views)
{
    m_stage = new ReviewStage(views.window, views.diagram, views.topBar);
    m_bar = &m_stage->bar();
    m_card = &m_stage->card();
    m_bounds = new ReviewBounds(document, views.window);
    m_walk = new ReviewWalk(document, analysis, {views.diagram, selection, views.lenses}, this);

    connect(m_bar, &ReviewBar::minutesWanted, this, [this] { showMinutes(m_review); });
    connect(m_bar, &ReviewBar::actionWanted, this, [this] { m_card->write(CardEntry::Action); });
    connect(m_bar, &ReviewBar::pauseWanted, this, &ReviewController::pause);
    connect(m_bar, &ReviewBar::endWanted, this, [this] { m_bounds->askEnd(m_review, m_bar->secondsUsed()); });
    connect(m_bar, &ReviewBar::timeIsUp, this, [this] { emit said(tr("The time is up. The review goes on until you end it.")); });
    connect(m_bar, &ReviewBar::modeChosen, this, [this](ReviewMode mode) {
        setMode(mode);
        m_card->setFocus();
    });
    connect(&m_stage->agenda(), &AgendaList::itemChosen, this, [this](const QString &key) {
        showItem(key);
        m_card->setFocus();
    });
    connect(&m_stage->agenda(), &AgendaList::itemMoved, this, &ReviewController::move);
    connect(&m_stage->ways(), &WalkList::walkChosen, this, [this](int walk) {
        m_walk->choose(walk);
        m_card->setFocus();
    });
    connect(&m_stage->ways(), &WalkList::stepChosen, this, [this](int step) {
        m_walk->goTo(step);
        m_card->setFocus();
    });
    connect(m_walk, &ReviewWalk::changed, this, &ReviewController::refresh);
    connect(m_stage, &ReviewStage::resized, this, &ReviewController::frameAgain);
    connect(&m_selection, &SelectionLink::shown, this, [this](const Subject &subject, const QString &finding) {
        m_pointed = finding.isEmpty() ? subject : Subject();
        if (m_active)
            m_card->setAbout(nameOfPointed());
    });
    connect(m_bounds, &ReviewBounds::failed, this, &ReviewController::failed);
    connect(m_bounds, &ReviewBounds::begun, this, [this](ReviewId review) {
        m_review = review;
        enter();
    });
    connect(m_bounds, &ReviewBounds::ended, this, &ReviewController::pause);
    connectCard();
    connect(&m_document, &Document::changed, this, [this] {
        if (m_active && !review())
            pause(); // its beginning was undone
        else
            refresh();
    });
    connect(&m_document, &Document::resetDone, this, &ReviewController::pause);
    connect(&m_analysis, &AnalysisController::analysed, this, [this] {
        if (m_effect.isPending() && m_analysis.isIdle())
            m_effect.tell(m_analysis.outcome().result->findings, m_analysis.rules());
        m_walk->refresh();
        refresh();
    });
}

ReviewController::~ReviewController() = default;

void ReviewController::connectCard()
{
    connect(m_card, &ReviewCard::decided, this, &ReviewController::onDecided);
    connect(m_card, &ReviewCard::answered, this, &ReviewController::onAnswered);
    connect(m_card, &ReviewCard::written, this, &ReviewController::onWritten);
    connect(m_card, &ReviewCard::parked, this, [this] { settle(AgendaState::Parked); });
    connect(m_card, &ReviewCard::skipped, this, [this] { settle(AgendaState::Skipped); });
    connect(m_card, &ReviewCard::nextWanted, this, [this] { goBy(1); });
    connect(m_card, &ReviewCard::backWanted, this, [this] { goBy(-1); });
    connect(m_card, &ReviewCard::modeWanted, this, [this](int mode) { setMode(ReviewMode(mode)); });
    connect(m_card, &ReviewCard::otherWalkWanted, m_walk, &ReviewWalk::other);
    connect(m_card, &ReviewCard::decisionWanted, this, [this] {
        const QString finding = m_walk->finding();
        const Review *now = review();
        for (const AgendaItem &entry : now ? now->agenda : QList<AgendaItem>()) {
            if (entry.finding == finding)
                return showItem(entry.key);
        }
        m_card->setNote(tr("It is not on the agenda of this review."));
    });
    connect(m_card, &ReviewCard::evidenceWanted, m_stage, &ReviewStage::toggleEvidence);
    connect(m_card, &ReviewCard::minutesWanted, this, [this] { showMinutes(m_review); });
    connect(m_card, &ReviewCard::pauseWanted, this, &ReviewController::pause);
    connect(m_card, &ReviewCard::endWanted, this, [this] { m_bounds->askEnd(m_review, m_bar->secondsUsed()); });
    connect(m_card, &ReviewCard::browsed, this, &ReviewController::browse);
    connect(m_card, &ReviewCard::moveWanted, this, [this](int steps) { move(m_current, steps); });
    connect(m_card, &ReviewCard::itemWanted, this, [this] {
        m_pointed = {};
        m_card->setAbout({});
        isWalking() ? m_walk->show() : showItem(m_current);
    });
    connect(m_card, &ReviewCard::votesWanted, this, [this] { push(tr("Show the votes"), showVotes(m_document.model(), word(m_current))); });
    connect(m_card->votes(), &VotingBox::voted, this, [this](const QString &person, int likelihood, int impact) {
        ReviewWord vote = word(m_current);
        vote.who = person;
        push(tr("Vote"), castVote(m_document.model(), vote, likelihood, impact));
    });
}

bool ReviewController::isWalking() const { return m_walk->isActive(); }

// Findings and questions lead to the next item of their kind; the others are walked.
void ReviewController::setMode(ReviewMode mode)
{
    const Review *now = review();
    if (!m_active || !now)
        return;
    if (mode == ReviewMode::Findings || mode == ReviewMode::Questions) {
        const bool questions = mode == ReviewMode::Questions;
        const auto isOfKind = [&](const AgendaItem &entry) {
            const Finding *found = finding(entry.finding);
            return found && (found->kind == FindingKind::Question) == questions;
        };
        const AgendaItem *current = item(m_current);
        if (current && isOfKind(*current))
            return showItem(m_current);
        for (const AgendaState wanted : {AgendaState::Waiting, AgendaState::Parked, AgendaState::Skipped, AgendaState::Settled}) {
            for (const AgendaItem &entry : now->agenda) {
                if (entry.state == wanted && isOfKind(entry))
                    return showItem(entry.key);
            }
        }
        if (!m_current.isEmpty())
            showItem(m_current);
        return;
    }
    // Changes are those since the last time; in a first review what it has brought itself.
    VersionId since = now->before;
    const QList<Version> versions = versionsOf(m_document.model());
    for (qsizetype i = 0; i + 1 < versions.size(); ++i) {
        if (versions[i].id == now->before)
            since = versions[i + 1].id;
    }
    m_walk->enter(mode, since);
    refresh();
}

void ReviewController::goBy(int by)
{
    if (isWalking()) {
        m_walk->step(by);
        return;
    }
    const Review *now = review();
    if (!now)
        return;
    m_effect.clear();
    const QString key = by > 0 ? nextItem(*now, m_current) : previousItem(*now, m_current);
    if (by > 0 || !key.isEmpty())
        showItem(key);
}

// Along the agenda as it stands, whatever became of the items.
void ReviewController::browse(int by)
{
    const Review *now = review();
    if (!now || now->agenda.isEmpty())
        return;
    qsizetype at = -1;
    for (qsizetype i = 0; i < now->agenda.size(); ++i) {
        if (now->agenda[i].key == m_current)
            at = i;
    }
    m_effect.clear();
    showItem(now->agenda[std::clamp(at < 0 ? 0 : at + by, qsizetype(0), now->agenda.size() - 1)].key);
}

void ReviewController::move(const QString &key, int steps)
{
    if (const Delta delta = moveItem(m_document.model(), m_review, key, steps); !delta.isEmpty())
        push(tr("Change the agenda"), delta);
}

// What somebody has pointed at instead of what is under discussion.
Subject ReviewController::pointed() const
{
    const AgendaItem *about = isWalking() ? nullptr : item(m_current);
    const WalkStep *step = isWalking() ? m_walk->current() : nullptr;
    const Subject now = about ? about->subject : step ? step->subject : Subject();
    return m_pointed == now || words::nameOf(m_document.model(), m_pointed).isEmpty() ? Subject() : m_pointed;
}

QString ReviewController::nameOfPointed() const
{
    const Subject subject = pointed();
    if (const DataFlow *flow = subject.kind == SubjectKind::Flow ? m_document.model().flows.find(FlowId(subject.id)) : nullptr)
        return words::flowEnds(m_document.model(), *flow); // "3 operations" says too little
    return subject == Subject() ? QString() : words::nameOf(m_document.model(), subject);
}

ReviewWord ReviewController::word(const QString &item, const QString &text) const
{
    return {m_review, item, reviewerName(), isoNow(), text, m_bar->secondsUsed()};
}

const Review *ReviewController::review() const
{
    const Review *found = m_document.model().reviews.find(m_review);
    return found && found->endedAt.isEmpty() ? found : nullptr;
}

const AgendaItem *ReviewController::item(const QString &key) const
{
    if (const Review *now = review()) {
        for (const AgendaItem &entry : now->agenda) {
            if (entry.key == key)
                return &entry;
        }
    }
    return nullptr;
}

const Finding *ReviewController::finding(const QString &fingerprint) const
{
    for (const Finding &found : m_analysis.outcome().result->findings) {
        if (found.fingerprint == fingerprint)
            return &found;
    }
    return nullptr;
}

void ReviewController::start()
{
    if (m_active || m_bounds->isWorking())
        return;
    if (const Review *running = runningReview(m_document.model())) {
        m_review = running->id;
        enter();
        return;
    }
    prepareReview(m_document, m_analysis, m_views.window, [this](const Review &plan, const QList<Person> &people) { m_bounds->begin(plan, people); });
}

void ReviewController::enter()
{
    const Review *now = review();
    if (!now || m_active)
        return;
    m_active = true;
    m_stage->open();
    m_bar->begin(now->title, now->minutes, now->secondsUsed);
    emit activeChanged(true);
    const AgendaItem *current = item(now->current);
    m_current.clear();
    m_effect.clear();
    m_walk->clear();
    QStringList names;
    for (const Person &person : m_document.model().people)
        names.append(person.name);
    names.sort();
    m_card->setPeople(names);
    m_bar->setOffered(ReviewMode::Changes, !now->before.isNull());
    showItem(current && current->state == AgendaState::Waiting ? current->key : nextItem(*now, now->current));
    m_card->setFocus();
}

void ReviewController::showMinutes(ReviewId review)
{
    m_bounds->showMinutes(review);
}

void ReviewController::pause()
{
    if (!m_active)
        return;
    m_active = false;
    m_walk->leave();
    m_stage->close();
    m_views.window.statusBar()->clearMessage();
    emit activeChanged(false);
}

ReviewSubject ReviewController::subjectFor(const QString &key) const
{
    ReviewSubject subject;
    const AgendaItem *entry = item(key);
    if (!entry)
        return subject;
    subject.key = key;
    subject.finding = entry->finding;
    subject.title = entry->title;
    const Finding *found = finding(entry->finding);
    if (!found) {
        subject.settled = m_analysis.isIdle() ? tr("Closed: nothing in the model shows it any more.") : QString();
        return subject;
    }
    const RuleTexts rules = m_analysis.rules();
    subject.title = rules.title(*found);
    if (const RuleInfo *rule = rules.rule(found->rule))
        subject.why = ruleText(rule->why).simplified();
    subject.where = found->subjectName;
    if (const Element *service = m_document.model().elements.find(found->service); service && service->name != found->subjectName)
        subject.where = subject.where.isEmpty() ? service->name : u"%1 · %2"_s.arg(subject.where, service->name);
    subject.question = found->kind == FindingKind::Question;
    subject.risk = found->risk;
    subject.band = int(found->band);
    subject.others = int(sameCause(m_analysis.outcome().result->findings, found->fingerprint).size());
    if (const Element *service = m_document.model().elements.find(found->service))
        subject.owner = service->owner;
    if (const Decision *decision = m_document.model().decisions.find(found->decision); decision && decision->state != DecisionState::Open)
        subject.settled = u"%1: %2"_s.arg(words::of(FindingStatus(int(decision->state))), decision->reason);
    return subject;
}

void ReviewController::showItem(const QString &key)
{
    m_walk->leave();
    m_current = key;
    refresh();
    const AgendaItem *entry = item(key);
    if (const Finding *found = entry ? finding(entry->finding) : nullptr) {
        m_selection.selectFinding(found->fingerprint);
        frame(*found);
    } else if (entry) {
        m_selection.selectSubject(entry->subject);
    }
}

void ReviewController::frame(const Finding &found)
{
    frameRoute(m_views.diagram, m_document.model(), found.occurrences.isEmpty() ? QList<QUuid>() : found.occurrences.constFirst().route);
}

// After the diagram has changed its size.
void ReviewController::frameAgain()
{
    if (isWalking()) {
        m_walk->show();
        return;
    }
    const AgendaItem *entry = item(m_current);
    if (const Finding *found = entry ? finding(entry->finding) : nullptr)
        frame(*found);
}

void ReviewController::refresh()
{
    const Review *now = m_active ? review() : nullptr;
    if (!now)
        return;
    m_stage->showWays(isWalking());
    m_views.window.statusBar()->showMessage(ReviewCard::keysHint(isWalking()));
    if (isWalking()) {
        m_bar->setMode(m_walk->mode());
        m_bar->setPlace(m_walk->place());
        m_stage->ways().show(m_walk->title(), m_walk->walks(), m_walk->walkIndex(), m_walk->stepIndex());
        m_card->show(m_walk->subject());
        return;
    }
    const ThreatModel &model = m_document.model();
    QHash<QString, QString> said;
    const QHash<QString, Decision> decisions = decisionsInForce(model);
    int place = 0;
    for (qsizetype i = 0; i < now->agenda.size(); ++i) {
        const AgendaItem &entry = now->agenda[i];
        if (entry.key == m_current)
            place = int(i) + 1;
        const Decision decision = decisions.value(entry.finding);
        if (decision.state != DecisionState::Open)
            said.insert(entry.key, words::of(FindingStatus(int(decision.state))));
        else if (entry.state == AgendaState::Settled)
            said.insert(entry.key, tr("answered"));
        else if (m_analysis.isIdle() && !finding(entry.finding))
            said.insert(entry.key, tr("closed"));
    }
    ReviewSubject subject = subjectFor(m_current);
    subject.effect = m_effect.sentence();
    m_bar->setMode(subject.question ? ReviewMode::Questions : ReviewMode::Findings);
    m_bar->setPlace(now->agenda.isEmpty() ? QString() : tr("Agenda %1 of %2").arg(place).arg(now->agenda.size()));
    m_stage->agenda().show(model, *now, m_current, said);
    m_card->show(subject);
    m_card->votes()->show(*now, m_current);
}

void ReviewController::push(const QString &text, const Delta &delta)
{
    m_document.endMerge();
    m_document.push(text, delta);
}

void ReviewController::push(const ReviewEntry &entry, const QStringList &expected)
{
    if (!entry.failure.isEmpty()) {
        emit failed(entry.failure);
        return;
    }
    m_effect.expect(m_analysis.outcome().result->findings, m_analysis.rules(), expected);
    push(entry.text, entry.delta);
}

void ReviewController::goOn(const QString &key)
{
    if (const Review *now = review())
        showItem(nextItem(*now, key));
}

void ReviewController::onDecided(DecisionState state, const QString &reason, const QString &owner, const QString &expires, bool together)
{
    const AgendaItem *entry = item(m_current);
    if (!entry)
        return;
    const QString key = m_current;
    const Finding *found = finding(entry->finding);
    if (!found) { // closed by a change of the model: what was said about it is kept
        push(tr("Decide in the review"), settleItem(m_document.model(), word(key, reason), AgendaState::Settled, ReviewEvent::Decided));
        goOn(key);
        return;
    }
    QStringList fingerprints{found->fingerprint};
    if (together)
        fingerprints += sameCause(m_analysis.outcome().result->findings, found->fingerprint);
    QString said = u"%1: %2"_s.arg(words::of(FindingStatus(int(state))), reason);
    if (!owner.isEmpty())
        said += u" ("_s + (expires.isEmpty() ? tr("owner %1").arg(owner) : tr("owner %1, until %2").arg(owner, expires)) + u')';
    else if (!expires.isEmpty())
        said += u" ("_s + tr("until %1").arg(expires) + u')';
    DecisionEntry decision{word(key, said), state, reason, owner, expires, {}, {}};
    decision.titleOf = [rules = m_analysis.rules()](const Finding &each) { return rules.title(each); };
    for (const QString &fingerprint : std::as_const(fingerprints))
        decision.findings.append(finding(fingerprint));
    push(decisionEntry(m_document.model(), decision), fingerprints);
    goOn(key);
}

void ReviewController::onAnswered(ControlState state, const QString &evidence, const QString &owner)
{
    const AgendaItem *entry = item(m_current);
    const Finding *found = entry ? finding(entry->finding) : nullptr;
    if (!found)
        return;
    // Asked and answered as in the list of questions: once for a control and the place where it would stand.
    const QDate today = QDate::currentDate();
    const QList<Question> questions = questionsOf(m_document.model(), *m_analysis.outcome().result, today);
    const auto question = std::find_if(questions.cbegin(), questions.cend(), [&](const Question &each) { return each.findings.contains(found->fingerprint); });
    if (question == questions.cend())
        return;
    const QString key = m_current;
    const QString said = evidence.isEmpty() ? words::of(state) : u"%1: %2"_s.arg(words::of(state), evidence);
    push(answerEntry(m_document.model(), {word(key, said), question->control, question->point, state, evidence, owner, today}), {found->fingerprint});
    goOn(key);
}

void ReviewController::onWritten(CardEntry entry, const QString &text, const QString &owner, const QString &due)
{
    const AgendaItem *about = isWalking() ? nullptr : item(m_current);
    const Subject here = pointed();
    WrittenEntry written{entry, word(about ? m_current : QString(), text), {}, {}, m_current, owner, due, {}};
    if (const WalkStep *step = isWalking() ? m_walk->current() : nullptr) {
        written.subject = step->subject;
        written.finding = m_walk->finding();
        written.about = step->title;
    } else {
        written.subject = about ? about->subject : Subject();
        written.finding = about ? about->finding : QString();
    }
    if (here != Subject()) {
        written.subject = here;
        written.about = nameOfPointed();
        if (entry != CardEntry::Action) // an action about something else may still serve the finding
            written.finding.clear();
    }
    const ReviewEntry made = writtenEntry(m_document.model(), written);
    if (!made.failure.isEmpty())
        return emit failed(made.failure);
    m_effect.clear(); // of the word before; a threat that was said is not news
    push(made.text, made.delta);
    if (entry == CardEntry::Threat && !about && !isWalking())
        goOn({}); // nothing else is under discussion
    m_card->setNote(entry == CardEntry::Threat   ? tr("The threat is on the agenda, next.")
                    : entry == CardEntry::Action ? tr("The action is written down.")
                                                 : tr("Written down."));
}

void ReviewController::settle(AgendaState state)
{
    if (!item(m_current))
        return;
    const QString key = m_current;
    push(state == AgendaState::Parked ? tr("Park") : tr("Skip"),
         settleItem(m_document.model(), word(key), state, state == AgendaState::Parked ? ReviewEvent::Parked : ReviewEvent::Skipped));
    goOn(key);
}

} // namespace drawbridge
