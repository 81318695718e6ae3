// SPDX-License-Identifier: Apache-2.0
#include "exporters/sharedmodel.h"

#include "analysis/catalogue.h"
#include "exporters/exporttext.h"
#include "threatmodel/modelindex.h"
#include "threatmodel/threats.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

template <class T, class Key> QList<T> sorted(const Table<T> &table, Key key)
{
    QList<T> list;
    for (const T &row : table)
        list.append(row);
    std::sort(list.begin(), list.end(), [&](const T &a, const T &b) { return std::make_tuple(key(a), a.id) < std::make_tuple(key(b), b.id); });
    return list;
}

DecisionState stateOf(FindingStatus status)
{
    switch (status) {
    case FindingStatus::Mitigated: return DecisionState::Mitigated;
    case FindingStatus::Accepted: return DecisionState::Accepted;
    case FindingStatus::Transferred: return DecisionState::Transferred;
    case FindingStatus::FalsePositive: return DecisionState::FalsePositive;
    case FindingStatus::Duplicate: return DecisionState::Duplicate;
    case FindingStatus::Answered: return DecisionState::Answered;
    case FindingStatus::Open:
    case FindingStatus::Reopened:
    case FindingStatus::Gone: break;
    }
    return DecisionState::Open;
}

ThreatSeverity severityOf(Band band)
{
    switch (band) {
    case Band::Critical: return ThreatSeverity::Critical;
    case Band::High: return ThreatSeverity::High;
    case Band::Medium: return ThreatSeverity::Medium;
    case Band::Low: return ThreatSeverity::Low;
    case Band::Note: break;
    }
    return ThreatSeverity::Note;
}

class SharedBuilder
{
public:
    SharedBuilder(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const SharedOptions &options)
        : m_model(model), m_result(result), m_catalogue(catalogue), m_options(options)
    {
    }

    SharedModel build()
    {
        m_out.project = m_model.project();
        m_out.title = m_out.project.name;
        if (m_out.title.isEmpty() && m_model.sources.size() == 1)
            m_out.title = m_model.sources.begin()->title;
        if (m_out.title.isEmpty())
            m_out.title = ExportText::tr("Threat model");
        findOwnSource();
        entities();
        diagrams();
        threats();
        words();
        return m_out;
    }

private:
    // Ids of the format are unique within one file only.
    void findOwnSource()
    {
        int count = 0;
        for (const Source &source : m_model.sources) {
            if (source.format == m_options.family) {
                m_own = source.id;
                ++count;
            }
        }
        if (count != 1)
            m_own = {};
    }

    template <class T> QString idOf(const T &row) const
    {
        constexpr qsizetype shortest = 2; // that every format takes
        return m_own && row.provenance.source == m_own && row.provenance.key.size() >= shortest ? row.provenance.key : row.id.toString();
    }

    // Parts that stand on the diagram of their service.
    QSet<ElementId> partsShown() const
    {
        QSet<ElementId> parts;
        for (const Placement &placement : m_model.placements) {
            if (m_options.parts && placement.placed && m_model.diagrams.value(placement.diagram).kind == DiagramKind::Service && m_model.elements.value(placement.element).parent)
                parts.insert(placement.element);
        }
        return parts;
    }
    bool standTogether(const DataFlow &flow) const
    {
        for (const Diagram &diagram : m_model.diagrams) {
            if (m_model.placements.value(Placement::idFor(diagram.id, flow.source)).placed && m_model.placements.value(Placement::idFor(diagram.id, flow.target)).placed)
                return true;
        }
        return false;
    }

