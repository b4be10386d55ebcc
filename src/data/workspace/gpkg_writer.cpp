#include "data/workspace/gpkg_writer.h"

#include "data/workspace/gpkg_blob.h"
#include "data/workspace/gpkg_schema_sql.h"
#include "geometry/crs.h"

#include <charconv>
#include <optional>
#include <system_error>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr auto kGrid = geometry::Grid::tenthMillimetre();
constexpr std::size_t kRowsBetweenReports = 256;

constexpr const char* kStart = "PRAGMA application_id = 0x47504B47;" // "GPKG"
                               "PRAGMA user_version = 10300;"        // 1.3
                               "BEGIN";
constexpr const char* kRtreeDefinition = "http://www.geopackage.org/spec130/#extension_rtree";
constexpr const char* kSchemaDefinition = "http://www.geopackage.org/spec130/#extension_schema";

/// The number of "EPSG:n"; empty for every other system.
std::optional<std::int32_t> epsgCode(const std::string& authority) {
    const std::string prefix = "EPSG:";
    std::int32_t code = 0;
    if (!authority.starts_with(prefix)) {
        return std::nullopt;
    }
    const char* const end = authority.data() + authority.size();
    const auto read = std::from_chars(authority.data() + prefix.size(), end, code);
    return read.ec == std::errc() && read.ptr == end ? std::optional(code) : std::nullopt;
}

geometry::GridBox extentOf(const LayerTable& table) {
    geometry::GridBox all;
    for (const LayerRow& row : table.rows) {
        if (const geometry::GridBox box = row.geometry.extent(); !box.empty()) {
            all.add(box.min);
            all.add(box.max);
        }
    }
    return all;
}

SqlValue sqlValue(const FieldValue& value) {
    return std::visit([](const auto& held) { return SqlValue(held); }, value);
}

SqlValue units(std::int64_t cells) {
    return kGrid.toUnits(cells);
}

/// What an R-tree entry holds: SQLite rounds minima down and maxima up to single precision.
std::vector<SqlValue> rtreeEntry(std::int64_t fid, const geometry::GridBox& box) {
    return {fid, units(box.min.x), units(box.max.x), units(box.min.y), units(box.max.y)};
}

std::string bothLanguages(const BilingualText& text) {
    return text.zh + " " + text.en;
}

} // namespace

Result<GpkgWriter> GpkgWriter::create(const fs::path& target, const Options& options) {
    std::error_code ignored;
    if (options.ifExists == IfExists::Refuse && fs::exists(target, ignored)) {
        return Error{ErrorCode::FileExists, target.string()};
    }
    auto file = std::make_unique<AtomicFile>(target);
    auto db = SqliteWriter::create(file->temporary(), target.string());
    if (!db) {
        return db.error();
    }
    GpkgWriter writer(std::move(file), std::move(*db), options);
    if (auto started = writer.start(); !started) {
        return started.error();
    }
    return writer;
}

Result<void> GpkgWriter::start() {
    if (auto begun = m_db.execute(kStart); !begun) {
        return begun;
    }
    if (auto made = m_db.execute(coreTablesSql()); !made) {
        return made;
    }
    for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
        auto added = insert("gpkg_extensions",
                            {table, SqlValue(), "gpkg_schema", kSchemaDefinition, "read-write"});
        if (!added) {
            return added;
        }
    }
    return addReferenceSystems();
}

Result<void> GpkgWriter::addReferenceSystems() {
    const std::int64_t cartesian = -1;
    const std::int64_t geographic = 0;
    const char* const table = "gpkg_spatial_ref_sys";
    if (auto added = insert(table,
                            {"Undefined cartesian SRS",
                             cartesian,
                             "NONE",
                             cartesian,
                             "undefined",
                             "undefined cartesian coordinate reference system"});
        !added) {
        return added;
    }
    if (auto added = insert(table,
                            {"Undefined geographic SRS",
                             geographic,
                             "NONE",
                             geographic,
                             "undefined",
                             "undefined geographic coordinate reference system"});
        !added) {
        return added;
    }
    const std::string worldSystem = "EPSG:4326"; // every GeoPackage lists it
    for (const std::string& system : {worldSystem, m_options.crs}) {
        const auto info = geometry::describeCrs(system);
        if (!info) {
            return info.error();
        }
        const auto code = epsgCode(info->authority);
        if (!code) {
            return Error{ErrorCode::UnknownCrs, system, "has no EPSG code"};
        }
        const auto wkt = geometry::crsAsWkt1(system);
        if (!wkt) {
            return wkt.error();
        }
        const std::int64_t id = *code;
        if (m_srsId != *code) {
            if (auto added = insert(table, {info->name, id, "EPSG", id, *wkt, SqlValue()});
                !added) {
                return added;
            }
        }
        m_srsId = *code;
    }
    return {};
}

