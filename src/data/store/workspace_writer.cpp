#include "data/store/workspace_writer.h"

#include "data/store/edit_lock.h"
#include "data/store/journal_table.h"
#include "data/store/layer_styles.h"
#include "data/store/schema_json.h"
#include "data/store/store_schema.h"
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
constexpr std::int64_t kFirstVersion = 1; // the baseline is the first entry

constexpr const char* kStart = "PRAGMA application_id = 0x47504B47;" // "GPKG"
                               "PRAGMA user_version = 10300;"        // 1.3
                               "BEGIN";
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

} // namespace

Uuid importedRowId(const Uuid& workspace,
                   const LayerSchema& schema,
                   const std::vector<FieldValue>& values,
                   std::size_t place) {
    std::string name = workspace.text() + "\n" + schema.name + "\n";
    const FieldSchema* const key = schema.keyField();
    const auto* text =
        key == nullptr ? nullptr : std::get_if<std::string>(&values[*schema.fieldIndex(key->name)]);
    name += text == nullptr ? "#" + std::to_string(place) : *text;
    return Uuid::fromHash(sha256(name));
}

Uuid workspaceIdOf(const std::string& crs, const std::string& titleZh) {
    return Uuid::fromHash(sha256(crs + "\n" + titleZh));
}

Result<WorkspaceWriter> WorkspaceWriter::create(const fs::path& target, const Options& options) {
    std::error_code ignored;
    if (options.ifExists == IfExists::Refuse && fs::exists(target, ignored)) {
        return Error{ErrorCode::FileExists, target.string()};
    }
    auto file = std::make_unique<AtomicFile>(target);
    auto db = SqliteWriter::create(file->temporary(), target.string());
    if (!db) {
        return db.error();
    }
    WorkspaceWriter writer(target, std::move(file), std::move(*db), options);
    if (auto started = writer.start(); !started) {
        return started.error();
    }
    return writer;
}

Result<void> WorkspaceWriter::start() {
    if (m_options.id.isNil()) {
        m_options.id = workspaceIdOf(m_options.crs, m_options.title.zh);
    }
    if (auto begun = m_db.execute(kStart); !begun) {
        return begun;
    }
    if (auto made = m_db.execute(coreTablesSql() + storeTablesSql()); !made) {
        return made;
    }
    for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
        auto added = insert("gpkg_extensions",
                            {table, SqlValue(), "gpkg_schema", kSchemaDefinition, "read-write"});
        if (!added) {
            return added;
        }
    }
    if (auto added = m_db.execute(ownExtensionsSql()); !added) {
        return added;
    }
    return addReferenceSystems();
}

Result<void> WorkspaceWriter::addReferenceSystems() {
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

Result<void> WorkspaceWriter::addTable(const LayerTable& table, const Progress& progress) {
    if (auto begun = beginLayer(table.schema); !begun) {
        return begun;
    }
    for (std::size_t place = 0; place < table.rows.size(); ++place) {
        if (place % kRowsBetweenReports == 0) {
            if (progress.cancelled()) {
                return Error{ErrorCode::Cancelled, {}};
            }
            progress.report(static_cast<double>(place) / static_cast<double>(table.rows.size()));
        }
        const LayerRow& row = table.rows[place];
        if (auto added = addRow(importedRowId(m_options.id, table.schema, row.values, place), row);
            !added) {
            return added;
        }
    }
    return endLayer();
}

Result<void> WorkspaceWriter::beginLayer(const LayerSchema& schema) {
    if (auto made = m_db.execute(tableSql(schema)); !made) {
        return made;
    }
    auto rows = m_db.prepare(insertSql(schema));
    if (!rows) {
        return rows.error();
    }
    m_baseline.addLayer(schema.name);
    m_schemas.push_back(schema);
    m_layer.emplace(OpenLayer{schema, std::move(*rows), std::nullopt});
    if (schema.geometry == GeometryKind::None) {
        return {};
    }
    if (auto made = m_db.execute(rtreeSql(schema)); !made) {
        return made;
    }
    auto index = m_db.prepare("INSERT INTO " + rtreeName(schema) + " VALUES (?, ?, ?, ?, ?)");
    if (!index) {
        return index.error();
    }
    m_layer->index.emplace(std::move(*index));
    return {};
}

Result<void> WorkspaceWriter::addRow(const Uuid& id, const LayerRow& row) {
    OpenLayer& layer = *m_layer;
    const std::int64_t fid = ++layer.count;
    const std::string idText = id.text();
    m_check.begin(idText, kFirstVersion);
    std::vector<SqlValue> values(1, fid);
    if (layer.schema.geometry != GeometryKind::None) {
        const geometry::GridBox box = row.geometry.extent();
        if (box.empty()) {
            values.emplace_back();
        } else {
            SqlBlob blob{geoPackageBlob(row.geometry, layer.schema.geometry, m_srsId)};
            m_check.geometry(std::string_view(blob.bytes));
            values.emplace_back(std::move(blob));
            layer.extent.add(box.min);
            layer.extent.add(box.max);
            if (auto added = layer.index->run(rtreeEntry(fid, box)); !added) {
                return added;
            }
        }
    }
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        m_check.field(layer.schema.fields[i].name, row.values[i]);
    }
    const std::int64_t check = m_check.finish();
    values.insert(values.end(), {idText, kFirstVersion, check});
    for (const FieldValue& value : row.values) {
        values.push_back(sqlValue(value));
    }
    m_baseline.add(layer.schema.name, id, check);
    return layer.rows.run(values);
}

