#pragma once

#include "geometry/coverage.h"
#include "geometry/overlay_scanner.h"
#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace tuban::landuse {

/// The districts that parcels are measured against; shared by all threads.
struct DistrictGround {
    const geometry::OverlayIndex* index = nullptr;  ///< null: no districts
    const geometry::CoverageMap* overlap = nullptr; ///< null: no district overlaps another
};

/// What one parcel is and where it lies.
struct MeasuredParcel {
    geometry::FixedArea whole = 0;
    /// Its part in each feature of the districts that it meets; valid until the next measurement.
    std::span<const geometry::OverlayPart> parts;
    geometry::FixedArea inSeveral = 0; ///< area in more than one district, once per extra district
};

/// Measures valid parcels, one object per thread; both layers on the same grid.
class ParcelMeter {
public:
    explicit ParcelMeter(const DistrictGround& districts);

    MeasuredParcel measure(const geometry::PolygonChunk& parcels, std::size_t feature);

    /// `planar`, as just measured, with `registered` as the whole, shared out over the parts by
    /// planar area. A parcel that lies wholly in districts is shared out without rest; one without
    /// planar area keeps its registered area as a whole in no district.
    MeasuredParcel scaledTo(geometry::FixedArea registered, const MeasuredParcel& planar);

private:
    DistrictGround m_districts;
    std::optional<geometry::OverlayScanner> m_scanner;
    std::vector<geometry::OverlayPart> m_scaled;
};

/// An area in CRS units as the kernels count it, to 53 bits.
geometry::FixedArea toFixedArea(double squareUnits, const geometry::Grid& grid);

} // namespace tuban::landuse
