// SPDX-License-Identifier: Apache-2.0
#include "common/smallwidgets.h"

#include "common/icons.h"
#include "common/plaintext.h"
#include "common/theme.h"

#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace drawbridge {

QLabel *plainLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    label->setProperty("role", QLatin1StringView(role));
    return label;
}

void setRole(QWidget *widget, const char *role)
{
    widget->setProperty("role", QLatin1StringView(role));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

QFrame *horizontalRule(QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setProperty("role", QStringLiteral("rule"));
    return rule;
}

QFrame *verticalRule(QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setProperty("role", QStringLiteral("vrule"));
    return rule;
}

SectionHeader::SectionHeader(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setText(text.toUpper());
    setAccessibleName(text);
    setProperty("role", QStringLiteral("section"));
}

ElidedLabel::ElidedLabel(const QString &text, QWidget *parent, Qt::TextElideMode mode) : QWidget(parent), m_mode(mode)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_full = text;
    m_line = oneLine(text, 400);
    setAccessibleName(m_line);
    updateToolTip();
    updateGeometry();
    update();
}

void ElidedLabel::setMuted(bool on)
{
    m_muted = on;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {std::min(fontMetrics().horizontalAdvance(m_line) + 2, 480), fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(fontMetrics().horizontalAdvance(m_line) + 2, 24), fontMetrics().height() + 2};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateToolTip();
}

void ElidedLabel::updateToolTip()
{
    const bool cut = m_line != m_full || fontMetrics().horizontalAdvance(m_line) > width();
    setToolTip(cut ? plainToolTip(m_full) : QString());
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ThemeColors &colors = ThemeColors::of(palette());
    painter.setPen(m_muted ? colors.textMuted : palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(m_line, m_mode, width()));
}

EmptyState::EmptyState(const QString &icon, const QString &title, const QString &sentence, QWidget *parent) : QWidget(parent)
{
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(24, 24, 24, 24);
    m_layout->setSpacing(8);
    m_layout->addStretch(1);
    auto *picture = new QLabel;
    picture->setPixmap(themedIcon(icon, IconColor::Muted).pixmap(28, 28));
    picture->setAlignment(Qt::AlignCenter);
    m_title = plainLabel(title, "heading");
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence = plainLabel(sentence, "muted");
    m_sentence->setAlignment(Qt::AlignCenter);
    m_layout->addWidget(picture);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_sentence);
    m_layout->addStretch(2);
}

void EmptyState::setTexts(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

QPushButton *EmptyState::addAction(const QString &text, bool primary)
{
    auto *button = new QPushButton(text);
    if (primary)
        button->setProperty("role", QStringLiteral("primary"));
    m_layout->insertWidget(m_layout->count() - 1, button, 0, Qt::AlignCenter);
    return button;
}

} // namespace drawbridge
