// SPDX-License-Identifier: Apache-2.0
#include "review/reviewsetup.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"

#include <QAbstractItemDelegate>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReviewSetup::ReviewSetup(const QString &title, const QList<Person> &people, const QString &facilitator, MakeAgenda agenda, QWidget *parent)
    : QDialog(parent), m_agenda(std::move(agenda))
{
    setObjectName(u"reviewSetup"_s);
    setWindowTitle(tr("Start a review"));
    resize(860, 620);
    auto *layout = new QVBoxLayout(this);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(20);
    layout->addLayout(columns, 1);

    auto *left = new QVBoxLayout;
    auto *form = new QFormLayout;
    m_title = new QLineEdit(title);
    m_title->setObjectName(u"setupTitle"_s);
    m_title->setMaxLength(200);
    form->addRow(tr("&Title"), m_title);
    m_order = new QComboBox;
    m_order->setObjectName(u"setupOrder"_s);
    m_order->addItem(tr("By risk, the worst first"), int(AgendaOrder::Risk));
    m_order->addItem(tr("By service"), int(AgendaOrder::Service));
    m_order->addItem(tr("What changed since the last version first"), int(AgendaOrder::Changes));
    form->addRow(tr("&Order"), m_order);
    m_minutes = new QSpinBox;
    m_minutes->setObjectName(u"setupMinutes"_s);
    m_minutes->setRange(0, 600);
    m_minutes->setValue(90);
    m_minutes->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_minutes->setSuffix(tr(" minutes"));
    m_minutes->setSpecialValueText(tr("no limit"));
    form->addRow(tr("Time &box"), m_minutes);
    m_facilitator = new QComboBox;
    m_facilitator->setObjectName(u"setupFacilitator"_s);
    m_facilitator->setEditable(true);
    for (const Person &person : people)
        m_facilitator->addItem(person.name);
    m_facilitator->setCurrentText(facilitator);
    form->addRow(tr("&Led by"), m_facilitator);
    left->addLayout(form);
    left->addWidget(new SectionHeader(tr("Who is there")));
    left->addWidget(plainLabel(tr("Type a name and press Enter; Tab leads to the role. Those with a tick vote."), "small"));
    m_people = new QTableWidget(0, 2);
    m_people->setObjectName(u"setupPeople"_s);
    m_people->setAccessibleName(tr("Who is there"));
    m_people->setHorizontalHeaderLabels({tr("Name"), tr("Role")});
    m_people->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_people->verticalHeader()->hide();
    m_people->setTabKeyNavigation(false);
    for (const Person &person : people)
        addPersonRow(person, true);
    addPersonRow({}, false);
    connect(m_people, &QTableWidget::itemChanged, this, [this](QTableWidgetItem *item) {
        // The last row is always empty: to write the next name into, which Enter leads to.
        if (item->row() == m_people->rowCount() - 1 && !item->text().trimmed().isEmpty()) {
            const QSignalBlocker blocker(m_people);
            m_people->item(item->row(), 0)->setCheckState(Qt::Checked);
            addPersonRow({}, false);
        }
    });
    m_people->installEventFilter(this);
    connect(m_people->itemDelegate(), &QAbstractItemDelegate::closeEditor, this, [this](QWidget *, QAbstractItemDelegate::EndEditHint hint) {
        if (hint == QAbstractItemDelegate::SubmitModelCache) // Enter
            QMetaObject::invokeMethod(this, &ReviewSetup::nextPerson, Qt::QueuedConnection);
    });
    left->addWidget(m_people, 1);
    columns->addLayout(left, 1);

    auto *right = new QVBoxLayout;
    right->addWidget(new SectionHeader(tr("Agenda")));
    m_list = new QListWidget;
    m_list->setObjectName(u"setupAgenda"_s);
    m_list->setAccessibleName(tr("Agenda"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    connect(m_list, &QListWidget::itemChanged, this, [this] { updateCount(); });
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, [this] { m_ownOrder = true; });
    right->addWidget(m_list, 1);
    for (const int steps : {-1, 1}) { // as in the review
        auto *move = new QShortcut(QKeySequence(Qt::CTRL | (steps < 0 ? Qt::Key_Up : Qt::Key_Down)), m_list);
        move->setContext(Qt::WidgetShortcut);
        connect(move, &QShortcut::activated, this, [this, steps] { moveCurrent(steps); });
    }
    auto *below = new QHBoxLayout;
    m_count = plainLabel({}, "small");
    below->addWidget(m_count, 1);
    for (const auto &[text, steps] : {std::pair(tr("Up"), -1), std::pair(tr("Down"), 1)}) {
        auto *move = new QPushButton(text);
        move->setToolTip(steps < 0 ? tr("Earlier on the agenda (Ctrl+Up)") : tr("Later on the agenda (Ctrl+Down)"));
        connect(move, &QPushButton::clicked, this, [this, steps = steps] { moveCurrent(steps); });
        below->addWidget(move);
    }
    right->addLayout(below);
    columns->addLayout(right, 1);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_start = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    m_start->setObjectName(u"setupStart"_s);
    m_start->setProperty("role", u"primary"_s);
    m_start->setDefault(true);
    m_start->setToolTip(tr("Ctrl+Enter"));
    m_start->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_order, &QComboBox::currentIndexChanged, this, &ReviewSetup::fillAgenda);
    fillAgenda();
    // The title has its words already; who is there nobody else can say.
    m_people->setCurrentCell(m_people->rowCount() - 1, 0);
    m_people->setFocus();
}

