// SPDX-License-Identifier: Apache-2.0
#include "importers/joining.h"

#include "importers/assignment.h"
#include "importers/importcontext.h"
#include "importers/importtext.h"
#include "importers/systembuilder.h"
#include "threatmodel/codec.h"
#include "threatmodel/modelindex.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

template <class T> QList<T> sortedRows(const Table<T> &table)
{
    QList<T> rows;
    for (const auto &id : table.sortedIds())
        rows.append(table.value(id));
    return rows;
}

// Moves what one specification describes to the services that run it.
class Mover
{
public:
    Mover(ThreatModel &model, const Source &source, const Assignment &assignment, Diagnostics &diagnostics)
        : m_model(model), m_source(source), m_own(source.service), m_assignment(assignment), m_diagnostics(diagnostics)
    {
    }

    void run()
    {
        if (m_assignment.service.isEmpty())
            return;
        operations();
        const ElementId way = m_assignment.entry ? m_assignment.entry : m_assignment.service.size() == 1 ? *m_assignment.service.begin() : ElementId();
        m_front = m_left.isEmpty() || !m_own ? way : ElementId();
        if (!m_front)
            m_front = m_left.isEmpty() ? firstTarget() : m_own;
        for (SecurityScheme scheme : sortedRows(m_model.schemes)) {
            if (scheme.service == m_own) {
                scheme.service = m_front;
                m_model.schemes.insert(scheme);
            }
        }
        for (const DataFlow &flow : sortedRows(m_model.flows)) {
            if (flow.target == m_own)
                inbound(flow);
            else if (flow.source == m_own)
                outbound(flow);
        }
        passOn();
        retire();
    }

private:
    ElementId firstTarget() const
    {
        QList<ElementId> targets = m_targets.values();
        std::sort(targets.begin(), targets.end());
        return targets.isEmpty() ? m_own : targets.first();
    }

    void operations()
    {
        for (Operation operation : sortedRows(m_model.operations)) {
            if (operation.service != m_own)
                continue;
            const ElementId target = m_assignment.service.value(operation.id);
            if (!target) {
                m_left.append(operation);
                continue;
            }
            operation.service = target;
            m_targets.insert(target);
            m_model.operations.insert(operation);
        }
        if (m_left.isEmpty())
            return;
        std::sort(m_left.begin(), m_left.end(), [](const Operation &a, const Operation &b) { return a.provenance.key < b.provenance.key; });
        m_diagnostics.warn(ImportText::tr("%1 operations, the first %2, belong to no service that is deployed as far as routes and names tell; they stay on “%3”. Route their path in the deployment file, or move them in the model.")
                               .arg(m_left.size())
                               .arg(shortened(m_left.first().method + u' ' + m_left.first().path, 80), m_model.elements.value(m_own).name),
                           m_left.first().provenance.at);
    }

    // Callers come in where the deployment lets them; without one way in, to each service its own operations.
    void inbound(const DataFlow &flow)
    {
        if (m_assignment.entry && m_assignment.entry != m_own) {
            DataFlow moved = flow;
            moved.target = m_assignment.entry;
            arrive(moved);
            return;
        }
        QMap<ElementId, QList<OperationId>> byTarget;
        for (const OperationId &id : flow.operations)
            byTarget[m_assignment.service.value(id, m_own)].append(id);
        m_model.flows.remove(flow.id);
        for (auto it = byTarget.constBegin(); it != byTarget.constEnd(); ++it) {
            DataFlow part = flow;
            part.target = it.key();
            part.operations = it.value();
            if (byTarget.size() > 1 && it.key() != m_own)
                rename(part, m_model.elements.value(it.key()).provenance.key);
            if (part.operations.size() != flow.operations.size())
                part.name = flowName(part.operations);
            arrive(part);
        }
    }

    // The flow that the deployment file gives from the same side says how the way is protected; it then says nothing more.
    void arrive(DataFlow flow)
    {
        for (const DataFlow &deployed : sortedRows(m_model.flows)) {
            if (deployed.target != flow.target || deployed.id == flow.id || m_model.elements.value(deployed.source).kind != ElementKind::ExternalEntity)
                continue;
            if (!deployed.provenance.key.startsWith("flow:anonymous:"_L1) && !deployed.provenance.key.startsWith("flow:host:"_L1))
                continue;
            if (flow.protocol.isEmpty())
                flow.protocol = deployed.protocol;
            if (flow.encrypted.value == Truth::Unknown && deployed.encrypted.value != Truth::Unknown)
                flow.encrypted = deployed.encrypted;
            m_replaced.insert(deployed.id);
        }
        m_model.flows.insert(flow);
    }

