// SPDX-License-Identifier: Apache-2.0
#include "base/jsonwriter.h"
#include "exporters/exporttext.h"
#include "exporters/interchange.h"
#include "exporters/sharedmodel.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int decimals = 4;
constexpr char noZone[] = "drawbridge-no-zone"; // each component has to stand in one

QString stateOf(DecisionState state)
{
    switch (state) {
    case DecisionState::Mitigated:
    case DecisionState::Answered: return u"mitigated"_s;
    case DecisionState::Accepted: return u"accepted"_s;
    case DecisionState::Transferred: return u"transferred"_s;
    case DecisionState::FalsePositive: return u"not-applicable"_s;
    case DecisionState::Duplicate: return u"duplicate"_s;
    case DecisionState::Open: break;
    }
    return u"exposed"_s;
}

// 0 to 100, for severities where nobody said likelihood and impact.
int weightOf(ThreatSeverity severity)
{
    switch (severity) {
    case ThreatSeverity::Critical: return 100;
    case ThreatSeverity::High: return 80;
    case ThreatSeverity::Medium: return 60;
    case ThreatSeverity::Low: return 40;
    case ThreatSeverity::Note: return 20;
    case ThreatSeverity::Unrated: break;
    }
    return 50;
}

QString categoryName(const QString &letter)
{
    static const QHash<QString, QString> names{{u"S"_s, u"Spoofing"_s},
                                               {u"T"_s, u"Tampering"_s},
                                               {u"R"_s, u"Repudiation"_s},
                                               {u"I"_s, u"Information Disclosure"_s},
                                               {u"D"_s, u"Denial of Service"_s},
                                               {u"E"_s, u"Elevation of Privilege"_s}};
    return names.value(letter);
}

// Of classes that our zones have, on a scale from 0 to 100; the middle of each step.
int ratingOf(int trust)
{
    return trust == TrustBoundary::unknownTrust ? 50 : trust * 20 + 10;
}

int weightOfSensitivity(const QString &sensitivity)
{
    static const QStringList steps{u"public"_s, u"internal"_s, u"confidential"_s, u"restricted"_s, u"critical"_s};
    const qsizetype step = steps.indexOf(sensitivity);
    return step < 0 ? 50 : int(step) * 25;
}

class OtmWriter
{
public:
    explicit OtmWriter(const SharedModel &model) : m_model(model)
    {
        for (const SharedThreat &threat : model.threats)
            m_threats[threat.subject].append(&threat);
    }

    QByteArray write()
    {
        m_json.beginObject();
        m_json.member("otmVersion", "0.2.0");
        project();
        representations();
        assets();
        zones();
        components();
        flows();
        threats();
        mitigations();
        m_json.endObject();
        return m_json.take();
    }

private:
    // Ids in the file; those that it had before carry the table's prefix in our keys.
    QString idOf(const QUuid &id, const QString &prefix = {}) const
    {
        const QString own = m_model.ids.value(id);
        return own.startsWith(prefix) ? own.sliced(prefix.size()) : own;
    }
    QString zoneId(BoundaryId id) const { return id ? idOf(id.uuid(), u"zone:"_s) : QString::fromLatin1(noZone); }
    static QString diagramId(const SharedDiagram &diagram) { return diagram.id.startsWith("diagram:"_L1) ? diagram.id.sliced(8) : diagram.id; }
    static QString threatId(const SharedThreat &threat) { return threat.id.startsWith("threat:"_L1) ? threat.id.sliced(7) : threat.id; }

    void project()
    {
        m_json.key("project");
        m_json.beginObject();
        m_json.member("name", m_model.title);
        m_json.member("id", namedUuid(u"otm-project", m_model.title).toString(QUuid::WithoutBraces));
        m_json.member("description", m_model.project.description);
        m_json.member("owner", m_model.project.owner);
        m_json.key("attributes");
        m_json.beginObject();
        m_json.member("drawbridge.contributors", m_model.contributors);
        m_json.member("drawbridge.reviewer", m_model.reviewer);
        m_json.key("drawbridge.notes");
        m_json.beginArray();
        for (const Comment &note : m_model.notes) {
            m_json.beginObject();
            m_json.member("id", note.id.toString());
            m_json.member("text", note.text);
            m_json.member("author", note.author);
            m_json.member("date", note.writtenAt);
            m_json.endObject();
        }
        m_json.endArray();
        m_json.endObject();
        m_json.endObject();
    }

