// SPDX-License-Identifier: Apache-2.0
// Models of OWASP Threat Dragon, version 1 (cells with a `type`) and 2 (cells with a `shape` and `data`).
#include "importers/drawnmodel.h"
#include "importers/importtext.h"

#include <QLineF>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

enum class Cell { Unknown, Process, Store, Actor, Flow, Box, Curve, Text };

constexpr qsizetype mostCells = 20'000;

Cell kindOf(const SpecNode &cell)
{
    const QString shape = cell[u"shape"].text().toLower();
    QString type = cell[u"data"][u"type"].text();
    if (type.isEmpty())
        type = cell[u"type"].text();
    type = type.toLower();
    if (shape.contains("boundary"_L1) || shape.contains("broundary"_L1) || type.startsWith("tm.boundary"_L1)) // one release misspelt it
        return shape.contains("box"_L1) || type.contains("box"_L1) ? Cell::Box : Cell::Curve;
    for (const QString &word : {shape, type}) {
        if (word.contains("process"_L1))
            return Cell::Process;
        if (word.contains("store"_L1))
            return Cell::Store;
        if (word.contains("actor"_L1))
            return Cell::Actor;
        if (word.contains("flow"_L1))
            return Cell::Flow;
        if (word.contains("text"_L1))
            return Cell::Text;
    }
    return Cell::Unknown;
}

bool isYes(const SpecNode &node) { return node.toBool().value_or(false); }

double numberOf(const SpecNode &node) { return node.toNumber().value_or(qQNaN()); }

std::optional<QPointF> pointOf(const SpecNode &node)
{
    const auto x = node[u"x"].toNumber(), y = node[u"y"].toNumber();
    return x && y ? std::optional(QPointF(*x, *y)) : std::nullopt;
}

QRectF rectOf(const SpecNode &cell)
{
    const SpecNode position = cell[u"position"], size = cell[u"size"];
    const auto width = size[u"width"].toNumber(), height = size[u"height"].toNumber();
    return {numberOf(position[u"x"]), numberOf(position[u"y"]), width.value_or(120), height.value_or(60)};
}

QList<QPointF> pointsOf(const SpecNode &list)
{
    QList<QPointF> points;
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (const auto point = pointOf(list.at(i)))
            points.append(*point);
    }
    return points;
}

// What is written on a cell, wherever the release put it.
QString labelOf(const SpecNode &cell)
{
    const SpecNode label = cell[u"labels"].at(0)[u"attrs"];
    for (const SpecNode &node : {cell[u"data"][u"name"], label[u"labelText"][u"text"], label[u"text"][u"text"], label[u"label"][u"text"], cell[u"attrs"][u"text"][u"text"],
                                 cell[u"attrs"][u"label"][u"text"], cell[u"attrs"][u"headerText"][u"text"]}) {
        if (node.isScalar() && node.kind() != SpecNode::Kind::Null && !node.text().trimmed().isEmpty())
            return node.text();
    }
    return {};
}

class ThreatDragonReader
{
public:
    explicit ThreatDragonReader(ImportContext &context) : m_context(context) {}

    DrawnModel read()
    {
        const SpecNode summary = m_context.root[u"summary"], detail = m_context.root[u"detail"];
        m_drawn.title = summary[u"title"].text();
        m_drawn.description = summary[u"description"].text();
        m_drawn.owner = summary[u"owner"].text();
        m_drawn.reviewer = detail[u"reviewer"].text();
        const SpecNode contributors = detail[u"contributors"];
        for (qsizetype i = 0; i < contributors.size(); ++i)
            m_drawn.contributors.append(contributors.at(i)[u"name"].text());
        const SpecNode diagrams = detail[u"diagrams"];
        for (qsizetype i = 0; i < diagrams.size(); ++i)
            diagram(diagrams.at(i), i);
        if (m_cells == 0)
            m_context.diagnostics.note(ImportText::tr("This model has no elements yet."), m_context.root.ref());
        return m_drawn;
    }

private:
    void warn(const QString &message, const SpecNode &node) { m_context.diagnostics.warn(message, node.ref()); }

