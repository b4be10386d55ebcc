#include "data/workspace/gpkg_schema_sql.h"

#include "data/sqlite/sqlite_statement.h"

#include <initializer_list>
#include <utility>

namespace tuban::data {

namespace {

const char* columnType(ValueKind kind) {
    switch (kind) {
    case ValueKind::Integer:
        return "INTEGER";
    case ValueKind::Real:
        return "REAL";
    case ValueKind::Date:
        return "DATE";
    case ValueKind::Text:
        break;
    }
    return "TEXT";
}

/// Replaces "<t>", "<c>", "<i>" and "<r>" by the quoted names of table, geometry, key and R-tree,
/// and "<n>" by the plain name of the R-tree.
std::string named(const LayerSchema& schema, std::string sql) {
    const std::string rtree = rtreeName(schema);
    const std::pair<const char*, std::string> names[] = {{"<t>", quotedIdentifier(schema.name)},
                                                         {"<c>", quotedIdentifier(kGeometryColumn)},
                                                         {"<i>", quotedIdentifier(kKeyColumn)},
                                                         {"<r>", quotedIdentifier(rtree)},
                                                         {"<n>", rtree}};
    for (const auto& [mark, name] : names) {
        for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at)) {
            sql.replace(at, 3, name);
            at += name.size();
        }
    }
    return sql;
}

constexpr const char* kRtreeDefinition = "http://www.geopackage.org/spec130/#extension_rtree";

std::string bothLanguages(const BilingualText& text) {
    return text.zh + " " + text.en;
}

/// INSERT of texts, as SQL text.
std::string insertionSql(const std::string& table, std::initializer_list<std::string> values) {
    std::string sql = "INSERT INTO " + table + " VALUES (";
    const char* separator = "";
    for (const std::string& value : values) {
        sql += separator + value;
        separator = ", ";
    }
    return sql + ");\n";
}

} // namespace

std::string coreTablesSql() {
    return R"sql(
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL,
    description TEXT
);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY,
    data_type TEXT NOT NULL,
    identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE,
    min_y DOUBLE,
    max_x DOUBLE,
    max_y DOUBLE,
    srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL,
    m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_extensions (
    table_name TEXT,
    column_name TEXT,
    extension_name TEXT NOT NULL,
    definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    name TEXT,
    title TEXT,
    description TEXT,
    mime_type TEXT,
    constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name)
);
CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL,
    constraint_type TEXT NOT NULL,
    value TEXT,
    min NUMERIC,
    min_is_inclusive BOOLEAN,
    max NUMERIC,
    max_is_inclusive BOOLEAN,
    description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value)
);
)sql";
}

std::string columnSql(const FieldSchema& field, bool asKey) {
    return quotedIdentifier(field.name) + " " + columnType(field.kind) +
           (asKey ? " NOT NULL UNIQUE" : "");
}

std::string tableSql(const LayerSchema& schema) {
    std::string sql = "CREATE TABLE " + quotedIdentifier(schema.name) + " (\n    " + kKeyColumn +
                      " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
    if (schema.geometry != GeometryKind::None) {
        sql += std::string(",\n    ") + kGeometryColumn + " " + geometryTypeName(schema.geometry);
    }
    sql += std::string(",\n    ") + kIdColumn + " TEXT NOT NULL UNIQUE";
    sql += std::string(",\n    ") + kVersionColumn + " INTEGER NOT NULL";
    sql += std::string(",\n    ") + kCheckColumn + " INTEGER NOT NULL";
    for (const FieldSchema& field : schema.fields) {
        sql += ",\n    " + columnSql(field, field.key);
    }
    return sql + "\n)";
}

std::string indexName(const LayerSchema& schema, const FieldSchema& field) {
    return "tuban_index_" + schema.name + "_" + field.name;
}

std::string indexSql(const LayerSchema& schema, const FieldSchema& field) {
    return "CREATE INDEX " + quotedIdentifier(indexName(schema, field)) + " ON " +
           quotedIdentifier(schema.name) + " (" + quotedIdentifier(field.name) + ")";
}

std::string insertSql(const LayerSchema& schema) {
    constexpr std::size_t kOwnColumns = 4; // fid, identifier, version, check
    const std::size_t values =
        kOwnColumns + (schema.geometry != GeometryKind::None ? 1 : 0) + schema.fields.size();
    std::string sql = "INSERT INTO " + quotedIdentifier(schema.name) + " VALUES (?";
    for (std::size_t i = 1; i < values; ++i) {
        sql += ", ?";
    }
    return sql + ")";
}

std::string rtreeName(const LayerSchema& schema) {
    return "rtree_" + schema.name + "_" + kGeometryColumn;
}

