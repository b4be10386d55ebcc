#include "data/sources/gpkg_database.h"

#include "data/sources/spatial_reference.h"
#include "data/sources/wkb_kind.h"

#include <sqlite3.h>

#include <algorithm>
#include <cctype>

namespace tuban::data {

namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
        return static_cast<char>(std::toupper(c));
    });
    return result;
}

bool startsWith(const std::string& text, std::string_view start) {
    return text.compare(0, start.size(), start) == 0;
}

/// @source GeoPackage 1.3 table 1 (data types); SQLite's rules of affinity for the others.
FieldType fieldType(const std::string& declared) {
    const std::string type = upper(declared);
    if (startsWith(type, "TEXT") || type.find("CHAR") != std::string::npos) {
        return FieldType::Text;
    }
    if (type.find("INT") != std::string::npos || type == "BOOLEAN") {
        return FieldType::Integer;
    }
    if (startsWith(type, "REAL") || startsWith(type, "DOUBLE") || startsWith(type, "FLOAT") ||
        startsWith(type, "NUMERIC") || startsWith(type, "DECIMAL")) {
        return FieldType::Real;
    }
    return FieldType::Other;
}

bool hasTable(const SqliteReader& db, std::string_view name) {
    auto query = db.prepare("SELECT 1 FROM sqlite_schema WHERE lower(name) = lower(?1)");
    if (!query) {
        return false;
    }
    query->bind(1, name);
    return query->step() == SqliteStatement::Step::Row;
}

/// Rows of `sql` (with `parameter` as ?1), each handed to `take`; false if reading failed.
template <typename Take>
bool forEachRow(const SqliteReader& db, const char* sql, std::string_view parameter, Take take) {
    auto query = db.prepare(sql);
    if (!query) {
        return false;
    }
    if (!parameter.empty()) {
        query->bind(1, parameter);
    }
    SqliteStatement::Step step = query->step();
    for (; step == SqliteStatement::Step::Row; step = query->step()) {
        take(*query);
    }
    return step == SqliteStatement::Step::Done;
}

/// An INTEGER PRIMARY KEY is the rowid itself, unless it was declared DESC: then, as for every
/// other key, an index of origin "pk" exists.
bool hasKeyIndex(const SqliteReader& db, const std::string& table) {
    bool found = false;
    forEachRow(db, "SELECT origin FROM pragma_index_list(?1)", table, [&](SqliteStatement& row) {
        found = found || row.text(0) == "pk";
    });
    return found;
}

/// A name of the rowid that no column hides.
std::string freeRowidName(const std::vector<GpkgTable::Column>& columns) {
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
        const bool hidden = std::any_of(columns.begin(), columns.end(), [&](const auto& column) {
            return upper(column.name) == upper(name);
        });
        if (!hidden) {
            return name;
        }
    }
    return {};
}

struct Stored {
    std::string type;
    std::uint32_t rootPage = 0;
    std::string sql;
};

std::optional<Stored> storedObject(const SqliteReader& db, const std::string& name) {
    std::optional<Stored> object;
    forEachRow(db,
               "SELECT type, rootpage, sql FROM sqlite_schema "
               "WHERE lower(name) = lower(?1) AND type IN ('table', 'view')",
               name,
               [&](SqliteStatement& row) {
                   object = Stored{std::string(row.text(0)),
                                   static_cast<std::uint32_t>(row.integer(1)),
                                   std::string(row.text(2))};
               });
    return object;
}

bool readColumns(const SqliteReader& db, GpkgTable& table, std::vector<std::size_t>& keys) {
    int stored = 0;
    return forEachRow(db,
                      "SELECT name, type, pk, hidden FROM pragma_table_xinfo(?1)",
                      table.layer.table,
                      [&](SqliteStatement& row) {
                          constexpr int kVirtualColumn = 2; // generated, not stored
                          const bool isStored = row.integer(3) != kVirtualColumn;
                          if (row.integer(2) > 0) {
                              keys.push_back(table.columns.size());
                          }
                          table.columns.push_back({std::string(row.text(0)),
                                                   std::string(row.text(1)),
                                                   isStored ? stored : -1});
                          stored += isStored ? 1 : 0;
                      });
}

/// Tells how the rows of a table can be named and whether its pages can be read.
void nameRows(const SqliteReader& db,
              std::uint32_t rootPage,
              const std::vector<std::size_t>& keys,
              GpkgTable& table) {
    // A table WITHOUT ROWID says so when its rowid is asked for.
    const std::string name = freeRowidName(table.columns);
    const bool hasRowid =
        !name.empty() &&
        db.prepare("SELECT " + name + " FROM " + quotedIdentifier(table.layer.table)).has_value();
    if (keys.size() == 1 && upper(table.columns[keys[0]].declaredType) == "INTEGER" &&
        !hasKeyIndex(db, table.layer.table)) {
        table.rowidColumn = keys[0];
        table.rowidName = quotedIdentifier(table.columns[keys[0]].name);
        table.rootPage = rootPage;
    } else if (hasRowid) {
        table.rowidName = name;
        table.rootPage = rootPage;
    }
}

} // namespace