    void diagram(const SpecNode &node, qsizetype index)
    {
        if (!node.isObject()) {
            warn(ImportText::tr("This is no diagram; it is left out."), node);
            return;
        }
        DrawnDiagram diagram;
        diagram.name = node[u"title"].text();
        diagram.service = node[u"drawbridge"][u"service"].text().left(200);
        diagram.at = node.ref();
        diagram.key = unique(u"diagram:"_s + (node[u"id"].text().isEmpty() ? QString::number(index) : node[u"id"].text()));
        m_diagram = &diagram;
        m_keys.clear();
        m_here.clear();
        m_rects.clear();
        m_zoneRects.clear();
        const SpecNode cells = node[u"cells"].isArray() ? node[u"cells"] : node[u"diagramJson"][u"cells"];
        QList<SpecNode> flows, nodes;
        for (qsizetype i = 0; i < cells.size(); ++i) {
            const SpecNode cell = cells.at(i);
            if (++m_cells > mostCells) {
                warn(ImportText::tr("The model has more than %L1 symbols; the others are left out.").arg(mostCells), cell);
                break;
            }
            switch (kindOf(cell)) {
            case Cell::Unknown:
                warn(cell.isObject() ? ImportText::tr("A symbol of the kind “%1” is not known; it is left out.").arg(shortened(cell[u"shape"].text(), 40))
                                     : ImportText::tr("This is no symbol; it is left out."),
                     cell);
                break;
            case Cell::Flow: flows.append(cell); break;
            case Cell::Box:
            case Cell::Curve: zone(cell, kindOf(cell)); break;
            case Cell::Text: text(cell); break;
            default: nodes.append(cell);
            }
        }
        // In the order in which they are painted: it becomes their order in depth.
        std::stable_sort(nodes.begin(), nodes.end(), [](const SpecNode &a, const SpecNode &b) { return depthOf(a) < depthOf(b); });
        for (const SpecNode &cell : std::as_const(nodes))
            element(cell, kindOf(cell));
        for (const SpecNode &cell : std::as_const(flows))
            flow(cell);
        m_drawn.diagrams.append(diagram);
    }

    static double depthOf(const SpecNode &cell)
    {
        return cell[u"zIndex"].toNumber().value_or(cell[u"z"].toNumber().value_or(0));
    }

    QString unique(const QString &wanted)
    {
        QString key = wanted;
        for (int i = 2; m_used.contains(key); ++i)
            key = wanted + u'#' + QString::number(i);
        m_used.insert(key);
        return key;
    }

    // The key of a cell; ids count within their diagram, and what we exported says which cells are one thing. Already
    // known: the cell shows something that stands on another diagram too.
    QString keyFor(const SpecNode &cell, bool &known)
    {
        const QString id = cell[u"id"].text().left(200);
        known = false;
        if (const QString same = cell[u"data"][u"drawbridge"][u"sameAs"].text(); !same.isEmpty() && m_used.contains(same) && !m_here.contains(same)) {
            known = true;
            m_keys.insert(id, same);
            m_here.insert(same);
            return same;
        }
        if (m_keys.contains(id) && !id.isEmpty())
            warn(ImportText::tr("The id “%1” is used twice on a diagram; flows lead to the first symbol with it.").arg(shortened(id, 60)), cell);
        const QString key = unique(id.isEmpty() ? cell[u"data"][u"type"].text() + u':' + labelOf(cell).left(100) : id);
        if (!m_keys.contains(id))
            m_keys.insert(id, key);
        m_here.insert(key);
        return key;
    }

    // A text that is there, and true for what people tick.
    void addFact(QList<StatedFact> &facts, const SpecNode &data, QStringView member, const char16_t *fact)
    {
        const SpecNode node = data[member];
        if (!node.exists() || node.kind() == SpecNode::Kind::Null)
            return;
        const SpecNode implied = data[u"drawbridge"][u"implied"];
        for (qsizetype i = 0; i < std::min<qsizetype>(implied.size(), 8); ++i) {
            if (implied.at(i).text() == member)
                return; // we ticked it for what the element is
        }
        // Unticked says nothing: it is what every symbol begins with.
        if (node.kind() == SpecNode::Kind::Bool ? isYes(node) : !node.text().trimmed().isEmpty() && node.text() != u"false")
            facts.append(drawn::fact(fact, node.kind() == SpecNode::Kind::Bool ? u"yes"_s : node.text(), node.ref()));
    }