    QString flowName(const QList<OperationId> &operations) const
    {
        if (operations.size() != 1)
            return ImportText::tr("%1 operations").arg(operations.size());
        const Operation operation = m_model.operations.value(operations.first());
        return shortened(operation.method + u' ' + operation.path, 48);
    }

    void rename(DataFlow &flow, const QString &suffix) const
    {
        flow.provenance.key += u'|' + suffix;
        flow.id = FlowId::named(m_source.path, flow.provenance.key);
    }

    void outbound(const DataFlow &flow)
    {
        if (flow.target == ElementId::named(m_source.path, u"store"))
            return store(flow);
        QMap<ElementId, QList<OperationId>> bySource;
        for (const OperationId &id : flow.operations)
            bySource[m_assignment.service.value(id, m_own)].append(id);
        if (bySource.isEmpty())
            bySource.insert(m_front, {});
        m_model.flows.remove(flow.id);
        for (auto it = bySource.constBegin(); it != bySource.constEnd(); ++it) {
            DataFlow part = flow;
            part.source = it.key();
            part.operations = it.value();
            if (bySource.size() > 1 && it.key() != m_own)
                rename(part, m_model.elements.value(it.key()).provenance.key);
            if (part.source != part.target)
                m_model.flows.insert(part);
        }
    }

    // Deployed stores are what the specification only hinted at.
    void store(const DataFlow &flow)
    {
        bool deployed = false;
        for (const DataFlow &other : std::as_const(m_model.flows)) {
            const Element target = m_model.elements.value(other.target);
            deployed = deployed || (m_targets.contains(other.source) && target.kind == ElementKind::DataStore && target.id != flow.target && target.subkind != u"broker");
        }
        if (deployed || m_left.isEmpty()) {
            m_model.flows.remove(flow.id);
            if (deployed) {
                m_model.elements.remove(flow.target);
                return;
            }
            DataFlow moved = flow;
            moved.source = firstTarget();
            m_model.flows.insert(moved);
        }
    }

    // From the way in to each service, with the operations that it passes on.
    void passOn()
    {
        const ElementId entry = m_assignment.entry;
        if (!entry)
            return;
        QMap<ElementId, QList<OperationId>> byTarget;
        for (auto it = m_assignment.service.constBegin(); it != m_assignment.service.constEnd(); ++it) {
            if (m_model.operations.value(it.key()).kind == OperationKind::Operation && *it != entry)
                byTarget[*it].append(it.key());
        }
        for (const Operation &operation : std::as_const(m_left)) {
            if (operation.kind == OperationKind::Operation && entry != m_own)
                byTarget[m_own].append(operation.id);
        }
        for (auto it = byTarget.begin(); it != byTarget.end(); ++it) {
            DataFlow carrier;
            for (const DataFlow &flow : sortedRows(m_model.flows)) {
                if (flow.source == entry && flow.target == it.key() && (!carrier.id || flow.provenance.key < carrier.provenance.key))
                    carrier = flow;
            }
            if (!carrier.id) {
                const QString key = u"flow:pass-on:"_s + m_model.elements.value(it.key()).provenance.key;
                carrier.id = FlowId::named(m_source.path, key);
                carrier.source = entry;
                carrier.target = it.key();
                carrier.confirmed = it.key() != m_own;
                carrier.encrypted = carrier.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The deployment file does not say.")};
                carrier.provenance = {Origin::Inferred, m_source.id, key, m_model.elements.value(m_own).provenance.at, false};
            }
            carrier.operations += it.value();
            std::sort(carrier.operations.begin(), carrier.operations.end());
            carrier.operations.erase(std::unique(carrier.operations.begin(), carrier.operations.end()), carrier.operations.end());
            carrier.name = flowName(carrier.operations);
            if (carrier.protocol.isEmpty())
                carrier.protocol = u"http"_s;
            m_model.flows.insert(carrier);
        }
    }

