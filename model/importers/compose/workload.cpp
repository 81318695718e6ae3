// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/deployment.h"

#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

QString valueOf(const ComposeService &service, const QString &name)
{
    for (const ComposeVariable &variable : service.environment) {
        if (variable.name.compare(name, Qt::CaseInsensitive) == 0)
            return variable.value.text;
    }
    return {};
}

const ComposeVariable *variableNamed(const ComposeService &service, const QString &name)
{
    for (const ComposeVariable &variable : service.environment) {
        if (variable.name.compare(name, Qt::CaseInsensitive) == 0)
            return &variable;
    }
    return nullptr;
}

bool isTrue(const QString &value)
{
    static const QStringList yes{u"1"_s, u"true"_s, u"yes"_s, u"on"_s, u"enabled"_s};
    return yes.contains(value.trimmed().toLower());
}
bool isFalse(const QString &value)
{
    static const QStringList no{u"0"_s, u"false"_s, u"no"_s, u"off"_s, u"disabled"_s};
    return no.contains(value.trimmed().toLower());
}

// Whether a setting of the lexicon ("NAME", "NAME=value", "--option") stands in the service, and where.
bool says(const ComposeService &service, const QString &setting, SourceRef *at)
{
    if (setting.startsWith(u'-')) {
        const bool found = service.command.text.split(u' ').contains(setting) || service.command.text.contains(setting + u'=')
                           || service.command.text.contains(u' ' + setting + u' ');
        if (found && at)
            *at = service.command.at;
        return found;
    }
    const ComposeVariable *variable = variableNamed(service, setting.section(u'=', 0, 0));
    const QString wanted = setting.section(u'=', 1);
    const bool found = variable && (variable->value.open || !variable->value.text.isEmpty())
                       && (wanted.isEmpty() || variable->value.text.compare(wanted, Qt::CaseInsensitive) == 0 || (isTrue(wanted) && isTrue(variable->value.text)));
    if (found && at)
        *at = variable->value.at;
    return found;
}

class FactReader
{
public:
    explicit FactReader(const Workload &workload) : m_workload(workload), m_service(*workload.service) {}

    QList<StatedFact> read()
    {
        image();
        if (m_workload.product)
            add(u"product"_s, m_workload.product->name, m_service.image.isEmpty() ? m_service.at : m_service.image.at);
        for (const QString &host : m_service.hostNames) {
            if (host != m_service.name)
                add(u"host_name"_s, host, m_service.at);
        }
        ports();
        privileges();
        SourceRef at = m_service.at;
        if (const QString access = accessOf(m_workload, &at); !access.isEmpty())
            add(u"access"_s, access, at);
        for (const ComposeVariable &variable : m_service.environment)
            setting(variable);
        environment();
        std::stable_sort(m_facts.begin(), m_facts.end(), [](const StatedFact &a, const StatedFact &b) { return std::tie(a.name, a.value) < std::tie(b.name, b.value); });
        m_facts.erase(std::unique(m_facts.begin(), m_facts.end(), [](const StatedFact &a, const StatedFact &b) { return a.name == b.name && a.value == b.value; }), m_facts.end());
        return m_facts;
    }

private:
    void add(const QString &name, const QString &value, const SourceRef &at) { m_facts.append({name, shortened(value, 200), Origin::Declared, at}); }

    void image()
    {
        if (m_service.built) {
            add(u"built"_s, m_service.buildContext.isEmpty() ? u"."_s : m_service.buildContext, m_service.at);
            return;
        }
        if (m_service.image.isEmpty())
            return;
        const ImageName name = parseImage(m_service.image.text);
        add(u"image"_s, m_service.image.text, m_service.image.at);
        if (!name.digest && (name.tag.isEmpty() || name.tag == u"latest" || name.majorVersion() < 0))
            add(u"image_mutable"_s, name.tag.isEmpty() ? u"latest"_s : name.tag, m_service.image.at);
        const int version = name.majorVersion();
        if (m_workload.product && version >= 0 && version < m_workload.product->supportedFrom)
            add(u"out_of_support"_s, m_workload.product->name + u' ' + QString::number(version), m_service.image.at);
    }

