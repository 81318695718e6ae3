// SPDX-License-Identifier: Apache-2.0
#include "tables/rowdelegate.h"

#include "common/painting.h"
#include "tables/rowsmodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainterPath>
#include <QToolTip>

namespace drawbridge {

namespace {

constexpr int paddingLeft = 8, paddingRight = 6, paddingThreads = 38; // of a cell; the last where a mark of comments stands

QColor toneColor(Tone tone, const ThemeColors &colors)
{
    switch (tone) {
    case Tone::Muted:
        return colors.textMuted;
    case Tone::Good:
        return colors.good;
    case Tone::Bad:
        return colors.error;
    case Tone::Accent:
        return colors.accent;
    case Tone::Plain:
        break;
    }
    return colors.text;
}

void paintChips(QPainter &painter, QRectF area, const QStringList &chips, const ThemeColors &colors, const QFont &font)
{
    for (qsizetype i = 0; i < chips.size(); ++i) {
        const QSizeF size = chipSize(chips[i], font);
        const QString more = QStringLiteral("+%1").arg(chips.size() - i);
        const double room = i + 1 < chips.size() ? area.width() - chipSize(more, font).width() - 4 : area.width();
        const bool fits = size.width() <= room;
        const QString text = fits || i == 0 ? chips[i] : more;
        const double width = std::min(chipSize(text, font).width(), area.width());
        if (width < 12)
            return;
        paintChip(painter, QRectF(area.left(), area.center().y() - size.height() / 2, width, size.height()),
                  QFontMetricsF(font).elidedText(text, Qt::ElideRight, width - 8), colors.chip, colors.chipText, font);
        if (!fits && i > 0)
            return;
        area.setLeft(area.left() + width + 4);
    }
}

constexpr int threadsColumn = 1;

QRectF threadsArea(const QRect &cell) { return {cell.right() - 30.0, cell.center().y() - 8.0, 22, 15}; }

void paintThreads(QPainter &painter, const QRectF &area, const RowThreads &threads, const ThemeColors &colors, QFont font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath bubble, tail;
    bubble.addRoundedRect(area, 5, 5);
    tail.addPolygon(QPolygonF({{area.left() + 5, area.bottom() - 1}, {area.left() + 5, area.bottom() + 4}, {area.left() + 11, area.bottom() - 1}}));
    const bool open = threads.open > 0;
    painter.setPen(open ? QPen(Qt::NoPen) : QPen(colors.textMuted));
    painter.setBrush(open ? QBrush(colors.accent) : QBrush(Qt::NoBrush));
    painter.drawPath(bubble.united(tail));
    font.setPixelSize(10);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(open ? colors.surface : colors.textMuted);
    painter.drawText(area, Qt::AlignCenter, open ? QString::number(std::min(threads.open, 99)) : QStringLiteral("✓"));
    painter.restore();
}

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &colors = ThemeColors::of(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, colors.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, colors.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), colors.border);
    const RowThreads *threads = threadsOf(index);
    const QRect area = option.rect.adjusted(paddingLeft, 0, threads ? -paddingThreads : -paddingRight, -1);
    if (threads)
        paintThreads(*painter, threadsArea(option.rect), *threads, colors, option.font);

    const QVariant band = index.data(BandRole);
    if (band.isValid()) {
        QFont font(option.font);
        font.setPixelSize(metrics::smallTextSize);
        const QRectF badge(area.left(), area.center().y() - 9.5, 38, 20);
        paintRiskBadge(*painter, badge, index.data(RiskRole).toDouble(), band.toInt(), colors, font);
    } else if (const QVariant chips = index.data(ChipsRole); chips.isValid()) {
        QFont font(option.font);
        font.setPixelSize(11);
        paintChips(*painter, area, chips.toStringList(), colors, font);
    } else {
        painter->setFont(index.data(MonospaceRole).toBool() ? monospaceFont() : option.font);
        painter->setPen(toneColor(Tone(index.data(ToneRole).toInt()), colors));
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, area.width()));
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(colors.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
}

const RowThreads *RowDelegate::threadsOf(const QModelIndex &index) const
{
    if (m_threads.isEmpty() || index.column() != threadsColumn)
        return nullptr;
    const auto found = m_threads.constFind(index.data(KeyRole).toString());
    return found == m_threads.constEnd() ? nullptr : &*found;
}

bool RowDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && threadsOf(index) && threadsArea(option.rect).contains(static_cast<QMouseEvent *>(event)->position())) {
        emit threadsClicked(index.data(KeyRole).toString());
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

bool RowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (const RowThreads *threads = threadsOf(index); threads && threadsArea(option.rect).contains(event->pos())) {
        QToolTip::showText(event->globalPos(), tr("%n open thread(s)", nullptr, threads->open) + u'\n' + tr("%n resolved", nullptr, threads->resolved), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics text(index.data(MonospaceRole).toBool() ? monospaceFont() : option.font);
    const int width = text.horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {paddingLeft + width + (threadsOf(index) ? paddingThreads : paddingRight) + 2, metrics::rowHeight};
}

} // namespace drawbridge
