// SPDX-License-Identifier: Apache-2.0
#include "routing/bundleplan.h"

#include <algorithm>
#include <numeric>

namespace drawbridge::routing {

double wantedSpacing(double labelOnOne, double labelOnOther)
{
    const double labels = std::min(labelOnOne, labelOnOther);
    return labels > 0 ? std::max(usualSpacing, labels + 4) : usualSpacing;
}

double BundlePlan::spacing(std::size_t i, std::size_t k) const { return std::min(scale[i], scale[k]) * wantedSpacing(label[i], label[k]); }

void BundlePlan::pushUp(std::vector<double> &place) const
{
    for (std::size_t i = 0; i < place.size(); ++i) {
        for (const int k : m_facing[i])
            place[i] = std::max(place[i], place[std::size_t(k)] + spacing(std::size_t(k), i));
    }
}

void BundlePlan::pushDown(std::vector<double> &place) const
{
    for (std::size_t i = place.size(); i-- > 0;) { // what comes after it has its place already
        for (const int k : m_facing[i])
            place[std::size_t(k)] = std::min(place[std::size_t(k)], place[i] - spacing(std::size_t(k), i));
    }
}

void BundlePlan::findFacing()
{
    const std::size_t n = spans.size();
    m_facing.assign(n, {});
    std::vector<int> byPlace(n);
    std::iota(byPlace.begin(), byPlace.end(), 0);
    std::sort(byPlace.begin(), byPlace.end(), [this](int a, int b) {
        const double la = spans[std::size_t(a)].low, lb = spans[std::size_t(b)].low;
        return la != lb ? la < lb : a < b;
    });
    for (std::size_t i = 0; i < n; ++i) {
        const Span &span = spans[std::size_t(byPlace[i])];
        for (std::size_t k = i + 1; k < n && spans[std::size_t(byPlace[k])].low < span.high + overlapSlack; ++k) {
            if (facing(span, spans[std::size_t(byPlace[k])]))
                m_facing[std::size_t(std::max(byPlace[i], byPlace[k]))].push_back(std::min(byPlace[i], byPlace[k]));
        }
    }
    for (std::vector<int> &list : m_facing)
        std::sort(list.begin(), list.end());
}

void BundlePlan::fit()
{
    findFacing();
    const std::size_t n = pieces.size();
    scale.assign(n, 1);
    low.resize(n);
    high.resize(n);
    constexpr double step = 0.9;
    for (int attempt = 0; attempt < 24; ++attempt) {
        for (std::size_t i = 0; i < n; ++i) {
            low[i] = rooms[i].low;
            high[i] = rooms[i].high;
        }
        pushUp(low);
        pushDown(high);
        bool fits = true;
        for (std::size_t i = 0; i < n; ++i) {
            if (low[i] > high[i] + 1e-6) {
                scale[i] *= step;
                fits = false;
            }
        }
        if (fits) {
            least = *std::min_element(scale.begin(), scale.end());
            break;
        }
    }
}

} // namespace drawbridge::routing
