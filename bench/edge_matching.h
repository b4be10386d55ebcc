#pragma once

#include "base/int128.h"
#include "mesh.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace tuban::bench {

/// Pairs the edges of rings with equal edges in the opposite direction, exactly: in a coverage
/// without gap and overlap only the outer border is left. Holds for extents up to 200 km.
class EdgeMatching {
public:
    using Edge = std::pair<GridPoint, GridPoint>;

    /// Adds the edges of a closed ring.
    void add(const Ring& ring);
    /// Sorts and pairs; afterwards nothing can be added.
    void match();

    std::int64_t matched() const { return m_matched; }
    /// Edges that occur more than once in one direction: parcels overlap.
    std::int64_t repeated() const { return m_repeated; }
    const std::vector<Edge>& residual() const { return m_residual; }
    /// The residual edges joined into closed rings; where a ring cannot be continued uniquely the
    /// pieces come back as rings of their own, so one ring is a proof.
    std::vector<Ring> residualRings() const;

private:
    std::uint64_t packed(GridPoint p) const;

    GridPoint m_origin;          ///< the first point ever added: the middle of the range
    std::vector<Uint128> m_keys; ///< lower end point, upper end point, direction
    std::int64_t m_matched = 0;
    std::int64_t m_repeated = 0;
    std::vector<Edge> m_residual;
};

} // namespace tuban::bench
