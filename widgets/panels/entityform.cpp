// SPDX-License-Identifier: Apache-2.0
#include "panels/entityform.h"

#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QKeyEvent>

namespace drawbridge {

namespace {
constexpr int labelWidth = 92;
constexpr int longestEdited = 20000; // a name of a megabyte can be seen, not typed into
} // namespace

FormPage::FormPage(QWidget *parent) : QWidget(parent)
{
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnMinimumWidth(0, labelWidth);
    m_grid->setColumnStretch(1, 1);
}

void FormPage::addRow(const QString &label, QWidget *editor)
{
    auto *name = plainLabel(label, "secondary");
    name->setBuddy(editor);
    name->setWordWrap(true);
    name->setFixedWidth(labelWidth);
    editor->setAccessibleName(label);
    const int row = m_grid->rowCount();
    m_grid->addWidget(name, row, 0, qobject_cast<QPlainTextEdit *>(editor) ? Qt::AlignTop : Qt::AlignVCenter);
    m_grid->addWidget(editor, row, 1);
    m_labels.insert(editor, name);
}

QLineEdit *FormPage::addLine(const QString &label, const QString &placeholder)
{
    auto *editor = new QLineEdit;
    editor->setPlaceholderText(placeholder);
    editor->setMaxLength(longestEdited);
    editor->setMinimumWidth(60);
    editor->installEventFilter(this);
    addRow(label, editor);
    return editor;
}

QPlainTextEdit *FormPage::addText(const QString &label, const QString &placeholder)
{
    auto *editor = new QPlainTextEdit;
    editor->setPlaceholderText(placeholder);
    editor->setTabChangesFocus(true);
    editor->setFixedHeight(66);
    editor->setMinimumWidth(60);
    editor->installEventFilter(this);
    addRow(label, editor);
    return editor;
}

QComboBox *FormPage::addChoice(const QString &label)
{
    auto *editor = new QComboBox;
    editor->setMinimumWidth(60);
    editor->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    editor->setFocusPolicy(Qt::StrongFocus); // the wheel scrolls the panel, it does not change the model
    editor->installEventFilter(this);
    addRow(label, editor);
    return editor;
}

QCheckBox *FormPage::addCheck(const QString &text)
{
    auto *editor = new QCheckBox(text);
    editor->setAccessibleName(text);
    m_grid->addWidget(editor, m_grid->rowCount(), 1);
    return editor;
}

QLabel *FormPage::addValue(const QString &label)
{
    auto *value = plainLabel({}, "value");
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setMinimumWidth(40);
    addRow(label, value);
    return value;
}

void FormPage::addHeading(const QString &text)
{
    auto *heading = new SectionHeader(text);
    heading->setContentsMargins(0, 10, 0, 2);
    m_grid->addWidget(heading, m_grid->rowCount(), 0, 1, 2);
}

void FormPage::addWide(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 2);
}

void FormPage::setRowVisible(QWidget *editor, bool visible)
{
    editor->setVisible(visible);
    if (QLabel *label = m_labels.value(editor))
        label->setVisible(visible);
}

void FormPage::setText(QLineEdit *editor, const QString &text)
{
    // What is being typed is not taken away by a change elsewhere.
    if (editor->hasFocus() && editor->isModified() && m_shown.value(editor) == text)
        return;
    m_shown.insert(editor, text);
    const bool tooLong = text.size() > longestEdited;
    editor->setReadOnly(tooLong);
    if (const QString shown = tooLong ? oneLine(text, 200) : text; editor->text() != shown)
        editor->setText(shown);
    editor->setModified(false);
    if (!editor->hasFocus())
        editor->setCursorPosition(0);
    editor->setToolTip(text.size() > 30 ? plainToolTip(text) : QString());
}

void FormPage::setText(QPlainTextEdit *editor, const QString &text)
{
    if (editor->hasFocus() && editor->document()->isModified() && m_shown.value(editor) == text)
        return;
    m_shown.insert(editor, text);
    const bool tooLong = text.size() > longestEdited;
    editor->setReadOnly(tooLong);
    if (const QString shown = tooLong ? text.first(longestEdited) : text; editor->toPlainText() != shown)
        editor->setPlainText(shown);
    editor->document()->setModified(false);
}

bool FormPage::eventFilter(QObject *object, QEvent *event)
{
    auto *widget = qobject_cast<QWidget *>(object);
    if (event->type() == QEvent::FocusOut)
        emit committed(widget);
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(object) && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    // What was typed and taken over is a step of the document: Ctrl+Z takes that back, not letters of the field.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *keys = static_cast<QKeyEvent *>(event);
        const auto *line = qobject_cast<QLineEdit *>(object);
        const auto *text = qobject_cast<QPlainTextEdit *>(object);
        const bool typing = (line && line->isModified()) || (text && text->document()->isModified());
        if ((line || text) && !typing && (keys->matches(QKeySequence::Undo) || keys->matches(QKeySequence::Redo))) {
            event->ignore();
            return true;
        }
    }
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        auto *line = qobject_cast<QLineEdit *>(object);
        auto *text = qobject_cast<QPlainTextEdit *>(object);
        const bool modified = (line && line->isModified()) || (text && text->document()->isModified());
        if (!modified)
            return QWidget::eventFilter(object, event);
        if (event->type() == QEvent::ShortcutOverride) {
            event->accept();
            return true;
        }
        if (line) {
            line->setText(m_shown.value(widget));
            line->setModified(false);
            line->selectAll();
        } else {
            text->setPlainText(m_shown.value(widget));
            text->document()->setModified(false);
        }
        return true;
    }
    const bool enter = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Return
                       && static_cast<QKeyEvent *>(event)->modifiers() == Qt::ControlModifier;
    if (enter && qobject_cast<QPlainTextEdit *>(object)) {
        emit committed(widget);
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace drawbridge
