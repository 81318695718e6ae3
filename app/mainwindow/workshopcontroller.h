// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history/comparison.h"
#include "review/workshoppage.h"

#include <QObject>

namespace drawbridge {

class AnalysisController;
class Document;
class SelectionLink;
class WorkshopPanel;

// Feeds the workshop panel and makes edits of what it asks for; takes versions, compares and opens them off the GUI
// thread.
class WorkshopController : public QObject
{
    Q_OBJECT
public:
    // All outlive it; `window` is the parent of dialogs.
    WorkshopController(Document &document, AnalysisController &analysis, SelectionLink &selection, WorkshopPanel &panel, QWidget &window);

    // What the window shows now: what comments are about.
    void setSelected(const Subject &subject, const QString &finding);
    void takeVersion(const QString &name, const QString &why);

signals:
    void said(const QString &text);
    void failed(const QString &message);

private:
    void update();
    void withVersion(const QString &name, const QString &why, std::function<void(const Version &)> done);
    void sign(CheckpointId checkpoint, const QString &section);
    void compare(VersionId from, VersionId to);
    void look(VersionId version);
    QString nameOfVersion(VersionId version) const;

    Document &m_document;
    AnalysisController &m_analysis;
    SelectionLink &m_selection;
    WorkshopPanel &m_panel;
    QWidget &m_window;
    Subject m_selected;
    QString m_finding;
};

} // namespace drawbridge
