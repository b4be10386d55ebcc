#pragma once

#include "data/exchange/table_layout.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

enum class TableShape {
    None,   ///< records without geometry
    Wkt,    ///< one column of well-known text
    Points, ///< a point a row
    Areas,  ///< rows are the boundary points of parcels
};

/// Why one column of a pair was taken for the eastings.
enum class AxisEvidence {
    Numbers, ///< seven digits are north, a zone or six digits east; longitudes are above 60
    Names,   ///< the headings say it
    Survey,  ///< X is north, as in all tables of boundary points
};

/// How the rows of a table become geometry; places of cells.
struct TableGeometry {
    TableShape shape = TableShape::None;
    std::size_t wkt = 0;
    std::size_t east = 0;
    std::size_t north = 0;
    AxisEvidence axes = AxisEvidence::Names;
    std::optional<std::size_t> point = {};
    std::optional<std::size_t> ring = {};
    std::optional<std::size_t> parcel = {};
    std::optional<std::size_t> side = {};
};

/// A coordinate: a decimal number, or degrees such as 117°12′34.5″, 117-12-34.5, 117度12分34.5秒,
/// with E, W, N or S before or behind. Nothing: it is none.
std::optional<double> coordinateOf(std::string_view cell);

/// Tells which columns hold coordinates from headings and the values of the sample, and whether
/// rows are points or parcels: rows of one parcel follow each other, or have ring numbers, lengths
/// of sides, or point numbers that begin with J, or the last point is the first one again. `wkt`:
/// the column that the reader found to hold well-known text. `wanted`: TableChoices::geometry.
/// @source numbers of Gauss-Krüger coordinates in China: north 2 to 6 million metres, east six
///   digits, or eight with the zone (GB/T 17798-2007).
TableGeometry geometryOf(const TableLayout& layout,
                         const TableScan& scan,
                         const TableWords& words,
                         std::optional<std::size_t> wkt,
                         const std::string& wanted);

} // namespace tuban::data
