// Reading a whole workspace: rows in order, copies.

#include "data/store/gpkg_store.h"
#include "data/store/salvage.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <sqlite3.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

namespace {

constexpr std::uint64_t kRowsBetweenReports = 1024;

Finding damagedRow(const Error& error) {
    return {.severity = Severity::Fault,
            .code = FindingCode::RowDamaged,
            .layer = error.subject,
            .values = {error.where, error.detail}};
}

/// Rows of one layer on their way out: in order, each once, sound ones only.
class RowReader {
public:
    RowReader(const RowTable& table,
              const WorkspaceStore::RowSink& sink,
              std::vector<Finding>& findings)
        : m_table(table), m_sink(sink), m_findings(findings) {}

    /// False: the sink wants no more.
    bool take(const SqliteStatement& statement) {
        ++m_seen;
        auto row = m_table.read(statement);
        auto stored = row ? m_table.decoded(std::move(*row)) : Result<StoredRow>(row.error());
        if (!stored) {
            m_findings.push_back(damagedRow(stored.error()));
            return true;
        }
        if (m_any && !(m_last < stored->id)) {
            m_findings.push_back(damagedRow(
                {{}, m_table.schema().name, "the index has it twice", stored->id.text()}));
            return true;
        }
        m_any = true;
        m_last = stored->id;
        return m_sink(std::move(*stored));
    }
    /// How many there were, sound or not.
    std::int64_t seen() const { return m_seen; }
    /// The last row that went out.
    std::optional<Uuid> last() const { return m_any ? std::optional(m_last) : std::nullopt; }

private:
    const RowTable& m_table;
    const WorkspaceStore::RowSink& m_sink;
    std::vector<Finding>& m_findings;
    bool m_any = false;
    Uuid m_last;
    std::int64_t m_seen = 0;
};

} // namespace

bool VerifyReport::isSound() const {
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::Fault) {
            return false;
        }
    }
    return true;
}

const LayerSchema* WorkspaceStore::layer(std::string_view name) const {
    for (const LayerSchema& schema : info().layers) {
        if (schema.name == name) {
            return &schema;
        }
    }
    return nullptr;
}

Result<void> GpkgStore::rows(std::string_view layer,
                             const RowSink& sink,
                             std::vector<Finding>& findings,
                             const Progress& progress) const {
    const auto found = layerNamed(layer);
    if (!found) {
        return found.error();
    }
    const RowTable& table = (*found)->table;
    const std::string sql = "SELECT " + table.columns() + " FROM " +
                            quotedIdentifier(table.schema().name) + " ORDER BY " + kIdColumn;
    // Not one of the kept statements: the sink may ask for other rows.
    auto statement = SqliteStatement::prepare(m_db->handle(), sql, m_path.string());
    if (!statement) {
        return m_db->failure();
    }
    RowReader reader(table, sink, findings);
    SqliteStatement::Step step = statement->step();
    for (std::uint64_t seen = 0; step == SqliteStatement::Step::Row; step = statement->step()) {
        if (++seen % kRowsBetweenReports == 0 && progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        if (!reader.take(*statement)) {
            return {};
        }
    }
    if (step == SqliteStatement::Step::Failed) {
        const Error error = m_db->failure();
        if (error.code != ErrorCode::WorkspaceDamaged) {
            return error;
        }
        findings.push_back({.severity = Severity::Fault,
                            .code = FindingCode::FileDamaged,
                            .layer = table.schema().name,
                            .values = {error.detail}});
    }
    std::int64_t salvaged = 0;
    if (step == SqliteStatement::Step::Failed || reader.seen() != (*found)->rows) {
        const auto count = [&](StoredRow&& row) {
            ++salvaged;
            return sink(std::move(row));
        };
        if (!salvageRows(*m_db, table, reader.last(), count, findings)) {
            return {};
        }
    }
    if (reader.seen() + salvaged != (*found)->rows) {
        findings.push_back(
            {.severity = Severity::Fault,
             .code = FindingCode::RowsMissing,
             .layer = table.schema().name,
             .values = {std::to_string((*found)->rows), std::to_string(reader.seen() + salvaged)}});
    }
    return {};
}

Result<void> GpkgStore::copyTo(const std::filesystem::path& target, IfExists ifExists) const {
    std::error_code ignored;
    if (ifExists == IfExists::Refuse && std::filesystem::exists(target, ignored)) {
        return Error{ErrorCode::FileExists, target.string()};
    }
    AtomicFile file(target);
    sqlite3* raw = nullptr;
    const int opened =
        sqlite3_open_v2(file.temporary().c_str(),
                        &raw,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE,
                        nullptr);
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> copy(raw, &sqlite3_close);
    if (opened != SQLITE_OK) {
        return Error{ErrorCode::WriteFailed, target.string(), sqlite3_errstr(opened)};
    }
    // All in one step: the copy is of one moment, whoever writes to the file meanwhile waits. The
    // file has no journal of its own, as it gets its name when it is complete.
    sqlite3_exec(
        raw, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr, nullptr, nullptr);
    sqlite3_backup* const backup = sqlite3_backup_init(raw, "main", m_db->handle(), "main");
    if (backup == nullptr) {
        return Error{ErrorCode::WriteFailed, target.string(), sqlite3_errmsg(raw)};
    }
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
        const bool busy = (stepped & 0xFF) == SQLITE_BUSY || (stepped & 0xFF) == SQLITE_LOCKED;
        return Error{busy ? ErrorCode::WorkspaceBusy : ErrorCode::WriteFailed,
                     busy ? m_path.string() : target.string(),
                     sqlite3_errstr(stepped == SQLITE_DONE ? finished : stepped)};
    }
    // No more readable than what it is a copy of.
    std::filesystem::permissions(
        file.temporary(), std::filesystem::status(m_path, ignored).permissions(), ignored);
    if (ignored) {
        return Error{ErrorCode::WriteFailed, target.string(), ignored.message()};
    }
    const auto lock = lockForReplacing(target);
    return lock ? file.commit(ifExists) : Result<void>(lock.error());
}

/// Makes an automatic copy if one is due. The descriptor of the lock is read, between two
/// transactions.
void GpkgStore::keepGeneration() {
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    if (!m_lock || now < m_nextCopy ||
        !isGenerationDue(m_generations, m_head.number, now, m_rules)) {
        return;
    }
    auto made = addGeneration(m_path, m_lock->descriptor(), m_head.number, now, m_rules);
    if (made) {
        m_generations.push_back(std::move(*made));
    } else {
        m_nextCopy = now + m_rules.minimum;
        m_info.findings.push_back({.severity = Severity::Warning,
                                   .code = FindingCode::NoGeneration,
                                   .values = {made.error().detail}});
    }
}

std::vector<Finding> GpkgStore::close() {
    const std::size_t known = m_info.findings.size();
    if (numberOf(m_head.number) > 1) {
        m_nextCopy = {};
        keepGeneration();
    }
    m_info.readOnly = true;
    return {m_info.findings.begin() + static_cast<std::ptrdiff_t>(known), m_info.findings.end()};
}

} // namespace tuban::data
