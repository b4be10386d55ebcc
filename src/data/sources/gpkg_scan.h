#pragma once

#include "data/feature_source.h"
#include "data/sources/chunk_assembler.h"
#include "data/sources/gpkg_database.h"
#include "data/sources/gpkg_pages.h"
#include "data/sqlite/sqlite_reader.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace tuban::data {

/// One pass over a GeoPackage table on several threads. The rows are divided into runs of
/// consecutive keys; threads take runs in order from a counter. A run is read from the pages of
/// the table; where a page holds something unexpected, the rest of that run is read through SQL,
/// which gives the same rows or the proper error.
class GpkgScan {
public:
    GpkgScan(const std::filesystem::path& path,
             const SqliteReader& db,
             const GpkgTable& table,
             const std::vector<std::size_t>& fieldColumns,
             const ScanRequest& request,
             const ChunkSink& sink,
             const Progress& progress);
    GpkgScan(const GpkgScan&) = delete;
    GpkgScan& operator=(const GpkgScan&) = delete;
    ~GpkgScan();

    Result<ScanSummary> run(bool pagesAllowed);

private:
    /// State of a thread, on cache lines of its own.
    struct alignas(256) Worker {
        const SqliteReader* db = nullptr;
        std::optional<SqliteReader> own = {};
        std::optional<ChunkAssembler> assembler = {};
        std::optional<SqliteStatement> rows = {};
        std::optional<PageReader> pages = {};
    };
    struct Run {
        std::int64_t firstKey;
        std::int64_t lastKey;
        std::size_t firstLeaf = 0;
        std::size_t lastLeaf = 0; ///< behind the last one
    };
    /// Where a run has come to.
    struct Position {
        std::uint64_t sequence;
        std::int64_t nextKey;
    };

    bool pagesSuffice() const;
    int workerCount() const;
    Result<void> prepareWorkers(int threads, const PageLayout* layout);
    Result<void> planByKeys();
    void planByPages(const std::vector<Leaf>& leaves, std::size_t leavesPerRun);
    void readRun(Worker& worker, int index, std::size_t run);
    bool readPages(Worker& worker, int index, const Run& run, Position& at);
    void readRows(Worker& worker, int index, const Run& run, Position& at);
    void addRow(Worker& worker, std::int64_t id) const;
    bool deliver(Worker& worker, int index, Position& at);
    bool stopping() const;
    void fail(Error error);
    std::string rowsSql() const;

    const std::filesystem::path& m_path;
    const SqliteReader& m_db;
    const GpkgTable& m_table;
    const std::vector<std::size_t>& m_fieldColumns; ///< of each wanted column, in m_table.columns
    const ScanRequest& m_request;
    const ChunkSink& m_sink;
    const Progress& m_progress;

    std::vector<std::unique_ptr<Worker>> m_workers;
    std::vector<Leaf> m_leaves;
    std::vector<Run> m_runs;
    std::atomic<std::uint64_t> m_delivered{0};
    std::atomic<std::size_t> m_runsDone{0};
    std::atomic<bool> m_stop{false};
    std::mutex m_mutex;
    std::optional<Error> m_error; ///< the first one
};

} // namespace tuban::data
