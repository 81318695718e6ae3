// SPDX-License-Identifier: Apache-2.0
#include "common/rowbutton.h"

#include "common/painting.h"
#include "common/plaintext.h"

namespace drawbridge {

namespace {
constexpr int inset = 6;
constexpr int oneLineHeight = 28;
} // namespace

RowButton::RowButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(oneLine(text, 600));
    setToolTip(plainToolTip(text));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    describe();
}

void RowButton::describe()
{
    QStringList parts{m_chip, text(), m_second, m_detail};
    if (m_band >= 0)
        parts.prepend(tr("Risk %1").arg(riskText(m_risk)));
    parts.removeAll(QString());
    setAccessibleName(parts.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void RowButton::setBadge(double risk, int band)
{
    m_risk = risk;
    m_band = band;
    describe();
}

void RowButton::setChip(const QString &chip)
{
    m_chip = oneLine(chip, 12);
    describe();
}

void RowButton::setStep(int number)
{
    m_step = number;
    describe();
}

void RowButton::setDetail(const QString &detail, DetailTone tone)
{
    m_detail = oneLine(detail, 60);
    m_detailTone = tone;
    describe();
}

void RowButton::setSecondLine(const QString &text)
{
    m_second = oneLine(text, 300);
    describe();
}

void RowButton::setMonospace(bool on)
{
    m_monospace = on;
    describe();
}

void RowButton::setWrapped(bool on)
{
    m_wrapped = on;
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(on);
    setSizePolicy(policy);
    describe();
}

QFont RowButton::textFont() const
{
    return m_monospace ? monospaceFont(11) : font();
}

int RowButton::leading() const
{
    if (m_step > 0)
        return 26;
    if (m_band > -2)
        return 46;
    if (!m_chip.isEmpty())
        return int(chipSize(m_chip, monospaceFont(10)).width()) + 8;
    return 0;
}

int RowButton::trailing() const
{
    if (m_detail.isEmpty())
        return 0;
    QFont f = font();
    f.setPixelSize(metrics::smallTextSize);
    f.setWeight(QFont::DemiBold);
    return QFontMetrics(f).horizontalAdvance(m_detail) + 10;
}

QSize RowButton::sizeHint() const
{
    const int width = std::min(QFontMetrics(textFont()).horizontalAdvance(text()) + leading() + trailing() + 2 * inset, 420);
    return {width, heightForWidth(std::max(this->width(), 200))};
}

QSize RowButton::minimumSizeHint() const
{
    return {60, m_wrapped ? oneLineHeight : sizeHint().height()};
}

int RowButton::heightForWidth(int width) const
{
    int height = oneLineHeight;
    if (m_wrapped) {
        const int room = std::max(60, width - leading() - trailing() - 2 * inset);
        height = std::max(height, QFontMetrics(textFont()).boundingRect(QRect(0, 0, room, 4000), Qt::TextWordWrap, text()).height() + 10);
    }
    if (!m_second.isEmpty())
        height += 16;
    return height;
}

void RowButton::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    // Layouts nested in a scroll area do not ask for the height again once they know the width.
    if (m_wrapped && minimumHeight() != heightForWidth(width()))
        setFixedHeight(heightForWidth(width()));
}

void RowButton::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = ThemeColors::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if ((underMouse() && isEnabled()) || isDown()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? colors.sunken : colors.hover);
        painter.drawRoundedRect(rect(), metrics::smallRadius, metrics::smallRadius);
    }
    if (hasFocus()) {
        painter.setPen(colors.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::smallRadius, metrics::smallRadius);
    }
    if (m_rule)
        painter.fillRect(QRect(inset, height() - 1, width() - 2 * inset, 1), colors.border);

    const int secondHeight = m_second.isEmpty() ? 0 : 16;
    QRect area = rect().adjusted(inset, 0, -inset, -secondHeight);
    const int first = std::min(area.height(), oneLineHeight);
    QFont small = font();
    small.setPixelSize(metrics::smallTextSize);
    if (m_step > 0) {
        QFont bold(small);
        bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(colors.accent);
        painter.drawText(QRect(area.left(), area.top(), 20, first), Qt::AlignVCenter | Qt::AlignLeft, QString::number(m_step));
    } else if (m_band > -2) {
        paintRiskBadge(painter, QRectF(area.left(), area.top() + (first - 20) / 2.0, 38, 20), m_risk, m_band, colors, small);
    } else if (!m_chip.isEmpty()) {
        const QFont mono = monospaceFont(10);
        const QSizeF size = chipSize(m_chip, mono);
        paintChip(painter, QRectF(area.left(), area.top() + (first - size.height()) / 2, size.width(), size.height()), m_chip, colors.chip, colors.chipText, mono);
    }
    if (!m_detail.isEmpty()) {
        QFont bold(small);
        if (m_detailTone != DetailTone::Muted)
            bold.setWeight(QFont::DemiBold);
        painter.setFont(bold);
        painter.setPen(m_detailTone == DetailTone::Good ? colors.good : m_detailTone == DetailTone::Strong ? colors.text : colors.textMuted);
        painter.drawText(QRect(area.left(), area.top(), area.width(), first), Qt::AlignVCenter | Qt::AlignRight, m_detail);
    }
    area.adjust(leading(), 0, -trailing(), 0);
    painter.setFont(textFont());
    painter.setPen(isEnabled() ? colors.text : colors.textMuted);
    if (m_wrapped)
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, text());
    else
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, painter.fontMetrics().elidedText(text(), Qt::ElideRight, area.width()));
    if (!m_second.isEmpty()) {
        painter.setFont(small);
        painter.setPen(colors.textMuted);
        const QRect line(area.left(), height() - secondHeight - 4, rect().right() - inset - area.left(), secondHeight);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(m_second, Qt::ElideMiddle, line.width()));
    }
}

} // namespace drawbridge
