#pragma once

#include "base/result.h"
#include "data/store/store_database.h"
#include "geometry/grid.h"

#include <cstdint>
#include <span>
#include <string>

namespace tuban::data {

/// What an R-tree says of a feature.
struct RtreeEntry {
    std::int64_t fid = 0;
    geometry::GridBox extent = {};
};

/// Fills an R-tree table that is empty, all at once, with nodes that are four fifths full. n log n.
/// `entries` come in rising order of their fid, none has an empty extent. Boxes
/// are in metres, rounded outwards to single precision. Within a transaction; what it has begun
/// when it fails has to be taken back with it.
/// Errors: those of StoreDatabase::failure; WorkspaceDamaged (it is no R-tree).
/// @source SQLite, "The SQLite R*Tree Module", section 4.1 (shadow tables), and the head of
/// ext/rtree/rtree.c for the bytes of a node.
Result<void>
fillRtree(const StoreDatabase& db, const std::string& rtree, std::span<const RtreeEntry> entries);

} // namespace tuban::data
