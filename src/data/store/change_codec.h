#pragma once

#include "base/result.h"
#include "model/change.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace tuban::data {

/// The longest name of a layer or field that a change may hold, in bytes: names are listed once
/// and come back with each row, so their length bounds what decoding takes.
inline constexpr std::size_t kLongestChangeName = 64;

/// A change as the journal holds it: compact bytes, the same for the same change. Coordinates are
/// differences of grid cells, so they come back exactly.
/// Expected of the change: a row occurs once; names have 1 to kLongestChangeName bytes; versions
/// are not negative; cells are within ±2^52; parts of a geometry and their lists are not empty.
///
/// The form, version 1. "Number" is a little-endian base-128 varint in its shortest form, "signed"
/// the same of the zigzag form; "text" a number of bytes and these bytes.
///     change:   the byte 1; number of names, texts; number of rows, rows
///     row:      name of the layer; 16 bytes of the identifier; a byte: 1 seen, 2 next, 4 geometry,
///               added; what of these there is; number of fields, fields
///     seen, next: number
///     geometry: before and after, each: number of parts; of each part, number of lists; of each
///               list, number of vertices; of each vertex, x and y as signed differences from the
///               vertex before it in the whole change (the first one from 0, 0)
///     field:    name; value before, value after
///     value:    the byte 0, nothing | 1, signed | 2, 8 bytes of an IEEE double, the lowest first |
///               3, text
///     name:     number: its place among the names, which are in the order of their first use
std::string encodeChange(const FeatureChange& change);

/// Reads what encodeChange wrote; bytes from a damaged or hostile file are refused, never trusted:
/// memory stays within 100 times their length. What is accepted is what encodeChange writes for the
/// result, byte for byte.
/// Errors: WorkspaceDamaged (detail: what is wrong; where: at which byte).
Result<FeatureChange> decodeChange(std::string_view bytes);

} // namespace tuban::data
