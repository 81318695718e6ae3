// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractButton>
#include <QWidget>

namespace drawbridge {

// A small tag, to be read: a standard's number, a method, a class of data.
class Chip : public QWidget
{
    Q_OBJECT
public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);
    void setText(const QString &text);
    QString text() const { return m_text; }
    void setMonospace(bool on);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont chipFont() const;
    QString m_text;
    bool m_monospace = false;
};

// A pill that switches a filter on and off.
class FilterChip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit FilterChip(const QString &text, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

// The score of a finding on the colour of its band.
class RiskBadge : public QWidget
{
    Q_OBJECT
public:
    explicit RiskBadge(QWidget *parent = nullptr);
    // `band` as in painting.h; -1: a question.
    void setRisk(double risk, int band);
    void setLarge(bool on);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_risk = 0;
    int m_band = 4;
    bool m_large = false;
};

} // namespace drawbridge
