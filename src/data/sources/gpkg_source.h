#pragma once

#include "data/feature_source.h"
#include "data/sources/gpkg_database.h"
#include "data/sqlite/sqlite_reader.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// How the rows of a GeoPackage table are fetched.
enum class GpkgFetch {
    Fastest, ///< from the pages of the table where they are understood, else through SQL
    BySql,   ///< only through SQL
};

/// A feature table of a GeoPackage, read straight from SQLite on all threads. Chunks are runs of
/// consecutive rowids.
class GpkgSource final : public FeatureSource {
public:
    /// Errors: those of openSource.
    static Result<std::unique_ptr<GpkgSource>> open(const std::filesystem::path& path,
                                                    const std::optional<std::string>& layer,
                                                    GpkgFetch fetch = GpkgFetch::Fastest);

    const SourceInfo& info() const override { return m_info; }
    Result<ScanSummary>
    scan(const ScanRequest& request, const ChunkSink& sink, const Progress& progress) override;

private:
    GpkgSource(std::filesystem::path path,
               SqliteReader db,
               GpkgTable table,
               SourceInfo info,
               GpkgFetch fetch)
        : m_path(std::move(path)),
          m_db(std::move(db)),
          m_table(std::move(table)),
          m_info(std::move(info)),
          m_fetch(fetch) {}

    std::filesystem::path m_path;
    SqliteReader m_db;
    GpkgTable m_table;
    SourceInfo m_info;
    GpkgFetch m_fetch;
};

} // namespace tuban::data
