#pragma once

#include <cstdint>
#include <string>

namespace tuban::bench {

inline constexpr std::int64_t kFewestParcels = 1000;
inline constexpr std::uint64_t kDefaultSeed = 20240101;

struct ZoneOptions {
    std::int64_t parcels = 10000; ///< at least kFewestParcels
    std::uint64_t seed = kDefaultSeed;
    bool spatialIndex = false;
};

struct ZoneTotals {
    std::int64_t parcels = 0;
    std::int64_t vertices = 0;
    std::int64_t naturalDistricts = 0;
    std::int64_t naturalVertices = 0;
    std::int64_t alignedDistricts = 0;
    std::int64_t alignedVertices = 0;
};

/// Writes a synthetic zone to `path` (.gpkg) with the layers parcels, districts and aligned, and
/// the true balance of the aligned districts to truthPathOf(path).
ZoneTotals writeZone(const std::string& path, const ZoneOptions& options);

/// "zone.gpkg" → "zone.aligned.csv": columns district, class, doubled_area (integer, cells of
/// 0.1 mm squared, so one is 5e-9 m²) and area_m2 (the same, exact).
std::string truthPathOf(const std::string& path);

} // namespace tuban::bench
