// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/diagrampicture.h"

namespace drawbridge {

// A diagram as an SVG document, its text as text.
QByteArray svgOf(const DiagramPicture &picture, const DiagramPalette &palette, bool transparent);
// The same to stand inside an HTML page, with a title and a description for those who do not see it; `id` (letters, digits,
// hyphens) is unique in the page.
QByteArray inlineSvg(const DiagramPicture &picture, const QString &id, const QString &title, const QString &description);

} // namespace drawbridge
