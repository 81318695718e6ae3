// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QObject>

class QWidget;

namespace drawbridge {

class AnalysisController;
class FileController;
class ProjectSession;

// Opens a shipped sample as a project of the person's own: reads its specifications and carries out its script, off the
// GUI thread. The shipped files are never touched.
class SampleOpener : public QObject
{
    Q_OBJECT
public:
    // All outlive it.
    SampleOpener(ProjectSession &session, FileController &files, AnalysisController &analysis, QWidget &window);
    void open(const QString &resource);

signals:
    void opened();
    void failed(const QString &message);

private:
    ProjectSession &m_session;
    FileController &m_files;
    AnalysisController &m_analysis;
    QWidget &m_window;
    bool m_running = false;
};

} // namespace drawbridge
