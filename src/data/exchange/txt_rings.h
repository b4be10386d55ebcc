#pragma once

#include "data/exchange/parcel_txt.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

/// East and north, as they were read.
using PlainVertex = std::pair<double, double>;
using PlainRing = std::vector<PlainVertex>; ///< without the repeated first point

/// The polygons of a parcel.
struct PlainPolygons {
    std::vector<std::vector<PlainRing>> parts = {}; ///< of each the outer ring, then its holes
    double squareMetres = 0.0;                      ///< planar, of coordinates in metres
    std::vector<int> tooShort = {};                 ///< numbers of rings without three points
};

/// Rings end where the ring number changes and where they return to their first point; holes and
/// parts are told by containment on the grid of 0.1 mm (of 1e-9 where the coordinates are degrees).
PlainPolygons polygonsOf(const std::vector<TxtPoint>& points);

/// ISO WKB, little-endian: (Multi)Polygon, MultiLineString of the runs of ring numbers, MultiPoint.
/// Empty where nothing is left.
std::string wkbOf(const PlainPolygons& polygons);
std::string wkbOfLines(const std::vector<TxtPoint>& points);
std::string wkbOfPoints(const std::vector<TxtPoint>& points);

} // namespace tuban::data