    void ports()
    {
        for (const ComposePort &port : m_service.ports) {
            const QString address = port.address.isEmpty() ? u"0.0.0.0"_s : port.address.contains(u':') ? u'[' + port.address + u']' : port.address;
            add(u"published_port"_s, address + u':' + port.published + u':' + QString::number(port.target) + u'/' + port.protocol, port.at);
            if (m_workload.product && m_workload.product->adminPorts.contains(port.target) && !port.isLoopback())
                add(u"admin_port"_s, QString::number(port.target), port.at);
        }
    }

    void privileges()
    {
        const auto set = [&](const QString &name) { return m_service.settings.value(name); };
        if (isTrue(set(u"privileged"_s).text))
            add(u"privileged"_s, u"yes"_s, set(u"privileged"_s).at);
        if (const ComposeText user = set(u"user"_s); !user.isEmpty()) {
            const QString name = user.text.section(u':', 0, 0);
            add(u"user"_s, user.text, user.at);
            if (name == u"root" || name == u"0")
                add(u"runs_as_root"_s, u"yes"_s, user.at);
        }
        if (m_service.networkMode == u"host")
            add(u"host_network"_s, u"yes"_s, m_service.at);
        for (const QString &name : {u"pid"_s, u"ipc"_s}) {
            if (set(name).text == u"host")
                add(u"host_"_s + name, u"yes"_s, set(name).at);
        }
        // Those with which a process leaves its container, or listens in on others.
        static const QRegularExpression dangerous(u"\\b(CAP_)?(ALL|SYS_ADMIN|SYS_PTRACE|SYS_MODULE|SYS_RAWIO|NET_ADMIN|DAC_READ_SEARCH|DAC_OVERRIDE|BPF|SYS_BOOT|SYS_TIME)\\b"_s);
        if (const ComposeText added = set(u"cap_add"_s); dangerous.match(added.text.toUpper()).hasMatch())
            add(u"cap_add"_s, added.text, added.at);
        if (set(u"security_opt"_s).text.contains("unconfined"_L1))
            add(u"unconfined"_s, set(u"security_opt"_s).text, set(u"security_opt"_s).at);
        if (isTrue(set(u"read_only"_s).text))
            add(u"read_only"_s, u"yes"_s, set(u"read_only"_s).at);
        for (const ComposeMount &mount : m_service.mounts) {
            if (mount.source.endsWith("docker.sock"_L1) || mount.source.endsWith("containerd.sock"_L1) || mount.source.endsWith("podman.sock"_L1))
                add(u"docker_socket"_s, mount.readOnly ? u"read-only"_s : u"yes"_s, mount.at);
            else if (isPartOfHost(mount.source))
                add(u"host_mount"_s, mount.source + (mount.readOnly ? u" (read-only)"_s : QString()), mount.at);
            else if (!mount.source.isEmpty())
                add(u"mount"_s, mount.source + u" -> "_s + mount.target, mount.at);
        }
        const ComposeText memory = set(u"mem_limit"_s), cpus = set(u"cpus"_s);
        if (!memory.isEmpty() || !cpus.isEmpty())
            add(u"limits"_s, QStringList{cpus.text, memory.text}.join(u' ').trimmed(), memory.isEmpty() ? cpus.at : memory.at);
        if (set(u"healthcheck"_s).text == u"yes")
            add(u"healthcheck"_s, u"yes"_s, set(u"healthcheck"_s).at);
        if (const ComposeText replicas = set(u"replicas"_s); !replicas.isEmpty())
            add(u"replicas"_s, replicas.text, replicas.at);
        for (const ComposeText &secret : m_service.secrets)
            add(u"mounted_secret"_s, secret.text, secret.at);
    }

    // Folders of the host that hold its configuration or everybody's data; a project's own folder is none.
    static bool isPartOfHost(const QString &path)
    {
        static const QRegularExpression host(u"^(/|/etc|/root|/home|/boot|/dev|/proc|/sys|/var|/var/run|/run|/usr|/lib|/var/lib|/var/lib/docker|~/\\.ssh|~/\\.aws|~/\\.kube|~/\\.docker|~)(/.*)?$"_s);
        const auto match = host.match(path);
        if (!match.hasMatch())
            return false;
        // Below /var and /home lies much that is a project's own.
        const QString folder = match.captured(1), rest = match.captured(2);
        static const QStringList whole{u"/etc"_s, u"/root"_s, u"/boot"_s, u"/dev"_s, u"/proc"_s, u"/sys"_s, u"~/.ssh"_s, u"~/.aws"_s, u"~/.kube"_s, u"~/.docker"_s, u"/var/lib/docker"_s, u"/usr"_s, u"/lib"_s};
        static const QStringList harmless{u"/etc/localtime"_s, u"/etc/timezone"_s, u"/dev/shm"_s, u"/dev/null"_s};
        return !harmless.contains(path) && (rest.isEmpty() || rest == u"/" || whole.contains(folder));
    }

