// SPDX-License-Identifier: Apache-2.0
// A history of edits that anyone can compute again: what the killed program did, and what must be there afterwards.
#pragma once

#include "threatmodel/delta.h"

#include <QRandomGenerator>

namespace drawbridge::testing {

// How many edits a model has seen; kept in the model itself.
inline int editsOf(const ThreatModel &model)
{
    return model.project().description.toInt();
}

// Edit number `n` (from 1) on the model after n - 1 edits: adds, changes and removes elements and flows.
inline Delta edit(const ThreatModel &model, int n)
{
    QRandomGenerator random{quint32(n)};
    ThreatModel next = model;
    ProjectInfo info = model.project();
    info.id = ProjectInfo::theId();
    info.description = QString::number(n);
    next.info.insert(info);
    Element element;
    element.id = ElementId::named(u"replay", QString::number(n));
    element.name = QStringLiteral("element %1 ").arg(n) + QString(random.bounded(200), QLatin1Char('x'));
    next.elements.insert(element);
    const QList<ElementId> ids = model.elements.sortedIds();
    if (!ids.isEmpty()) {
        DataFlow flow;
        flow.id = FlowId::named(u"replay", QString::number(n));
        flow.source = element.id;
        flow.target = ids[random.bounded(int(ids.size()))];
        next.flows.insert(flow);
    }
    if (ids.size() > 60) {
        const ElementId gone = ids[random.bounded(int(ids.size()))];
        next.elements.remove(gone);
        for (const FlowId &id : next.flows.sortedIds()) {
            const DataFlow flow = next.flows.value(id);
            if (flow.source == gone || flow.target == gone)
                next.flows.remove(id);
        }
    }
    return diff(model, next);
}

} // namespace drawbridge::testing
