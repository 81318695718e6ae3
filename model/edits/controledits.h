// SPDX-License-Identifier: Apache-2.0
// Safeguards and answers to questions. Pure: (model, arguments) → Delta that keeps the model sound.
#pragma once

#include "threatmodel/delta.h"

#include <QSet>

namespace drawbridge {

// The id of a control that is added: it follows from kind and subject, so that two people who answer the same question meet
// when their copies merge.
ControlId controlId(const QString &kind, const Subject &subject);

// The control of this kind on this subject; nullptr where nobody has said anything.
const Control *findControl(const ThreatModel &model, const QString &kind, const Subject &subject);

// Says what is known about a safeguard: changes the control of the same kind and subject, or adds one.
// Nothing where the subject does not exist.
Delta setControl(const ThreatModel &model, const Control &control);
// Several at once, in one step; later ones win over earlier ones of the same kind and subject.
Delta setControls(const ThreatModel &model, const QList<Control> &controls);
Delta removeControls(const ThreatModel &model, const QSet<ControlId> &controls);

} // namespace drawbridge
