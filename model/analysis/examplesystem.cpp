// SPDX-License-Identifier: Apache-2.0
// Zones, elements, flows, controls: the system of an example.
#include "analysis/examplebuilder.h"

#include "threatmodel/codec.h"

namespace drawbridge {

void ExampleBuilder::statement(const QString &line)
{
    QList<ExamplePiece> words = examplePieces(line);
    if (words.isEmpty())
        return;
    const QString verb = words.takeFirst().word;
    if (verb == u"zone")
        zone(words);
    else if (verb == u"actor")
        element(words, ElementKind::ExternalEntity);
    else if (verb == u"service")
        element(words, ElementKind::Process);
    else if (verb == u"store")
        element(words, ElementKind::DataStore);
    else if (verb == u"flow")
        flow(words);
    else if (verb == u"doc")
        document(words);
    else if (verb == u"scheme")
        scheme(words);
    else if (verb == u"op")
        operation(words);
    else if (verb == u"secret")
        secret(words);
    else if (verb == u"control")
        control(words);
    else if (verb == u"project")
        project(words);
    else if (verb == u"reviewed")
        review();
    else
        failExample(QStringLiteral("unknown statement '%1'").arg(verb));
}

void ExampleBuilder::finish()
{
    for (const QString &service : std::as_const(m_services))
        sourceOf(service);
}

BoundaryId ExampleBuilder::zoneNamed(const QString &name) const
{
    const auto id = idOf<TrustBoundary>(QStringLiteral("zone ") + name);
    if (!model.boundaries.contains(id))
        failExample(QStringLiteral("there is no zone '%1'").arg(name));
    return id;
}

ElementId ExampleBuilder::elementNamed(const QString &name) const
{
    const auto id = idOf<Element>(QStringLiteral("element ") + name);
    if (!model.elements.contains(id))
        failExample(QStringLiteral("there is no element '%1'").arg(name));
    return id;
}

void ExampleBuilder::zone(QList<ExamplePiece> words)
{
    TrustBoundary zone;
    zone.name = takeName(words);
    zone.id = idOf<TrustBoundary>(QStringLiteral("zone ") + zone.name);
    // Well-known names say their kind.
    zone.kind = zone.name == u"internet" ? ZoneKind::Internet : zone.name == u"edge" ? ZoneKind::Edge : zone.name == u"app" ? ZoneKind::Application
                : zone.name == u"data" ? ZoneKind::Data : zone.name == u"partner" ? ZoneKind::Partner : zone.name == u"management" ? ZoneKind::Management
                : ZoneKind::Custom;
    for (qsizetype i = 0; i < words.size(); ++i) {
        bool number = false;
        const int trust = words[i].word.toInt(&number);
        if (number)
            zone.trust = trust;
        else if (words[i].word == u"kind")
            zone.kind = enumValue<ZoneKind>(words[i].value, "kind of zone");
        else if (words[i].word == u"in" && i + 1 < words.size())
            zone.parent = zoneNamed(words[++i].word);
        else
            failExample(QStringLiteral("unknown part '%1' of a zone").arg(words[i].word));
    }
    model.boundaries.insert(zone);
}

void ExampleBuilder::element(QList<ExamplePiece> words, ElementKind kind)
{
    Element element;
    element.kind = kind;
    element.name = takeName(words);
    element.id = idOf<Element>(QStringLiteral("element ") + element.name);
    element.subkind = kind == ElementKind::Process ? QStringLiteral("service") : QString();
    for (qsizetype i = 0; i < words.size(); ++i) {
        const ExamplePiece &p = words[i];
        if (p.word == u"in" && i + 1 < words.size())
            element.boundary = zoneNamed(words[++i].word);
        else if (p.word == u"class")
            element.actorClass = enumValue<ActorClass>(p.value, "actor class");
        else if (p.word == u"kind")
            element.subkind = p.value;
        else if (p.word == u"technology")
            element.technology = p.value;
        else if (p.word == u"networks") {
            element.networks = splitExampleList(p.arguments);
            element.networks.sort();
        } else if (p.word == u"published") {
            for (const QString &port : splitExampleList(p.arguments))
                element.facts.append({QStringLiteral("published_port"), port, Origin::Declared, {}});
        } else if (p.word == u"set") {
            for (const QString &fact : splitExampleList(p.arguments))
                element.facts.append({fact.section(u'=', 0, 0), fact.contains(u'=') ? fact.section(u'=', 1) : QStringLiteral("yes"), Origin::Declared, {}});
        } else if (p.word == u"owner")
            element.owner = p.value;
        else if (p.word == u"criticality")
            element.criticality = enumValue<Criticality>(p.value, "criticality");
        else if (p.word == u"inferred")
            element.confirmed = false;
        else
            failExample(QStringLiteral("unknown part '%1' of an element").arg(p.word));
    }
    model.elements.insert(element);
    if (kind == ElementKind::Process)
        m_services << element.name;
}

void ExampleBuilder::flow(QList<ExamplePiece> words)
{
    if (words.size() < 3 || words[1].word != u"->")
        failExample(QStringLiteral("expected: flow A -> B"));
    DataFlow flow;
    flow.source = elementNamed(words[0].word);
    flow.target = elementNamed(words[2].word);
    flow.id = idOf<DataFlow>(QStringLiteral("flow %1 %2 %3").arg(words[0].word, words[2].word).arg(model.flows.size()));
    for (const ExamplePiece &p : words.mid(3)) {
        if (p.word == u"auth" || p.word == u"noauth")
            flow.authenticated.value = p.word == u"auth" ? Truth::Yes : Truth::No;
        else if (p.word == u"encrypted" || p.word == u"plain")
            flow.encrypted.value = p.word == u"plain" ? Truth::No : Truth::Yes;
        else if (p.word == u"carries")
            flow.dataClasses = splitExampleList(p.arguments);
        else if (p.word == u"inferred")
            flow.confirmed = false;
        else if (p.hasArguments || !p.value.isEmpty())
            failExample(QStringLiteral("unknown part '%1' of a flow").arg(p.word));
        else
            flow.protocol = p.word;
    }
    if (flow.encrypted.value == Truth::Unknown && (flow.protocol == u"https" || flow.protocol == u"wss" || flow.protocol == u"grpcs"))
        flow.encrypted.value = Truth::Yes;
    if (flow.encrypted.value == Truth::Unknown && (flow.protocol == u"http" || flow.protocol == u"ws"))
        flow.encrypted.value = Truth::No;
    model.flows.insert(flow);
}

void ExampleBuilder::secret(QList<ExamplePiece> words)
{
    Secret secret;
    const QString holder = takeName(words);
    secret.element = elementNamed(holder);
    secret.name = takeName(words);
    secret.id = idOf<Secret>(QStringLiteral("secret %1 %2").arg(holder, secret.name));
    secret.kind = QStringLiteral("password");
    secret.strength = QStringLiteral("strong");
    secret.fingerprint = secret.id.toString();
    secret.provenance.source = sourceOf(holder);
    for (const ExamplePiece &p : words) {
        if (p.word == u"kind")
            secret.kind = p.value;
        else if (p.word == u"strength")
            secret.strength = p.value;
        else if (p.word == u"same")
            secret.fingerprint = p.value;
        else if (p.word == u"placeholder")
            secret.placeholder = true;
        else
            failExample(QStringLiteral("unknown part '%1' of a secret").arg(p.word));
    }
    model.secrets.insert(secret);
}

void ExampleBuilder::control(QList<ExamplePiece> words)
{
    if (words.size() < 3 || words[1].word != u"on")
        failExample(QStringLiteral("expected: control KIND on NAME"));
    Control control;
    control.kind = words[0].word;
    control.state = ControlState::Present;
    QString name = words[2].word;
    qsizetype next = 3;
    if (name == u"project") {
        control.subject = Subject{};
    } else if (words.size() > 4 && words[3].word.startsWith(u'/')) {
        // an operation: SERVICE METHOD /path is written METHOD /path here
        failExample(QStringLiteral("name an operation as \"METHOD /path\""));
    } else if (words[2].quoted) {
        for (const Operation &op : model.operations) {
            if (op.method + u' ' + op.path == name)
                control.subject = {SubjectKind::Operation, op.id.uuid()};
        }
        if (control.subject.id.isNull())
            failExample(QStringLiteral("there is no operation '%1'").arg(name));
    } else if (model.boundaries.contains(idOf<TrustBoundary>(QStringLiteral("zone ") + name))) {
        control.subject = {SubjectKind::Boundary, zoneNamed(name).uuid()};
    } else {
        control.subject = {SubjectKind::Element, elementNamed(name).uuid()};
    }
    for (const ExamplePiece &p : words.mid(next)) {
        if (p.word == u"absent")
            control.state = ControlState::Absent;
        else if (p.word == u"planned")
            control.state = ControlState::Planned;
        else if (p.word == u"expires")
            control.expires = p.value;
        else
            control.quality = enumValue<ControlQuality>(p.word, "quality of a control");
    }
    control.id = idOf<Control>(QStringLiteral("control %1 %2").arg(control.kind, name));
    model.controls.insert(control);
}

// What stands above was reviewed; what stands below happened since.
void ExampleBuilder::review()
{
    Version version;
    version.number = int(model.versions.size()) + 1;
    version.id = idOf<Version>(QStringLiteral("version %1").arg(version.number));
    version.name = QStringLiteral("Reviewed");
    version.why = QStringLiteral("review-end");
    ThreatModel then = model;
    then.versions = {};
    version.snapshot = encodeModel(then);
    model.versions.insert(version);
}

void ExampleBuilder::project(QList<ExamplePiece> words)
{
    ProjectInfo info = model.project();
    info.id = ProjectInfo::theId();
    for (const ExamplePiece &p : words) {
        if (p.word == u"audience")
            info.audience = enumValue<Audience>(p.value, "audience");
        else if (p.word == u"profiles")
            info.complianceProfiles = splitExampleList(p.arguments);
        else if (p.word == u"jurisdictions")
            info.jurisdictions = splitExampleList(p.arguments);
        else
            failExample(QStringLiteral("unknown part '%1' of a project").arg(p.word));
    }
    model.info.insert(info);
}

} // namespace drawbridge
