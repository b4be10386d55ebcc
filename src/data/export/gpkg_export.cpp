#include "data/export/gpkg_export.h"

#include "data/sqlite/sqlite_reader.h"
#include "data/sqlite/sqlite_writer.h"
#include "data/workspace/gpkg_schema_sql.h"
#include "geometry/crs.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace tuban::data {

namespace {

constexpr const char* kStart = "PRAGMA application_id = 0x47504B47;" // "GPKG"
                               "PRAGMA user_version = 10300;"        // 1.3
                               "BEGIN";
constexpr const char* kSchemaDefinition = "http://www.geopackage.org/spec130/#extension_schema";
constexpr const char* kNoChange = "1970-01-01T00:00:00.000Z"; // same rows, same bytes

Result<std::int32_t> epsgCode(const std::string& crs) {
    constexpr std::string_view kPrefix = "EPSG:";
    std::int32_t code = 0;
    const char* const end = crs.data() + crs.size();
    if (!crs.starts_with(kPrefix) ||
        std::from_chars(crs.data() + kPrefix.size(), end, code).ptr != end) {
        return Error{ErrorCode::UnknownCrs, crs, "has no EPSG code"};
    }
    return code;
}

SqlValue sqlValue(const FieldValue& value) {
    return std::visit([](const auto& held) { return SqlValue(held); }, value);
}

std::string blobOf(const ExportGeometry& geometry, std::int32_t srsId) {
    const bool point = geometry.kind() == GeometryKind::Point;
    std::string bytes("GP\0", 3);
    bytes += point ? '\x01' : '\x03'; // little-endian; with the extent x, y
    appendLittleEndian(bytes, srsId);
    if (!point) {
        const auto [minX, minY, maxX, maxY] = geometry.extent();
        for (const double v : {minX, maxX, minY, maxY}) {
            appendLittleEndian(bytes, v);
        }
    }
    appendWkb(bytes, geometry);
    return bytes;
}

/// The schema as other programs may fill it: without the duties of a workspace.
LayerSchema plainSchema(LayerSchema schema) {
    for (FieldSchema& field : schema.fields) {
        field.key = false;
        field.required = false;
        field.indexed = false;
        field.initial = {};
    }
    return schema;
}

class GeoPackageWriter : public ExportWriter {
public:
    static Result<std::unique_ptr<ExportWriter>> create(const ExportPlan& plan,
                                                        ExportFiles& files) {
        auto db = SqliteWriter::create(files.add(), files.target().string());
        if (!db) {
            return db.error();
        }
        std::int32_t srsId = 0;
        if (plan.schema.geometry != GeometryKind::None) {
            const auto code = epsgCode(plan.crs);
            if (!code) {
                return code.error();
            }
            srsId = *code;
        }
        auto writer = std::make_unique<GeoPackageWriter>(plan, std::move(*db), srsId);
        if (auto started = writer->start(); !started) {
            return started.error();
        }
        return std::unique_ptr<ExportWriter>(std::move(writer));
    }

    GeoPackageWriter(const ExportPlan& plan, SqliteWriter db, std::int32_t srsId)
        : m_plan(plan), m_schema(plainSchema(plan.schema)), m_db(std::move(db)), m_srsId(srsId) {}

    Result<void> write(const ExportFeature& feature) override {
        m_values.assign(1, ++m_rowCount);
        if (m_schema.geometry != GeometryKind::None) {
            if (auto put = putGeometry(feature.geometry); !put) {
                return put;
            }
        }
        for (const FieldValue& value : feature.values) {
            m_values.push_back(sqlValue(value));
        }
        return m_rows->run(m_values);
    }

    Result<void> finish() override {
        m_rows.reset(); // statements would keep the tables busy
        m_index.reset();
        std::string sql = registrationSql(
            m_schema, {.srsId = m_srsId, .description = description(), .lastChange = kNoChange});
        if (m_schema.geometry != GeometryKind::None) {
            sql += rtreeTriggersSql(m_schema);
        }
        if (auto made = m_db.execute(sql); !made) {
            return made;
        }
        if (m_box) {
            if (auto said = registerExtent(); !said) {
                return said;
            }
        }
        if (auto done = m_db.execute("COMMIT"); !done) {
            return done;
        }
        return m_db.close();
    }

private:
    Result<void> start() {
        for (const std::string& sql : {std::string(kStart), coreTablesSql(), tableSqlOf()}) {
            if (auto done = m_db.execute(sql); !done) {
                return done;
            }
        }
        for (const char* table : {"gpkg_data_columns", "gpkg_data_column_constraints"}) {
            auto added =
                insert("gpkg_extensions",
                       {table, SqlValue(), "gpkg_schema", kSchemaDefinition, "read-write"});
            if (!added) {
                return added;
            }
        }
        if (auto added = addReferenceSystems(); !added) {
            return added;
        }
        return prepareRows();
    }

    std::string tableSqlOf() const {
        std::string sql = "CREATE TABLE " + quotedIdentifier(m_schema.name) + " (\n    " +
                          kKeyColumn + " INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL";
        if (m_schema.geometry != GeometryKind::None) {
            sql += std::string(",\n    ") + kGeometryColumn + " " +
                   geometryTypeName(m_schema.geometry);
        }
        for (const FieldSchema& field : m_schema.fields) {
            sql += ",\n    " + columnSql(field, false);
        }
        return sql + "\n)";
    }

