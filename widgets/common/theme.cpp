// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"

#include "common/themestyle.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFontDatabase>
#include <QFontInfo>

#include <cmath>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr auto portalService = "org.freedesktop.portal.Desktop"_L1;
constexpr auto portalPath = "/org/freedesktop/portal/desktop"_L1;
constexpr auto portalInterface = "org.freedesktop.portal.Settings"_L1;
constexpr auto portalGroup = "org.freedesktop.appearance"_L1;
constexpr auto portalKey = "color-scheme"_L1; // 1: prefers dark, 2: prefers light, 0: no preference

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

const ThemeColors &ThemeColors::lightTheme()
{
    static const ThemeColors colors = [] {
        ThemeColors c;
        c.dark = false;
        c.window = QColor(0xffffff);
        c.surface = QColor(0xffffff);
        c.sunken = QColor(0xeef0f4);
        c.hover = QColor(0xf4f6fa);
        c.selected = QColor(0xe8eefd);
        c.border = QColor(0xe4e7ec);
        c.borderStrong = QColor(0xcfd4dc);
        c.text = QColor(0x101828);
        c.textSecondary = QColor(0x475467);
        c.textMuted = QColor(0x5d6b80);
        c.accent = QColor(0x1d4ed8);
        c.accentFill = QColor(0x1d4ed8);
        c.accentFillHover = QColor(0x1e40af);
        c.onAccent = QColor(0xffffff);
        c.chip = QColor(0xeef0f3);
        c.chipText = QColor(0x344054);
        c.code = QColor(0xf6f7f9);
        c.codeMark = QColor(0xfdeaea);
        c.codeMarkLine = QColor(0xb42318);
        c.good = QColor(0x067647);
        c.warning = QColor(0x93550a);
        c.error = QColor(0xb42318);
        c.goodFill = QColor(0xecfdf3);
        c.warningFill = QColor(0xfff6e0);
        c.errorFill = QColor(0xfef1f0);
        c.infoFill = QColor(0xeef3ff);
        c.data = QColor(0x6f3fc8);
        c.band[0] = QColor(0xb42318);
        c.band[1] = QColor(0xb45309);
        c.band[2] = QColor(0x856404);
        c.band[3] = QColor(0x52667a);
        c.band[4] = QColor(0x667085);
        c.onBand = QColor(0xffffff);
        return c;
    }();
    return colors;
}

const ThemeColors &ThemeColors::darkTheme()
{
    static const ThemeColors colors = [] {
        ThemeColors c;
        c.dark = true;
        c.window = QColor(0x171a1f);
        c.surface = QColor(0x1b1f25);
        c.sunken = QColor(0x111418);
        c.hover = QColor(0x242a32);
        c.selected = QColor(0x22335c);
        c.border = QColor(0x2d333c);
        c.borderStrong = QColor(0x454e5b);
        c.text = QColor(0xe8ebf0);
        c.textSecondary = QColor(0xbac2cd);
        c.textMuted = QColor(0x9ba5b3);
        c.accent = QColor(0x93b4ff);
        c.accentFill = QColor(0x2f5fe0);
        c.accentFillHover = QColor(0x3f6cea);
        c.onAccent = QColor(0xffffff);
        c.chip = QColor(0x2a3038);
        c.chipText = QColor(0xc9d0da);
        c.code = QColor(0x12151a);
        c.codeMark = QColor(0x43201f);
        c.codeMarkLine = QColor(0xf97b72);
        c.good = QColor(0x5fd39a);
        c.warning = QColor(0xf0b35a);
        c.error = QColor(0xff9a92);
        c.goodFill = QColor(0x123226);
        c.warningFill = QColor(0x362a12);
        c.errorFill = QColor(0x3a1d1c);
        c.infoFill = QColor(0x1c2847);
        c.data = QColor(0xb99cf5);
        c.band[0] = QColor(0xf97b72);
        c.band[1] = QColor(0xf59e4c);
        c.band[2] = QColor(0xe0ba4a);
        c.band[3] = QColor(0x9fb3c8);
        c.band[4] = QColor(0x98a2b3);
        c.onBand = QColor(0x14171c);
        return c;
    }();
    return colors;
}

