#pragma once

#include "geometry/edge_residual.h"
#include "geometry/edge_tree.h"
#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tuban::geometry {

/// Which features of a layer have the edges of its residual. Features are counted through all
/// chunks, in order. Time linear in the edges of the layer, memory linear in the residual.
class EdgeOwners {
public:
    struct Owner {
        std::uint32_t feature;
        bool along; ///< its ring runs from end a to end b, its inside is to the left of a→b
        auto operator<=>(const Owner&) const = default;
    };
    /// The features on both sides of a directed edge; each list sorted, without repetitions.
    struct Sides {
        std::vector<std::uint32_t> left;
        std::vector<std::uint32_t> right;
    };

    /// `edges`: EdgeResidual::edges of the same chunks. The result does not depend on `threads`.
    EdgeOwners(std::vector<ResidualEdge> edges,
               std::span<const PolygonChunk* const> chunks,
               int threads);

    std::span<const ResidualEdge> edges() const { return m_edges; }
    const EdgeTree& tree() const { return *m_tree; }
    /// Owners of an edge, by feature; also those whose edges cancelled each other.
    std::span<const Owner> owners(std::size_t edge) const {
        return std::span(m_owners).subspan(m_firstOwner[edge],
                                           m_firstOwner[edge + 1] - m_firstOwner[edge]);
    }
    /// The edges that run along the whole of from→to, a piece of one of them.
    std::vector<std::uint32_t> edgesAlong(GridPoint from, GridPoint to) const;
    /// The features whose edges run along the whole of from→to, a piece of a residual edge.
    Sides sidesOf(GridPoint from, GridPoint to) const;
    /// The edges that end in a point.
    std::vector<std::uint32_t> edgesAt(GridPoint vertex) const;

private:
    std::vector<ResidualEdge> m_edges;
    std::unique_ptr<EdgeTree> m_tree;
    std::vector<Owner> m_owners;
    std::vector<std::size_t> m_firstOwner;
};

} // namespace tuban::geometry
