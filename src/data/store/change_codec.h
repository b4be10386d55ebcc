#pragma once

#include "base/result.h"
#include "model/change.h"

#include <string>
#include <string_view>

namespace tuban::data {

/// A change as the journal holds it: compact bytes, the same for the same change. Coordinates are
/// differences of grid cells, so they come back exactly.
std::string encodeChange(const FeatureChange& change);

/// Reads what encodeChange wrote; bytes from a damaged or hostile file are refused, never trusted:
/// memory stays within a small multiple of their length.
/// Errors: WorkspaceDamaged (detail: what is wrong).
Result<FeatureChange> decodeChange(std::string_view bytes);

} // namespace tuban::data
