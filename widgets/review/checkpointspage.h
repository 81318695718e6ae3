// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QScrollArea;

namespace drawbridge {

// Gates on the way of the system, each with its checklist and who signed it on which version.
class CheckpointsPage : public WorkshopPage
{
    Q_OBJECT
public:
    explicit CheckpointsPage(QWidget *parent = nullptr);
    void show(const WorkshopInput &input) override;

signals:
    // A signature stands under a version: the window takes one, then signs.
    void signWanted(drawbridge::CheckpointId checkpoint, const QString &section);

private:
    QWidget *card(const Checkpoint &checkpoint);

    WorkshopInput m_input;
    QScrollArea *m_scroll;
};

} // namespace drawbridge