    // What a variable says about how the service protects itself.
    void setting(const ComposeVariable &variable)
    {
        if (variable.value.text.isEmpty() || variable.value.open)
            return;
        const QStringList words = wordsOf(variable.name);
        const QString value = variable.value.text.trimmed();
        const QString shown = variable.name + u'=' + shortened(value, 40);
        const auto has = [&](QLatin1StringView word) { return words.contains(word); };
        const QString name = variable.name.toUpper();
        const bool verifies = (has("tls"_L1) || has("ssl"_L1) || has("cert"_L1) || has("certificate"_L1) || has("https"_L1))
                              && (has("verify"_L1) || has("validation"_L1) || has("reject"_L1) || has("validate"_L1) || has("strict"_L1));
        const bool skips = (has("insecure"_L1) || has("skip"_L1)) && (has("tls"_L1) || has("ssl"_L1) || has("verify"_L1));
        if ((verifies && !has("skip"_L1) && isFalse(value)) || (skips && isTrue(value)) || (name == u"PGSSLMODE" && (value == u"disable" || value == u"allow")))
            add(u"tls_unverified"_s, shown, variable.value.at);
        static const QRegularExpression inAddress(u"(sslmode=(disable|allow)|trustservercertificate=true|tlsinsecure=true|tls=skip-verify|verifyservercertificate=false|usessl=false|ssl_verify=false|allowinvalidcertificates=true)"_s,
                                                  QRegularExpression::CaseInsensitiveOption);
        if (const auto match = inAddress.match(value.left(4096)); match.hasMatch())
            add(u"tls_unverified"_s, variable.name + u": "_s + match.captured(1), variable.value.at);
        static const QStringList oldTls{u"TLSV1"_s, u"TLSV1.0"_s, u"TLSV1.1"_s, u"SSLV3"_s, u"TLS1.0"_s, u"TLS1.1"_s, u"1.0"_s, u"1.1"_s};
        if ((has("tls"_L1) || has("ssl"_L1)) && (has("version"_L1) || has("min"_L1) || has("protocol"_L1) || has("protocols"_L1)) && oldTls.contains(value.toUpper()))
            add(u"tls_old"_s, shown, variable.value.at);
        if (has("cors"_L1) || name.contains("ALLOWED_ORIGIN"_L1) || name.contains("ALLOW_ORIGIN"_L1)) {
            if (value == u"*" || value.split(u',').contains(u"*"_s) || ((has("all"_L1) || has("any"_L1)) && isTrue(value)))
                add(u"cors_any"_s, shown, variable.value.at);
            else if (has("credentials"_L1) && isTrue(value))
                add(u"cors_credentials"_s, shown, variable.value.at);
        }
        const bool debugName = name.endsWith("DEBUG"_L1) && !has("log"_L1) && !has("sql"_L1);
        if ((debugName && isTrue(value)) || (name == u"FLASK_ENV" && value == u"development") || name == u"WERKZEUG_DEBUG_PIN")
            add(u"debug"_s, shown, variable.value.at);
        tokenLifetime(words, variable);
    }

