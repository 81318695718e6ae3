// SPDX-License-Identifier: Apache-2.0
#include "storage/steps.h"

#include <atomic>

namespace drawbridge {

namespace {
std::atomic<StepListener> currentListener{nullptr};
}

void setStepListener(StepListener listener)
{
    currentListener.store(listener);
}

void reachStep(const char *step)
{
    if (const StepListener listener = currentListener.load(std::memory_order_relaxed))
        listener(step);
}

} // namespace drawbridge
