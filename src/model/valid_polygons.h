#pragma once

#include "geometry/crs.h"
#include "geometry/polygon_chunk.h"
#include "geometry/ring_checks.h"
#include "model/finding.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tuban {

/// Makes the polygons of a layer fit for measuring, chunk by chunk: invalid ones are repaired or,
/// where that is impossible, emptied, with a finding each. One object per thread.
class PolygonValidator {
public:
    /// `crs` and `grid` are those of the chunks.
    PolygonValidator(std::string layer, geometry::CrsInfo crs, geometry::Grid grid);

    /// The same features in the same rows, all valid by OGC rules. Values of PolygonRepaired:
    /// reason, area before and after in m² (two decimals); of PolygonSetAside: reason. Their place
    /// is where the fault lies.
    geometry::PolygonChunk validated(geometry::PolygonChunk chunk,
                                     const std::vector<std::int64_t>& ids);
    const std::vector<Finding>& findings() const { return m_findings; }

private:
    bool isValid(const geometry::PolygonChunk& chunk, std::size_t feature);
    void repair(const geometry::PolygonChunk& chunk, std::size_t feature, std::int64_t id);

    std::string m_layer;
    geometry::CrsInfo m_crs;
    geometry::Grid m_grid;
    geometry::RingChecker m_checker;
    geometry::PolygonChunkBuilder m_builder;
    std::vector<std::size_t> m_invalid;
    std::vector<Finding> m_findings;
};

} // namespace tuban
