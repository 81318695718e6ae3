// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QObject>

#include <memory>

namespace drawbridge {

class AnalysisController;
class Document;
class Progress;

// Writes the open project for other programs on another thread: models for other tools, pictures, tables.
class ExportController : public QObject
{
    Q_OBJECT
public:
    // All outlive it.
    ExportController(Document &document, AnalysisController &analysis, QWidget &window);
    ~ExportController() override;

    // Asks where to and in which format; `name` is what is offered, `diagram` is the one that pictures show.
    void ask(const QString &name, DiagramId diagram);
    // Writes a copy of the project as it is now. Does nothing while one is written.
    void write(const QString &path, const QString &format, DiagramId diagram);

signals:
    void written(const QString &path);
    void failed(const QString &message);

private:
    Document &m_document;
    AnalysisController &m_analysis;
    QWidget &m_window;
    std::shared_ptr<Progress> m_progress;
    bool m_running = false;
};

} // namespace drawbridge
