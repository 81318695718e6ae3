// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QListWidget;
class QPushButton;

namespace drawbridge {

// Named and automatic versions inside the project: take one, compare, look at one.
class VersionsPage : public WorkshopPage
{
    Q_OBJECT
public:
    explicit VersionsPage(QWidget *parent = nullptr);
    void show(const WorkshopInput &input) override;

signals:
    void versionWanted(const QString &name);
    // A null `to` is the project as it is now.
    void comparisonWanted(drawbridge::VersionId from, drawbridge::VersionId to);
    void openWanted(drawbridge::VersionId version);

private:
    QList<VersionId> chosen() const; // older first
    void updateButtons();

    WorkshopInput m_input;
    QListWidget *m_list;
    QPushButton *m_compare, *m_open, *m_rename, *m_remove;
};

} // namespace drawbridge