std::string rtreeSql(const LayerSchema& schema) {
    return named(schema, "CREATE VIRTUAL TABLE <r> USING rtree(id, minx, maxx, miny, maxy)");
}

std::string rtreeTriggersSql(const LayerSchema& schema) {
    return named(schema, R"sql(
CREATE TRIGGER "<n>_insert" AFTER INSERT ON <t>
WHEN (NEW.<c> NOT NULL AND NOT ST_IsEmpty(NEW.<c>))
BEGIN
    INSERT OR REPLACE INTO <r> VALUES (NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>),
                                       ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>));
END;
CREATE TRIGGER "<n>_update1" AFTER UPDATE OF <c> ON <t>
WHEN OLD.<i> = NEW.<i> AND (NEW.<c> NOTNULL AND NOT ST_IsEmpty(NEW.<c>))
BEGIN
    INSERT OR REPLACE INTO <r> VALUES (NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>),
                                       ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>));
END;
CREATE TRIGGER "<n>_update2" AFTER UPDATE OF <c> ON <t>
WHEN OLD.<i> = NEW.<i> AND (NEW.<c> IS NULL OR ST_IsEmpty(NEW.<c>))
BEGIN
    DELETE FROM <r> WHERE id = OLD.<i>;
END;
CREATE TRIGGER "<n>_update3" AFTER UPDATE ON <t>
WHEN OLD.<i> != NEW.<i> AND (NEW.<c> NOTNULL AND NOT ST_IsEmpty(NEW.<c>))
BEGIN
    DELETE FROM <r> WHERE id = OLD.<i>;
    INSERT OR REPLACE INTO <r> VALUES (NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>),
                                       ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>));
END;
CREATE TRIGGER "<n>_update4" AFTER UPDATE ON <t>
WHEN OLD.<i> != NEW.<i> AND (NEW.<c> IS NULL OR ST_IsEmpty(NEW.<c>))
BEGIN
    DELETE FROM <r> WHERE id IN (OLD.<i>, NEW.<i>);
END;
CREATE TRIGGER "<n>_delete" AFTER DELETE ON <t>
WHEN OLD.<c> NOT NULL
BEGIN
    DELETE FROM <r> WHERE id = OLD.<i>;
END;
)sql");
}

std::string guardTriggersSql(const std::string& table) {
    std::string sql;
    for (const char* change : {"INSERT", "UPDATE", "DELETE"}) {
        sql += "CREATE TRIGGER " + quotedIdentifier("tuban_guard_" + table + "_" + change) +
               " BEFORE " + change + " ON " + quotedIdentifier(table) +
               " BEGIN SELECT RAISE(ABORT, 'This is a workspace of Tuban: change it with Tuban, or "
               "work on an exported copy.'); END;\n";
    }
    return sql;
}

std::string fieldRegistrationSql(const LayerSchema& schema, const FieldSchema& field) {
    const std::string unit = field.unit.empty() ? "" : " (" + field.unit + ")";
    return insertionSql("gpkg_data_columns",
                        {quotedText(schema.name),
                         quotedText(field.name),
                         quotedText(field.title.zh),
                         quotedText(field.title.en),
                         quotedText(bothLanguages(field.title) + unit),
                         "NULL",
                         "NULL"});
}

std::string registrationSql(const LayerSchema& schema, const LayerRegistration& registration) {
    const bool spatial = schema.geometry != GeometryKind::None;
    const std::string table = quotedText(schema.name);
    const std::string srsId = std::to_string(registration.srsId);
    std::string sql = insertionSql("gpkg_contents",
                                   {table,
                                    spatial ? "'features'" : "'attributes'",
                                    quotedText(bothLanguages(schema.title)),
                                    quotedText(registration.description),
                                    quotedText(registration.lastChange),
                                    "NULL",
                                    "NULL",
                                    "NULL",
                                    "NULL",
                                    spatial ? srsId : "NULL"});
    for (const FieldSchema& field : schema.fields) {
        sql += fieldRegistrationSql(schema, field);
    }
    if (!spatial) {
        return sql;
    }
    const std::string neither = "0"; // heights nor measures
    const std::string column = quotedText(kGeometryColumn);
    sql += insertionSql(
        "gpkg_geometry_columns",
        {table, column, quotedText(geometryTypeName(schema.geometry)), srsId, neither, neither});
    sql += insertionSql(
        "gpkg_extensions",
        {table, column, "'gpkg_rtree_index'", quotedText(kRtreeDefinition), "'write-only'"});
    return sql;
}

std::string geometryTypeName(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::Point:
        return "POINT";
    case GeometryKind::LineString:
        return "LINESTRING";
    case GeometryKind::Polygon:
        return "POLYGON";
    case GeometryKind::MultiPolygon:
        return "MULTIPOLYGON";
    case GeometryKind::None:
        break;
    }
    return "";
}

} // namespace tuban::data
