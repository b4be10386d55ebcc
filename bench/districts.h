#pragma once

#include "parcel_plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tuban::bench {

struct PolygonRings {
    Ring outer;              ///< anticlockwise
    std::vector<Ring> holes; ///< clockwise
};

struct District {
    std::string name;
    std::vector<PolygonRings> polygons;
};

/// Number of districts along one side for a zone of so many parcels: 14 × 14 at one million,
/// 7 × 9 at 100 000, 4 × 5 at 10 000.
struct DistrictGrid {
    std::int64_t columns = 1;
    std::int64_t rows = 1;

    static DistrictGrid forParcels(std::int64_t parcels);
    std::int64_t count() const { return columns * rows; }
};

/// Districts inside the zone, side by side, of 500 to 20 000 vertices each; their natural borders
/// follow no parcel edge.
std::vector<District>
naturalDistricts(std::uint64_t seed, const ParcelPlan& plan, DistrictGrid grid);

/// Districts made of whole parcels: their borders run exactly along parcel edges, vertex by vertex.
/// Some parcels belong to none, some to a neighbouring district, so that there are holes and
/// exclaves.
class AlignedDistricts {
public:
    static constexpr int kNone = -1;

    AlignedDistricts(std::uint64_t seed, const ParcelPlan& plan, DistrictGrid grid);

    /// Index of the district that owns the parcel, or kNone.
    int districtOf(const Parcel& parcel) const;
    std::string nameOf(int district) const;
    /// The districts as valid polygons, in order of their index.
    std::vector<District> shapes() const;

private:
    int districtAt(Cell cell) const;
    int& slot(Cell cell);
    int choose(Cell anchor) const;

    std::uint64_t m_seed;
    const ParcelPlan& m_plan;
    DistrictGrid m_grid;
    std::vector<int> m_districtOfCell;
};

} // namespace tuban::bench
