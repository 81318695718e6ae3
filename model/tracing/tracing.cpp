// SPDX-License-Identifier: Apache-2.0
#include "tracing/tracing.h"

#include "tracing/carriage.h"
#include "tracing/controlset.h"

#include <algorithm>
#include <deque>
#include <vector>

namespace drawbridge {

namespace {

// Follows the data: what flows carry by facts, then what may go further, then the shortest ways.
class Tracer
{
public:
    explicit Tracer(const TraceInput &input) : m_input(input), m_controls(input) {}

    DataTrace run()
    {
        m_carriages = carriagesOf(m_input, m_controls);
        for (int i = 0; i < m_carriages.size(); ++i) {
            if (m_carriages[i].passesAll)
                m_passing[m_carriages[i].from].append(i);
        }
        spread();
        collectHops();
        findWays();
        collectStays();
        return std::move(m_trace);
    }

private:
    // Flows about which nothing is said pass on what their source has, as possible. Sets only grow, so this ends.
    void spread()
    {
        struct Arrival { ElementId element; Label label; };
        QHash<ElementId, QSet<QString>> known;
        std::deque<Arrival> queue;
        const auto arrive = [&](ElementId element, const Label &label) {
            const QString key = label.dataClass + u'|' + label.form;
            if (known[element].contains(key))
                return;
            known[element].insert(key);
            queue.push_back({element, label});
        };
        for (const Carriage &carriage : std::as_const(m_carriages)) {
            const Element &to = *m_input.model.elements.find(carriage.to);
            for (auto it = carriage.labels.constBegin(); it != carriage.labels.constEnd(); ++it) {
                // A service that sends data on its own has it, whether or not it is seen to come in.
                arrive(carriage.from, it.key());
                arrive(carriage.to, {it.key().dataClass, m_controls.atRest(it.key().dataClass, it.key().form, to)});
            }
        }
        while (!queue.empty()) {
            const Arrival arrival = queue.front();
            queue.pop_front();
            for (const int row : m_passing.value(arrival.element)) {
                Carriage &carriage = m_carriages[row];
                const Element &from = *m_input.model.elements.find(carriage.from);
                const Element &to = *m_input.model.elements.find(carriage.to);
                const ControlSet::Effect effect = m_controls.onHop(arrival.label.dataClass, arrival.label.form, *carriage.flow, {}, from, to);
                if (effect.dropped)
                    continue;
                const Label label{arrival.label.dataClass, effect.form};
                if (!carriage.labels.contains(label))
                    carriage.labels.insert(label, {Certainty::Possible, HopReason::Assumed, {{{}, {}, carriage.flow->provenance.at}}, effect.by});
                arrive(carriage.to, {label.dataClass, m_controls.atRest(label.dataClass, label.form, to)});
            }
        }
    }

    void collectHops()
    {
        for (const Carriage &carriage : std::as_const(m_carriages)) {
            for (auto it = carriage.labels.constBegin(); it != carriage.labels.constEnd(); ++it) {
                DataHop hop;
                hop.flow = carriage.flow->id;
                hop.back = carriage.back;
                hop.from = carriage.from;
                hop.to = carriage.to;
                hop.dataClass = it.key().dataClass;
                hop.form = it.key().form;
                hop.certainty = it->certainty;
                hop.reason = it->reason;
                hop.evidence = it->evidence;
                std::sort(hop.evidence.begin(), hop.evidence.end(), [](const HopEvidence &a, const HopEvidence &b) {
                    return std::tie(a.operation, a.field) < std::tie(b.operation, b.field);
                });
                hop.evidence.erase(std::unique(hop.evidence.begin(), hop.evidence.end()), hop.evidence.end());
                hop.changedBy = it->changedBy;
                hop.changedBy.sort();
                m_trace.hops.append(hop);
            }
        }
        std::sort(m_trace.hops.begin(), m_trace.hops.end(), [](const DataHop &a, const DataHop &b) {
            return std::tie(a.dataClass, a.form, a.flow, a.back) < std::tie(b.dataClass, b.form, b.flow, b.back);
        });
    }

