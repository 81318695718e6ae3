// SPDX-License-Identifier: Apache-2.0
#include "notation/notation.h"
#include "notation/symboltext.h"
#include "notation/technologyicon.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge::notation {

namespace {

constexpr double gridStep = 8;
constexpr double minimumWidth = 136;
constexpr double minimumHeight = 64;
constexpr double stripHeight = 20;       // of a Gane-Sarson process: what it is, above its name
constexpr double storeBandWidth = 14;    // of a Gane-Sarson store
constexpr double iconSide = 18;
constexpr double iconRoom = 24;          // icon and gap, left of the text
constexpr double narrowestWithIcon = 96;
constexpr double plainBelow = 0.2;       // levels of detail (SymbolState::detail)
constexpr double noDetailTextBelow = 0.4;
constexpr double ellipseRoomX = 0.78;    // the text rectangle inside an ellipse; 0.78² + 0.62² ≈ 1
constexpr double ellipseRoomY = 0.62;

enum class Shape { Rectangle, Pill, TwoLines, Ellipse, Partitioned, DoubleEdge, OpenRight };

Shape shapeOf(ElementKind kind, Notation notation)
{
    switch (kind) {
    case ElementKind::ExternalEntity:
        return notation == Notation::GaneSarson ? Shape::DoubleEdge : Shape::Rectangle;
    case ElementKind::Process:
        return notation == Notation::Rounded ? Shape::Pill : notation == Notation::Yourdon ? Shape::Ellipse : Shape::Partitioned;
    case ElementKind::DataStore:
        return notation == Notation::GaneSarson ? Shape::OpenRight : Shape::TwoLines;
    }
    return Shape::Rectangle;
}

double radiusOf(Shape shape, const QRectF &rect)
{
    if (shape == Shape::Pill)
        return std::min({rect.width() / 2, rect.height() / 2, 40.0});
    return shape == Shape::Partitioned ? std::min(8.0, rect.height() / 2) : 0;
}

// Where the text goes.
QRectF textArea(Shape shape, const QRectF &rect)
{
    switch (shape) {
    case Shape::Pill: {
        const double inset = std::clamp(radiusOf(shape, rect) * 0.5, 6.0, 18.0);
        return rect.adjusted(inset, 6, -inset, -6);
    }
    case Shape::Ellipse: {
        const QSizeF size(rect.width() * ellipseRoomX, rect.height() * ellipseRoomY);
        return QRectF(rect.center() - QPointF(size.width() / 2, size.height() / 2), size);
    }
    case Shape::Partitioned:
        return rect.adjusted(10, stripHeight + 2, -10, -4);
    case Shape::OpenRight:
        return rect.adjusted(storeBandWidth + 8, 6, -8, -6);
    case Shape::DoubleEdge:
        return rect.adjusted(14, 10, -10, -6);
    case Shape::Rectangle:
    case Shape::TwoLines:
        break;
    }
    return rect.adjusted(10, 6, -10, -6);
}

QSizeF sizeAround(Shape shape, const QSizeF &text)
{
    switch (shape) {
    case Shape::Pill:
        return text + QSizeF(36, 20);
    case Shape::Ellipse:
        return QSizeF(text.width() / ellipseRoomX, text.height() / ellipseRoomY) + QSizeF(2, 2);
    case Shape::Partitioned:
        return text + QSizeF(20, stripHeight + 14);
    case Shape::OpenRight:
        return text + QSizeF(storeBandWidth + 18, 20);
    case Shape::DoubleEdge:
        return text + QSizeF(26, 22);
    case Shape::Rectangle:
    case Shape::TwoLines:
        break;
    }
    return text + QSizeF(22, 20);
}

double snappedUp(double value, double step, double minimum)
{
    return std::max(minimum, std::ceil(value / step - 1e-6) * step);
}

// The narrowest width at which the name needs no more lines than it must, without cutting words where that can be.
double nameWidth(const QString &name, const TextMeasure &measure)
{
    constexpr double oneLine = 150, narrowest = 104, widest = 200, step = 8;
    const double natural = measure.width(wrapped(name, 1e6, 1, measure).value(0));
    if (natural <= oneLine)
        return natural;
    const auto cutsNothing = [&](const QStringList &lines) {
        if (lines.last().endsWith(QChar(0x2026)) && !name.endsWith(QChar(0x2026)))
            return false;
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) {
            const QChar end = lines[i].back(), next = lines[i + 1].front();
            const bool isInsideWord = end.isLetterOrNumber() && next.isLetterOrNumber() && !(end.isLower() && next.isUpper())
                                      && !name.contains(end + u' ' + next);
            if (isInsideWord)
                return false;
        }
        return true;
    };
    for (int lines = 2; lines <= maximumNameLines; ++lines) {
        for (double width = narrowest; width <= widest; width += step) {
            const QStringList broken = wrapped(name, width, lines, measure);
            if (broken.size() <= lines && cutsNothing(broken))
                return width;
        }
    }
    return widest;
}

