#pragma once

#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "geometry/edge_owners.h"
#include "geometry/edge_tree.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::compliance {

/// A vertex of the residual that lies beside or on an edge of it without being one of its ends.
struct NearVertex {
    std::uint32_t edge;
    geometry::GridPoint vertex;
    double cells; ///< distance
};

/// All of them within a distance in cells, by edge and place. n log n in the edges.
std::vector<NearVertex> nearVertices(std::span<const geometry::ResidualEdge> edges,
                                     const geometry::EdgeTree& tree,
                                     double cells);

/// Edges of which the middle lies within a distance in cells of another edge, and which are more
/// than twice as long: those that may run along another one.
std::vector<std::uint32_t> nearEdges(std::span<const geometry::ResidualEdge> edges,
                                     const geometry::EdgeTree& tree,
                                     double cells);

/// Findings on vertices that a neighbour lacks: `rows` are the polygon that lacks the vertex and
/// those that have it. Marks the edges of which it speaks in `used`.
std::vector<CheckFinding> missingVertices(const CheckedLayer& layer,
                                          const geometry::EdgeOwners& owners,
                                          const std::vector<NearVertex>& near,
                                          std::vector<bool>& used);

/// Findings on edges that run along those of another polygon; those in `used` are left out. One
/// for each pair of polygons.
std::vector<CheckFinding> unmatchedEdges(const CheckedLayer& layer,
                                         const geometry::EdgeOwners& owners,
                                         const std::vector<std::uint32_t>& near,
                                         double cells,
                                         const std::vector<bool>& used);

} // namespace tuban::compliance