    // The element that stood for the specification alone is gone once nothing is left on it.
    void retire()
    {
        for (const FlowId &id : std::as_const(m_replaced))
            m_model.flows.remove(id);
        Source source = m_model.sources.value(m_source.id);
        source.service = m_front;
        m_model.sources.insert(source);
        const Element own = m_model.elements.value(m_own);
        if (!m_left.isEmpty())
            return;
        if (m_targets.size() == 1) {
            Element target = m_model.elements.value(*m_targets.begin());
            if (target.description.isEmpty()) {
                target.description = own.description;
                m_model.elements.insert(target);
            }
        }
        m_model.elements.remove(m_own);
        for (const DataFlow &flow : sortedRows(m_model.flows)) {
            if (flow.source == m_own || flow.target == m_own)
                m_model.flows.remove(flow.id);
        }
    }

    ThreatModel &m_model;
    const Source m_source;
    const ElementId m_own; // stands for the specification alone
    const Assignment &m_assignment;
    Diagnostics &m_diagnostics;
    ElementId m_front; // stands for the specification from now on
    QList<Operation> m_left;
    QSet<ElementId> m_targets;
    QSet<FlowId> m_replaced;
};

// Shared things that nothing uses any more.
void prune(ThreatModel &model)
{
    QSet<ElementId> used;
    for (const DataFlow &flow : std::as_const(model.flows))
        used << flow.source << flow.target;
    for (const Element &element : sortedRows(model.elements)) {
        if (element.kind == ElementKind::ExternalEntity && !element.provenance.source && !used.contains(element.id))
            model.elements.remove(element.id);
    }
    for (bool again = true; again;) {
        again = false;
        QSet<BoundaryId> needed;
        for (const Element &element : std::as_const(model.elements))
            needed.insert(element.boundary);
        for (const TrustBoundary &zone : std::as_const(model.boundaries))
            needed.insert(zone.parent);
        for (const TrustBoundary &zone : sortedRows(model.boundaries)) {
            if (!zone.provenance.source && !needed.contains(zone.id)) {
                model.boundaries.remove(zone.id);
                again = true;
            }
        }
    }
}

// A host that specification and deployment file both name is one: its identity provider, or the API of others.
void joinHosts(ThreatModel &model)
{
    const auto replace = [&](ElementId gone, ElementId stays) {
        for (DataFlow flow : sortedRows(model.flows)) {
            if (flow.source != gone && flow.target != gone)
                continue;
            if (flow.source == gone)
                flow.source = stays;
            if (flow.target == gone)
                flow.target = stays;
            if (flow.source == flow.target)
                model.flows.remove(flow.id);
            else
                model.flows.insert(flow);
        }
        model.elements.remove(gone);
    };
    for (const Element &element : sortedRows(model.elements)) {
        if (element.provenance.key.startsWith("third-party:"_L1)) {
            const ElementId provider = ElementId::named(QString(), u"identity-provider:"_s + element.provenance.key.mid(12));
            if (model.elements.contains(provider))
                replace(element.id, provider);
        } else if (element.provenance.key.startsWith("identity-provider"_L1) && element.kind == ElementKind::ExternalEntity) {
            // One that runs here, under the name in the specification or as the only one.
            QList<ElementId> deployed;
            for (const Element &other : sortedRows(model.elements)) {
                if (other.subkind == u"identity_provider" && other.kind == ElementKind::Process && isDeployment(model.sources.value(other.provenance.source))
                    && (element.provenance.key == u"identity-provider" || element.technology == other.name))
                    deployed.append(other.id);
            }
            if (deployed.size() == 1)
                replace(element.id, deployed.first());
        }
    }
}

// What the source says and what all share; without what is drawn.
ThreatModel aloneOf(const ThreatModel &model, SourceId source)
{
    ThreatModel part;
    QSet<ElementId> parts;
    for (const Element &element : model.elements) {
        if (element.parent)
            parts.insert(element.id);
    }
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (requires(const T &row) { row.provenance; } && !std::is_same_v<T, Diagram>) {
            for (const T &row : model.*(t.table)) {
                if (row.provenance.source == source || !row.provenance.source)
                    (part.*(t.table)).insert(row);
            }
        }
    });
    for (const ElementId &id : std::as_const(parts))
        part.elements.remove(id);
    for (const DataFlow &flow : sortedRows(part.flows)) {
        if (parts.contains(flow.source) || parts.contains(flow.target))
            part.flows.remove(flow.id);
    }
    if (const Source *own = model.sources.find(source))
        part.sources.insert(*own);
    return part;
}

