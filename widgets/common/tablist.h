// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QToolButton>

class QTabBar;

namespace drawbridge {

// A menu of all tabs of a bar that lacks room for them; hidden while all are seen. Stands beside the bar in its parent.
class TabList : public QToolButton
{
    Q_OBJECT
public:
    explicit TabList(QTabBar *tabs, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fill();
    void updateVisible();

    QTabBar *m_tabs;
};

} // namespace drawbridge
