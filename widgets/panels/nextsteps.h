// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace drawbridge {

// After an import: at most three things to do next, each one click away. A line above the diagram, so
// that it covers nothing of it.
class NextSteps : public QFrame
{
    Q_OBJECT
public:
    struct Step
    {
        QString text;
        std::function<void()> go;
    };

    explicit NextSteps(QWidget *parent = nullptr);
    void show(const QList<Step> &steps);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QLabel *m_heading;
    QHBoxLayout *m_rows;
};

} // namespace drawbridge
