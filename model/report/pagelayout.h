// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/content.h"

#include <QCache>
#include <QFont>
#include <QHash>
#include <QTextLayout>

#include <functional>
#include <memory>

class QPainter;

namespace drawbridge {

// Lengths on paper are in units of 1/1200 inch.
constexpr double pt = 1200.0 / 72.0;

struct PdfLink
{
    int page = 0; // from 0
    QRectF rect;
    QString anchor;
};

struct PdfPlace
{
    int page = 0;
    double y = 0;
};

struct PdfBookmark
{
    int level = 0; // 0: section, 1: within one
    QString title;
    QString anchor;
};

// Where a page begins with a block: what is ahead and what is behind can be painted apart from each other.
struct PdfPart
{
    int page = 0; // from 0
    qsizetype section = 0, block = 0;
};

// What a layout pass found out: the second one, which paints, shows page numbers of the first.
struct PdfPlan
{
    QList<QSizeF> pages; // sizes
    QHash<QString, PdfPlace> anchors;
    QList<PdfLink> links;
    QList<PdfBookmark> bookmarks;
    QHash<QString, double> heights; // of findings, by anchor
    QList<PdfPart> parts; // in order, of many pages each; the first one begins the report
};

// Where pages go: into a file, or onto the screen.
class PageSink
{
public:
    virtual ~PageSink() = default;
    // What the page (from 0) is painted with, in units of paper; nullptr: nobody wants to see it, it is only measured.
    virtual QPainter *page(int number, const QSizeF &size) = 0;
    // Whether all that is wanted has been painted.
    virtual bool isDone() const { return false; }
};

// Puts text, tables and pictures on pages, from top to bottom. Without a sink it only measures: both passes run the
// same code, so they agree. What is a plan's is noted by the pass that measures.
class PageLayout
{
public:
    // Begins with the part's page.
    PageLayout(const ReportContent &content, const PdfPlan &known, PageSink *sink, const PdfPart &part = {});

    const PdfPlan &plan() const { return m_plan; }
    PdfPlan takePlan() { return std::move(m_plan); }
    // That a part could begin with the block that has the anchor, if it stands at the top of a page.
    void mayBegin(const QString &anchorName, qsizetype section, qsizetype block);

    // Ends the page and begins another; an empty size means the report's paper.
    void newPage(QSizeF size = {});
    // A new page unless this much room is left.
    void ensure(double height);
    void space(double height) { m_y += height; }
    double left() const { return m_margin; }
    double width() const { return m_size.width() - 2 * m_margin; }
    double y() const { return m_y; }
    double remaining() const { return m_bottom - m_y; }
    QPainter *painter() const { return m_painter; }
    bool atTop() const { return m_y <= m_top + 1; }
    // Room of a whole page for content.
    double fullHeight() const { return m_bottom - m_top; }
    bool isDone() const { return m_sink && m_sink->isDone(); }
    static QSizeF sheet(const ReportPaper &paper);

    // Shown at the top of pages that begin with it.
    void setSection(const QString &title);
    void anchor(const QString &name);
    void bookmark(int level, const QString &title, const QString &anchor);
    void link(const QRectF &rect, const QString &anchor);
    // "12", as the first pass found it.
    QString pageNumberOf(const QString &anchor) const;

    QFont font(double points, bool bold = false) const;
    // For diagrams.
    const QFont &baseFont() const { return m_base; }
    // Flows over pages; never leaves a single line behind or ahead.
    void paragraph(const QString &text, const QFont &font, const QColor &color, double indent = 0, const QList<ReportSpan> &spans = {}, double rightIndent = 0);
    double paragraphHeight(const QString &text, const QFont &font, double indent = 0) const;
    // One line of text at a place, without flow; cut with an ellipsis where it is wider than `width` (0: any).
    void line(const QString &text, const QFont &font, const QColor &color, double x, double y, Qt::Alignment alignment = Qt::AlignLeft, double width = 0);
    // A label in the left column, text beside it.
    void labelled(const QString &label, const QString &text);
    double labelledHeight(const QString &text) const;
    double placeHeight(const ReportFinding::Place &place) const;
    // As the first pass measured it; what measures is only called there.
    double heightOf(const QString &anchor, const std::function<double()> &measured);
    // A place where a finding shows: what, where, and why one can tell.
    void place(const QString &label, const ReportFinding::Place &place);
    void table(const ReportTable &table);
    // Of the head and the first rows, which stay together.
    double tableBegin(const ReportTable &table) const;
    // A coloured label with a band's name; returns its size.
    QSizeF chip(Band band, double x, double y);
    void rule(double y, const QColor &color, double thickness);
    void finish();

    static constexpr double margin = 50 * pt;
    const DiagramPalette palette = DiagramPalette::paper();
    const QColor textColor{0x11, 0x18, 0x27}, mutedColor{0x4B, 0x55, 0x63}, lineColor{0xC9, 0xCE, 0xD6}, linkColor{0x1D, 0x4E, 0xD8};

private:
    struct ShapeKey // of a text as it was shaped
    {
        QString text;
        int pixels = 0;
        bool bold = false, right = false;
        double width = 0;
        bool operator==(const ShapeKey &) const = default;
        friend size_t qHash(const ShapeKey &key, size_t seed) { return qHashMulti(seed, key.text, key.pixels, key.bold, key.right, key.width); }
    };
    struct Text
    {
        std::shared_ptr<QTextLayout> layout;
        QList<ReportSpan> spans;
        double lineHeight = 0;
        int lines = 0;
        double height() const { return lines * lineHeight; }
    };
    struct Row // of a table, shaped
    {
        QList<Text> texts;
        double height = 0, lineHeight = 0;
    };
    // Remembers the last ones: what is measured is put next, and reports repeat themselves.
    Text shape(const QString &text, const QFont &font, double width, bool right = false, const QList<ReportSpan> &spans = {}) const;
    Text shapeNew(const QString &text, const QFont &font, double width, bool right, const QList<ReportSpan> &spans) const;
    void draw(const Text &text, int from, int to, double x, double y, const QColor &color);
    void beginPage(const QSizeF &size);
    QList<double> widthsOf(const ReportTable &table) const;
    QList<double> columnWidths(const ReportTable &table) const;
    // That a column needs so that no word of it is cut; 0 where all fit into the width given.
    double leastWidth(const ReportTable &table, qsizetype column, double given) const;
    Row shapeRow(const ReportTable &table, const QList<double> &widths, const QList<ReportCell> &cells) const;
    double headHeight(const ReportTable &table, const QList<double> &widths) const;
    void tableHead(const ReportTable &table, const QList<double> &widths);
    void tableRow(const ReportTable &table, const QList<double> &widths, const QList<ReportCell> &cells, const Row &row, double together);
    void frame();

    struct Widths // of the columns of the table that was asked for last
    {
        const ReportTable *table = nullptr;
        double room = 0;
        QList<double> widths;
    };

    const ReportContent &m_content;
    const PdfPlan &m_known;
    PageSink *m_sink;
    QPainter *m_painter = nullptr; // of the page
    PdfPlan m_plan;
    mutable Widths m_widthsOf;
    mutable QHash<std::pair<int, bool>, QFont> m_fonts; // by pixels, bold
    mutable QCache<ShapeKey, Text> m_shaped;
    QString m_section, m_pageSection;
    QFont m_base;
    QSizeF m_size;
    double m_margin = margin, m_top = 0, m_bottom = 0, m_y = 0;
};

} // namespace drawbridge
