#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/atomic_file.h"
#include "data/sqlite/sqlite_writer.h"
#include "data/store/baseline.h"
#include "data/store/row_check.h"
#include "model/change.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// Makes the file of a workspace, which appears complete or not at all: a GeoPackage 1.3 with its
/// layers (each with an R-tree index and its triggers), tables without geometry as attributes,
/// titles and units of fields in gpkg_data_columns, and a journal with one entry, the baseline. The
/// same input gives the same bytes with the same SQLite.
/// @source OGC 12-128r17 (GeoPackage 1.3.0): clauses 1.1, 2.1 and 2.4, annexes C (tables), F.3
/// (R-tree) and F.9 (schema).
class WorkspaceWriter {
public:
    struct Options {
        std::string crs;              ///< "EPSG:n", of all layers
        std::string date;             ///< last change of the content, YYYY-MM-DD; empty: 1970-01-01
        std::string description = {}; ///< said of every table
        IfExists ifExists = IfExists::Refuse;
        Uuid id = {}; ///< of the workspace; nil: made from CRS and title
        BilingualText title = {};
        BilingualText notice = {};  ///< what every output of this data must say
        std::string user = {};      ///< who makes it
        std::string time = {};      ///< of the baseline, as in JournalEntry; empty: from `date`
        BilingualText summary = {}; ///< of the baseline
    };
    /// Errors: FileExists, WriteFailed, UnknownCrs (also for one without an EPSG code).
    static Result<WorkspaceWriter> create(const std::filesystem::path& target,
                                          const Options& options);

    const Uuid& id() const { return m_options.id; }

    /// Adds a layer or table; names of tables and fields are those of the schema. Rows get their
    /// identifiers from their key or, without one, from their place.
    /// Errors: WriteFailed (also for a key used twice), Cancelled.
    Result<void> addTable(const LayerTable& table, const Progress& progress);

    /// Adds a layer row by row: begin, any number of rows of the version 1, end.
    /// Errors: WriteFailed (also for a key or identifier used twice).
    Result<void> beginLayer(const LayerSchema& schema);
    Result<void> addRow(const Uuid& id, const LayerRow& row);
    Result<void> endLayer();

    /// Finishes the file and gives it its name. Errors: WriteFailed, FileExists.
    Result<void> commit();

private:
    /// The layer that is being written.
    struct OpenLayer {
        LayerSchema schema;
        SqliteInsert rows;
        std::optional<SqliteInsert> index;
        std::int64_t count = 0;
        geometry::GridBox extent = {};
    };

    WorkspaceWriter(std::filesystem::path target,
                    std::unique_ptr<AtomicFile> file,
                    SqliteWriter db,
                    Options options)
        : m_target(std::move(target)),
          m_file(std::move(file)),
          m_db(std::move(db)),
          m_options(std::move(options)) {}
    Result<void> start();
    Result<void> addReferenceSystems();
    Result<void> registerExtent(const LayerSchema& schema, const geometry::GridBox& extent);
    Result<void> registerLayer(const LayerSchema& schema, std::int64_t rows);
    Result<void> addWorkspaceValues();
    Result<void> addBaseline();
    Result<void> addStyles();
    Result<void> insert(const std::string& table, std::initializer_list<SqlValue> values);
    std::string lastChange() const;

    std::filesystem::path m_target;
    std::unique_ptr<AtomicFile> m_file; // removes the file last, after the connection is closed
    SqliteWriter m_db;
    Options m_options;
    std::int32_t m_srsId = 0;
    std::optional<OpenLayer> m_layer = {};
    std::int64_t m_layers = 0;
    std::vector<LayerSchema> m_schemas = {};
    RowCheck m_check;
    Baseline m_baseline;
};

/// The identifier of a row that comes from elsewhere, the `place`-th of its layer: made from its
/// key or, without one, from its place, and the same for the same workspace and layer.
Uuid importedRowId(const Uuid& workspace,
                   const LayerSchema& schema,
                   const std::vector<FieldValue>& values,
                   std::size_t place);
/// The identifier of a workspace that has none of its own.
Uuid workspaceIdOf(const std::string& crs, const std::string& titleZh);

} // namespace tuban::data
