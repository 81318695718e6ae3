// SPDX-License-Identifier: Apache-2.0
// What a path pays, in units of length: the same wherever it is looked for.
#pragma once

namespace drawbridge::routing {

constexpr double bendCost = 48;
constexpr double doublingBackCost = 4 * bendCost; // of going back from a waypoint on the line on which it was reached
constexpr double crossingCost = 50;
constexpr double sharingCost = 0.06;  // per unit of length and flow already there
constexpr double crowdingCost = 0.12; // the same for each flow from the fourth on
constexpr float huggingWeight = 1.03f; // of lines that follow one shape, against lines in the middle of a gap
constexpr double costlyFactor = 1.7;
constexpr double foreignZoneCost = 0.2; // per unit of length in a zone where the flow neither begins nor ends
constexpr double foreignEntryCost = 110; // of entering such a zone at all
constexpr double upOrDownCost = 110; // of leaving or entering at top or bottom where the shapes stand side by side
constexpr double widestGap = 600; // in the middle of which a line runs

} // namespace drawbridge::routing