    void size(const QSizeF &size)
    {
        m_json.key("size");
        m_json.beginObject();
        m_json.member("width", size.width(), decimals);
        m_json.member("height", size.height(), decimals);
        m_json.endObject();
    }

    void point(const char *name, const QPointF &p)
    {
        m_json.key(name);
        m_json.beginObject();
        m_json.member("x", p.x(), decimals);
        m_json.member("y", p.y(), decimals);
        m_json.endObject();
    }

    void representations()
    {
        m_json.key("representations");
        m_json.beginArray();
        for (const SharedDiagram &diagram : m_model.diagrams) {
            QRectF bounds;
            for (const auto &[id, rect] : diagram.elements)
                bounds |= rect;
            for (const auto &[id, rect] : diagram.zones)
                bounds |= rect;
            m_json.beginObject();
            m_json.member("name", diagram.name);
            m_json.member("id", diagramId(diagram));
            m_json.member("type", "diagram");
            size({std::max(100.0, bounds.right()), std::max(100.0, bounds.bottom())});
            m_json.endObject();
        }
        m_json.endArray();
    }

    void assets()
    {
        m_json.key("assets");
        m_json.beginArray();
        for (const DataAsset &asset : m_model.assets) {
            const int weight = weightOfSensitivity(asset.sensitivity);
            m_json.beginObject();
            m_json.member("name", asset.name);
            m_json.member("id", asset.provenance.key.startsWith("asset:"_L1) ? asset.provenance.key.sliced(6) : asset.id.toString());
            m_json.member("description", asset.description);
            m_json.key("risk");
            m_json.beginObject();
            m_json.member("confidentiality", weight);
            m_json.member("integrity", weight);
            m_json.member("availability", weight);
            m_json.endObject();
            m_json.key("attributes");
            m_json.beginObject();
            m_json.member("drawbridge.classes", asset.classes);
            m_json.member("drawbridge.sensitivity", asset.sensitivity);
            m_json.endObject();
            m_json.endObject();
        }
        m_json.endArray();
    }

    // Where a thing stands on each diagram, from the upper left corner of its zone where that is drawn there.
    template <class Id, class List> void places(Id id, BoundaryId parent, List SharedDiagram::*list)
    {
        m_json.key("representations");
        m_json.beginArray();
        for (const SharedDiagram &diagram : m_model.diagrams) {
            for (const auto &[shown, rect] : diagram.*list) {
                if (shown != id)
                    continue;
                QPointF origin;
                for (const auto &[zone, around] : diagram.zones) {
                    if (parent && zone == parent)
                        origin = around.topLeft();
                }
                m_json.beginObject();
                m_json.member("representation", diagramId(diagram));
                m_json.member("id", namedUuid(diagram.id, id.toString()).toString(QUuid::WithoutBraces));
                point("position", rect.topLeft() - origin);
                size(rect.size());
                m_json.endObject();
            }
        }
        m_json.endArray();
    }

    void parent(BoundaryId zone)
    {
        m_json.key("parent");
        m_json.beginObject();
        m_json.member("trustZone", zoneId(zone));
        m_json.endObject();
    }

    void zones()
    {
        m_json.key("trustZones");
        m_json.beginArray();
        for (const TrustBoundary &zone : m_model.zones) {
            m_json.beginObject();
            m_json.member("id", zoneId(zone.id));
            m_json.member("name", zone.name);
            m_json.member("type", nameOf(zone.kind));
            m_json.member("description", zone.description);
            m_json.key("risk");
            m_json.beginObject();
            m_json.member("trustRating", ratingOf(zone.trust));
            m_json.endObject();
            if (zone.parent)
                parent(zone.parent);
            places(zone.id, zone.parent, &SharedDiagram::zones);
            m_json.key("attributes");
            m_json.beginObject();
            m_json.member("drawbridge.zone", nameOf(zone.kind));
            m_json.member("drawbridge.trust", zone.trust);
            m_json.endObject();
            if (m_threats.contains(zone.id.uuid()))
                instances(zone.id.uuid());
            m_json.endObject();
        }
        if (std::any_of(m_model.elements.begin(), m_model.elements.end(), [](const Element &e) { return e.boundary.isNull(); })) {
            m_json.beginObject();
            m_json.member("id", noZone);
            m_json.member("name", ExportText::tr("No zone"));
            m_json.key("risk");
            m_json.beginObject();
            m_json.member("trustRating", ratingOf(TrustBoundary::unknownTrust));
            m_json.endObject();
            m_json.endObject();
        }
        m_json.endArray();
    }

