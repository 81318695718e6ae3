// SPDX-License-Identifier: Apache-2.0
#include "base/jsonwriter.h"
#include "exporters/interchange.h"
#include "exporters/sharedmodel.h"
#include "exporters/threatdragoncells.h"
#include "exporters/threatdragonthreat.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace drawbridge {

using namespace Qt::StringLiterals;
using namespace threatdragon;

namespace {

constexpr char release[] = "2.3.0"; // of Threat Dragon, whose form of models this is

bool says(const QList<StatedFact> &facts, QStringView name)
{
    return std::any_of(facts.begin(), facts.end(), [&](const StatedFact &fact) { return fact.name == name && fact.value == u"yes"; });
}

QString valueOf(const QList<StatedFact> &facts, QStringView name)
{
    const auto it = std::find_if(facts.begin(), facts.end(), [&](const StatedFact &fact) { return fact.name == name; });
    return it == facts.end() ? QString() : it->value;
}

// Flows between the same two elements would lie on one another: the tool draws straight ones.
QHash<FlowId, double> flowLanes(const QList<FlowPlacement> &placements, const QHash<FlowId, DataFlow> &known)
{
    QHash<FlowId, double> lanes;
    QHash<std::pair<ElementId, ElementId>, QList<FlowId>> pairs;
    for (const FlowPlacement &placement : placements) {
        const DataFlow flow = known.value(placement.flow);
        if (flow.source != flow.target && placement.waypoints.isEmpty())
            pairs[flow.source < flow.target ? std::pair(flow.source, flow.target) : std::pair(flow.target, flow.source)].append(flow.id);
    }
    for (const QList<FlowId> &flows : std::as_const(pairs)) {
        for (qsizetype i = 0; flows.size() > 1 && i < flows.size(); ++i)
            lanes.insert(flows[i], double(i) - double(flows.size() - 1) / 2);
    }
    return lanes;
}

// The waypoint that leads a flow along its lane; none where it has no neighbour.
std::optional<QPointF> laneOf(const QHash<FlowId, double> &lanes, const DataFlow &flow, const QHash<ElementId, QRectF> &places)
{
    const auto lane = lanes.constFind(flow.id);
    if (lane == lanes.cend())
        return std::nullopt;
    constexpr double apart = 40;
    // The same side for both directions.
    const bool turned = flow.target < flow.source;
    const QPointF from = places.value(turned ? flow.target : flow.source).center(), to = places.value(turned ? flow.source : flow.target).center();
    const double length = QLineF(from, to).length();
    if (length < 1)
        return std::nullopt;
    const QPointF across(-(to.y() - from.y()) / length, (to.x() - from.x()) / length);
    const QPointF point = (from + to) / 2 + across * (*lane * apart);
    return QPointF(std::round(point.x()), std::round(point.y()));
}

class ThreatDragonWriter
{
public:
    explicit ThreatDragonWriter(const SharedModel &model) : m_model(model)
    {
        for (const SharedThreat &threat : model.threats)
            m_threats[hostOf(threat)].append(&threat);
        for (const Element &element : model.elements)
            m_elements.insert(element.id, element);
        for (const DataFlow &flow : model.flows)
            m_flows.insert(flow.id, flow);
        for (const TrustBoundary &zone : model.zones)
            m_zones.insert(zone.id, zone);
        nameCells();
    }

    QByteArray write()
    {
        int last = 0;
        for (const SharedThreat &threat : m_model.threats)
            last = std::max(last, threat.number);
        m_json.beginObject();
        m_json.member("version", release);
        m_json.key("summary");
        m_json.beginObject();
        m_json.member("title", m_model.title);
        m_json.member("owner", m_model.project.owner);
        m_json.member("description", m_model.project.description);
        m_json.member("id", 0);
        m_json.endObject();
        m_json.key("detail");
        m_json.beginObject();
        m_json.key("contributors");
        m_json.beginArray();
        for (const QString &name : m_model.contributors) {
            m_json.beginObject();
            m_json.member("name", name);
            m_json.endObject();
        }
        m_json.endArray();
        m_json.key("diagrams");
        m_json.beginArray();
        for (qsizetype i = 0; i < m_model.diagrams.size(); ++i)
            diagram(m_model.diagrams[i], int(i));
        m_json.endArray();
        m_json.member("diagramTop", int(m_model.diagrams.size()));
        m_json.member("reviewer", m_model.reviewer);
        m_json.member("threatTop", last);
        m_json.endObject();
        m_json.endObject();
        return m_json.take();
    }

private:
    // Ids of cells have to be known before flows name them.
    void nameCells()
    {
        QSet<QUuid> seen;
        for (const SharedDiagram &diagram : m_model.diagrams) {
            for (const auto &[id, place] : diagram.elements) {
                const QString own = m_model.ids.value(id.uuid());
                m_cellOf.insert({diagram.id, id}, seen.contains(id.uuid()) ? namedUuid(diagram.id, own).toString(QUuid::WithoutBraces) : own);
                seen.insert(id.uuid());
            }
        }
    }