    // Facts that the format has no box to tick for, as we exported them.
    static void addOwnFacts(QList<StatedFact> &facts, const SpecNode &own)
    {
        for (qsizetype i = 0; i < std::min<qsizetype>(own[u"facts"].size(), 100); ++i) {
            const SpecNode fact = own[u"facts"].at(i);
            if (!fact[u"name"].text().isEmpty())
                facts.append({fact[u"name"].text().left(60), fact[u"value"].text(), Origin::Declared, fact.ref()});
        }
    }

    // The zone that we exported with a thing (empty: in none), as long as nobody has moved either; not said: the drawing counts.
    std::optional<QString> zoneOf(const SpecNode &own, const QRectF &rect) const
    {
        const auto at = pointOf(own[u"at"]);
        if (!own.has(u"in") || !at || *at != rect.topLeft())
            return std::nullopt;
        const QString zone = own[u"in"].text();
        const auto drawn = m_zoneRects.constFind(zone);
        return drawn == m_zoneRects.cend() || drawn->contains(rect.center()) ? std::optional(zone) : std::nullopt;
    }

    void element(const SpecNode &cell, Cell kind)
    {
        const SpecNode data = cell[u"data"].isObject() ? cell[u"data"] : cell;
        const SpecNode own = data[u"drawbridge"];
        bool known = false;
        DrawnNode node;
        node.key = keyFor(cell, known);
        const QRectF rect = rectOf(cell);
        m_diagram->nodes.append({node.key, rect});
        if (rect.isValid())
            m_rects.append({node.key, rect});
        if (known)
            return;
        node.kind = kind == Cell::Process ? ElementKind::Process : kind == Cell::Store ? ElementKind::DataStore : ElementKind::ExternalEntity;
        node.name = labelOf(cell);
        node.description = data[u"description"].text();
        node.inScope = !isYes(data[u"outOfScope"]);
        node.outOfScopeReason = data[u"reasonOutOfScope"].text();
        node.technology = own[u"technology"].text();
        node.subkind = own[u"subkind"].text().left(40);
        node.partOf = own[u"partOf"].text().left(200);
        node.actorClass = fromName<ActorClass>(own[u"actor"].text());
        node.at = cell.ref();
        addFact(node.facts, data, u"storesCredentials", u"stores_credentials");
        addFact(node.facts, data, u"isEncrypted", u"encrypted_at_rest");
        addFact(node.facts, data, u"isSigned", u"signed");
        addFact(node.facts, data, u"isALog", u"is_log");
        addFact(node.facts, data, u"storesInventory", u"stores_inventory");
        addFact(node.facts, data, u"isWebApplication", u"web_application");
        addFact(node.facts, data, u"handlesCardPayment", u"handles_card_payment");
        addFact(node.facts, data, u"handlesGoodsOrServices", u"handles_goods");
        addFact(node.facts, data, u"privilegeLevel", u"privilege_level");
        addFact(node.facts, data, u"providesAuthentication", u"provides_authentication");
        addOwnFacts(node.facts, own);
        node.zone = zoneOf(own, rect);
        if (!own.has(u"subkind") && kind == Cell::Store && isYes(data[u"isALog"]))
            node.subkind = u"log_store"_s;
        if (!own.has(u"subkind") && kind == Cell::Actor && isYes(data[u"providesAuthentication"]))
            node.subkind = u"identity_provider"_s;
        m_drawn.nodes.append(node);
        threats(cell, SubjectKind::Element, node.key);
    }

    void zone(const SpecNode &cell, Cell kind)
    {
        const SpecNode data = cell[u"data"], own = data[u"drawbridge"];
        bool known = false;
        DrawnZone zone;
        zone.key = keyFor(cell, known);
        if (kind == Cell::Box) {
            m_diagram->zones.append({zone.key, rectOf(cell)});
            m_zoneRects.insert(zone.key, rectOf(cell));
        } else {
            QList<QPointF> points = pointsOf(cell[u"vertices"]);
            if (const auto from = pointOf(cell[u"source"]))
                points.prepend(*from);
            if (const auto to = pointOf(cell[u"target"]))
                points.append(*to);
            m_diagram->curves.append({zone.key, points});
        }
        if (known)
            return;
        zone.name = labelOf(cell);
        zone.description = data[u"description"].text();
        zone.kind = fromName<ZoneKind>(own[u"zone"].text());
        if (const auto trust = own[u"trust"].toNumber(); trust && *trust >= TrustBoundary::unknownTrust && *trust <= 4)
            zone.trust = int(*trust);
        zone.parent = zoneOf(own, rectOf(cell));
        zone.at = cell.ref();
        m_drawn.zones.append(zone);
        threats(cell, SubjectKind::Boundary, zone.key);
    }

