// SPDX-License-Identifier: Apache-2.0
#include "notation/notation.h"

namespace drawbridge {

namespace {

void setZone(DiagramPalette &palette, int trust, QRgb fill, QRgb line, QRgb text)
{
    palette.zoneFill[trust] = QColor(fill);
    palette.zoneLine[trust] = QColor(line);
    palette.zoneText[trust] = QColor(text);
}

void setUnknownZone(DiagramPalette &palette, QRgb fill, QRgb line, QRgb text)
{
    palette.unknownZoneFill = QColor(fill);
    palette.unknownZoneLine = QColor(line);
    palette.unknownZoneText = QColor(text);
}

void setBands(DiagramPalette &palette, QRgb critical, QRgb high, QRgb medium, QRgb low, QRgb note, QRgb text)
{
    const QRgb bands[] = {critical, high, medium, low, note};
    for (int i = 0; i < 5; ++i)
        palette.band[i] = QColor(bands[i]);
    palette.onBand = QColor(text);
}

} // namespace

// Text on each fill reaches 4.5:1, lines that carry meaning 3:1 (WCAG 2.1 AA); tst_notation computes it.
DiagramPalette DiagramPalette::light()
{
    DiagramPalette p;
    p.background = QColor(0xFFFAFBFC);
    p.grid = QColor(0xFFE3E6EB);
    p.text = QColor(0xFF111827);
    p.mutedText = QColor(0xFF5B6472);
    p.shapeFill = QColor(0xFFFFFFFF);
    p.shapeLine = QColor(0xFF374151);
    p.flowLine = QColor(0xFF64707F);
    p.accent = QColor(0xFF1D4ED8);
    p.selection = QColor(0xFF1D4ED8);
    setZone(p, 0, 0xFFFFF7ED, 0xFFC77A1B, 0xFF8A4B08);
    setZone(p, 1, 0xFFFDFBE7, 0xFF9A8412, 0xFF6F5B06);
    setZone(p, 2, 0xFFF1F6FE, 0xFF5A86D6, 0xFF1E3A8A);
    setZone(p, 3, 0xFFEEF9F1, 0xFF3F9A66, 0xFF14693A);
    setZone(p, 4, 0xFFF5F1FD, 0xFF8465C4, 0xFF4C2A94);
    setUnknownZone(p, 0xFFF3F4F6, 0xFF7B8494, 0xFF4B5563);
    setBands(p, 0xFFB42318, 0xFFB45309, 0xFF856404, 0xFF52667A, 0xFF6B7280, 0xFFFFFFFF);
    return p;
}

DiagramPalette DiagramPalette::dark()
{
    DiagramPalette p;
    p.background = QColor(0xFF12161C);
    p.grid = QColor(0xFF2A313B);
    p.text = QColor(0xFFE8ECF2);
    p.mutedText = QColor(0xFFA3AEBD);
    p.shapeFill = QColor(0xFF1D242E);
    p.shapeLine = QColor(0xFFB4BECB);
    p.flowLine = QColor(0xFF93A0B1);
    p.accent = QColor(0xFF7FA6FF);
    p.selection = QColor(0xFF7FA6FF);
    setZone(p, 0, 0xFF261D13, 0xFFC08A4A, 0xFFF0C48C);
    setZone(p, 1, 0xFF232011, 0xFFA69640, 0xFFE6D886);
    setZone(p, 2, 0xFF151F30, 0xFF6189CE, 0xFFAECBFF);
    setZone(p, 3, 0xFF13241A, 0xFF4DA173, 0xFF9ADDB6);
    setZone(p, 4, 0xFF1F1930, 0xFF8E76C9, 0xFFCDBBF7);
    setUnknownZone(p, 0xFF1A1F27, 0xFF7C8798, 0xFFB9C2CE);
    setBands(p, 0xFFFF8A80, 0xFFF5A45B, 0xFFE3C04D, 0xFF9DB2C8, 0xFFA3AAB5, 0xFF10141A);
    return p;
}

DiagramPalette DiagramPalette::highContrast()
{
    DiagramPalette p;
    p.background = QColor(0xFF000000);
    p.grid = QColor(0xFF3A3A3A);
    p.text = p.mutedText = p.shapeLine = p.flowLine = QColor(0xFFFFFFFF);
    p.shapeFill = QColor(0xFF000000);
    p.accent = p.selection = QColor(0xFFFFD400);
    setZone(p, 0, 0xFF1A0D00, 0xFFFFB35C, 0xFFFFB35C);
    setZone(p, 1, 0xFF1A1700, 0xFFFFE600, 0xFFFFE600);
    setZone(p, 2, 0xFF000F1F, 0xFF8CC8FF, 0xFF8CC8FF);
    setZone(p, 3, 0xFF001A0A, 0xFF7DFFA8, 0xFF7DFFA8);
    setZone(p, 4, 0xFF12001F, 0xFFDCB8FF, 0xFFDCB8FF);
    setUnknownZone(p, 0xFF141414, 0xFFFFFFFF, 0xFFFFFFFF);
    setBands(p, 0xFFFF8F8F, 0xFFFFB35C, 0xFFFFE600, 0xFFA6DCFF, 0xFFFFFFFF, 0xFF000000);
    return p;
}

// White paper, darker lines; the zones differ in their titles and dashes, so that a grey print loses nothing.
DiagramPalette DiagramPalette::paper()
{
    DiagramPalette p = light();
    p.background = QColor(0xFFFFFFFF);
    p.text = QColor(0xFF000000);
    p.mutedText = QColor(0xFF444B55);
    p.shapeLine = QColor(0xFF1F2937);
    p.flowLine = QColor(0xFF4B5563);
    setZone(p, 0, 0xFFFFFAF3, 0xFFB0640F, 0xFF7A4206);
    setZone(p, 1, 0xFFFDFCF0, 0xFF857108, 0xFF5F4E04);
    setZone(p, 2, 0xFFF5F8FE, 0xFF3F6CC0, 0xFF1E3A8A);
    setZone(p, 3, 0xFFF3FAF5, 0xFF2C8452, 0xFF0F5A31);
    setZone(p, 4, 0xFFF8F5FE, 0xFF6E4FB0, 0xFF43248A);
    setUnknownZone(p, 0xFFF7F7F8, 0xFF6B7280, 0xFF374151);
    return p;
}

} // namespace drawbridge
