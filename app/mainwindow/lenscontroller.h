// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvastypes.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace drawbridge {

struct AnalysisResult;
class DiagramView;
class Document;
struct ThreatModel;

// Tells the diagram what its lens says, whenever the analysis, the lens or what a person looks at changes.
class LensController : public QObject
{
    Q_OBJECT
public:
    // What a lens offers to look at, and what it says of a model; pure functions of model/lenses.
    struct Source
    {
        QString title; // of the choices
        std::function<QList<LensChoice>(const ThreatModel &, const AnalysisResult &)> choices;
        std::function<LensPicture(const ThreatModel &, const AnalysisResult &, const QString &choice)> picture;
    };

    LensController(Document &document, DiagramView &diagram, QObject *parent);

    void setSource(Lens lens, const Source &source);
    // A new result for the model as it is.
    void setAnalysis(const std::shared_ptr<const ThreatModel> &model, const std::shared_ptr<const AnalysisResult> &result);
    // Looks at something else under a lens, as if it had been chosen in the legend.
    void choose(Lens lens, const QString &choice);

private:
    void refresh();

    DiagramView &m_diagram;
    std::shared_ptr<const ThreatModel> m_model;
    std::shared_ptr<const AnalysisResult> m_result;
    Source m_sources[4];
    QString m_choice[4]; // by Lens
    bool m_stale[4] = {};
};

} // namespace drawbridge