    // The element at an end of a flow: the one that it names, or the one that its loose end touches.
    QString endOf(const SpecNode &end)
    {
        QString id = end.isScalar() ? end.text() : end[u"cell"].text();
        if (id.isEmpty())
            id = end[u"id"].text();
        if (!id.isEmpty())
            return m_keys.value(id);
        const auto point = pointOf(end);
        if (!point)
            return {};
        return drawn::nodeNear(m_rects, *point);
    }

    void flow(const SpecNode &cell)
    {
        const SpecNode data = cell[u"data"].isObject() ? cell[u"data"] : cell;
        bool known = false;
        DrawnFlow flow;
        flow.key = keyFor(cell, known);
        DrawnLine line;
        line.key = flow.key;
        line.waypoints = pointsOf(cell[u"vertices"]);
        flow.source = endOf(cell[u"source"]);
        flow.target = endOf(cell[u"target"]);
        const SpecNode own = data[u"drawbridge"];
        // A bend that we added only to keep flows apart, as long as nobody has moved it.
        if (const auto spread = pointOf(own[u"spread"]); spread && line.waypoints == QList<QPointF>{*spread})
            line.waypoints.clear();
        if (const auto label = pointOf(own[u"label"])) {
            line.labelMoved = true;
            line.labelOffset = *label;
        } else {
            placeLabel(cell[u"labels"].at(0)[u"position"], flow, line);
        }
        m_diagram->lines.append(line);
        if (known)
            return;
        flow.name = labelOf(cell);
        flow.bidirectional = isYes(data[u"isBidirectional"]);
        flow.protocol = data[u"protocol"].text();
        flow.encrypted = isYes(data[u"isEncrypted"]) ? Truth::Yes : Truth::Unknown; // unticked says nothing
        flow.authenticated = fromName<Truth>(own[u"authenticated"].text()).value_or(Truth::Unknown);
        if (own[u"encrypted"].text() == u"no" && flow.encrypted == Truth::Unknown)
            flow.encrypted = Truth::No;
        for (qsizetype i = 0; i < std::min<qsizetype>(own[u"classes"].size(), 100); ++i)
            flow.dataClasses.append(own[u"classes"].at(i).text().left(60));
        flow.description = data[u"description"].text();
        flow.inScope = !isYes(data[u"outOfScope"]);
        if (const QString reason = data[u"reasonOutOfScope"].text(); !reason.trimmed().isEmpty())
            flow.facts.append(drawn::fact(u"out_of_scope_reason", reason, data[u"reasonOutOfScope"].ref()));
        addFact(flow.facts, data, u"isPublicNetwork", u"public_network");
        addOwnFacts(flow.facts, own);
        flow.at = cell.ref();
        m_drawn.flows.append(flow);
        threats(cell, SubjectKind::Flow, flow.key);
    }

    // A label is moved along its line and away from it; ours stands at the middle.
    void placeLabel(const SpecNode &position, const DrawnFlow &flow, DrawnLine &line)
    {
        const double distance = position.toNumber().value_or(position[u"distance"].toNumber().value_or(0.5));
        QPointF offset = pointOf(position[u"offset"]).value_or(QPointF());
        if (!(distance >= 0 && distance <= 1) || (std::abs(distance - 0.5) < 0.01 && offset.isNull()))
            return;
        const auto centre = [&](const QString &key) {
            const auto it = std::find_if(m_rects.begin(), m_rects.end(), [&](const DrawnShape &shape) { return shape.key == key; });
            return it == m_rects.end() ? QPointF() : it->rect.center();
        };
        const QList<QPointF> way = QList<QPointF>{centre(flow.source)} + line.waypoints + QList<QPointF>{centre(flow.target)};
        double length = 0;
        for (qsizetype i = 1; i < way.size(); ++i)
            length += QLineF(way[i - 1], way[i]).length();
        const auto at = [&](double share) {
            double left = share * length;
            for (qsizetype i = 1; i < way.size(); ++i) {
                const QLineF piece(way[i - 1], way[i]);
                if (left <= piece.length() && piece.length() > 0)
                    return piece.pointAt(left / piece.length());
                left -= piece.length();
            }
            return way.last();
        };
        line.labelMoved = true;
        line.labelOffset = at(distance) - at(0.5) + offset;
    }

