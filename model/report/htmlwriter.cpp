// SPDX-License-Identifier: Apache-2.0
#include "report/htmlwriter.h"

#include "report/diagramsvg.h"
#include "report/reportstyle.h"
#include "report/reportlanguage.h"
#include "report/reporttext.h"

#include <QBuffer>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortKey = 8; // characters: a number such as W-001 is not broken
constexpr qsizetype shapesInSummary = 80; // a larger diagram is only linked there, not shown twice

QString escaped(const QString &text)
{
    return text.toHtmlEscaped();
}

// Letters, digits and hyphens of an anchor: what an id and a link agree on.
QString idOf(const QString &anchor)
{
    QString id;
    for (const QChar c : anchor)
        id += (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'_' ? c : QChar(u'-');
    return id;
}

class HtmlWriter
{
public:
    HtmlWriter(const ReportContent &content, Progress &progress) : m_content(content), m_progress(progress), m_anchors(anchorsOf(content)) {}

    bool write()
    {
        head();
        contents();
        m_out += "<main id=\"main\">\n";
        for (qsizetype i = 0; i < m_content.sections.size(); ++i) {
            const ReportSection &section = m_content.sections[i];
            m_progress.report(int(100 * i / m_content.sections.size()), Report::tr("Setting the report"));
            const QString id = idOf(section.anchor);
            put(u"<section id=\"%1\" aria-labelledby=\"%1-h\">\n<h2 id=\"%1-h\">%2</h2>\n"_s.arg(id, escaped(section.title)));
            m_caption = section.title;
            for (const ReportBlock &block : section.blocks) {
                if (m_progress.isCancelled())
                    return false;
                std::visit([&](const auto &b) { add(b); }, block);
            }
            m_out += "</section>\n";
        }
        m_out += "</main>\n";
        mark("footer");
        m_out += "</body>\n</html>\n";
        return true;
    }

    QByteArray bytes() const { return m_out; }

private:
    void put(const QString &html) { m_out += html.toUtf8(); }

    void mark(const char *element)
    {
        if (!m_content.classification.isEmpty())
            put(u"<%1 class=\"mark\">%2</%1>\n"_s.arg(QLatin1StringView(element), escaped(m_content.classification)));
    }

    void head()
    {
        put(u"<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"_s.arg(escaped(m_content.language)));
        m_out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n"
                 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
        put(u"<meta name=\"generator\" content=\"Drawbridge %1\">\n"_s.arg(QStringLiteral(DRAWBRIDGE_VERSION)));
        put(u"<title>%1: %2</title>\n<style>\n"_s.arg(escaped(m_content.title), escaped(m_content.system)));
        m_out += reportStyle(m_content);
        m_out += "</style>\n</head>\n<body>\n";
        put(u"<a class=\"skip\" href=\"#main\">%1</a>\n"_s.arg(escaped(Report::tr("To the content"))));
        mark("div");
        m_out += "<header>\n";
        if (!m_content.logo.isNull()) {
            QByteArray png;
            QBuffer buffer(&png);
            buffer.open(QIODevice::WriteOnly);
            m_content.logo.save(&buffer, "PNG");
            m_out += "<img class=\"logo\" alt=\"\" src=\"data:image/png;base64," + png.toBase64() + "\">\n";
        }
        QString above = m_content.title;
        if (!m_content.audience.isEmpty())
            above += u" · "_s + m_content.audience;
        put(u"<p class=\"kind\">%1</p>\n<h1>%2</h1>\n<p class=\"date\"><time datetime=\"%3\">%3</time></p>\n</header>\n"_s.arg(
            escaped(above), escaped(m_content.system), reporttext::dateTitle(m_content.date)));
    }

    void contents()
    {
        put(u"<nav aria-label=\"%1\">\n<ol>\n"_s.arg(escaped(Report::tr("Contents"))));
        for (const ReportSection &section : m_content.sections)
            put(u"<li><a href=\"#%1\">%2</a></li>\n"_s.arg(idOf(section.anchor), escaped(section.title)));
        m_out += "</ol>\n</nav>\n";
    }

    QString linked(const QString &text, const QString &anchor) const
    {
        return m_anchors.contains(anchor) ? u"<a href=\"#%1\">%2</a>"_s.arg(idOf(anchor), escaped(text)) : escaped(text);
    }

    QString spanned(const QString &text, const QList<ReportSpan> &spans) const
    {
        QString html;
        int at = 0;
        for (const ReportSpan &span : spans) {
            html += escaped(text.mid(at, span.from - at)) + linked(text.mid(span.from, span.length), span.anchor);
            at = span.from + span.length;
        }
        return html + escaped(text.mid(at));
    }

    static QString band(int index, const QString &title) { return u"<span class=\"band b%1\">%2</span>"_s.arg(index).arg(escaped(title)); }

    QString idAttribute(const QString &anchor)
    {
        if (anchor.isEmpty() || m_given.contains(anchor))
            return {};
        m_given.insert(anchor);
        return u" id=\"%1\""_s.arg(idOf(anchor));
    }

    void add(const ReportParagraph &paragraph)
    {
        put(u"<p%1>%2</p>\n"_s.arg(paragraph.muted ? u" class=\"muted\""_s : QString(), spanned(paragraph.text, paragraph.spans)));
    }

    void add(const ReportHeading &heading)
    {
        m_caption = heading.text;
        put(u"<h%1%2>%3</h%1>\n"_s.arg(heading.level > 1 ? 4 : 3).arg(idAttribute(heading.anchor), escaped(heading.text)));
    }

    void add(const ReportList &list)
    {
        const QString element = list.numbered ? u"ol"_s : u"ul"_s;
        put(u"<%1>\n"_s.arg(element));
        for (const QString &item : list.items)
            put(u"<li>%1</li>\n"_s.arg(escaped(item)));
        put(u"</%1>\n"_s.arg(element));
    }

    void add(const ReportFacts &facts)
    {
        m_out += "<dl>\n";
        for (const auto &[label, text] : facts.rows)
            put(u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(escaped(label), escaped(text)));
        m_out += "</dl>\n";
    }

    void add(const ReportTable &table, bool few = false)
    {
        put((few ? u"<table class=\"few\">"_s : u"<table>"_s) + u"\n<caption>%1</caption>\n<thead><tr>"_s.arg(escaped(m_caption)));
        for (const ReportTable::Column &column : table.columns)
            put(u"<th scope=\"col\"%1>%2</th>"_s.arg(column.numbers ? u" class=\"n\""_s : QString(), escaped(column.title)));
        m_out += "</tr></thead>\n<tbody>\n";
        for (const QList<ReportCell> &row : table.rows) {
            QString anchors;
            for (const ReportCell &cell : row)
                anchors = anchors.isEmpty() ? idAttribute(cell.anchor) : anchors;
            put(u"<tr%1>"_s.arg(anchors));
            // The first cell in bold says what the row is about.
            qsizetype head = 0;
            while (head < row.size() && !row[head].strong)
                ++head;
            for (qsizetype i = 0; i < row.size(); ++i) {
                const ReportCell &cell = row[i];
                const QString text = cell.band >= 0 ? band(cell.band, cell.text) : cell.link.isEmpty() ? spanned(cell.text, cell.spans) : linked(cell.text, cell.link);
                QString kind = table.columns[i].numbers ? u" class=\"n\""_s : QString();
                if (kind.isEmpty() && cell.text.size() <= shortKey)
                    kind = u" class=\"k\""_s;
                if (i == head && head <= 1)
                    put(u"<th scope=\"row\"%1>%2</th>"_s.arg(kind, text));
                else
                    put(cell.strong ? u"<td%1><strong>%2</strong></td>"_s.arg(kind, text) : u"<td%1>%2</td>"_s.arg(kind, text));
            }
            m_out += "</tr>\n";
        }
        m_out += "</tbody>\n</table>\n";
    }

    void add(const ReportBands &bands) { add(tableOf(bands), true); }

    void add(const ReportFinding &finding)
    {
        put(u"<article%1>\n<p class=\"meta\">%2 %3</p>\n<h3>%4</h3>\n<dl>\n"_s.arg(idAttribute(finding.anchor), band(int(finding.band), bandTitle(finding.band)), escaped(lineOf(finding)),
                                                                                  escaped(finding.title)));
        const QList<ReportFindingRow> rows = rowsOf(finding);
        for (const ReportFindingRow &row : rows) {
            if (!row.label.isEmpty())
                put(u"<dt>%1</dt>"_s.arg(escaped(row.label)));
            m_out += "<dd>";
            put(row.place ? placeHtml(*row.place) : escaped(row.text));
            m_out += "</dd>\n";
        }
        m_out += "</dl>\n</article>\n";
    }

    static QString placeHtml(const ReportFinding::Place &place)
    {
        QString html = u"<strong>%1</strong>"_s.arg(escaped(place.what));
        if (!place.place.isEmpty())
            html += u" <span class=\"muted\">%1</span>"_s.arg(escaped(place.place));
        if (!place.evidence.isEmpty()) {
            html += u"<ul>"_s;
            for (const QString &evidence : place.evidence)
                html += u"<li>%1</li>"_s.arg(escaped(evidence));
            html += u"</ul>"_s;
        }
        return html;
    }

    void add(const ReportDiagram &diagram)
    {
        const QString words = diagram.description.join(u' ');
        if (diagram.inlined) {
            if (diagram.picture.shapes.size() <= shapesInSummary) {
                m_out += "<figure>";
                m_out += inlineSvg(diagram.picture, u"small-"_s + idOf(diagram.anchor), diagram.title, words);
                put(u"<figcaption>%1</figcaption></figure>\n"_s.arg(linked(diagram.title, diagram.anchor)));
            } else if (m_anchors.contains(diagram.anchor)) {
                put(u"<p>%1</p>\n"_s.arg(linked(Report::tr("To the diagram “%1”").arg(diagram.title), diagram.anchor)));
            }
            return;
        }
        const QString id = idOf(diagram.anchor);
        put(u"<figure%1>\n<figcaption><h3>%2</h3></figcaption>\n"_s.arg(idAttribute(diagram.anchor), escaped(diagram.title)));
        m_out += inlineSvg(diagram.picture, u"svg-"_s + id, diagram.title, Report::tr("The diagram in words follows it."));
        put(u"\n<details>\n<summary>%1</summary>\n<ul>\n"_s.arg(escaped(Report::tr("The diagram in words"))));
        for (const QString &sentence : diagram.description)
            put(u"<li>%1</li>\n"_s.arg(escaped(sentence)));
        m_out += "</ul>\n</details>\n</figure>\n";
    }

    const ReportContent &m_content;
    Progress &m_progress;
    QSet<QString> m_anchors, m_given;
    QString m_caption;
    QByteArray m_out;
};

} // namespace

Result<QByteArray> htmlBytes(const ReportContent &content, Progress &progress)
{
    const ReportLanguageScope language(content.language);
    HtmlWriter writer(content, progress);
    if (!writer.write())
        return Error{Report::tr("The report was cancelled."), {}};
    return writer.bytes();
}

} // namespace drawbridge