QString actorText(ActorClass actor)
{
    switch (actor) {
    case ActorClass::NotAnActor:
        return {};
    case ActorClass::Anonymous:
        return QCoreApplication::translate("Notation", "anyone");
    case ActorClass::SelfRegistered:
        return QCoreApplication::translate("Notation", "anyone who registers");
    case ActorClass::Customer:
        return QCoreApplication::translate("Notation", "customers");
    case ActorClass::Partner:
        return QCoreApplication::translate("Notation", "partners");
    case ActorClass::Internal:
        return QCoreApplication::translate("Notation", "staff");
    case ActorClass::Privileged:
        return QCoreApplication::translate("Notation", "administrators");
    }
    return {};
}

// "identity_provider" → "identity provider": subkinds are ids, spelt so that they read as words.
QString subkindText(const QString &subkind)
{
    QString words = subkind;
    words.replace(u'_', u' ').replace(u'-', u' ');
    for (const auto &[plain, proper] : {std::pair(u"sql"_s, u"SQL"_s), std::pair(u"api"_s, u"API"_s), std::pair(u"nosql"_s, u"NoSQL"_s),
                                        std::pair(u"dns"_s, u"DNS"_s), std::pair(u"cdn"_s, u"CDN"_s)}) {
        QStringList parts = words.split(u' ');
        for (QString &part : parts) {
            if (part == plain)
                part = proper;
        }
        words = parts.join(u' ');
    }
    return words;
}

struct Ink
{
    QColor fill, line, text, muted;
    double width = 1.5;
    Qt::PenStyle style = Qt::SolidLine;
};

Ink inkFor(const Element &element, const DiagramPalette &palette, const SymbolState &state)
{
    Ink ink{palette.shapeFill, palette.shapeLine, palette.text, palette.mutedText};
    if (!element.inScope) {
        ink.fill = palette.background;
        ink.line = palette.mutedText;
        ink.text = palette.mutedText;
        ink.width = 1;
    }
    if (state.heatBand >= 0 && state.heatBand < 5) {
        constexpr double widths[] = {3.2, 2.7, 2.2, 1.8, 1.5};
        ink.line = palette.band[state.heatBand];
        ink.width = widths[state.heatBand];
    }
    ink.width = std::max(ink.width, state.stress);
    if (!element.confirmed)
        ink.style = Qt::CustomDashLine;
    else if (!element.inScope)
        ink.style = Qt::DotLine;
    return ink;
}

QPen penFor(const Ink &ink)
{
    QPen pen(ink.line, ink.width, ink.style == Qt::CustomDashLine ? Qt::SolidLine : ink.style, Qt::FlatCap, Qt::MiterJoin);
    if (ink.style == Qt::CustomDashLine)
        pen.setDashPattern({6 / ink.width, 4 / ink.width});
    return pen;
}

void drawShape(QPainter &painter, Shape shape, const QRectF &rect, const Ink &ink)
{
    const QPen pen = penFor(ink);
    painter.setBrush(ink.fill);
    switch (shape) {
    case Shape::Rectangle:
        painter.setPen(pen);
        painter.drawRect(rect);
        break;
    case Shape::Pill:
        painter.setPen(pen);
        painter.drawRoundedRect(rect, radiusOf(shape, rect), radiusOf(shape, rect));
        break;
    case Shape::Ellipse:
        painter.setPen(pen);
        painter.drawEllipse(rect);
        break;
    case Shape::TwoLines:
        painter.setPen(Qt::NoPen);
        painter.drawRect(rect);
        painter.setPen(pen);
        painter.drawLine(rect.topLeft(), rect.topRight());
        painter.drawLine(rect.bottomLeft(), rect.bottomRight());
        break;
    case Shape::Partitioned: {
        painter.setPen(pen);
        painter.drawRoundedRect(rect, radiusOf(shape, rect), radiusOf(shape, rect));
        const double y = rect.top() + std::min(stripHeight, rect.height() / 2);
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
        break;
    }
    case Shape::DoubleEdge: {
        painter.setPen(pen);
        painter.drawRect(rect);
        painter.drawLine(rect.topLeft() + QPointF(4, 4), QPointF(rect.right(), rect.top() + 4));
        painter.drawLine(rect.topLeft() + QPointF(4, 4), QPointF(rect.left() + 4, rect.bottom()));
        break;
    }
    case Shape::OpenRight: {
        painter.setPen(Qt::NoPen);
        painter.drawRect(rect);
        painter.setPen(pen);
        const QPointF open[] = {rect.topRight(), rect.topLeft(), rect.bottomLeft(), rect.bottomRight()};
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(open, 4);
        painter.drawLine(QPointF(rect.left() + storeBandWidth, rect.top()), QPointF(rect.left() + storeBandWidth, rect.bottom()));
        break;
    }
    }
}