    void entities()
    {
        const QSet<ElementId> parts = partsShown();
        for (const Element &element : sorted(m_model.elements, [](const Element &e) { return std::make_tuple(int(e.kind), e.name); })) {
            if (element.parent && !parts.contains(element.id))
                continue;
            m_out.elements.append(element);
            m_out.ids.insert(element.id.uuid(), idOf(element));
            m_elements.insert(element.id);
        }
        for (const DataFlow &flow : sorted(m_model.flows, [](const DataFlow &f) { return f.name; })) {
            if (!m_elements.contains(flow.source) || !m_elements.contains(flow.target))
                continue;
            // Of parts only what their service's diagram shows.
            if ((parts.contains(flow.source) || parts.contains(flow.target)) && !standTogether(flow))
                continue;
            m_out.flows.append(flow);
            m_out.ids.insert(flow.id.uuid(), idOf(flow));
        }
        m_out.zones = sorted(m_model.boundaries, [&](const TrustBoundary &b) { return std::make_tuple(boundaryChain(m_model, b.id).size(), b.name); });
        for (const TrustBoundary &zone : std::as_const(m_out.zones))
            m_out.ids.insert(zone.id.uuid(), idOf(zone));
        m_out.assets = sorted(m_model.assets, [](const DataAsset &a) { return a.name; });
        if (m_result && !m_result->assets.isEmpty()) {
            m_out.assets.clear();
            for (const AssetView &view : m_result->assets) {
                m_out.assets.append(view.asset);
                m_out.assets.last().sensitivity = nameOf(view.sensitivity);
            }
            std::sort(m_out.assets.begin(), m_out.assets.end(), [](const DataAsset &a, const DataAsset &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
        }
    }

    void diagrams()
    {
        QSet<ElementId> shown;
        QSet<FlowId> drawn;
        for (const Diagram &diagram : sorted(m_model.diagrams, [](const Diagram &d) { return std::make_tuple(d.position, d.name); })) {
            if (diagram.kind == DiagramKind::Service && !m_options.parts)
                continue; // of parts, which are no elements of their own
            SharedDiagram out;
            out.id = idOf(diagram);
            out.name = diagram.name;
            if (diagram.kind == DiagramKind::Service && m_elements.contains(diagram.subject))
                out.service = diagram.subject;
            place(diagram.id, out);
            if (out.elements.isEmpty() && out.zones.isEmpty() && m_own != diagram.provenance.source)
                continue;
            addFlows(diagram.id, out, drawn);
            for (const auto &[element, rect] : std::as_const(out.elements))
                shown.insert(element);
            m_out.diagrams.append(out);
        }
        addRest(shown, drawn);
    }

    void place(DiagramId diagram, SharedDiagram &out)
    {
        QList<Placement> places;
        for (const Placement &placement : m_model.placements) {
            if (placement.diagram == diagram && placement.placed && m_elements.contains(placement.element))
                places.append(placement);
        }
        std::sort(places.begin(), places.end(), [](const Placement &a, const Placement &b) { return std::tie(a.level, a.element) < std::tie(b.level, b.element); });
        for (const Placement &p : std::as_const(places))
            out.elements.append({p.element, QRectF(p.x, p.y, p.width, p.height)});
        for (const TrustBoundary &zone : std::as_const(m_out.zones)) {
            const BoundaryPlacement p = m_model.boundaryPlacements.value(BoundaryPlacement::idFor(diagram, zone.id));
            if (p.placed)
                out.zones.append({zone.id, QRectF(p.x, p.y, p.width, p.height)});
        }
    }

    void addFlows(DiagramId diagram, SharedDiagram &out, QSet<FlowId> &drawn)
    {
        QSet<ElementId> here;
        for (const auto &[element, rect] : std::as_const(out.elements))
            here.insert(element);
        for (const DataFlow &flow : std::as_const(m_out.flows)) {
            if (!here.contains(flow.source) || !here.contains(flow.target))
                continue;
            FlowPlacement placement = m_model.flowPlacements.value(FlowPlacement::idFor(diagram, flow.id));
            placement.flow = flow.id;
            out.flows.append(placement);
            drawn.insert(flow.id);
        }
    }

    // From the outermost zone inwards; sorts zones after those around them.
    QStringList pathOf(BoundaryId zone) const
    {
        QStringList path;
        for (; zone; zone = m_model.boundaries.value(zone).parent)
            path.prepend(m_model.boundaries.value(zone).name + u'|' + zone.toString());
        return path;
    }

    // What stands on no diagram, or is joined over two: one more diagram, in rows.
    void addRest(const QSet<ElementId> &shown, const QSet<FlowId> &drawn)
    {
        QSet<ElementId> rest;
        SharedDiagram out;
        for (const Element &element : std::as_const(m_out.elements)) {
            if (!shown.contains(element.id))
                rest.insert(element.id);
        }
        for (const DataFlow &flow : std::as_const(m_out.flows)) {
            if (!drawn.contains(flow.id))
                rest += {flow.source, flow.target};
        }
        QSet<BoundaryId> zones;
        for (const SharedDiagram &diagram : std::as_const(m_out.diagrams)) {
            for (const auto &[zone, rect] : diagram.zones)
                zones.insert(zone);
        }
        for (const ElementId &id : std::as_const(rest)) {
            for (const BoundaryId &zone : boundaryChain(m_model, m_model.elements.value(id).boundary))
                zones.insert(zone);
        }
        const bool emptyZones = std::any_of(m_out.zones.begin(), m_out.zones.end(), [&](const TrustBoundary &zone) { return !zones.contains(zone.id); });
        if (rest.isEmpty() && !emptyZones)
            return;
        out.id = u"drawbridge-others"_s;
        out.name = m_out.diagrams.isEmpty() ? m_out.title : ExportText::tr("Other elements");
        // By zone, inner ones right after what is around them: each zone is one block of rows.
        QMap<QStringList, QList<ElementId>> blocks;
        for (const Element &element : std::as_const(m_out.elements)) {
            if (rest.contains(element.id))
                blocks[pathOf(element.boundary)].append(element.id);
        }
        constexpr double width = 140, height = 70, gap = 60, between = 150, margin = 20, title = 30;
        double y = gap;
        QHash<BoundaryId, QRectF> boxes;
        for (auto it = blocks.constBegin(); it != blocks.constEnd(); ++it) {
            const int columns = std::max(1, int(std::ceil(std::sqrt(double(it->size())))));
            QRectF block;
            for (qsizetype i = 0; i < it->size(); ++i) {
                const QRectF rect(2 * gap + int(i % columns) * (width + gap), y + int(i / columns) * (height + gap), width, height);
                out.elements.append({it->at(i), rect});
                block |= rect;
            }
            y = block.bottom() + between;
            // Each zone around it grows by a margin.
            for (BoundaryId zone = m_model.elements.value(it->first()).boundary; zone; zone = m_model.boundaries.value(zone).parent) {
                block.adjust(-margin, -title, margin, margin);
                boxes[zone] |= block;
                block = boxes[zone];
            }
        }
        for (const TrustBoundary &zone : std::as_const(m_out.zones)) {
            if (boxes.contains(zone.id))
                out.zones.append({zone.id, boxes.value(zone.id)});
        }
        // Zones that nothing stands in.
        double x = gap / 2;
        for (const TrustBoundary &zone : std::as_const(m_out.zones)) {
            if (zones.contains(zone.id))
                continue;
            out.zones.append({zone.id, QRectF(x, y, width, height)});
            x += width + gap;
        }
        QSet<FlowId> here = drawn;
        addFlows({}, out, here);
        out.flows.removeIf([&](const FlowPlacement &p) { return drawn.contains(p.flow); });
        m_out.diagrams.append(out);
    }

    // What other tools can put a threat on.
    void setSubject(SharedThreat &threat, const Subject &subject, ElementId service) const
    {
        threat.subjectKind = SubjectKind::Project;
        if (subject.kind == SubjectKind::Element && m_elements.contains(ElementId(subject.id))) {
            threat.subjectKind = SubjectKind::Element;
            threat.subject = subject.id;
        } else if (subject.kind == SubjectKind::Flow && m_out.ids.contains(subject.id)) {
            threat.subjectKind = SubjectKind::Flow;
            threat.subject = subject.id;
        } else if (subject.kind == SubjectKind::Boundary && m_out.ids.contains(subject.id)) {
            threat.subjectKind = SubjectKind::Boundary;
            threat.subject = subject.id;
        } else {
            ElementId on = service;
            if (subject.kind == SubjectKind::Operation)
                on = m_model.operations.value(OperationId(subject.id)).service;
            else if (subject.kind == SubjectKind::Element)
                on = m_model.elements.value(ElementId(subject.id)).parent;
            else if (subject.kind == SubjectKind::Field)
                on = m_model.operations.value(m_model.fields.value(FieldId(subject.id)).operation).service;
            else if (subject.kind == SubjectKind::Source)
                on = m_model.sources.value(SourceId(subject.id)).service;
            if (!m_elements.contains(on))
                on = service;
            if (m_elements.contains(on)) {
                threat.subjectKind = SubjectKind::Element;
                threat.subject = on.uuid();
            }
        }
    }

    static void setDecision(SharedThreat &threat, const Decision &decision)
    {
        threat.state = decision.state;
        if (decision.state == DecisionState::Open)
            return;
        threat.reason = decision.reason;
        threat.decidedBy = decision.decidedBy;
        threat.decidedAt = decision.decidedAt;
    }

    void threats()
    {
        QHash<QString, Decision> inForce;
        for (const Decision &decision : m_model.decisions) {
            Decision &last = inForce[decision.fingerprint];
            if (last.fingerprint.isEmpty() || std::pair(last.number, last.id) < std::pair(decision.number, decision.id))
                last = decision;
        }
        QHash<QString, const Finding *> found;
        if (m_result) {
            for (const Finding &finding : m_result->findings)
                found.insert(finding.fingerprint, &finding);
        }
        QSet<QString> written;
        int number = 0;
        for (const Threat &threat : sorted(m_model.threats, [](const Threat &t) { return t.number; })) {
            SharedThreat out;
            out.id = idOf(threat);
            out.key = out.id == threat.provenance.key ? out.id : QString();
            out.fingerprint = threatFingerprint(threat.id);
            out.number = threat.number;
            out.title = threat.title;
            out.description = threat.description;
            out.mitigation = threat.mitigation;
            out.stride = threat.stride;
            out.cwe = threat.cwe;
            out.category = threat.category;
            out.severity = threat.severity;
            out.likelihood = threat.likelihood;
            out.impact = threat.impact;
            setSubject(out, threat.subject, {});
            setDecision(out, inForce.value(out.fingerprint));
            if (const Finding *finding = found.value(out.fingerprint)) {
                out.state = stateOf(finding->status); // an expired decision is none
                if (threat.severity == ThreatSeverity::Unrated) {
                    out.severity = severityOf(finding->band);
                    out.estimated = true;
                }
            }
            number = std::max(number, threat.number);
            written.insert(out.fingerprint);
            m_out.threats.append(out);
        }
        if (!m_result || !m_catalogue)
            return;
        for (const Finding &finding : m_result->findings) {
            const bool asks = finding.kind == FindingKind::Question || finding.kind == FindingKind::Hygiene;
            const RuleInfo *rule = m_catalogue->rule(finding.rule);
            if (finding.status == FindingStatus::Gone || written.contains(finding.fingerprint) || !rule || (asks && !m_options.questions))
                continue;
            SharedThreat out;
            out.id = namedUuid(u"finding", finding.fingerprint).toString(QUuid::WithoutBraces);
            out.fingerprint = finding.fingerprint;
            out.number = ++number;
            out.title = ruleText(rule->title);
            if (!finding.subjectName.isEmpty())
                out.title += u": "_s + finding.subjectName;
            out.description = ruleText(rule->why) + places(finding);
            out.mitigation = ruleText(rule->fix);
            out.stride = rule->stride;
            for (const int cwe : rule->cwe)
                out.cwe.append(QString::number(cwe));
            out.severity = severityOf(finding.band);
            setSubject(out, finding.subject, finding.service);
            if (const Decision *decision = m_model.decisions.find(finding.decision))
                setDecision(out, *decision);
            out.state = stateOf(finding.status);
            m_out.threats.append(out);
        }
    }

    QString places(const Finding &finding) const
    {
        constexpr qsizetype most = 12;
        QString text;
        for (qsizetype i = 0; i < std::min(finding.occurrences.size(), most); ++i) {
            const Occurrence &occurrence = finding.occurrences[i];
            const Operation operation = m_model.operations.value(occurrence.operation);
            QString line = operation.path.isEmpty() ? QString() : operation.method + u' ' + operation.path;
            if (!occurrence.at.file.isEmpty())
                line += (line.isEmpty() ? QString() : u", "_s) + occurrence.at.file + u':' + QString::number(occurrence.at.line);
            if (!line.isEmpty())
                text += u"\n- "_s + line;
        }
        if (finding.occurrences.size() > most)
            text += u"\n- "_s + ExportText::tr("and %n more place(s)", nullptr, int(finding.occurrences.size() - most));
        return text.isEmpty() ? text : u"\n"_s + text;
    }

    void words()
    {
        for (const Comment &comment : sorted(m_model.comments, [](const Comment &c) { return std::make_tuple(c.at.line, c.at.column); })) {
            // What people say to one another in reviews stays here; ids made from names are those of imports.
            if (comment.subject == Subject{} && comment.finding.isEmpty() && !comment.thread && comment.id.uuid().version() == QUuid::Sha1)
                m_out.notes.append(comment);
        }
        // By what they say: the same in each file that they come back in.
        for (qsizetype i = 0; i < m_out.notes.size(); ++i) {
            Comment &note = m_out.notes[i];
            note.id = CommentId::named(u"note", note.author + u'|' + note.text + u'|' + QString::number(i));
        }
        for (const Person &person : sorted(m_model.people, [](const Person &p) { return p.name; })) {
            if (person.role == u"reviewer" && m_out.reviewer.isEmpty())
                m_out.reviewer = person.name;
            else if (person.role == u"contributor")
                m_out.contributors.append(person.name);
        }
    }

    const ThreatModel &m_model;
    const AnalysisResult *m_result;
    const Catalogue *m_catalogue;
    const SharedOptions m_options;
    SharedModel m_out;
    SourceId m_own; // the one file of this format that the project was made from
    QSet<ElementId> m_elements;
};

} // namespace

SharedModel sharedModel(const ThreatModel &model, const AnalysisResult *result, const Catalogue *catalogue, const SharedOptions &options)
{
    return SharedBuilder(model, result, catalogue, options).build();
}

} // namespace drawbridge
