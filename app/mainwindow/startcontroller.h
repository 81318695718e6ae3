// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QWidget;

namespace drawbridge {

class AnalysisController;
class FileController;
class ImportController;
class ProjectSession;
class StartPage;

// Where work begins: files that are dropped, chosen or named on the command line, recent projects, shipped samples, and
// what another session left unsaved.
class StartController : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        StartPage &page;
        ProjectSession &session;
        FileController &files;
        ImportController &imports;
        AnalysisController &analysis;
        QWidget &window;
    };
    // All outlive it.
    explicit StartController(const Parts &parts);

    // A project, or specifications to import.
    void openInputs(const QStringList &inputs);
    // Asks for files, or for a folder.
    void chooseFiles(bool folder);
    // Shows what can be recovered, recent projects and samples as they are now.
    void refresh();

signals:
    void emptyWanted();
    void sampleOpened();
    void failed(const QString &message);

private:
    Parts m_parts;
};

} // namespace drawbridge
