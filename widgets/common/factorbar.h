// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace drawbridge {

// One factor of a score: its name, how full it is, its value, and underneath the reason for it.
class FactorBar : public QWidget
{
    Q_OBJECT
public:
    explicit FactorBar(const QString &name, QWidget *parent = nullptr);
    // `fraction` 0 to 1; `value` as it is written beside the bar; `band` colours the bar.
    void setValue(double fraction, const QString &value, int band, const QString &reason);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QFont reasonFont() const;
    QString m_name, m_value, m_reason;
    double m_fraction = 0;
    int m_band = 4;
};

} // namespace drawbridge