    Result<void> prepareRows() {
        const bool spatial = m_schema.geometry != GeometryKind::None;
        if (spatial) {
            if (auto made = m_db.execute(rtreeSql(m_schema)); !made) {
                return made;
            }
            auto index = m_db.prepare("INSERT INTO " + quotedIdentifier(rtreeName(m_schema)) +
                                      " VALUES (?, ?, ?, ?, ?)");
            if (!index) {
                return index.error();
            }
            m_index.emplace(std::move(*index));
        }
        std::string sql = "INSERT INTO " + quotedIdentifier(m_schema.name) + " VALUES (?";
        for (std::size_t i = 0; i < m_schema.fields.size() + (spatial ? 1 : 0); ++i) {
            sql += ", ?";
        }
        auto rows = m_db.prepare(sql + ")");
        if (!rows) {
            return rows.error();
        }
        m_rows.emplace(std::move(*rows));
        return {};
    }

    Result<void> addReferenceSystems() {
        const std::pair<std::int64_t, const char*> undefined[] = {{-1, "cartesian"},
                                                                  {0, "geographic"}};
        for (const auto& [id, kind] : undefined) {
            const std::string name = kind;
            auto added = insert("gpkg_spatial_ref_sys",
                                {"Undefined " + name + " SRS",
                                 id,
                                 "NONE",
                                 id,
                                 "undefined",
                                 "undefined " + name + " coordinate reference system"});
            if (!added) {
                return added;
            }
        }
        const std::int32_t world = 4326; // every GeoPackage lists it
        for (const std::int32_t code : {world, m_srsId}) {
            if (code == 0 || (code == world && m_worldListed)) {
                continue;
            }
            m_worldListed = m_worldListed || code == world;
            if (auto added = addReferenceSystem(code); !added) {
                return added;
            }
        }
        return {};
    }

    Result<void> addReferenceSystem(std::int32_t code) {
        const std::string crs = "EPSG:" + std::to_string(code);
        const auto info = geometry::describeCrs(crs);
        const auto wkt = geometry::crsAsWkt1(crs);
        if (!info || !wkt) {
            return info ? wkt.error() : info.error();
        }
        const std::int64_t id = code;
        return insert("gpkg_spatial_ref_sys", {info->name, id, "EPSG", id, *wkt, SqlValue()});
    }

    Result<void> putGeometry(const ExportGeometry& geometry) {
        if (geometry.empty()) {
            m_values.emplace_back();
            return {};
        }
        m_values.emplace_back(SqlBlob{blobOf(geometry, m_srsId)});
        const auto box = geometry.extent();
        auto& all = m_box ? *m_box : m_box.emplace(box);
        all = {std::min(all[0], box[0]),
               std::min(all[1], box[1]),
               std::max(all[2], box[2]),
               std::max(all[3], box[3])};
        const std::array<SqlValue, 5> entry{m_rowCount, box[0], box[2], box[1], box[3]};
        return m_index->run(entry);
    }

    Result<void> registerExtent() {
        auto update = m_db.prepare("UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, "
                                   "max_y = ?5 WHERE table_name = ?1");
        if (!update) {
            return update.error();
        }
        const auto& box = *m_box;
        const std::array<SqlValue, 5> values{m_schema.name, box[0], box[1], box[2], box[3]};
        return update->run(values);
    }

    Result<void> insert(const std::string& table, std::initializer_list<SqlValue> values) {
        std::string sql = "INSERT INTO " + table + " VALUES (?";
        for (std::size_t i = 1; i < values.size(); ++i) {
            sql += ", ?";
        }
        auto statement = m_db.prepare(sql + ")");
        if (!statement) {
            return statement.error();
        }
        return statement->run(std::span(values.begin(), values.size()));
    }

    std::string description() const {
        std::string text = std::string(kExportMark) + ": " + m_plan.origin;
        return m_plan.notice.empty() ? text : text + "; " + m_plan.notice;
    }

    const ExportPlan& m_plan;
    LayerSchema m_schema;
    SqliteWriter m_db;
    std::int32_t m_srsId;
    bool m_worldListed = false;
    std::optional<SqliteInsert> m_rows = {};
    std::optional<SqliteInsert> m_index = {};
    std::optional<std::array<double, 4>> m_box = {};
    std::int64_t m_rowCount = 0;
    std::vector<SqlValue> m_values = {};
};

/// One table, and it says that it comes from an export: never a workspace, never a file that holds
/// anything else.
bool isOurPackage(const std::filesystem::path& path, const ExportPlan&) {
    const auto db = SqliteReader::open(path);
    if (!db) {
        return false;
    }
    auto query = db->prepare("SELECT count(*), min(description), (SELECT count(*) FROM "
                             "sqlite_master WHERE name LIKE 'tuban%') FROM gpkg_contents");
    return query && query->step() == SqliteStatement::Step::Row && query->integer(0) == 1 &&
           query->text(1).starts_with(kExportMark) && query->integer(2) == 0;
}

} // namespace

ExportFormat geoPackageFormat() {
    ExportFormat format{.id = "gpkg", .extension = ".gpkg", .plainNames = true};
    format.open = [](const ExportPlan& plan, ExportFiles& files, ExportNotes&) {
        return GeoPackageWriter::create(plan, files);
    };
    format.isOurs = isOurPackage;
    return format;
}

} // namespace tuban::data
