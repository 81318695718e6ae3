// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/topbar.h"

#include "canvas/diagramactions.h"
#include "canvas/symbolbutton.h"
#include "common/icons.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int narrowest = 640;
constexpr int lensesFrom = 880;
constexpr int stateFrom = 1000; // whether it is saved, undo and redo
constexpr int wordsFrom = 1340; // beside icons

// A button that takes text, tool tip and state from its action but looks as we want it.
QPushButton *textButton(QAction *action, const QString &icon)
{
    auto *button = new QPushButton(action->iconText());
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setIcon(themedIcon(icon));
    button->setFocusPolicy(Qt::TabFocus);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

// Opens the finder; says as much of itself, and of its key, as there is room for.
class FinderButton : public QPushButton
{
public:
    explicit FinderButton(QAction *find) : m_find(find)
    {
        setIcon(themedIcon(u"search"_s, IconColor::Muted));
        setMinimumWidth(40);
        connect(find, &QAction::changed, this, [this] { follow(); });
        follow();
    }
    QSize sizeHint() const override { return QSize(m_whole, QPushButton::sizeHint().height()); }
    QSize minimumSizeHint() const override { return QSize(minimumWidth(), QPushButton::sizeHint().height()); }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QPushButton::resizeEvent(event);
        fit();
    }

private:
    void follow()
    {
        const QString key = m_find->shortcut().toString(QKeySequence::NativeText), all = TopBar::tr("Find anything…");
        m_texts = {key.isEmpty() ? all : all + u"   "_s + key, all, TopBar::tr("Find…"), QString()};
        setText(m_texts.first());
        m_whole = QPushButton::sizeHint().width();
        setToolTip(m_find->toolTip());
        updateGeometry();
        fit();
    }
    void fit()
    {
        const int beside = m_whole - fontMetrics().horizontalAdvance(m_texts.first());
        for (const QString &wording : std::as_const(m_texts)) {
            if (wording.isEmpty() || fontMetrics().horizontalAdvance(wording) + beside <= width()) {
                if (text() != wording)
                    setText(wording);
                return;
            }
        }
    }

    QAction *m_find;
    QStringList m_texts; // the longest first
    int m_whole = 0;     // wide enough for the longest
};

} // namespace

