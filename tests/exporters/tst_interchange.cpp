// SPDX-License-Identifier: Apache-2.0
// Models for other tools: valid by their published schemas, and the same again when they come back.
#include "analysis/catalogue.h"
#include "exporters/interchange.h"
#include "merge/merge.h"
#include "outputs/tables.h"
#include "outputs/outputs.h"
#include "support/importtext.h"
#include "support/jsonschema.h"
#include "support/sharedtext.h"
#include "threatmodel/validate.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

using namespace drawbridge;
using namespace drawbridge::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray exported(const QString &format, const ThreatModel &model, const AnalysisResult *result = nullptr, const Catalogue *catalogue = nullptr)
{
    return format == u"otm" ? otmJson(model, result, catalogue) : threatDragonJson(model, result, catalogue);
}

QString fileName(const QString &format) { return format == u"otm" ? u"back.otm"_s : u"back.json"_s; }

QStringList schemaProblems(const QString &format, const QByteArray &bytes)
{
    const QString schema = format == u"otm" ? u"otm-0.2.0.schema.json"_s : u"threat-dragon-v2.schema.json"_s;
    const QJsonObject root = QJsonDocument::fromJson(contents(QStringLiteral(TEST_DATA "/schemas/") + schema)).object();
    if (root.isEmpty())
        return {u"no schema"_s};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    return error.error ? QStringList{error.errorString()} : JsonSchema(root).problems(document.object());
}

// Lines of one that the other does not have.
QStringList missing(QStringList from, const QStringList &in)
{
    for (const QString &line : in)
        from.removeOne(line);
    return from;
}

// A sound model with everything that both formats can hold; zones around their members, as drawings have them.
class RandomDrawing
{
public:
    explicit RandomDrawing(quint32 seed) : m_random(seed) {}

    ThreatModel make()
    {
        ProjectInfo info;
        info.id = ProjectInfo::theId();
        info.name = name(u"Project"_s);
        info.description = u"About \"it\".\nSecond line."_s;
        info.owner = u"Ines"_s;
        m_model.info.insert(info);
        const int diagrams = 1 + m_random.bounded(2);
        for (int d = 0; d < diagrams; ++d)
            diagram(d);
        flows();
        threats();
        return m_model;
    }

private:
    QUuid uuid() { return namedUuid(u"test", QString::number(++m_ids)); }
    bool coin() { return m_random.bounded(2); }
    QString name(const QString &kind)
    {
        static const QStringList words{u"plain"_s, u"Zahlung ü"_s, u"<b>=1+1</b>"_s, u"quoted \"x\" \\ y"_s, u"a name that goes on for longer than fits on one line of a symbol"_s};
        return kind + u' ' + words[m_random.bounded(int(words.size()))] + u' ' + QString::number(++m_names);
    }
    template <class E> E any(int count) { return E(m_random.bounded(count)); }

    void diagram(int position)
    {
        Diagram diagram;
        diagram.id = DiagramId(uuid());
        diagram.name = name(u"Diagram"_s);
        diagram.kind = DiagramKind::Custom;
        diagram.position = position;
        m_model.diagrams.insert(diagram);
        m_level = 0;
        double x = 20;
        for (int z = m_random.bounded(3); z >= 0; --z) {
            const double inner = 2 * (elementWidth + 40) + 60, width = inner + 2 * (elementWidth + 40) + 40;
            const BoundaryId outer = zone(diagram.id, {}, {x, 20, width, 460});
            fill(diagram.id, outer, {x + 20, 60});
            if (coin()) {
                const BoundaryId nested = zone(diagram.id, outer, {x + width - inner - 10, 40, inner, 400});
                fill(diagram.id, nested, {x + width - inner + 10, 80});
            }
            x += width + 40;
        }
        fill(diagram.id, {}, {20, 540});
    }

    BoundaryId zone(DiagramId diagram, BoundaryId parent, const QRectF &rect)
    {
        TrustBoundary zone;
        zone.id = BoundaryId(uuid());
        zone.name = name(u"Zone"_s);
        zone.kind = any<ZoneKind>(11);
        zone.trust = m_random.bounded(6) - 1;
        zone.parent = parent;
        zone.description = coin() ? u"Why it is there"_s : QString();
        m_model.boundaries.insert(zone);
        m_model.boundaryPlacements.insert({BoundaryPlacement::idFor(diagram, zone.id), diagram, zone.id, rect.x(), rect.y(), rect.width(), rect.height(), true, true});
        return zone.id;
    }

