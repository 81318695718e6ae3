// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include <functional>

class QBoxLayout;
class QLabel;

namespace drawbridge {

// After an import: at most three things to do next, each one click away. Above the diagram, so that it
// covers nothing of it; beside one another or below, whichever takes less height, and never cut.
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
    // None: hidden. Steps that stand there already stay as they are.
    void show(const QList<Step> &steps);

signals:
    void closed(); // by a person

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    QLabel *m_heading;
    QBoxLayout *m_rows;
    QList<Step> m_steps;
};

} // namespace drawbridge
