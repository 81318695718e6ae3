// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

#include <functional>

class QHBoxLayout;

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

private:
    QHBoxLayout *m_rows;
};

} // namespace drawbridge
