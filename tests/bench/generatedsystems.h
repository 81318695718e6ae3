// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QStringList>

namespace drawbridge::testing {

// The kinds of systems that generatedSystem() knows.
QStringList systemKinds();

// A system with one diagram on which nothing is placed yet: people outside, zones with services and stores, third
// parties. About `size` services; equal arguments give equal systems.
ThreatModel generatedSystem(const QString &kind, int size, uint seed);

} // namespace drawbridge::testing
