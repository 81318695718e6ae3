// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reviewcontroller.h"

#include "canvas/diagramview.h"
#include "document/document.h"
#include "edits/controledits.h"
#include "edits/decisionedits.h"
#include "edits/threatedits.h"
#include "edits/workshopedits.h"
#include "history/comparison.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/selectionlink.h"
#include "review/agendalist.h"
#include "review/minuteswindow.h"
#include "review/reviewbar.h"
#include "review/reviewer.h"
#include "review/reviewsetup.h"
#include "review/votingbox.h"
#include "tables/words.h"
#include "threatmodel/threats.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QLocale>
#include <QMainWindow>
#include <QStatusBar>
#include <QtConcurrent>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int answerDays = 365; // how long an answer holds (ENGINE section 9)

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
    m_card = new ReviewCard;
    m_card->setProperty("helpPage", u"review"_s);
    m_agenda->setProperty("helpPage", u"review"_s);
    m_side = reviewDock("reviewSideDock", tr("Agenda"), m_agenda, views.window, Qt::LeftDockWidgetArea);
    m_bottom = reviewDock("reviewCardDock", tr("Under discussion"), m_card, views.window, Qt::BottomDockWidgetArea);

    connect(m_bar, &ReviewBar::minutesWanted, this, [this] { showMinutes(m_review); });
    connect(m_bar, &ReviewBar::actionWanted, this, [this] { m_card->write(CardEntry::Action); });
    connect(m_bar, &ReviewBar::pauseWanted, this, &ReviewController::pause);
    connect(m_bar, &ReviewBar::endWanted, this, &ReviewController::end);
    connect(m_bar, &ReviewBar::timeIsUp, this, [this] { emit said(tr("The time is up. The review goes on until you end it.")); });
    connect(m_agenda, &AgendaList::itemChosen, this, [this](const QString &key) {
        showItem(key);
        m_card->setFocus();
    });
    connect(m_agenda, &AgendaList::itemMoved, this, [this](const QString &key, int steps) { push(tr("Change the agenda"), moveItem(m_document.model(), m_review, key, steps)); });
    connect(m_card, &ReviewCard::decided, this, &ReviewController::onDecided);
    connect(m_card, &ReviewCard::answered, this, &ReviewController::onAnswered);
    connect(m_card, &ReviewCard::written, this, &ReviewController::onWritten);
    connect(m_card, &ReviewCard::parked, this, [this] { settle(AgendaState::Parked); });
    connect(m_card, &ReviewCard::skipped, this, [this] { settle(AgendaState::Skipped); });
    connect(m_card, &ReviewCard::nextWanted, this, [this] {
        if (const Review *now = review())
            showItem(nextItem(*now, m_current));
    });
    connect(m_card, &ReviewCard::backWanted, this, [this] {
        const Review *now = review();
        const QString before = now ? previousItem(*now, m_current) : QString();
        if (!before.isEmpty())
            showItem(before);
    });
    connect(m_card, &ReviewCard::evidenceWanted, this, [this] {
        if (auto *inspector = m_views.window.findChild<QDockWidget *>(u"inspectorDock"_s))
            inspector->setVisible(inspector->isHidden());
    });
    connect(m_card, &ReviewCard::votesWanted, this, [this] {
        push(tr("Show the votes"), showVotes(m_document.model(), {m_review, m_current, reviewerName(), isoNow(), {}, m_bar->secondsUsed()}));
    });
    connect(m_card->votes(), &VotingBox::voted, this, [this](const QString &person, int likelihood, int impact) {
        push(tr("Vote"), castVote(m_document.model(), {m_review, m_current, person, isoNow(), {}, m_bar->secondsUsed()}, likelihood, impact));
    });
    connect(&m_document, &Document::changed, this, [this] {
        if (m_active && !review())
            pause(); // its beginning was undone
        else
            refresh();
    });
    connect(&m_document, &Document::resetDone, this, &ReviewController::pause);
    connect(&m_analysis, &AnalysisController::analysed, this, &ReviewController::refresh);
}

ReviewController::~ReviewController() = default;

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
    prepare();
}

