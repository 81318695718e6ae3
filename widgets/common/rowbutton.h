// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>

namespace drawbridge {

// A line that leads somewhere: optional badge or chip, text, and a word at the right edge.
class RowButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit RowButton(const QString &text, QWidget *parent = nullptr);

    void setBadge(double risk, int band); // painting.h
    void setChip(const QString &chip);
    void setStep(int number);             // a number in a circle
    enum class DetailTone { Muted, Strong, Good };
    void setDetail(const QString &detail, DetailTone tone = DetailTone::Muted);
    void setSecondLine(const QString &text);
    void setMonospace(bool on);
    void setWrapped(bool on); // the text takes as many lines as it needs
    void setUnderlined(bool on) { m_rule = on; } // a hairline below

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return m_wrapped; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QFont textFont() const;
    int leading() const;
    int trailing() const;
    void describe();

    double m_risk = 0;
    int m_band = -2; // -2: no badge
    int m_step = 0;
    QString m_chip, m_detail, m_second;
    DetailTone m_detailTone = DetailTone::Muted;
    bool m_monospace = false, m_wrapped = false, m_rule = false;
};

} // namespace drawbridge
