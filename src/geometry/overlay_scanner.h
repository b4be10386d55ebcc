#pragma once

#include "geometry/overlay_index.h"

#include <cstdint>
#include <memory>
#include <span>

namespace tuban::geometry {

/// The part of one parcel that lies in one district.
struct OverlayPart {
    std::uint32_t district;
    FixedArea area; ///< doubled area in cells², 32 binary places
};

/// Measures parcels against an index; one object per thread, the index is only read.
class OverlayScanner {
public:
    explicit OverlayScanner(const OverlayIndex& index);
    ~OverlayScanner();

    /// Area of feature `feature` of `parcels` in each district that it meets, by rising district
    /// number; parts of zero area are left out. Valid until the next call.
    /// Both layers on the same grid. Each crossing of two edges is rounded once, to 2^-32 of a
    /// doubled square cell; whatever is shared by two neighbours cancels exactly, so the parts of
    /// a seamless coverage sum to the district bit for bit.
    /// Rings that cross themselves count by winding number: repair them first (ring_checks.h).
    std::span<const OverlayPart> partsOf(const PolygonChunk& parcels, std::size_t feature);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace tuban::geometry
