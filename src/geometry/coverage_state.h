#pragma once

#include "geometry/coverage.h"
#include "geometry/edge_network.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tuban::geometry {

/// What a point of this depth adds to the overlap: every polygon but the first.
inline std::int32_t extraCover(std::int32_t depth) {
    return std::max(depth - 1, 0);
}

struct CoverageMap::State {
    explicit State(EdgeNetwork edges);

    /// How much more extra cover there is to the left of a piece of an edge than to its right.
    std::int32_t weight(std::size_t edge, std::int32_t leftDepth) const {
        return extraCover(leftDepth) - extraCover(leftDepth - network.edges()[edge].multiplicity);
    }

    EdgeNetwork network;
    std::vector<FixedArea> share;      ///< by edge: what its pieces add to the overlap
    std::vector<std::uint8_t> hot;     ///< by edge: some piece has a weight
    std::vector<std::uint8_t> hotNode; ///< by node of the tree: overlap may reach into its box
    FixedArea overlap = 0;             ///< Σ share

private:
    void weigh(std::size_t edge);
    void markNodes();
};

} // namespace tuban::geometry
