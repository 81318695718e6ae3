// SPDX-License-Identifier: Apache-2.0
#include "review/actionspage.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "edits/workshopedits.h"
#include "review/reviewer.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int ownerFrom = 420; // width from which owners have a column

} // namespace

ActionsPage::ActionsPage(QWidget *parent) : WorkshopPage(parent)
{
    setObjectName(u"actionsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    auto *add = new QPushButton(tr("Add an action"));
    add->setObjectName(u"actionAdd"_s);
    layout->addWidget(add, 0, Qt::AlignLeft);
    m_list = new QTreeWidget;
    m_list->setObjectName(u"actionList"_s);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setHeaderLabels({tr("Action"), tr("Owner"), tr("Due")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    layout->addWidget(m_list, 1);
    m_form = new QWidget;
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    const auto line = [&](const QString &label, const char *name) {
        auto *edit = new QLineEdit;
        edit->setObjectName(QLatin1StringView(name));
        edit->setMaxLength(500);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::editingFinished, this, &ActionsPage::commit);
        return edit;
    };
    m_title = line(tr("&Title"), "actionTitle");
    m_description = new QPlainTextEdit;
    m_description->setTabChangesFocus(true);
    m_description->setFixedHeight(52);
    form->addRow(tr("De&tails"), m_description);
    m_owner = line(tr("&Owner"), "actionOwner");
    m_state = new QComboBox;
    m_state->setObjectName(u"actionState"_s);
    m_state->addItem(tr("Open"), int(ActionState::Open));
    m_state->addItem(tr("In progress"), int(ActionState::InProgress));
    m_state->addItem(tr("Done"), int(ActionState::Done));
    m_state->addItem(tr("Dropped"), int(ActionState::Dropped));
    form->addRow(tr("&State"), m_state);
    auto *due = new QHBoxLayout;
    m_hasDue = new QCheckBox;
    m_hasDue->setObjectName(u"actionHasDue"_s);
    m_hasDue->setAccessibleName(tr("Has a date"));
    m_due = new QDateEdit(QDate::currentDate().addMonths(1));
    m_due->setCalendarPopup(true);
    due->addWidget(m_hasDue);
    due->addWidget(m_due, 1);
    form->addRow(tr("&Due"), due);
    m_verification = line(tr("&Verified by"), "actionVerification");
    m_verification->setPlaceholderText(tr("The test or check that shows it"));
    m_result = new QComboBox;
    m_result->addItem(tr("Not run"), int(TestResult::NotRun));
    m_result->addItem(tr("Passed"), int(TestResult::Passed));
    m_result->addItem(tr("Failed"), int(TestResult::Failed));
    form->addRow(tr("Last &result"), m_result);
    m_reference = line(tr("Tic&ket"), "actionReference");
    m_findings = plainLabel({}, "small");
    form->addRow(m_findings);
    m_remove = new QPushButton(tr("Remove"));
    form->addRow(m_remove);
    layout->addWidget(m_form);
    connect(add, &QPushButton::clicked, this, [this] {
        Action action, created;
        action.title = tr("New action");
        action.createdAt = isoNow();
        action.owner = reviewerName();
        action.subject = m_input.selected;
        if (!m_input.finding.isEmpty())
            action.findings = {m_input.finding};
        const Delta delta = drawbridge::addAction(m_input.model, action, &created);
        emit edited(tr("Add an action"), delta);
        for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
            if (m_list->topLevelItem(i)->data(0, Qt::UserRole).toUuid() == created.id.uuid())
                m_list->setCurrentItem(m_list->topLevelItem(i));
        }
        m_title->setFocus();
        m_title->selectAll();
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const Action *action = current())
            emit edited(tr("Remove the action"), drawbridge::removeAction(m_input.model, action->id));
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ActionsPage::showCurrent);
    for (QComboBox *box : {m_state, m_result})
        connect(box, &QComboBox::activated, this, &ActionsPage::commit);
    connect(m_hasDue, &QCheckBox::clicked, this, &ActionsPage::commit);
    connect(m_due, &QDateEdit::editingFinished, this, &ActionsPage::commit);
    connect(m_description, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_busy)
            commit();
    });
}

const Action *ActionsPage::current() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? m_input.model.actions.find(ActionId(item->data(0, Qt::UserRole).toUuid())) : nullptr;
}

