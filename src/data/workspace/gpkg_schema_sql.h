#pragma once

#include "model/layer_schema.h"

#include <cstdint>
#include <string>

namespace tuban::data {

inline constexpr const char* kGeometryColumn = "geom";
inline constexpr const char* kKeyColumn = "fid";
// What a workspace keeps of every row besides its fields.
inline constexpr const char* kIdColumn = "tuban_id";           ///< UUID, text
inline constexpr const char* kVersionColumn = "tuban_version"; ///< entry that wrote the content
inline constexpr const char* kCheckColumn = "tuban_check";     ///< see row_check.h

/// The tables that every GeoPackage of ours has.
/// @source OGC 12-128r17, annex C: tables of clauses 1.1.2, 1.1.3, 2.1.5, 2.3.2 and F.9.
std::string coreTablesSql();

/// The table of a layer: `fid` (never used again for another row), `geom` unless there is no
/// geometry, the columns of the workspace, then the fields; keys are unique and never null.
std::string tableSql(const LayerSchema& schema);

/// The column of a field in tableSql or, as added later, without the duties of a key.
std::string columnSql(const FieldSchema& field, bool asKey);

/// The name of the index of a field by which rows are looked up, and its statement.
std::string indexName(const LayerSchema& schema, const FieldSchema& field);
std::string indexSql(const LayerSchema& schema, const FieldSchema& field);

/// INSERT with a parameter for `fid`, the geometry if there is one, identifier, version, check, and
/// every field.
std::string insertSql(const LayerSchema& schema);

/// The name of the R-tree table of a layer.
std::string rtreeName(const LayerSchema& schema);
/// The R-tree table, to be filled before its triggers exist.
std::string rtreeSql(const LayerSchema& schema);
/// The triggers that keep the R-tree in step when other programs edit the layer. They call ST_MinX
/// and its like, which those programs provide.
/// @source OGC 12-128r17, annex F.3, requirement 77.
std::string rtreeTriggersSql(const LayerSchema& schema);

/// Triggers that refuse every change of a table, to keep other programs from writing past the
/// journal. Tuban itself runs no triggers.
std::string guardTriggersSql(const std::string& table);

/// What the tables of the GeoPackage itself say of a layer at first, when it has no rows: contents,
/// geometry column, R-tree extension, titles and units of the fields.
struct LayerRegistration {
    std::int32_t srsId = 0;
    std::string description = {}; ///< said of the table
    std::string lastChange;       ///< UTC, YYYY-MM-DDThh:mm:ss.sssZ
};
std::string registrationSql(const LayerSchema& schema, const LayerRegistration& registration);
/// The part of it for one field.
std::string fieldRegistrationSql(const LayerSchema& schema, const FieldSchema& field);

/// The name of a kind of geometry in gpkg_geometry_columns.
std::string geometryTypeName(GeometryKind kind);

} // namespace tuban::data
