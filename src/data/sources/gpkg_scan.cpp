#include "data/sources/gpkg_scan.h"

#include "base/parallel.h"

#include <sqlite3.h>

#include <algorithm>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::int64_t kLowestKey = INT64_MIN;
constexpr std::int64_t kHighestKey = INT64_MAX;
/// Bytes of table pages in one run: about a thousand parcels, a chunk that fits in a core's cache.
constexpr std::size_t kRunBytes = 512 * 1024;
constexpr std::uint64_t kKeysPerRun = 2048;
constexpr std::uint64_t kMostKeyRuns = 4096;
/// Room for the chunks of one run in the sequence numbers.
constexpr unsigned kSequenceShift = 24;

} // namespace

GpkgScan::GpkgScan(const std::filesystem::path& path,
                   const SqliteReader& db,
                   const GpkgTable& table,
                   const std::vector<std::size_t>& fieldColumns,
                   const ScanRequest& request,
                   const ChunkSink& sink,
                   const Progress& progress)
    : m_path(path),
      m_db(db),
      m_table(table),
      m_fieldColumns(fieldColumns),
      m_request(request),
      m_sink(sink),
      m_progress(progress) {}

GpkgScan::~GpkgScan() {
    m_db.stopWhenCancelled(nullptr);
}

Result<ScanSummary> GpkgScan::run(bool pagesAllowed) {
    std::optional<LeafList> pages;
    if (pagesAllowed && pagesSuffice()) {
        pages = leavesOf(m_db, m_table.rootPage);
    }
    if (pages) {
        planByPages(pages->leaves, std::max<std::size_t>(1, kRunBytes / pages->layout.pageSize));
        m_leaves = std::move(pages->leaves);
    } else if (auto planned = planByKeys(); !planned) {
        return planned.error();
    }
    const int threads = workerCount();
    if (auto prepared = prepareWorkers(threads, pages ? &pages->layout : nullptr); !prepared) {
        return prepared.error();
    }
    // Neighbours on one thread: whatever is shared by them is still at hand there.
    parallelForBlocks(m_runs.size(), threads, [&](int index, std::size_t run) {
        readRun(*m_workers[static_cast<std::size_t>(index)], index, run);
    });
    if (m_error) {
        return *m_error;
    }
    if (m_progress.cancelled()) {
        return Error{ErrorCode::Cancelled, m_path.string()};
    }
    if (auto unchanged = m_db.verifyUnchanged(); !unchanged) {
        return unchanged.error();
    }
    std::vector<const ChunkAssembler*> assemblers;
    for (const auto& worker : m_workers) {
        assemblers.push_back(&*worker->assembler);
    }
    m_progress.report(1.0);
    return ChunkAssembler::summary(assemblers);
}

/// Where a log lies beside the file each connection sees the state of its own beginning: only one
/// connection is sure to give one state.
int GpkgScan::workerCount() const {
    const int wanted = m_db.hasPendingChanges() ? 1 : threadCount(m_request.threads);
    return std::min(wanted, static_cast<int>(std::max<std::size_t>(1, m_runs.size())));
}

/// Whether the pages of the file hold all that is wanted, in a form that is understood.
bool GpkgScan::pagesSuffice() const {
    const auto isStored = [&](std::size_t column) {
        return column == m_table.rowidColumn || m_table.columns[column].recordIndex >= 0;
    };
    return m_table.rootPage != 0 && m_table.utf8 && !m_db.hasPendingChanges() &&
           isStored(m_table.geometry) &&
           std::all_of(m_fieldColumns.begin(), m_fieldColumns.end(), isStored);
}

Result<void> GpkgScan::prepareWorkers(int threads, const PageLayout* layout) {
    const std::string sql = rowsSql();
    std::vector<StoredColumn> columns;
    if (layout != nullptr) {
        for (const std::size_t column : m_fieldColumns) {
            columns.push_back({m_table.columns[column].recordIndex, column == m_table.rowidColumn});
        }
    }
    for (int i = 0; i < threads; ++i) {
        auto worker = std::make_unique<Worker>();
        if (i > 0) {
            auto own = SqliteReader::open(m_path);
            if (!own) {
                return own.error();
            }
            worker->own = std::move(*own);
        }
        worker->db = i == 0 ? &m_db : &*worker->own;
        worker->db->stopWhenCancelled(&m_progress);
        auto assembler = ChunkAssembler::create(m_table.layer.table, m_request);
        if (!assembler) {
            return assembler.error();
        }
        worker->assembler.emplace(std::move(*assembler));
        auto rows = worker->db->prepare(sql);
        if (!rows) {
            return rows.error();
        }
        worker->rows.emplace(std::move(*rows));
        if (layout != nullptr) {
            const int geometry = m_table.columns[m_table.geometry].recordIndex;
            worker->pages.emplace(*worker->db, *layout, geometry, columns);
        }
        m_workers.push_back(std::move(worker));
    }
    return {};
}

std::string GpkgScan::rowsSql() const {
    const std::string key = m_table.rowidName.empty() ? "NULL" : m_table.rowidName;
    std::string sql =
        "SELECT " + key + ", " + quotedIdentifier(m_table.columns[m_table.geometry].name);
    for (const std::size_t column : m_fieldColumns) {
        sql += ", " + quotedIdentifier(m_table.columns[column].name);
    }
    sql += " FROM " + quotedIdentifier(m_table.layer.table);
    if (!m_table.rowidName.empty()) {
        sql += " WHERE " + key + " BETWEEN ?1 AND ?2 ORDER BY " + key;
    }
    return sql;
}