    // The life of an access token in seconds, where its unit can be told.
    void tokenLifetime(const QStringList &words, const ComposeVariable &variable)
    {
        const auto any = [&](std::initializer_list<QLatin1StringView> list) {
            return std::any_of(list.begin(), list.end(), [&](QLatin1StringView word) { return words.contains(word); });
        };
        if (!any({"jwt"_L1, "token"_L1, "bearer"_L1}) || any({"refresh"_L1, "reset"_L1, "remember"_L1, "verification"_L1, "invite"_L1, "csrf"_L1})
            || !any({"expiration"_L1, "expiry"_L1, "expires"_L1, "expire"_L1, "exp"_L1, "ttl"_L1, "lifetime"_L1, "duration"_L1, "validity"_L1, "age"_L1}))
            return;
        static const QRegularExpression number(u"^(\\d{1,15})\\s*(ms|s|sec|seconds|m|min|minutes|h|hours?|d|days?|w|weeks?|y)?$"_s, QRegularExpression::CaseInsensitiveOption);
        const auto match = number.match(variable.value.text.trimmed());
        if (!match.hasMatch())
            return;
        const double count = match.captured(1).toDouble();
        QString unit = match.captured(2).toLower();
        if (unit.isEmpty())
            unit = any({"ms"_L1, "millis"_L1, "milliseconds"_L1, "msec"_L1}) ? u"ms"_s : any({"seconds"_L1, "secs"_L1, "sec"_L1}) ? u"s"_s : any({"minutes"_L1, "mins"_L1, "min"_L1}) ? u"m"_s
                   : any({"hours"_L1, "hrs"_L1}) ? u"h"_s : any({"days"_L1}) ? u"d"_s : QString();
        // Without a unit: milliseconds where seconds would be many months; too small to tell from minutes and hours: nothing.
        if (unit.isEmpty()) {
            if (count >= 20'000'000)
                unit = u"ms"_s;
            else if (count >= 300)
                unit = u"s"_s;
            else
                return;
        }
        const double seconds = unit == u"ms" ? count / 1000 : unit.startsWith(u's') ? count : unit.startsWith(u'm') ? count * 60 : unit.startsWith(u'h') ? count * 3600
                               : unit.startsWith(u'd') ? count * 86400 : unit.startsWith(u'w') ? count * 604800 : count * 31536000;
        add(u"token_lifetime"_s, QString::number(qint64(seconds)), variable.value.at);
    }

    void environment()
    {
        static const QStringList names{u"APP_ENV"_s, u"ENVIRONMENT"_s, u"ENV"_s, u"NODE_ENV"_s, u"ASPNETCORE_ENVIRONMENT"_s, u"DOTNET_ENVIRONMENT"_s, u"RAILS_ENV"_s, u"FLASK_ENV"_s,
                                       u"SPRING_PROFILES_ACTIVE"_s, u"DJANGO_ENV"_s, u"GO_ENV"_s, u"RACK_ENV"_s, u"APP_ENVIRONMENT"_s, u"DEPLOY_ENV"_s, u"STAGE"_s};
        for (const QString &name : names) {
            const QString value = valueOf(m_service, name).toLower();
            const QString known = value.startsWith("prod"_L1) || value == u"live" ? u"production"_s : value.startsWith("stag"_L1) || value == u"uat" || value == u"preprod" ? u"staging"_s
                                  : value.startsWith("dev"_L1) || value == u"local" ? u"development"_s : value.startsWith("test"_L1) || value == u"qa" || value == u"ci" ? u"test"_s : QString();
            if (known.isEmpty())
                continue;
            add(u"environment"_s, known, variableNamed(m_service, name)->value.at);
            return;
        }
    }

    const Workload &m_workload;
    const ComposeService &m_service;
    QList<StatedFact> m_facts;
};

} // namespace

QString accessOf(const Workload &workload, SourceRef *at)
{
    const Product *product = workload.product;
    if (!product || product->access.isEmpty())
        return {};
    const ComposeService &service = *workload.service;
    for (const QString &setting : product->offBy) {
        if (says(service, setting, at))
            return u"open"_s;
    }
    for (const QString &setting : product->setBy) {
        if (says(service, setting, at))
            return u"credentials"_s;
    }
    for (const ComposeText &secret : service.secrets) {
        Q_UNUSED(secret);
        if (at)
            *at = service.secrets.first().at;
        return u"credentials"_s; // what else would it hold one for
    }
    const auto mountsConfiguration = [&] {
        return std::any_of(service.mounts.begin(), service.mounts.end(), [](const ComposeMount &mount) {
            return mount.target.endsWith(".conf"_L1) || mount.target.endsWith(".cnf"_L1) || mount.target.endsWith(".yml"_L1) || mount.target.endsWith(".yaml"_L1)
                   || mount.target.endsWith(".xml"_L1) || mount.target.endsWith(".config"_L1) || mount.target.startsWith("/etc/"_L1);
        });
    };
    if (at && !service.image.isEmpty())
        *at = service.image.at;
    const int version = parseImage(service.image.text).majorVersion();
    const bool open = product->access == u"open" || (product->openBelow > 0 && version >= 0 && version < product->openBelow);
    if (open)
        return mountsConfiguration() || service.built ? QString() : u"open"_s; // its own configuration may ask for one
    return u"credentials"_s;
}

QList<StatedFact> workloadFacts(const Workload &workload)
{
    return FactReader(workload).read();
}

} // namespace drawbridge
