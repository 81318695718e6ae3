// SPDX-License-Identifier: Apache-2.0
#include "panels/specexcerpt.h"

#include "common/plaintext.h"
#include "common/theme.h"

#include <QContextMenuEvent>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace drawbridge {

namespace {

constexpr int lineHeight = 17;
constexpr int padding = 6;
constexpr int around = 2;      // lines shown before and after a marked one
constexpr int mostLines = 12;
constexpr int numberWidth = 44;

} // namespace

SpecExcerpt::SpecExcerpt(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setExcerpt({}, {}, {});
}

void SpecExcerpt::load(SourceReader &reader, const Source &source, const QList<int> &marked)
{
    if (marked.isEmpty())
        return;
    m_notes = &reader.notes();
    connect(m_notes, &LineNotes::changed, this, qOverload<>(&QWidget::update), Qt::UniqueConnection);
    const auto [least, greatest] = std::minmax_element(marked.begin(), marked.end());
    const int from = std::max(1, *least - around), to = std::min(*greatest + around, from + 400);
    reader.read(source, from, to, this, [this, file = source.path, marked](const Excerpt &excerpt) { setExcerpt(excerpt, file, marked); });
}

void SpecExcerpt::setExcerpt(const Excerpt &excerpt, const QString &file, const QList<int> &marked)
{
    m_lines.clear();
    m_sentence.clear();
    m_file = file;
    m_hovered = m_current = -1;
    switch (excerpt.state) {
    case SourceState::Unknown:
        m_sentence = tr("Reading the specification…");
        break;
    case SourceState::Missing:
        m_sentence = tr("%1 is not where it was imported from, so its lines can't be shown.").arg(oneLine(file, 80));
        break;
    case SourceState::Changed:
        m_sentence = tr("%1 has changed since the import, so its lines may be others now. Update from specs to see them.").arg(oneLine(file, 80));
        break;
    case SourceState::Current:
        for (qsizetype i = 0; i < excerpt.lines.size() && m_lines.size() < mostLines; ++i) {
            const int number = excerpt.firstLine + int(i);
            const bool isMarked = marked.contains(number);
            const bool near = std::any_of(marked.begin(), marked.end(), [&](int m) { return std::abs(m - number) <= around; });
            if (near)
                m_lines.append({number, excerpt.lines[i], isMarked});
        }
        // Shared indentation takes room and says nothing.
        qsizetype indent = 1000;
        for (const Line &line : std::as_const(m_lines)) {
            const qsizetype first = line.text.size() - QStringView(line.text).trimmed().size();
            if (!QStringView(line.text).trimmed().isEmpty()) {
                qsizetype spaces = 0;
                while (spaces < line.text.size() && line.text[spaces] == u' ')
                    ++spaces;
                indent = std::min(indent, std::min(spaces, first));
            }
        }
        for (Line &line : m_lines)
            line.text = oneLine(QStringView(line.text).mid(std::min(indent, line.text.size())), 400);
        if (m_lines.isEmpty())
            m_sentence = tr("The place is beyond the end of %1.").arg(oneLine(file, 80));
        break;
    }
    setAccessibleName(m_sentence.isEmpty() ? tr("Lines of %1").arg(oneLine(file, 80)) : m_sentence);
    setAccessibleDescription(text());
    updateGeometry();
    update();
}

QString SpecExcerpt::text() const
{
    if (!m_sentence.isEmpty())
        return m_sentence;
    QStringList lines;
    for (const Line &line : m_lines)
        lines.append(QStringLiteral("%1%2 %3").arg(QChar(line.marked ? u'>' : u' ')).arg(line.number).arg(line.text));
    return lines.join(u'\n');
}

QSize SpecExcerpt::sizeHint() const
{
    return {200, int(m_sentence.isEmpty() ? m_lines.size() : 3) * lineHeight + 2 * padding};
}

