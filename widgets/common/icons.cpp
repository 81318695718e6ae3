// SPDX-License-Identifier: Apache-2.0
#include "common/icons.h"

#include "common/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Renders an SVG whose lines are drawn in currentColor, in the colour that the theme has at the moment.
class LineIconEngine : public QIconEngine
{
public:
    LineIconEngine(QString name, IconColor color) : m_name(std::move(name)), m_color(color) {}

    QIconEngine *clone() const override { return new LineIconEngine(m_name, m_color); }
    QString key() const override { return u"drawbridge-line"_s; }
    bool isNull() override { return !QFile::exists(path()); }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override { return scaledPixmap(size, mode, state, 1.0); }
    // `size` is in device pixels.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        const QColor color = colorFor(mode, state);
        const QString cacheKey = u"drawbridge:%1:%2:%3x%4:%5"_s.arg(m_name, color.name()).arg(size.width()).arg(size.height()).arg(scale);
        QPixmap pixmap;
        if (QPixmapCache::find(cacheKey, &pixmap))
            return pixmap;
        QFile file(path());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QByteArray svg = file.readAll();
        svg.replace("currentColor", color.name().toLatin1());
        QSvgRenderer renderer(svg);
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const int side = std::min(size.width(), size.height());
        renderer.render(&painter, QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        QPixmapCache::insert(cacheKey, pixmap);
        return pixmap;
    }

private:
    QString path() const { return u":/icons/%1.svg"_s.arg(m_name); }
    QColor colorFor(QIcon::Mode mode, QIcon::State state) const
    {
        const ThemeColors &colors = ThemeColors::of(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return colors.borderStrong;
        switch (m_color) {
        case IconColor::Automatic:
            return state == QIcon::On ? colors.accent : colors.textSecondary;
        case IconColor::Muted:
            return colors.textMuted;
        case IconColor::Accent:
            return colors.accent;
        case IconColor::OnAccent:
            return colors.onAccent;
        case IconColor::Good:
            return colors.good;
        case IconColor::Warning:
            return colors.warning;
        case IconColor::Error:
            return colors.error;
        }
        return colors.text;
    }

    QString m_name;
    IconColor m_color;
};

} // namespace

QIcon themedIcon(const QString &name, IconColor color)
{
    return QIcon(new LineIconEngine(name, color));
}

} // namespace drawbridge
