// SPDX-License-Identifier: Apache-2.0
// Text and small marks inside symbols: measuring, wrapping, eliding, and a cache of what was laid out.
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>

class QPainter;
class QColor;

namespace drawbridge {
struct Element;
struct TrustBoundary;
enum class Notation;
}

namespace drawbridge::notation {

constexpr int nameSize = 13;   // pixels
constexpr int detailSize = 11; // pixels; the second line, labels, badges
constexpr int maximumNameLines = 3;

// Widths of text in one font; estimated where no font can be had (no QGuiApplication).
class TextMeasure
{
public:
    explicit TextMeasure(const QFont &font);
    double width(QStringView text) const;
    double lineHeight() const { return m_lineHeight; }
    double ascent() const { return m_ascent; }

private:
    std::optional<QFontMetricsF> m_metrics;
    double m_pixelSize;
    double m_lineHeight;
    double m_ascent;
    bool m_bold;
};

// Breaks at spaces, after / - _ . : and between camelCase words, else anywhere. At most `maximumLines` lines no wider
// than `width`; the last ends in … where text was left out. White space and control characters become single spaces.
QStringList wrapped(const QString &text, double width, int maximumLines, const TextMeasure &measure);
QString elided(const QString &text, double width, const TextMeasure &measure);

// A name of up to three lines and a line of detail under it, centred around the origin.
struct TextBlockLayout
{
    QStringList nameLines;
    QString detail;
    QSizeF size;
};
TextBlockLayout layOutBlock(const QString &name, const QString &detail, const QSizeF &room, const QFont &base);

// Draws a block centred on `center`; laid out once and cached per thread.
void drawBlock(QPainter &painter, const QString &name, const QString &detail, const QPointF &center, const QSizeF &room, const QFont &base,
               const QColor &nameColor, const QColor &detailColor);

enum class TextRole { Name, Detail, Strong };
// One line, elided to `width`, its left edge (or centre, or right edge) at `at` and vertically centred on it.
void drawLine(QPainter &painter, const QString &text, const QPointF &at, Qt::Alignment alignment, double width, TextRole role, const QFont &base,
              const QColor &color);
double lineWidth(const QString &text, TextRole role, const QFont &base);

// Whether the symbol has no room for all of the name.
bool isNameCut(const Element &element, const QRectF &rect, Notation notation, const QFont &base);
bool isNameCut(const TrustBoundary &boundary, const QRectF &rect, const QFont &base, bool collapsed);

// A number of findings over the upper right corner of a symbol, inside symbolMargin.
void drawBadge(QPainter &painter, const QPointF &corner, int count, const QColor &fill, const QColor &text, const QColor &rim, const QFont &base);

// A small padlock around a point.
void drawLock(QPainter &painter, const QPointF &center, const QColor &color);

} // namespace drawbridge::notation