TopBar::TopBar(DiagramActions &canvas, QAction *undo, QAction *redo, QAction *find, QAction *update, QAction *report, QAction *review, QMenu *mainMenu, QWidget *parent) : QFrame(parent)
{
    setObjectName(u"topBar"_s);
    setFixedHeight(48);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 12, 0);
    layout->setSpacing(6);

    auto *mark = new QToolButton;
    mark->setObjectName(u"mainMenu"_s);
    mark->setIcon(QIcon(u":/icons/drawbridge.svg"_s));
    mark->setIconSize({26, 26});
    mark->setPopupMode(QToolButton::InstantPopup);
    mark->setMenu(mainMenu);
    mark->setToolTip(tr("All commands (F10)"));
    mark->setAccessibleName(tr("All commands"));
    layout->addWidget(mark);
    m_title = new ElidedLabel;
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_title->setMinimumWidth(64);
    m_state = plainLabel({}, "small");
    m_state->setObjectName(u"saveState"_s);
    m_state->setWordWrap(false);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_state);

    const auto separator = [&] {
        auto *rule = verticalRule();
        rule->setFixedHeight(22);
        layout->addSpacing(4);
        layout->addWidget(rule);
        layout->addSpacing(4);
        m_projectOnly.append(rule);
    };
    separator();
    for (QAction *tool : canvas.tools()) {
        if (tool)
            layout->addWidget(actionButton(tool, canvas.kindOf(tool)));
    }
    separator();
    const qsizetype spareFrom = m_projectOnly.size();
    layout->addWidget(actionButton(undo));
    layout->addWidget(actionButton(redo));
    separator();
    m_spare = m_projectOnly.mid(spareFrom);

    auto *lenses = new QWidget;
    lenses->setObjectName(u"lensSwitch"_s);
    lenses->setAttribute(Qt::WA_StyledBackground);
    lenses->setAccessibleName(tr("Lens"));
    lenses->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Maximum); // as tall as its buttons, not as the bar
    auto *lensRow = new QHBoxLayout(lenses);
    lensRow->setContentsMargins(3, 3, 3, 3);
    lensRow->setSpacing(2);
    auto *group = new QButtonGroup(this);
    const QStringList names{tr("Structure"), tr("Threats"), tr("Data"), tr("Exposure")};
    const QStringList tips{tr("The plain diagram (Ctrl+Alt+1)"), tr("Coloured by findings (Ctrl+Alt+2)"), tr("Where data goes (Ctrl+Alt+3)"), tr("Who can reach what (Ctrl+Alt+4)")};
    for (int i = 0; i < names.size(); ++i) {
        auto *button = new QToolButton;
        button->setText(names[i]);
        button->setToolTip(tips[i]);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        group->addButton(button, i);
        lensRow->addWidget(button);
        m_lenses.append(button);
    }
    connect(group, &QButtonGroup::idClicked, this, [this](int id) { emit lensChosen(Lens(id)); });
    layout->addWidget(lenses, 0, Qt::AlignVCenter);
    m_projectOnly.append(lenses);
    m_lensSwitch = lenses;
    m_lensMenu = new QToolButton;
    m_lensMenu->setObjectName(u"lensMenu"_s);
    m_lensMenu->setPopupMode(QToolButton::InstantPopup);
    m_lensMenu->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_lensMenu->setFocusPolicy(Qt::TabFocus);
    m_lensMenu->setToolTip(tr("Lens: what the diagram's colours show"));
    m_lensMenu->setMenu(new QMenu(m_lensMenu));
    for (int i = 0; i < names.size(); ++i) {
        QAction *action = m_lensMenu->menu()->addAction(names[i]);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, i] { emit lensChosen(Lens(i)); });
    }
    layout->addWidget(m_lensMenu);
    m_lensMenu->hide();
    layout->addStretch(1);

    auto *search = new FinderButton(find);
    search->setObjectName(u"findAnything"_s);
    search->setAccessibleName(tr("Find anything"));
    search->setFocusPolicy(Qt::TabFocus);
    connect(search, &QPushButton::clicked, find, &QAction::trigger);
    layout->addWidget(search);
    m_projectOnly.append(search);
    for (const auto &[action, icon] : {std::pair(update, u"refresh"_s), std::pair(report, u"report"_s), std::pair(review, u"person"_s)}) {
        auto *button = textButton(action, icon);
        layout->addWidget(button);
        m_projectOnly.append(button);
        m_worded.append(button);
        button->setProperty("words", button->text());
        button->setAccessibleName(button->text());
    }
    setLens(Lens::Structure);
}

QToolButton *TopBar::actionButton(QAction *action, std::optional<DiagramActions::Kind> kind)
{
    auto *button = kind && SymbolButton::isSymbol(*kind) ? new SymbolButton(*kind, action) : new QToolButton;
    button->setDefaultAction(action);
    button->setIconSize({18, 18});
    button->setFixedSize(30, 30);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text().remove(u'&'));
    m_projectOnly.append(button);
    return button;
}

void TopBar::setProject(const QString &title, const QString &state, const QString &path)
{
    m_title->setText(title);
    if (!path.isEmpty())
        m_title->setToolTip(plainToolTip(path));
    m_state->setText(state);
}

void TopBar::setLens(Lens lens)
{
    m_lenses[int(lens)]->setChecked(true);
    const QString name = m_lenses[int(lens)]->text();
    m_lensMenu->setText(name + u"  ▾"_s);
    for (QAction *action : m_lensMenu->menu()->actions())
        action->setChecked(action->text() == name);
    m_lensMenu->setAccessibleName(tr("Lens: %1").arg(name));
}

void TopBar::setProjectOpen(bool open)
{
    m_open = open;
    for (QWidget *widget : std::as_const(m_projectOnly))
        widget->setVisible(open);
    fit();
}

QSize TopBar::minimumSizeHint() const { return {narrowest, height()}; }

void TopBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fit();
}

void TopBar::fit()
{
    const bool worded = width() >= wordsFrom, spacious = width() >= stateFrom;
    for (QPushButton *button : std::as_const(m_worded)) {
        const QString text = worded ? button->property("words").toString() : QString();
        if (button->text() != text)
            button->setText(text);
    }
    m_lensSwitch->setVisible(m_open && width() >= lensesFrom);
    m_lensMenu->setVisible(m_open && width() < lensesFrom);
    m_state->setVisible(m_open && spacious);
    for (QWidget *widget : std::as_const(m_spare))
        widget->setVisible(m_open && spacious);
}

} // namespace drawbridge
