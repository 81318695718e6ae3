// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/composefile.h"

#include "importers/compose/variables.h"
#include "importers/importtext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostServices = 1000;
constexpr qsizetype mostEntries = 2000; // of one list of one service
constexpr int longestExtends = 24;
constexpr int mostIncludes = 50;
constexpr qint64 largestEnvFile = 1 << 20;
constexpr qsizetype longestValue = 16'384;

// Later lines win where names are equal; the order of the first stays.
template <class List, class Key> void mergeBy(List &base, const List &over, Key &&key)
{
    for (const auto &entry : over) {
        auto same = std::find_if(base.begin(), base.end(), [&](const auto &b) { return key(b) == key(entry); });
        if (same != base.end())
            *same = entry;
        else if (base.size() < mostEntries)
            base.append(entry);
    }
}

// The second over the first, as docker compose merges files.
ComposeService merged(ComposeService base, const ComposeService &over)
{
    if (!over.image.isEmpty())
        base.image = over.image;
    base.built = base.built || over.built;
    if (over.built)
        base.buildContext = over.buildContext;
    for (const QString &name : over.hostNames) {
        if (!base.hostNames.contains(name))
            base.hostNames.append(name);
    }
    mergeBy(base.ports, over.ports, [](const ComposePort &p) { return std::tuple(p.address, p.published, p.target, p.protocol); });
    mergeBy(base.expose, over.expose, [](const ComposeText &t) { return t.text; });
    mergeBy(base.environment, over.environment, [](const ComposeVariable &v) { return v.name; });
    mergeBy(base.dependsOn, over.dependsOn, [](const ComposeDependency &d) { return d.service; });
    mergeBy(base.links, over.links, [](const ComposeDependency &d) { return d.service; });
    base.networks.insert(over.networks);
    if (!over.networkMode.isEmpty())
        base.networkMode = over.networkMode;
    mergeBy(base.mounts, over.mounts, [](const ComposeMount &m) { return m.target; });
    mergeBy(base.secrets, over.secrets, [](const ComposeText &t) { return t.text; });
    mergeBy(base.labels, over.labels, [](const ComposeText &t) { return t.text.section(u'=', 0, 0); });
    if (!over.command.isEmpty())
        base.command = over.command;
    base.settings.insert(over.settings);
    base.profiles += over.profiles;
    return base;
}

class Reader
{
public:
    explicit Reader(ImportContext &context) : m_context(context) {}

    ComposeFile run()
    {
        const SpecTree *tree = m_context.file.tree.get();
        readDotEnv(tree);
        document(m_context.root);
        for (const SpecFile *overlay : std::as_const(m_context.overlays))
            document(overlay->tree->root());
        if (const QStringList missing = m_variables.missing(); !missing.isEmpty()) {
            m_context.diagnostics.note(ImportText::tr("Variables without a value or a default, taken as empty: %1. Give them in a file .env beside this one.")
                                           .arg(shortened(missing.join(u", "_s), 300)),
                                       m_context.root.ref());
        }
        return m_file;
    }

private:
    void document(const SpecNode &root)
    {
        includes(root[u"include"]);
        if (root[u"name"].isString())
            m_file.name = fill(root[u"name"]).text;
        const SpecNode networks = root[u"networks"];
        for (qsizetype i = 0; i < networks.size() && networks.isObject() && i < mostEntries; ++i) {
            QString name = fill(networks.at(i)[u"name"]).text;
            if (name.isEmpty() && networks.at(i)[u"external"].text() == u"true")
                name = networks.keyAt(i);
            m_file.networks.insert(networks.keyAt(i), shortened(name, 200));
        }
        const SpecNode secrets = root[u"secrets"];
        for (qsizetype i = 0; i < secrets.size() && secrets.isObject() && i < mostEntries; ++i)
            m_file.secrets.insert(secrets.keyAt(i), {fill(secrets.at(i)[u"file"]).text, secrets.keyRefAt(i)});
        const SpecNode services = root[u"services"];
        if (!services.isObject() && services.exists())
            m_context.diagnostics.warn(ImportText::tr("“services” is no object, so no service can be read from it. Write each service as a key."), services.ref());
        for (qsizetype i = 0; i < services.size() && services.isObject(); ++i) {
            const QString name = services.keyAt(i);
            if (name.startsWith("x-"_L1))
                continue;
            if (m_file.services.size() >= mostServices) {
                m_context.diagnostics.warn(ImportText::tr("This file holds more than %L1 services; the rest is left out. Split it.").arg(mostServices), services.keyRefAt(i));
                break;
            }
            if (!services.at(i).isObject()) {
                m_context.diagnostics.warn(ImportText::tr("The service “%1” says nothing; it is left out. Give it an image or a build.").arg(shortened(name, 80)), services.keyRefAt(i));
                continue;
            }
            QList<SpecNode> chain;
            const ComposeService own = service(services.at(i), services.keyRefAt(i), services, chain);
            const auto known = m_file.services.find(name);
            if (known == m_file.services.end())
                m_file.services.insert(name, own);
            else
                *known = merged(*known, own);
            m_file.services[name].name = name;
        }
    }