    // The symbol that carries a threat. What is about the whole project stands on its first process; there is no other place.
    QUuid hostOf(const SharedThreat &threat) const
    {
        if (threat.subjectKind != SubjectKind::Project)
            return threat.subject;
        for (const Element &element : m_model.elements) {
            if (element.kind == ElementKind::Process)
                return element.id.uuid();
        }
        return m_model.elements.isEmpty() ? QUuid() : m_model.elements.first().id.uuid();
    }

    void diagram(const SharedDiagram &diagram, int number)
    {
        m_json.beginObject();
        m_json.member("id", number);
        m_json.member("title", diagram.name);
        m_json.member("diagramType", "STRIDE");
        m_json.member("placeholder", "");
        m_json.member("thumbnail", "./public/content/images/thumbnail.stride.jpg");
        m_json.member("version", release);
        if (diagram.service) {
            m_json.key("drawbridge");
            m_json.beginObject();
            m_json.member("service", m_model.ids.value(diagram.service.uuid()));
            m_json.endObject();
        }
        m_json.key("cells");
        m_json.beginArray();
        int depth = -int(diagram.zones.size());
        for (const auto &[id, rect] : diagram.zones)
            zone(diagram, m_zones.value(id), rect, depth++);
        depth = 1;
        QHash<ElementId, QRectF> places;
        for (const auto &[id, rect] : diagram.elements) {
            element(diagram, m_elements.value(id), rect, depth++);
            places.insert(id, rect);
        }
        m_lanes = flowLanes(diagram.flows, m_flows);
        for (const FlowPlacement &placement : diagram.flows)
            flow(diagram, m_flows.value(placement.flow), placement, places, depth++);
        if (number == 0)
            notes(diagram, depth);
        m_json.endArray();
        m_json.endObject();
    }

    // The id of a thing on this diagram; it stands on an earlier one: an id of its own and a word that they are one.
    QString cellId(const SharedDiagram &diagram, const QUuid &id, QString &sameAs)
    {
        const QString own = m_model.ids.value(id);
        if (!m_written.contains(id)) {
            m_written.insert(id);
            return own;
        }
        sameAs = own;
        return namedUuid(diagram.id, own).toString(QUuid::WithoutBraces);
    }

    bool hasOpenThreats(const QUuid &id) const
    {
        const QList<const SharedThreat *> threats = m_threats.value(id);
        return std::any_of(threats.begin(), threats.end(), [](const SharedThreat *t) { return t->state == DecisionState::Open; });
    }

    void common(const QString &name, const QString &description, const char *type, const QUuid &id, bool again)
    {
        m_json.member("type", type);
        m_json.member("name", name);
        m_json.member("description", description);
        m_json.member("isTrustBoundary", false);
        m_json.member("hasOpenThreats", !again && hasOpenThreats(id));
    }

