#pragma once

#include "data/exchange/table_rings.h"
#include "data/foreign/foreign_reader.h"

#include <string>
#include <vector>

namespace tuban::jobs {

/// The parcels of a table of boundary points as features of a layer.
struct ParcelList {
    std::vector<data::ForeignField> fields = {};
    std::vector<data::ForeignFeature> features = {};
    std::vector<Finding> findings = {};
};

/// WKB of a point; empty: a coordinate cannot be read.
std::string pointWkb(const std::string& east, const std::string& north);

/// One feature a parcel, numbered by the row of its first point; fields are its number, the columns
/// that say the same in all rows of each parcel, and what stands above its points. A parcel with a
/// row that cannot be read, or without three points, is refused. Sides that are not as long as the
/// table says are findings.
ParcelList parcelsOf(data::TableRings& rings,
                     const data::TableLayout& layout,
                     const data::TableGeometry& geometry,
                     const data::TableWords& words,
                     const data::ForeignLayer& layer);

} // namespace tuban::jobs
