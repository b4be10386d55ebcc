#pragma once

#include "geometry/coverage_state.h"
#include "geometry/polygon_chunk.h"

#include <vector>

namespace tuban::geometry {

/// Integral of the extra cover over one feature, from the pieces of residual edges inside the
/// feature and the pieces of its border inside overlaps. The feature is taken as shifted by
/// (ε, ε²), ε → 0+, against the residual: no vertex of one then lies on an edge of the other.
/// Area is continuous in that shift, and fractions are evaluated in the limit.
class FeatureOverlap {
public:
    FeatureOverlap(const CoverageMap::State& map, const PolygonChunk& chunk, std::size_t feature);

    FixedArea measure();

private:
    /// The border of the feature crosses a residual edge.
    struct Passage {
        std::uint32_t edge;
        EdgeRatio at;
        std::int32_t change; ///< of the feature's winding number, going on along the edge
    };
    struct Meeting {
        EdgeRatio at;
        std::int32_t change; ///< of the depth, going on along the feature's border
    };

    FixedArea borderPieces(GridPoint c, GridPoint d);
    void meet(std::uint32_t edge, GridPoint c, GridPoint d);
    FixedArea residualPieces();
    FixedArea cutShare(std::uint32_t edge, std::int32_t winding, const Passage*& passage) const;
    std::vector<std::uint32_t> hotEdgesNear() const;

    const CoverageMap::State& m_map;
    const PolygonChunk& m_chunk;
    std::size_t m_feature;
    std::vector<Passage> m_passages;
    std::vector<std::uint32_t> m_candidates;
    std::vector<Meeting> m_meetings;
};

} // namespace tuban::geometry