    // Per class a search from where it starts: from people and other systems that send it, and from places that send it
    // although nothing brings it there. A cycle that nothing feeds starts at its first hop by id.
    void findWays()
    {
        const int count = int(m_trace.hops.size());
        for (int first = 0; first < count;) {
            int last = first;
            while (last < count && m_trace.hops[last].dataClass == m_trace.hops[first].dataClass)
                ++last;
            findWays(first, last);
            first = last;
        }
    }

    void findWays(int first, int last)
    {
        QHash<ElementId, QList<int>> leaving, arriving;
        for (int i = first; i < last; ++i) {
            leaving[m_trace.hops[i].from].append(i);
            arriving[m_trace.hops[i].to].append(i);
        }
        std::vector<bool> done(size_t(last - first));
        std::deque<int> queue;
        const auto start = [&](int i) {
            done[size_t(i - first)] = true;
            queue.push_back(i);
        };
        const auto run = [&] {
            while (!queue.empty()) {
                const int at = queue.front();
                queue.pop_front();
                for (const int next : leaving.value(m_trace.hops[at].to)) {
                    if (done[size_t(next - first)] || !feeds(m_trace.hops[at], m_trace.hops[next]))
                        continue;
                    done[size_t(next - first)] = true;
                    m_trace.hops[next].before = at;
                    m_trace.hops[next].length = m_trace.hops[at].length + 1;
                    queue.push_back(next);
                }
            }
        };
        for (int i = first; i < last; ++i) {
            const DataHop &hop = m_trace.hops[i];
            const bool sender = m_input.model.elements.value(hop.from).kind == ElementKind::ExternalEntity && hop.reason != HopReason::Assumed;
            const QList<int> before = arriving.value(hop.from);
            if (sender || std::none_of(before.begin(), before.end(), [&](int other) { return feeds(m_trace.hops[other], hop); }))
                start(i);
        }
        run();
        for (int i = first; i < last; ++i) {
            if (!done[size_t(i - first)]) {
                start(i);
                run();
            }
        }
    }

    // Whether what one hop brings can be what the next takes on: a protected form does not become plain by itself.
    bool feeds(const DataHop &before, const DataHop &next) const
    {
        const QString held = m_controls.atRest(before.dataClass, before.form, *m_input.model.elements.find(before.to));
        return held == next.form || held == u"plain";
    }

    int count() const { return int(m_trace.hops.size()); }

    void collectStays()
    {
        QMap<std::tuple<QString, QString, ElementId>, DataStay> stays;
        const auto stay = [&](ElementId element, const QString &dataClass, const QString &form, Certainty certainty, int via) {
            const auto key = std::make_tuple(dataClass, form, element);
            const auto it = stays.find(key);
            if (it == stays.end()) {
                stays.insert(key, {element, dataClass, form, certainty, via});
                return;
            }
            it->certainty = std::min(it->certainty, certainty);
            // Where it starts no hop brings it; else the shortest way, which the order of hops settles.
            if (it->via >= 0 && (via < 0 || m_trace.hops[via].length < m_trace.hops[it->via].length))
                it->via = via;
        };
        for (int i = 0; i < count(); ++i) {
            const DataHop &hop = m_trace.hops[i];
            const Element &to = *m_input.model.elements.find(hop.to);
            stay(hop.to, hop.dataClass, m_controls.atRest(hop.dataClass, hop.form, to), hop.certainty, i);
            if (hop.before < 0)
                stay(hop.from, hop.dataClass, hop.changedBy.isEmpty() ? hop.form : QStringLiteral("plain"), hop.certainty, -1);
        }
        m_trace.stays = stays.values();
    }

    const TraceInput &m_input;
    const ControlSet m_controls;
    QList<Carriage> m_carriages;
    QHash<ElementId, QList<int>> m_passing; // rows of carriages that pass all on, by source
    DataTrace m_trace;
};

} // namespace

QList<int> DataTrace::wayTo(int hop) const
{
    QList<int> way;
    for (int at = hop; at >= 0 && at < hops.size() && way.size() <= hops.size(); at = hops[at].before)
        way.prepend(at);
    return way;
}

ElementId DataTrace::originOf(int hop) const
{
    const QList<int> way = wayTo(hop);
    return way.isEmpty() ? ElementId() : hops[way.first()].from;
}

DataTrace traceData(const TraceInput &input)
{
    return Tracer(input).run();
}

} // namespace drawbridge
