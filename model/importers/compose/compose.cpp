// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/deployment.h"
#include "importers/importtext.h"
#include "importers/sharedparts.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// "crapi.docker-compose.yml" → crapi; the usual names say nothing.
QString projectName(const ComposeFile &file, const QString &path)
{
    if (!file.name.isEmpty())
        return shortened(file.name, 80);
    QString stem = QFileInfo(path).fileName().section(u'.', 0, -2);
    static const QRegularExpression usual(u"[._-]?(docker-)?compose([._-](yaml|yml))?"_s, QRegularExpression::CaseInsensitiveOption);
    stem.remove(usual);
    if (!stem.isEmpty())
        return stem;
    return QFileInfo(path).path() == u"." ? QString() : QFileInfo(QFileInfo(path).path()).fileName();
}

// A service called "api.shop.com" plays that host for the others.
bool isHostOfTheInternet(const QString &name)
{
    static const QRegularExpression domain(u"^([a-z0-9-]+\\.)+[a-z]{2,}$"_s, QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression local(u"\\.(local|localhost|internal|lan|test|docker|svc|home|intranet)$"_s, QRegularExpression::CaseInsensitiveOption);
    return domain.match(name).hasMatch() && !local.match(name).hasMatch();
}

class Builder
{
public:
    Builder(ImportContext &context, const ComposeFile &file) : m_deployment{context, file, Products::shipped(), {}, {}, {}, {}}, m_project(projectName(file, context.file.name)) {}

    void build()
    {
        m_deployment.names.append(m_project);
        for (const ComposeService &service : m_deployment.file.services)
            workload(service);
        addConnections(m_deployment);
        findGateways();
        for (Workload &workload : m_deployment.workloads)
            finish(workload);
        for (const Workload &workload : std::as_const(m_deployment.workloads))
            callers(workload);
        for (const DataFlow &flow : std::as_const(m_deployment.flows))
            m_deployment.context.model.flows.insert(flow);
    }

private:
    void workload(const ComposeService &service)
    {
        Workload workload;
        workload.service = &service;
        workload.product = m_deployment.products.ofImage(service.image.text);
        if (!workload.product && (service.built || service.image.isEmpty()))
            workload.product = m_deployment.products.ofServiceName(service.name);
        workload.standsIn = isHostOfTheInternet(service.name);
        Element &element = workload.element;
        const QString key = u"service:"_s + service.name;
        element.id = ElementId::named(m_deployment.context.file.name, key);
        element.name = shortened(service.name, 80);
        element.provenance = m_deployment.declared(key, service.at);
        if (workload.standsIn) {
            workload.product = nullptr;
            element.kind = ElementKind::ExternalEntity;
            element.subkind = u"third_party_api"_s;
            element.description = ImportText::tr("A container with the name of a host on the internet stands in for it here.");
        } else if (workload.product) {
            element.kind = workload.product->kind;
            element.subkind = workload.product->subkind;
            const int version = parseImage(service.image.text).majorVersion();
            element.technology = productName(workload) + (version >= 0 && !workload.product->images.isEmpty() ? u' ' + shortened(versionOf(service.image.text), 20) : QString());
        } else {
            element.kind = ElementKind::Process;
            element.subkind = m_deployment.products.roleOf(service.name);
            if (element.subkind.isEmpty() && !service.built)
                element.subkind = m_deployment.products.roleOf(parseImage(service.image.text).repository.section(u'/', -1));
            if (element.subkind.isEmpty())
                element.subkind = u"service"_s;
            element.technology = shortened(service.image.isEmpty() ? QString() : parseImage(service.image.text).repository, 80);
        }
        networks(service, element);
        for (const ComposePort &port : service.ports)
            (port.isLoopback() ? workload.onLoopback : workload.published) = true;
        if (service.networkMode == u"host")
            workload.published = true;
        for (const QString &profile : service.profiles)
            element.tags.append(u"profile:"_s + shortened(profile, 60));
        element.tags.sort();
        element.tags.removeDuplicates();
        m_deployment.names.append(service.name);
        if (workload.product)
            m_deployment.names.append(workload.product->name);
        for (const QString &host : service.hostNames + QStringList{service.name})
            m_deployment.serviceOfHost.insert(host.toLower(), service.name);
        m_deployment.workloads.insert(service.name, workload);
    }

    static QString productName(const Workload &workload)
    {
        QString image = shortened(parseImage(workload.service->image.text).repository.section(u'/', -1), 60);
        if (!workload.product->several || image.isEmpty())
            return workload.product->name;
        image[0] = image[0].toUpper();
        return image;
    }

    // "14", "8.0", "7.16.1": the tag as far as it is a version.
    static QString versionOf(const QString &image)
    {
        static const QRegularExpression version(u"^v?(\\d+(\\.\\d+)*)"_s);
        return version.match(parseImage(image).tag).captured(1);
    }

    // As deployed: after the project, unless the file names or borrows the network.
    void networks(const ComposeService &service, Element &element)
    {
        const QString prefix = m_project.isEmpty() ? QString() : m_project + u'_';
        if (service.networkMode == u"host" || service.networkMode == u"none") {
            element.networks = {service.networkMode};
            return;
        }
        if (service.networkMode.startsWith("service:"_L1)) { // shares the other one's network
            const auto other = m_deployment.file.services.constFind(service.networkMode.mid(8));
            if (other != m_deployment.file.services.constEnd() && !other->networkMode.startsWith("service:"_L1))
                return networks(*other, element);
        }
        QStringList keys = service.networks.keys();
        if (keys.isEmpty())
            keys.append(u"default"_s);
        for (const QString &key : std::as_const(keys)) {
            const QString own = m_deployment.file.networks.value(key);
            element.networks.append(shortened(own.isEmpty() ? prefix + key : own, 200));
        }
        element.networks.sort();
        element.networks.removeDuplicates();
    }

    // A service that is reached from outside and passes on to several others is the way in, whatever its image is called.
    void findGateways()
    {
        QMap<QString, QSet<ElementId>> targets;
        int publishedServices = 0;
        for (const Workload &workload : std::as_const(m_deployment.workloads)) {
            publishedServices += isOwn(workload) && (workload.published || workload.onLoopback);
            for (const DataFlow &flow : std::as_const(m_deployment.flows)) {
                if (flow.source == workload.element.id && flow.provenance.origin == Origin::Declared && isOwnElement(flow.target))
                    targets[workload.service->name].insert(flow.target);
            }
        }
        for (Workload &workload : m_deployment.workloads) {
            if (!isOwn(workload) || workload.element.subkind == u"worker" || !(workload.published || workload.onLoopback) || targets.value(workload.service->name).size() < 2)
                continue;
            const QStringList words = wordsOf(workload.service->name) + wordsOf(parseImage(workload.service->image.text).repository);
            if (publishedServices == 1 || words.contains(u"web"_s) || words.contains(u"bff"_s) || workload.element.subkind == u"gateway")
                workload.element.subkind = u"gateway"_s;
        }
    }
    static bool isOwn(const Workload &workload) { return !workload.product && !workload.standsIn; }
    bool isOwnElement(const ElementId &id) const
    {
        return std::any_of(m_deployment.workloads.begin(), m_deployment.workloads.end(), [&](const Workload &w) { return w.element.id == id && isOwn(w); });
    }

    ZoneKind zoneOf(const Workload &workload) const
    {
        const QString &subkind = workload.element.subkind;
        const bool reached = workload.published || workload.onLoopback;
        if (workload.standsIn)
            return ZoneKind::ThirdParty;
        if (subkind == u"gateway" || subkind == u"load_balancer" || subkind == u"web")
            return reached ? ZoneKind::Edge : ZoneKind::Application;
        if (workload.product)
            return workload.product->zone;
        return subkind == u"admin_ui" ? ZoneKind::Management : ZoneKind::Application;
    }

    void finish(Workload &workload)
    {
        workload.element.boundary = sharedZone(m_deployment.context.model, zoneOf(workload), workload.service->at);
        workload.element.facts = workloadFacts(workload);
        m_deployment.context.model.elements.insert(workload.element);
    }

    // Whoever reaches the ports that the host offers.
    void callers(const Workload &workload)
    {
        if (workload.standsIn)
            return;
        ThreatModel &model = m_deployment.context.model;
        for (const bool loopback : {false, true}) {
            QStringList ports;
            QString protocol;
            bool secure = true;
            SourceRef at = workload.service->at;
            for (const ComposePort &port : workload.service->ports) {
                if (port.isLoopback() != loopback)
                    continue;
                if (ports.isEmpty())
                    at = port.at;
                ports.append(port.published.isEmpty() ? QString::number(port.target) : port.published);
                const QString spoken = protocolOf(workload, port.target);
                secure = secure && encryptionOf(spoken) == Truth::Yes;
                if (protocol.isEmpty() || encryptionOf(protocol) == Truth::Yes)
                    protocol = spoken;
            }
            const bool wholeHost = !loopback && workload.service->networkMode == u"host";
            if (ports.isEmpty() && !wholeHost)
                continue;
            ports.removeDuplicates();
            DataFlow flow;
            const QString key = (loopback ? u"flow:host:"_s : u"flow:anonymous:"_s) + workload.service->name;
            flow.id = FlowId::named(m_deployment.context.file.name, key);
            flow.source = loopback ? hostUsers(model, at) : anonymousCallers(model, at);
            flow.target = workload.element.id;
            flow.name = ports.isEmpty() ? ImportText::tr("Network of the host") : ImportText::tr("Port %1").arg(shortened(ports.join(u", "_s), 40));
            flow.protocol = protocol;
            if (secure && !ports.isEmpty())
                flow.encrypted = {Truth::Yes, Origin::Inferred, ImportText::tr("Only ports for encrypted traffic are published.")};
            else
                flow.encrypted = {Truth::Unknown, Origin::Inferred, ImportText::tr("The deployment file does not say.")};
            const QString access = accessOf(workload);
            if (access == u"open")
                flow.authenticated = {Truth::No, Origin::Inferred, ImportText::tr("%1 starts without asking for a credential, and no setting here changes that.").arg(workload.product->name)};
            else
                flow.authenticated = {Truth::Unknown, Origin::Inferred, ImportText::tr("The deployment file does not say.")};
            flow.provenance = m_deployment.declared(key, at);
            m_deployment.flows.append(flow);
        }
    }

    Deployment m_deployment;
    const QString m_project;
};

} // namespace

