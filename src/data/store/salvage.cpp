#include "data/store/salvage.h"

#include "data/workspace/gpkg_schema_sql.h"

#include <map>
#include <string>
#include <utility>

namespace tuban::data {

namespace {

using Places = std::map<Uuid, std::int64_t>; // identifier → fid

/// Adds what a statement (identifier, fid) gives, up to the damage.
void collect(const StoreDatabase& db, const std::string& sql, Places& places) {
    auto statement = SqliteStatement::prepare(db.handle(), sql, {});
    if (!statement) {
        return; // not even this can be read
    }
    while (statement->step() == SqliteStatement::Step::Row) {
        if (const auto id = Uuid::parse(statement->text(0))) {
            places.emplace(*id, statement->integer(1));
        }
    }
}

Finding damaged(const RowTable& table, const Uuid& id, const std::string& what) {
    return {.severity = Severity::Fault,
            .code = FindingCode::RowDamaged,
            .layer = table.schema().name,
            .values = {id.text(), what}};
}

Result<StoredRow> rowAt(const StoreDatabase& db, const RowTable& table, std::int64_t fid) {
    auto query =
        db.statement("SELECT " + table.columns() + " FROM " +
                     quotedIdentifier(table.schema().name) + " WHERE " + kKeyColumn + " = ?1");
    if (!query) {
        return query.error();
    }
    (*query)->bind(1, fid);
    if ((*query)->step() != SqliteStatement::Step::Row) {
        (*query)->reset();
        return Error{ErrorCode::WorkspaceDamaged, {}, "it cannot be read"};
    }
    auto row = table.read(**query);
    (*query)->reset();
    return row ? table.decoded(std::move(*row)) : Result<StoredRow>(row.error());
}

} // namespace

bool salvageRows(const StoreDatabase& db,
                 const RowTable& table,
                 const std::optional<Uuid>& last,
                 const WorkspaceStore::RowSink& sink,
                 std::vector<Finding>& findings) {
    const std::string name = quotedIdentifier(table.schema().name);
    const std::string both = std::string(kIdColumn) + ", " + kKeyColumn;
    // The index alone answers this, so damage of the table does not matter.
    Places indexed;
    collect(db, "SELECT " + both + " FROM " + name + " ORDER BY " + kIdColumn, indexed);
    // The table alone, from both ends: damage in between cuts the walk off.
    Places stored;
    for (const char* order : {" ASC", " DESC"}) {
        collect(db,
                "SELECT " + both + " FROM " + name + " NOT INDEXED ORDER BY " + kKeyColumn + order,
                stored);
    }
    Places all = indexed;
    for (const auto& [id, fid] : stored) {
        if (!all.emplace(id, fid).second) {
            continue;
        }
        if (last && id <= *last) { // too late to be given in order
            findings.push_back(damaged(table, id, "the index does not list it"));
        }
    }
    for (const auto& [id, fid] : all) {
        if (last && id <= *last) {
            continue;
        }
        auto row = rowAt(db, table, fid);
        if (!row || row->id != id) {
            findings.push_back(
                damaged(table, id, row ? "the index points elsewhere" : row.error().detail));
        } else if (!sink(std::move(*row))) {
            return false;
        }
    }
    return true;
}

} // namespace tuban::data
