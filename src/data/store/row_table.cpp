#include "data/store/row_table.h"

#include "data/workspace/gpkg_blob.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace tuban::data {

namespace {

// Places of the columns that every row has, in RowTable::columns().
constexpr int kId = 0;
constexpr int kVersion = 1;
constexpr int kCheck = 2;
constexpr int kFid = 3;
constexpr int kFirstOther = 4;

/// What a column holds; a type that no field has is damage.
std::optional<FieldValue> valueAt(const SqliteStatement& row, int column) {
    switch (row.type(column)) {
    case SQLITE_NULL:
        return FieldValue();
    case SQLITE_INTEGER:
        return FieldValue(row.integer(column));
    case SQLITE_FLOAT:
        return FieldValue(row.real(column));
    case SQLITE_TEXT:
        return FieldValue(std::string(row.text(column)));
    default:
        return std::nullopt;
    }
}

void bindValue(SqliteStatement& statement, int parameter, const FieldValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        statement.bind(parameter, *whole);
    } else if (const auto* real = std::get_if<double>(&value)) {
        statement.bind(parameter, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(parameter, std::string_view(*text));
    } else {
        statement.bindNull(parameter);
    }
}

} // namespace

RowTable::RowTable(const StoreDatabase& db,
                   LayerSchema schema,
                   std::int64_t number,
                   std::int32_t srsId)
    : m_db(&db), m_schema(std::move(schema)), m_number(number), m_srsId(srsId) {
    const std::string table = quotedIdentifier(m_schema.name);
    const std::string geometry = spatial() ? std::string(", ") + kGeometryColumn : "";
    m_columns = std::string(kIdColumn) + ", " + kVersionColumn + ", " + kCheckColumn + ", " +
                kKeyColumn + geometry;
    std::string assigned =
        std::string(kIdColumn) + " = ?2, " + kVersionColumn + " = ?3, " + kCheckColumn + " = ?4";
    std::string names = std::string(kIdColumn) + ", " + kVersionColumn + ", " + kCheckColumn;
    std::string places = "?2, ?3, ?4";
    int parameter = 5;
    const auto add = [&](const std::string& column) {
        const std::string place = "?" + std::to_string(parameter++);
        assigned += ", " + column + " = " + place;
        names += ", " + column;
        places += ", " + place;
    };
    if (spatial()) {
        add(kGeometryColumn);
    }
    for (const FieldSchema& field : m_schema.fields) {
        m_columns += ", " + quotedIdentifier(field.name);
        add(quotedIdentifier(field.name));
    }
    const std::string sameRow =
        std::string(" WHERE ") + kKeyColumn + " = ?1 AND " + kVersionColumn + " = ";
    m_find = "SELECT " + m_columns + " FROM " + table + " WHERE " + kIdColumn + " = ?1";
    m_holds = "SELECT 1 FROM " + table + " WHERE " + kIdColumn + " = ?1";
    m_insert =
        "INSERT INTO " + table + " (" + kKeyColumn + ", " + names + ") VALUES (?1, " + places + ")";
    m_update = "UPDATE " + table + " SET " + assigned + sameRow + "?" + std::to_string(parameter);
    m_remove = "DELETE FROM " + table + sameRow + "?2";
    m_index = "INSERT OR REPLACE INTO " + rtreeName(m_schema) + " VALUES (?1, ?2, ?3, ?4, ?5)";
    m_unindex = "DELETE FROM " + rtreeName(m_schema) + " WHERE id = ?1";
}

Result<std::optional<TableRow>> RowTable::find(const Uuid& id) const {
    auto query = m_db->statement(m_find);
    if (!query) {
        return query.error();
    }
    SqliteStatement& statement = **query;
    statement.bind(1, id.text());
    switch (statement.step()) {
    case SqliteStatement::Step::Done:
        statement.reset();
        return std::optional<TableRow>();
    case SqliteStatement::Step::Failed:
        return m_db->failure();
    case SqliteStatement::Step::Row:
        break;
    }
    auto row = read(statement);
    statement.reset();
    if (!row) {
        return row.error();
    }
    return std::optional(std::move(*row));
}

Result<bool> RowTable::holds(const Uuid& id) const {
    auto query = m_db->statement(m_holds);
    if (!query) {
        return query.error();
    }
    (*query)->bind(1, id.text());
    const SqliteStatement::Step step = (*query)->step();
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    (*query)->reset();
    return step == SqliteStatement::Step::Row;
}

Result<std::vector<Uuid>> RowTable::idsWhere(const FieldSchema& field,
                                             const FieldValue& value) const {
    auto query = m_db->statement(std::string("SELECT ") + kIdColumn + " FROM " +
                                 quotedIdentifier(m_schema.name) + " WHERE " +
                                 quotedIdentifier(field.name) + " IS ?1 ORDER BY " + kIdColumn);
    if (!query) {
        return query.error();
    }
    SqliteStatement& statement = **query;
    bindValue(statement, 1, value);
    std::vector<Uuid> ids;
    SqliteStatement::Step step = statement.step();
    for (; step == SqliteStatement::Step::Row; step = statement.step()) {
        const auto id = Uuid::parse(statement.text(0));
        if (!id) {
            statement.reset();
            return Error{ErrorCode::WorkspaceDamaged, m_schema.name, "an identifier is none"};
        }
        ids.push_back(*id);
    }
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    statement.reset();
    return ids;
}