const ThemeColors &ThemeColors::highContrastTheme()
{
    static const ThemeColors colors = [] {
        ThemeColors c;
        c.dark = true;
        c.window = c.surface = c.sunken = c.code = c.chip = QColor(Qt::black);
        c.hover = QColor(0x262626);
        c.selected = QColor(0x003c66);
        c.border = QColor(0xb0b0b0);
        c.borderStrong = QColor(0xffffff);
        c.text = c.textSecondary = c.chipText = QColor(0xffffff);
        c.textMuted = QColor(0xe6e6e6);
        c.accent = c.accentFill = QColor(0xffd400);
        c.accentFillHover = QColor(0xffe766);
        c.onAccent = QColor(Qt::black);
        c.codeMark = QColor(0x4a0000);
        c.codeMarkLine = QColor(0xff9c9c);
        c.good = QColor(0x5cff7a);
        c.warning = QColor(0xffc04d);
        c.error = QColor(0xff9c9c);
        c.goodFill = QColor(0x002b0a);
        c.warningFill = QColor(0x2b1d00);
        c.errorFill = QColor(0x330000);
        c.infoFill = QColor(0x001f3d);
        c.data = QColor(0xdcb8ff);
        c.band[0] = QColor(0xff8f8f);
        c.band[1] = QColor(0xffb35c);
        c.band[2] = QColor(0xffe600);
        c.band[3] = QColor(0xa6dcff);
        c.band[4] = QColor(0xffffff);
        c.onBand = QColor(Qt::black);
        return c;
    }();
    return colors;
}

const ThemeColors &ThemeColors::of(const QPalette &palette)
{
    if (palette.color(QPalette::Window) == highContrastTheme().window)
        return highContrastTheme();
    return palette.color(QPalette::Window).lightness() < 128 ? darkTheme() : lightTheme();
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QFont interfaceFont()
{
    QFont font(u"Inter"_s);
    if (QFontInfo(font).family() != "Inter"_L1)
        font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPixelSize(metrics::textSize);
    return font;
}

QFont monospaceFont(int pixelSize)
{
    QFont font;
    font.setFamilies({u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s, u"monospace"_s});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(pixelSize);
    return font;
}

QPalette paletteFor(const ThemeColors &c)
{
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.surface);
    p.setColor(QPalette::AlternateBase, c.hover);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.textMuted);
    p.setColor(QPalette::Button, c.dark ? c.hover : c.surface);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.error);
    p.setColor(QPalette::Link, c.accent);
    p.setColor(QPalette::LinkVisited, c.accent);
    p.setColor(QPalette::Highlight, c.accentFill);
    p.setColor(QPalette::HighlightedText, c.onAccent);
    p.setColor(QPalette::ToolTipBase, c.dark ? c.hover : QColor(0x1d2430));
    p.setColor(QPalette::ToolTipText, c.dark ? c.text : QColor(0xf5f7fa));
    p.setColor(QPalette::Light, c.dark ? c.borderStrong : c.surface);
    p.setColor(QPalette::Midlight, c.border);
    p.setColor(QPalette::Mid, c.borderStrong);
    p.setColor(QPalette::Dark, c.borderStrong);
    p.setColor(QPalette::Shadow, c.dark ? QColor(Qt::black) : c.borderStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.dark ? QColor(0x6b7585) : QColor(0x98a2b3));
    p.setColor(QPalette::Disabled, QPalette::Highlight, c.borderStrong);
    return p;
}

Theme::Theme(QApplication &application, QObject *parent) : QObject(parent), m_application(application)
{
    m_systemDark = application.palette().color(QPalette::Window).lightness() < 128;
    apply();
    QDBusConnection::sessionBus().connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                                          SLOT(onPortalSettingChanged(QString, QString, QDBusVariant)));
    askPortal();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Theme::askPortal()
{
    if (!QDBusConnection::sessionBus().isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"Read"_s);
    call.setArguments({QString(portalGroup), QString(portalKey)});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        done->deleteLater();
        if (reply.isValid())
            onPortalSettingChanged(portalGroup, portalKey, reply.value());
    });
}

void Theme::onPortalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group != portalGroup || key != portalKey)
        return;
    QVariant inner = value.variant();
    while (inner.canConvert<QDBusVariant>()) // Read wraps the value twice
        inner = inner.value<QDBusVariant>().variant();
    if (const int scheme = inner.toInt(); scheme == 1 || scheme == 2)
        setSystemDark(scheme == 1);
}

void Theme::setSystemDark(bool dark)
{
    m_systemDark = dark;
    apply();
}

void Theme::apply()
{
    const bool dark = m_choice == ThemeChoice::System ? m_systemDark : m_choice == ThemeChoice::Dark;
    const ThemeColors &colors = m_choice == ThemeChoice::HighContrast ? ThemeColors::highContrastTheme()
                                : dark                                ? ThemeColors::darkTheme()
                                                                      : ThemeColors::lightTheme();
    if (&colors == m_colors)
        return;
    if (!m_colors) {
        m_application.setStyle(new ThemeStyle); // which the application owns
        m_application.setFont(interfaceFont());
    }
    m_colors = &colors;
    // With a style sheet in force, widgets keep the palette that they were polished with.
    m_application.setStyleSheet({});
    m_application.setPalette(paletteFor(colors));
    m_application.setStyleSheet(styleSheetFor(colors));
    emit changed();
}

} // namespace drawbridge
