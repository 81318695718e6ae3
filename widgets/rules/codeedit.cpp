// SPDX-License-Identifier: Apache-2.0
#include "rules/codeedit.h"

#include "common/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>

namespace drawbridge {

// The strip at the left of the text.
class LineNumbers : public QWidget
{
public:
    explicit LineNumbers(CodeEdit *edit) : QWidget(edit), m_edit(*edit) { setAttribute(Qt::WA_OpaquePaintEvent); }
    QSize sizeHint() const override { return {m_edit.numbersWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_edit.paintNumbers(event); }

private:
    CodeEdit &m_edit;
};

CodeEdit::CodeEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    m_numbers = new LineNumbers(this);
    setFont(monospaceFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(false);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::place);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy)
            m_numbers->scroll(0, dy);
        else
            m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    place();
}

int CodeEdit::numbersWidth() const
{
    const int digits = std::max(3, int(QString::number(std::max(1, blockCount())).size()));
    return fontMetrics().horizontalAdvance(QLatin1Char('9')) * digits + 2 * metrics::grid;
}

void CodeEdit::place()
{
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const QRect area = contentsRect();
    m_numbers->setGeometry(area.left(), area.top(), numbersWidth(), area.height());
}

void CodeEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    place();
}

void CodeEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showMarks();
}

void CodeEdit::keyPressEvent(QKeyEvent *event)
{
    // YAML knows no tabs; Ctrl+Tab leaves the field.
    if (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier && !isReadOnly()) {
        textCursor().insertText(QStringLiteral("  "));
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier && !isReadOnly()) {
        const QString line = textCursor().block().text();
        qsizetype indent = 0;
        while (indent < line.size() && line[indent] == QLatin1Char(' '))
            ++indent;
        textCursor().insertText(QLatin1Char('\n') + QString(std::min<qsizetype>(indent, textCursor().positionInBlock()), QLatin1Char(' ')));
        ensureCursorVisible();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

bool CodeEdit::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int line = cursorForPosition(help->pos()).blockNumber() + 1;
        const auto mark = m_marks.constFind(line);
        if (mark == m_marks.constEnd())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), mark->text.toHtmlEscaped(), this);
        return true;
    }
    return QPlainTextEdit::viewportEvent(event);
}

void CodeEdit::setMarks(const QMap<int, Mark> &marks)
{
    m_marks = marks;
    showMarks();
}

void CodeEdit::showMarks()
{
    const ThemeColors &colors = ThemeColors::of(palette());
    QList<QTextEdit::ExtraSelection> selections;
    for (auto it = m_marks.constBegin(); it != m_marks.constEnd(); ++it) {
        const QTextBlock block = document()->findBlockByNumber(it.key() - 1);
        if (!block.isValid())
            continue;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setBackground(it->error ? colors.errorFill : colors.warningFill);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
    }
    setExtraSelections(selections);
    m_numbers->update();
}

void CodeEdit::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, std::clamp(column - 1, 0, std::max(0, block.length() - 1)));
    setTextCursor(cursor);
    centerCursor();
    setFocus();
}

void CodeEdit::paintNumbers(QPaintEvent *event)
{
    const ThemeColors &colors = ThemeColors::of(palette());
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), colors.sunken);
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        if (block.isVisible() && top + height >= event->rect().top()) {
            const auto mark = m_marks.constFind(block.blockNumber() + 1);
            painter.setPen(mark == m_marks.constEnd() ? colors.textMuted : mark->error ? colors.error : colors.warning);
            painter.drawText(QRectF(0, top, m_numbers->width() - metrics::grid, height), Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
        }
        top += height;
        block = block.next();
    }
}

} // namespace drawbridge
