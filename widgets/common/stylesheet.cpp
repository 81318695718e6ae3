// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// The one style sheet. $name stands for a token; what it does not name is left to Fusion and the palette.
constexpr auto sheet = R"(
QMainWindow, QDialog { background: $window; }
QDialog#finder { background: $surface; border: 1px solid $borderStrong; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $border; }

QWidget[role="panel"], QScrollArea[role="panel"], QScrollArea[role="panel"] > QWidget > QWidget[role="page"] { background: $surface; }
QFrame[role="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[role="rule"] { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="vrule"] { background: $border; border: none; max-width: 1px; min-width: 1px; }
QLabel[role="title"] { font-size: 15px; font-weight: 600; color: $text; }
QLabel[role="pageTitle"] { font-size: 24px; font-weight: 600; color: $text; }
QLabel[role="heading"] { font-size: 13px; font-weight: 600; color: $text; }
QLabel[role="section"] { font-size: 11px; font-weight: 600; letter-spacing: 0.6px; color: $textMuted; }
QLabel[role="secondary"] { color: $textSecondary; }
QLabel[role="muted"] { color: $textMuted; }
QLabel[role="small"] { color: $textMuted; font-size: 12px; }
QLabel[role="good"] { color: $good; font-weight: 600; }
QLabel[role="error"] { color: $error; }
QLabel[role="warning"] { color: $warning; font-weight: 600; }
QLabel[role="reviewTitle"] { font-size: 24px; font-weight: 600; color: $text; }
QLabel[role="reviewWhere"] { font-size: 15px; color: $textMuted; }
QLabel[role="reviewEffect"] { font-size: 16px; font-weight: 600; color: $good; }
QLabel[role="reviewSettled"] { font-size: 16px; font-weight: 600; color: $good; }
QLabel[role="reviewText"] { font-size: 17px; color: $textSecondary; }
#reviewCard[small="true"] QLabel[role="reviewTitle"] { font-size: 17px; }
#reviewCard[small="true"] QLabel[role="reviewWhere"], #reviewCard[small="true"] QLabel[role="reviewText"], #reviewCard[small="true"] QLabel[role="reviewSettled"], #reviewCard[small="true"] QLabel[role="reviewEffect"] { font-size: 13px; }
QLabel[role="vote"] { background: $infoFill; color: $accent; border: 1px solid $border; border-radius: 6px; font-weight: 600; padding: 4px; }
QLabel[role="strong"] { font-weight: 600; color: $text; }

#reviewBar { background: $surface; border-bottom: 1px solid $border; }
#topBar { background: $surface; border-bottom: 1px solid $border; }
#dropArea { background: $window; border: 2px dashed $borderStrong; border-radius: 12px; }
#dropArea[hot="true"] { background: $infoFill; border-color: $accent; }

QPushButton { background: $surface; color: $text; border: 1px solid $borderStrong; border-radius: 6px; padding: 0 12px; min-height: 26px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $textMuted; background: $sunken; border-color: $border; }
QPushButton[role="review"], QPushButton[role="reviewChosen"] { font-size: 16px; padding: 0 14px; min-height: 34px; }
#reviewCard[small="true"] QPushButton[role="review"], #reviewCard[small="true"] QPushButton[role="reviewChosen"] { font-size: 13px; padding: 0 7px; min-height: 26px; }
QPushButton[role="reviewChosen"] { background: $accentFill; color: $onAccent; border-color: $accentFill; }
#actionList::item, #requirementList::item, #comparisonList::item { min-height: 26px; }
#mentionNames { border: 1px solid $borderStrong; }
#mentionNames::item { min-height: 22px; padding: 2px 6px; }
#agendaItems::item, #setupAgenda::item, #walkItems::item, #walkSteps::item { min-height: 24px; padding: 2px 4px; }
QLineEdit[role="review"] { font-size: 16px; min-height: 34px; }
#reviewCard[small="true"] QLineEdit[role="review"] { font-size: 13px; min-height: 26px; }
#agendaList QListWidget, #walkList QListWidget, #agendaList #agendaLine { font-size: 14px; }
QPushButton[role="primary"] { background: $accentFill; color: $onAccent; border-color: $accentFill; font-weight: 500; }
QPushButton[role="primary"]:hover { background: $accentFillHover; border-color: $accentFillHover; }
QPushButton[role="primary"]:focus { border: 2px solid $focusOnAccent; }
QPushButton[role="primary"]:disabled { color: $textMuted; background: $sunken; border-color: $border; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 4px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border-color: $accent; }
QPushButton[role="row"] { background: transparent; border: 1px solid transparent; text-align: left; padding: 4px 8px; }
QPushButton[role="row"]:hover { background: $hover; }
QPushButton[role="row"]:focus { border-color: $accent; }
QPushButton::menu-indicator { width: 0; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $sunken; }
QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; }
#lensSwitch, #reviewModes { background: $sunken; border-radius: 7px; }
#lensMenu { background: $sunken; padding: 5px 10px; font-weight: 600; }
#lensSwitch QToolButton, #reviewModes QToolButton { padding: 3px 10px; color: $textSecondary; border-radius: 5px; }
#reviewModes QToolButton:disabled { color: $textMuted; }
#lensSwitch QToolButton:checked, #reviewModes QToolButton:checked { background: $raised; color: $text; font-weight: 600; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
  background: $field; color: $text; border: 1px solid $borderStrong; border-radius: 6px; padding: 2px 8px;
  selection-background-color: $accentFill; selection-color: $onAccent; }
