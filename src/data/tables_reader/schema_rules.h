#pragma once

#include "model/layer_schema.h"

#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// Whether `name` may name a table, a field or a style: a lower-case letter, then these, digits and
/// "_"; 64 characters at most (kLongestChangeName).
bool isSchemaName(std::string_view name);

/// Whether a layer or table of users may have this name: a schema name that neither GeoPackage nor
/// SQLite nor Tuban keeps for tables of its own ("gpkg_…", "rtree_…", "sqlite_…", "tuban_…",
/// "layer_styles").
bool isLayerName(std::string_view name);

/// Whether a field may have this name: a schema name that is not one of the columns each row has
/// besides its fields ("fid", "geom", "tuban_…").
bool isFieldName(std::string_view name);

/// Whether `value` is nothing or of the type of a field. A date is a day that exists, YYYY-MM-DD; a
/// number is finite.
bool isOfKind(const FieldValue& value, ValueKind kind);

/// What is wrong with the codes and the initial value of a field: a code that is empty, of another
/// type or listed twice, an initial value of another type or outside the codes. Nothing: all is
/// well.
std::optional<std::string> valueFault(const FieldSchema& field);

/// What is wrong with the split and merge policies of a field of a layer: shares and means of what
/// is no number or has no area; keys and required fields that would be empty or, for keys, the same
/// twice. Nothing: all is well.
std::optional<std::string> policyFault(const FieldSchema& field, GeometryKind geometry);

} // namespace tuban::data
