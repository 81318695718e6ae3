// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/reportsettings.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace drawbridge {

class AnalysisController;
class Document;
class ReportDialog;
class ReportWork;

// The report of the open project: asks for its form with its pages in view, remembers that in the project, writes it on
// another thread with progress and cancel.
class ReportController : public QObject
{
    Q_OBJECT
public:
    // All outlive it.
    ReportController(Document &document, AnalysisController &analysis, QWidget &window);
    ~ReportController() override;

    // Opens the dialog; `name` is what is offered for the file. Nothing while one is open or a report is written.
    void ask(const QString &name);
    // Writes a copy of the project as it is now, in the form of the file's ending (PDF where it says nothing). Does nothing
    // while one is written.
    void write(const QString &path, const ReportSettings &settings);

signals:
    void written(const QString &path);
    void failed(const QString &message);

private:
    void accepted(const QString &name);
    void remember(const ReportSettings &settings);
    QString askPath(const QString &name);

    Document &m_document;
    AnalysisController &m_analysis;
    QWidget &m_window;
    std::shared_ptr<Progress> m_progress;
    QPointer<ReportDialog> m_dialog;
    ReportWork *m_work = nullptr; // of the dialog
    bool m_running = false;
};

} // namespace drawbridge