// What the longest word of a name takes. Symbols that another tool made may be narrower than it.
double longestWord(const QString &name, const QFont &base)
{
    const TextMeasure measure(font(base, nameSize, true));
    double longest = 0;
    for (const QString &word : name.split(u' ', Qt::SkipEmptyParts))
        longest = std::max(longest, measure.width(word));
    return std::ceil(longest) + 1;
}

// In a narrow symbol a whole word is worth more than an icon, and than air at the sides.
struct TextRoom
{
    QRectF area;
    bool icon = true; // whether there is room for one beside the text
};
TextRoom textRoom(Shape shape, const Element &element, const QRectF &rect, const QFont &base)
{
    QRectF area = textArea(shape, rect);
    const double word = rect.width() < minimumWidth ? longestWord(element.name, base) : 0;
    if (word > area.width())
        area = QRectF(QPointF(std::max(rect.left() + 4, rect.center().x() - word / 2), area.top()), QSizeF(std::min(word, rect.width() - 8), area.height()));
    return {area, shape == Shape::Partitioned || word + iconRoom <= area.width() || word == 0};
}

// The icon of what the element is made of; empty: none, or no room.
QString iconOf(const Element &element, const QRectF &rect)
{
    const QString icon = rect.width() < narrowestWithIcon ? QString() : technologyIcon(element);
    return icon.isEmpty() || technologyIconPath(icon).isEmpty() ? QString() : icon;
}

// Draws what the element is made of, left of its text (in the strip of a Gane-Sarson process). The room that it takes from
// the text.
double drawIcon(QPainter &painter, Shape shape, const Element &element, const QRectF &rect, const QRectF &text, const QColor &color)
{
    const QString icon = iconOf(element, rect);
    if (icon.isEmpty())
        return 0;
    if (shape == Shape::Partitioned) {
        constexpr double small = 13;
        paintTechnologyIcon(painter, icon, QRectF(rect.left() + 7, rect.top() + (stripHeight - small) / 2, small, small), color);
        return 0;
    }
    paintTechnologyIcon(painter, icon, QRectF(text.left(), text.center().y() - iconSide / 2, iconSide, iconSide), color);
    return iconRoom;
}

// Around the symbol: a solid ring for what is selected, a thin one under the pointer, a dotted one for keyboard focus.
void drawRings(QPainter &painter, Shape shape, const QRectF &rect, const DiagramPalette &palette, const SymbolState &state)
{
    if (!state.selected && !state.hovered && !state.focused)
        return;
    const auto ring = [&](double distance, const QPen &pen) {
        const QRectF around = rect.adjusted(-distance, -distance, distance, distance);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        if (shape == Shape::Ellipse)
            painter.drawEllipse(around);
        else
            painter.drawRoundedRect(around, radiusOf(shape, rect) + distance, radiusOf(shape, rect) + distance);
    };
    if (state.selected)
        ring(4.5, QPen(palette.selection, 2));
    else if (state.hovered)
        ring(4, QPen(palette.selection, 1));
    if (state.focused)
        ring(8, QPen(palette.text, 1, Qt::DotLine));
}

} // namespace

QString detailText(const Element &element)
{
    QString text = element.technology.trimmed();
    if (text.compare(element.name.trimmed(), Qt::CaseInsensitive) == 0) // the name of its own image, say
        text.clear();
    if (text.isEmpty() && element.kind == ElementKind::ExternalEntity)
        text = actorText(element.actorClass);
    if (text.isEmpty())
        text = subkindText(element.subkind);
    QStringList parts;
    if (!text.isEmpty())
        parts.append(text);
    if (!element.confirmed)
        parts.append(QCoreApplication::translate("Notation", "inferred"));
    if (!element.inScope)
        parts.append(QCoreApplication::translate("Notation", "out of scope"));
    return parts.join(u" · "_s);
}

