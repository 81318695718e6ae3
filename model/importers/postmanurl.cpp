// SPDX-License-Identifier: Apache-2.0
#include "importers/postmanurl.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestVariable = 16;
constexpr qsizetype longestText = 8192;
// Of a variable. Without a bound, a text of nothing but braces would be searched to its end at each of them.
constexpr qsizetype longestName = 1000;

// The first of the characters outside of "{{…}}"; the size of the text where there is none.
qsizetype firstOutside(QStringView text, QStringView characters, qsizetype from = 0)
{
    for (qsizetype i = from; i < text.size(); ++i) {
        if (text.sliced(i).startsWith(u"{{")) {
            const qsizetype close = text.sliced(i).left(longestName).indexOf(u"}}");
            if (close >= 0) {
                i += close + 1;
                continue;
            }
        }
        if (characters.contains(text[i]))
            return i;
    }
    return text.size();
}

// A list of segments, or a text; segments may be {type, value}.
QString joinedParts(const SpecNode &node, QChar separator)
{
    if (node.isScalar())
        return node.text();
    QStringList parts;
    for (qsizetype i = 0; i < qMin<qsizetype>(node.size(), 200) && node.isArray(); ++i)
        parts.append(node.at(i).isObject() ? node.at(i)[u"value"].text() : node.at(i).text());
    return parts.join(separator);
}

// The address as one text, where it is given in parts.
QString assembled(const SpecNode &url)
{
    QString text;
    if (const QString protocol = url[u"protocol"].text(); !protocol.isEmpty())
        text = protocol + "://"_L1;
    text += joinedParts(url[u"host"], u'.');
    if (const QString port = url[u"port"].text(); !port.isEmpty())
        text += u':' + port;
    QString path = joinedParts(url[u"path"], u'/');
    if (!path.isEmpty() && !path.startsWith(u'/'))
        path.prepend(u'/');
    return text + path;
}

void addQuery(PostmanUrl &url, const SpecNode &list)
{
    for (qsizetype i = 0; i < qMin<qsizetype>(list.size(), 500); ++i) {
        const SpecNode node = list.at(i);
        if (node.isObject() && node[u"key"].isScalar() && !node[u"key"].text().isEmpty())
            url.query.append({node[u"key"].text(), node[u"value"], node[u"value"].text(), node, node[u"disabled"].toBool().value_or(false)});
    }
}

void addQuery(PostmanUrl &url, QStringView text, const SpecNode &node)
{
    for (const QStringView part : text.split(u'&')) {
        const qsizetype equals = firstOutside(part, u"=");
        const QString name = part.first(equals).toString();
        const bool known = std::any_of(url.query.begin(), url.query.end(), [&](const PostmanUrl::Parameter &p) { return p.name == name; });
        if (!name.isEmpty() && !known && url.query.size() < 500)
            url.query.append({name, {}, part.size() > equals ? part.sliced(equals + 1).toString() : QString(), node, false});
    }
}

} // namespace

void PostmanVariables::add(const SpecNode &list)
{
    for (qsizetype i = 0; i < qMin<qsizetype>(list.size(), 5000) && list.isArray(); ++i) {
        const SpecNode node = list.at(i);
        const QString name = node[u"key"].isScalar() && !node[u"key"].text().isEmpty() ? node[u"key"].text() : node[u"id"].text();
        if (!name.isEmpty() && !node[u"disabled"].toBool().value_or(false))
            m_values.insert(name, node[u"value"]);
    }
}

QString PostmanVariables::resolved(const QString &text) const
{
    QString result = text.left(longestText);
    // A variable whose value names itself in the end never comes to rest: then the text stays as it was.
    for (int round = 0; round < deepestVariable; ++round) {
        bool replaced = false;
        const QStringList names = postmanVariablesIn(result);
        for (const QString &name : names) {
            const auto it = m_values.constFind(name);
            if (it == m_values.constEnd() || !it->isScalar() || it->text().isEmpty())
                continue;
            result.replace("{{"_L1 + name + "}}"_L1, it->text().left(longestText));
            replaced = true;
            if (result.size() > longestText)
                return text;
        }
        if (!replaced)
            return result;
    }
    return text;
}

QStringList postmanVariablesIn(const QString &text)
{
    QStringList names;
    for (qsizetype open = text.indexOf("{{"_L1); open >= 0 && names.size() < 50; open = text.indexOf("{{"_L1, open + 2)) {
        const QStringView ahead = QStringView(text).sliced(open + 2).left(longestName);
        const QString name = ahead.left(qMax<qsizetype>(ahead.indexOf("}}"_L1), 0)).toString();
        if (!name.isEmpty() && !name.contains(u'{') && !names.contains(name))
            names.append(name);
    }
    return names;
}

PostmanUrl parsePostmanUrl(const SpecNode &node, const PostmanVariables &variables)
{
    PostmanUrl url;
    QString text = node.isString() ? node.text() : node[u"raw"].text();
    if (node.isObject()) {
        if (text.isEmpty())
            text = assembled(node);
        addQuery(url, node[u"query"]);
        const SpecNode entries = node[u"variable"];
        for (qsizetype i = 0; i < qMin<qsizetype>(entries.size(), 200) && entries.isArray(); ++i) {
            const QString name = entries.at(i)[u"key"].exists() ? entries.at(i)[u"key"].text() : entries.at(i)[u"id"].text();
            if (!name.isEmpty())
                url.pathVariables.insert(name, entries.at(i));
        }
    }
    text = text.left(longestText).trimmed();
    text.truncate(firstOutside(text, u"#"));
    const qsizetype question = firstOutside(text, u"?");
    if (question < text.size())
        addQuery(url, QStringView(text).sliced(question + 1), node);
    text.truncate(question);

    // Some keep the whole address in one variable.
    if (!text.isEmpty() && text.startsWith("{{"_L1) && text.indexOf("}}"_L1) == text.size() - 2)
        text = variables.resolved(text);

    QString scheme;
    if (const qsizetype colon = text.indexOf("://"_L1); colon >= 0 && firstOutside(text, u"/") == colon + 1) {
        scheme = text.first(colon + 3);
        text.remove(0, colon + 3);
    }
    const qsizetype slash = firstOutside(text, u"/");
    QString authority = text.first(slash);
    url.path = text.sliced(slash);
    // Without a protocol, the first segment is a host where it looks like one, or where the parts say so.
    const bool isHost = !scheme.isEmpty() || authority.startsWith("{{"_L1) || authority.contains(u'.') || authority.contains(u':')
        || authority == u"localhost" || (node.isObject() && node[u"host"].size() + node[u"host"].text().size() > 0);
    if (!isHost && !authority.isEmpty()) {
        url.path = u'/' + authority + url.path;
        authority.clear();
    }
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0) {
        url.hasCredentials = true;
        authority.remove(0, at + 1);
    }
    if (url.path.isEmpty())
        url.path = u"/"_s;
    url.server = variables.resolved(scheme + authority);
    if (const qsizetype at = url.server.lastIndexOf(u'@'); at >= 0) {
        url.hasCredentials = true;
        const qsizetype colon = url.server.indexOf("://"_L1);
        url.server = (colon >= 0 && colon < at ? url.server.first(colon + 3) : QString()) + url.server.sliced(at + 1);
    }
    while (url.server.endsWith(u'/'))
        url.server.chop(1);
    return url;
}

} // namespace drawbridge