void ActionsPage::show(const WorkshopInput &input)
{
    const Action *before = current();
    const QUuid kept = before ? before->id.uuid() : QUuid();
    m_input = input;
    QList<Action> actions;
    for (const Action &action : m_input.model.actions)
        actions.append(action);
    const QDate today = QDate::currentDate();
    const auto rank = [&](const Action &a) { return a.state == ActionState::Done || a.state == ActionState::Dropped ? 2 : isOverdue(a, today) ? 0 : 1; };
    std::sort(actions.begin(), actions.end(), [&](const Action &a, const Action &b) { return std::make_tuple(rank(a), a.number, a.id) < std::make_tuple(rank(b), b.number, b.id); });
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const ThemeColors &colors = ThemeColors::of(palette());
    for (const Action &action : std::as_const(actions)) {
        const QDate due = QDate::fromString(action.due, Qt::ISODate);
        const QString date = due.isValid() ? QLocale().toString(due, QLocale::ShortFormat) : QString();
        const bool over = isOverdue(action, today), done = rank(action) == 2;
        auto *item = new QTreeWidgetItem({u"A-%1 %2"_s.arg(action.number).arg(oneLine(action.title, 160)), oneLine(action.owner, 60),
                                          done ? (action.state == ActionState::Done ? tr("done") : tr("dropped")) : over ? tr("%1, overdue").arg(date) : date});
        item->setData(0, Qt::UserRole, action.id.uuid());
        item->setToolTip(0, plainToolTip(action.owner.isEmpty() ? action.title : u"%1 (%2)"_s.arg(action.title, action.owner)));
        for (int column = 0; column < 3; ++column) {
            if (done)
                item->setForeground(column, colors.textMuted);
        }
        if (over)
            item->setForeground(2, colors.error);
        m_list->addTopLevelItem(item);
        if (action.id.uuid() == kept)
            m_list->setCurrentItem(item);
    }
    m_list->resizeColumnToContents(1);
    m_list->resizeColumnToContents(2);
    showCurrent();
}

void ActionsPage::showCurrent()
{
    const Action *action = current();
    m_form->setVisible(action);
    if (!action)
        return;
    m_busy = true;
    const auto set = [](QLineEdit *edit, const QString &text) {
        if (edit->text() != text)
            edit->setText(text);
    };
    set(m_title, action->title);
    set(m_owner, action->owner);
    set(m_verification, action->verification);
    set(m_reference, action->reference);
    if (m_description->toPlainText() != action->description)
        m_description->setPlainText(action->description);
    m_state->setCurrentIndex(m_state->findData(int(action->state)));
    m_result->setCurrentIndex(m_result->findData(int(action->lastResult)));
    const QDate due = QDate::fromString(action->due, Qt::ISODate);
    m_hasDue->setChecked(due.isValid());
    m_due->setEnabled(due.isValid());
    if (due.isValid())
        m_due->setDate(due);
    QStringList titles;
    for (const Finding &finding : m_input.findings ? *m_input.findings : QList<Finding>()) {
        if (action->findings.contains(finding.fingerprint) && m_input.titleOf)
            titles.append(oneLine(m_input.titleOf(finding), 100));
    }
    m_findings->setText(titles.isEmpty() ? tr("Belongs to no finding.") : tr("For: %1").arg(titles.join(u"; "_s)));
    m_busy = false;
}

void ActionsPage::commit()
{
    const Action *before = current();
    if (!before || m_busy)
        return;
    Action after = *before;
    after.title = m_title->text().simplified();
    after.description = m_description->toPlainText().left(8000);
    after.owner = m_owner->text().simplified();
    after.verification = m_verification->text().simplified();
    after.reference = m_reference->text().simplified();
    after.state = ActionState(m_state->currentData().toInt());
    after.lastResult = TestResult(m_result->currentData().toInt());
    if (after.lastResult != before->lastResult)
        after.lastResultAt = isoNow();
    after.due = m_hasDue->isChecked() ? m_due->date().toString(Qt::ISODate) : QString();
    const Delta delta = changeAction(m_input.model, after, isoNow());
    if (!delta.isEmpty())
        emit edited(tr("Change the action"), delta, m_description->hasFocus() ? u"action-description-"_s + after.id.toString() : QString());
}

// In a narrow dock the title needs the room; who owns an action stands in its form and tool tip.
void ActionsPage::resizeEvent(QResizeEvent *event)
{
    WorkshopPage::resizeEvent(event);
    m_list->setColumnHidden(1, width() < ownerFrom);
}

} // namespace drawbridge
