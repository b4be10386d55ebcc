#pragma once

#include "geometry/coverage.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

/// An edge of the residual: along a→b the depth to the left is `multiplicity` more than to the
/// right. a < b; multiplicity is not 0.
struct ResidualEdge {
    GridPoint a;
    GridPoint b;
    std::int32_t multiplicity;
};

/// Sorts edges, adds up equal ones and drops those that cancel.
void normalise(std::vector<ResidualEdge>& edges);

struct DirectedEdge {
    GridPoint from;
    GridPoint to;
    bool none() const { return from == to; }
    bool isReverseOf(const DirectedEdge& o) const {
        return ((from.x ^ o.to.x) | (from.y ^ o.to.y) | (to.x ^ o.from.x) | (to.y ^ o.from.y)) == 0;
    }
};

struct EdgeResidual::State {
    State();
    void add(Ring ring);
    void add(const DirectedEdge& edge, DirectedEdge& slot);
    void park(const DirectedEdge& edge);
    /// Lets parked edges cancel each other.
    void match();
    /// What is left of all edges so far, in sorted order.
    std::vector<ResidualEdge> residual() const;

    std::vector<DirectedEdge>
        recent; // by hash: the last edge that came and has not met its partner
    std::vector<DirectedEdge*> slots; // of the edges of the ring at hand
    std::vector<DirectedEdge> parked;
    std::size_t matchAt;
};

} // namespace tuban::geometry
