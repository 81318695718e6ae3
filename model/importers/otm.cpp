// SPDX-License-Identifier: Apache-2.0
// Open Threat Model 0.1 and 0.2.
#include "importers/drawnmodel.h"
#include "importers/importtext.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostEntities = 20'000; // of each list

// Components have a type in free words; ours have three kinds.
ElementKind kindOf(const QString &type, const QString &name)
{
    const auto says = [&](std::initializer_list<QStringView> words) {
        return std::any_of(words.begin(), words.end(), [&](QStringView word) { return type.contains(word, Qt::CaseInsensitive); });
    };
    if (says({u"database", u"-db", u"datastore", u"data-store", u"storage", u"bucket", u"postgres", u"mysql", u"mariadb", u"mongo", u"redis", u"cassandra", u"elasticsearch",
              u"dynamodb", u"cosmos", u"sql-server", u"oracle", u"sqlite", u"queue", u"kafka", u"topic", u"-s3", u"s3", u"rds", u"file-system", u"filesystem", u"cache", u"vault",
              u"secrets-manager", u"log-store"}))
        return ElementKind::DataStore;
    if (says({u"client", u"user", u"actor", u"browser", u"mobile", u"human", u"external", u"-ei-", u"person", u"customer", u"third-party"}))
        return ElementKind::ExternalEntity;
    if (type.isEmpty() || says({u"empty-component", u"generic"})) {
        if (drawn::actorClassOf(name) != ActorClass::NotAnActor && !drawn::soundsLikeSystem(name))
            return ElementKind::ExternalEntity;
    }
    return ElementKind::Process;
}

// 0 to 100 in steps of our levels.
int trustOfRating(double rating)
{
    return std::clamp(int(std::floor(rating / 20)), 0, 4);
}

// 0 to 100 as 1 to 5; 0: not said.
int gradeOf(const SpecNode &node)
{
    const auto value = node.toNumber();
    return value && *value >= 0 && *value <= 100 ? std::clamp(int(std::ceil(*value / 20)), 1, 5) : 0;
}

std::optional<QPointF> pointOf(const SpecNode &node)
{
    const auto x = node[u"x"].toNumber(), y = node[u"y"].toNumber();
    return x && y ? std::optional(QPointF(*x, *y)) : std::nullopt;
}

class OtmReader
{
public:
    explicit OtmReader(ImportContext &context) : m_context(context), m_root(context.root) {}

    DrawnModel read()
    {
        const SpecNode project = m_root[u"project"];
        m_drawn.title = project[u"name"].text();
        m_drawn.description = project[u"description"].text();
        m_drawn.owner = project[u"owner"].text();
        const SpecNode attributes = project[u"attributes"];
        m_drawn.reviewer = attributes[u"drawbridge.reviewer"].text();
        for (qsizetype i = 0; i < attributes[u"drawbridge.contributors"].size(); ++i)
            m_drawn.contributors.append(attributes[u"drawbridge.contributors"].at(i).text());
        definitions();
        each(u"assets", [&](const SpecNode &node) { asset(node); });
        diagrams();
        notes(attributes[u"drawbridge.notes"]);
        each(u"trustZones", [&](const SpecNode &node) {
            if (node[u"id"].text() != u"drawbridge-no-zone") // what our exports put things into that stand in none
                zone(node);
        });
        each(u"components", [&](const SpecNode &node) { component(node); });
        settleParents();
        settlePlaces();
        each(u"dataflows", [&](const SpecNode &node) { flow(node); });
        unusedThreats();
        if (m_drawn.nodes.isEmpty())
            m_context.diagnostics.note(ImportText::tr("This model has no elements yet."), m_root.ref());
        return m_drawn;
    }

private:
    // Where a component or zone says it is drawn.
    struct Place
    {
        QString key, parent;
        bool isZone = false;
        qsizetype diagram = 0;
        std::optional<QPointF> position;
        QSizeF size;
    };

    void asset(const SpecNode &node)
    {
        static constexpr qsizetype classesKept = 100;
        static const QStringList steps{u"public"_s, u"internal"_s, u"confidential"_s, u"restricted"_s, u"critical"_s};
        DrawnAsset asset;
        asset.key = uniqueKey(u"asset:"_s + node[u"id"].text().left(200));
        asset.name = node[u"name"].text();
        asset.description = node[u"description"].text();
        const SpecNode attributes = node[u"attributes"], classes = attributes[u"drawbridge.classes"];
        for (qsizetype i = 0; i < std::min(classes.size(), classesKept); ++i)
            asset.classes.append(classes.at(i).text().left(100));
        asset.classes.removeDuplicates();
        asset.sensitivity = attributes[u"drawbridge.sensitivity"].text();
        const auto grade = node[u"risk"][u"confidentiality"].toNumber();
        if (!steps.contains(asset.sensitivity))
            asset.sensitivity = grade && *grade >= 0 && *grade <= 100 && !attributes.has(u"drawbridge.sensitivity") ? steps[int(std::lround(*grade / 25))] : QString();
        asset.at = node.ref();
        m_drawn.assets.append(asset);
    }