    void includes(const SpecNode &node)
    {
        for (qsizetype i = 0; i < node.size() && node.isArray(); ++i) {
            const SpecNode entry = node.at(i);
            SpecNode path = entry.isObject() ? entry[u"path"] : entry;
            if (path.isArray())
                path = path.at(0);
            if (!path.isScalar() || ++m_includes > mostIncludes)
                continue;
            if (const SpecNode other = otherFile(path); other.exists() && !m_included.contains(other)) {
                m_included.insert(other);
                document(other);
            }
        }
    }

    // The root of another file inside the opened folder; Missing, with a word about it, where there is none.
    SpecNode otherFile(const SpecNode &path)
    {
        const QString name = fill(path).text;
        const QString inside = m_context.files.pathInside(path.tree(), name);
        if (!inside.isEmpty()) {
            if (const Result<const SpecFile *> file = m_context.files.open(inside))
                return (*file)->tree->root();
        }
        m_context.diagnostics.warn(ImportText::tr("The file “%1” cannot be read inside the opened folder; what it says is left out. Open the folder that holds it.").arg(shortened(name, 120)),
                                   path.ref());
        return {};
    }

    // A service with what it extends.
    ComposeService service(const SpecNode &node, const SourceRef &at, const SpecNode &siblings, QList<SpecNode> &chain)
    {
        ComposeService own = plain(node, at);
        const SpecNode extends = node[u"extends"];
        if (!extends.exists())
            return own;
        chain.append(node);
        const QString name = extends.isObject() ? fill(extends[u"service"]).text : fill(extends).text;
        SpecNode among = siblings;
        if (const SpecNode file = extends[u"file"]; extends.isObject() && file.exists())
            among = otherFile(file)[u"services"];
        const SpecNode base = among[name];
        if (!base.isObject()) {
            m_context.diagnostics.warn(ImportText::tr("There is no service “%1” to extend; only what stands here is taken. Correct its name.").arg(shortened(name, 80)), extends.ref());
        } else if (chain.contains(base) || chain.size() >= longestExtends) {
            m_context.diagnostics.warn(ImportText::tr("The services extend each other in a circle; only what stands here is taken. Let one of them stand alone."), extends.ref());
        } else {
            ComposeService below = service(base, at, among, chain);
            below.at = at;
            own = merged(below, own);
        }
        chain.removeLast();
        return own;
    }

