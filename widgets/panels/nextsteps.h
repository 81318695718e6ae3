// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include <functional>

class QVBoxLayout;

namespace drawbridge {

// After an import: at most three things to do next, each one click away. Lies over the corner of its parent.
class NextSteps : public QFrame
{
    Q_OBJECT
public:
    struct Step
    {
        QString text;
        std::function<void()> go;
    };

    explicit NextSteps(QWidget *parent);
    void show(const QList<Step> &steps);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void place();
    QVBoxLayout *m_rows;
};

} // namespace drawbridge