QLineEdit, QComboBox, QSpinBox, QDateEdit { min-height: 24px; }
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover { border-color: $textMuted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus { border-color: $accent; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: $error; }
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled { background: $sunken; color: $textSecondary; border-color: $border; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/control-down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $borderStrong; padding: 4px; outline: none;
  selection-background-color: $selected; selection-color: $text; }
QDateEdit::drop-down { border: none; width: 22px; }
QDateEdit::down-arrow { image: url(:/icons/control-down.svg); width: 12px; height: 12px; }

QAbstractItemView { background: $surface; border: none; outline: none; selection-background-color: $selected; selection-color: $text;
  alternate-background-color: $hover; }
QTableView { gridline-color: $border; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $textSecondary; border: none; border-bottom: 1px solid $border; padding: 5px 8px; font-size: 12px; font-weight: 400; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow { image: url(:/icons/control-up.svg); width: 10px; height: 10px; subcontrol-position: center right; right: 4px; }
QHeaderView::down-arrow { image: url(:/icons/control-down.svg); width: 10px; height: 10px; subcontrol-position: center right; right: 4px; }
QTableCornerButton::section { background: $surface; border: none; }

QTabWidget::pane { border: none; }
QTabBar { background: $surface; }
QTabBar::tab { background: transparent; color: $textSecondary; border: none; border-bottom: 2px solid transparent; padding: 7px 2px 6px 2px; margin: 0 9px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }

QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 1px 6px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $borderStrong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $textMuted; }
QMenu::separator { height: 1px; background: $border; margin: 4px 6px; }
QMenu::icon { padding-left: 6px; }

QDockWidget { color: $textSecondary; font-size: 12px; }
QDockWidget::title { background: $surface; padding: 5px 8px; border-bottom: 1px solid $border; }
QStatusBar { background: $surface; border-top: 1px solid $border; color: $textSecondary; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $textSecondary; font-size: 12px; padding: 0 8px; }

QToolTip { background: $toolTip; color: $onToolTip; border: 1px solid $toolTip; padding: 3px 5px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $textMuted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accentFill; border-radius: 3px; }
)"_L1;

} // namespace

QString styleSheetFor(const ThemeColors &c)
{
    const QList<std::pair<QLatin1StringView, QColor>> tokens{
        {"window"_L1, c.window}, {"surface"_L1, c.surface}, {"sunken"_L1, c.sunken}, {"hover"_L1, c.hover}, {"selected"_L1, c.selected},
        {"border"_L1, c.border}, {"borderStrong"_L1, c.borderStrong}, {"text"_L1, c.text}, {"textSecondary"_L1, c.textSecondary},
        {"textMuted"_L1, c.textMuted}, {"accent"_L1, c.accent}, {"accentFill"_L1, c.accentFill}, {"accentFillHover"_L1, c.accentFillHover},
        {"onAccent"_L1, c.onAccent}, {"good"_L1, c.good}, {"error"_L1, c.error}, {"warning"_L1, c.warning}, {"infoFill"_L1, c.infoFill},
        {"field"_L1, c.dark ? c.sunken : c.surface}, {"raised"_L1, c.dark ? c.hover : c.surface},
        {"focusOnAccent"_L1, c.dark ? QColor(0xffffff) : QColor(0x0b1f5c)}, {"scroll"_L1, c.borderStrong},
        {"toolTip"_L1, c.dark ? QColor(0x2f3641) : QColor(0x1d2430)}, {"onToolTip"_L1, QColor(0xf5f7fa)}};
    QString text = sheet;
    static const QRegularExpression token(u"\\$([A-Za-z]+)"_s);
    QString result;
    result.reserve(text.size());
    qsizetype at = 0;
    for (auto it = token.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        result += QStringView(text).mid(at, match.capturedStart() - at);
        const auto found = std::find_if(tokens.begin(), tokens.end(), [&](const auto &t) { return match.capturedView(1) == t.first; });
        Q_ASSERT_X(found != tokens.end(), "styleSheetFor", qPrintable(match.captured(1)));
        result += found->second.name();
        at = match.capturedEnd();
    }
    result += QStringView(text).mid(at);
    return result;
}

} // namespace drawbridge
