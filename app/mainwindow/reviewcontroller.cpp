// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewcontroller.h"

#include "canvas/diagramview.h"
#include "document/document.h"
#include "edits/decisionedits.h"
#include "edits/workshopedits.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/reviewpreparation.h"
#include "mainwindow/reviewwalk.h"
#include "mainwindow/selectionlink.h"
#include "review/agendalist.h"
#include "review/minuteswindow.h"
#include "review/reviewbar.h"
#include "review/reviewer.h"
#include "review/votingbox.h"
#include "review/walklist.h"
#include "tables/words.h"
#include "workshop/agenda.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QLocale>
#include <QMainWindow>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QDockWidget *reviewDock(const char *name, const QString &title, QWidget *content, QMainWindow &window, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, &window);
    dock->setObjectName(QLatin1StringView(name));
    dock->setWidget(content);
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    dock->setTitleBarWidget(new QWidget(dock));
    window.addDockWidget(area, dock);
    dock->hide();
    return dock;
}

} // namespace

ReviewController::ReviewController(Document &document, AnalysisController &analysis, SelectionLink &selection, Views views)
    : QObject(&views.window), m_document(document), m_analysis(analysis), m_selection(selection), m_views(views)
{
    m_bar = new ReviewBar;
    m_bar->hide();
    auto *tops = qobject_cast<QBoxLayout *>(views.topBar.parentWidget()->layout());
    tops->insertWidget(tops->indexOf(&views.topBar) + 1, m_bar);
    m_agenda = new AgendaList;
    m_ways = new WalkList;
    m_left = new QStackedWidget;
    m_left->addWidget(m_agenda);
    m_left->addWidget(m_ways);
    m_card = new ReviewCard;
    m_card->setProperty("helpPage", u"review"_s);
    m_left->setProperty("helpPage", u"review"_s);
    m_side = reviewDock("reviewSideDock", tr("Agenda"), m_left, views.window, Qt::LeftDockWidgetArea);
    m_bottom = reviewDock("reviewCardDock", tr("Under discussion"), m_card, views.window, Qt::BottomDockWidgetArea);
    m_walk = new ReviewWalk(document, analysis, {views.diagram, selection, views.lenses}, this);

    connect(m_bar, &ReviewBar::minutesWanted, this, [this] { showMinutes(m_review); });
    connect(m_bar, &ReviewBar::actionWanted, this, [this] { m_card->write(CardEntry::Action); });
    connect(m_bar, &ReviewBar::pauseWanted, this, &ReviewController::pause);
    connect(m_bar, &ReviewBar::endWanted, this, &ReviewController::end);
    connect(m_bar, &ReviewBar::timeIsUp, this, [this] { emit said(tr("The time is up. The review goes on until you end it.")); });
    connect(m_bar, &ReviewBar::modeChosen, this, [this](ReviewMode mode) {
        setMode(mode);
        m_card->setFocus();
    });
    connect(m_agenda, &AgendaList::itemChosen, this, [this](const QString &key) {
        showItem(key);
        m_card->setFocus();
    });
    connect(m_agenda, &AgendaList::itemMoved, this, [this](const QString &key, int steps) { push(tr("Change the agenda"), moveItem(m_document.model(), m_review, key, steps)); });
    connect(m_ways, &WalkList::walkChosen, this, [this](int walk) {
        m_walk->choose(walk);
        m_card->setFocus();
    });
    connect(m_ways, &WalkList::stepChosen, this, [this](int step) {
        m_walk->goTo(step);
        m_card->setFocus();
    });
    connect(m_walk, &ReviewWalk::changed, this, &ReviewController::refresh);
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
        emit said(tr("It is not on the agenda of this review."));
    });
    connect(m_card, &ReviewCard::evidenceWanted, this, [this] {
        if (auto *inspector = m_views.window.findChild<QDockWidget *>(u"inspectorDock"_s)) {
            inspector->setVisible(inspector->isHidden());
            QTimer::singleShot(0, this, &ReviewController::frameAgain); // the diagram has another size now
        }
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
    if (m_active || m_working)
        return;
    if (const Review *running = runningReview(m_document.model())) {
        m_review = running->id;
        enter();
        return;
    }
    prepareReview(m_document, m_analysis, m_views.window, [this](const Review &plan, const QList<Person> &people) { begin(plan, people); });
}

void ReviewController::keepVersion(const QString &why, std::function<void(const Version &)> done)
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

void ReviewController::begin(const Review &plan, const QList<Person> &people)
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
        then([&](const ThreatModel &now) { return beginReview(now, review, reviewerName(), isoNow(), &m_review); });
        push(tr("Start the review"), delta);
        enter();
    });
}

