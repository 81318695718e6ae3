// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace drawbridge {

// Lets screen readers walk a diagram: the view is a list of elements, flows and boundaries in reading order, each with
// a name, a description of what flows in and out, and its relations. Called once by each view.
void makeDiagramsAccessible();

} // namespace drawbridge
