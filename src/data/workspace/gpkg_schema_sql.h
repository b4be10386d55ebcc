#pragma once

#include "model/layer_schema.h"

#include <string>

namespace tuban::data {

inline constexpr const char* kGeometryColumn = "geom";
inline constexpr const char* kKeyColumn = "fid";

/// The tables that every GeoPackage of ours has.
/// @source OGC 12-128r17, annex C: tables of clauses 1.1.2, 1.1.3, 2.1.5, 2.3.2 and F.9.
std::string coreTablesSql();

/// The table of a layer: `fid` (never used again for another row), `geom` unless there is no
/// geometry, then the fields; keys are unique and never null.
std::string tableSql(const LayerSchema& schema);

/// INSERT with a parameter for `fid`, the geometry if there is one, and every field.
std::string insertSql(const LayerSchema& schema);

/// The name of the R-tree table of a layer.
std::string rtreeName(const LayerSchema& schema);
/// The R-tree table, to be filled before its triggers exist.
std::string rtreeSql(const LayerSchema& schema);
/// The triggers that keep the R-tree in step when other programs edit the layer. They call ST_MinX
/// and its like, which those programs provide.
/// @source OGC 12-128r17, annex F.3, requirement 77.
std::string rtreeTriggersSql(const LayerSchema& schema);

/// The name of a kind of geometry in gpkg_geometry_columns.
std::string geometryTypeName(GeometryKind kind);

} // namespace tuban::data
