#pragma once

#include "base/units.h"
#include "model/classification.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::landuse {

/// Which area a number is.
enum class AreaBasis {
    Planar,      ///< shoelace in the projected CRS named beside it
    Ellipsoidal, ///< on the ellipsoid of the CRS, survey formula with 70 m densification
    Registered,  ///< from an attribute of the parcel, shared out by planar area where it is cut
};

/// A district, or the whole layer where no districts were given.
struct DistrictTotals {
    std::string name;
    Area area;      ///< of the district itself; of the covered land where there are no districts
    Area covered;   ///< Σ of parts of parcels in it
    Area uncovered; ///< covered by no parcel
    Area overlap;   ///< counted more than once, once per extra parcel
    // covered + uncovered − overlap = area (planar and ellipsoidal basis)
};

/// A row of the balance: a class, or a code of the data that its table does not know.
struct BalanceRow {
    std::string code; ///< empty: parcels without code
    BilingualText name;
    int level = 1;
    std::optional<std::size_t> parent = {}; ///< row of the class above, if it has a row
    bool leaf = true;                       ///< holds areas of its own; others are subtotals
    bool known = true;                      ///< false: code not in the class table
    /// A leaf beside more detailed rows: parcels coded with the class of its parent row itself. Has
    /// the code, name and level of that row.
    bool undivided = false;
    std::optional<Rgb> colour = {};
    std::string group = {};
};

/// The land-use balance (用地平衡) of a layer.
struct LandBalance {
    AreaBasis basis = AreaBasis::Planar;
    std::vector<DistrictTotals> districts;
    std::vector<BalanceRow> rows; ///< tree order: parents before children, unknown codes last
    /// area(row, district); subtotals are sums of their leaves.
    std::vector<std::vector<Area>> areas;
    /// Each row over all land of the layer, inside and outside districts, every parcel once.
    std::vector<Area> rowTotals;
    Area total;   ///< Σ of leaf rowTotals
    Area outside; ///< part of `total` in no district
    std::uint64_t parcels = 0;
};

/// Share of a row in the area of a district itself, not in its covered part: what is uncovered has
/// a share too, and shares of leaves + uncovered − overlap = 1.
Ratio shareOfDistrict(const LandBalance& balance, std::size_t row, std::size_t district);

} // namespace tuban::landuse
