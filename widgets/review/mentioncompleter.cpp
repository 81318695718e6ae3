// SPDX-License-Identifier: Apache-2.0
#include "review/mentioncompleter.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStringListModel>
#include <QTextBlock>

namespace drawbridge {

namespace {

constexpr int longestName = 60;

} // namespace

MentionCompleter::MentionCompleter(QLineEdit *editor) : QObject(editor), m_line(editor)
{
    attach(editor);
    connect(editor, &QLineEdit::textEdited, this, &MentionCompleter::offer);
}

MentionCompleter::MentionCompleter(QPlainTextEdit *editor) : QObject(editor), m_text(editor)
{
    attach(editor);
    connect(editor, &QPlainTextEdit::textChanged, this, [this] {
        if (m_text->hasFocus() || m_completer->popup()->isVisible())
            offer();
    });
}

void MentionCompleter::attach(QWidget *editor)
{
    m_names = new QStringListModel(this);
    m_completer = new QCompleter(m_names, this);
    m_completer->setWidget(editor);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    m_completer->popup()->setObjectName(QStringLiteral("mentionNames"));
    m_completer->popup()->setAccessibleName(tr("People"));
    editor->installEventFilter(this);
    m_completer->popup()->installEventFilter(this); // before the completer has its say
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &MentionCompleter::take);
}

void MentionCompleter::setPeople(const QStringList &names)
{
    if (names != m_names->stringList())
        m_names->setStringList(names);
}

bool MentionCompleter::isOffering() const { return m_completer->popup()->isVisible(); }

QString MentionCompleter::mentionAt(const QString &text)
{
    const qsizetype at = text.lastIndexOf(QLatin1Char('@'));
    if (at < 0 || text.size() - at > longestName || (at > 0 && !text[at - 1].isSpace() && !text[at - 1].isPunct()))
        return {};
    const QString name = text.mid(at + 1);
    return name.contains(QLatin1Char('\n')) ? QString() : name.isNull() ? QStringLiteral("") : name;
}

QString MentionCompleter::before() const
{
    if (m_line)
        return m_line->text().left(m_line->cursorPosition());
    const QTextCursor cursor = m_text->textCursor();
    return cursor.block().text().left(cursor.positionInBlock());
}

void MentionCompleter::offer()
{
    const QString name = mentionAt(before());
    if (name.isNull() || m_names->stringList().isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix(name);
    // Nothing left, or the name stands there in full.
    if (m_completer->completionCount() == 0 || (m_completer->completionCount() == 1 && m_completer->currentCompletion().compare(name, Qt::CaseInsensitive) == 0)) {
        m_completer->popup()->hide();
        return;
    }
    QRect where = m_line ? m_line->rect() : m_text->cursorRect();
    where.setWidth(220);
    m_completer->complete(where);
    m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

void MentionCompleter::take(const QString &name)
{
    const qsizetype typed = mentionAt(before()).size();
    if (m_line) {
        const int cursor = m_line->cursorPosition();
        m_line->setSelection(cursor - int(typed), int(typed));
        m_line->insert(name + QLatin1Char(' '));
    } else {
        QTextCursor cursor = m_text->textCursor();
        cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(typed));
        cursor.insertText(name + QLatin1Char(' '));
        m_text->setTextCursor(cursor);
    }
    m_completer->popup()->hide();
}

bool MentionCompleter::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && isOffering()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab) {
            take(m_completer->popup()->currentIndex().data().toString());
            return true;
        }
        if (key == Qt::Key_Escape) {
            m_completer->popup()->hide();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const QModelIndex now = m_completer->popup()->currentIndex();
            const int row = qBound(0, now.row() + (key == Qt::Key_Down ? 1 : -1), m_completer->completionCount() - 1);
            m_completer->popup()->setCurrentIndex(m_completer->completionModel()->index(row, 0));
            return true;
        }
    }
    return QObject::eventFilter(object, event);
}

} // namespace drawbridge
