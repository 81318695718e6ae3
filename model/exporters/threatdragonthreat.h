// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "exporters/sharedmodel.h"

namespace drawbridge {

class JsonWriter;

namespace threatdragon {

// A threat in Threat Dragon's words, as a value; what these do not say is beside them, in a member of our own.
void writeThreat(JsonWriter &json, const SharedThreat &threat);

} // namespace threatdragon

} // namespace drawbridge
