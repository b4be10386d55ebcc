#include "data/store/store_database.h"

#include "data/sqlite/sqlite_reader.h"

#include <sqlite3.h>

#include <system_error>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr int kLockWaitMilliseconds = 1000;

ErrorCode codeOf(int state) {
    switch (state) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
        return ErrorCode::KeyTaken;
    case SQLITE_CONSTRAINT_NOTNULL:
        return ErrorCode::ValueRefused;
    default:
        break;
    }
    switch (state & 0xFF) { // the low byte of an extended code is the primary one
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::WorkspaceBusy;
    case SQLITE_READONLY:
        return ErrorCode::WorkspaceReadOnly;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return ErrorCode::WorkspaceDamaged;
    case SQLITE_TOOBIG:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return ErrorCode::ValueRefused;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
        return ErrorCode::WriteFailed;
    default:
        return ErrorCode::ReadFailed;
    }
}

const char* const kSettings = "PRAGMA synchronous = EXTRA;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA cache_size = -65536;"
                              "PRAGMA mmap_size = 0;"
                              "PRAGMA cell_size_check = ON;"
                              "PRAGMA foreign_keys = OFF;"
                              "PRAGMA recursive_triggers = OFF;"
                              "PRAGMA trusted_schema = OFF;";

void harden(sqlite3* db) {
    int previous = 0;
    for (const auto& [option, value] : {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1),
                                        std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_VIEW, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
                                        std::pair(SQLITE_DBCONFIG_DQS_DML, 0)}) {
        sqlite3_db_config(db, option, value, &previous);
    }
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(db, kLockWaitMilliseconds);
}

} // namespace

void StoreDatabase::Closer::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

Result<StoreDatabase> StoreDatabase::open(const fs::path& path, Access access) {
    sqlite3* raw = nullptr;
    const int flags = (access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int state = sqlite3_open_v2(fs::absolute(path).c_str(), &raw, flags, nullptr);
    std::unique_ptr<sqlite3, Closer> connection(raw);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::FileUnreadable, path.string(), sqlite3_errstr(state)};
    }
    harden(connection.get());
    StoreDatabase db(std::move(connection), path.string());
    if (auto set = db.execute(kSettings); !set) {
        return set.error();
    }
    // The first read plays a journal back that a program left behind when it died. Afterwards no
    // other kind of journal may be in use, whatever another program has set in the file.
    const bool writing = access == Access::ReadWrite;
    if (auto read = db.execute("SELECT count(*) FROM sqlite_schema"); !read) {
        return read.error();
    }
    if (auto set = db.execute(writing ? "PRAGMA journal_mode = DELETE" : "PRAGMA query_only = ON");
        !set) {
        return set.error();
    }
    if (writing) {
        db.removeStaleJournal(path);
    }
    return db;
}

/// A program that died before its journal was complete leaves one that there is nothing to take
/// back from. SQLite would leave it there.
void StoreDatabase::removeStaleJournal(const fs::path& path) const {
    std::error_code ignored;
    const std::string journal = path.string() + "-journal";
    if (fs::exists(journal, ignored) && begin()) { // nobody else writes
        fs::remove(journal, ignored);
        static_cast<void>(rollback());
    }
}

Result<StoreDatabase> StoreDatabase::openImmutable(const fs::path& path) {
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
    const int state =
        sqlite3_open_v2(fileUri(fs::absolute(path), "?immutable=1").c_str(), &raw, flags, nullptr);
    std::unique_ptr<sqlite3, Closer> connection(raw);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::FileUnreadable, path.string(), sqlite3_errstr(state)};
    }
    harden(connection.get());
    return StoreDatabase(std::move(connection), path.string());
}

Result<StoreDatabase> StoreDatabase::inMemory() {
    sqlite3* raw = nullptr;
    const int state = sqlite3_open(":memory:", &raw);
    std::unique_ptr<sqlite3, Closer> connection(raw);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::ReadFailed, "memory", sqlite3_errstr(state)};
    }
    return StoreDatabase(std::move(connection), "memory");
}

Result<SqliteStatement*> StoreDatabase::statement(const std::string& sql) const {
    auto found = m_statements.find(sql);
    if (found == m_statements.end()) {
        auto prepared = SqliteStatement::prepare(m_connection.get(), sql, m_subject);
        if (!prepared) {
            return failure();
        }
        found = m_statements.emplace(sql, std::move(*prepared)).first;
    }
    found->second.reset();
    return &found->second;
}

Result<void> StoreDatabase::execute(const std::string& sql) const {
    if (sqlite3_exec(m_connection.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failure();
    }
    return {};
}

Result<void> StoreDatabase::run(SqliteStatement& statement) const {
    const SqliteStatement::Step step = statement.step();
    if (step != SqliteStatement::Step::Done) {
        Error error = failure();
        statement.reset();
        return error;
    }
    statement.reset();
    return {};
}

Result<void> StoreDatabase::runOnOne(SqliteStatement& statement) const {
    if (auto done = run(statement); !done) {
        return done;
    }
    if (sqlite3_changes64(m_connection.get()) != 1) {
        return Error{ErrorCode::RowConflict, m_subject};
    }
    return {};
}

Result<void> StoreDatabase::begin() const {
    return execute("BEGIN IMMEDIATE");
}

Result<void> StoreDatabase::commit() const {
    return execute("COMMIT");
}

Result<void> StoreDatabase::rollback() const {
    for (auto& [sql, statement] : m_statements) {
        statement.reset();
    }
    return inTransaction() ? execute("ROLLBACK") : Result<void>();
}

bool StoreDatabase::inTransaction() const {
    return sqlite3_get_autocommit(m_connection.get()) == 0;
}

Error StoreDatabase::failure() const {
    const int state = sqlite3_extended_errcode(m_connection.get());
    std::string detail = state == SQLITE_READONLY_DBMOVED
                             ? "the file was moved, replaced or removed"
                             : sqlite3_errmsg(m_connection.get());
    return {codeOf(state), m_subject, std::move(detail)};
}

Result<std::int64_t> StoreDatabase::dataVersion() const {
    auto query = statement("PRAGMA data_version");
    if (!query) {
        return query.error();
    }
    if ((*query)->step() != SqliteStatement::Step::Row) {
        return failure();
    }
    const std::int64_t version = (*query)->integer(0);
    (*query)->reset();
    return version;
}

} // namespace tuban::data
