#include "data/store/workspace_upgrade.h"

#include "data/atomic_file.h"
#include "data/file_copy.h"
#include "data/store/baseline.h"
#include "data/store/generations.h"
#include "data/store/journal_table.h"
#include "data/store/layer_styles.h"
#include "data/store/row_table.h"
#include "data/store/schema_json.h"
#include "data/store/store_schema.h"
#include "data/store/time_stamp.h"
#include "data/store/workspace_writer.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/generation_rules_reader.h"
#include "data/tables_reader/journal_kinds.h"
#include "data/workspace/gpkg_schema_sql.h"
#include "data/workspace/plan_tables.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

/// Version 1 to 2: rows get identifiers, versions and checks; the workspace gets an identifier, a
/// list of its layers and a journal. Tables of other programs stay as they are.
class StepTo2 {
public:
    StepTo2(const StoreDatabase& db, std::string subject, const Progress& progress)
        : m_db(db), m_subject(std::move(subject)), m_progress(progress) {}

    Result<void> run() {
        for (const auto step : {&StepTo2::readWorkspace,
                                &StepTo2::findLayers,
                                &StepTo2::makeTables,
                                &StepTo2::convertLayers,
                                &StepTo2::writeWorkspace,
                                &StepTo2::writeBaseline}) {
            if (auto done = (this->*step)(); !done) {
                return done;
            }
            if (m_progress.cancelled()) {
                return Error{ErrorCode::Cancelled, {}};
            }
        }
        return m_db.execute(storeGuardsSql());
    }

private:
    Result<std::vector<std::string>> texts(const std::string& sql,
                                           std::string_view parameter = {}) {
        auto query = m_db.statement(sql);
        if (!query) {
            return query.error();
        }
        if (!parameter.empty()) {
            (*query)->bind(1, parameter);
        }
        std::vector<std::string> found;
        SqliteStatement::Step step = (*query)->step();
        for (; step == SqliteStatement::Step::Row; step = (*query)->step()) {
            found.emplace_back((*query)->text(0));
        }
        if (step == SqliteStatement::Step::Failed) {
            return m_db.failure();
        }
        (*query)->reset();
        return found;
    }

    Result<void> readWorkspace() {
        auto values = readWorkspaceValues(m_db, m_subject);
        if (!values) {
            return values.error();
        }
        m_values = std::move(*values);
        auto systems = texts("SELECT organization || ':' || organization_coordsys_id || ' ' || "
                             "s.srs_id FROM gpkg_geometry_columns g "
                             "JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id LIMIT 1");
        if (!systems) {
            return systems.error();
        }
        if (systems->empty()) {
            return Error{ErrorCode::WorkspaceDamaged, m_subject, "it has no reference system"};
        }
        const auto blank = systems->front().find(' ');
        m_values["crs"] = systems->front().substr(0, blank);
        m_srsId = static_cast<std::int32_t>(std::atoi(systems->front().c_str() + blank));
        m_id = workspaceIdOf(m_values["crs"], m_values["title_zh"]);
        return {};
    }

    /// The layers that Tuban knows, with the fields and the kind of geometry that they have in this
    /// file.
    Result<void> findLayers() {
        auto known = readCatalog();
        if (!known) {
            return known.error();
        }
        for (const LayerTable& table : planTables({})) {
            known->push_back(table.schema);
        }
        for (LayerSchema& schema : *known) {
            auto columns = texts("SELECT name FROM pragma_table_xinfo(?1)", schema.name);
            if (!columns) {
                return columns.error();
            }
            if (columns->empty()) {
                continue; // it comes with the next update from the catalogue
            }
            const std::set<std::string> present(columns->begin(), columns->end());
            std::erase_if(schema.fields,
                          [&](const FieldSchema& field) { return !present.contains(field.name); });
            auto kinds = texts("SELECT upper(geometry_type_name) FROM gpkg_geometry_columns "
                               "WHERE table_name = ?1",
                               schema.name);
            if (!kinds) {
                return kinds.error();
            }
            if (!kinds->empty() && kinds->front() == geometryTypeName(GeometryKind::Polygon)) {
                schema.geometry = GeometryKind::Polygon; // today's catalogue allows several parts
            }
            m_layers.push_back({static_cast<std::int64_t>(m_layers.size()) + 1, 0, {}, schema});
        }
        return {};
    }

    Result<void> makeTables() {
        return m_db.execute("CREATE TEMP TABLE old_workspace AS SELECT * FROM tuban_workspace;"
                            "DROP TABLE tuban_workspace;"
                            "DELETE FROM gpkg_data_columns WHERE table_name = 'tuban_workspace';"
                            "DELETE FROM gpkg_contents WHERE table_name = 'tuban_workspace';" +
                            storeTablesSql());
    }

    Result<void> convertLayers() {
        for (StoredLayer& layer : m_layers) {
            if (auto converted = convert(layer); !converted) {
                return converted;
            }
        }
        return {};
    }