Result<void> GpkgWriter::addTable(const LayerTable& table, const Progress& progress) {
    const LayerSchema& schema = table.schema;
    const bool spatial = schema.geometry != GeometryKind::None;
    if (auto made = m_db.execute(tableSql(schema)); !made) {
        return made;
    }
    if (auto registered = registerTable(table); !registered) {
        return registered;
    }
    if (auto registered = registerFields(schema); !registered) {
        return registered;
    }
    if (spatial) {
        if (auto registered = registerGeometry(schema); !registered) {
            return registered;
        }
    }
    if (auto inserted = insertRows(table, progress); !inserted) {
        return inserted;
    }
    return spatial ? m_db.execute(rtreeTriggersSql(schema)) : Result<void>();
}

Result<void> GpkgWriter::registerTable(const LayerTable& table) {
    const LayerSchema& schema = table.schema;
    const std::string title = bothLanguages(schema.title);
    if (schema.geometry == GeometryKind::None) {
        return insert("gpkg_contents",
                      {schema.name,
                       "attributes",
                       title,
                       m_options.description,
                       lastChange(),
                       SqlValue(),
                       SqlValue(),
                       SqlValue(),
                       SqlValue(),
                       SqlValue()});
    }
    const geometry::GridBox box = extentOf(table);
    const auto bound = [&](std::int64_t cells) { return box.empty() ? SqlValue() : units(cells); };
    return insert("gpkg_contents",
                  {schema.name,
                   "features",
                   title,
                   m_options.description,
                   lastChange(),
                   bound(box.min.x),
                   bound(box.min.y),
                   bound(box.max.x),
                   bound(box.max.y),
                   std::int64_t{m_srsId}});
}

Result<void> GpkgWriter::registerGeometry(const LayerSchema& schema) {
    const std::int64_t prohibited = 0; // neither heights nor measures
    if (auto added = insert("gpkg_geometry_columns",
                            {schema.name,
                             kGeometryColumn,
                             geometryTypeName(schema.geometry),
                             std::int64_t{m_srsId},
                             prohibited,
                             prohibited});
        !added) {
        return added;
    }
    if (auto made = m_db.execute(rtreeSql(schema)); !made) {
        return made;
    }
    return insert(
        "gpkg_extensions",
        {schema.name, kGeometryColumn, "gpkg_rtree_index", kRtreeDefinition, "write-only"});
}

Result<void> GpkgWriter::registerFields(const LayerSchema& schema) {
    for (const FieldSchema& field : schema.fields) {
        const std::string unit = field.unit.empty() ? "" : " (" + field.unit + ")";
        if (auto added = insert("gpkg_data_columns",
                                {schema.name,
                                 field.name,
                                 field.title.zh,
                                 field.title.en,
                                 bothLanguages(field.title) + unit,
                                 SqlValue(),
                                 SqlValue()});
            !added) {
            return added;
        }
    }
    return {};
}

Result<void> GpkgWriter::insertRows(const LayerTable& table, const Progress& progress) {
    const LayerSchema& schema = table.schema;
    const bool spatial = schema.geometry != GeometryKind::None;
    auto rows = m_db.prepare(insertSql(schema));
    if (!rows) {
        return rows.error();
    }
    std::optional<SqliteInsert> index;
    if (spatial) {
        auto prepared =
            m_db.prepare("INSERT INTO " + rtreeName(schema) + " VALUES (?, ?, ?, ?, ?)");
        if (!prepared) {
            return prepared.error();
        }
        index = std::move(*prepared);
    }
    std::int64_t fid = 0;
    std::vector<SqlValue> values;
    for (const LayerRow& row : table.rows) {
        if (static_cast<std::size_t>(fid) % kRowsBetweenReports == 0) {
            if (progress.cancelled()) {
                return Error{ErrorCode::Cancelled, {}};
            }
            progress.report(static_cast<double>(fid) / static_cast<double>(table.rows.size()));
        }
        values.assign(1, ++fid);
        if (spatial) {
            values.emplace_back(SqlBlob{geoPackageBlob(row.geometry, schema.geometry, m_srsId)});
            if (auto added = index->run(rtreeEntry(fid, row.geometry.extent())); !added) {
                return added;
            }
        }
        for (const FieldValue& value : row.values) {
            values.push_back(sqlValue(value));
        }
        if (auto added = rows->run(values); !added) {
            return added;
        }
    }
    return {};
}

Result<void> GpkgWriter::insert(const std::string& table, std::initializer_list<SqlValue> values) {
    std::string sql = "INSERT INTO " + table + " VALUES (?";
    for (std::size_t i = 1; i < values.size(); ++i) {
        sql += ", ?";
    }
    auto statement = m_db.prepare(sql + ")");
    if (!statement) {
        return statement.error();
    }
    return statement->run(values);
}

std::string GpkgWriter::lastChange() const {
    return (m_options.date.empty() ? "1970-01-01" : m_options.date) + "T00:00:00.000Z";
}

Result<void> GpkgWriter::commit() {
    if (auto committed = m_db.execute("COMMIT"); !committed) {
        return committed;
    }
    if (auto closed = m_db.close(); !closed) {
        return closed;
    }
    return m_file->commit(m_options.ifExists);
}

} // namespace tuban::data
