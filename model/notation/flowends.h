// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "notation/notation.h"

namespace drawbridge::notation {

// Routes end on the rectangle of a symbol; where the symbol is rounded there, its line lies further in. Lengthens the
// first (or last) piece of `points` until it meets the outline.
void meetOutline(QList<QPointF> &points, bool atEnd, const Element &element, const QRectF &rect, Notation notation);

} // namespace drawbridge::notation
