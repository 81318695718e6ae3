// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/content.h"

#include <QFont>
#include <QHash>
#include <QTextLayout>

#include <memory>

class QPainter;
class QPdfWriter;

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

// What a layout pass found out: the second one, which paints, shows page numbers of the first.
struct PdfPlan
{
    QList<QSizeF> pages; // sizes
    QHash<QString, PdfPlace> anchors;
    QList<PdfLink> links;
    QList<PdfBookmark> bookmarks;
};

// Puts text, tables and pictures on pages, from top to bottom. Without a painter it only measures: both passes run the
// same code, so they agree.
class PageLayout
{
public:
    PageLayout(const ReportContent &content, const PdfPlan &known, QPdfWriter *writer, QPainter *painter);

    const PdfPlan &plan() const { return m_plan; }

    // Ends the page and begins another; an empty size means A4.
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
    void paragraph(const QString &text, const QFont &font, const QColor &color, double indent = 0);
    // One line of text at a place, without flow; returns its width.
    double line(const QString &text, const QFont &font, const QColor &color, double x, double y, Qt::Alignment alignment = Qt::AlignLeft, double width = 0);
    // A label in the left column, text beside it.
    void labelled(const QString &label, const QString &text);
    // A place where a finding shows: what, where, and why one can tell.
    void place(const QString &label, const ReportFinding::Place &place);
    void table(const ReportTable &table);
    // A coloured label with a band's name; returns its size.
    QSizeF chip(Band band, double x, double y);
    void rule(double y, const QColor &color, double thickness);
    void finish();

    static constexpr double margin = 50 * pt;
    const DiagramPalette palette = DiagramPalette::paper();
    const QColor textColor{0x11, 0x18, 0x27}, mutedColor{0x4B, 0x55, 0x63}, lineColor{0xC9, 0xCE, 0xD6}, linkColor{0x1D, 0x4E, 0xD8};

private:
    struct Text
    {
        std::shared_ptr<QTextLayout> layout;
        double lineHeight = 0;
        int lines = 0;
        double height() const { return lines * lineHeight; }
    };
    Text shape(const QString &text, const QFont &font, double width, bool right = false) const;
    void draw(const Text &text, int from, int to, double x, double y, const QColor &color);
    void tableHead(const ReportTable &table, const QList<double> &widths);
    void tableRow(const ReportTable &table, const QList<double> &widths, const QList<ReportCell> &row);
    void frame();

    const ReportContent &m_content;
    const PdfPlan &m_known;
    QPdfWriter *m_writer;
    QPainter *m_painter;
    PdfPlan m_plan;
    QString m_section, m_pageSection;
    QFont m_base;
    QSizeF m_size;
    double m_margin = margin, m_top = 0, m_bottom = 0, m_y = 0;
};

} // namespace drawbridge
