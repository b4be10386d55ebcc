#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <variant>

struct sqlite3;
struct sqlite3_stmt;

namespace tuban::data {

struct SqlBlob {
    std::string bytes;
};
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string, SqlBlob>;

/// A statement that writes, run once for every row. Ends before its connection.
class SqliteInsert {
public:
    /// One value per parameter. Errors: WriteFailed.
    Result<void> run(std::span<const SqlValue> values);

private:
    friend class SqliteWriter;
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    SqliteInsert(sqlite3_stmt* statement, std::string subject)
        : m_statement(statement), m_subject(std::move(subject)) {}
    int bind(int parameter, const SqlValue& value);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    std::string m_subject;
};

/// A connection that makes a database in a new file. It keeps no journal on disk: a file that is
/// not finished is of no use and must be thrown away, so write to a temporary name (AtomicFile).
/// Every failure carries what SQLite says.
class SqliteWriter {
public:
    /// `subject` names the file in errors. Errors: WriteFailed.
    static Result<SqliteWriter> create(const std::filesystem::path& path, std::string subject);

    /// Runs statements without parameters. Errors: WriteFailed.
    Result<void> execute(const std::string& sql);
    /// Errors: WriteFailed.
    Result<SqliteInsert> prepare(const std::string& sql);
    /// Closes the file with the result checked; the writer is of no use afterwards.
    /// Errors: WriteFailed.
    Result<void> close();

private:
    struct Closer {
        void operator()(sqlite3* connection) const;
    };
    SqliteWriter(std::unique_ptr<sqlite3, Closer> connection, std::string subject)
        : m_connection(std::move(connection)), m_subject(std::move(subject)) {}
    Error lastError() const;

    std::unique_ptr<sqlite3, Closer> m_connection;
    std::string m_subject;
};

} // namespace tuban::data
