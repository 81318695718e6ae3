// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/progresswindow.h"

#include "common/plaintext.h"

#include <QCoreApplication>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QProgressDialog>

namespace drawbridge {

namespace {

constexpr int showAfterMs = 250;
constexpr int longestStep = 120; // characters: a step names files of strangers

} // namespace

ProgressWindow openProgress(const QString &title, QWidget &parent)
{
    auto *dialog = new QProgressDialog(QString(), QCoreApplication::translate("ProgressWindow", "Cancel"), 0, 100, &parent);
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText); // the dialog's own label would take the name of a file for markup
    dialog->setLabel(label);
    auto *bar = new QProgressBar;
    bar->setTextVisible(false); // it is thin: figures would stand across it
    dialog->setBar(bar);
    dialog->setLabelText(oneLine(title, longestStep));
    dialog->setWindowTitle(oneLine(title, longestStep));
    dialog->setWindowModality(Qt::WindowModal);
    dialog->setMinimumDuration(showAfterMs);
    dialog->setMinimumWidth(420);
    dialog->setAutoClose(false);
    dialog->setAutoReset(false);
    dialog->setValue(0);
    auto progress = std::make_shared<Progress>([dialog = QPointer(dialog)](int percent, const QString &step) {
        QMetaObject::invokeMethod(
            qApp,
            [dialog, percent, step] {
                if (!dialog || dialog->wasCanceled())
                    return;
                if (!step.isEmpty())
                    dialog->setLabelText(oneLine(step, longestStep));
                dialog->setValue(percent);
            },
            Qt::QueuedConnection);
    });
    QObject::connect(dialog, &QProgressDialog::canceled, dialog, [progress] { progress->cancel(); });
    return {dialog, progress};
}

} // namespace drawbridge
