#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "geometry/edge_ratio.h"
#include "geometry/edge_tree.h"

#include <memory>
#include <span>
#include <vector>

namespace tuban::geometry {

/// The arrangement of the residual edges, exact: edges that touch are split there, so edges meet
/// only at ends or cross inside; crossings are kept as fractions along both edges.
class EdgeNetwork {
public:
    /// A place where another edge crosses.
    struct Crossing {
        EdgeRatio at;
        std::uint32_t other;
        std::int32_t change; ///< of the depth on both sides, going on along the edge
    };

    /// Errors: Cancelled.
    static Result<EdgeNetwork> build(std::vector<ResidualEdge> edges, const Progress& progress);

    std::span<const ResidualEdge> edges() const { return m_edges; }
    const EdgeTree& tree() const { return *m_tree; }
    /// Crossings of an edge, from its end a to its end b.
    std::span<const Crossing> crossings(std::size_t edge) const {
        return std::span(m_crossings)
            .subspan(m_firstCrossing[edge], m_firstCrossing[edge + 1] - m_firstCrossing[edge]);
    }
    /// Depth to the left of an edge where it leaves its end a; to the right it is less by the
    /// edge's multiplicity.
    std::int32_t leftDepth(std::size_t edge) const { return m_leftDepth[edge]; }

private:
    struct Touch;
    EdgeNetwork() = default;
    bool splitWhereTouched();
    void findCrossings();
    void findDepths();

    std::vector<ResidualEdge> m_edges;
    std::unique_ptr<EdgeTree> m_tree;
    std::vector<Crossing> m_crossings;
    std::vector<std::size_t> m_firstCrossing;
    std::vector<std::int32_t> m_leftDepth;
};

/// Whether direction d comes before e, counter-clockwise from just above east round to east.
bool comesBefore(GridPoint d, GridPoint e);

} // namespace tuban::geometry