    void element(const SharedDiagram &diagram, const Element &element, const QRectF &place, int depth)
    {
        QString sameAs;
        const QString id = cellId(diagram, element.id.uuid(), sameAs);
        const bool open = sameAs.isEmpty() && hasOpenThreats(element.id.uuid());
        const bool isStore = element.kind == ElementKind::DataStore;
        m_json.beginObject();
        writePlace(m_json, place);
        m_json.key("attrs");
        m_json.beginObject();
        writeText(m_json, "text", element.name);
        if (isStore) {
            writeStroke(m_json, "topLine", open, element.inScope);
            writeStroke(m_json, "bottomLine", open, element.inScope);
        } else {
            writeStroke(m_json, "body", open, element.inScope);
        }
        m_json.endObject();
        m_json.member("visible", true);
        m_json.member("shape", isStore ? "store" : element.kind == ElementKind::Process ? "process" : "actor");
        m_json.member("zIndex", depth);
        m_json.member("id", id);
        writePorts(m_json, id);
        m_json.key("data");
        m_json.beginObject();
        common(element.name, element.description, isStore ? "tm.Store" : element.kind == ElementKind::Process ? "tm.Process" : "tm.Actor", element.id.uuid(), !sameAs.isEmpty());
        m_json.member("outOfScope", !element.inScope);
        m_json.member("reasonOutOfScope", element.outOfScopeReason);
        if (isStore) {
            m_json.member("isALog", says(element.facts, u"is_log") || element.subkind == u"log_store");
            m_json.member("isEncrypted", says(element.facts, u"encrypted_at_rest"));
            m_json.member("isSigned", says(element.facts, u"signed"));
            m_json.member("storesCredentials", says(element.facts, u"stores_credentials"));
            m_json.member("storesInventory", says(element.facts, u"stores_inventory"));
        } else if (element.kind == ElementKind::Process) {
            m_json.member("handlesCardPayment", says(element.facts, u"handles_card_payment"));
            m_json.member("handlesGoodsOrServices", says(element.facts, u"handles_goods"));
            m_json.member("isWebApplication", says(element.facts, u"web_application"));
            m_json.member("privilegeLevel", valueOf(element.facts, u"privilege_level"));
        } else {
            m_json.member("providesAuthentication", says(element.facts, u"provides_authentication") || element.subkind == u"identity_provider");
        }
        m_json.key("drawbridge");
        m_json.beginObject();
        if (!sameAs.isEmpty())
            m_json.member("sameAs", sameAs);
        if (element.parent)
            m_json.member("partOf", m_model.ids.value(element.parent.uuid()));
        m_json.member("in", element.boundary ? m_model.ids.value(element.boundary.uuid()) : QString());
        m_json.key("at"); // as long as it stands there, it stands in that zone
        writePoint(m_json, place.topLeft());
        m_json.member("subkind", element.subkind);
        m_json.member("technology", element.technology);
        if (element.kind == ElementKind::ExternalEntity)
            m_json.member("actor", nameOf(element.actorClass));
        // Ticked because of what the element is, not because somebody said so.
        QStringList implied;
        if (isStore && element.subkind == u"log_store" && !says(element.facts, u"is_log"))
            implied.append(u"isALog"_s);
        if (element.kind == ElementKind::ExternalEntity && element.subkind == u"identity_provider" && !says(element.facts, u"provides_authentication"))
            implied.append(u"providesAuthentication"_s);
        m_json.member("implied", implied);
        static const QStringList ticked[] = {{u"provides_authentication"_s},
                                             {u"handles_card_payment"_s, u"handles_goods"_s, u"web_application"_s, u"privilege_level"_s},
                                             {u"is_log"_s, u"encrypted_at_rest"_s, u"signed"_s, u"stores_credentials"_s, u"stores_inventory"_s}};
        facts(element.facts, ticked[int(element.kind)]);
        m_json.endObject();
        threats(element.id.uuid(), !sameAs.isEmpty());
        m_json.endObject();
        m_json.endObject();
    }

    // Those that the format has no box to tick for on this kind of symbol.
    void facts(const QList<StatedFact> &facts, const QStringList &ticked)
    {
        m_json.key("facts");
        m_json.beginArray();
        for (const StatedFact &fact : facts) {
            const bool isText = fact.name == u"privilege_level" || fact.name == u"out_of_scope_reason";
            if (ticked.contains(fact.name) && (isText || fact.value == u"yes"))
                continue;
            m_json.beginObject();
            m_json.member("name", fact.name);
            m_json.member("value", fact.value);
            m_json.endObject();
        }
        m_json.endArray();
    }

    void zone(const SharedDiagram &diagram, const TrustBoundary &zone, const QRectF &place, int depth)
    {
        QString sameAs;
        const QString id = cellId(diagram, zone.id.uuid(), sameAs);
        m_json.beginObject();
        writePlace(m_json, place);
        m_json.key("attrs");
        m_json.beginObject();
        writeText(m_json, "label", zone.name);
        m_json.endObject();
        m_json.member("visible", true);
        m_json.member("shape", "trust-boundary-box");
        m_json.member("zIndex", depth);
        m_json.member("id", id);
        m_json.key("data");
        m_json.beginObject();
        m_json.member("type", "tm.BoundaryBox");
        m_json.member("name", zone.name);
        m_json.member("description", zone.description);
        m_json.member("isTrustBoundary", true);
        m_json.member("hasOpenThreats", sameAs.isEmpty() && hasOpenThreats(zone.id.uuid()));
        m_json.key("drawbridge");
        m_json.beginObject();
        if (!sameAs.isEmpty())
            m_json.member("sameAs", sameAs);
        m_json.member("in", zone.parent ? m_model.ids.value(zone.parent.uuid()) : QString());
        m_json.key("at");
        writePoint(m_json, place.topLeft());
        m_json.member("zone", nameOf(zone.kind));
        m_json.member("trust", zone.trust);
        m_json.endObject();
        if (m_threats.contains(zone.id.uuid()))
            threats(zone.id.uuid(), !sameAs.isEmpty());
        m_json.endObject();
        m_json.endObject();
    }