    void fill(DiagramId diagram, BoundaryId zone, const QPointF &from)
    {
        for (int i = m_random.bounded(4); i > 0; --i) {
            Element element;
            element.id = ElementId(uuid());
            element.kind = any<ElementKind>(3);
            element.name = name(u"Element"_s);
            element.boundary = zone;
            element.technology = coin() ? u"PostgreSQL 15"_s : QString();
            element.description = coin() ? u"One.\n\nTwo."_s : QString();
            element.subkind = element.kind == ElementKind::DataStore && coin() ? u"log_store"_s : QString();
            if (element.kind == ElementKind::ExternalEntity)
                element.actorClass = any<ActorClass>(7);
            if (!coin()) {
                element.inScope = false;
                element.outOfScopeReason = u"Run by others"_s;
            }
            for (const char16_t *fact : {u"encrypted_at_rest", u"is_log", u"mfa", u"privilege_level", u"provides_authentication", u"stores_credentials", u"web_application"}) {
                if (m_random.bounded(4) == 0)
                    element.facts.append({QString::fromUtf16(fact), m_random.bounded(3) ? u"yes"_s : u"no"_s, Origin::Declared, {}});
            }
            m_model.elements.insert(element);
            m_elements.append(element.id);
            Placement placement;
            placement.diagram = diagram;
            placement.element = element.id;
            placement.id = Placement::idFor(diagram, element.id);
            placement.x = from.x() + (i % 2) * (elementWidth + 40) + 0.25;
            placement.y = from.y() + (i / 2) * 120 + 0.125;
            placement.width = elementWidth;
            placement.height = 64;
            placement.placed = placement.byPerson = true;
            placement.level = m_level++;
            m_model.placements.insert(placement);
        }
    }

    DiagramId diagramOf(ElementId element) const
    {
        for (const Placement &p : m_model.placements) {
            if (p.element == element)
                return p.diagram;
        }
        return {};
    }

    void flows()
    {
        for (qsizetype i = 0; i < m_elements.size() * 3 / 2; ++i) {
            DataFlow flow;
            flow.id = FlowId(uuid());
            flow.name = name(u"Flow"_s);
            flow.source = m_elements[m_random.bounded(int(m_elements.size()))];
            flow.target = m_elements[m_random.bounded(int(m_elements.size()))];
            flow.bidirectional = coin();
            flow.protocol = coin() ? u"https"_s : coin() ? u"amqp"_s : QString();
            flow.encrypted.value = flow.protocol == u"https" ? Truth::Yes : any<Truth>(3);
            flow.authenticated.value = any<Truth>(3);
            flow.dataClasses = coin() ? QStringList{u"pii.contact"_s} : QStringList{};
            flow.inScope = coin();
            if (coin())
                flow.facts.append({u"out_of_scope_reason"_s, u"Later"_s, Origin::Declared, {}});
            if (coin())
                flow.facts.append({u"public_network"_s, u"yes"_s, Origin::Declared, {}});
            m_model.flows.insert(flow);
            m_flows.append(flow.id);
            const DiagramId diagram = diagramOf(flow.source);
            if (coin() && diagram == diagramOf(flow.target)) {
                FlowPlacement bent;
                bent.diagram = diagram;
                bent.flow = flow.id;
                bent.id = FlowPlacement::idFor(diagram, flow.id);
                for (int p = m_random.bounded(3); p > 0; --p)
                    bent.waypoints.append({double(m_random.bounded(900)), double(m_random.bounded(600))});
                bent.labelMoved = coin();
                if (bent.labelMoved)
                    bent.labelOffset = {12.5, -40};
                m_model.flowPlacements.insert(bent);
            }
        }
    }