void SpecExcerpt::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = ThemeColors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors.border);
    painter.setBrush(colors.code);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::smallRadius, metrics::smallRadius);
    if (!m_sentence.isEmpty()) {
        QFont f = font();
        f.setPixelSize(metrics::smallTextSize);
        painter.setFont(f);
        painter.setPen(colors.textMuted);
        painter.drawText(rect().adjusted(10, padding, -10, -padding), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, m_sentence);
        return;
    }
    painter.setFont(monospaceFont(11));
    int y = padding, previous = 0;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        const QRect row(1, y, width() - 2, lineHeight);
        if (line.marked) {
            painter.fillRect(row, colors.codeMark);
            painter.fillRect(QRect(1, y, 3, lineHeight), colors.codeMarkLine);
        }
        if (previous > 0 && line.number > previous + 1) {
            painter.setPen(QPen(colors.border, 1, Qt::DashLine));
            painter.drawLine(row.topLeft(), row.topRight());
        }
        if (hasFocus() && m_current == int(i)) {
            painter.setPen(colors.accent);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(row.adjusted(0, 0, -1, -1));
        }
        painter.setPen(m_hovered == int(i) && m_notes ? colors.accent : colors.textMuted);
        painter.drawText(QRect(0, y, numberWidth - 6, lineHeight), Qt::AlignVCenter | Qt::AlignRight, QString::number(line.number));
        painter.setPen(colors.text);
        const LineNotes::Note note = m_notes ? m_notes->at(m_file, line.number) : LineNotes::Note();
        const bool noted = note.open > 0 || note.resolved > 0;
        const QRect textArea = row.adjusted(numberWidth, 0, noted ? -30 : -6, 0);
        painter.drawText(textArea, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, painter.fontMetrics().elidedText(line.text, Qt::ElideRight, textArea.width()));
        if (noted) {
            const QRectF mark(row.right() - 26, y + 2, 20, lineHeight - 4);
            painter.setPen(note.open > 0 ? QPen(Qt::NoPen) : QPen(colors.textMuted));
            painter.setBrush(note.open > 0 ? QBrush(colors.accent) : QBrush(Qt::NoBrush));
            painter.drawRoundedRect(mark, 5, 5);
            painter.setPen(note.open > 0 ? colors.surface : colors.textMuted);
            painter.drawText(mark, Qt::AlignCenter, note.open > 0 ? QString::number(std::min(note.open, 99)) : QStringLiteral("✓"));
        }
        previous = line.number;
        y += lineHeight;
    }
}

int SpecExcerpt::lineAt(const QPoint &position) const
{
    const int index = (position.y() - padding) / lineHeight;
    return position.y() >= padding && index < m_lines.size() ? index : -1;
}

void SpecExcerpt::wantNotes(int index)
{
    if (m_notes && index >= 0 && index < m_lines.size())
        emit m_notes->wanted({m_file, {}, m_lines[index].number, 0});
}

void SpecExcerpt::keyPressEvent(QKeyEvent *event)
{
    const bool down = event->key() == Qt::Key_Down;
    if ((down || event->key() == Qt::Key_Up) && !m_lines.isEmpty()) {
        const int next = m_current + (down ? 1 : -1);
        if (next >= 0 && next < m_lines.size()) {
            m_current = next;
            setAccessibleDescription(QStringLiteral("%1 %2").arg(m_lines[next].number).arg(m_lines[next].text));
            update();
            return;
        }
    } else if ((event->key() == Qt::Key_C && event->modifiers() == Qt::NoModifier) || event->key() == Qt::Key_Return) {
        wantNotes(m_current);
        return;
    }
    QWidget::keyPressEvent(event);
}

void SpecExcerpt::focusInEvent(QFocusEvent *event)
{
    // The first line that matters.
    for (int i = 0; m_current < 0 && i < m_lines.size(); ++i) {
        if (m_lines[i].marked)
            m_current = i;
    }
    QWidget::focusInEvent(event);
    update();
}

void SpecExcerpt::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = notedAt(event->pos());
    const LineNotes::Note note = m_hovered >= 0 ? m_notes->at(m_file, m_lines[m_hovered].number) : LineNotes::Note();
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(m_hovered < 0 ? QString() : note.open + note.resolved > 0 ? tr("What is said about this line") : tr("Comment on this line"));
    update();
}

int SpecExcerpt::notedAt(const QPoint &position) const
{
    const int over = m_notes ? lineAt(position) : -1;
    const LineNotes::Note note = over >= 0 ? m_notes->at(m_file, m_lines[over].number) : LineNotes::Note();
    return over >= 0 && (position.x() < numberWidth || note.open > 0 || note.resolved > 0) ? over : -1;
}

void SpecExcerpt::mouseReleaseEvent(QMouseEvent *event)
{
    // Not where the mouse was last: a touch comes without a move before it.
    if (const int line = notedAt(event->pos()); event->button() == Qt::LeftButton && line >= 0)
        wantNotes(line);
    else
        QWidget::mouseReleaseEvent(event);
}

void SpecExcerpt::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

void SpecExcerpt::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    if (const int line = lineAt(event->pos()); m_notes && line >= 0)
        menu.addAction(tr("Comment on line %1").arg(m_lines[line].number), this, [this, line] { wantNotes(line); });
    menu.addAction(tr("Copy these lines"), this, [this] { QGuiApplication::clipboard()->setText(text()); });
    menu.exec(event->globalPos());
}

} // namespace drawbridge
