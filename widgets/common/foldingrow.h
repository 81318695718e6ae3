// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMargins>
#include <QWidget>

namespace drawbridge {

// Two widgets side by side, the first as wide as there is room; below one another where they would not fit. Owns both.
class FoldingRow : public QWidget
{
    Q_OBJECT
public:
    // Folds where less than `foldBelow` pixels are left for the first.
    FoldingRow(QWidget *first, QWidget *second, int foldBelow, const QMargins &margins = {}, QWidget *parent = nullptr);

    bool isFolded() const { return foldsAt(width()); }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool foldsAt(int width) const;
    void arrange();

    QWidget *m_first, *m_second;
    int m_foldBelow;
    QMargins m_margins;
};

} // namespace drawbridge