    void tags(const QStringList &tags) { m_json.member("tags", tags); }

    void facts(const QList<StatedFact> &facts)
    {
        for (const StatedFact &fact : facts)
            m_json.member(("drawbridge.fact." + fact.name.toUtf8()).constData(), fact.value);
    }

    void components()
    {
        m_json.key("components");
        m_json.beginArray();
        for (const Element &element : m_model.elements) {
            m_json.beginObject();
            m_json.member("id", idOf(element.id.uuid()));
            m_json.member("name", element.name);
            m_json.member("type", !element.technology.isEmpty() ? element.technology : !element.subkind.isEmpty() ? element.subkind : nameOf(element.kind));
            m_json.member("description", element.description);
            parent(element.boundary);
            places(element.id, element.boundary, &SharedDiagram::elements);
            instances(element.id.uuid());
            tags(element.tags);
            m_json.key("attributes");
            m_json.beginObject();
            m_json.member("drawbridge.kind", nameOf(element.kind));
            m_json.member("drawbridge.technology", element.technology);
            m_json.member("drawbridge.subkind", element.subkind);
            if (element.kind == ElementKind::ExternalEntity)
                m_json.member("drawbridge.actor", nameOf(element.actorClass));
            if (!element.inScope)
                m_json.member("drawbridge.outOfScope", "true");
            if (!element.outOfScopeReason.isEmpty())
                m_json.member("drawbridge.outOfScopeReason", element.outOfScopeReason);
            facts(element.facts);
            m_json.endObject();
            m_json.endObject();
        }
        m_json.endArray();
    }

    void flows()
    {
        m_json.key("dataflows");
        m_json.beginArray();
        for (const DataFlow &flow : m_model.flows) {
            m_json.beginObject();
            m_json.member("id", idOf(flow.id.uuid(), u"flow:"_s));
            m_json.member("name", flow.name);
            m_json.member("description", flow.description);
            m_json.member("bidirectional", flow.bidirectional);
            m_json.member("source", idOf(flow.source.uuid()));
            m_json.member("destination", idOf(flow.target.uuid()));
            instances(flow.id.uuid());
            tags(flow.tags);
            m_json.key("attributes");
            m_json.beginObject();
            m_json.member("drawbridge.protocol", flow.protocol);
            m_json.member("drawbridge.encrypted", nameOf(flow.encrypted.value));
            m_json.member("drawbridge.authenticated", nameOf(flow.authenticated.value));
            m_json.member("drawbridge.classes", flow.dataClasses);
            if (!flow.inScope)
                m_json.member("drawbridge.outOfScope", "true");
            facts(flow.facts);
            lines(flow.id);
            m_json.endObject();
            m_json.endObject();
        }
        m_json.endArray();
    }

    void lines(FlowId flow)
    {
        m_json.key("drawbridge.lines");
        m_json.beginArray();
        for (const SharedDiagram &diagram : m_model.diagrams) {
            for (const FlowPlacement &placement : diagram.flows) {
                if (placement.flow != flow || (placement.waypoints.isEmpty() && !placement.labelMoved))
                    continue;
                m_json.beginObject();
                m_json.member("representation", diagramId(diagram));
                m_json.key("points");
                m_json.beginArray();
                for (const Point &p : placement.waypoints) {
                    m_json.beginObject();
                    m_json.member("x", p.x, decimals);
                    m_json.member("y", p.y, decimals);
                    m_json.endObject();
                }
                m_json.endArray();
                if (placement.labelMoved)
                    point("label", {placement.labelOffset.x, placement.labelOffset.y});
                m_json.endObject();
            }
        }
        m_json.endArray();
    }

