#include "data/store/store_schema.h"

#include "data/store/row_check.h"
#include "data/store/schema_json.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::array kOwnTables{"tuban_workspace", "tuban_layer", "tuban_entry", "tuban_entry_row"};

constexpr const char* kStoreTables = R"sql(
CREATE TABLE tuban_workspace (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
CREATE TABLE tuban_layer (
    number INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE,
    definition TEXT NOT NULL,
    row_count INTEGER NOT NULL,
    row_check INTEGER NOT NULL
);
CREATE TABLE tuban_entry (
    number INTEGER PRIMARY KEY NOT NULL,
    time TEXT NOT NULL,
    user TEXT NOT NULL,
    record TEXT,
    kind TEXT NOT NULL,
    summary_zh TEXT NOT NULL,
    summary_en TEXT NOT NULL,
    role INTEGER NOT NULL,
    target INTEGER NOT NULL,
    undo_top INTEGER NOT NULL,
    redo_top INTEGER NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    change BLOB NOT NULL
);
CREATE INDEX tuban_entry_record ON tuban_entry (record) WHERE record IS NOT NULL;
CREATE TABLE tuban_entry_row (
    row BLOB NOT NULL,
    layer INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (row, layer, entry)
) WITHOUT ROWID;
)sql";

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// SQL without the blanks that say nothing: a column that was added later stands behind the others
/// in the same text, but for the line breaks.
std::string normalized(std::string_view sql) {
    std::string out;
    for (const char c : sql) {
        if (isSpace(c)) {
            const bool needed =
                !out.empty() && out.back() != ' ' && out.back() != '(' && out.back() != ',';
            out += needed ? std::string(1, ' ') : std::string();
        } else if (c == '(' || c == ')' || c == ',') {
            if (!out.empty() && out.back() == ' ') {
                out.pop_back();
            }
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

/// An entry of sqlite_schema.
struct Object {
    std::string type;
    std::string table;
    std::string sql; ///< normalized
};
/// By type and name: a trigger may have the name of a table.
using Objects = std::map<std::pair<std::string, std::string>, Object>;

Result<Objects> objectsOf(const StoreDatabase& db);

/// What Tuban makes for these layers, by making it in memory: the very text that SQLite keeps.
Result<Objects> expectedObjects(const std::vector<StoredLayer>& layers) {
    auto memory = StoreDatabase::inMemory();
    if (!memory) {
        return memory.error();
    }
    std::string sql = coreTablesSql() + storeTablesSql() + storeGuardsSql();
    for (const StoredLayer& layer : layers) {
        sql += tableSql(layer.schema) + ";";
        for (const FieldSchema& field : layer.schema.fields) {
            sql += field.indexed ? indexSql(layer.schema, field) + ";" : "";
        }
        if (layer.schema.geometry != GeometryKind::None) {
            sql += rtreeSql(layer.schema) + ";" + rtreeTriggersSql(layer.schema);
        }
        sql += guardTriggersSql(layer.schema.name);
    }
    if (auto made = memory->execute(sql); !made) {
        return made.error();
    }
    return objectsOf(*memory);
}

Result<Objects> objectsOf(const StoreDatabase& db) {
    auto query = db.statement("SELECT type, name, tbl_name, sql FROM sqlite_schema");
    if (!query) {
        return query.error();
    }
    Objects objects;
    SqliteStatement::Step step = (*query)->step();
    for (; step == SqliteStatement::Step::Row; step = (*query)->step()) {
        const std::string type((*query)->text(0));
        const std::string name((*query)->text(1));
        objects[{type, name}] = {
            type, std::string((*query)->text(2)), normalized((*query)->text(3))};
    }
    if (step == SqliteStatement::Step::Failed) {
        return db.failure();
    }
    (*query)->reset();
    return objects;
}

Error damaged(const std::string& subject, const std::string& what) {
    return {ErrorCode::WorkspaceDamaged, subject, what};
}

/// Tables that other programs add to every GeoPackage and that hold nothing to run.
bool isWellKnown(const std::string& name) {
    static const std::set<std::string> kNames{"layer_styles", "gpkg_ogr_contents"};
    return kNames.contains(name) || name.starts_with("sqlite_");
}

/// "table", "index", "trigger", "view" or, of a table that a module makes, "virtual table".
std::string kindOf(const Object& object) {
    return object.sql.starts_with("CREATE VIRTUAL") ? "virtual table" : object.type;
}

/// Layers are numbered from 1 in the order in which they came; none goes. Their numbers have no
/// check, but another one leaves a gap.
bool isNumberedThrough(const std::vector<StoredLayer>& layers) {
    std::set<std::int64_t> numbers;
    for (const StoredLayer& layer : layers) {
        numbers.insert(layer.number);
    }
    return numbers.size() == layers.size() &&
           (layers.empty() || (*numbers.begin() == 1 && *numbers.rbegin() == std::ssize(layers)));
}

} // namespace

std::string storeTablesSql() {
    return kStoreTables;
}

std::string storeGuardsSql() {
    std::string sql;
    for (const char* table : kOwnTables) {
        sql += guardTriggersSql(table);
    }
    return sql;
}

std::string ownExtensionsSql() {
    std::string sql;
    for (const char* table : kOwnTables) {
        sql += std::string("INSERT INTO gpkg_extensions VALUES (") + quotedText(table) +
               ", NULL, 'tuban_workspace', 'docs/workspace.md of Tuban', 'read-write');";
    }
    return sql;
}

std::string checkOf(const WorkspaceValues& values) {
    Sha256Hasher hasher;
    for (const auto& [key, value] : values) {
        if (key != "check") {
            hasher.add(key + "=" + std::to_string(value.size()) + ":" + value + "\n");
        }
    }
    return hexOf(hasher.finish());
}

Result<WorkspaceValues> readWorkspaceValues(const StoreDatabase& db, const std::string& subject) {
    const auto query = db.statement("SELECT key, value FROM tuban_workspace");
    if (!query) {
        const bool missing = query.error().code == ErrorCode::ReadFailed; // no such table
        return missing ? Error{ErrorCode::NotAWorkspace, subject} : query.error();
    }
    WorkspaceValues values;
    SqliteStatement::Step step = (*query)->step();
    for (; step == SqliteStatement::Step::Row; step = (*query)->step()) {
        values[std::string((*query)->text(0))] = (*query)->text(1);
    }
    if (step == SqliteStatement::Step::Failed) {
        return db.failure();
    }
    (*query)->reset();
    if (values["format"] != kWorkspaceFormat) {
        return Error{ErrorCode::NotAWorkspace, subject};
    }
    const std::string& version = values["version"];
    int number = 0;
    const auto read = std::from_chars(version.data(), version.data() + version.size(), number);
    if (read.ec != std::errc() || read.ptr != version.data() + version.size() || number < 1) {
        return damaged(subject, "format version " + version);
    }
    if (number > kWorkspaceVersion) {
        return Error{ErrorCode::NewerFormat, subject, version, values["program"]};
    }
    if (number == kWorkspaceVersion && values["check"] != checkOf(values)) {
        return damaged(subject, "tuban_workspace does not fit its check");
    }
    return values;
}

std::int64_t layerCheck(std::string_view name, std::string_view definition, std::int64_t rows) {
    RowCheck check;
    check.begin(name, rows);
    check.field("definition", definition);
    return check.finish();
}

Result<std::vector<StoredLayer>> readStoredLayers(const StoreDatabase& db) {
    auto query = db.statement(
        "SELECT number, name, definition, row_count, row_check FROM tuban_layer ORDER BY name");
    if (!query) {
        return query.error();
    }
    SqliteStatement& row = **query;
    std::vector<StoredLayer> layers;
    SqliteStatement::Step step = row.step();
    for (; step == SqliteStatement::Step::Row; step = row.step()) {
        const std::string name(row.text(1));
        if (layerCheck(name, row.text(2), row.integer(3)) != row.integer(4)) {
            return damaged("tuban_layer", name + " does not fit its check");
        }
        auto schema = schemaFromJson(row.text(2));
        if (!schema) {
            return schema.error();
        }
        if (schema->name != name) {
            return damaged("tuban_layer", name + " is defined under another name");
        }
        layers.push_back(
            {row.integer(0), row.integer(3), std::string(row.text(2)), std::move(*schema)});
    }
    if (step == SqliteStatement::Step::Failed) {
        return db.failure();
    }
    row.reset();
    return isNumberedThrough(layers)
               ? Result<std::vector<StoredLayer>>(std::move(layers))
               : damaged("tuban_layer", "the layers are not numbered through");
}

Result<std::vector<Finding>> guardSchema(const StoreDatabase& db,
                                         const std::vector<StoredLayer>& layers) {
    const auto expected = expectedObjects(layers);
    if (!expected) {
        return expected.error();
    }
    const auto present = objectsOf(db);
    if (!present) {
        return present.error();
    }
    std::vector<Finding> findings;
    std::set<std::string> ownTables;
    for (const auto& [key, object] : *expected) {
        ownTables.insert(object.table);
    }
    for (const auto& [key, object] : *present) {
        const std::string& name = key.second;
        const auto ours = expected->find(key);
        if (ours != expected->end()) {
            if (ours->second.table != object.table || ours->second.sql != object.sql) {
                return damaged(name, "it is not as Tuban makes it");
            }
        } else if (object.type == "index" && ownTables.contains(object.table)) {
            return damaged(name, "an index that Tuban does not make on " + object.table);
        } else if (!isWellKnown(name) || object.type != "table") {
            const bool runs = kindOf(object) != "table" && kindOf(object) != "index";
            findings.push_back({.severity = runs ? Severity::Warning : Severity::Note,
                                .code = FindingCode::ForeignObject,
                                .values = {kindOf(object), name}});
        }
    }
    for (const auto& [key, object] : *expected) {
        if (!present->contains(key)) {
            return damaged(key.second, "it is missing");
        }
    }
    return findings;
}

} // namespace tuban::data
