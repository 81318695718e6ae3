// SPDX-License-Identifier: Apache-2.0
// The design tokens: colours by role for light and dark, sizes, fonts, and the style made from them.
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

class QApplication;
class QDBusVariant;

namespace drawbridge {

// Sizes in device independent pixels.
namespace metrics {
inline constexpr int grid = 8;
inline constexpr int smallRadius = 4;
inline constexpr int cardRadius = 8;
inline constexpr int textSize = 13;
inline constexpr int smallTextSize = 12;
inline constexpr int rowHeight = 30;
inline constexpr int controlHeight = 30;
} // namespace metrics

// Colours by role. Every text role keeps 4.5:1 on the surfaces it is used on, in both themes (tests/widgets).
struct ThemeColors
{
    bool dark = false;
    QColor window, surface, sunken, hover, selected;
    QColor border, borderStrong;
    QColor text, textSecondary, textMuted;
    QColor accent;          // text, lines and focus rings
    QColor accentFill, accentFillHover, onAccent;
    QColor chip, chipText;
    QColor code, codeMark, codeMarkLine;
    QColor good, warning, error; // as text
    QColor goodFill, warningFill, errorFill, infoFill;
    QColor data;            // classes of data
    QColor band[5];         // critical, high, medium, low, note
    QColor onBand;

    static const ThemeColors &lightTheme();
    static const ThemeColors &darkTheme();
    // Black, white and few strong colours; every text reaches 7:1 (WCAG AAA).
    static const ThemeColors &highContrastTheme();
    // The theme that a widget is drawn in, told by its palette: widgets need no global object to ask.
    static const ThemeColors &of(const QPalette &palette);
};

// Contrast of two opaque colours, 1 to 21 (WCAG 2.1).
double contrastRatio(const QColor &a, const QColor &b);

enum class ThemeChoice { System, Light, Dark, HighContrast };

// Dresses the application: style, palette, font, style sheet. Follows the desktop's choice of light or dark where the
// desktop tells it (the settings portal), else the palette that the program was started with.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QApplication &application, QObject *parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    bool isDark() const { return m_colors->dark; }
    bool isHighContrast() const { return m_colors == &ThemeColors::highContrastTheme(); }

signals:
    void changed();

private slots:
    void onPortalSettingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void askPortal();
    void setSystemDark(bool dark);
    void apply();

    QApplication &m_application;
    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemDark = false;
    const ThemeColors *m_colors = nullptr;
};

// The palette and style sheet of a theme; free functions so that tests and previews can use them.
QPalette paletteFor(const ThemeColors &colors);
QString styleSheetFor(const ThemeColors &colors);
// Inter where installed, else the system's font; 13 px.
QFont interfaceFont();
QFont monospaceFont(int pixelSize = metrics::smallTextSize);

} // namespace drawbridge