    void flow(const SharedDiagram &diagram, const DataFlow &flow, const FlowPlacement &placement, const QHash<ElementId, QRectF> &places, int depth)
    {
        QString sameAs;
        const QString id = cellId(diagram, flow.id.uuid(), sameAs);
        const bool open = sameAs.isEmpty() && hasOpenThreats(flow.id.uuid());
        const auto end = [&](const char *name, ElementId element) {
            m_json.key(name);
            m_json.beginObject();
            m_json.member("cell", m_cellOf.value({diagram.id, element}));
            m_json.endObject();
        };
        m_json.beginObject();
        m_json.member("shape", "flow");
        writeLine(m_json, open, flow.bidirectional, flow.inScope);
        m_json.member("width", 200);
        m_json.member("height", 100);
        m_json.member("zIndex", depth);
        writeLabel(m_json, flow.name);
        m_json.member("connector", "smooth");
        m_json.key("data");
        m_json.beginObject();
        common(flow.name, flow.description, "tm.Flow", flow.id.uuid(), !sameAs.isEmpty());
        m_json.member("outOfScope", !flow.inScope);
        m_json.member("reasonOutOfScope", valueOf(flow.facts, u"out_of_scope_reason"));
        m_json.member("isBidirectional", flow.bidirectional);
        m_json.member("isEncrypted", flow.encrypted.value == Truth::Yes);
        m_json.member("isPublicNetwork", says(flow.facts, u"public_network"));
        m_json.member("protocol", flow.protocol);
        const std::optional<QPointF> lane = laneOf(m_lanes, flow, places);
        m_json.key("drawbridge");
        m_json.beginObject();
        if (!sameAs.isEmpty())
            m_json.member("sameAs", sameAs);
        m_json.member("encrypted", nameOf(flow.encrypted.value));
        m_json.member("authenticated", nameOf(flow.authenticated.value));
        m_json.member("classes", flow.dataClasses);
        if (placement.labelMoved) {
            m_json.key("label");
            writePoint(m_json, {placement.labelOffset.x, placement.labelOffset.y});
        }
        if (lane) {
            m_json.key("spread");
            writePoint(m_json, *lane);
        }
        facts(flow.facts, {u"public_network"_s, u"out_of_scope_reason"_s});
        m_json.endObject();
        threats(flow.id.uuid(), !sameAs.isEmpty());
        m_json.endObject();
        m_json.member("id", id);
        end("source", flow.source);
        end("target", flow.target);
        m_json.key("vertices");
        m_json.beginArray();
        for (const Point &p : placement.waypoints)
            writePoint(m_json, {p.x, p.y});
        if (lane)
            writePoint(m_json, *lane);
        m_json.endArray();
        m_json.endObject();
    }

    void threats(const QUuid &host, bool again)
    {
        m_json.key("threats");
        m_json.beginArray();
        if (!again) {
            for (const SharedThreat *threat : m_threats.value(host))
                writeThreat(m_json, *threat);
        }
        m_json.endArray();
    }

    // Below everything else.
    void notes(const SharedDiagram &diagram, int depth)
    {
        double left = 0, bottom = 0;
        for (const auto &[id, place] : diagram.elements) {
            left = std::min(left, place.left());
            bottom = std::max(bottom, place.bottom());
        }
        for (const auto &[id, place] : diagram.zones)
            bottom = std::max(bottom, place.bottom());
        for (const Comment &note : m_model.notes) {
            bottom += 20;
            m_json.beginObject();
            writePlace(m_json, {left, bottom, 320, 60});
            m_json.key("attrs");
            m_json.beginObject();
            writeText(m_json, "text", note.text);
            m_json.endObject();
            m_json.member("visible", true);
            m_json.member("shape", "td-text-block");
            m_json.member("zIndex", depth++);
            m_json.member("id", note.id.toString());
            m_json.key("data");
            m_json.beginObject();
            m_json.member("type", "tm.Text");
            m_json.member("name", note.text);
            m_json.member("hasOpenThreats", false);
            m_json.endObject();
            m_json.endObject();
            bottom += 60;
        }
    }

    const SharedModel &m_model;
    JsonWriter m_json;
    QHash<QUuid, QList<const SharedThreat *>> m_threats; // by their host
    QHash<ElementId, Element> m_elements;
    QHash<FlowId, DataFlow> m_flows;
    QHash<BoundaryId, TrustBoundary> m_zones;
    QHash<std::pair<QString, ElementId>, QString> m_cellOf; // by diagram
    QHash<FlowId, double> m_lanes; // of this diagram
    QSet<QUuid> m_written;
};

} // namespace

QByteArray threatDragonJson(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const InterchangeOptions &options)
{
    const SharedModel shared = sharedModel(model, result, catalogue, {u"threat-dragon"_s, options.questions, true});
    return ThreatDragonWriter(shared).write();
}

} // namespace drawbridge
