// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/addresses.h"

#include <QRegularExpression>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 4096;
constexpr int mostAddresses = 32;

int portOf(const QString &text)
{
    bool ok = false;
    const int port = text.toInt(&ok);
    return ok && port > 0 && port < 65536 ? port : 0;
}

} // namespace

QList<Address> addressesIn(const QString &whole)
{
    QList<Address> found;
    QString text = whole.left(longestText);
    static const QRegularExpression driver(u"@?(?:tcp|unix|udp)\\(([^)]*)\\)"_s);
    text.replace(driver, u"@\\1"_s);
    static const QRegularExpression keyed(u"(?:^|[;\\s])(?:host|server|data source)=(?:tcp:)?([\\w.-]+)(?:,(\\d+))?"_s, QRegularExpression::CaseInsensitiveOption);
    if (const auto match = keyed.match(text); match.hasMatch()) {
        static const QRegularExpression port(u"[;\\s]port=(\\d+)"_s, QRegularExpression::CaseInsensitiveOption);
        const QString stated = match.captured(2).isEmpty() ? port.match(text).captured(1) : match.captured(2);
        static const QRegularExpression password(u"(password|pwd)=[^;\\s]"_s, QRegularExpression::CaseInsensitiveOption);
        return {{QString(), match.captured(1).toLower(), portOf(stated), password.match(text).hasMatch()}};
    }
    static const QRegularExpression separators(u"[\\s,;|\"'`]+"_s);
    static const QRegularExpression one(u"^(?:jdbc:)?(?:([a-z][a-z0-9+.-]*):(?:thin:@)?//)?(?:([^\\s/@]*)@)?(\\[[0-9a-f:]+\\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::(\\d{1,5}))?(?:[/?#].*)?$"_s,
                                        QRegularExpression::CaseInsensitiveOption);
    for (const QString &item : text.split(separators, Qt::SkipEmptyParts)) {
        if (found.size() >= mostAddresses)
            break;
        // An assignment inside a command or an option: what follows it.
        const QString candidate = item.contains("://"_L1) || !item.contains(u'=') ? item : item.section(u'=', -1);
        const auto match = one.match(candidate);
        if (!match.hasMatch())
            continue;
        Address address;
        address.scheme = match.captured(1).toLower();
        address.credential = match.captured(2).contains(u':') && !match.captured(2).endsWith(u':');
        address.host = match.captured(3).toLower();
        address.port = portOf(match.captured(4));
        found.append(address);
    }
    return found;
}

bool isLocalAddress(const QString &host)
{
    static const QRegularExpression local(u"^(localhost|0\\.0\\.0\\.0|\\[.*\\]|[\\d.]+|host\\.docker\\.internal|gateway\\.docker\\.internal)$"_s);
    return host.isEmpty() || local.match(host).hasMatch();
}

bool isPublicHost(const QString &host)
{
    static const QRegularExpression domain(u"^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\\.)+[a-z]{2,24}$"_s);
    static const QRegularExpression inside(u"\\.(local|localhost|internal|lan|test|docker|svc|home|intranet|invalid|cluster|jar|war|py|js|ts|json|ya?ml|conf|xml|html?|php|sh|txt|crt|pem|key|p12|jks|db|sqlite3?|log|properties|toml|ini|env)$"_s);
    return domain.match(host).hasMatch() && !inside.match(host).hasMatch();
}

bool isReservedHost(const QString &host)
{
    static const QRegularExpression reserved(u"(^|\\.)(example(\\.(com|org|net))?|your-?domain\\.[a-z]+|mydomain\\.[a-z]+|domain\\.(com|tld))$"_s);
    return reserved.match(host).hasMatch();
}

} // namespace drawbridge
