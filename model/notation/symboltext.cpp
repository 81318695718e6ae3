// SPDX-License-Identifier: Apache-2.0
#include "notation/symboltext.h"

#include "notation/notation.h"

#include <QCache>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QPainter>
#include <QStaticText>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge::notation {

namespace {

constexpr qsizetype maximumText = 400; // characters of a name that are looked at; symbols show far fewer
constexpr QChar ellipsis(0x2026);

bool hasFonts()
{
    return qobject_cast<QGuiApplication *>(QCoreApplication::instance()) != nullptr;
}

// Width in em of a typical sans-serif letter, on the generous side.
double typicalWidth(QChar c)
{
    const ushort u = c.unicode();
    if (u >= 0x1100 && (u < 0xD800 || u > 0xFAFF))
        return 1.0;
    if (c.isUpper())
        return u == 'I' ? 0.30 : u == 'M' || u == 'W' ? 0.90 : 0.70;
    switch (u) {
    case 'i': case 'j': case 'l': case '.': case ',': case ':': case ';': case '\'': case '|': case '!': case ' ':
        return 0.29;
    case 'f': case 'r': case 't': case '(': case ')': case '[': case ']': case '/': case '-':
        return 0.40;
    case 'm': case 'w': case '@': case '%':
        return 0.88;
    default:
        return 0.62;
    }
}

QString simplified(const QString &text)
{
    QString result;
    result.reserve(std::min(text.size(), maximumText));
    for (const QChar c : text) {
        if (result.size() >= maximumText)
            break;
        if (c.isSpace() || c.category() == QChar::Other_Control) {
            if (!result.isEmpty() && !result.endsWith(u' '))
                result.append(u' ');
        } else {
            result.append(c);
        }
    }
    if (!result.isEmpty() && result.back().isHighSurrogate())
        result.chop(1);
    return result.trimmed();
}

// Whether a line may end before text[i].
bool mayBreak(const QString &text, qsizetype i)
{
    const QChar before = text[i - 1];
    const QChar after = text[i];
    if (after.isLowSurrogate())
        return false;
    if (before == u' ')
        return true;
    if (before == u'/' || before == u'-' || before == u'_' || before == u'.' || before == u':')
        return after != u' ' && i >= 3;
    return before.isLower() && after.isUpper();
}

QFont fontFor(TextRole role, const QFont &base)
{
    return font(base, role == TextRole::Name ? nameSize : detailSize, role != TextRole::Detail);
}

struct CacheKey
{
    QString first, second, family;
    double width, height;
    int role; // -1: a block
    bool operator==(const CacheKey &) const = default;
};

size_t qHash(const CacheKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.first, key.second, key.family, key.width, key.height, key.role);
}

struct LaidOut
{
    struct Line
    {
        QStaticText text;
        QPointF offset; // of the upper left corner from the anchor
        bool detail = false;
    };
    QList<Line> lines;
    QFont nameFont, detailFont;
    QSizeF size;
};

// One cache per thread: canvas and report may paint at the same time.
QCache<CacheKey, LaidOut> &cache()
{
    thread_local QCache<CacheKey, LaidOut> texts(20000);
    return texts;
}

QStaticText staticText(const QString &line)
{
    QStaticText text(line);
    text.setTextFormat(Qt::PlainText); // names come from outside; markup is never interpreted
    return text;
}

const LaidOut &laidOutBlock(const QString &name, const QString &detail, const QSizeF &room, const QFont &base)
{
    const CacheKey key{name, detail, base.family(), room.width(), room.height(), -1};
    if (const LaidOut *found = cache().object(key))
        return *found;
    auto *made = new LaidOut;
    made->nameFont = font(base, nameSize, true);
    made->detailFont = font(base, detailSize);
    const TextBlockLayout block = layOutBlock(name, detail, room, base);
    const TextMeasure nameMeasure(made->nameFont), detailMeasure(made->detailFont);
    double y = -block.size.height() / 2;
    for (const QString &line : block.nameLines) {
        made->lines.append({staticText(line), QPointF(-nameMeasure.width(line) / 2, y), false});
        y += nameMeasure.lineHeight();
    }
    if (!block.detail.isEmpty())
        made->lines.append({staticText(block.detail), QPointF(-detailMeasure.width(block.detail) / 2, y + 2), true});
    made->size = block.size;
    cache().insert(key, made);
    return *made;
}

const LaidOut &laidOutLine(const QString &text, double width, TextRole role, const QFont &base)
{
    const CacheKey key{text, QString(), base.family(), width, 0, int(role)};
    if (const LaidOut *found = cache().object(key))
        return *found;
    auto *made = new LaidOut;
    made->nameFont = fontFor(role, base);
    const TextMeasure measure(made->nameFont);
    const QString line = elided(text, width, measure);
    made->lines.append({staticText(line), QPointF(), false});
    made->size = QSizeF(measure.width(line), measure.lineHeight());
    cache().insert(key, made);
    return *made;
}

} // namespace

QFont baseFont()
{
    if (!hasFonts())
        return QFont();
    QFont result = QGuiApplication::font();
    if (QFontDatabase::hasFamily(u"Inter"_s))
        result.setFamilies({u"Inter"_s});
    return result;
}

QFont font(const QFont &base, int pixelSize, bool bold)
{
    QFont result(base);
    result.setPixelSize(pixelSize);
    result.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    result.setHintingPreference(QFont::PreferNoHinting); // the same widths at every zoom
    return result;
}