/// Returns the check.
std::int64_t RowTable::bind(SqliteStatement& statement, const TableRow& row) const {
    RowCheck check;
    const std::string id = row.id.text();
    check.begin(id, numberOf(row.version));
    int parameter = 5;
    if (spatial()) {
        if (row.blob.empty()) {
            statement.bindNull(parameter++);
        } else {
            check.geometry(row.blob);
            statement.bindBlob(parameter++, row.blob);
        }
    }
    for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
        check.field(m_schema.fields[i].name, row.values[i]);
        bindValue(statement, parameter++, row.values[i]);
    }
    statement.bind(2, id);
    statement.bind(3, numberOf(row.version));
    const std::int64_t made = check.finish();
    statement.bind(4, made);
    return made;
}

Result<std::int64_t> RowTable::insertAs(const TableRow& row) const {
    auto statement = m_db->statement(m_insert);
    if (!statement) {
        return statement.error();
    }
    (*statement)->bind(1, row.fid);
    const std::int64_t check = bind(**statement, row);
    if (auto done = m_db->runOnOne(**statement); !done) {
        return refined(done.error(), row);
    }
    return check;
}

TableRow RowTable::readOld(const SqliteStatement& statement) const {
    int column = 0;
    TableRow row;
    row.fid = statement.integer(column++);
    if (spatial()) {
        const auto blob = statement.blob(column++);
        row.blob.assign(reinterpret_cast<const char*>(blob.data()), blob.size());
    }
    for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
        row.values.push_back(valueAt(statement, column++).value_or(FieldValue()));
    }
    return row;
}

Result<void> RowTable::insert(const TableRow& row) {
    auto statement = m_db->statement(m_insert);
    if (!statement) {
        return statement.error();
    }
    (*statement)->bindNull(1); // the next number
    bind(**statement, row);
    if (auto done = m_db->runOnOne(**statement); !done) {
        return refined(done.error(), row);
    }
    return row.extent.empty() ? Result<void>()
                              : index(sqlite3_last_insert_rowid(m_db->handle()), row.extent);
}

Result<void> RowTable::update(const TableRow& row, EntryNumber seen, bool moved) {
    auto statement = m_db->statement(m_update);
    if (!statement) {
        return statement.error();
    }
    (*statement)->bind(1, row.fid);
    bind(**statement, row);
    const auto last = static_cast<int>(5 + (spatial() ? 1 : 0) + m_schema.fields.size());
    (*statement)->bind(last, numberOf(seen));
    if (auto done = m_db->runOnOne(**statement); !done) {
        return refined(done.error(), row);
    }
    if (!moved) {
        return {};
    }
    return row.extent.empty() ? unindex(row.fid) : index(row.fid, row.extent);
}

Result<void> RowTable::remove(const TableRow& row, EntryNumber seen) {
    auto statement = m_db->statement(m_remove);
    if (!statement) {
        return statement.error();
    }
    (*statement)->bind(1, row.fid);
    (*statement)->bind(2, numberOf(seen));
    if (auto done = m_db->runOnOne(**statement); !done) {
        return refined(done.error(), row);
    }
    return spatial() ? unindex(row.fid) : Result<void>();
}

Result<void> RowTable::gatherEntries() {
    if (!spatial()) {
        return {};
    }
    auto any = m_db->statement("SELECT 1 FROM " + quotedIdentifier(rtreeName(m_schema) + "_rowid") +
                               " LIMIT 1");
    if (!any) {
        return any.error();
    }
    const SqliteStatement::Step step = (*any)->step();
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    (*any)->reset();
    if (step == SqliteStatement::Step::Done) {
        m_gathered.emplace();
    }
    return {};
}

Result<void> RowTable::writeGathered() {
    if (!m_gathered) {
        return {};
    }
    auto filled = fillRtree(*m_db, rtreeName(m_schema), *m_gathered);
    m_gathered.reset();
    return filled;
}

/// Where the entry of a feature is, or belongs.
std::vector<RtreeEntry>::iterator RowTable::gatheredAt(std::int64_t fid) {
    return std::lower_bound(m_gathered->begin(),
                            m_gathered->end(),
                            fid,
                            [](const RtreeEntry& e, std::int64_t f) { return e.fid < f; });
}

