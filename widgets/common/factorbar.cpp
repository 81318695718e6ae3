// SPDX-License-Identifier: Apache-2.0
#include "common/factorbar.h"

#include "common/painting.h"
#include "common/plaintext.h"

namespace drawbridge {

namespace {
constexpr int nameWidth = 78;
constexpr int valueWidth = 40;
constexpr int lineHeight = 20;
} // namespace

FactorBar::FactorBar(const QString &name, QWidget *parent) : QWidget(parent), m_name(name)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FactorBar::setValue(double fraction, const QString &value, int band, const QString &reason)
{
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    m_value = value;
    m_band = band;
    m_reason = oneLine(reason, 400);
    setAccessibleName(tr("%1: %2").arg(m_name, m_value));
    setAccessibleDescription(m_reason);
    updateGeometry();
    update();
}

QFont FactorBar::reasonFont() const
{
    QFont f = font();
    f.setPixelSize(11);
    return f;
}

int FactorBar::heightForWidth(int width) const
{
    if (m_reason.isEmpty())
        return lineHeight;
    return lineHeight + QFontMetrics(reasonFont()).boundingRect(QRect(0, 0, std::max(60, width - nameWidth), 1000), Qt::TextWordWrap, m_reason).height() + 4;
}

QSize FactorBar::sizeHint() const
{
    return {220, heightForWidth(std::max(width(), 220))};
}

void FactorBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (minimumHeight() != heightForWidth(width()))
        setFixedHeight(heightForWidth(width()));
}

void FactorBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = ThemeColors::of(palette());
    QFont f = font();
    f.setPixelSize(metrics::smallTextSize);
    painter.setFont(f);
    painter.setPen(colors.textSecondary);
    painter.drawText(QRect(0, 0, nameWidth, lineHeight), Qt::AlignVCenter | Qt::AlignLeft, m_name);
    const QRectF track(nameWidth, lineHeight / 2.0 - 2.5, std::max(10, width() - nameWidth - valueWidth), 5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.sunken);
    painter.drawRoundedRect(track, 2.5, 2.5);
    painter.setBrush(colors.band[std::clamp(m_band, 0, 4)]);
    painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * m_fraction, track.height())), 2.5, 2.5);
    f.setWeight(QFont::DemiBold);
    painter.setFont(f);
    painter.setPen(colors.text);
    painter.drawText(QRect(width() - valueWidth, 0, valueWidth, lineHeight), Qt::AlignVCenter | Qt::AlignRight, m_value);
    if (!m_reason.isEmpty()) {
        painter.setFont(reasonFont());
        painter.setPen(colors.textMuted);
        painter.drawText(QRect(nameWidth, lineHeight - 2, width() - nameWidth, height() - lineHeight + 2), Qt::TextWordWrap, m_reason);
    }
}

} // namespace drawbridge