QString protocolOf(const Workload &workload, int port)
{
    if (workload.product) {
        if (const QString known = workload.product->ports.value(port); !known.isEmpty())
            return known;
        return port == 0 ? workload.product->protocol : QString();
    }
    if (workload.element.subkind == u"worker")
        return {};
    static const QHash<int, QString> usual{{80, u"http"_s},  {443, u"https"_s},  {8080, u"http"_s}, {8443, u"https"_s}, {8000, u"http"_s}, {3000, u"http"_s}, {5000, u"http"_s},
                                           {8888, u"http"_s}, {9229, u"inspector"_s}, {5005, u"jdwp"_s}, {50051, u"grpc"_s}, {22, u"ssh"_s},   {25, u"smtp"_s},   {21, u"ftp"_s}};
    return usual.value(port);
}

Truth encryptionOf(const QString &protocol)
{
    static const QStringList secure{u"https"_s, u"wss"_s, u"amqps"_s, u"rediss"_s, u"ldaps"_s, u"mqtts"_s, u"grpcs"_s, u"smtps"_s, u"ftps"_s, u"sftp"_s, u"ssh"_s, u"mongodb+srv"_s};
    return secure.contains(protocol) ? Truth::Yes : Truth::Unknown;
}

Result<void> importCompose(ImportContext &context)
{
    const ComposeFile file = readCompose(context);
    if (file.services.isEmpty())
        return Error{ImportText::tr("No service of this compose file can be read; give each an image or a build."), context.root.ref()};
    Source source = sourceFor(context);
    source.service = {};
    source.title = shortened(file.name, 200);
    context.model.sources.insert(source);
    for (const SpecFile *overlay : std::as_const(context.overlays)) {
        Source further = source;
        further.id = SourceId::named(overlay->name, u"source");
        further.path = overlay->name;
        further.sha256 = overlay->sha256;
        further.bytes = overlay->bytes;
        context.model.sources.insert(further);
    }
    Builder(context, file).build();
    return {};
}

} // namespace drawbridge
