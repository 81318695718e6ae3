// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/jsonwriter.h"

#include <QPointF>
#include <QRectF>

namespace drawbridge::threatdragon {

// How the cells of a Threat Dragon diagram look: members of a cell that say nothing about the system. Each writes into the
// object that is open.

void writePoint(JsonWriter &json, const QPointF &p); // as a value
void writePlace(JsonWriter &json, const QRectF &r);
void writeText(JsonWriter &json, const char *name, const QString &text);
// An outline: red with open threats, dashed out of scope.
void writeStroke(JsonWriter &json, const char *name, bool open, bool inScope);
// Where flows are fastened, on the four sides; named after the cell.
void writePorts(JsonWriter &json, const QString &cell);
// The line of a flow with its arrow heads, and what is written on it.
void writeLine(JsonWriter &json, bool open, bool bidirectional, bool inScope);
void writeLabel(JsonWriter &json, const QString &name);

} // namespace drawbridge::threatdragon
