// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history/comparison.h"
#include "review/workshoppage.h"
#include "workshop/threads.h"

#include <QObject>

namespace drawbridge {

class AnalysisController;
class Document;
class LineNotes;
class SelectionLink;
class WorkshopPanel;

// Feeds the workshop panel and makes edits of what it asks for; takes versions, compares and opens them off the GUI
// thread.
class WorkshopController : public QObject
{
    Q_OBJECT
public:
    // All outlive it; `window` is the parent of dialogs.
    WorkshopController(Document &document, AnalysisController &analysis, SelectionLink &selection, WorkshopPanel &panel, LineNotes &lines, QWidget &window);

    // What the window shows now: what comments are about.
    void setSelected(const Subject &subject, const QString &finding);
    // The threads about it, where they can be answered.
    void showThreads(const Subject &subject);
    void takeVersion(const QString &name, const QString &why);

signals:
    // The page of comments has something to show.
    void threadsWanted(bool write);
    // Where the project is talked about.
    void marksChanged(const drawbridge::ThreadMarks &marks);
    void said(const QString &text);
    void failed(const QString &message);

private:
    void update();
    void commentOnLine(const SourceRef &at);
    void withVersion(const QString &name, const QString &why, std::function<void(const Version &)> done);
    void sign(CheckpointId checkpoint, const QString &section);
    void compare(VersionId from, VersionId to);
    void look(VersionId version);
    QString nameOfVersion(VersionId version) const;

    Document &m_document;
    AnalysisController &m_analysis;
    SelectionLink &m_selection;
    WorkshopPanel &m_panel;
    LineNotes &m_lines;
    QWidget &m_window;
    Subject m_selected;
    QString m_finding;
    SourceRef m_line;
    ThreadMarks m_marks;
};

} // namespace drawbridge
