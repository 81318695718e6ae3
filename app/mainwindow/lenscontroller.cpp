// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/lenscontroller.h"

#include "analysis/analysis.h"
#include "canvas/diagramview.h"
#include "lenses/datalens.h"
#include "lenses/exposurelens.h"

namespace drawbridge {

LensController::LensController(Document &document, DiagramView &diagram, QObject *parent) : QObject(parent), m_diagram(diagram)
{
    setSource(Lens::Data, {tr("Follow"), &datalens::choices, &datalens::picture});
    setSource(Lens::Exposure, {tr("Reached by"), [](const ThreatModel &model, const AnalysisResult &) { return exposurelens::choices(model); }, &exposurelens::picture});
    connect(&diagram, &DiagramView::lensChanged, this, &LensController::refresh);
    connect(&diagram, &DiagramView::lensChoiceMade, this, &LensController::choose);
    connect(&document, &Document::resetDone, this, [this] {
        m_model.reset();
        m_result.reset();
        for (const Lens lens : {Lens::Data, Lens::Exposure}) {
            m_choice[int(lens)].clear();
            m_diagram.setLensChoices(lens, {}, {}, {});
            m_diagram.setLensPicture(lens, {});
        }
    });
}

void LensController::setSource(Lens lens, const Source &source)
{
    m_sources[int(lens)] = source;
    m_stale[int(lens)] = true;
    refresh();
}

void LensController::setAnalysis(const std::shared_ptr<const ThreatModel> &model, const std::shared_ptr<const AnalysisResult> &result)
{
    m_model = model;
    m_result = result;
    for (bool &stale : m_stale)
        stale = true;
    refresh();
}

void LensController::choose(Lens lens, const QString &choice)
{
    m_choice[int(lens)] = choice;
    m_stale[int(lens)] = true;
    refresh();
}

void LensController::refresh()
{
    const Lens lens = m_diagram.lens();
    const Source &source = m_sources[int(lens)];
    if (!m_stale[int(lens)] || !m_model || !m_result || !source.picture)
        return;
    m_stale[int(lens)] = false;
    QString &choice = m_choice[int(lens)];
    const QList<LensChoice> choices = source.choices(*m_model, *m_result);
    const bool known = std::any_of(choices.begin(), choices.end(), [&](const LensChoice &one) { return one.id == choice; });
    if (!known) // what was looked at is gone
        choice = choices.isEmpty() ? QString() : choices.first().id;
    m_diagram.setLensChoices(lens, source.title, choices, choice);
    m_diagram.setLensPicture(lens, source.picture(*m_model, *m_result, choice));
}

} // namespace drawbridge
