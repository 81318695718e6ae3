// SPDX-License-Identifier: Apache-2.0
// Models of the Microsoft Threat Modeling Tool (tm7).
#include "importers/drawnmodel.h"
#include "importers/importtext.h"
#include "importers/tm7reader.h"

#include <QLineF>
#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// The tool escapes text once for each time that it was saved; links in it are of no use here.
QString withoutMarkup(QString text)
{
    text.truncate(40'000);
    for (int round = 0; round < 6 && text.contains(u'&'); ++round)
        text.replace("&lt;"_L1, "<"_L1).replace("&gt;"_L1, ">"_L1).replace("&quot;"_L1, "\""_L1).replace("&#39;"_L1, "'"_L1).replace("&nbsp;"_L1, " "_L1).replace("&amp;"_L1, "&"_L1);
    static const QRegularExpression lineEnds(u"<(br|/p|/li)[^<>]{0,40}>"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression tags(u"</?[a-zA-Z][^<>]{0,500}>"_s);
    return text.replace(lineEnds, u"\n"_s).remove(tags);
}

bool isGuid(const QString &text)
{
    return !text.isEmpty() && text != u"00000000-0000-0000-0000-000000000000";
}

// "Reason For Out Of Scope" gives reason_for_out_of_scope.
QString factName(const QString &title)
{
    QString name;
    for (const QChar c : title.left(60).toLower()) {
        if (c.isLetterOrNumber())
            name += c;
        else if (!name.isEmpty() && name.back() != u'_')
            name += u'_';
    }
    while (name.endsWith(u'_'))
        name.chop(1);
    return name;
}

class Tm7Builder
{
public:
    Tm7Builder(ImportContext &context, const Tm7Document &document) : m_context(context), m_document(document) {}

    DrawnModel build()
    {
        m_drawn.title = m_document.information.value(u"ThreatModelName"_s);
        if (m_drawn.title.trimmed().isEmpty())
            m_drawn.title = m_context.file.name.section(u'/', -1).section(u'.', 0, -2);
        m_drawn.description = m_document.information.value(u"HighLevelSystemDescription"_s);
        m_drawn.owner = m_document.information.value(u"Owner"_s);
        m_drawn.reviewer = m_document.information.value(u"Reviewer"_s);
        static const QRegularExpression separators(u"[,;\\n]"_s);
        for (const QString &name : m_document.information.value(u"Contributors"_s).split(separators, Qt::SkipEmptyParts))
            m_drawn.contributors.append(name.trimmed());
        for (const Tm7Surface &surface : m_document.surfaces)
            diagram(surface);
        for (const Tm7Threat &threat : m_document.threats)
            addThreat(threat);
        notes();
        if (m_drawn.nodes.isEmpty())
            m_context.diagnostics.note(ImportText::tr("This model has no elements yet."), {m_context.file.name, {}, 1, 1});
        return m_drawn;
    }

private:
    QString unique(const QString &wanted)
    {
        QString key = wanted;
        for (int i = 2; m_used.contains(key); ++i)
            key = wanted + u'#' + QString::number(i);
        m_used.insert(key);
        return key;
    }

    void diagram(const Tm7Surface &surface)
    {
        DrawnDiagram diagram;
        diagram.key = unique(u"diagram:"_s + surface.guid);
        diagram.name = surface.name;
        diagram.at = surface.at;
        m_keys.clear();
        for (const Tm7Stencil &stencil : surface.stencils) {
            if (stencil.kind == Tm7Stencil::Kind::Boundary)
                zone(stencil, diagram);
            else if (stencil.kind == Tm7Stencil::Kind::Annotation)
                annotation(stencil);
            else if (stencil.kind != Tm7Stencil::Kind::Unknown)
                node(stencil, diagram);
            else
                m_context.diagnostics.warn(ImportText::tr("A symbol of the kind “%1” is not known; it is left out.").arg(shortened(stencil.type, 40)), stencil.at);
        }
        for (const Tm7Line &line : surface.lines) {
            if (line.isBoundary)
                curve(line, diagram);
            else
                flow(line, diagram);
        }
        m_drawn.diagrams.append(diagram);
    }

    QString keyFor(const QString &guid, const SourceRef &at)
    {
        if (m_keys.contains(guid))
            m_context.diagnostics.warn(ImportText::tr("The id “%1” is used twice on a diagram; flows lead to the first symbol with it.").arg(shortened(guid, 60)), at);
        const QString key = unique(guid);
        if (!m_keys.contains(guid))
            m_keys.insert(guid, key);
        if (!m_byGuid.contains(guid))
            m_byGuid.insert(guid, key);
        return key;
    }

    // What a person chose in the lists of a symbol; the first entry of each is what it begins with and says nothing.
    static void facts(const QList<Tm7Property> &properties, QList<StatedFact> &facts)
    {
        static const QHash<QString, QString> known{{u"encrypted"_s, u"encrypted_at_rest"_s}, {u"stores_log_data"_s, u"is_log"_s}};
        for (const Tm7Property &property : properties) {
            const QString value = property.value();
            const QString name = factName(property.title);
            if (property.options.isEmpty() || property.isStatic || property.selected <= 0 || value.isEmpty() || name.isEmpty() || facts.size() >= 40)
                continue;
            facts.append({known.value(name, name), value.compare("Yes"_L1, Qt::CaseInsensitive) == 0 ? u"yes"_s : value.compare("No"_L1, Qt::CaseInsensitive) == 0 ? u"no"_s : value,
                          Origin::Declared, property.at});
        }
    }

    // Name, scope and technology, which all symbols have alike.
    template <class T> static void common(const QList<Tm7Property> &properties, T &thing, QString &stencil, QString &reason)
    {
        for (const Tm7Property &property : properties) {
            if (property.isHeader && stencil.isEmpty())
                stencil = property.title;
            else if (property.title == u"Name")
                thing.name = property.value();
            else if (property.title == u"Out Of Scope")
                thing.inScope = property.value() != u"true";
            else if (property.title == u"Reason For Out Of Scope")
                reason = property.value();
        }
    }

    void node(const Tm7Stencil &stencil, DrawnDiagram &diagram)
    {
        DrawnNode node;
        node.key = keyFor(stencil.guid, stencil.at);
        node.kind = stencil.kind == Tm7Stencil::Kind::Process ? ElementKind::Process : stencil.kind == Tm7Stencil::Kind::Store ? ElementKind::DataStore : ElementKind::ExternalEntity;
        QString type;
        common(stencil.properties, node, type, node.outOfScopeReason);
        if (!type.startsWith("Generic "_L1) && type != node.name)
            node.technology = type;
        facts(stencil.properties, node.facts);
        for (const StatedFact &fact : std::as_const(node.facts)) {
            if (fact.name == u"is_log" && fact.value == u"yes")
                node.subkind = u"log_store"_s;
        }
        node.at = stencil.at;
        diagram.nodes.append({node.key, stencil.rect});
        m_drawn.nodes.append(node);
    }

    void zone(const Tm7Stencil &stencil, DrawnDiagram &diagram)
    {
        diagram.zones.append({addZone(stencil.guid, stencil.properties, stencil.at), stencil.rect});
    }

    void curve(const Tm7Line &line, DrawnDiagram &diagram)
    {
        diagram.curves.append({addZone(line.guid, line.properties, line.at), {line.from, line.handle, line.to}});
    }

    QString addZone(const QString &guid, const QList<Tm7Property> &properties, const SourceRef &at)
    {
        struct Named
        {
            QString name;
            bool inScope = true;
        } named;
        QString type, reason;
        common(properties, named, type, reason);
        DrawnZone zone;
        zone.key = keyFor(guid, at);
        zone.name = named.name.isEmpty() ? type : named.name;
        if (drawn::zoneKindOf(zone.name) == ZoneKind::Custom && !type.startsWith("Generic "_L1))
            zone.kind = drawn::zoneKindOf(type);
        zone.at = at;
        m_drawn.zones.append(zone);
        return zone.key;
    }

    void annotation(const Tm7Stencil &stencil)
    {
        struct Named
        {
            QString name;
            bool inScope = true;
        } named;
        QString type, reason;
        common(stencil.properties, named, type, reason);
        m_drawn.notes.append({unique(u"note:"_s + stencil.guid), named.name, {}, {}, stencil.at});
    }

    QString endOf(const QString &guid, const QPointF &point, const DrawnDiagram &diagram) const
    {
        return isGuid(guid) ? m_keys.value(guid) : drawn::nodeNear(diagram.nodes, point);
    }

    void flow(const Tm7Line &line, DrawnDiagram &diagram)
    {
        DrawnFlow flow;
        flow.key = keyFor(line.guid, line.at);
        QString type, reason;
        common(line.properties, flow, type, reason);
        flow.source = endOf(line.source, line.from, diagram);
        flow.target = endOf(line.target, line.to, diagram);
        flow.protocol = drawn::protocolIn(type);
        facts(line.properties, flow.facts);
        for (const StatedFact &fact : std::as_const(flow.facts)) {
            const Truth truth = fact.value == u"yes" ? Truth::Yes : fact.value == u"no" ? Truth::No : Truth::Unknown;
            if (fact.name == u"provides_confidentiality")
                flow.encrypted = truth;
            else if (fact.name == u"source_authenticated")
                flow.authenticated = truth;
        }
        if (!reason.trimmed().isEmpty())
            flow.facts.append(drawn::fact(u"out_of_scope_reason", reason, line.at));
        flow.at = line.at;
        m_drawn.flows.append(flow);
        // Lines bend at their handle; near the straight way it says nothing.
        constexpr double straight = 12;
        const QPointF middle = (line.from + line.to) / 2;
        if (QLineF(middle, line.handle).length() > straight)
            diagram.lines.append({flow.key, {line.handle}, false, {}});
    }

    void addThreat(const Tm7Threat &given)
    {
        DrawnThreat threat;
        threat.key = unique(u"threat:"_s + (given.key.isEmpty() ? given.id : given.key.left(400)));
        threat.number = std::clamp(given.id.toInt(), 0, 1'000'000'000);
        const auto said = [&](const char16_t *name, const QString &otherwise) {
            const QString text = given.properties.value(QString::fromUtf16(name));
            return withoutMarkup(text.trimmed().isEmpty() ? otherwise : text);
        };
        threat.title = said(u"Title", given.title);
        threat.description = said(u"UserThreatDescription", given.description);
        threat.categories = {said(u"UserThreatCategory", given.category)};
        QString priority = given.priority;
        if (priority.isEmpty())
            priority = given.properties.value(u"Priority"_s);
        threat.severity = drawn::severityOf(priority);
        for (auto it = given.properties.begin(); it != given.properties.end(); ++it) {
            const QString title = m_document.threatProperties.value(it.key(), it.key());
            if (title.contains("mitigation"_L1, Qt::CaseInsensitive) && !it.value().trimmed().isEmpty())
                threat.mitigation += (threat.mitigation.isEmpty() ? u""_s : u"\n\n"_s) + withoutMarkup(it.value());
        }
        threat.state = drawn::stateOf(given.state);
        threat.reason = given.justification;
        threat.decidedBy = given.changedBy;
        if (!given.modifiedAt.startsWith("0001-"_L1))
            threat.decidedAt = given.modifiedAt;
        threat.at = given.at;
        const std::pair<SubjectKind, QString> subjects[] = {{SubjectKind::Flow, given.flow}, {SubjectKind::Element, given.target}, {SubjectKind::Element, given.source}};
        for (const auto &[kind, guid] : subjects) {
            if (const QString key = m_byGuid.value(guid); !key.isEmpty()) {
                threat.subjectKind = kind;
                threat.subject = key;
                break;
            }
        }
        m_drawn.threats.append(threat);
        // A word on a threat that nobody has settled yet.
        if (threat.state == DecisionState::Open && !given.justification.trimmed().isEmpty())
            m_drawn.notes.append({unique(u"note:"_s + threat.key), threat.title + u": "_s + given.justification, given.changedBy, threat.decidedAt, given.at});
    }

    void notes()
    {
        for (const Tm7Note &note : m_document.notes)
            m_drawn.notes.append({unique(u"note:"_s + note.id), withoutMarkup(note.text), note.author, note.date, note.at});
        for (const auto &[member, title] : {std::pair(u"Assumptions"_s, ImportText::tr("Assumptions")), std::pair(u"ExternalDependencies"_s, ImportText::tr("External dependencies"))}) {
            const QString text = m_document.information.value(member).trimmed();
            if (!text.isEmpty() && text.compare("None"_L1, Qt::CaseInsensitive) != 0)
                m_drawn.notes.append({unique(u"note:"_s + member), title + u": "_s + text, {}, {}, {m_context.file.name, {}, 1, 1}});
        }
    }

    ImportContext &m_context;
    const Tm7Document &m_document;
    DrawnModel m_drawn;
    QSet<QString> m_used;
    QHash<QString, QString> m_keys; // of this diagram, by guid
    QHash<QString, QString> m_byGuid; // of all diagrams
};

} // namespace

Result<void> importTm7(ImportContext &context)
{
    const Result<Tm7Document> document = readTm7(context.file.text, context.file.name, context.progress);
    if (!document)
        return document.error();
    addDrawnModel(context, Tm7Builder(context, *document).build());
    return {};
}

} // namespace drawbridge
