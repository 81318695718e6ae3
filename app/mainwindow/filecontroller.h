// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/projectsession.h"

#include <QObject>

namespace drawbridge {

// New, open, save, close: asks where something would be lost, and says what went wrong.
class FileController : public QObject
{
    Q_OBJECT
public:
    FileController(ProjectSession &session, QWidget &window);

    // False: the person chose to stay.
    bool mayLeave();
    bool newProject(); // false: the person chose to stay
    void openAsking();
    bool open(const QString &path);
    void recover(const QString &journal);
    // Asks for a place where there is none.
    void save();
    void saveAs();
    // Saves and waits; false where it failed or was cancelled.
    bool saveNow();

    static QString fileFilter();

signals:
    void aboutToSave(); // take over what is being typed
    void failed(const QString &message);
    void opened();

private:
    QString askPath();
    ProjectSession &m_session;
    QWidget &m_window;
};

} // namespace drawbridge
