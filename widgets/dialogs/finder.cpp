// SPDX-License-Identifier: Apache-2.0
#include "dialogs/finder.h"

#include "common/icons.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QAbstractListModel>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int rowsShown = 60;

// 0: no match.
int scoreOf(const QString &text, const QStringList &words)
{
    int score = 0;
    for (const QString &word : words) {
        const qsizetype at = text.indexOf(word);
        if (at < 0)
            return 0;
        score += at == 0 ? 300 : !text[at - 1].isLetterOrNumber() ? 200 : 100;
    }
    return score + std::max<int>(0, 80 - int(text.size()));
}

class FinderDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, 34}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &colors = ThemeColors::of(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || (option.state & QStyle::State_MouseOver)) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? colors.selected : colors.hover);
            painter->drawRoundedRect(option.rect.adjusted(6, 1, -6, -1), 6, 6);
        }
        QRect area = option.rect.adjusted(16, 0, -16, 0);
        themedIcon(index.data(Qt::UserRole).toString(), IconColor::Muted).paint(painter, QRect(area.left(), area.center().y() - 8, 16, 16));
        area.setLeft(area.left() + 28);
        QFont small(option.font);
        small.setPixelSize(metrics::smallTextSize);
        painter->setFont(small);
        painter->setPen(colors.textMuted);
        const QString detail = painter->fontMetrics().elidedText(index.data(Qt::UserRole + 1).toString(), Qt::ElideRight, area.width() / 3);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, detail);
        area.setRight(area.right() - painter->fontMetrics().horizontalAdvance(detail) - 12);
        painter->setFont(option.font);
        painter->setPen(colors.text);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, area.width()));
    }
};

} // namespace

// The entries that were found, as a list.
class FinderModel : public QAbstractListModel
{
public:
    FinderModel(const QList<FinderEntry> &entries, const QList<int> &found, QObject *parent) : QAbstractListModel(parent), m_entries(entries), m_found(found) {}
    void changeTo(QList<int> &found, QList<int> now)
    {
        beginResetModel();
        found = std::move(now);
        endResetModel();
    }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_found.size()); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const FinderEntry &entry = m_entries[m_found[index.row()]];
        switch (role) {
        case Qt::DisplayRole:
            return entry.text;
        case Qt::AccessibleTextRole:
            return QString(entry.text + u", "_s + entry.detail);
        case Qt::ToolTipRole:
            return plainToolTip(entry.text);
        case Qt::UserRole:
            return entry.icon;
        case Qt::UserRole + 1:
            return entry.detail;
        }
        return {};
    }

private:
    const QList<FinderEntry> &m_entries;
    const QList<int> &m_found;
};

QList<int> findEntries(const QList<FinderEntry> &entries, const QString &query, int atMost)
{
    const QStringList words = query.toLower().split(u' ', Qt::SkipEmptyParts);
    QList<std::pair<int, int>> scored; // negative score, index: sorts best first, then in the order given
    for (int i = 0; i < entries.size(); ++i) {
        const int score = words.isEmpty() ? 1 : scoreOf(entries[i].search, words);
        if (score > 0)
            scored.append({-score, i});
    }
    const auto end = scored.begin() + std::min<qsizetype>(atMost, scored.size());
    std::partial_sort(scored.begin(), end, scored.end());
    QList<int> found;
    for (auto it = scored.begin(); it != end; ++it)
        found.append(it->second);
    return found;
}

namespace {

constexpr int top = 56; // below the bar of the window

} // namespace

Finder::Finder(QList<FinderEntry> entries, QWidget *parent) : QDialog(parent), m_entries(std::move(entries))
{
    setObjectName(u"finder"_s);
    setWindowTitle(tr("Find anything"));
    setWindowFlag(Qt::FramelessWindowHint);
    setModal(true);
    resize(620, 420);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 8);
    layout->setSpacing(6);
    m_query = new QLineEdit;
    m_query->setObjectName(u"finderQuery"_s);
    m_query->setPlaceholderText(tr("Find an element, operation, field, finding or command"));
    m_query->setAccessibleName(tr("Find anything"));
    m_query->addAction(themedIcon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_query->installEventFilter(this);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(10, 0, 10, 0);
    row->addWidget(m_query);
    m_list = new QListView;
    m_list->setAccessibleName(tr("Results"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new FinderDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_model = new FinderModel(m_entries, m_found, this);
    m_list->setModel(m_model);
    layout->addLayout(row);
    layout->addWidget(horizontalRule());
    layout->addWidget(m_list, 1);
    m_nothing = plainLabel({}, "muted");
    m_nothing->setObjectName(u"finderNothing"_s);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(16, 28, 16, 0);
    layout->addWidget(m_nothing, 1);
    connect(m_query, &QLineEdit::textChanged, this, &Finder::update);
    connect(m_list, &QListView::clicked, this, &Finder::openCurrent);
    update({});
    if (parent) {
        resize(QSize(620, 420).boundedTo(parent->size() - QSize(32, top + 16)));
        move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, top)));
    }
    m_query->setFocus();
}

void Finder::update(const QString &query)
{
    m_model->changeTo(m_found, findEntries(m_entries, query, rowsShown));
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_nothing->setText(tr("Nothing is called “%1”. Fewer letters or another word may find it; names, paths, rules and commands are searched.").arg(oneLine(query, 60)));
    m_list->setHidden(m_found.isEmpty());
    m_nothing->setVisible(m_found.isEmpty());
}

void Finder::openCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    const std::function<void()> open = m_entries[m_found[current.row()]].open;
    accept();
    if (open)
        open();
}

bool Finder::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_query && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int row = m_list->currentIndex().row(), rows = m_model->rowCount();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openCurrent();
            return true;
        }
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : key == Qt::Key_PageDown ? 10 : key == Qt::Key_PageUp ? -10 : 0;
        if (step != 0 && rows > 0) {
            m_list->setCurrentIndex(m_model->index(std::clamp(row + step, 0, rows - 1), 0));
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

} // namespace drawbridge
