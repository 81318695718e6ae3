// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/filecontroller.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace drawbridge {

FileController::FileController(ProjectSession &session, QWidget &window) : QObject(&window), m_session(session), m_window(window) {}

QString FileController::fileFilter()
{
    return tr("Drawbridge projects (*.drawbridge);;All files (*)");
}

bool FileController::mayLeave()
{
    emit aboutToSave();
    if (!m_session.isDirty())
        return true;
    QMessageBox box(QMessageBox::NoIcon, tr("Save the changes?"), tr("“%1” has changes that are not saved.").arg(m_session.title()), QMessageBox::NoButton, &m_window);
    box.setObjectName(u"saveQuestion"_s);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(tr("Without saving, they are gone."));
    QPushButton *save = box.addButton(tr("Save"), QMessageBox::AcceptRole);
    QPushButton *drop = box.addButton(tr("Don't save"), QMessageBox::DestructiveRole);
    box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(save);
    box.exec();
    if (box.clickedButton() == save)
        return saveNow();
    return box.clickedButton() == drop;
}

bool FileController::newProject()
{
    if (!mayLeave())
        return false;
    m_session.newProject();
    emit opened();
    return true;
}

void FileController::openAsking()
{
    const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a project"), {}, fileFilter());
    if (!path.isEmpty())
        open(path);
}

bool FileController::open(const QString &path)
{
    if (!mayLeave())
        return false;
    if (const Result<void> result = m_session.open(path); !result) {
        emit failed(result.error().message);
        return false;
    }
    emit opened();
    return true;
}

void FileController::recover(const QString &journal)
{
    if (!mayLeave())
        return;
    if (const Result<void> result = m_session.recover(journal); !result)
        emit failed(result.error().message);
    else
        emit opened();
}

QString FileController::askPath()
{
    const QString folder = m_session.path().isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) : QFileInfo(m_session.path()).absolutePath();
    QString name = m_session.title();
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_' && c != u' ' && c != u'.')
            c = u'-';
    }
    QFileDialog dialog(&m_window, tr("Save the project"), folder, fileFilter());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(u"drawbridge"_s);
    dialog.selectFile(name.left(80) + u".drawbridge"_s);
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

void FileController::save()
{
    if (m_session.path().isEmpty() || m_session.isReadOnly())
        return saveAs();
    emit aboutToSave();
    m_session.save();
}

void FileController::saveAs()
{
    emit aboutToSave();
    if (const QString path = askPath(); !path.isEmpty())
        m_session.saveAs(path);
}

bool FileController::saveNow()
{
    emit aboutToSave();
    if (m_session.isSaving() && !m_session.finishSaving())
        return false;
    if (m_session.path().isEmpty() || m_session.isReadOnly()) {
        const QString path = askPath();
        if (path.isEmpty())
            return false;
        m_session.saveAs(path);
    } else {
        m_session.save();
    }
    const Result<void> result = m_session.finishSaving();
    return result && !m_session.isDirty();
}

} // namespace drawbridge
