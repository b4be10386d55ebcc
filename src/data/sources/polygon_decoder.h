#pragma once

#include "base/result.h"
#include "geometry/placement.h"
#include "geometry/polygon_chunk.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace tuban::data {

/// Why a feature has no usable geometry.
enum class GeometryFault {
    None,
    Absent,      ///< NULL or empty
    NotPolygon,  ///< points or lines only
    NotFinite,   ///< a coordinate is infinite or not a number
    Unplaceable, ///< outside the area of the transformation or of the grid
    Damaged,     ///< the bytes contradict themselves
};

/// What was met while decoding one geometry.
struct DecodedGeometry {
    GeometryFault fault = GeometryFault::None;
    std::uint64_t vertices = 0; ///< as stored, closing points included
    std::uint64_t offGridVertices = 0;
    std::uint32_t ringsDropped = 0; ///< rings with fewer than three distinct vertices
    bool othersLeftOut = false;     ///< a collection held points or lines besides polygons
    bool linearised = false;        ///< arcs were replaced by chords
    bool ringOpen = false;          ///< a ring did not end where it began
};

/// Turns well-known binary (OGC, ISO and EWKB type codes, both byte orders, Z and M dropped) into
/// rings on the grid. Trusts no count: each is checked against the bytes that are left. One object
/// per thread.
///
/// Where nothing transforms, coordinates are rounded while they are decoded, to the same cells as
/// geometry::Placer::place gives.
class PolygonDecoder {
public:
    /// Errors: those of geometry::Placer::create.
    static Result<PolygonDecoder> create(const geometry::Placement& placement);

    /// Appends exactly one feature to `out`: with all its polygons, or empty if there is a fault.
    DecodedGeometry append(std::span<const std::byte> wkb, geometry::PolygonChunkBuilder& out);

private:
    struct Cursor;
    struct RingEnd {
        std::size_t points; ///< end in m_points
        bool lastOfPart;
    };

    PolygonDecoder(geometry::Placer placer, const geometry::Placement& placement);

    GeometryFault readGeometry(Cursor& in, int depth, DecodedGeometry& met);
    GeometryFault readMembers(Cursor& in, int depth, DecodedGeometry& met);
    GeometryFault readPolygon(Cursor& in, std::size_t stride, DecodedGeometry& met);
    GeometryFault readRing(Cursor& in, std::size_t stride, DecodedGeometry& met);
    template <bool Swap>
    GeometryFault
    snapRing(const std::byte* at, std::size_t count, std::size_t step, DecodedGeometry& met);
    GeometryFault placeRing(DecodedGeometry& met);
    static GeometryFault
    reasonOf(const std::byte* at, std::size_t count, std::size_t step, bool swap);
    DecodedGeometry decode(std::span<const std::byte> wkb);

    geometry::Placer m_placer;
    geometry::Grid m_grid;
    bool m_transforms;
    bool m_curved = false; ///< the geometry being read holds arcs
    std::vector<geometry::GridPoint> m_points;
    std::vector<RingEnd> m_rings;
    std::vector<double> m_xy;
};

} // namespace tuban::data