QSizeF preferredSize(const Element &element, Notation notation, const QFont &base)
{
    const Shape shape = shapeOf(element.kind, notation);
    const QString detail = shape == Shape::Partitioned ? QString() : detailText(element);
    const TextMeasure measure(font(base, nameSize, true));
    const TextMeasure detailMeasure(font(base, detailSize));
    const double detailWidth = std::min(detailMeasure.width(detailText(element)), 184.0);
    const double width = std::max(nameWidth(element.name, measure), detailWidth) + 1;
    const TextBlockLayout block = layOutBlock(element.name, detail, QSizeF(width, 200), base);
    const double icon = shape != Shape::Partitioned && !technologyIcon(element).isEmpty() ? iconRoom : 0;
    const QSizeF size = sizeAround(shape, QSizeF(std::max(block.size.width(), shape == Shape::Partitioned ? detailWidth : 0.0) + icon, block.size.height()));
    if (shape == Shape::Ellipse) // a circle where the name is short
        return QSizeF(snappedUp(size.width(), gridStep, 104), snappedUp(size.height(), gridStep, size.width() <= 128 ? 104 : 80));
    return QSizeF(snappedUp(size.width(), 2 * gridStep, minimumWidth), snappedUp(size.height(), gridStep, minimumHeight));
}

QSizeF cornerRadii(const Element &element, const QRectF &rect, Notation notation)
{
    const Shape shape = shapeOf(element.kind, notation);
    if (shape == Shape::Ellipse)
        return rect.size() / 2;
    const double radius = radiusOf(shape, rect);
    return QSizeF(radius, radius);
}

QPainterPath outline(const Element &element, const QRectF &rect, Notation notation)
{
    const Shape shape = shapeOf(element.kind, notation);
    QPainterPath path;
    if (shape == Shape::Ellipse)
        path.addEllipse(rect);
    else if (const double radius = radiusOf(shape, rect); radius > 0)
        path.addRoundedRect(rect, radius, radius);
    else
        path.addRect(rect);
    return path;
}

bool isNameCut(const Element &element, const QRectF &rect, Notation notation, const QFont &base)
{
    const Shape shape = shapeOf(element.kind, notation);
    const bool partitioned = shape == Shape::Partitioned;
    auto [area, hasIconRoom] = textRoom(shape, element, rect, base);
    if (hasIconRoom && !partitioned && !iconOf(element, rect).isEmpty())
        area.adjust(iconRoom, 0, 0, 0);
    const QStringList lines = layOutBlock(element.name, partitioned ? QString() : detailText(element), area.size(), base).nameLines;
    return !lines.isEmpty() && lines.constLast().endsWith(QChar(0x2026)) && !element.name.endsWith(QChar(0x2026));
}

void paintElement(QPainter &painter, const Element &element, const QRectF &rect, Notation notation, const DiagramPalette &palette, const QFont &base,
                  const SymbolState &state)
{
    const Shape shape = shapeOf(element.kind, notation);
    const Ink ink = inkFor(element, palette, state);
    if (state.detail < plainBelow) {
        QPen pen(state.selected ? palette.selection : ink.line, std::max(ink.width - 0.5, 1.0) + (state.selected ? 1 : 0));
        pen.setCosmetic(true);
        painter.setPen(pen);
        painter.setBrush(ink.fill);
        if (shape == Shape::Ellipse)
            painter.drawEllipse(rect);
        else
            painter.drawRect(rect);
        return;
    }
    drawRings(painter, shape, rect, palette, state);
    drawShape(painter, shape, rect, ink);
    const QString detail = state.detail < noDetailTextBelow ? QString() : detailText(element);
    auto [area, hasIconRoom] = textRoom(shape, element, rect, base);
    if (state.detail >= noDetailTextBelow && hasIconRoom)
        area.adjust(drawIcon(painter, shape, element, rect, area, ink.muted), 0, 0, 0);
    if (shape == Shape::Partitioned) {
        if (!detail.isEmpty())
            drawLine(painter, detail, QPointF(rect.center().x(), rect.top() + stripHeight / 2), Qt::AlignHCenter, rect.width() - 12, TextRole::Detail,
                     base, ink.muted);
        drawBlock(painter, element.name, QString(), area.center(), area.size(), base, ink.text, ink.muted);
    } else {
        drawBlock(painter, element.name, detail, area.center(), area.size(), base, ink.text, ink.muted);
    }
    if (state.locked && state.detail >= noDetailTextBelow)
        drawLock(painter, QPointF(rect.left() + 10 + (shape == Shape::Ellipse || shape == Shape::Pill ? 8 : 0), rect.top() + 10), ink.muted);
    if (state.badge > 0)
        drawBadge(painter, rect.topRight(), state.badge, palette.band[std::clamp(state.badgeBand, 0, 4)], palette.onBand, palette.background, base);
}

} // namespace drawbridge::notation
