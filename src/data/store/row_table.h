#pragma once

#include "base/result.h"
#include "data/store/row_check.h"
#include "data/store/rtree_fill.h"
#include "data/store/store_database.h"
#include "geometry/grid.h"
#include "model/change.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// A row as its table holds it: the geometry as GeoPackage bytes.
struct TableRow {
    std::int64_t fid = 0;
    Uuid id;
    EntryNumber version = kNoEntry;
    std::string blob = {};         ///< empty: no geometry
    geometry::GridBox extent = {}; ///< of a geometry to be written; rows that were read have none
    std::vector<FieldValue> values = {};
};

/// The table of one layer in a workspace: rows in and out, with their checks and the R-tree.
class RowTable {
public:
    /// `number`: of the layer in `tuban_layer`. The database is borrowed.
    RowTable(const StoreDatabase& db, LayerSchema schema, std::int64_t number, std::int32_t srsId);

    const LayerSchema& schema() const { return m_schema; }
    std::int64_t number() const { return m_number; }

    /// Nothing if there is no such row. Errors: WorkspaceDamaged (where: the row; its check does
    /// not fit), and those of StoreDatabase::failure.
    Result<std::optional<TableRow>> find(const Uuid& id) const;
    /// Whether there is a row with this identifier. Errors: those of StoreDatabase::failure.
    Result<bool> holds(const Uuid& id) const;
    /// The identifiers of the rows of which a field has this value, in order.
    Result<std::vector<Uuid>> idsWhere(const FieldSchema& field, const FieldValue& value) const;

    /// Errors: KeyTaken (subject: the field, detail: the value), and those of failure().
    Result<void> insert(const TableRow& row);
    /// Writes all of `row` over the row with its fid, which must still have the version `seen`.
    /// `moved`: the geometry differs. Errors: as insert; RowConflict.
    Result<void> update(const TableRow& row, EntryNumber seen, bool moved);
    /// Errors: RowConflict, and those of failure().
    Result<void> remove(const TableRow& row, EntryNumber seen);

    /// From here on the entries of the R-tree are gathered, if it has none yet, until they are
    /// written together or dropped. Errors: those of failure().
    Result<void> gatherEntries();
    /// Errors: those of fillRtree.
    Result<void> writeGathered();
    void dropGathered() { m_gathered.reset(); }

    /// Writes a row under its own fid, without the R-tree; returns its check. Errors: as insert.
    Result<std::int64_t> insertAs(const TableRow& row) const;
    /// The row of a table without the columns of a workspace: fid, geometry, fields. A value of a
    /// type that no field has is null.
    TableRow readOld(const SqliteStatement& statement) const;

    /// The row with its geometry on the grid. Errors: WorkspaceDamaged (where: the row).
    Result<StoredRow> decoded(TableRow&& row) const;
    /// The check that a row would have.
    std::int64_t checkOf(const StoredRow& row) const;
    /// Bytes for a geometry; empty where there is none.
    std::string encoded(const GridGeometry& geometry) const;

    /// The columns to select for read(): identifier, version, check, fid, geometry, fields.
    const std::string& columns() const { return m_columns; }
    /// The row that a statement which selected columns() stands on. Errors: WorkspaceDamaged
    /// (where: the row).
    Result<TableRow> read(const SqliteStatement& statement) const;
    /// Whether the check of that row fits, without taking the row out.
    bool isSound(const SqliteStatement& statement, RowCheck& check) const;

private:
    bool spatial() const { return m_schema.geometry != GeometryKind::None; }
    std::int64_t bind(SqliteStatement& statement, const TableRow& row) const;
    Result<void> index(std::int64_t fid, const geometry::GridBox& extent);
    Result<void> unindex(std::int64_t fid);
    std::vector<RtreeEntry>::iterator gatheredAt(std::int64_t fid);
    Error refined(Error error, const TableRow& row) const;

    const StoreDatabase* m_db;
    LayerSchema m_schema;
    std::int64_t m_number;
    std::int32_t m_srsId;
    std::string m_columns;
    std::string m_find;
    std::string m_holds;
    std::string m_insert;
    std::string m_update;
    std::string m_remove;
    std::string m_index;
    std::string m_unindex;
    std::optional<std::vector<RtreeEntry>> m_gathered; ///< by fid; none: written at once
};

} // namespace tuban::data