    void instances(const QUuid &host)
    {
        m_json.key("threats");
        m_json.beginArray();
        for (const SharedThreat *threat : m_threats.value(host)) {
            m_json.beginObject();
            m_json.member("threat", threatId(*threat));
            m_json.member("state", stateOf(threat->state));
            m_json.key("mitigations");
            m_json.beginArray();
            if (!threat->mitigation.trimmed().isEmpty()) {
                m_json.beginObject();
                m_json.member("mitigation", threatId(*threat) + u"/mitigation"_s);
                m_json.member("state", threat->state == DecisionState::Mitigated ? "implemented" : "recommended");
                m_json.endObject();
            }
            m_json.endArray();
            m_json.endObject();
        }
        m_json.endArray();
    }

    void threats()
    {
        m_json.key("threats");
        m_json.beginArray();
        for (const SharedThreat &threat : m_model.threats) {
            const bool rated = threat.likelihood > 0 && threat.impact > 0;
            const int weight = weightOf(threat.severity);
            QStringList categories, cwes;
            for (const QString &letter : threat.stride)
                categories.append(categoryName(letter));
            if (!threat.category.isEmpty())
                categories.append(threat.category);
            for (const QString &cwe : threat.cwe)
                cwes.append(u"CWE-"_s + cwe);
            m_json.beginObject();
            m_json.member("id", threatId(threat));
            m_json.member("name", threat.title);
            m_json.member("description", threat.description);
            m_json.member("categories", categories);
            m_json.member("cwes", cwes);
            m_json.key("risk");
            m_json.beginObject();
            m_json.member("likelihood", rated ? threat.likelihood * 20 : weight);
            m_json.member("impact", rated ? threat.impact * 20 : weight);
            m_json.endObject();
            m_json.key("attributes");
            m_json.beginObject();
            if (!threat.key.isEmpty())
                m_json.member("drawbridge.key", threat.key);
            m_json.member("drawbridge.fingerprint", threat.fingerprint);
            m_json.member("drawbridge.number", threat.number);
            m_json.member("drawbridge.severity", threat.estimated ? nameOf(ThreatSeverity::Unrated) : nameOf(threat.severity));
            if (!rated) {
                m_json.member("drawbridge.likelihood", threat.likelihood);
                m_json.member("drawbridge.impact", threat.impact);
            }
            m_json.member("drawbridge.state", nameOf(threat.state));
            m_json.member("drawbridge.reason", threat.reason);
            m_json.member("drawbridge.decidedBy", threat.decidedBy);
            m_json.member("drawbridge.decidedAt", threat.decidedAt);
            if (threat.subjectKind == SubjectKind::Project)
                m_json.member("drawbridge.mitigation", threat.mitigation); // on nothing that could say it
            m_json.endObject();
            m_json.endObject();
        }
        m_json.endArray();
    }

    void mitigations()
    {
        m_json.key("mitigations");
        m_json.beginArray();
        for (const SharedThreat &threat : m_model.threats) {
            const QString text = threat.mitigation.trimmed();
            if (text.isEmpty() || threat.subjectKind == SubjectKind::Project)
                continue;
            QString name = text.section(u'\n', 0, 0);
            if (name.size() > 120)
                name = name.left(119) + u"…"_s;
            m_json.beginObject();
            m_json.member("id", threatId(threat) + u"/mitigation"_s);
            m_json.member("name", name);
            m_json.member("description", text);
            m_json.member("riskReduction", 100);
            m_json.key("attributes");
            m_json.beginObject();
            m_json.member("drawbridge.whole", true);
            m_json.endObject();
            m_json.endObject();
        }
        m_json.endArray();
    }

    const SharedModel &m_model;
    JsonWriter m_json;
    QHash<QUuid, QList<const SharedThreat *>> m_threats; // by what they are about
};

} // namespace

QByteArray otmJson(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const InterchangeOptions &options)
{
    return OtmWriter(sharedModel(model, result, catalogue, {u"otm"_s, options.questions, false})).write();
}

} // namespace drawbridge
