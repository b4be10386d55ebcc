#pragma once

#include "base/int128.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tuban::bench {

/// Smallest, largest and summed count of vertices, closing points included.
struct VertexCounts {
    std::int64_t features = 0;
    std::int64_t vertices = 0;
    std::int64_t fewest = INT64_MAX;
    std::int64_t most = 0;

    void add(std::int64_t count);
    double mean() const { return static_cast<double>(vertices) / static_cast<double>(features); }
};

/// What a zone file holds and whatever is wrong with it.
struct ZoneReport {
    VertexCounts parcels;
    VertexCounts natural;
    VertexCounts aligned;
    std::int64_t withHoles = 0;
    std::int64_t multipolygons = 0;
    std::int64_t matchedEdges = 0; ///< pairs of equal edges in opposite directions
    std::int64_t borderEdges = 0;  ///< without a partner
    std::int64_t validated = 0;    ///< geometries handed to GEOS
    Int128 doubledArea = 0;        ///< of all parcels, in square cells of 0.1 mm
    std::vector<std::string> problems;

    bool ok() const { return problems.empty(); }
    std::string text() const;
};

/// Reads a zone back through OGR and proves it seamless: every parcel edge has exactly one partner
/// in the opposite direction, or lies on one simple outer ring. Also: all vertices on the grid,
/// geometries valid, and every aligned district as large as its parcels in the truth, exactly.
ZoneReport checkZone(const std::string& path);

} // namespace tuban::bench
