// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace drawbridge::routing {

constexpr double usualSpacing = 14; // of parallel pieces
constexpr double overlapSlack = 8;  // pieces whose ends come this close are kept apart too

struct Span
{
    double low, high;
};

inline bool facing(const Span &a, const Span &b) { return a.low < b.high + overlapSlack && b.low < a.high + overlapSlack; }

// How far two pieces that face each other should be apart, by the heights of the labels that may come to lie on them.
double wantedSpacing(double labelOnOne, double labelOnOther);

// An order of the pieces of a bundle, and how close each has to come to its neighbours for all to fit. Only pieces that
// face each other keep apart, and only those in a tight place come closer than they should.
struct BundlePlan
{
    // To be filled in, in the order of the pieces.
    std::vector<int> pieces;
    std::vector<int> members; // their indexes in the bundle
    std::vector<Span> rooms, spans;
    std::vector<double> label; // height of the label on each

    std::vector<double> low, high; // least and greatest place
    std::vector<double> scale;     // of the spacing
    double least = 0;              // of all scales; 0: they do not fit

    void fit();
    // Moves each as far up or down as those before or after it demand.
    void pushUp(std::vector<double> &place) const;
    void pushDown(std::vector<double> &place) const;

private:
    double spacing(std::size_t i, std::size_t k) const;
    void findFacing();

    std::vector<std::vector<int>> m_facing; // those before each in the order that it faces, ascending
};

} // namespace drawbridge::routing
