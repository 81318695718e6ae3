// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"

#include <QString>

#include <memory>

class QProgressDialog;
class QWidget;

namespace drawbridge {

// A window that shows how far work on another thread is, once that takes a while, and cancels it.
struct ProgressWindow
{
    QProgressDialog *dialog; // belongs to the parent; whoever opened it deletes it when the work has ended
    std::shared_ptr<Progress> progress; // may outlive the dialog
};

ProgressWindow openProgress(const QString &title, QWidget &parent);

} // namespace drawbridge
