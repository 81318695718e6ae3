// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDialog>

namespace drawbridge {

// An old version to look at: its diagrams, to move around in but not to change.
class VersionWindow : public QDialog
{
    Q_OBJECT
public:
    VersionWindow(const QString &title, ThreatModel model, QWidget *parent = nullptr);
};

} // namespace drawbridge