    void text(const SpecNode &cell)
    {
        DrawnNote note;
        bool known = false;
        note.key = keyFor(cell, known);
        note.text = labelOf(cell);
        note.at = cell.ref();
        m_drawn.notes.append(note);
    }

    void threats(const SpecNode &cell, SubjectKind kind, const QString &subject)
    {
        const SpecNode list = cell[u"data"][u"threats"].isArray() ? cell[u"data"][u"threats"] : cell[u"threats"];
        for (qsizetype i = 0; i < list.size(); ++i) {
            const SpecNode node = list.at(i);
            if (!node.isObject()) {
                warn(ImportText::tr("This is no threat; it is left out."), node);
                continue;
            }
            DrawnThreat threat;
            QString id = node[u"id"].text().left(200);
            if (id.isEmpty())
                id = node[u"threatId"].text().left(200);
            threat.title = node[u"title"].text();
            threat.key = unique(u"threat:"_s + (id.isEmpty() ? subject + u'/' + threat.title.left(200) : id));
            threat.number = int(std::clamp(node[u"number"].toNumber().value_or(0), 0.0, 1e9));
            threat.description = node[u"description"].text();
            if (const QString score = node[u"score"].text().trimmed(); !score.isEmpty())
                threat.description += (threat.description.isEmpty() ? u"Score: "_s : u"\n\nScore: "_s) + score;
            threat.mitigation = node[u"mitigation"].text();
            threat.subjectKind = kind;
            threat.subject = subject;
            threat.categories = {node[u"type"].text()};
            threat.method = node[u"modelType"].text().left(40);
            threat.severity = drawn::severityOf(node[u"severity"].text());
            threat.state = drawn::stateOf(node[u"status"].text());
            if (const SpecNode own = node[u"drawbridge"]; own.isObject())
                readOwn(own, threat);
            threat.at = node.ref();
            m_drawn.threats.append(threat);
        }
    }

    // What we exported beside the format's own words, as long as these still say the same.
    static void readOwn(const SpecNode &own, DrawnThreat &threat)
    {
        threat.reason = own[u"reason"].text();
        threat.decidedBy = own[u"decidedBy"].text();
        threat.decidedAt = own[u"decidedAt"].text();
        threat.likelihood = int(std::clamp(own[u"likelihood"].toNumber().value_or(0), 0.0, 5.0));
        threat.impact = int(std::clamp(own[u"impact"].toNumber().value_or(0), 0.0, 5.0));
        const auto texts = [&](QStringView member) {
            QStringList list;
            for (qsizetype i = 0; i < std::min<qsizetype>(own[member].size(), 50); ++i)
                list.append(own[member].at(i).text().left(12));
            return list;
        };
        threat.cwe = texts(u"cwe");
        if (const QStringList stride = texts(u"stride"); !stride.isEmpty() && drawn::strideOf(threat.categories.value(0)) == stride.first(1))
            threat.categories = stride;
        const auto state = fromName<DecisionState>(own[u"state"].text());
        if ((state == DecisionState::Duplicate && threat.state == DecisionState::FalsePositive) || (state == DecisionState::Answered && threat.state == DecisionState::Mitigated))
            threat.state = *state;
        const auto severity = fromName<ThreatSeverity>(own[u"severity"].text());
        if (severity == ThreatSeverity::Unrated || (severity == ThreatSeverity::Note && threat.severity == ThreatSeverity::Low))
            threat.severity = *severity;
        if (own[u"subject"].text() == u"project")
            threat.subjectKind = SubjectKind::Project;
    }

    ImportContext &m_context;
    DrawnModel m_drawn;
    DrawnDiagram *m_diagram = nullptr;
    QSet<QString> m_used; // keys of the whole file
    QHash<QString, QString> m_keys; // of this diagram: from ids
    QSet<QString> m_here; // keys of this diagram
    QList<DrawnShape> m_rects; // of this diagram's elements
    QHash<QString, QRectF> m_zoneRects; // of this diagram
    qsizetype m_cells = 0;
};

} // namespace

Result<void> importThreatDragon(ImportContext &context)
{
    addDrawnModel(context, ThreatDragonReader(context).read());
    return {};
}

} // namespace drawbridge