    void threats()
    {
        QList<BoundaryId> zones = m_model.boundaries.sortedIds();
        qint64 decisions = 0;
        for (int i = 1; i < 14; ++i) {
            Threat threat;
            threat.id = ThreatId(uuid());
            threat.number = i;
            threat.title = name(u"Threat"_s);
            threat.description = coin() ? u"Line one.\nLine two, with <tags> & \"quotes\"."_s : QString();
            threat.mitigation = coin() ? u"Do this.\n\nThen that."_s : QString();
            if (coin())
                threat.stride = m_random.bounded(2) ? QStringList{u"I"_s, u"S"_s} : QStringList{u"D"_s};
            else
                threat.category = coin() ? u"LINDDUN: Linkability"_s : QString();
            threat.cwe = coin() ? QStringList{u"79"_s, u"200"_s} : QStringList{};
            threat.severity = any<ThreatSeverity>(6);
            if (coin()) {
                threat.likelihood = 1 + m_random.bounded(5);
                threat.impact = 1 + m_random.bounded(5);
            }
            const int on = m_random.bounded(4);
            if (on == 0 && !m_elements.isEmpty())
                threat.subject = {SubjectKind::Element, m_elements[m_random.bounded(int(m_elements.size()))].uuid()};
            else if (on == 1 && !m_flows.isEmpty())
                threat.subject = {SubjectKind::Flow, m_flows[m_random.bounded(int(m_flows.size()))].uuid()};
            else if (on == 2 && !zones.isEmpty())
                threat.subject = {SubjectKind::Boundary, zones[m_random.bounded(int(zones.size()))].uuid()};
            m_model.threats.insert(threat);
            const auto state = any<DecisionState>(7);
            if (state == DecisionState::Open)
                continue;
            Decision decision;
            decision.id = DecisionId(uuid());
            decision.number = ++decisions;
            decision.fingerprint = threatFingerprint(threat.id);
            decision.rule = QString::fromLatin1(threatRule);
            decision.state = state;
            decision.reason = u"Because"_s;
            decision.decidedBy = u"Tomasz"_s;
            decision.decidedAt = u"2026-05-01T10:00:00Z"_s;
            m_model.decisions.insert(decision);
        }
    }

    static constexpr double elementWidth = 136;
    QRandomGenerator m_random;
    ThreatModel m_model;
    QList<ElementId> m_elements;
    QList<FlowId> m_flows;
    int m_ids = 0, m_names = 0, m_level = 0;
};

} // namespace

class TestInterchange : public QObject
{
    Q_OBJECT

private:
    // There and back: all that was said is said again. What stood on no diagram, or was joined over two, comes back on one more.
    static void compare(const ThreatModel &before, const QString &format)
    {
        const QByteArray bytes = exported(format, before);
        QCOMPARE(schemaProblems(format, bytes), QStringList());
        ImportText import;
        const ImportResult back = import.import(bytes, fileName(format));
        QCOMPARE(validate(back.model), QStringList());
        const QStringList was = sharedText(before), is = sharedText(back.model);
        QStringList extra = missing(is, was);
        extra.removeIf([](const QString &line) { return line.contains("|Other elements|"_L1); });
        QCOMPARE(missing(was, is).join(u'\n'), QString());
        QCOMPARE(extra.join(u'\n'), QString());
        // And from there on nothing changes any more, not even the bytes.
        const QByteArray again = exported(format, back.model);
        const ImportResult third = import.import(again, fileName(format));
        QCOMPARE(missing(is, sharedText(third.model)).join(u'\n'), QString());
        QCOMPARE(sharedText(third.model), is);
        QCOMPARE(exported(format, third.model), again);
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QVERIFY(!diagnostics.hasErrors());
    }

