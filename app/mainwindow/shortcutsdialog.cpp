// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/shortcutsdialog.h"

#include "common/smallwidgets.h"
#include "mainwindow/shortcutstore.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int actionRole = Qt::UserRole;

constexpr QSize rowSize(0, 26), groupSize(0, 34);

// Undo and redo say in their text what they would undo now; here they are called what they always are.
QString textOf(const QAction *action)
{
    const QString lasting = action->property("lastingText").toString();
    return QString(lasting.isEmpty() ? action->text() : lasting).remove(u'&').remove(u'…');
}

QString keysOf(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys)
        texts.append(key.toString(QKeySequence::NativeText));
    return texts.join(u", "_s);
}

} // namespace

ShortcutsDialog::ShortcutsDialog(ShortcutStore &store, QWidget *parent) : QDialog(parent), m_store(store)
{
    setObjectName(u"shortcuts"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(620, 640);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    m_search = new QLineEdit;
    m_search->setObjectName(u"shortcutSearch"_s);
    m_search->setPlaceholderText(tr("Search commands or keys"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    layout->addWidget(m_search);
    m_list = new QTreeWidget;
    m_list->setObjectName(u"shortcutList"_s);
    m_list->setAccessibleName(tr("Commands and their keys"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Command"), tr("Keys")});
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->setRootIsDecorated(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIndentation(12);
    layout->addWidget(m_list, 1);
    layout->addWidget(horizontalRule());
    auto *row = new QHBoxLayout;
    m_name = plainLabel({}, "strong");
    m_name->setWordWrap(false);
    m_keys = new QKeySequenceEdit;
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setAccessibleName(tr("New keys"));
    m_assign = new QPushButton(tr("Use these keys"));
    m_assign->setObjectName(u"shortcutAssign"_s);
    m_clear = new QPushButton(tr("No keys"));
    m_clear->setObjectName(u"shortcutClear"_s);
    m_reset = new QPushButton(tr("Reset"));
    m_reset->setObjectName(u"shortcutReset"_s);
    row->addWidget(m_keys, 1);
    row->addWidget(m_assign);
    row->addWidget(m_clear);
    row->addWidget(m_reset);
    layout->addWidget(m_name);
    layout->addLayout(row);
    m_clash = plainLabel({}, "small");
    m_clash->setObjectName(u"shortcutClash"_s);
    layout->addWidget(m_clash);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *all = buttons->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
    all->setObjectName(u"shortcutResetAll"_s);
    for (QPushButton *button : {m_assign, m_clear, m_reset, all})
        button->setAutoDefault(false);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(all, &QPushButton::clicked, &m_store, &ShortcutStore::resetAll);
    connect(m_search, &QLineEdit::textChanged, this, &ShortcutsDialog::search);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_list, &QTreeWidget::itemActivated, this, [this] { m_keys->setFocus(); });
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::keysTyped);
    connect(m_assign, &QPushButton::clicked, this, [this] {
        if (QAction *action = current())
            m_store.assign(action, m_keys->keySequence());
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        if (QAction *action = current())
            m_store.assign(action, {});
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (QAction *action = current())
            m_store.reset(action);
    });
    connect(&m_store, &ShortcutStore::changed, this, &ShortcutsDialog::fill);
    fill();
    m_search->setFocus();
}

QAction *ShortcutsDialog::current() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? item->data(0, actionRole).value<QAction *>() : nullptr;
}

void ShortcutsDialog::fill()
{
    const QAction *kept = current();
    m_list->clear();
    QHash<QString, QTreeWidgetItem *> groups;
    QTreeWidgetItem *selected = nullptr;
    for (const ShortcutStore::Command &command : m_store.commands()) {
        QTreeWidgetItem *&group = groups[command.group];
        if (!group)
            group = addGroup(command.group);
        auto *item = new QTreeWidgetItem(group, {textOf(command.action), keysOf(command.action->shortcuts())});
        item->setSizeHint(0, rowSize);
        item->setData(0, actionRole, QVariant::fromValue(command.action));
        item->setToolTip(0, command.action->statusTip().isEmpty() ? QString() : command.action->statusTip().toHtmlEscaped());
        if (m_store.isChanged(command.action)) {
            QFont changed = m_list->font();
            changed.setItalic(true);
            item->setFont(1, changed);
            item->setToolTip(1, tr("Changed; comes as: %1").arg(keysOf(m_store.defaults(command.action))).toHtmlEscaped());
        }
        if (command.action == kept)
            selected = item;
    }
    addFixed();
    if (selected)
        m_list->setCurrentItem(selected);
    search(m_search->text());
    showCurrent();
}

QTreeWidgetItem *ShortcutsDialog::addGroup(const QString &title)
{
    auto *group = new QTreeWidgetItem(m_list, {title});
    group->setFlags(Qt::ItemIsEnabled);
    QFont bold = m_list->font();
    bold.setWeight(QFont::DemiBold);
    group->setFont(0, bold);
    group->setSizeHint(0, groupSize);
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
    return group;
}

// Keys and gestures of the diagram that are no commands: shown, not changeable.
void ShortcutsDialog::addFixed()
{
    QTreeWidgetItem *group = addGroup(tr("In the diagram, always"));
    const std::pair<QString, QString> rows[] = {
        {tr("Go to the next element or flow, or back"), tr("Tab, Shift+Tab")},
        {tr("Move the selection, by a step of the grid"), tr("Arrows, Shift+Arrows")},
        {tr("Change the size, or move a bend"), tr("Ctrl+Arrows")},
        {tr("Add a connected element on that side"), tr("Alt+Shift+Arrows, click beside an edge")},
        {tr("Draw a flow"), tr("Drag from an edge")},
        {tr("Duplicate by dragging"), tr("Ctrl+Drag")},
        {tr("Move without snapping, in one direction"), tr("Alt+Drag, Shift+Drag")},
        {tr("Add to the selection, or take out of it"), tr("Shift+Click, Ctrl+Click")},
        {tr("Pan the view"), tr("Space+Drag, middle button, wheel")},
        {tr("Zoom at the pointer"), tr("Ctrl+Wheel, pinch")},
        {tr("Fit the diagram into the view"), tr("Home")},
        {tr("Open what is selected"), tr("Enter, double click")},
        {tr("Stop what is going on without a trace"), tr("Escape")}};
    for (const auto &[what, how] : rows) {
        auto *item = new QTreeWidgetItem(group, {what, how});
        item->setFlags(Qt::ItemIsEnabled);
        item->setSizeHint(0, rowSize);
    }
}

void ShortcutsDialog::search(const QString &text)
{
    const QStringList words = text.simplified().toLower().split(u' ', Qt::SkipEmptyParts);
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
        QTreeWidgetItem *group = m_list->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem *item = group->child(i);
            const QString all = (item->text(0) + u' ' + item->text(1) + u' ' + group->text(0)).toLower();
            const bool matches = std::all_of(words.begin(), words.end(), [&](const QString &word) { return all.contains(word); });
            item->setHidden(!matches);
            any = any || matches;
        }
        group->setHidden(!any);
    }
    if (QTreeWidgetItem *item = m_list->currentItem(); !item || item->isHidden() || item->data(0, actionRole).isNull()) {
        m_list->setCurrentItem(nullptr);
        for (QTreeWidgetItem *below = m_list->topLevelItem(0); below; below = m_list->itemBelow(below)) {
            if (!below->isHidden() && !below->data(0, actionRole).isNull()) {
                m_list->setCurrentItem(below);
                break;
            }
        }
    }
}

void ShortcutsDialog::showCurrent()
{
    QAction *action = current();
    m_name->setText(action ? textOf(action) : tr("Select a command to change its keys"));
    m_keys->setEnabled(action);
    m_clear->setEnabled(action && !action->shortcuts().isEmpty());
    m_reset->setEnabled(action && m_store.isChanged(action));
    m_keys->clear();
    keysTyped();
}

void ShortcutsDialog::keysTyped()
{
    const QAction *action = current();
    const QKeySequence keys = m_keys->keySequence();
    m_assign->setEnabled(action && !keys.isEmpty() && action->shortcuts() != QList<QKeySequence>{keys});
    QStringList others;
    for (const QAction *other : action ? m_store.clashes(keys, action) : QList<QAction *>())
        others.append(textOf(other));
    m_clash->setText(others.isEmpty() ? QString() : tr("These keys belong to: %1. It loses them.").arg(others.join(u", "_s)));
}

bool ShortcutsDialog::eventFilter(QObject *object, QEvent *event)
{
    // From the search straight into the list.
    if (object == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            m_list->setFocus();
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

} // namespace drawbridge