    void warn(const QString &message, const SpecNode &node) { m_context.diagnostics.warn(message, node.ref()); }

    void each(QStringView list, const std::function<void(const SpecNode &)> &visit)
    {
        const SpecNode nodes = m_root[list];
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            if (i >= mostEntities) {
                warn(ImportText::tr("This list has more than %L1 entries; the others are left out.").arg(mostEntities), nodes.at(i));
                return;
            }
            if (nodes.at(i).isObject())
                visit(nodes.at(i));
            else
                warn(ImportText::tr("This entry is no object; it is left out."), nodes.at(i));
        }
    }

    QString unique(const SpecNode &node, const QString &prefix)
    {
        QString id = node[u"id"].text().left(200);
        if (id.isEmpty())
            id = node[u"name"].text().left(200);
        QString key = prefix + id;
        if (m_used.contains(key))
            warn(ImportText::tr("The id “%1” is used twice; the second one gets another.").arg(shortened(id, 60)), node);
        for (int i = 2; m_used.contains(key); ++i)
            key = prefix + id + u'#' + QString::number(i);
        m_used.insert(key);
        return key;
    }

    static QStringList texts(const SpecNode &list)
    {
        QStringList out;
        for (qsizetype i = 0; i < std::min<qsizetype>(list.size(), 200); ++i) {
            if (list.at(i).isScalar() && list.at(i).kind() != SpecNode::Kind::Null && !list.at(i).text().isEmpty())
                out.append(list.at(i).text());
        }
        return out;
    }

    void definitions()
    {
        each(u"threats", [&](const SpecNode &node) { m_threats.insert(node[u"id"].text(), node); });
        each(u"mitigations", [&](const SpecNode &node) { m_mitigations.insert(node[u"id"].text(), node); });
    }

    void diagrams()
    {
        each(u"representations", [&](const SpecNode &node) {
            if (node[u"type"].text() != u"diagram" || m_diagrams.contains(node[u"id"].text()))
                return;
            m_diagrams.insert(node[u"id"].text(), m_drawn.diagrams.size());
            DrawnDiagram diagram;
            diagram.key = u"diagram:"_s + node[u"id"].text().left(200);
            diagram.name = node[u"name"].text();
            diagram.at = node.ref();
            m_drawn.diagrams.append(diagram);
        });
    }

    void notes(const SpecNode &list)
    {
        for (qsizetype i = 0; i < std::min<qsizetype>(list.size(), 1000); ++i) {
            const SpecNode note = list.at(i);
            m_drawn.notes.append({uniqueKey(u"note:"_s + note[u"id"].text().left(200)), note[u"text"].text(), note[u"author"].text(), note[u"date"].text(), note.ref()});
        }
    }

    void facts(QList<StatedFact> &facts, const SpecNode &node)
    {
        const SpecNode attributes = node[u"attributes"];
        for (qsizetype i = 0; i < std::min<qsizetype>(attributes.size(), 100); ++i) {
            const QString name = attributes.keyAt(i);
            if (name.startsWith("drawbridge.fact."_L1))
                facts.append({name.sliced(16), attributes.at(i).text(), Origin::Declared, attributes.at(i).ref()});
        }
    }

    void places(const SpecNode &node, const QString &key, const QString &parent, bool isZone)
    {
        const SpecNode list = node[u"representations"];
        for (qsizetype i = 0; i < list.size(); ++i) {
            const auto diagram = m_diagrams.constFind(list.at(i)[u"representation"].text());
            if (diagram == m_diagrams.cend())
                continue; // of code, or of nothing
            const SpecNode size = list.at(i)[u"size"];
            m_places.append({key, parent, isZone, *diagram, pointOf(list.at(i)[u"position"]),
                             QSizeF(size[u"width"].toNumber().value_or(isZone ? 0 : 120), size[u"height"].toNumber().value_or(isZone ? 0 : 60))});
        }
    }

    QString parentKey(const SpecNode &parent)
    {
        if (const QString zone = parent[u"trustZone"].text(); !zone.isEmpty())
            return u"zone:"_s + zone.left(200);
        if (const QString component = parent[u"component"].text(); !component.isEmpty())
            return component.left(200);
        return {};
    }

    void zone(const SpecNode &node)
    {
        DrawnZone zone;
        zone.key = unique(node, u"zone:"_s);
        zone.name = node[u"name"].text();
        zone.description = node[u"description"].text();
        zone.at = node.ref();
        const SpecNode attributes = node[u"attributes"];
        zone.kind = fromName<ZoneKind>(attributes[u"drawbridge.zone"].text());
        if (!zone.kind && drawn::zoneKindOf(zone.name) == ZoneKind::Custom)
            zone.kind = drawn::zoneKindOf(node[u"type"].text());
        if (const auto own = attributes[u"drawbridge.trust"].toNumber(); own && *own >= TrustBoundary::unknownTrust && *own <= 4)
            zone.trust = int(*own);
        else if (const auto rating = node[u"risk"][u"trustRating"].toNumber(); rating && *rating >= 0 && *rating <= 100)
            zone.trust = trustOfRating(*rating);
        else
            warn(ImportText::tr("The trust rating of this zone is no number between 0 and 100; its trust is not known."), node);
        m_parents.insert(zone.key, parentKey(node[u"parent"]));
        places(node, zone.key, m_parents.value(zone.key), true);
        m_drawn.zones.append(zone);
        threats(node, SubjectKind::Boundary, zone.key);
    }

    void component(const SpecNode &node)
    {
        DrawnNode element;
        element.key = unique(node, {});
        element.name = node[u"name"].text();
        element.description = node[u"description"].text();
        element.at = node.ref();
        element.tags = texts(node[u"tags"]);
        const SpecNode attributes = node[u"attributes"], properties = node[u"properties"];
        const QString type = node[u"type"].text();
        element.kind = fromName<ElementKind>(attributes[u"drawbridge.kind"].text()).value_or(kindOf(type, element.name));
        element.technology = attributes.has(u"drawbridge.kind") ? attributes[u"drawbridge.technology"].text() : type == u"empty-component" ? QString() : type;
        element.subkind = attributes[u"drawbridge.subkind"].text().left(40);
        element.actorClass = fromName<ActorClass>(attributes[u"drawbridge.actor"].text());
        for (const SpecNode &said : {attributes, properties}) {
            if (said[u"Out Of Scope"].text() == u"true" || said[u"drawbridge.outOfScope"].text() == u"true")
                element.inScope = false;
            if (const QString reason = said[u"drawbridge.outOfScopeReason"].text(); !reason.isEmpty())
                element.outOfScopeReason = reason;
            else if (said[u"Reason For Out Of Scope"].isScalar() && element.outOfScopeReason.isEmpty())
                element.outOfScopeReason = said[u"Reason For Out Of Scope"].text();
        }
        facts(element.facts, node);
        m_parents.insert(element.key, parentKey(node[u"parent"]));
        if (const QString component = node[u"parent"][u"component"].text(); !component.isEmpty())
            element.facts.append(drawn::fact(u"component_of", component, node[u"parent"].ref()));
        places(node, element.key, m_parents.value(element.key), false);
        m_drawn.nodes.append(element);
        threats(node, SubjectKind::Element, element.key);
    }

    // The innermost trust zone around a component, through the components that it is part of. Circles end.
    QString zoneAround(const QString &key)
    {
        QSet<QString> seen{key};
        for (QString parent = m_parents.value(key); !parent.isEmpty(); parent = m_parents.value(parent)) {
            if (parent.startsWith("zone:"_L1))
                return parent;
            if (seen.contains(parent))
                return {};
            seen.insert(parent);
        }
        return {};
    }

    void settleParents()
    {
        for (DrawnNode &node : m_drawn.nodes) {
            node.zone = zoneAround(node.key);
            if (node.zone == u"zone:drawbridge-no-zone")
                node.zone = QString();
            else if (!m_parents.contains(*node.zone))
                m_context.diagnostics.warn(ImportText::tr("The component “%1” is in no trust zone that this file has.").arg(shortened(node.name, 60)), node.at);
        }
        for (DrawnZone &zone : m_drawn.zones)
            zone.parent = zoneAround(zone.key);
    }

    // Positions are relative to the parent; some tools write them as they are on the diagram. What puts more components
    // inside their parents is what was meant.
    void settlePlaces()
    {
        for (qsizetype i = 0; i < m_drawn.diagrams.size(); ++i) {
            QHash<QString, Place> here;
            for (const Place &place : std::as_const(m_places)) {
                if (place.diagram == i && !here.contains(place.key))
                    here.insert(place.key, place);
            }
            int fitsRelative = 0, fitsAbsolute = 0;
            for (const Place &place : std::as_const(m_places)) {
                const auto parent = here.constFind(place.parent);
                if (place.diagram != i || !place.position || parent == here.cend() || !parent->position)
                    continue;
                fitsRelative += QRectF(QPointF(), parent->size).contains(QRectF(*place.position, place.size));
                fitsAbsolute += QRectF(*parent->position, parent->size).contains(QRectF(*place.position, place.size));
            }
            const bool relative = fitsRelative >= fitsAbsolute;
            QSet<QString> done;
            for (const Place &place : std::as_const(m_places)) {
                if (place.diagram != i || done.contains(place.key))
                    continue;
                done.insert(place.key);
                QRectF rect;
                if (place.position)
                    rect = QRectF(*place.position + (relative ? originOf(place.parent, here) : QPointF()), place.size);
                (place.isZone ? m_drawn.diagrams[i].zones : m_drawn.diagrams[i].nodes).append({place.key, rect});
            }
        }
    }

    static QPointF originOf(QString parent, const QHash<QString, Place> &here)
    {
        QPointF origin;
        QSet<QString> seen;
        for (auto it = here.constFind(parent); it != here.cend() && !seen.contains(parent); it = here.constFind(parent)) {
            seen.insert(parent);
            origin += it->position.value_or(QPointF());
            parent = it->parent;
        }
        return origin;
    }

    void flow(const SpecNode &node)
    {
        DrawnFlow flow;
        flow.key = unique(node, u"flow:"_s);
        flow.name = node[u"name"].text();
        flow.description = node[u"description"].text();
        flow.source = node[u"source"].text().left(200);
        flow.target = node[u"destination"].text().left(200);
        flow.bidirectional = node[u"bidirectional"].toBool().value_or(false);
        flow.tags = texts(node[u"tags"]);
        const SpecNode attributes = node[u"attributes"], properties = node[u"properties"];
        flow.protocol = attributes[u"drawbridge.protocol"].text();
        if (flow.protocol.isEmpty())
            flow.protocol = attributes[u"protocol"].text();
        flow.encrypted = fromName<Truth>(attributes[u"drawbridge.encrypted"].text()).value_or(Truth::Unknown);
        flow.authenticated = fromName<Truth>(attributes[u"drawbridge.authenticated"].text()).value_or(Truth::Unknown);
        flow.dataClasses = texts(attributes[u"drawbridge.classes"]);
        flow.inScope = !(properties[u"Out Of Scope"].text() == u"true" || attributes[u"drawbridge.outOfScope"].text() == u"true");
        facts(flow.facts, node);
        flow.at = node.ref();
        const SpecNode lines = attributes[u"drawbridge.lines"];
        for (qsizetype i = 0; i < std::min<qsizetype>(lines.size(), 1000); ++i) {
            const auto diagram = m_diagrams.constFind(lines.at(i)[u"representation"].text());
            if (diagram == m_diagrams.cend())
                continue;
            DrawnLine line;
            line.key = flow.key;
            for (qsizetype p = 0; p < lines.at(i)[u"points"].size(); ++p) {
                if (const auto point = pointOf(lines.at(i)[u"points"].at(p)))
                    line.waypoints.append(*point);
            }
            if (const auto label = pointOf(lines.at(i)[u"label"])) {
                line.labelMoved = true;
                line.labelOffset = *label;
            }
            m_drawn.diagrams[*diagram].lines.append(line);
        }
        m_drawn.flows.append(flow);
        threats(node, SubjectKind::Flow, flow.key);
    }

    void threats(const SpecNode &owner, SubjectKind kind, const QString &subject)
    {
        const SpecNode list = owner[u"threats"];
        for (qsizetype i = 0; i < std::min(list.size(), mostEntities); ++i) {
            const SpecNode instance = list.at(i);
            const QString id = instance[u"threat"].text();
            const auto definition = m_threats.constFind(id);
            if (definition == m_threats.cend()) {
                warn(ImportText::tr("The threat “%1” is not defined in this file; it is left out.").arg(shortened(id, 60)), instance);
                continue;
            }
            m_usedThreats.insert(id);
            DrawnThreat threat = described(*definition);
            threat.key = uniqueKey(u"threat:"_s + subject + u'/' + id.left(200));
            threat.subjectKind = kind;
            threat.subject = subject;
            threat.state = drawn::stateOf(instance[u"state"].text());
            threat.at = instance.ref();
            // Which safeguards, and how far they are.
            QStringList lines;
            const SpecNode mitigations = instance[u"mitigations"];
            for (qsizetype m = 0; m < std::min<qsizetype>(mitigations.size(), 100); ++m) {
                const SpecNode mitigation = m_mitigations.value(mitigations.at(m)[u"mitigation"].text());
                const QString name = mitigation[u"name"].text().trimmed(), text = mitigation[u"description"].text().trimmed();
                const bool whole = mitigation[u"attributes"][u"drawbridge.whole"].toBool().value_or(false); // the name is an excerpt
                const QString line = whole || text.startsWith(name) ? text : name.isEmpty() ? text : text.isEmpty() || name.startsWith(text) ? name : name + u"\n"_s + text;
                if (!line.isEmpty())
                    lines.append(line);
            }
            threat.mitigation = lines.join(u"\n\n"_s);
            own(threat, *definition);
            m_drawn.threats.append(threat);
        }
    }

    QString uniqueKey(const QString &wanted)
    {
        QString key = wanted;
        for (int i = 2; m_used.contains(key); ++i)
            key = wanted + u'#' + QString::number(i);
        m_used.insert(key);
        return key;
    }

    DrawnThreat described(const SpecNode &definition)
    {
        DrawnThreat threat;
        threat.title = definition[u"name"].text();
        threat.description = definition[u"description"].text();
        threat.categories = texts(definition[u"categories"]);
        for (const QString &cwe : texts(definition[u"cwes"])) {
            QString digits = cwe.left(20);
            digits.removeIf([](QChar c) { return c < u'0' || c > u'9'; });
            if (!digits.isEmpty())
                threat.cwe.append(digits);
        }
        threat.likelihood = gradeOf(definition[u"risk"][u"likelihood"]);
        threat.impact = gradeOf(definition[u"risk"][u"impact"]);
        threat.at = definition.ref();
        return threat;
    }

    // What we wrote about a threat that the format has no word for.
    void own(DrawnThreat &threat, const SpecNode &definition)
    {
        const SpecNode attributes = definition[u"attributes"];
        threat.number = int(std::clamp(attributes[u"drawbridge.number"].toNumber().value_or(0), 0.0, 1e9));
        threat.severity = fromName<ThreatSeverity>(attributes[u"drawbridge.severity"].text()).value_or(ThreatSeverity::Unrated);
        // The format's own word counts, where it says something else than what we exported.
        const auto state = fromName<DecisionState>(attributes[u"drawbridge.state"].text());
        if (state && (threat.subjectKind == SubjectKind::Project || (*state == DecisionState::Answered && threat.state == DecisionState::Mitigated)))
            threat.state = *state;
        threat.reason = attributes[u"drawbridge.reason"].text();
        threat.decidedBy = attributes[u"drawbridge.decidedBy"].text();
        threat.decidedAt = attributes[u"drawbridge.decidedAt"].text();
        if (const auto said = attributes[u"drawbridge.likelihood"].toNumber())
            threat.likelihood = std::clamp(int(*said), 0, 5);
        if (const auto said = attributes[u"drawbridge.impact"].toNumber())
            threat.impact = std::clamp(int(*said), 0, 5);
        if (const QString key = attributes[u"drawbridge.key"].text().left(400); !key.isEmpty())
            threat.key = uniqueKey(key);
        if (const QString text = attributes[u"drawbridge.mitigation"].text(); !text.isEmpty())
            threat.mitigation = text;
    }

    // Defined, but on nothing: about the project as a whole.
    void unusedThreats()
    {
        each(u"threats", [&](const SpecNode &node) {
            const QString id = node[u"id"].text();
            if (m_usedThreats.contains(id))
                return;
            m_usedThreats.insert(id);
            DrawnThreat threat = described(node);
            threat.key = uniqueKey(u"threat:/"_s + id.left(200));
            own(threat, node);
            m_drawn.threats.append(threat);
        });
    }

    ImportContext &m_context;
    const SpecNode m_root;
    DrawnModel m_drawn;
    QHash<QString, SpecNode> m_threats, m_mitigations;
    QHash<QString, qsizetype> m_diagrams; // by the id of the representation
    QHash<QString, QString> m_parents; // keys of zones and components
    QList<Place> m_places;
    QSet<QString> m_used, m_usedThreats;
};

} // namespace

Result<void> importOtm(ImportContext &context)
{
    if (!context.root[u"otmVersion"].isScalar() || context.root[u"otmVersion"].text().isEmpty())
        return Error{ImportText::tr("This is no Open Threat Model: it does not say its version (otmVersion)."), context.root.ref()};
    addDrawnModel(context, OtmReader(context).read());
    return {};
}

} // namespace drawbridge
