// SPDX-License-Identifier: Apache-2.0
#include "help/manual.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct ManualText
{
    Q_DECLARE_TR_FUNCTIONS(Manual)
};

constexpr auto style = R"(:root{color-scheme:light dark}
body{margin:0;font:16px/1.55 Inter,system-ui,sans-serif;color:#111827;background:#fff}
.page{display:grid;grid-template-columns:17rem minmax(0,44rem);gap:2.5rem;padding:1.5rem 2rem;max-width:72rem;margin:auto}
nav{font-size:.9rem;grid-column:1;grid-row:1}main{grid-column:2;grid-row:1;min-width:0}.pages{display:none}nav ul{list-style:none;padding:0;margin:.3rem 0 1.2rem}nav li{margin:.2rem 0}nav h2{font-size:.75rem;letter-spacing:.06em;text-transform:uppercase;color:#4b5563;margin:0}
a{color:#1d4ed8}a[aria-current]{color:inherit;font-weight:600;text-decoration:none}
h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.2rem;margin-top:2rem}
code,pre{font-family:"JetBrains Mono",ui-monospace,monospace;font-size:.9em}pre{background:#f3f4f6;padding:.8rem 1rem;overflow:auto;border-radius:6px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid #d1d5db}
.next{display:flex;justify-content:space-between;margin-top:2.5rem;border-top:1px solid #d1d5db;padding-top:1rem}
@media(max-width:50rem){.page{display:block;padding:1rem 1.2rem}.pages{display:block;margin:0 0 1rem}nav{margin-top:2.5rem;border-top:1px solid #d1d5db;padding-top:1rem}table{display:block;overflow-x:auto}}
@media(prefers-color-scheme:dark){body{color:#e5e7eb;background:#0f172a}a{color:#93b4ff}pre{background:#1e293b}th,td,.next{border-color:#334155}nav h2{color:#94a3b8}}
@media print{nav,.next,.pages{display:none}.page{display:block}}
)";

// Text between marks: backslash escapes, code, strong, links to pages of the manual or the web.
QString inlineHtml(const QString &text)
{
    QString html;
    bool strong = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\\' && i + 1 < text.size() && (text[i + 1].isPunct() || text[i + 1].isSymbol())) {
            html += QString(text[++i]).toHtmlEscaped();
        } else if (c == u'`') {
            const qsizetype end = text.indexOf(u'`', i + 1);
            if (end < 0) {
                html += c;
                continue;
            }
            html += u"<code>"_s + text.mid(i + 1, end - i - 1).toHtmlEscaped() + u"</code>"_s;
            i = end;
        } else if (c == u'*' && i + 1 < text.size() && text[i + 1] == u'*') {
            html += strong ? u"</strong>"_s : u"<strong>"_s;
            strong = !strong;
            ++i;
        } else if (c == u'*') {
            const qsizetype end = text.indexOf(u'*', i + 1);
            if (end < 0) {
                html += c;
                continue;
            }
            html += u"<em>"_s + text.mid(i + 1, end - i - 1).toHtmlEscaped() + u"</em>"_s;
            i = end;
        } else {
            html += QString(c).toHtmlEscaped();
        }
    }
    return strong ? html + u"</strong>"_s : html;
}

QString rowHtml(const QString &line, const char *cell)
{
    QString row = line.trimmed();
    row.remove(0, 1);
    if (row.endsWith(u'|'))
        row.chop(1);
    QString html = u"<tr>"_s;
    for (const QString &text : row.split(u'|'))
        html += u"<%1>%2</%1>"_s.arg(QLatin1StringView(cell), inlineHtml(text.trimmed()));
    return html + u"</tr>\n"_s;
}

} // namespace

QString manualFileOf(const QString &pageId)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    return pageId.toLower().replace(other, u"-"_s) + u".html"_s;
}

QString htmlOf(const QString &markdown)
{
    static const QRegularExpression heading(u"^(#{1,4}) (.*)$"_s), bullet(u"^[-*] (.*)$"_s), number(u"^\\d+\\. (.*)$"_s);
    QString html, paragraph, list;
    const auto endParagraph = [&] {
        if (!paragraph.isEmpty())
            html += list.isEmpty() ? u"<p>%1</p>\n"_s.arg(inlineHtml(paragraph)) : u"<li>%1</li>\n"_s.arg(inlineHtml(paragraph));
        paragraph.clear();
    };
    const auto endList = [&] {
        endParagraph();
        if (!list.isEmpty())
            html += u"</%1>\n"_s.arg(list);
        list.clear();
    };
    const QStringList lines = markdown.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString &line = lines[i];
        if (line.startsWith(u"```"_s)) {
            endList();
            html += u"<pre><code>"_s;
            while (++i < lines.size() && !lines[i].startsWith(u"```"_s))
                html += lines[i].toHtmlEscaped() + u'\n';
            html += u"</code></pre>\n"_s;
        } else if (const auto title = heading.match(line); title.hasMatch()) {
            endList();
            html += u"<h%1>%2</h%1>\n"_s.arg(title.capturedLength(1)).arg(inlineHtml(title.captured(2)));
        } else if (line.startsWith(u'|') && i + 1 < lines.size() && lines[i + 1].startsWith(u"|-"_s)) {
            endList();
            html += u"<table>\n<thead>"_s + rowHtml(line, "th") + u"</thead>\n<tbody>"_s;
            for (i += 2; i < lines.size() && lines[i].startsWith(u'|'); ++i)
                html += rowHtml(lines[i], "td");
            --i;
            html += u"</tbody></table>\n"_s;
        } else if (const auto item = bullet.match(line), step = number.match(line); item.hasMatch() || step.hasMatch()) {
            const QString wanted = item.hasMatch() ? u"ul"_s : u"ol"_s;
            endParagraph();
            if (list != wanted) {
                endList();
                html += u"<%1>\n"_s.arg(wanted);
                list = wanted;
            }
            paragraph = item.hasMatch() ? item.captured(1) : step.captured(1);
        } else if (line.trimmed().isEmpty()) {
            endParagraph();
            // A list ends where what follows is neither an item nor indented.
            const QString next = lines.value(i + 1);
            if (!bullet.match(next).hasMatch() && !number.match(next).hasMatch())
                endList();
        } else {
            paragraph += (paragraph.isEmpty() ? QString() : u" "_s) + line.trimmed();
        }
    }
    endList();
    return html;
}

Result<void> writeManual(const QString &folder, const QList<HelpPage> &pages)
{
    if (!QDir().mkpath(folder))
        return Error{ManualText::tr("The folder %1 cannot be made.").arg(folder), {}};
    const auto navigation = [&](const QString &current) {
        QString written, rules;
        for (const HelpPage &page : pages) {
            const bool isRule = page.id.startsWith(u"rule/"_s);
            (isRule ? rules : written) += u"<li><a href=\"%1\"%2>%3</a></li>\n"_s.arg(manualFileOf(page.id), page.id == current ? u" aria-current=\"page\""_s : QString(), page.title.toHtmlEscaped());
        }
        // The list of rules is long: it stands on the index and on pages of rules.
        const bool withRules = current.isEmpty() || current.startsWith(u"rule/"_s);
        return u"<nav id=\"pages\" aria-label=\"%1\">\n<ul><li><a href=\"index.html\"%2>%3</a></li></ul>\n<h2>%4</h2>\n<ul>%5</ul>\n%6</nav>"_s.arg(
            ManualText::tr("Manual"), current.isEmpty() ? u" aria-current=\"page\""_s : QString(), ManualText::tr("Drawbridge manual"), ManualText::tr("Pages"), written,
            withRules ? u"<h2>%1</h2>\n<ul>%2</ul>\n"_s.arg(ManualText::tr("Rules"), rules) : QString());
    };
    // The text comes first, for narrow screens and for those who listen; a link leads to the list of pages behind it.
    const auto write = [&](const QString &name, const QString &id, const QString &title, const QString &body) -> Result<void> {
        const QString html = u"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
                             "<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n<div class=\"page\">\n<main>\n<a class=\"pages\" href=\"#pages\">%5</a>\n%4</main>\n%3\n</div>\n</body>\n</html>\n"_s
                                 .arg(title.toHtmlEscaped(), QLatin1StringView(style), navigation(id), body, ManualText::tr("All pages"));
        QSaveFile file(folder + u'/' + name);
        const QByteArray bytes = html.toUtf8();
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            return Error{ManualText::tr("%1 cannot be written: %2").arg(file.fileName(), file.errorString()), {}};
        return {};
    };
    QString index = u"<h1>%1</h1>\n<ul>\n"_s.arg(ManualText::tr("Drawbridge manual"));
    for (const HelpPage &page : pages) {
        if (!page.id.startsWith(u"rule/"_s))
            index += u"<li><a href=\"%1\">%2</a></li>\n"_s.arg(manualFileOf(page.id), page.title.toHtmlEscaped());
    }
    index += u"</ul>\n"_s;
    if (const Result<void> written = write(u"index.html"_s, {}, ManualText::tr("Drawbridge manual"), index); !written)
        return written;
    for (qsizetype i = 0; i < pages.size(); ++i) {
        const auto link = [&](qsizetype to, const QString &arrow) {
            return to < 0 || to >= pages.size() ? u"<span></span>"_s : u"<a href=\"%1\">%2</a>"_s.arg(manualFileOf(pages[to].id), arrow.arg(pages[to].title.toHtmlEscaped()));
        };
        const QString body = htmlOf(pages[i].markdown) + u"<div class=\"next\">%1%2</div>\n"_s.arg(link(i - 1, u"← %1"_s), link(i + 1, u"%1 →"_s));
        if (const Result<void> written = write(manualFileOf(pages[i].id), pages[i].id, pages[i].title, body); !written)
            return written;
    }
    return {};
}

} // namespace drawbridge
