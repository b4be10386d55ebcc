#pragma once

#include "base/result.h"
#include "data/feature_source.h"
#include "data/sqlite/sqlite_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// A feature table (or view) of a GeoPackage.
struct GpkgLayer {
    std::string table;
    std::string geometryColumn;
    std::string geometryType; ///< upper case, as declared
    std::int64_t srsId = 0;
    std::string identifier;
};

/// What reading rows of a layer needs to know of its table.
struct GpkgTable {
    struct Column {
        std::string name;
        std::string declaredType;
        /// Place of the value in the stored record; -1: not stored (virtual generated column).
        int recordIndex = -1;
    };

    GpkgLayer layer;
    std::vector<Column> columns; ///< all, the geometry among them
    std::size_t geometry = 0;    ///< index in `columns`
    /// Index in `columns` of the INTEGER PRIMARY KEY, which is the rowid.
    std::optional<std::size_t> rowidColumn = {};
    std::string rowidName = {}; ///< how SQL can name the rowid; empty: rows have none
    std::uint32_t rootPage = 0; ///< 0: no ordinary table (view, WITHOUT ROWID)
    bool utf8 = true;           ///< encoding of the database
};

/// Feature layers in the order of the file.
/// Errors: FormatNotSupported (no GeoPackage), ReadFailed.
Result<std::vector<GpkgLayer>> gpkgLayers(const SqliteReader& db);

/// Whether a layer holds polygons: by its declared type, or where that says nothing (GEOMETRY,
/// GEOMETRYCOLLECTION) by its first rows until a polygon is met.
/// Errors: ReadFailed.
Result<bool> gpkgHoldsPolygons(const SqliteReader& db, const GpkgLayer& layer);

/// `hasGeometry`: false for a table of attributes, whose `geometry` means nothing.
/// Errors: ReadFailed, FormatNotSupported (virtual tables).
Result<GpkgTable>
gpkgTable(const SqliteReader& db, const GpkgLayer& layer, bool hasGeometry = true);

/// Name, fields, CRS, extent and count of a layer.
/// Errors: ReadFailed.
Result<SourceInfo>
gpkgInfo(const SqliteReader& db, const GpkgTable& table, const std::string& path);

} // namespace tuban::data