    ComposeService plain(const SpecNode &node, const SourceRef &at)
    {
        ComposeService service;
        service.at = at;
        service.image = fill(node[u"image"]);
        service.built = node[u"build"].exists();
        service.buildContext = fill(node[u"build"].isObject() ? node[u"build"][u"context"] : node[u"build"]).text;
        if (const QString file = fill(node[u"build"][u"dockerfile"]).text; !file.isEmpty())
            service.buildContext += u' ' + file;
        for (const char16_t *key : {u"container_name", u"hostname"}) {
            if (const ComposeText name = fill(node[key]); !name.isEmpty())
                service.hostNames.append(name.text);
        }
        ports(service, node[u"ports"]);
        service.expose = texts(node[u"expose"]);
        for (const ComposeText &entry : listOrString(node[u"env_file"]))
            envFile(service, entry, node);
        environment(service, node[u"environment"]);
        service.dependsOn = dependencies(node[u"depends_on"], false);
        service.links = dependencies(node[u"links"], true);
        networks(service, node[u"networks"]);
        service.networkMode = fill(node[u"network_mode"]).text;
        mounts(service, node[u"volumes"]);
        const SpecNode secrets = node[u"secrets"];
        for (qsizetype i = 0; i < qMin(secrets.size(), mostEntries) && secrets.isArray(); ++i)
            service.secrets.append(fill(secrets.at(i).isObject() ? secrets.at(i)[u"source"] : secrets.at(i)));
        service.labels = labels(node[u"labels"]);
        service.labels += labels(node[u"deploy"][u"labels"]);
        const ComposeText entry = joined(node[u"entrypoint"]), command = joined(node[u"command"]);
        service.command = {QString(entry.text + u' ' + command.text).trimmed(), command.isEmpty() ? entry.at : command.at, command.open};
        for (const char16_t *key : {u"privileged", u"user", u"read_only", u"pid", u"ipc", u"mem_limit", u"cpus", u"restart", u"runtime", u"userns_mode"})
            setting(service, QString::fromUtf16(key), node[key]);
        const SpecNode limits = node[u"deploy"][u"resources"][u"limits"];
        setting(service, u"mem_limit"_s, limits[u"memory"]);
        setting(service, u"cpus"_s, limits[u"cpus"]);
        setting(service, u"pids"_s, limits[u"pids"]);
        setting(service, u"replicas"_s, node[u"deploy"][u"replicas"]);
        for (const char16_t *key : {u"cap_add", u"cap_drop", u"security_opt", u"devices"}) {
            const SpecNode list = node[key];
            if (list.size() > 0)
                service.settings.insert(QString::fromUtf16(key), {shortened(joined(list).text, 300), list.ref(), false});
        }
        if (const SpecNode check = node[u"healthcheck"]; check.isObject() && check[u"disable"].text() != u"true")
            service.settings.insert(u"healthcheck"_s, {u"yes"_s, check.keyRef(), false});
        for (const ComposeText &profile : texts(node[u"profiles"]))
            service.profiles.append(profile.text);
        return service;
    }

    void setting(ComposeService &service, const QString &name, const SpecNode &node)
    {
        if (node.isScalar() && node.kind() != SpecNode::Kind::Null)
            service.settings.insert(name, fill(node));
    }

