// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/versionwindow.h"

#include "common/smallwidgets.h"
#include "review/modellook.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

VersionWindow::VersionWindow(const QString &title, ThreatModel model, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"versionWindow"_s);
    setWindowTitle(title);
    resize(1100, 720);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(plainLabel(tr("This is how it was. It can be looked at, not changed."), "secondary"));
    layout->addWidget(new ModelLook(std::move(model)), 1);
}

} // namespace drawbridge
