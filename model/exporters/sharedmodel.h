// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"

#include <QRectF>

namespace drawbridge {

// A threat in the terms that other tools share: what people wrote, and what the analysis found.
struct SharedThreat
{
    QString id; // stable: of the source that it came from, the threat's own, or made from the finding's fingerprint
    QString key; // of a threat that the same format brought: what it was called there; else empty
    QString fingerprint; // of the finding; also of threats that people wrote
    int number = 0;
    QString title, description, mitigation;
    SubjectKind subjectKind = SubjectKind::Project; // Element, Flow, Boundary or Project: what others can hold
    QUuid subject;
    QStringList stride, cwe;
    QString category; // of another method: "LINDDUN: Linkability"
    ThreatSeverity severity = ThreatSeverity::Unrated; // as said or as estimated
    bool estimated = false; // nobody said the severity
    int likelihood = 0, impact = 0;
    DecisionState state = DecisionState::Open;
    QString reason, decidedBy, decidedAt;
};

// One diagram to be written: places, all of them valid.
struct SharedDiagram
{
    QString id, name;
    ElementId service; // whose parts it shows; null: of another kind
    QList<std::pair<ElementId, QRectF>> elements; // in their order in depth
    QList<std::pair<BoundaryId, QRectF>> zones; // outermost first
    QList<FlowPlacement> flows; // of flows whose ends both stand here, each once over all diagrams of its ends
};

// A model as exporters to other tools write it: sorted, parts of services only where asked for, everything on at least one
// diagram.
struct SharedModel
{
    ProjectInfo project;
    QString title; // of the project, else of its only source
    QList<Element> elements; // by kind, name, id
    QList<DataFlow> flows;
    QList<TrustBoundary> zones; // outermost first
    QList<DataAsset> assets; // those that the analysis proposes too; with the sensitivity in force
    QList<SharedDiagram> diagrams;
    QList<SharedThreat> threats; // by number, those of the analysis after those of people
    QList<Comment> notes; // what drawings brought
    QStringList contributors;
    QString reviewer;
    QHash<QUuid, QString> ids; // what elements, flows and zones are called in the file
};

struct SharedOptions
{
    QString family; // threat-dragon or otm: what came from this format keeps the ids that it had there
    bool questions = false; // also findings that only ask, and hygiene
    bool parts = false;     // also the diagrams of services, with the parts that stand on them
};

// Elements that no layout has placed get one in a grid. Where the analysis is missing, only what people wrote.
SharedModel sharedModel(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const SharedOptions &options);

} // namespace drawbridge
