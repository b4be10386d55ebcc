#pragma once

#include "base/result.h"
#include "geometry/crs.h"
#include "geometry/ellipsoid_area.h"
#include "geometry/line_measure.h"

#include <array>
#include <optional>
#include <vector>

namespace tuban::jobs {

/// What a shape drawn by hand measures, on the plane and on the ellipsoid of a CRS.
struct ShapeMeasures {
    Length planarLength = {};
    std::optional<Length> geodesicLength = {}; ///< nothing: the shape has no place on the ellipsoid
    Area planarArea = {};
    std::optional<Area> ellipsoidalArea = {};
};

/// Measures shapes, many one after the other. One object per thread.
class ShapeMeter {
public:
    /// A CRS without a place on the globe gives planar measures only.
    static ShapeMeter create(const geometry::CrsInfo& crs);

    /// The length of a line through these places.
    ShapeMeasures measureLine(const std::vector<geometry::CrsPlace>& line);
    /// Area and border of the ring through these places, not closed. A ring that crosses itself has
    /// the area that its signed parts sum up to.
    ShapeMeasures measureRing(const std::vector<geometry::CrsPlace>& ring);
    /// Area and borders of a polygon on the 0.1 mm grid, holes taken off.
    ShapeMeasures measureFeature(const geometry::PolygonChunk& chunk, std::size_t feature);
    /// Longitude and latitude in degrees; nothing where there are none.
    std::optional<std::array<double, 2>> longitudeLatitude(geometry::CrsPlace place);

private:
    geometry::CrsInfo m_crs;
    std::optional<geometry::GroundMeter> m_ground = {};
    std::optional<geometry::EllipsoidalAreaMeter> m_areas = {};
};

} // namespace tuban::jobs
