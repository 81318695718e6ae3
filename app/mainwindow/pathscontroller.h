// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace drawbridge {

class AnalysisController;
class DiagramView;
class Document;
class PathsPanel;
class SelectionLink;

// Keeps the panel of attack paths, the analysis and the canvas together: what is chosen in the panel is framed and numbered
// on the diagram.
class PathsController : public QObject
{
    Q_OBJECT
public:
    struct Views
    {
        PathsPanel &panel;
        DiagramView &diagram;
        SelectionLink &selection;
    };
    PathsController(Document &document, AnalysisController &analysis, Views views, QObject *parent);

    void makeDiagram(const QString &fingerprint);

private:
    void showPath(const QString &fingerprint);
    void showStep(const QString &fingerprint, int step);

    Document &m_document;
    AnalysisController &m_analysis;
    Views m_views;
};

} // namespace drawbridge
