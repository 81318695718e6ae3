// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace drawbridge {

// The moments between which a crash must do no harm, in the order in which they pass:
//   save:writing (after each chunk), save:written, save:synced, save:renamed, save:done
//   journal:appended, rebase:written, rebase:renamed
// Tests listen to them to stop the program at a named one; without a listener they cost nothing.
using StepListener = void (*)(const char *step);

void setStepListener(StepListener listener);
void reachStep(const char *step);

} // namespace drawbridge
