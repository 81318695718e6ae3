// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace drawbridge {

class AnalysisController;
class Document;
class Progress;

// Writes the report of the open project to a PDF on another thread, with progress and cancel.
class ReportController : public QObject
{
    Q_OBJECT
public:
    // All outlive it.
    ReportController(Document &document, AnalysisController &analysis, QWidget &window);
    ~ReportController() override;

    // Asks where to; `name` is what is offered.
    void ask(const QString &name);
    // Writes a copy of the project as it is now. Does nothing while one is written.
    void write(const QString &path);

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