Result<void> WorkspaceWriter::endLayer() {
    const LayerSchema schema = m_layer->schema;
    const geometry::GridBox extent = m_layer->extent;
    const std::int64_t rows = m_layer->count;
    m_layer.reset(); // its statements would keep the tables busy
    std::string sql = registrationSql(
        schema,
        {.srsId = m_srsId, .description = m_options.description, .lastChange = lastChange()});
    for (const FieldSchema& field : schema.fields) {
        sql += field.indexed ? indexSql(schema, field) + ";" : "";
    }
    if (schema.geometry != GeometryKind::None) {
        sql += rtreeTriggersSql(schema);
    }
    sql += guardTriggersSql(schema.name);
    if (auto made = m_db.execute(sql); !made) {
        return made;
    }
    if (auto registered = registerLayer(schema, rows); !registered) {
        return registered;
    }
    return extent.empty() ? Result<void>() : registerExtent(schema, extent);
}

Result<void> WorkspaceWriter::registerExtent(const LayerSchema& schema,
                                             const geometry::GridBox& extent) {
    auto update = m_db.prepare("UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, "
                               "max_y = ?5 WHERE table_name = ?1");
    if (!update) {
        return update.error();
    }
    const std::vector<SqlValue> values{schema.name,
                                       units(extent.min.x),
                                       units(extent.min.y),
                                       units(extent.max.x),
                                       units(extent.max.y)};
    return update->run(values);
}

Result<void> WorkspaceWriter::registerLayer(const LayerSchema& schema, std::int64_t rows) {
    const std::string definition = schemaJson(schema);
    return insert(
        "tuban_layer",
        {++m_layers, schema.name, definition, rows, layerCheck(schema.name, definition, rows)});
}

Result<void> WorkspaceWriter::insert(const std::string& table,
                                     std::initializer_list<SqlValue> values) {
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

std::string WorkspaceWriter::lastChange() const {
    return (m_options.date.empty() ? "1970-01-01" : m_options.date) + "T00:00:00.000Z";
}

Result<void> WorkspaceWriter::addWorkspaceValues() {
    WorkspaceValues values{{"format", kWorkspaceFormat},
                           {"version", std::to_string(kWorkspaceVersion)},
                           {"program", kWorkspaceProgram},
                           {"id", m_options.id.text()},
                           {"crs", m_options.crs},
                           {"title_zh", m_options.title.zh},
                           {"title_en", m_options.title.en},
                           {"notice_zh", m_options.notice.zh},
                           {"notice_en", m_options.notice.en}};
    values["check"] = checkOf(values);
    for (const auto& [key, value] : values) {
        if (auto added = insert("tuban_workspace", {key, value}); !added) {
            return added;
        }
    }
    return {};
}

Result<void> WorkspaceWriter::addBaseline() {
    const std::string change = m_baseline.text();
    const JournalEntry entry = baselineEntry(m_options.time.empty() ? lastChange() : m_options.time,
                                             m_options.summary,
                                             m_options.id,
                                             change,
                                             m_options.user);
    const auto blob = [](const Sha256& hash) {
        return SqlBlob{{reinterpret_cast<const char*>(hash.data()), hash.size()}};
    };
    return insert("tuban_entry",
                  {numberOf(entry.number),
                   entry.time,
                   entry.user,
                   SqlValue(),
                   entry.kind,
                   entry.summary.zh,
                   entry.summary.en,
                   static_cast<std::int64_t>(entry.role),
                   numberOf(entry.target),
                   numberOf(entry.undoTop),
                   numberOf(entry.redoTop),
                   blob(entry.previous),
                   blob(entry.hash),
                   SqlBlob{change}});
}

/// How the layers look at first, for other programs.
Result<void> WorkspaceWriter::addStyles() {
    const auto styles = readLayerStyles(m_schemas);
    if (!styles) {
        return styles.error();
    }
    if (auto made = m_db.execute(layerStylesTableSql()); !made) {
        return made;
    }
    auto row = m_db.prepare(layerStyleInsertSql());
    if (!row) {
        return row.error();
    }
    std::int64_t id = 0;
    for (const LayerStyle& style : *styles) {
        if (auto added = row->run(layerStyleValues(style, ++id, lastChange())); !added) {
            return added;
        }
    }
    return insert("gpkg_contents",
                  {kLayerStylesTable,
                   "attributes",
                   kLayerStylesTable,
                   "",
                   lastChange(),
                   SqlValue(),
                   SqlValue(),
                   SqlValue(),
                   SqlValue(),
                   SqlValue()});
}

Result<void> WorkspaceWriter::commit() {
    if (auto added = addWorkspaceValues(); !added) {
        return added;
    }
    if (auto added = addBaseline(); !added) {
        return added;
    }
    if (auto styled = addStyles(); !styled) {
        return styled;
    }
    if (auto guarded = m_db.execute(storeGuardsSql()); !guarded) {
        return guarded;
    }
    if (auto committed = m_db.execute("COMMIT"); !committed) {
        return committed;
    }
    if (auto closed = m_db.close(); !closed) {
        return closed;
    }
    if (m_options.ifExists == IfExists::Refuse) {
        return m_file->commit(IfExists::Refuse);
    }
    const auto lock = lockForReplacing(m_target);
    return lock ? m_file->commit(IfExists::Replace) : Result<void>(lock.error());
}

} // namespace tuban::data
