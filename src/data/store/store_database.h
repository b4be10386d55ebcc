#pragma once

#include "base/result.h"
#include "data/sqlite/sqlite_statement.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

struct sqlite3;

namespace tuban::data {

/// The one connection through which a workspace is read and written: rollback journal, every commit
/// flushed to disk with the folder, nothing in temporary files. Triggers, views, extensions and
/// writes to the schema are off, so that nothing in the file runs.
/// @source sqlite.org/pragma.html#pragma_synchronous: EXTRA also flushes the folder after the
/// journal was removed; FULL alone can lose the last transaction to a power cut.
class StoreDatabase {
public:
    enum class Access { ReadOnly, ReadWrite };

    /// Takes back what a program that died left half done, if `access` allows it. ReadWrite is for
    /// the one who holds the EditLock.
    /// Errors: FileUnreadable, WorkspaceBusy, WorkspaceReadOnly (there is something to take back,
    /// which needs writing), WorkspaceDamaged.
    static Result<StoreDatabase> open(const std::filesystem::path& path, Access access);

    /// For reading the bytes of the file as they are, journal or not. Errors: FileUnreadable.
    static Result<StoreDatabase> openImmutable(const std::filesystem::path& path);
    /// An empty one that is gone with the object.
    static Result<StoreDatabase> inMemory();

    /// The statement for `sql`, made once, ready to be bound. Borrowed until the next call with the
    /// same text. Errors: those of failure().
    Result<SqliteStatement*> statement(const std::string& sql) const;
    /// Runs statements without parameters and without results. Errors: those of failure().
    Result<void> execute(const std::string& sql) const;
    /// Runs a bound statement that gives no rows; it must touch exactly one row.
    /// Errors: those of failure(); RowConflict (none or several rows were touched).
    Result<void> runOnOne(SqliteStatement& statement) const;
    /// Runs a bound statement that gives no rows. Errors: those of failure().
    Result<void> run(SqliteStatement& statement) const;

    Result<void> begin() const; ///< IMMEDIATE: waits a while for other programs, then WorkspaceBusy
    Result<void> commit() const;
    /// Gives up the transaction, if one is open. A failure leaves the connection unusable: reopen.
    Result<void> rollback() const;
    bool inTransaction() const;

    /// What the last failed call means: KeyTaken, WorkspaceBusy, WorkspaceReadOnly,
    /// WorkspaceDamaged, WriteFailed, ReadFailed; detail: what SQLite says.
    Error failure() const;
    /// Changes when another connection wrote to the file.
    Result<std::int64_t> dataVersion() const;
    sqlite3* handle() const { return m_connection.get(); }

private:
    struct Closer {
        void operator()(sqlite3* connection) const;
    };
    StoreDatabase(std::unique_ptr<sqlite3, Closer> connection, std::string subject)
        : m_connection(std::move(connection)), m_subject(std::move(subject)) {}

    void removeStaleJournal(const std::filesystem::path& path) const;

    // Statements end before their connection: members go in reverse order.
    std::unique_ptr<sqlite3, Closer> m_connection;
    std::string m_subject;
    mutable std::map<std::string, SqliteStatement> m_statements;
};

} // namespace tuban::data
