// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/values.h"

#include <QObject>

namespace drawbridge {

class AnalysisController;
class DiagramView;
class Document;
class FindingsPanel;
class Inspector;
class ModelTree;

// Selecting anywhere selects everywhere: tree, diagram, tables, inspector.
class SelectionLink : public QObject
{
    Q_OBJECT
public:
    struct Views
    {
        ModelTree &tree;
        DiagramView &diagram;
        FindingsPanel &tables;
        Inspector &inspector;
    };

    SelectionLink(Document &document, AnalysisController &analysis, Views views, QObject *parent);

    void selectSubject(const Subject &subject);
    // Selects it and brings the diagram there, close enough to read.
    void flyTo(const Subject &subject);
    void selectFinding(const QString &fingerprint);
    // The next or previous open finding in the order of the table.
    void stepFinding(int step);
    // Shows the diagram, and marks it in the tree.
    void showDiagram(DiagramId diagram);
    QString finding() const { return m_finding; }

signals:
    void findingShown(bool shown);
    // What the window is about now; `finding` empty: the subject itself.
    void shown(const drawbridge::Subject &subject, const QString &finding);

private:
    enum class From { Elsewhere, Diagram };
    void select(const Subject &subject, From from);
    // What stands for a subject on a diagram: an operation's flow or service, a field's operation.
    QList<Subject> onDiagram(const Subject &subject) const;
    void showOnDiagram(const QList<Subject> &subjects);

    Document &m_document;
    AnalysisController &m_analysis;
    Views m_views;
    QString m_finding;
    bool m_busy = false;
};

} // namespace drawbridge
