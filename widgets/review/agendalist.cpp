// SPDX-License-Identifier: Apache-2.0
#include "review/agendalist.h"

#include "common/icons.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "workshop/minutes.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPainter>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int peopleShown = 8;
constexpr int countedFrom = 460; // lower, the agenda needs the room
constexpr int WordRole = Qt::UserRole + 1; // what became of the item

// The title, and at the right what became of it.
class AgendaDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    // A title too long for its line gives way before what it is about.
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const qsizetype at = option->text.lastIndexOf(u" · "_s);
        const int room = option->rect.width() - 12 - (option->icon.isNull() ? 0 : option->decorationSize.width() + 6);
        const QFontMetrics metrics(option->font);
        if (at < 0 || metrics.horizontalAdvance(option->text) <= room)
            return;
        const QString about = metrics.elidedText(option->text.mid(at), Qt::ElideMiddle, room * 3 / 5);
        option->text = metrics.elidedText(option->text.left(at), Qt::ElideRight, room - metrics.horizontalAdvance(about)) + about;
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString word = index.data(WordRole).toString();
        if (word.isEmpty())
            return QStyledItemDelegate::paint(painter, option, index);
        const int width = QFontMetrics(option.font).horizontalAdvance(word);
        // Fully painted first, so that the marking runs behind the word too.
        QStyleOptionViewItem whole = option;
        initStyleOption(&whole, index);
        const QStyle *style = whole.widget ? whole.widget->style() : QApplication::style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);
        QStyleOptionViewItem title = option;
        title.rect.setRight(option.rect.right() - width - 14);
        QStyledItemDelegate::paint(painter, title, index);
        painter->setPen(ThemeColors::of(option.palette).textMuted);
        painter->setFont(option.font);
        painter->drawText(option.rect.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, word);
    }
};

QHBoxLayout *line(const QString &text, const QString &detail)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    auto *left = new ElidedLabel(text);
    left->setObjectName(u"agendaLine"_s);
    row->addWidget(left, 1);
    auto *right = plainLabel(detail, "small");
    right->setWordWrap(false);
    row->addWidget(right);
    return row;
}

} // namespace

AgendaList::AgendaList(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"agendaList"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(14, 12, 10, 12);
    m_layout->setSpacing(6);
    m_layout->addWidget(new SectionHeader(tr("Agenda")));
    m_items = new QListWidget;
    m_items->setObjectName(u"agendaItems"_s);
    m_items->setAccessibleName(tr("Agenda"));
    m_items->setTextElideMode(Qt::ElideRight);
    m_items->setIconSize({14, 14});
    m_items->setUniformItemSizes(true);
    m_items->setItemDelegate(new AgendaDelegate(m_items));
    m_items->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_layout->addWidget(m_items, 1);
    connect(m_items, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { emit itemChosen(item->data(Qt::UserRole).toString()); });
    connect(m_items, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) { emit itemChosen(item->data(Qt::UserRole).toString()); });
    for (const int steps : {-1, 1}) {
        auto *move = new QShortcut(QKeySequence(Qt::CTRL | (steps < 0 ? Qt::Key_Up : Qt::Key_Down)), m_items);
        move->setContext(Qt::WidgetShortcut);
        connect(move, &QShortcut::activated, this, [this, steps] {
            if (const QListWidgetItem *item = m_items->currentItem())
                emit itemMoved(item->data(Qt::UserRole).toString(), steps);
        });
    }
}

void AgendaList::show(const ThreatModel &model, const Review &review, const QString &current, const QHash<QString, QString> &words)
{
    updatePeople(model, review);
    const QSignalBlocker blocker(m_items);
    m_items->clear();
    const ThemeColors &colors = ThemeColors::of(palette());
    // Where all are about the same it need not be said.
    const auto aboutOf = [](const AgendaItem &entry) {
        const qsizetype at = entry.title.lastIndexOf(u" · "_s);
        return at < 0 ? QString() : entry.title.mid(at);
    };
    const QString shared = review.agenda.size() > 1 ? aboutOf(review.agenda.constFirst()) : QString();
    const bool isShared = !shared.isEmpty() && std::all_of(review.agenda.begin(), review.agenda.end(), [&](const AgendaItem &entry) { return aboutOf(entry) == shared; });
    for (const AgendaItem &entry : review.agenda) {
        const QString word = entry.state == AgendaState::Parked ? tr("parked") : entry.state == AgendaState::Skipped ? tr("skipped") : words.value(entry.key);
        auto *item = new QListWidgetItem(oneLine(isShared ? entry.title.chopped(shared.size()) : entry.title, 160));
        item->setData(WordRole, word);
        item->setData(Qt::AccessibleTextRole, word.isEmpty() ? item->text() : u"%1: %2"_s.arg(word, item->text()));
        item->setData(Qt::UserRole, entry.key);
        item->setToolTip(plainToolTip(entry.title));
        if (entry.state == AgendaState::Settled)
            item->setIcon(themedIcon(u"check"_s, IconColor::Good));
        else if (entry.state != AgendaState::Waiting)
            item->setIcon(themedIcon(u"clock"_s, IconColor::Muted));
        if (entry.state != AgendaState::Waiting)
            item->setForeground(colors.textMuted);
        m_items->addItem(item);
        if (entry.key == current) {
            QFont bold = item->font();
            bold.setWeight(QFont::DemiBold);
            item->setFont(bold);
            item->setForeground(colors.text);
            m_items->setCurrentItem(item);
        }
    }
    updateDone(model, review);
}

void AgendaList::updatePeople(const ThreatModel &model, const Review &review)
{
    delete m_people;
    m_people = new QWidget;
    auto *layout = new QVBoxLayout(m_people);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->setSpacing(5);
    layout->addWidget(new SectionHeader(tr("People")));
    QHash<QString, QString> roles;
    for (const Person &person : model.people)
        roles.insert(person.name, person.role);
    const int shown = height() >= countedFrom ? peopleShown : 3;
    for (qsizetype i = 0; i < std::min<qsizetype>(review.participants.size(), shown); ++i) {
        const QString &name = review.participants[i];
        layout->addLayout(line(oneLine(name, 60), name == review.facilitator ? tr("leads") : oneLine(roles.value(name), 24)));
    }
    if (review.participants.isEmpty())
        layout->addWidget(plainLabel(tr("Nobody is written down."), "muted"));
    else if (review.participants.size() > shown)
        layout->addWidget(plainLabel(tr("and %n more", nullptr, int(review.participants.size() - shown)), "small"));
    m_layout->insertWidget(0, m_people);
}

void AgendaList::updateDone(const ThreatModel &model, const Review &review)
{
    delete m_done;
    m_done = new QWidget;
    auto *layout = new QVBoxLayout(m_done);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new SectionHeader(tr("Done so far")));
    const Minutes minutes = minutesOf(model, review);
    for (const auto &[what, count] : {std::pair(tr("Decided"), minutes.decided), std::pair(tr("Questions answered"), minutes.answered), std::pair(tr("Parked"), minutes.parked),
                                      std::pair(tr("Actions"), int(minutes.actions.size())), std::pair(tr("Comments"), minutes.comments), std::pair(tr("Threats added"), minutes.threats)})
        layout->addLayout(line(what, QString::number(count)));
    m_layout->addWidget(m_done);
    m_done->setVisible(height() >= countedFrom);
}

void AgendaList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_done)
        m_done->setVisible(height() >= countedFrom);
}

} // namespace drawbridge
