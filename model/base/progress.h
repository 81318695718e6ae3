// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <atomic>
#include <functional>

namespace drawbridge {

// How long work reports where it is and learns that nobody wants its result any more.
// `cancel` may be called from any thread; `report` calls the listener on the working thread.
class Progress
{
public:
    using Listener = std::function<void(int percent, const QString &step)>;

    Progress() = default;
    explicit Progress(Listener listener) : m_listener(std::move(listener)) {}

    void report(int percent, const QString &step)
    {
        if (m_listener)
            m_listener(percent, step);
    }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

private:
    Listener m_listener;
    std::atomic<bool> m_cancelled{false};
};

} // namespace drawbridge
