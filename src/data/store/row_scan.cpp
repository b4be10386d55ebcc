#include "data/store/row_scan.h"

#include "base/parallel.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::int64_t kRowsInPiece = 16384;
constexpr std::int64_t kRowsBetweenLooks = 1024;

/// Some consecutive numbers of a layer.
struct Piece {
    std::size_t layer;
    std::int64_t first;
    std::int64_t last;
};

/// What a thread works with and what it found.
struct Worker {
    std::optional<StoreDatabase> db = {};
    std::vector<RowTable> tables = {};   ///< borrow `db`
    std::vector<std::int64_t> rows = {}; ///< by layer
    std::vector<Finding> findings = {};
    Result<void> outcome = {};
};

Finding fileDamaged(const std::string& layer, const std::string& detail) {
    return {.severity = Severity::Fault,
            .code = FindingCode::FileDamaged,
            .layer = layer,
            .values = {detail}};
}

/// Where the rows of a layer end; the smallest number is 1 or more by construction, and if it is
/// not, the rows below are missed in their number.
Result<std::int64_t> lastFid(const StoreDatabase& db, const LayerSchema& schema) {
    auto query = db.statement(std::string("SELECT max(") + kKeyColumn + ") FROM " +
                              quotedIdentifier(schema.name));
    if (!query) {
        return query.error();
    }
    if ((*query)->step() != SqliteStatement::Step::Row) {
        return db.failure();
    }
    const std::int64_t last = (*query)->integer(0);
    (*query)->reset();
    return last;
}

class Scan {
public:
    Scan(const std::filesystem::path& path,
         const std::vector<StoredLayer>& layers,
         const Progress& progress)
        : m_path(path), m_layers(layers), m_progress(progress) {}

    Result<std::vector<Finding>> run() {
        if (auto planned = plan(); !planned) {
            return planned.error();
        }
        const int threads = threadCount(0);
        std::vector<Worker> workers(static_cast<std::size_t>(threads));
        parallelForBlocks(m_pieces.size(), threads, [&](int worker, std::size_t piece) {
            work(workers[static_cast<std::size_t>(worker)], m_pieces[piece]);
        });
        for (const Worker& worker : workers) {
            if (!worker.outcome) {
                return worker.outcome.error();
            }
        }
        return merged(workers);
    }

private:
    Result<void> plan() {
        auto db = StoreDatabase::open(m_path, StoreDatabase::Access::ReadOnly);
        if (!db) {
            return db.error();
        }
        for (std::size_t i = 0; i < m_layers.size(); ++i) {
            const auto last = lastFid(*db, m_layers[i].schema);
            if (!last) {
                m_planFindings.push_back(fileDamaged(m_layers[i].schema.name, last.error().detail));
                continue;
            }
            for (std::int64_t first = 1; first <= *last; first += kRowsInPiece) {
                m_pieces.push_back({i, first, std::min(*last, first + kRowsInPiece - 1)});
                if (m_pieces.size() > kMostPieces) {
                    break;
                }
            }
        }
        return {};
    }

    /// Scans a piece, through a connection of the worker's own.
    void work(Worker& worker, const Piece& piece) {
        if (!worker.outcome) {
            return;
        }
        if (!worker.db) {
            auto db = StoreDatabase::open(m_path, StoreDatabase::Access::ReadOnly);
            if (!db) {
                worker.outcome = db.error();
                return;
            }
            worker.db.emplace(std::move(*db));
            worker.rows.resize(m_layers.size());
            for (const StoredLayer& layer : m_layers) {
                worker.tables.emplace_back(*worker.db, layer.schema, layer.number, 0);
            }
        }
        worker.outcome = scan(worker, piece);
        m_progress.report(static_cast<double>(++m_done) / static_cast<double>(m_pieces.size()));
    }

    Result<void> scan(Worker& worker, const Piece& piece) const {
        const StoreDatabase& db = *worker.db;
        const RowTable& table = worker.tables[piece.layer];
        auto query = db.statement("SELECT " + table.columns() + " FROM " +
                                  quotedIdentifier(table.schema().name) + " WHERE " + kKeyColumn +
                                  " BETWEEN ?1 AND ?2 ORDER BY " + kKeyColumn);
        if (!query) {
            return query.error();
        }
        SqliteStatement& statement = **query;
        statement.bind(1, piece.first);
        statement.bind(2, piece.last);
        RowCheck check;
        std::int64_t& rows = worker.rows[piece.layer];
        SqliteStatement::Step step = statement.step();
        for (; step == SqliteStatement::Step::Row; step = statement.step()) {
            if (++rows % kRowsBetweenLooks == 0 && m_progress.cancelled()) {
                return Error{ErrorCode::Cancelled, {}};
            }
            if (!table.isSound(statement, check)) {
                worker.findings.push_back({.severity = Severity::Fault,
                                           .code = FindingCode::RowDamaged,
                                           .layer = table.schema().name,
                                           .values = {std::string(statement.text(0)),
                                                      "its content does not fit its check"}});
            }
        }
        if (step == SqliteStatement::Step::Failed) {
            const Error error = db.failure();
            if (error.code != ErrorCode::WorkspaceDamaged) {
                return error;
            }
            worker.findings.push_back(fileDamaged(table.schema().name, error.detail));
        }
        statement.reset();
        return {};
    }

    std::vector<Finding> merged(const std::vector<Worker>& workers) const {
        std::vector<Finding> findings = m_planFindings;
        std::vector<std::int64_t> rows(m_layers.size());
        for (const Worker& worker : workers) {
            findings.insert(findings.end(), worker.findings.begin(), worker.findings.end());
            for (std::size_t i = 0; i < worker.rows.size(); ++i) {
                rows[i] += worker.rows[i];
            }
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] != m_layers[i].rows) {
                findings.push_back(
                    {.severity = Severity::Fault,
                     .code = FindingCode::RowsMissing,
                     .layer = m_layers[i].schema.name,
                     .values = {std::to_string(m_layers[i].rows), std::to_string(rows[i])}});
            }
        }
        // Any number of threads, the same order.
        std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
            return std::tie(a.layer, a.code, a.values) < std::tie(b.layer, b.code, b.values);
        });
        return findings;
    }

    static constexpr std::size_t kMostPieces = 1U << 20U; // a damaged number cannot make more

    const std::filesystem::path& m_path;
    const std::vector<StoredLayer>& m_layers;
    const Progress& m_progress;
    std::vector<Piece> m_pieces;
    std::vector<Finding> m_planFindings;
    std::atomic<std::size_t> m_done = 0;
};

} // namespace

Result<std::vector<Finding>> scanRows(const std::filesystem::path& path,
                                      const std::vector<StoredLayer>& layers,
                                      const Progress& progress) {
    return Scan(path, layers, progress).run();
}

} // namespace tuban::data
