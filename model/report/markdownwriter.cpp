// SPDX-License-Identifier: Apache-2.0
#include "report/markdownwriter.h"

#include "base/markdown.h"
#include "report/reportlanguage.h"
#include "report/reporttext.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

class MarkdownWriter
{
public:
    MarkdownWriter(const ReportContent &content, Progress &progress) : m_content(content), m_progress(progress), m_anchors(anchorsOf(content)) {}

    bool write()
    {
        mark();
        line(u"# "_s + markdownText(m_content.title + u": "_s + m_content.system));
        line(m_content.audience.isEmpty() ? reporttext::dateTitle(m_content.date) : reporttext::dateTitle(m_content.date) + u" · "_s + markdownText(m_content.audience));
        QString contents;
        for (const ReportSection &section : m_content.sections)
            contents += u"- "_s + linked(section.title, section.anchor) + u'\n';
        put(contents + u'\n');
        for (const ReportSection &section : m_content.sections) {
            line(anchor(section.anchor) + u"## "_s + markdownText(section.title));
            for (const ReportBlock &block : section.blocks) {
                if (m_progress.isCancelled())
                    return false;
                std::visit([&](const auto &b) { add(b); }, block);
            }
        }
        mark();
        return true;
    }

    QByteArray bytes() const { return m_out; }

private:
    void put(const QString &text) { m_out += text.toUtf8(); }
    void line(const QString &text) { put(text + u"\n\n"_s); }

    void mark()
    {
        if (!m_content.classification.isEmpty())
            line(u"**%1**"_s.arg(markdownText(m_content.classification)));
    }

    QString anchor(const QString &name)
    {
        if (name.isEmpty() || m_given.contains(name))
            return {};
        m_given.insert(name);
        return u"<a id=\"%1\"></a>\n\n"_s.arg(name.toHtmlEscaped());
    }

    QString linked(const QString &text, const QString &anchor) const
    {
        return m_anchors.contains(anchor) ? u"[%1](#%2)"_s.arg(markdownText(text), anchor) : markdownText(text);
    }

    QString spanned(const QString &text, const QList<ReportSpan> &spans) const
    {
        if (spans.isEmpty())
            return markdownText(text);
        QString out;
        int at = 0;
        const auto between = [&](int to) {
            const QString part = text.mid(at, to - at);
            const QString shown = markdownText(part);
            if (!shown.isEmpty() && part.startsWith(u' ')) // markdownText() trims
                out += u' ';
            out += shown;
            if (part.endsWith(u' '))
                out += u' ';
        };
        for (const ReportSpan &span : spans) {
            between(span.from);
            out += linked(text.mid(span.from, span.length), span.anchor);
            at = span.from + span.length;
        }
        between(int(text.size()));
        return out;
    }

    void add(const ReportParagraph &paragraph) { line(spanned(paragraph.text, paragraph.spans)); }
    void add(const ReportHeading &heading) { line(anchor(heading.anchor) + (heading.level > 1 ? u"#### "_s : u"### "_s) + markdownText(heading.text)); }

    void add(const ReportList &list)
    {
        int number = 0;
        for (const QString &item : list.items)
            put((list.numbered ? u"%1. "_s.arg(++number) : u"- "_s) + markdownText(item) + u'\n');
        put(u"\n"_s);
    }

    void add(const ReportFacts &facts)
    {
        for (const auto &[label, text] : facts.rows)
            put(u"- **%1:** %2\n"_s.arg(markdownText(label), markdownText(text)));
        put(u"\n"_s);
    }

    void add(const ReportTable &table)
    {
        QString head, rule;
        for (const ReportTable::Column &column : table.columns) {
            head += u"| "_s + markdownText(column.title) + u' ';
            rule += column.numbers ? u"| ---: "_s : u"| --- "_s;
        }
        put(head + u"|\n"_s + rule + u"|\n"_s);
        for (const QList<ReportCell> &row : table.rows) {
            QString text;
            for (const ReportCell &cell : row) {
                QString shown = cell.link.isEmpty() ? spanned(cell.text, cell.spans) : linked(cell.text, cell.link);
                if (cell.strong && !shown.isEmpty())
                    shown = u"**%1**"_s.arg(shown);
                if (const QString place = anchor(cell.anchor); !place.isEmpty())
                    shown.prepend(place.trimmed());
                text += u"| "_s + shown + u' ';
            }
            put(text + u"|\n"_s);
        }
        put(u"\n"_s);
    }

    void add(const ReportBands &bands) { add(tableOf(bands)); }

    void add(const ReportFinding &finding)
    {
        line(anchor(finding.anchor) + u"### "_s + markdownText(finding.number + u' ' + finding.title));
        line(u"**%1** · %2"_s.arg(markdownText(bandTitle(finding.band)), markdownText(lineOf(finding))));
        const QList<ReportFindingRow> rows = rowsOf(finding);
        for (const ReportFindingRow &row : rows) {
            if (!row.place) {
                put(row.label.isEmpty() ? u"  - %1\n"_s.arg(markdownText(row.text)) : u"- **%1:** %2\n"_s.arg(markdownText(row.label), markdownText(row.text)));
                continue;
            }
            if (!row.label.isEmpty())
                put(u"- **%1:**\n"_s.arg(markdownText(row.label)));
            put(u"  - "_s + markdownText(row.place->place.isEmpty() ? row.place->what : u"%1 (%2)"_s.arg(row.place->what, row.place->place)) + u'\n');
            for (const QString &evidence : row.place->evidence)
                put(u"    - "_s + markdownText(evidence) + u'\n');
        }
        put(u"\n"_s);
    }

    void add(const ReportDiagram &diagram)
    {
        if (diagram.inlined) {
            if (m_anchors.contains(diagram.anchor))
                line(linked(Report::tr("To the diagram “%1”").arg(diagram.title), diagram.anchor));
            return;
        }
        line(anchor(diagram.anchor) + u"### "_s + markdownText(diagram.title));
        add(ReportList{diagram.description, false});
    }

    const ReportContent &m_content;
    Progress &m_progress;
    QSet<QString> m_anchors, m_given;
    QByteArray m_out;
};

} // namespace

Result<QByteArray> markdownBytes(const ReportContent &content, Progress &progress)
{
    const ReportLanguageScope language(content.language);
    MarkdownWriter writer(content, progress);
    if (!writer.write())
        return Error{Report::tr("The report was cancelled."), {}};
    return writer.bytes();
}

} // namespace drawbridge