    // Short ("127.0.0.1:8080-8090:80-90/udp") and long ({target, published, host_ip, protocol}) forms.
    void ports(ComposeService &service, const SpecNode &list)
    {
        for (qsizetype i = 0; i < qMin(list.size(), mostEntries) && list.isArray(); ++i) {
            const SpecNode node = list.at(i);
            ComposePort port;
            port.at = node.ref();
            port.protocol = u"tcp"_s;
            QString target;
            if (node.isObject()) {
                port.address = fill(node[u"host_ip"]).text;
                port.published = fill(node[u"published"]).text;
                target = fill(node[u"target"]).text;
                if (node[u"protocol"].isScalar())
                    port.protocol = fill(node[u"protocol"]).text;
            } else {
                QString text = fill(node).text.trimmed();
                if (const qsizetype slash = text.indexOf(u'/'); slash >= 0) {
                    port.protocol = text.mid(slash + 1);
                    text = text.left(slash);
                }
                target = text.section(u':', -1);
                const QString rest = text.contains(u':') ? text.left(text.lastIndexOf(u':')) : QString();
                port.published = rest.section(u':', -1);
                port.address = rest.contains(u':') ? rest.left(rest.lastIndexOf(u':')) : QString();
                if (port.address.startsWith(u'[') && port.address.endsWith(u']'))
                    port.address = port.address.mid(1, port.address.size() - 2);
            }
            port.target = target.section(u'-', 0, 0).toInt();
            if (port.target <= 0 || port.target > 65535) {
                m_context.diagnostics.warn(ImportText::tr("“%1” names no port between 1 and 65535; it is left out. Write HOST:CONTAINER.").arg(shortened(target, 40)), port.at);
                continue;
            }
            service.ports.append(port);
        }
    }

    void environment(ComposeService &service, const SpecNode &node)
    {
        QList<ComposeVariable> own;
        for (qsizetype i = 0; i < qMin(node.size(), mostEntries); ++i) {
            ComposeVariable variable;
            if (node.isObject()) {
                variable.name = node.keyAt(i);
                variable.value = fill(node.at(i));
                variable.value.at = node.keyRefAt(i);
                variable.value.open = variable.value.open || node.at(i).kind() == SpecNode::Kind::Null;
            } else {
                const ComposeText text = fill(node.at(i));
                const qsizetype equals = text.text.indexOf(u'=');
                variable.name = equals < 0 ? text.text : text.text.left(equals);
                variable.value = {equals < 0 ? QString() : text.text.mid(equals + 1), text.at, text.open || equals < 0};
            }
            variable.name = shortened(variable.name.trimmed(), 200);
            if (!variable.name.isEmpty())
                own.append(variable);
        }
        mergeBy(service.environment, own, [](const ComposeVariable &v) { return v.name; });
    }

    void envFile(ComposeService &service, const ComposeText &path, const SpecNode &node)
    {
        const std::optional<QString> text = readText(node.tree(), path.text);
        if (!text) {
            m_context.diagnostics.note(ImportText::tr("The file “%1” cannot be read inside the opened folder; its variables are not known. Open the folder that holds it.").arg(shortened(path.text, 120)),
                                       path.at);
            return;
        }
        QList<ComposeVariable> own;
        const QString file = m_context.files.nameOf(m_context.files.pathInside(node.tree(), path.text));
        for (const EnvVariable &variable : parseEnvFile(*text)) {
            const ComposeVariables::Filled filled = m_variables.fill(variable.value);
            own.append({variable.name, {filled.text, {file, {}, variable.line, 1}, filled.open}});
        }
        mergeBy(service.environment, own, [](const ComposeVariable &v) { return v.name; });
    }

    QList<ComposeDependency> dependencies(const SpecNode &node, bool aliases)
    {
        QList<ComposeDependency> list;
        for (qsizetype i = 0; i < qMin(node.size(), mostEntries); ++i) {
            if (node.isObject())
                list.append({node.keyAt(i), node.at(i)[u"condition"].text(), node.keyRefAt(i)});
            else if (node.at(i).isScalar())
                list.append({aliases ? fill(node.at(i)).text.section(u':', 0, 0) : fill(node.at(i)).text, {}, node.at(i).ref()});
        }
        return list;
    }

    void networks(ComposeService &service, const SpecNode &node)
    {
        for (qsizetype i = 0; i < qMin(node.size(), mostEntries); ++i) {
            const QString name = node.isObject() ? node.keyAt(i) : fill(node.at(i)).text;
            service.networks.insert(name, node.isObject() ? node.keyRefAt(i) : node.at(i).ref());
            for (const ComposeText &alias : node.isObject() ? texts(node.at(i)[u"aliases"]) : QList<ComposeText>())
                service.hostNames.append(alias.text);
        }
    }

