#pragma once

#include "geometry/coverage.h"
#include "geometry/grid.h"
#include "landuse/balance_builder.h"
#include "landuse/land_balance.h"
#include "model/classification.h"
#include "model/finding.h"

#include <string>
#include <vector>

namespace tuban::landuse {

/// A district as measured, in the integers of the kernel.
struct MeasuredDistrict {
    std::string name;
    geometry::FixedArea area = 0;
    geometry::DistrictCoverage coverage = {};
};

/// What a balance is made of. `sums` has as many districts as `districts`; both without any mean
/// that the whole layer is one district.
struct BalanceInput {
    AreaBasis basis = AreaBasis::Planar;
    std::vector<MeasuredDistrict> districts = {};
    /// Area of parcels counted in more than one district, once per extra district: 0 where
    /// districts do not overlap.
    geometry::FixedArea inSeveralDistricts = 0;
    /// Without districts only: area counted by more than one parcel, once per extra parcel.
    geometry::FixedArea layerOverlap = 0;
    geometry::Grid grid = geometry::Grid::tenthMillimetre();
    double metresPerUnit = 1.0;                     ///< length of a CRS unit
    const Classification* classification = nullptr; ///< null: codes are plain values
    int level = 3; ///< of the leaves: deeper codes are rolled up to it
};

/// The balance table of `sums`. Rows: classes in the order of the table, those above a leaf as
/// subtotals; a code above `level` stays a leaf of its own; then codes that the table does not
/// know, sorted by their bytes, then parcels without code. Without a class table all codes are
/// such plain rows and count as known. Areas are summed as integers and turned into m² at the end,
/// each within 1 ulp of the exact sum.
LandBalance assembleBalance(const BalanceSums& sums, const BalanceInput& input);

/// A finding UnknownCode for every code that the table does not know (values: code, number of
/// parcels) and one EmptyCode where parcels have none (value: number of parcels), in row order.
/// Without a class table only EmptyCode can occur.
std::vector<Finding> codeFindings(const BalanceSums& sums, const Classification* classification);

} // namespace tuban::landuse