void ReviewController::enter()
{
    const Review *now = review();
    if (!now || m_active)
        return;
    m_active = true;
    m_panels = m_views.window.saveState();
    for (QDockWidget *dock : m_views.window.findChildren<QDockWidget *>())
        dock->setVisible(dock == m_side || dock == m_bottom);
    m_views.window.resizeDocks({m_side}, {260}, Qt::Horizontal);
    m_views.window.resizeDocks({m_bottom}, {260}, Qt::Vertical);
    m_views.topBar.hide();
    m_bar->begin(now->title, now->minutes, now->secondsUsed);
    m_bar->show();
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

void ReviewController::pause()
{
    if (!m_active)
        return;
    m_active = false;
    m_walk->leave();
    m_bar->stop();
    m_bar->hide();
    m_views.topBar.show();
    m_side->hide();
    m_bottom->hide();
    m_views.window.restoreState(m_panels);
    m_side->hide();
    m_bottom->hide();
    m_views.diagram.highlightRoute({});
    emit activeChanged(false);
}

void ReviewController::end()
{
    if (!review() || m_working)
        return;
    keepVersion(u"review-end"_s, [this](const Version &version) {
        const ThreatModel &model = m_document.model();
        const Review *now = review();
        if (!now)
            return;
        const ReviewId id = m_review;
        push(tr("End the review"), followedBy(model, addVersion(model, version), [&](const ThreatModel &between) {
            Delta delta;
            Review after = *now;
            after.after = version.id;
            changeIn(delta, *now, after);
            return followedBy(between, delta, [&](const ThreatModel &last) { return endReview(last, word({})); });
        }));
        pause();
        showMinutes(id);
    });
}

void ReviewController::showMinutes(ReviewId id)
{
    const Review *about = m_document.model().reviews.find(id);
    if (!about)
        return;
    auto *window = new MinutesWindow(minutesOf(m_document.model(), *about), &m_views.window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &MinutesWindow::failed, this, &ReviewController::failed);
    window->open();
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
    const QList<QUuid> route = found.occurrences.isEmpty() ? QList<QUuid>() : found.occurrences.constFirst().route;
    QList<Subject> shown;
    for (const QUuid &id : route) {
        const Subject subject{m_document.model().flows.contains(FlowId(id)) ? SubjectKind::Flow : SubjectKind::Element, id};
        if (m_views.diagram.shows(subject))
            shown.append(subject);
    }
    if (shown.isEmpty())
        return;
    const QList<Subject> selected = m_views.diagram.selection();
    const QSignalBlocker blocker(m_views.diagram);
    m_views.diagram.select(shown);
    m_views.diagram.zoomToSelection();
    m_views.diagram.select(selected);
    m_views.diagram.highlightRoute(route);
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
    m_left->setCurrentWidget(isWalking() ? static_cast<QWidget *>(m_ways) : m_agenda);
    m_views.window.statusBar()->showMessage(ReviewCard::keysHint(isWalking()));
    if (isWalking()) {
        m_bar->setMode(m_walk->mode());
        m_bar->setPlace(m_walk->place());
        m_ways->show(m_walk->title(), m_walk->walks(), m_walk->walkIndex(), m_walk->stepIndex());
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
    m_agenda->show(model, *now, m_current, said);
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
    DecisionEntry decision{word(key, u"%1: %2"_s.arg(words::of(FindingStatus(int(state))), reason)), state, reason, owner, expires, {}, {}};
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
    const QString kind = found ? m_analysis.rules().askedControl(*found) : QString();
    if (kind.isEmpty())
        return;
    const QString key = m_current, fingerprint = found->fingerprint;
    const QString said = evidence.isEmpty() ? words::of(state) : u"%1: %2"_s.arg(words::of(state), evidence);
    push(answerEntry(m_document.model(), {word(key, said), kind, found->subject, state, evidence, owner, QDate::currentDate()}), {fingerprint});
    goOn(key);
}

void ReviewController::onWritten(CardEntry entry, const QString &text, const QString &owner, const QString &due)
{
    const AgendaItem *about = isWalking() ? nullptr : item(m_current);
    const QList<Subject> selected = m_views.diagram.selection();
    WrittenEntry written{entry, word(about ? m_current : QString(), text), {}, {}, m_current, owner, due, {}};
    if (const WalkStep *step = isWalking() ? m_walk->current() : nullptr) {
        written.subject = step->subject;
        written.finding = m_walk->finding();
        written.about = step->title;
    } else {
        // A threat or an action is about what is selected; what is said belongs to the item.
        const bool toItem = about && (entry == CardEntry::Comment || entry == CardEntry::Question);
        written.subject = toItem || selected.size() != 1 ? (about ? about->subject : Subject()) : selected.constFirst();
        written.finding = about ? about->finding : QString();
    }
    const ReviewEntry made = writtenEntry(m_document.model(), written);
    push(made);
    if (made.failure.isEmpty())
        emit said(entry == CardEntry::Threat   ? tr("The threat is on the agenda, next.")
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
