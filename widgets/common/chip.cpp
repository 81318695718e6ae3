// SPDX-License-Identifier: Apache-2.0
#include "common/chip.h"

#include "common/painting.h"
#include "common/plaintext.h"

#include <QEvent>

namespace drawbridge {

Chip::Chip(const QString &text, QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setText(text);
}

void Chip::setText(const QString &text)
{
    m_text = oneLine(text, 80);
    setAccessibleName(m_text);
    setToolTip(text.size() > 40 ? plainToolTip(text) : QString());
    updateGeometry();
    update();
}

void Chip::setMonospace(bool on)
{
    m_monospace = on;
    updateGeometry();
}

QFont Chip::chipFont() const
{
    if (m_monospace)
        return monospaceFont(11);
    QFont f = font();
    f.setPixelSize(11);
    return f;
}

QSize Chip::sizeHint() const
{
    return chipSize(m_text, chipFont()).toSize().boundedTo(QSize(320, 64));
}

QSize Chip::minimumSizeHint() const
{
    return {24, sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = ThemeColors::of(palette());
    const QFont f = chipFont();
    paintChip(painter, rect(), QFontMetrics(f).elidedText(m_text, Qt::ElideRight, width() - 8), colors.chip, colors.chipText, f);
}

FilterChip::FilterChip(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize FilterChip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 20, 22};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = ThemeColors::of(palette());
    const bool strong = isChecked();
    painter.setPen(QPen(hasFocus() || strong ? colors.accent : colors.borderStrong, 1));
    painter.setBrush(strong ? colors.infoFill : underMouse() ? colors.hover : colors.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), height() / 2.0, height() / 2.0);
    QFont f = font();
    f.setPixelSize(metrics::smallTextSize);
    painter.setFont(f);
    painter.setPen(strong ? colors.accent : colors.textSecondary);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

RiskBadge::RiskBadge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void RiskBadge::setRisk(double risk, int band)
{
    m_risk = risk;
    m_band = band;
    setAccessibleName(band < 0 ? tr("Question") : tr("Risk %1 of 100").arg(riskText(risk)));
    update();
}

void RiskBadge::setLarge(bool on)
{
    m_large = on;
    updateGeometry();
}

QSize RiskBadge::sizeHint() const
{
    return m_large ? QSize(48, 26) : QSize(38, 20);
}

void RiskBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont f = font();
    f.setPixelSize(m_large ? 15 : metrics::smallTextSize);
    paintRiskBadge(painter, rect(), m_risk, m_band, ThemeColors::of(palette()), f);
}

} // namespace drawbridge