    void mounts(ComposeService &service, const SpecNode &node)
    {
        for (qsizetype i = 0; i < qMin(node.size(), mostEntries) && node.isArray(); ++i) {
            const SpecNode entry = node.at(i);
            ComposeMount mount;
            mount.at = entry.ref();
            if (entry.isObject()) {
                mount.source = fill(entry[u"source"]).text;
                mount.target = fill(entry[u"target"]).text;
                mount.readOnly = entry[u"read_only"].text() == u"true";
            } else {
                const QStringList parts = fill(entry).text.split(u':');
                mount.source = parts.size() > 1 ? parts[0] : QString();
                mount.target = parts.size() > 1 ? parts[1] : parts.value(0);
                mount.readOnly = parts.value(2).split(u',').contains(u"ro"_s);
            }
            service.mounts.append(mount);
        }
    }

    QList<ComposeText> labels(const SpecNode &node)
    {
        QList<ComposeText> list;
        for (qsizetype i = 0; i < qMin(node.size(), mostEntries); ++i) {
            ComposeText text = fill(node.at(i));
            if (node.isObject())
                text = {node.keyAt(i) + u'=' + text.text, node.keyRefAt(i), text.open};
            list.append(text);
        }
        return list;
    }

    QList<ComposeText> texts(const SpecNode &node)
    {
        QList<ComposeText> list;
        for (qsizetype i = 0; i < qMin(node.size(), mostEntries) && node.isArray(); ++i)
            list.append(fill(node.at(i)));
        return list;
    }

    QList<ComposeText> listOrString(const SpecNode &node)
    {
        QList<ComposeText> list;
        if (node.isScalar())
            list.append(fill(node));
        for (qsizetype i = 0; i < qMin<qsizetype>(node.size(), 50) && node.isArray(); ++i)
            list.append(fill(node.at(i).isObject() ? node.at(i)[u"path"] : node.at(i)));
        return list;
    }

    ComposeText joined(const SpecNode &node)
    {
        if (!node.isArray())
            return fill(node);
        ComposeText all{{}, node.ref(), false};
        for (const ComposeText &part : texts(node))
            all.text += (all.text.isEmpty() ? QString() : u" "_s) + part.text;
        all.text.truncate(longestValue);
        return all;
    }

    ComposeText fill(const SpecNode &node)
    {
        if (!node.isScalar() || node.kind() == SpecNode::Kind::Null)
            return {{}, node.exists() ? node.ref() : SourceRef(), false};
        const QString text = node.text();
        if (!text.contains(u'$'))
            return {text.left(longestValue), node.ref(), false};
        const ComposeVariables::Filled filled = m_variables.fill(text);
        return {filled.text, node.ref(), filled.open};
    }

    void readDotEnv(const SpecTree *tree)
    {
        if (const std::optional<QString> text = readText(tree, u".env"_s)) {
            for (const EnvVariable &variable : parseEnvFile(*text))
                m_variables.set(variable.name, variable.value);
        }
    }

    std::optional<QString> readText(const SpecTree *from, const QString &path)
    {
        const QString inside = m_context.files.pathInside(from, path);
        QFile file(inside);
        if (inside.isEmpty() || !QFileInfo(inside).isFile() || file.size() > largestEnvFile || !file.open(QIODevice::ReadOnly))
            return std::nullopt;
        return QString::fromUtf8(file.read(largestEnvFile));
    }

    ImportContext &m_context;
    ComposeVariables m_variables;
    ComposeFile m_file;
    QSet<SpecNode> m_included;
    int m_includes = 0;
};

} // namespace

bool ComposePort::isLoopback() const
{
    return address == u"localhost" || address.startsWith("127."_L1) || address == u"::1";
}

ComposeFile readCompose(ImportContext &context)
{
    return Reader(context).run();
}

} // namespace drawbridge
