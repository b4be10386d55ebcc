#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/atomic_file.h"
#include "data/sqlite/sqlite_writer.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace tuban::data {

/// Writes a GeoPackage 1.3 through SQLite, as a new file that appears complete or not at all:
/// layers with an R-tree index and its triggers, tables without geometry as attributes, titles and
/// units of fields in gpkg_data_columns. The same input gives the same bytes with the same SQLite.
/// @source OGC 12-128r17 (GeoPackage 1.3.0): clauses 1.1, 2.1 and 2.4, annexes C (tables), F.3
/// (R-tree) and F.9 (schema).
class GpkgWriter {
public:
    struct Options {
        std::string crs;              ///< "EPSG:n", of all layers
        std::string date;             ///< last change of the content, YYYY-MM-DD; empty: 1970-01-01
        std::string description = {}; ///< said of every table
        IfExists ifExists = IfExists::Refuse;
    };
    /// Errors: FileExists, WriteFailed, UnknownCrs (also for one without an EPSG code).
    static Result<GpkgWriter> create(const std::filesystem::path& target, const Options& options);

    /// Adds a layer or table; names of tables and fields are those of the schema, the geometry
    /// column is `geom`, the primary key `fid`, which numbers the rows from 1.
    /// Errors: WriteFailed (also for a key used twice), Cancelled.
    Result<void> addTable(const LayerTable& table, const Progress& progress);

    /// Finishes the file and gives it its name. Errors: WriteFailed, FileExists.
    Result<void> commit();

private:
    GpkgWriter(std::unique_ptr<AtomicFile> file, SqliteWriter db, const Options& options)
        : m_file(std::move(file)), m_db(std::move(db)), m_options(options) {}
    Result<void> start();
    Result<void> addReferenceSystems();
    Result<void> registerTable(const LayerTable& table);
    Result<void> registerGeometry(const LayerSchema& schema);
    Result<void> registerFields(const LayerSchema& schema);
    Result<void> insertRows(const LayerTable& table, const Progress& progress);
    Result<void> insert(const std::string& table, std::initializer_list<SqlValue> values);
    std::string lastChange() const;

    std::unique_ptr<AtomicFile> m_file; // removes the file last, after the connection is closed
    SqliteWriter m_db;
    Options m_options;
    std::int32_t m_srsId = 0;
};

} // namespace tuban::data