Result<void> GpkgScan::planByKeys() {
    if (m_table.rowidName.empty()) {
        m_runs.push_back({kLowestKey, kHighestKey});
        return {};
    }
    const std::string& key = m_table.rowidName;
    const std::string table = quotedIdentifier(m_table.layer.table);
    auto query = m_db.prepare("SELECT (SELECT min(" + key + ") FROM " + table + "), (SELECT max(" +
                              key + ") FROM " + table + ")");
    if (!query) {
        return query.error();
    }
    if (query->step() != SqliteStatement::Step::Row) {
        return m_db.lastError();
    }
    if (query->isNull(0)) {
        return {}; // no rows
    }
    const auto low = static_cast<std::uint64_t>(query->integer(0));
    const auto high = static_cast<std::uint64_t>(query->integer(1));
    const std::uint64_t span = high - low; // modulo 2^64: right for negative keys too
    const std::uint64_t runs = std::min(span / kKeysPerRun + 1, kMostKeyRuns);
    const std::uint64_t step = span / runs + 1;
    for (std::uint64_t i = 0; i < runs && i * step <= span; ++i) {
        const std::uint64_t last = std::min(span, i * step + (step - 1));
        m_runs.push_back(
            {static_cast<std::int64_t>(low + i * step), static_cast<std::int64_t>(low + last)});
    }
    return {};
}

void GpkgScan::planByPages(const std::vector<Leaf>& leaves, std::size_t leavesPerRun) {
    std::int64_t firstKey = kLowestKey;
    for (std::size_t first = 0; first < leaves.size(); first += leavesPerRun) {
        const std::size_t last = std::min(leaves.size(), first + leavesPerRun);
        const std::int64_t lastKey = leaves[last - 1].lastKey;
        m_runs.push_back({firstKey, lastKey, first, last});
        firstKey = lastKey + (lastKey == kHighestKey ? 0 : 1);
    }
}

bool GpkgScan::stopping() const {
    return m_stop || m_progress.cancelled() ||
           (m_request.limit && m_delivered.load() >= *m_request.limit);
}

void GpkgScan::fail(Error error) {
    const std::lock_guard lock(m_mutex);
    if (!m_error) {
        m_error = std::move(error);
    }
    m_stop = true;
}

void GpkgScan::readRun(Worker& worker, int index, std::size_t run) {
    if (stopping()) {
        return;
    }
    Position at{static_cast<std::uint64_t>(run) << kSequenceShift, m_runs[run].firstKey};
    if (!worker.pages || !readPages(worker, index, m_runs[run], at)) {
        readRows(worker, index, m_runs[run], at);
    }
    m_progress.report(static_cast<double>(++m_runsDone) / static_cast<double>(m_runs.size()));
}

bool GpkgScan::readPages(Worker& worker, int index, const Run& run, Position& at) {
    PageReader& pages = *worker.pages;
    const std::span leaves =
        std::span(m_leaves).subspan(run.firstLeaf, run.lastLeaf - run.firstLeaf);
    pages.start(leaves, run.firstKey);
    for (PageReader::Step step = pages.next(*worker.assembler); step != PageReader::Step::End;
         step = pages.next(*worker.assembler)) {
        if (step == PageReader::Step::NotUnderstood) {
            worker.assembler->discard();
            return false;
        }
        if (worker.assembler->full()) {
            if (!deliver(worker, index, at) || pages.key() == kHighestKey) {
                return true;
            }
            at.nextKey = pages.key() + 1;
        }
    }
    deliver(worker, index, at);
    return true;
}

void GpkgScan::readRows(Worker& worker, int index, const Run& run, Position& at) {
    SqliteStatement& rows = *worker.rows;
    rows.reset();
    if (!m_table.rowidName.empty()) {
        rows.bind(1, at.nextKey);
        rows.bind(2, run.lastKey);
    }
    std::int64_t rowNumber = 0;
    SqliteStatement::Step step = rows.step();
    for (; step == SqliteStatement::Step::Row; step = rows.step()) {
        ++rowNumber;
        addRow(worker, rows.isNull(0) ? rowNumber : rows.integer(0));
        if (worker.assembler->full() && !deliver(worker, index, at)) {
            return;
        }
    }
    if (step == SqliteStatement::Step::Failed) {
        worker.assembler->discard();
        const bool cancelled = m_progress.cancelled();
        fail(cancelled ? Error{ErrorCode::Cancelled, m_path.string()} : worker.db->lastError());
        return;
    }
    deliver(worker, index, at);
}

void GpkgScan::addRow(Worker& worker, std::int64_t id) const {
    const SqliteStatement& row = *worker.rows;
    ChunkAssembler& assembler = *worker.assembler;
    assembler.begin(id);
    if (row.type(1) == SQLITE_BLOB) {
        assembler.addGeoPackageBlob(row.blob(1));
    } else {
        assembler.addNoGeometry();
    }
    for (std::size_t i = 0; i < m_fieldColumns.size(); ++i) {
        const int column = static_cast<int>(i) + 2;
        switch (row.type(column)) {
        case SQLITE_INTEGER:
            assembler.column(i).addInteger(row.integer(column));
            break;
        case SQLITE_FLOAT:
            assembler.column(i).addReal(row.real(column));
            break;
        case SQLITE_TEXT:
            assembler.addText(i, row.text(column));
            break;
        default: // NULL; a blob is neither text nor number
            assembler.column(i).addNull();
        }
    }
}

bool GpkgScan::deliver(Worker& worker, int index, Position& at) {
    if (worker.assembler->size() == 0) {
        return !stopping();
    }
    FeatureChunk chunk = worker.assembler->take(at.sequence++);
    m_delivered += chunk.size();
    if (!m_sink(index, std::move(chunk))) {
        m_stop = true;
    }
    return !stopping();
}

} // namespace tuban::data