Result<std::vector<GpkgLayer>> gpkgLayers(const SqliteReader& db) {
    if (!hasTable(db, "gpkg_contents") || !hasTable(db, "gpkg_geometry_columns")) {
        return Error{ErrorCode::FormatNotSupported, {}, "SQLite, but no GeoPackage with features"};
    }
    std::vector<GpkgLayer> layers;
    const bool read = forEachRow(
        db,
        "SELECT g.table_name, g.column_name, g.geometry_type_name, g.srs_id, c.identifier "
        "FROM gpkg_geometry_columns AS g JOIN gpkg_contents AS c "
        "ON lower(c.table_name) = lower(g.table_name) WHERE c.data_type = 'features' "
        "ORDER BY c.rowid, g.rowid",
        {},
        [&](SqliteStatement& row) {
            layers.push_back({std::string(row.text(0)),
                              std::string(row.text(1)),
                              upper(row.text(2)),
                              row.integer(3),
                              std::string(row.text(4))});
        });
    if (!read) {
        return db.lastError();
    }
    return layers;
}

Result<bool> gpkgHoldsPolygons(const SqliteReader& db, const GpkgLayer& layer) {
    static constexpr std::string_view kPolygonal[] = {"POLYGON",
                                                      "MULTIPOLYGON",
                                                      "CURVEPOLYGON",
                                                      "MULTISURFACE",
                                                      "SURFACE",
                                                      "POLYHEDRALSURFACE",
                                                      "TIN",
                                                      "TRIANGLE"};
    if (std::find(std::begin(kPolygonal), std::end(kPolygonal), layer.geometryType) !=
        std::end(kPolygonal)) {
        return true;
    }
    if (layer.geometryType != "GEOMETRY" && layer.geometryType != "GEOMETRYCOLLECTION" &&
        layer.geometryType != "GEOMCOLLECTION") {
        return false;
    }
    auto query = db.prepare("SELECT " + quotedIdentifier(layer.geometryColumn) + " FROM " +
                            quotedIdentifier(layer.table));
    if (!query) {
        return query.error();
    }
    SqliteStatement::Step step = query->step();
    for (; step == SqliteStatement::Step::Row; step = query->step()) {
        if (mayHoldPolygons(geoPackageWkb(query->blob(0)))) {
            return true;
        }
    }
    if (step == SqliteStatement::Step::Failed) {
        return db.lastError();
    }
    return false;
}

Result<GpkgTable> gpkgTable(const SqliteReader& db, const GpkgLayer& layer, bool hasGeometry) {
    GpkgTable table;
    table.layer = layer;
    const std::optional<Stored> object = storedObject(db, layer.table);
    if (!object) {
        return Error{ErrorCode::ReadFailed, layer.table, "listed, but not in the file"};
    }
    const bool isView = object->type == "view";
    if (!isView && object->rootPage == 0) {
        return Error{ErrorCode::FormatNotSupported, layer.table, "virtual table"};
    }
    std::vector<std::size_t> keys;
    if (!readColumns(db, table, keys)) {
        return db.lastError();
    }
    const auto geometry =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& column) {
            return upper(column.name) == upper(layer.geometryColumn);
        });
    if (hasGeometry && geometry == table.columns.end()) {
        return Error{ErrorCode::ReadFailed, layer.table, "has no column " + layer.geometryColumn};
    }
    table.geometry = static_cast<std::size_t>(geometry - table.columns.begin());
    forEachRow(db, "SELECT encoding FROM pragma_encoding", {}, [&](SqliteStatement& row) {
        table.utf8 = row.text(0) == "UTF-8";
    });
    if (isView) {
        return table;
    }
    nameRows(db, object->rootPage, keys, table);
    return table;
}

Result<SourceInfo>
gpkgInfo(const SqliteReader& db, const GpkgTable& table, const std::string& path) {
    SourceInfo info{
        .path = path, .layer = table.layer.table, .format = "GPKG", .crs = {}, .fields = {}};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (i != table.geometry) {
            info.fields.push_back(
                {table.columns[i].name, fieldType(table.columns[i].declaredType)});
        }
    }
    bool read = forEachRow(
        db,
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE lower(table_name) = lower(?1)",
        table.layer.table,
        [&](SqliteStatement& row) {
            if (!row.isNull(0) && !row.isNull(1) && !row.isNull(2) && !row.isNull(3)) {
                info.extent = {row.real(0), row.real(1), row.real(2), row.real(3)};
            }
        });
    if (!read) {
        return db.lastError();
    }
    if (hasTable(db, "gpkg_ogr_contents")) {
        forEachRow(
            db,
            "SELECT feature_count FROM gpkg_ogr_contents WHERE lower(table_name) = lower(?1)",
            table.layer.table,
            [&](SqliteStatement& row) {
                if (!row.isNull(0) && row.integer(0) >= 0) {
                    info.featureCount = static_cast<std::uint64_t>(row.integer(0));
                }
            });
    }
    const std::string sql = "SELECT organization, organization_coordsys_id, definition "
                            "FROM gpkg_spatial_ref_sys WHERE srs_id = " +
                            std::to_string(table.layer.srsId);
    forEachRow(db, sql.c_str(), {}, [&](SqliteStatement& row) {
        info.crs = crsOfGeoPackage(row.text(0), row.integer(1), row.text(2));
    });
    return info;
}

} // namespace tuban::data