Result<void> RowTable::index(std::int64_t fid, const geometry::GridBox& extent) {
    if (m_gathered) {
        const auto at = gatheredAt(fid);
        if (at != m_gathered->end() && at->fid == fid) {
            at->extent = extent;
        } else {
            m_gathered->insert(at, {fid, extent});
        }
        return {};
    }
    auto statement = m_db->statement(m_index);
    if (!statement) {
        return statement.error();
    }
    constexpr auto kGrid = geometry::Grid::tenthMillimetre();
    (*statement)->bind(1, fid);
    (*statement)->bind(2, kGrid.toUnits(extent.min.x));
    (*statement)->bind(3, kGrid.toUnits(extent.max.x));
    (*statement)->bind(4, kGrid.toUnits(extent.min.y));
    (*statement)->bind(5, kGrid.toUnits(extent.max.y));
    return m_db->run(**statement);
}

Result<void> RowTable::unindex(std::int64_t fid) {
    if (m_gathered) {
        const auto at = gatheredAt(fid);
        if (at != m_gathered->end() && at->fid == fid) {
            m_gathered->erase(at);
        }
        return {};
    }
    auto statement = m_db->statement(m_unindex);
    if (!statement) {
        return statement.error();
    }
    (*statement)->bind(1, fid);
    return m_db->run(**statement);
}

/// Says which row an error is about, and of a key that is taken which one.
Error RowTable::refined(Error error, const TableRow& row) const {
    const std::string subject = error.subject;
    if (error.code == ErrorCode::RowConflict) {
        return {error.code, row.id.text(), "its version is another one", m_schema.name};
    }
    if (error.code != ErrorCode::KeyTaken) {
        return error;
    }
    for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
        const std::string column = m_schema.name + "." + m_schema.fields[i].name;
        if (error.detail.ends_with(column)) { // "UNIQUE constraint failed: parcel.parcel_no"
            const auto* text = std::get_if<std::string>(&row.values[i]);
            return {error.code,
                    m_schema.fields[i].name,
                    text == nullptr ? std::string() : *text,
                    m_schema.name};
        }
    }
    return {error.code, kIdColumn, row.id.text(), m_schema.name};
}

std::int64_t RowTable::checkOf(const StoredRow& row) const {
    RowCheck check;
    check.begin(row.id.text(), numberOf(row.version));
    if (const std::string blob = encoded(row.content.geometry); !blob.empty()) {
        check.geometry(blob);
    }
    for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
        check.field(m_schema.fields[i].name, row.content.values[i]);
    }
    return check.finish();
}

std::string RowTable::encoded(const GridGeometry& geometry) const {
    return geometry.parts.empty() ? std::string()
                                  : geoPackageBlob(geometry, m_schema.geometry, m_srsId);
}

Result<StoredRow> RowTable::decoded(TableRow&& row) const {
    StoredRow stored{row.id, row.version, {.values = std::move(row.values)}};
    if (!row.blob.empty()) {
        auto geometry = readGpkgBlob(std::as_bytes(std::span(row.blob)), m_schema.geometry);
        if (!geometry) {
            return Error{
                ErrorCode::WorkspaceDamaged, m_schema.name, geometry.error().detail, row.id.text()};
        }
        stored.content.geometry = std::move(*geometry);
    }
    return stored;
}

Result<TableRow> RowTable::read(const SqliteStatement& statement) const {
    TableRow row;
    const std::string_view idText = statement.text(kId);
    const auto damaged = [&](const char* what) {
        return Error{ErrorCode::WorkspaceDamaged, m_schema.name, what, std::string(idText)};
    };
    const auto id = Uuid::parse(idText);
    if (!id) {
        return damaged("its identifier is none");
    }
    RowCheck check;
    if (!isSound(statement, check)) {
        return damaged("its content does not fit its check");
    }
    row.id = *id;
    row.fid = statement.integer(kFid);
    row.version = EntryNumber{statement.integer(kVersion)};
    int column = kFirstOther;
    if (spatial()) {
        const auto blob = statement.blob(column++);
        row.blob.assign(reinterpret_cast<const char*>(blob.data()), blob.size());
    }
    row.values.reserve(m_schema.fields.size());
    for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
        auto value = valueAt(statement, column++);
        if (!value) {
            return damaged("a field holds bytes");
        }
        row.values.push_back(std::move(*value));
    }
    return row;
}

bool RowTable::isSound(const SqliteStatement& statement, RowCheck& check) const {
    check.begin(statement.text(kId), statement.integer(kVersion));
    int column = kFirstOther;
    if (spatial()) {
        if (!statement.isNull(column)) {
            if (statement.type(column) != SQLITE_BLOB) {
                return false;
            }
            check.geometry(statement.blob(column));
        }
        ++column;
    }
    for (const FieldSchema& field : m_schema.fields) {
        switch (statement.type(column)) {
        case SQLITE_NULL:
            break;
        case SQLITE_INTEGER:
            check.field(field.name, statement.integer(column));
            break;
        case SQLITE_FLOAT:
            check.field(field.name, statement.real(column));
            break;
        case SQLITE_TEXT:
            check.field(field.name, statement.text(column));
            break;
        default:
            return false;
        }
        ++column;
    }
    return statement.type(kCheck) == SQLITE_INTEGER && check.finish() == statement.integer(kCheck);
}

} // namespace tuban::data
