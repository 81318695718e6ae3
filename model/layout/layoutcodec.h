// SPDX-License-Identifier: Apache-2.0
// What goes between the program and its layout worker: CBOR, checked on both sides.
#pragma once

#include "layout/layout.h"

#include <QByteArray>

namespace drawbridge {

QByteArray encodeRequest(const LayoutRequest &request);
// An error for anything that is no sound request: indices out of range, zones in a cycle, sizes that are no numbers.
Result<LayoutRequest> decodeRequest(const QByteArray &bytes);

QByteArray encodePositions(const LayoutPositions &positions);
// An error unless it answers the request: the same numbers of nodes and zones, finite places.
Result<LayoutPositions> decodePositions(const QByteArray &bytes, const LayoutRequest &request);

} // namespace drawbridge