    void samples_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("format");
        for (const char *name : {"ferry.threat-dragon.json", "ferry-v1.threat-dragon.json", "ferry.otm.yaml", "ferry.tm7"}) {
            for (const QString &format : {u"threat-dragon"_s, u"otm"_s})
                QTest::addRow("%s as %s", name, qPrintable(format)) << QStringLiteral(TEST_DATA "/importers/") + QString::fromLatin1(name) << format;
        }
    }
    void samples()
    {
        QFETCH(QString, path);
        QFETCH(QString, format);
        ImportText import;
        const auto first = import.run({path});
        QVERIFY(first);
        compare(first->model, format);
    }

    void randomModels_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 40; ++seed)
            QTest::addRow("%d", seed) << seed;
    }
    void randomModels()
    {
        QFETCH(int, seed);
        const ThreatModel model = RandomDrawing(quint32(seed)).make();
        QCOMPARE(validate(model), QStringList());
        compare(model, u"threat-dragon"_s);
        compare(model, u"otm"_s);
    }

    // The order in which rows were put in must not show.
    void sameBytes()
    {
        const ThreatModel model = RandomDrawing(7).make();
        ThreatModel turned;
        forEachTable([&](const auto &t) {
            auto ids = (model.*(t.table)).sortedIds();
            std::reverse(ids.begin(), ids.end());
            for (const auto &id : ids)
                (turned.*(t.table)).insert((model.*(t.table)).value(id));
        });
        for (const QString &format : {u"threat-dragon"_s, u"otm"_s})
            QCOMPARE(exported(format, turned), exported(format, model));
    }

    // What the analysis found goes out beside what people wrote, with the words of both and with states.
    void findings_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("threat-dragon") << u"threat-dragon"_s;
        QTest::newRow("otm") << u"otm"_s;
    }
    void findings()
    {
        QFETCH(QString, format);
        ImportText import;
        const auto first = import.run({QStringLiteral(TEST_DATA "/importers/shop.yaml"), QStringLiteral(TEST_DATA "/importers/ferry.threat-dragon.json")});
        QVERIFY(first);
        ThreatModel model = first->model;
        Progress progress;
        const QDate date(2026, 11, 22);
        AnalysisResult result = analyze(model, *m_catalogue, {date}, progress);
        QList<Finding> wanted;
        for (const Finding &finding : result.findings) {
            if (finding.kind != FindingKind::Question && finding.kind != FindingKind::Hygiene && m_catalogue->rule(finding.rule))
                wanted.append(finding);
        }
        QVERIFY(wanted.size() > 3);
        Decision decision;
        decision.id = DecisionId(namedUuid(u"test", u"decision"));
        decision.number = 100;
        decision.fingerprint = wanted.first().fingerprint;
        decision.rule = wanted.first().rule;
        decision.state = DecisionState::Accepted;
        decision.reason = u"Known since spring"_s;
        decision.contextDigest = wanted.first().contextDigest;
        model.decisions.insert(decision);
        result = analyze(model, *m_catalogue, {date}, progress);
        const QByteArray bytes = exported(format, model, &result, m_catalogue.get());
        QCOMPARE(schemaProblems(format, bytes), QStringList());
        const ImportResult back = import.import(bytes, fileName(format));
        QCOMPARE(back.model.threats.size(), model.threats.size() + wanted.size());
        for (const Finding &finding : std::as_const(wanted)) {
            const QString title = ruleText(m_catalogue->rule(finding.rule)->title);
            const auto found = std::find_if(back.model.threats.begin(), back.model.threats.end(), [&](const Threat &t) {
                return t.title.startsWith(title.left(200)) && t.title.endsWith(finding.subjectName.right(40)) && nameOf(t.severity) == nameOf(finding.band);
            });
            QVERIFY2(found != back.model.threats.end(), qPrintable(title));
            if (finding.fingerprint != decision.fingerprint)
                continue;
            bool accepted = false;
            for (const Decision &d : back.model.decisions)
                accepted = accepted || (d.fingerprint == threatFingerprint(found->id) && d.state == DecisionState::Accepted && d.reason == decision.reason);
            QVERIFY(accepted);
        }
    }

    // An element on several diagrams comes back as one.
    void elementOnSeveralDiagrams()
    {
        ThreatModel model = RandomDrawing(3).make();
        QVERIFY(!model.elements.isEmpty());
        Diagram second;
        second.id = DiagramId(namedUuid(u"test", u"second"));
        second.name = u"Second look"_s;
        second.kind = DiagramKind::Custom;
        second.position = 9;
        model.diagrams.insert(second);
        int x = 0;
        for (const ElementId &id : model.elements.sortedIds()) {
            Placement placement;
            placement.diagram = second.id;
            placement.element = id;
            placement.id = Placement::idFor(second.id, id);
            placement.x = x;
            placement.placed = placement.byPerson = true;
            model.placements.insert(placement);
            x += 300;
        }
        for (const QString &format : {u"threat-dragon"_s, u"otm"_s}) {
            ImportText import;
            const ImportResult back = import.import(exported(format, model), fileName(format));
            QCOMPARE(back.model.elements.size(), model.elements.size());
            QCOMPARE(back.model.flows.size(), model.flows.size());
            QCOMPARE(back.model.boundaries.size(), model.boundaries.size());
            QCOMPARE(back.model.threats.size(), model.threats.size());
        }
    }

    // Update: what stands on the canvas stays where a person put it; a person's word stays; the source's own states follow it.
    void updatedModel()
    {
        const QByteArray first = contents(QStringLiteral(TEST_DATA "/importers/ferry.threat-dragon.json"));
        ImportText import;
        ThreatModel project;
        apply(project, reimport(project, import.import(first, u"ferry.json"_s).model).delta);
        QCOMPARE(project.decisions.size(), 2);
        QCOMPARE(project.comments.size(), 1);
        QVERIFY(reimport(project, import.import(first, u"ferry.json"_s).model).delta.isEmpty());

        const auto threatNamed = [&](const QString &title) {
            for (const Threat &threat : project.threats) {
                if (threat.title == title)
                    return threat;
            }
            return Threat{};
        };
        const auto stateOf = [&](const QString &title) {
            Decision last;
            for (const Decision &decision : project.decisions) {
                if (decision.fingerprint == threatFingerprint(threatNamed(title).id) && decision.number > last.number)
                    last = decision;
            }
            return last.state;
        };
        // A person moves a box, decides one threat and takes a remark away.
        const Element shop = elementOf(project, u"Ticket shop"_s);
        Placement moved;
        for (const Placement &placement : project.placements) {
            if (placement.element == shop.id)
                moved = placement;
        }
        moved.x += 500;
        project.placements.insert(moved);
        Decision own;
        own.id = DecisionId::create();
        own.number = 50;
        own.fingerprint = threatFingerprint(threatNamed(u"Seats held for ever"_s).id);
        own.state = DecisionState::Transferred;
        project.decisions.insert(own);
        project.comments = {};

        // Meanwhile, in the other tool: all three threats change, the shop moves, one element comes, one goes.
        QByteArray second = first;
        second.replace("\"status\": \"Open\"", "\"status\": \"Mitigated\"");
        second.replace("\"status\": \"Accepted\"", "\"status\": \"Open\"");
        second.replace("{\"x\": 380, \"y\": 140}", "{\"x\": 10, \"y\": 10}");
        second.replace("Boat crew", "Captain");
        QVERIFY(second != first);
        const MergeResult update = reimport(project, import.import(second, u"ferry.json"_s).model);
        apply(project, update.delta);
        QCOMPARE(validate(project), QStringList());
        QCOMPARE(update.conflicts.size(), 0);
        QCOMPARE(project.placements.value(moved.id).x, moved.x);
        QVERIFY(elementOf(project, u"Boat crew"_s).id.isNull());
        QVERIFY(!elementOf(project, u"Captain"_s).id.isNull());
        QCOMPARE(stateOf(u"Seats held for ever"_s), DecisionState::Transferred);
        QCOMPARE(stateOf(u"Linkable trips"_s), DecisionState::Open);
        QCOMPARE(stateOf(u"Card data in logs"_s), DecisionState::Mitigated);
        QVERIFY(project.comments.isEmpty());
        QVERIFY(reimport(project, import.import(second, u"ferry.json"_s).model).delta.isEmpty());
        // And back as it was.
        apply(project, reimport(project, import.import(first, u"ferry.json"_s).model).delta);
        QCOMPARE(stateOf(u"Linkable trips"_s), DecisionState::Accepted);
    }

    // Two models in one project: numbers of threats stay apart.
    void twoModels()
    {
        ImportText import;
        ThreatModel project;
        for (const char *name : {"ferry.threat-dragon.json", "ferry.tm7", "ferry.otm.yaml"}) {
            const auto read = import.run({QStringLiteral(TEST_DATA "/importers/") + QString::fromLatin1(name)});
            QVERIFY(read);
            apply(project, reimport(project, read->model).delta);
        }
        QSet<int> numbers;
        for (const Threat &threat : std::as_const(project.threats))
            numbers.insert(threat.number);
        QCOMPARE(numbers.size(), project.threats.size());
        QCOMPARE(project.sources.size(), 3);
    }

    void csv()
    {
        QCOMPARE(csvCell(u"=1+1"_s), QByteArray("'=1+1"));
        QCOMPARE(csvCell(u"@x, \"y\""_s), QByteArray("\"'@x, \"\"y\"\"\""));
        QCOMPARE(csvCell(u"-3.5"_s), QByteArray("-3.5"));
        QCOMPARE(csvCell(u"+cmd|' /C calc'!A0"_s), QByteArray("'+cmd|' /C calc'!A0"));
        QCOMPARE(csvCell(u"two\nlines"_s), QByteArray("\"two\nlines\""));
        ImportText import;
        const auto first = import.run({QStringLiteral(TEST_DATA "/importers/shop.yaml")});
        Progress progress;
        const AnalysisResult result = analyze(first->model, *m_catalogue, {QDate(2026, 11, 22)}, progress);
        const QByteArray bytes = findingsCsv(first->model, result, *m_catalogue);
        QVERIFY(bytes.startsWith("\xef\xbb\xbfSeverity,Risk,Kind,"));
        QCOMPARE(bytes.count("\r\n"), result.findings.size() + 1);
    }

    // Assets leave with Open Threat Model, what the analysis proposes too, and come back as they are; what was edited on
    // the diagram of a service leaves with Threat Dragon.
    void assetsAndServiceDiagrams()
    {
        const ImportResult sample = *ImportText().run({QStringLiteral(PROJECT_ROOT "/resources/samples/harbour-market")});
        ThreatModel model;
        apply(model, reimport(model, sample.model).delta);
        for (Placement placement : QList<Placement>(model.placements.begin(), model.placements.end())) {
            placement.placed = true;
            model.placements.insert(placement);
        }
        Progress progress;
        const AnalysisResult result = analyze(model, *m_catalogue, {QDate(2026, 10, 1)}, progress);
        QVERIFY(result.assets.size() >= 3);
        const ThreatModel back = ImportText().import(otmJson(model, &result, m_catalogue.get()), u"model.otm"_s).model;
        QCOMPARE(back.assets.size(), result.assets.size());
        QSet<QString> names;
        for (const DataAsset &asset : back.assets) {
            names.insert(asset.name);
            QVERIFY(!asset.sensitivity.isEmpty() && !asset.classes.isEmpty());
        }
        for (const AssetView &view : result.assets)
            QVERIFY2(names.contains(view.asset.name), qPrintable(view.asset.name));

        QSet<QString> services;
        for (const Diagram &diagram : model.diagrams) {
            if (diagram.kind == DiagramKind::Service)
                services.insert(diagram.name);
        }
        const QJsonArray diagrams = QJsonDocument::fromJson(threatDragonJson(model, &result, m_catalogue.get())).object()["detail"_L1].toObject()["diagrams"_L1].toArray();
        QVERIFY(!services.isEmpty());
        for (const QJsonValue &diagram : diagrams) {
            if (services.remove(diagram["title"_L1].toString()))
                QVERIFY(diagram["cells"_L1].toArray().size() > 10);
        }
        QCOMPARE(services, QSet<QString>());

        // And comes back as parts of the service, on its diagram; unless somebody took the service away.
        const auto parts = [](const ThreatModel &of) {
            QStringList found;
            for (const Element &element : of.elements) {
                if (element.parent)
                    found.append(of.elements.value(element.parent).name + u" > "_s + element.name);
            }
            for (const Diagram &diagram : of.diagrams) {
                if (diagram.kind == DiagramKind::Service)
                    found.append(diagram.name + u" of "_s + of.elements.value(diagram.subject).name);
            }
            found.sort();
            return found;
        };
        QByteArray dragon = threatDragonJson(model, &result, m_catalogue.get());
        const ThreatModel again = ImportText().import(dragon, u"model.json"_s).model;
        QCOMPARE(validate(again), QStringList());
        QVERIFY(parts(again).size() > 5);
        QCOMPARE(parts(again), parts(model));
        QCOMPARE(schemaProblems(u"threat-dragon"_s, dragon), QStringList());
        dragon.replace("\"partOf\"", "\"partOf of something\"");
        QVERIFY(!parts(ImportText().import(dragon, u"model.json"_s).model).join(u' ').contains(u" > "_s));
    }

    void formatsByName()
    {
        QCOMPARE(outputFormatOfFile(u"a/b.JSON"_s)->id, u"threat-dragon"_s);
        QCOMPARE(outputFormatOfFile(u"b.otm.json"_s)->id, u"otm"_s);
        QCOMPARE(outputFormatOfFile(u"b.otm"_s)->id, u"otm"_s);
        QCOMPARE(outputFormatOfFile(u"b.svg"_s)->id, u"svg"_s);
        QVERIFY(!outputFormatOfFile(u"b.docx"_s));
        OutputRequest request;
        for (const QString &format : {u"docx"_s, u"svg"_s}) { // not known; nothing to draw
            request.format = format;
            QVERIFY(!makeOutput({}, {}, *m_catalogue, request));
        }
    }

private:
    std::shared_ptr<const Catalogue> m_catalogue;
};

QTEST_MAIN(TestInterchange)
#include "tst_interchange.moc"
