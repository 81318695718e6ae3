// SPDX-License-Identifier: Apache-2.0
#include "importers/drawnmodel.h"

#include <QLineF>
#include <QRegularExpression>

#include <algorithm>

namespace drawbridge::drawn {

using namespace Qt::StringLiterals;

namespace {

// Lower case, only letters and digits: "Not Applicable", "not_applicable" and "NotApplicable" are the same word.
QString plain(const QString &text)
{
    QString word = text.left(200).toLower();
    word.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    return word;
}

// The words of a name, in lower case: "myAPI-Server 2" gives my, api, server, 2.
QStringList wordsOf(const QString &name)
{
    static const QRegularExpression humps(u"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])"_s);
    QString text = name.left(200);
    text.replace(humps, u"\\1\\3 \\2\\4"_s);
    static const QRegularExpression separators(u"[^\\p{L}\\p{N}]+"_s);
    return text.toLower().split(separators, Qt::SkipEmptyParts);
}

bool hasAny(const QStringList &words, std::initializer_list<QStringView> wanted)
{
    return std::any_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(wanted.begin(), wanted.end(), [&](QStringView w) { return word == w || (word.size() == w.size() + 1 && word.endsWith(u's') && word.startsWith(w)); });
    });
}

constexpr std::pair<char16_t, const char *> strideNames[] = {{u'S', "Spoofing"},
                                                             {u'T', "Tampering"},
                                                             {u'R', "Repudiation"},
                                                             {u'I', "Information disclosure"},
                                                             {u'D', "Denial of service"},
                                                             {u'E', "Elevation of privilege"}};

} // namespace

ThreatSeverity severityOf(const QString &text)
{
    const QString word = plain(text);
    if (word.contains("critical"_L1) || word.contains("veryhigh"_L1) || word.contains("highest"_L1))
        return ThreatSeverity::Critical;
    if (word.contains("high"_L1) || word.contains("severe"_L1))
        return ThreatSeverity::High;
    if (word.contains("medium"_L1) || word.contains("moderate"_L1))
        return ThreatSeverity::Medium;
    if (word.contains("verylow"_L1) || word.contains("lowest"_L1) || word.startsWith("info"_L1) || word == u"note" || word == u"none")
        return ThreatSeverity::Note;
    if (word.contains("low"_L1))
        return ThreatSeverity::Low;
    return ThreatSeverity::Unrated;
}

DecisionState stateOf(const QString &text)
{
    const QString word = plain(text);
    if (word.isEmpty() || word.startsWith("not"_L1) || word == u"na")
        return word == u"na" || word.startsWith("notapplicable"_L1) ? DecisionState::FalsePositive : DecisionState::Open;
    if (word.contains("falsepositive"_L1) || word.contains("notvulnerable"_L1))
        return DecisionState::FalsePositive;
    if (word.contains("partly"_L1) || word.contains("partial"_L1)) // what remains is open
        return DecisionState::Open;
    if (word.contains("mitigated"_L1) || word.contains("implemented"_L1) || word.contains("avoided"_L1) || word.contains("eliminated"_L1)
        || word.contains("remediated"_L1) || word.contains("fixed"_L1))
        return DecisionState::Mitigated;
    if (word.contains("accept"_L1))
        return DecisionState::Accepted;
    if (word.contains("transfer"_L1))
        return DecisionState::Transferred;
    if (word.contains("duplicate"_L1))
        return DecisionState::Duplicate;
    return DecisionState::Open;
}

QStringList strideOf(const QString &category)
{
    const QString word = plain(category);
    if (word.startsWith("spoof"_L1))
        return {u"S"_s};
    if (word.startsWith("tamper"_L1))
        return {u"T"_s};
    if (word.startsWith("repudiat"_L1))
        return {u"R"_s};
    if (word.startsWith("informationdisclos"_L1) || word == u"infodisclosure")
        return {u"I"_s};
    if (word.startsWith("denialofservice"_L1) || word == u"dos")
        return {u"D"_s};
    if (word.startsWith("elevationof"_L1) || word == u"eop")
        return {u"E"_s};
    if (word.size() == 1 && u"stride"_s.contains(word))
        return {word.toUpper()};
    return {};
}

QString strideName(const QString &letter)
{
    for (const auto &[key, name] : strideNames) {
        if (letter == QString(QChar(key)))
            return QString::fromLatin1(name);
    }
    return {};
}

QString protocolIn(const QString &text)
{
    const QStringList words = wordsOf(text);
    if (plain(text).startsWith("https"_L1) || text.trimmed().compare("http/s"_L1, Qt::CaseInsensitive) == 0)
        return u"https"_s;
    for (const QStringView known : {u"https", u"wss", u"sftp", u"ftps", u"amqps", u"mqtts", u"ldaps", u"grpc", u"ssh", u"http", u"ws", u"ftp", u"smtps", u"smtp", u"amqp",
                                    u"mqtt", u"ldap", u"rdp", u"smb", u"imap", u"pop3", u"sql", u"dns", u"ssl", u"tls", u"tcp", u"udp", u"rpc", u"ipsec"}) {
        if (words.contains(known))
            return known == u"http" && hasAny(words, {u"tls", u"ssl"}) ? u"https"_s : known.toString();
    }
    return {};
}