void ReviewController::prepare()
{
    const ThreatModel &model = m_document.model();
    QList<Person> people;
    for (const Person &person : model.people)
        people.append(person);
    std::sort(people.begin(), people.end(), [](const Person &a, const Person &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    // New since the newest version: what the agenda "by change" begins with.
    auto changed = std::make_shared<QSet<QString>>();
    const QList<Version> versions = versionsOf(model);
    const auto agenda = [this, changed](AgendaOrder order) {
        const AnalysisOutcome &outcome = m_analysis.outcome();
        const RuleTexts rules = m_analysis.rules();
        const auto title = [&](const Finding &f) { return f.subjectName.isEmpty() ? rules.title(f) : u"%1 · %2"_s.arg(rules.title(f), f.subjectName); };
        return makeAgenda({*outcome.model, outcome.result->findings, title, *changed}, order);
    };
    auto *setup = new ReviewSetup(tr("Review of %1").arg(model.project().name.isEmpty() ? tr("the system") : model.project().name), people, reviewerName(), agenda, &m_views.window);
    setup->setAttribute(Qt::WA_DeleteOnClose);
    if (!versions.isEmpty() && m_analysis.catalogue()) {
        // The earlier version is analysed while the dialog is being filled in.
        using Fingerprints = QSet<QString>;
        auto *watcher = new QFutureWatcher<Fingerprints>(setup);
        connect(watcher, &QFutureWatcher<Fingerprints>::finished, setup, [watcher, changed] { *changed = watcher->result(); });
        watcher->setFuture(QtConcurrent::run([version = versions.constFirst(), now = m_analysis.outcome().result, catalogue = m_analysis.catalogue()] {
            Fingerprints fresh;
            const Result<ThreatModel> then = openVersion(version);
            if (!then.isOk())
                return fresh;
            Progress progress;
            const AnalysisResult before = analyze(*then, *catalogue, {QDate::currentDate()}, progress);
            for (const FindingChange &change : compareFindings(before.findings, now->findings, [](const Finding &) { return QString(); })) {
                if (change.what == FindingChange::Appeared || change.what == FindingChange::Worse)
                    fresh.insert(change.fingerprint);
            }
            return fresh;
        }));
    }
    connect(setup, &QDialog::accepted, this, [this, setup] { begin(setup->review(), setup->people()); });
    setup->open();
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
    showItem(current && current->state == AgendaState::Waiting ? current->key : nextItem(*now, now->current));
    m_card->setFocus();
}

void ReviewController::pause()
{
    if (!m_active)
        return;
    m_active = false;
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
            return followedBy(between, delta, [&](const ThreatModel &last) { return endReview(last, {id, {}, reviewerName(), isoNow(), {}, m_bar->secondsUsed()}); });
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

void ReviewController::refresh()
{
    const Review *now = m_active ? review() : nullptr;
    if (!now)
        return;
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
    }
    m_bar->setPlace(place, int(now->agenda.size()));
    m_agenda->show(model, *now, m_current, said);
    m_card->show(subjectFor(m_current));
    m_card->votes()->show(*now, m_current);
    m_views.window.statusBar()->showMessage(ReviewCard::keysHint());
}

void ReviewController::push(const QString &text, const Delta &delta)
{
    m_document.endMerge();
    m_document.push(text, delta);
}

void ReviewController::goOn(const QString &key)
{
    if (const Review *now = review())
        showItem(nextItem(*now, key));
}

void ReviewController::onDecided(DecisionState state, const QString &reason, const QString &owner, const QString &expires, bool together)
{
    const AgendaItem *entry = item(m_current);
    const Finding *found = entry ? finding(entry->finding) : nullptr;
    if (!entry)
        return;
    if (!found) { // closed by a change of the model: what was said about it is kept
        const QString gone = m_current;
        push(tr("Decide in the review"), settleItem(m_document.model(), {m_review, gone, reviewerName(), isoNow(), reason, m_bar->secondsUsed()}, AgendaState::Settled, ReviewEvent::Decided));
        goOn(gone);
        return;
    }
    const RuleTexts rules = m_analysis.rules();
    QStringList fingerprints{found->fingerprint};
    if (together)
        fingerprints += sameCause(m_analysis.outcome().result->findings, found->fingerprint);
    QList<Decision> decisions;
    for (const QString &fingerprint : std::as_const(fingerprints)) {
        const Finding *each = finding(fingerprint);
        Decision decision;
        decision.fingerprint = fingerprint;
        decision.rule = each->rule;
        decision.findingTitle = rules.title(*each);
        decision.state = state;
        decision.reason = reason;
        decision.owner = owner;
        decision.decidedBy = reviewerName();
        decision.decidedAt = isoNow();
        decision.expires = expires;
        decision.contextDigest = each->contextDigest;
        decisions.append(decision);
    }
    const QString word = u"%1: %2"_s.arg(words::of(FindingStatus(int(state))), reason);
    const QString key = m_current;
    Delta delta = decide(m_document.model(), decisions);
    for (const AgendaItem &each : review()->agenda) {
        if (each.key == key || fingerprints.contains(each.finding))
            delta = followedBy(m_document.model(), delta, [&](const ThreatModel &now) {
                return settleItem(now, {m_review, each.key, reviewerName(), isoNow(), word, m_bar->secondsUsed()}, AgendaState::Settled, ReviewEvent::Decided);
            });
    }
    push(tr("Decide in the review"), delta);
    goOn(key);
}

void ReviewController::onAnswered(ControlState state, const QString &evidence, const QString &owner)
{
    const AgendaItem *entry = item(m_current);
    const Finding *found = entry ? finding(entry->finding) : nullptr;
    const QString kind = found ? m_analysis.rules().askedControl(*found) : QString();
    if (kind.isEmpty())
        return;
    const QString key = m_current;
    Control control;
    control.kind = kind;
    control.subject = found->subject;
    control.state = state;
    control.quality = ControlQuality::Asserted;
    control.owner = owner;
    control.evidence = evidence;
    control.date = QDate::currentDate().toString(Qt::ISODate);
    const bool known = state != ControlState::Unknown;
    control.expires = known ? QDate::currentDate().addDays(answerDays).toString(Qt::ISODate) : QString();
    const QString word = evidence.isEmpty() ? words::of(state) : u"%1: %2"_s.arg(words::of(state), evidence);
    push(tr("Answer in the review"), followedBy(m_document.model(), setControl(m_document.model(), control), [&](const ThreatModel &now) {
        // What nobody in the room knows comes back at the end.
        return settleItem(now, {m_review, key, reviewerName(), isoNow(), word, m_bar->secondsUsed()}, known ? AgendaState::Settled : AgendaState::Parked,
                          known ? ReviewEvent::Answered : ReviewEvent::Parked);
    }));
    goOn(key);
}

void ReviewController::onWritten(CardEntry entry, const QString &text, const QString &owner, const QString &due)
{
    const ThreatModel &model = m_document.model();
    const AgendaItem *about = item(m_current);
    const QList<Subject> selected = m_views.diagram.selection();
    const Subject subject = selected.size() == 1 ? selected.constFirst() : about ? about->subject : Subject();
    const QString fingerprint = about ? about->finding : QString();
    const ReviewWord word{m_review, m_current, reviewerName(), isoNow(), text, m_bar->secondsUsed()};
    if (entry == CardEntry::Comment || entry == CardEntry::Question) {
        Comment comment;
        comment.subject = about ? about->subject : subject;
        comment.finding = fingerprint;
        comment.author = word.who;
        comment.writtenAt = word.at;
        comment.text = text;
        comment.question = entry == CardEntry::Question;
        push(comment.question ? tr("Ask a question") : tr("Comment"), followedBy(model, addComment(model, comment), [&](const ThreatModel &now) {
            return writeDown(now, word, ReviewEvent::Commented, fingerprint, comment.subject);
        }));
    } else if (entry == CardEntry::Action) {
        Action action;
        action.title = text;
        action.owner = owner;
        action.due = due;
        action.subject = subject;
        action.createdAt = word.at;
        if (!fingerprint.isEmpty())
            action.findings = {fingerprint};
        push(tr("Add an action"), followedBy(model, addAction(model, action), [&](const ThreatModel &now) { return writeDown(now, word, ReviewEvent::ActionAdded, fingerprint, subject); }));
    } else if (entry == CardEntry::Threat) {
        Threat threat;
        threat.title = text;
        threat.subject = subject;
        threat.author = word.who;
        threat.writtenAt = word.at;
        Threat created;
        Delta delta = addThreat(model, threat, &created);
        if (delta.isEmpty()) {
            emit failed(tr("The threat was not added: what it is about is no longer in the model."));
            return;
        }
        const QString added = threatFingerprint(created.id);
        delta = followedBy(model, delta, [&](const ThreatModel &now) { return addItem(now, word, {added, added, subject, text, AgendaState::Waiting}); });
        push(tr("Add a threat"), followedBy(model, delta, [&](const ThreatModel &now) { return writeDown(now, word, ReviewEvent::ThreatAdded, added, subject); }));
    }
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
         settleItem(m_document.model(), {m_review, key, reviewerName(), isoNow(), {}, m_bar->secondsUsed()}, state,
                    state == AgendaState::Parked ? ReviewEvent::Parked : ReviewEvent::Skipped));
    goOn(key);
}

} // namespace drawbridge
