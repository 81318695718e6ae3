// SPDX-License-Identifier: Apache-2.0
#include "edits/diagramedits.h"

#include "edits/names.h"
#include "edits/removal.h"

#include <QCoreApplication>

namespace drawbridge {

Diagram newDiagram(const ThreatModel &model)
{
    QSet<QString> taken;
    Diagram diagram;
    for (const Diagram &other : model.diagrams) {
        taken.insert(other.name);
        diagram.position = std::max(diagram.position, other.position + 1);
    }
    diagram.id = DiagramId::create();
    diagram.kind = DiagramKind::Custom;
    diagram.name = freeName(taken, QCoreApplication::translate("Edits", "Diagram"));
    return diagram;
}

Delta addDiagram(const ThreatModel &model, const Diagram &diagram)
{
    Draft draft(model);
    if (!diagram.id || draft.contains(diagram.id))
        return {};
    Diagram added = diagram;
    if (!draft.contains(added.subject))
        added.subject = {};
    draft.put(added);
    return draft.delta();
}

Delta setDiagram(const ThreatModel &model, const Diagram &after)
{
    Draft draft(model);
    const Diagram *before = draft.find(after.id);
    if (!before)
        return {};
    Diagram sound = after;
    if (sound.subject && !draft.contains(sound.subject))
        sound.subject = before->subject;
    draft.put(sound);
    return draft.delta();
}

Delta renameDiagram(const ThreatModel &model, DiagramId diagram, const QString &name)
{
    Diagram after = model.diagrams.value(diagram);
    after.name = name;
    return setDiagram(model, after);
}

Delta removeDiagrams(const ThreatModel &model, const QSet<DiagramId> &diagrams)
{
    Draft draft(model);
    removeDiagrams(draft, diagrams);
    return draft.delta();
}

} // namespace drawbridge
