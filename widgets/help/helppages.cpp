// SPDX-License-Identifier: Apache-2.0
#include "help/helppages.h"

#include "base/markdown.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct HelpText
{
    Q_DECLARE_TR_FUNCTIONS(Help)
};

} // namespace

QList<HelpPage> writtenPages()
{
    QList<HelpPage> pages;
    const QDir folder(u":/help"_s);
    for (const QString &name : folder.entryList({u"*.md"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        HelpPage page;
        page.id = name.section(u'-', 1).section(u'.', 0, 0);
        page.markdown = QString::fromUtf8(file.readAll());
        page.title = page.markdown.section(u'\n', 0, 0).mid(2);
        pages.append(page);
    }
    return pages;
}

HelpPage pageOf(const RuleInfo &rule)
{
    HelpPage page;
    page.id = u"rule/"_s + rule.id;
    page.title = u"%1 · %2"_s.arg(rule.id, ruleText(rule.title));
    QStringList lines{u"# "_s + markdownText(ruleText(rule.title)), QString(), u"**%1**"_s.arg(markdownText(rule.id)), QString(), markdownText(ruleText(rule.why)), QString()};
    if (!rule.fix.isEmpty())
        lines << u"## "_s + HelpText::tr("What to do") << QString() << markdownText(ruleText(rule.fix)) << QString();
    QStringList maps;
    for (const QString &owasp : rule.owaspApi)
        maps << u"OWASP "_s + owasp;
    for (const int cwe : rule.cwe)
        maps << u"CWE-%1"_s.arg(cwe);
    if (!rule.stride.isEmpty())
        maps << u"STRIDE "_s + rule.stride.join(QString());
    for (auto it = rule.standards.cbegin(); it != rule.standards.cend(); ++it) {
        if (!it->isEmpty())
            maps << u"%1: %2"_s.arg(markdownText(it.key()), markdownText(it->join(u", "_s)));
    }
    if (!maps.isEmpty()) {
        lines << u"## "_s + HelpText::tr("Maps to") << QString();
        for (const QString &map : std::as_const(maps))
            lines << u"- "_s + map;
    }
    page.markdown = lines.join(u'\n') + u'\n';
    return page;
}

QList<HelpPage> findPages(const QList<HelpPage> &pages, const QString &query)
{
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    const auto holds = [&](const QString &text) {
        return std::all_of(words.cbegin(), words.cend(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
    };
    QList<HelpPage> found, rest;
    for (const HelpPage &page : pages) {
        if (holds(page.title))
            found.append(page);
        else if (holds(page.title + u' ' + page.markdown))
            rest.append(page);
    }
    return found + rest;
}

} // namespace drawbridge