void ReviewSetup::addPersonRow(const Person &person, bool takesPart)
{
    const int row = m_people->rowCount();
    const QSignalBlocker blocker(m_people);
    m_people->insertRow(row);
    auto *name = new QTableWidgetItem(person.name);
    name->setFlags(name->flags() | Qt::ItemIsUserCheckable);
    name->setCheckState(takesPart ? Qt::Checked : Qt::Unchecked);
    m_people->setItem(row, 0, name);
    m_people->setItem(row, 1, new QTableWidgetItem(person.role));
}

void ReviewSetup::accept()
{
    m_start->setFocus(); // a name that is still being written counts
    QDialog::accept();
}

void ReviewSetup::nextPerson()
{
    m_people->setCurrentCell(std::min(m_people->currentRow() + 1, m_people->rowCount() - 1), 0);
}

bool ReviewSetup::eventFilter(QObject *object, QEvent *event)
{
    // Enter goes down to the next name instead of starting the review with half of the room.
    if (object == m_people && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && key->modifiers() == Qt::NoModifier) {
            nextPerson();
            return true;
        }
        if (key->key() == Qt::Key_Tab && m_people->currentColumn() == 0 && m_people->currentRow() < m_people->rowCount() - 1) {
            m_people->setCurrentCell(m_people->currentRow(), 1);
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

void ReviewSetup::fillAgenda()
{
    m_ownOrder = false;
    m_items = m_agenda(AgendaOrder(m_order->currentData().toInt()));
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        auto *item = new QListWidgetItem(oneLine(m_items[i].title, 200));
        item->setToolTip(plainToolTip(m_items[i].title));
        item->setFlags((item->flags() | Qt::ItemIsUserCheckable) & ~Qt::ItemIsDropEnabled);
        item->setCheckState(Qt::Checked);
        item->setData(Qt::UserRole, int(i));
        m_list->addItem(item);
    }
    m_list->setCurrentRow(0);
    updateCount();
}

void ReviewSetup::moveCurrent(int steps)
{
    const int row = m_list->currentRow(), to = row + steps;
    if (row < 0 || to < 0 || to >= m_list->count())
        return;
    m_list->insertItem(to, m_list->takeItem(row));
    m_list->setCurrentRow(to);
    m_ownOrder = true;
}

void ReviewSetup::updateCount()
{
    int chosen = 0;
    for (int i = 0; i < m_list->count(); ++i)
        chosen += m_list->item(i)->checkState() == Qt::Checked;
    m_count->setText(m_items.isEmpty() ? tr("Nothing is open: comments and threats can still be added.") : tr("%n item(s)", nullptr, chosen));
}

Review ReviewSetup::review() const
{
    Review review;
    review.title = m_title->text().simplified();
    review.order = m_ownOrder ? u"own"_s : nameOf(AgendaOrder(m_order->currentData().toInt()));
    review.minutes = m_minutes->value();
    review.facilitator = m_facilitator->currentText().simplified();
    for (int row = 0; row < m_people->rowCount(); ++row) {
        const QString name = m_people->item(row, 0)->text().simplified();
        if (!name.isEmpty() && m_people->item(row, 0)->checkState() == Qt::Checked && !review.participants.contains(name))
            review.participants.append(name);
    }
    if (!review.facilitator.isEmpty() && !review.participants.contains(review.facilitator))
        review.participants.prepend(review.facilitator);
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            review.agenda.append(m_items[m_list->item(i)->data(Qt::UserRole).toInt()]);
    }
    return review;
}

QList<Person> ReviewSetup::people() const
{
    QList<Person> list;
    for (int row = 0; row < m_people->rowCount(); ++row) {
        Person person;
        person.name = m_people->item(row, 0)->text().simplified();
        person.role = m_people->item(row, 1)->text().simplified();
        if (!person.name.isEmpty())
            list.append(person);
    }
    return list;
}

} // namespace drawbridge