    /// Its rows go to a table in memory and come back into one of the new form, under their
    /// numbers; the R-tree, which goes by them, stays.
    Result<void> convert(StoredLayer& layer) {
        const LayerSchema& schema = layer.schema;
        const bool spatial = schema.geometry != GeometryKind::None;
        const std::string table = quotedIdentifier(schema.name);
        std::string sql = "DROP TABLE IF EXISTS temp.old_rows;"
                          "CREATE TEMP TABLE old_rows AS SELECT * FROM main." +
                          table +
                          ";"
                          "DROP TABLE main." +
                          table + ";" + tableSql(schema) + ";";
        if (auto made = m_db.execute(sql); !made) {
            return made;
        }
        if (auto copied = copyRows(layer); !copied) {
            return copied;
        }
        sql = spatial ? rtreeTriggersSql(schema) : std::string();
        for (const FieldSchema& field : schema.fields) {
            sql += field.indexed ? indexSql(schema, field) + ";" : "";
        }
        layer.definition = schemaJson(schema);
        sql += guardTriggersSql(schema.name) + "INSERT INTO tuban_layer VALUES (" +
               std::to_string(layer.number) + ", " + quotedText(schema.name) + ", " +
               quotedText(layer.definition) + ", " + std::to_string(layer.rows) + ", " +
               std::to_string(layerCheck(schema.name, layer.definition, layer.rows)) + ");";
        return m_db.execute(sql);
    }

    Result<void> copyRows(StoredLayer& layer) {
        const LayerSchema& schema = layer.schema;
        m_baseline.addLayer(schema.name);
        std::string columns = kKeyColumn;
        columns += schema.geometry == GeometryKind::None ? "" : std::string(", ") + kGeometryColumn;
        for (const FieldSchema& field : schema.fields) {
            columns += ", " + quotedIdentifier(field.name);
        }
        auto old = SqliteStatement::prepare(m_db.handle(),
                                            "SELECT " + columns + " FROM temp.old_rows ORDER BY " +
                                                kKeyColumn,
                                            m_subject);
        if (!old) {
            return m_db.failure();
        }
        const RowTable table(m_db, schema, layer.number, m_srsId);
        SqliteStatement::Step step = old->step();
        for (; step == SqliteStatement::Step::Row; step = old->step()) {
            TableRow row = table.readOld(*old);
            row.id = importedRowId(m_id, schema, row.values, static_cast<std::size_t>(layer.rows));
            row.version = EntryNumber{1};
            const auto check = table.insertAs(row);
            if (!check) {
                return check.error();
            }
            m_baseline.add(schema.name, row.id, *check);
            ++layer.rows;
        }
        return step == SqliteStatement::Step::Done ? Result<void>() : m_db.failure();
    }

    Result<void> writeWorkspace() {
        m_values["version"] = std::to_string(kWorkspaceVersion);
        m_values["program"] = kWorkspaceProgram;
        m_values["id"] = m_id.text();
        m_values["check"] = checkOf(m_values);
        std::string sql;
        for (const auto& [key, value] : m_values) {
            sql += "INSERT INTO tuban_workspace VALUES (" + quotedText(key) + ", " +
                   quotedText(value) + ");";
        }
        return m_db.execute(sql + ownExtensionsSql());
    }

    Result<void> writeBaseline() {
        const auto kinds = readJournalKinds();
        if (!kinds) {
            return kinds.error();
        }
        RawEntry raw{
            baselineEntry(timeNow(), kinds->summary("create", {}), m_id, m_baseline.text()),
            m_baseline.text()};
        return JournalTable(m_db, m_id).append(raw);
    }

    const StoreDatabase& m_db;
    std::string m_subject;
    const Progress& m_progress;
    WorkspaceValues m_values;
    Uuid m_id;
    std::int32_t m_srsId = 0;
    std::vector<StoredLayer> m_layers;
    Baseline m_baseline;
};

/// Brings the copy to the present version, in one transaction.
Result<void>
convertFile(const fs::path& file, const std::string& subject, const Progress& progress) {
    auto db = StoreDatabase::open(file, StoreDatabase::Access::ReadWrite);
    if (!db) {
        return db.error();
    }
    // The copy is of no use until it is complete: it needs no journal on disk.
    for (const char* sql :
         {"PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "BEGIN IMMEDIATE"}) {
        if (auto done = db->execute(sql); !done) {
            return done;
        }
    }
    if (auto stepped = StepTo2(*db, subject, progress).run(); !stepped) {
        return stepped;
    }
    return db->commit();
}

Result<void> copyDescriptor(int from, const fs::path& target) {
    struct ::stat state {};
    const int to = ::open(target.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (to < 0 || ::fstat(from, &state) != 0) {
        return Error{ErrorCode::WriteFailed, target.string(), std::strerror(errno)};
    }
    static_cast<void>(::fchmod(to, state.st_mode & 0777U)); // the mode that the file had
    const auto failed = copyContent(from, to, static_cast<std::uint64_t>(state.st_size));
    const bool closed = ::close(to) == 0;
    if (failed || !closed) {
        return Error{ErrorCode::WriteFailed,
                     target.string(),
                     failed ? failed.message() : std::string(std::strerror(errno))};
    }
    return {};
}

} // namespace

Result<void> upgradeWorkspace(const fs::path& path, int descriptor, const Progress& progress) {
    const auto rules = loadGenerationRules();
    if (!rules) {
        return rules.error();
    }
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (auto kept = addGeneration(path, descriptor, kNoEntry, now, *rules); !kept) {
        return kept.error();
    }
    AtomicFile file(path);
    if (auto copied = copyDescriptor(descriptor, file.temporary()); !copied) {
        return copied;
    }
    if (auto converted = convertFile(file.temporary(), path.string(), progress); !converted) {
        return converted;
    }
    return file.commit(IfExists::Replace);
}

} // namespace tuban::data