TextMeasure::TextMeasure(const QFont &font) : m_pixelSize(std::max(1, font.pixelSize())), m_bold(font.weight() >= QFont::DemiBold)
{
    if (hasFonts()) {
        m_metrics.emplace(font);
        m_ascent = m_metrics->ascent();
        m_lineHeight = m_metrics->height();
    } else {
        m_ascent = 0.97 * m_pixelSize;
        m_lineHeight = 1.21 * m_pixelSize;
    }
}

double TextMeasure::width(QStringView text) const
{
    if (m_metrics)
        return m_metrics->horizontalAdvance(text.toString());
    double em = 0;
    for (const QChar c : text)
        em += typicalWidth(c);
    return em * m_pixelSize * (m_bold ? 1.06 : 1.0);
}

QString elided(const QString &text, double width, const TextMeasure &measure)
{
    const QString whole = simplified(text);
    if (measure.width(whole) <= width)
        return whole;
    qsizetype low = 0, high = whole.size(); // longest prefix that fits with …
    while (low < high) {
        const qsizetype middle = (low + high + 1) / 2;
        if (measure.width(QString(whole.left(middle) + ellipsis)) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    if (low > 0 && whole[low - 1].isHighSurrogate())
        --low;
    return whole.left(low).trimmed() + ellipsis;
}

QStringList wrapped(const QString &text, double width, int maximumLines, const TextMeasure &measure)
{
    QStringList lines;
    QString rest = simplified(text);
    while (!rest.isEmpty()) {
        if (measure.width(rest) <= width) {
            lines.append(rest);
            break;
        }
        if (lines.size() == maximumLines - 1) {
            lines.append(elided(rest, width, measure));
            break;
        }
        qsizetype best = 0, anywhere = 1;
        for (qsizetype i = 1; i < rest.size(); ++i) {
            if (measure.width(QStringView(rest).left(i).trimmed()) > width)
                break;
            if (!rest[i].isLowSurrogate())
                anywhere = i;
            if (mayBreak(rest, i))
                best = i;
        }
        const qsizetype end = best > 0 ? best : anywhere;
        lines.append(rest.left(end).trimmed());
        rest = rest.mid(end).trimmed();
    }
    return lines;
}

TextBlockLayout layOutBlock(const QString &name, const QString &detail, const QSizeF &room, const QFont &base)
{
    const TextMeasure nameMeasure(font(base, nameSize, true));
    const TextMeasure detailMeasure(font(base, detailSize));
    const double width = std::max(room.width(), 8.0);
    const double detailHeight = detail.isEmpty() ? 0 : detailMeasure.lineHeight() + 2;
    TextBlockLayout block;
    const int fitting = int((room.height() - detailHeight + 0.5) / nameMeasure.lineHeight());
    const bool showDetail = !detail.isEmpty() && (fitting >= 1 || name.isEmpty());
    block.nameLines = wrapped(name, width, std::clamp(fitting, 1, maximumNameLines), nameMeasure);
    if (showDetail)
        block.detail = elided(detail, width, detailMeasure);
    double widest = showDetail ? detailMeasure.width(block.detail) : 0;
    for (const QString &line : std::as_const(block.nameLines))
        widest = std::max(widest, nameMeasure.width(line));
    block.size = QSizeF(widest, double(block.nameLines.size()) * nameMeasure.lineHeight() + (showDetail ? detailHeight : 0));
    return block;
}

void drawBlock(QPainter &painter, const QString &name, const QString &detail, const QPointF &center, const QSizeF &room, const QFont &base,
               const QColor &nameColor, const QColor &detailColor)
{
    const LaidOut &block = laidOutBlock(name, detail, room, base);
    painter.setFont(block.nameFont);
    painter.setPen(nameColor);
    for (const LaidOut::Line &line : block.lines) {
        if (line.detail) {
            painter.setFont(block.detailFont);
            painter.setPen(detailColor);
        }
        painter.drawStaticText(center + line.offset, line.text);
    }
}

void drawLine(QPainter &painter, const QString &text, const QPointF &at, Qt::Alignment alignment, double width, TextRole role, const QFont &base,
              const QColor &color)
{
    const LaidOut &line = laidOutLine(text, width, role, base);
    double x = at.x();
    if (alignment & Qt::AlignHCenter)
        x -= line.size.width() / 2;
    else if (alignment & Qt::AlignRight)
        x -= line.size.width();
    painter.setFont(line.nameFont);
    painter.setPen(color);
    painter.drawStaticText(QPointF(x, at.y() - line.size.height() / 2), line.lines.first().text);
}

double lineWidth(const QString &text, TextRole role, const QFont &base)
{
    return TextMeasure(fontFor(role, base)).width(simplified(text));
}

void drawLock(QPainter &painter, const QPointF &center, const QColor &color)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.4));
    painter.drawArc(QRectF(center + QPointF(-2.6, -6), QSizeF(5.2, 7)), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(center + QPointF(-4, -2.5), QSizeF(8, 6.5)), 1.2, 1.2);
}

void drawBadge(QPainter &painter, const QPointF &corner, int count, const QColor &fill, const QColor &text, const QColor &rim, const QFont &base)
{
    const QString number = count > 999 ? u"999+"_s : QString::number(count);
    constexpr double height = 20;
    const double width = std::max(height + 6, lineWidth(number, TextRole::Strong, base) + 14);
    const QRectF area(corner.x() + 8 - width, corner.y() - height / 2, width, height);
    painter.setPen(QPen(rim, 1.5));
    painter.setBrush(fill);
    painter.drawRoundedRect(area, height / 2, height / 2);
    drawLine(painter, number, area.center(), Qt::AlignHCenter, width, TextRole::Strong, base, text);
}

} // namespace drawbridge::notation