// A baseline still knows what the project keeps although its source has lost it.
ThreatModel withoutGone(ThreatModel part, const ThreatModel &project)
{
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if constexpr (requires(const T &row) { row.provenance; }) {
            for (const T &row : sortedRows(project.*(t.table))) {
                if (row.provenance.noLongerInSource)
                    (part.*(t.table)).remove(row.id);
            }
        }
    });
    return part;
}

// Adds what one source says; of what all share, the first one's words stand, and the most available callers.
void add(ThreatModel &whole, const ThreatModel &part)
{
    forEachTable([&](const auto &t) {
        for (const auto &row : part.*(t.table)) {
            if (!(whole.*(t.table)).contains(row.id))
                (whole.*(t.table)).insert(row);
        }
    });
    for (const Element &element : part.elements) {
        Element known = whole.elements.value(element.id);
        if (element.actorClass < known.actorClass && element.actorClass != ActorClass::NotAnActor) {
            known.actorClass = element.actorClass;
            whole.elements.insert(known);
        }
    }
}

bool hasDeployment(const Table<Source> &sources)
{
    return std::any_of(sources.begin(), sources.end(), [](const Source &source) { return isDeployment(source); });
}

} // namespace

bool isDeployment(const Source &source)
{
    return source.format == u"compose";
}

void joinDeployments(ThreatModel &model, Diagnostics &diagnostics)
{
    if (!hasDeployment(model.sources))
        return;
    QList<Source> specifications;
    for (const Source &source : sortedRows(model.sources)) {
        if (!isDeployment(source) && source.service)
            specifications.append(source);
    }
    std::sort(specifications.begin(), specifications.end(), [](const Source &a, const Source &b) { return a.path < b.path; });
    // All are judged before the first is moved, so that none sees what another one brought.
    QList<Assignment> assignments;
    for (const Source &source : std::as_const(specifications))
        assignments.append(assignOperations(model, source, specifications.size()));
    for (qsizetype i = 0; i < specifications.size(); ++i)
        Mover(model, specifications[i], assignments[i], diagnostics).run();
    joinHosts(model);
    prune(model);
}

void keepAlone(ThreatModel &model)
{
    if (!hasDeployment(model.sources))
        return;
    for (const SourceId &id : model.sources.sortedIds())
        model.baselines.insert({ImportBaseline::idFor(id), id, encodeModel(aloneOf(model, id))});
}

void joinWithProject(ThreatModel &imported, const ThreatModel &project, Diagnostics &diagnostics)
{
    QList<Source> others;
    Table<Source> all = imported.sources;
    for (const Source &source : sortedRows(project.sources)) {
        if (!imported.sources.contains(source.id) && project.baselines.contains(ImportBaseline::idFor(source.id))) {
            others.append(source);
            all.insert(source);
        }
    }
    if (others.isEmpty() || !hasDeployment(all))
        return;
    QList<std::pair<QString, ThreatModel>> parts; // by path
    for (const Source &source : sortedRows(imported.sources)) {
        const ImportBaseline kept = imported.baselines.value(ImportBaseline::idFor(source.id));
        const Result<ThreatModel> alone = decodeModel(kept.snapshot);
        parts.append({source.path, kept.id && alone ? *alone : aloneOf(imported, source.id)});
    }
    for (const Source &source : std::as_const(others)) {
        const Result<ThreatModel> snapshot = decodeModel(project.baselines.value(ImportBaseline::idFor(source.id)).snapshot);
        if (!snapshot)
            continue; // damaged: as if it had never been imported
        const ImportBaseline kept = snapshot->baselines.value(ImportBaseline::idFor(source.id));
        const Result<ThreatModel> alone = decodeModel(kept.snapshot);
        parts.append({source.path, kept.id && alone ? *alone : withoutGone(aloneOf(*snapshot, source.id), project)});
    }
    std::sort(parts.begin(), parts.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    ThreatModel whole;
    for (const auto &[path, part] : std::as_const(parts))
        add(whole, part);
    whole.info = imported.info;
    keepAlone(whole);
    joinDeployments(whole, diagnostics);
    addDiagrams(whole);
    imported = whole;
}

} // namespace drawbridge