QString protocolOf(const QString &text)
{
    const QString word = plain(text);
    if (word.isEmpty() || word == u"select" || word == u"notselected" || word == u"tbd" || word == u"na")
        return {};
    const QString known = protocolIn(text);
    return known.isEmpty() ? text.simplified().toLower().left(40) : known;
}

Truth encryptedBy(const QString &protocol)
{
    for (const QStringView yes : {u"https", u"wss", u"sftp", u"ftps", u"amqps", u"mqtts", u"ldaps", u"smtps", u"ssh", u"tls", u"ssl", u"ipsec"}) {
        if (protocol == yes)
            return Truth::Yes;
    }
    for (const QStringView no : {u"http", u"ws", u"ftp"}) {
        if (protocol == no)
            return Truth::No;
    }
    return Truth::Unknown;
}

ZoneKind zoneKindOf(const QString &name)
{
    const QStringList words = wordsOf(name);
    if (hasAny(words, {u"cardholder", u"cde", u"pci"}))
        return ZoneKind::CardholderData;
    if (hasAny(words, {u"dmz", u"edge", u"perimeter", u"cdn"}))
        return ZoneKind::Edge;
    if (hasAny(words, {u"test", u"staging", u"sandbox", u"development"}))
        return ZoneKind::NonProduction;
    if (hasAny(words, {u"partner"}))
        return ZoneKind::Partner;
    if (plain(name).contains("thirdparty"_L1) || hasAny(words, {u"saas", u"supplier", u"vendor"}))
        return ZoneKind::ThirdParty;
    if (hasAny(words, {u"management", u"admin", u"administration"}))
        return ZoneKind::Management;
    if (hasAny(words, {u"database", u"data", u"storage", u"datastore"}))
        return ZoneKind::Data;
    if (hasAny(words, {u"internet", u"untrusted", u"external", u"public", u"www"}) && !hasAny(words, {u"cloud", u"subnet"}))
        return ZoneKind::Internet;
    if (hasAny(words, {u"device", u"mobile", u"phone", u"browser", u"client", u"desktop", u"workstation", u"laptop"}))
        return ZoneKind::ClientDevice;
    if (hasAny(words, {u"application", u"app", u"backend", u"server", u"cloud", u"vpc", u"cluster", u"private", u"internal", u"intranet", u"corporate", u"aws", u"azure", u"gcp",
                       u"kubernetes", u"service", u"subnet", u"datacenter", u"trusted"}))
        return ZoneKind::Application;
    return ZoneKind::Custom;
}

int trustOf(ZoneKind kind)
{
    switch (kind) {
    case ZoneKind::Internet: return 0;
    case ZoneKind::ClientDevice:
    case ZoneKind::Partner:
    case ZoneKind::ThirdParty:
    case ZoneKind::Edge: return 1;
    case ZoneKind::Application: return 2;
    case ZoneKind::Data:
    case ZoneKind::Management: return 3;
    case ZoneKind::CardholderData: return 4;
    case ZoneKind::Custom:
    case ZoneKind::NonProduction: break;
    }
    return TrustBoundary::unknownTrust;
}

ActorClass actorClassOf(const QString &name)
{
    const QStringList words = wordsOf(name);
    if (hasAny(words, {u"attacker", u"hacker", u"adversary", u"anonymous", u"guest", u"visitor", u"internet", u"public", u"anyone"}))
        return ActorClass::Anonymous;
    if (hasAny(words, {u"admin", u"administrator", u"operator", u"root", u"sysadmin", u"dba"}))
        return ActorClass::Privileged;
    if (hasAny(words, {u"employee", u"staff", u"internal", u"agent", u"clerk", u"developer", u"support"}))
        return ActorClass::Internal;
    if (hasAny(words, {u"partner", u"merchant", u"supplier", u"vendor"}))
        return ActorClass::Partner;
    if (hasAny(words, {u"user", u"customer", u"client", u"browser", u"mobile", u"phone", u"person", u"actor", u"consumer", u"member", u"player", u"patient", u"human", u"frontend"}))
        return ActorClass::Customer;
    return ActorClass::NotAnActor;
}

bool soundsLikeSystem(const QString &name)
{
    return hasAny(wordsOf(name), {u"api", u"service", u"provider", u"system", u"gateway", u"server", u"bank", u"blockchain", u"network", u"platform", u"processor", u"idp", u"oauth",
                                  u"sso", u"directory", u"database", u"cloud", u"saas", u"smtp", u"mail"});
}

QString nodeNear(const QList<DrawnShape> &nodes, const QPointF &point)
{
    constexpr double reach = 16;
    const DrawnShape *nearest = nullptr;
    double distance = reach;
    for (const DrawnShape &shape : nodes) {
        if (!shape.rect.isValid())
            continue;
        const QPointF inside(std::clamp(point.x(), shape.rect.left(), shape.rect.right()), std::clamp(point.y(), shape.rect.top(), shape.rect.bottom()));
        if (const double d = QLineF(point, inside).length(); d < distance) {
            distance = d;
            nearest = &shape;
        }
    }
    return nearest ? nearest->key : QString();
}

StatedFact fact(const char16_t *name, const QString &value, const SourceRef &at)
{
    return {QString::fromUtf16(name), value, Origin::Declared, at};
}

} // namespace drawbridge::drawn
