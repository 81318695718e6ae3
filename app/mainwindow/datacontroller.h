// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

#include <QFutureWatcher>
#include <QObject>
#include <QSet>

namespace drawbridge {

class AnalysisController;
class DataPanel;
class DiagramView;
class Document;
class LensController;
class SelectionLink;

// Joins the data panel with the Data lens, the diagram and the document: what is chosen, stepping hop by hop, edits of
// assets, diagrams of them.
class DataController : public QObject
{
    Q_OBJECT
public:
    // All outlive it.
    struct Parts
    {
        Document &document;
        AnalysisController &analysis;
        DataPanel &panel;
        DiagramView &diagram;
        LensController &lenses;
        SelectionLink &selection;
    };
    DataController(Parts parts, QObject *parent);

    // To the next or previous hop of what is followed, under the Data lens.
    void step(int by);

signals:
    // The panel has something to say.
    void panelWanted();
    void failed(const QString &message);

private:
    struct Arranged;
    void follow(const QString &key);
    void makeDiagram(const DataAsset &asset, const QSet<ElementId> &elements);

    Parts m;
    quint64 m_revision = 0; // grows with each change
    bool m_arranging = false;
};

} // namespace drawbridge
