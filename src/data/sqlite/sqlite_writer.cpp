#include "data/sqlite/sqlite_writer.h"

#include <sqlite3.h>

#include <system_error>
#include <utility>

namespace tuban::data {

namespace {

Error failure(sqlite3* connection, const std::string& subject) {
    return {ErrorCode::WriteFailed, subject, sqlite3_errmsg(connection)};
}

} // namespace

void SqliteInsert::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

int SqliteInsert::bind(int parameter, const SqlValue& value) {
    sqlite3_stmt* const statement = m_statement.get();
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return sqlite3_bind_int64(statement, parameter, *whole);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return sqlite3_bind_double(statement, parameter, *real);
    }
    // The values outlive the step that reads them.
    if (const auto* text = std::get_if<std::string>(&value)) {
        return sqlite3_bind_text64(
            statement, parameter, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<SqlBlob>(&value)) {
        return sqlite3_bind_blob64(
            statement, parameter, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC);
    }
    return sqlite3_bind_null(statement, parameter);
}

Result<void> SqliteInsert::run(std::span<const SqlValue> values) {
    sqlite3_stmt* const statement = m_statement.get();
    sqlite3* const connection = sqlite3_db_handle(statement);
    if (sqlite3_bind_parameter_count(statement) != static_cast<int>(values.size())) {
        return Error{ErrorCode::WriteFailed, m_subject, "parameters and values do not match"};
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (bind(static_cast<int>(i) + 1, values[i]) != SQLITE_OK) {
            return failure(connection, m_subject);
        }
    }
    if (sqlite3_step(statement) != SQLITE_DONE) {
        return failure(connection, m_subject);
    }
    if (sqlite3_reset(statement) != SQLITE_OK || sqlite3_clear_bindings(statement) != SQLITE_OK) {
        return failure(connection, m_subject);
    }
    return {};
}

void SqliteWriter::Closer::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

Result<SqliteWriter> SqliteWriter::create(const std::filesystem::path& path, std::string subject) {
    // What a killed process of the same number may have left behind.
    std::error_code unremovable;
    std::filesystem::remove(path, unremovable);
    if (unremovable) {
        return Error{ErrorCode::WriteFailed, std::move(subject), unremovable.message()};
    }
    sqlite3* raw = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int state = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
    std::unique_ptr<sqlite3, Closer> connection(raw);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::WriteFailed, std::move(subject), sqlite3_errstr(state)};
    }
    SqliteWriter writer(std::move(connection), std::move(subject));
    auto prepared = writer.execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;"
                                   "PRAGMA temp_store = MEMORY; PRAGMA page_size = 4096;"
                                   "PRAGMA encoding = 'UTF-8'; PRAGMA locking_mode = EXCLUSIVE");
    if (!prepared) {
        return prepared.error();
    }
    return writer;
}

Result<void> SqliteWriter::execute(const std::string& sql) {
    if (sqlite3_exec(m_connection.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return lastError();
    }
    return {};
}

Result<SqliteInsert> SqliteWriter::prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int state = sqlite3_prepare_v2(
        m_connection.get(), sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
    if (state != SQLITE_OK) {
        return lastError();
    }
    return SqliteInsert(statement, m_subject);
}

Result<void> SqliteWriter::close() {
    if (sqlite3_close(m_connection.get()) != SQLITE_OK) {
        return lastError();
    }
    static_cast<void>(m_connection.release()); // closed
    return {};
}

Error SqliteWriter::lastError() const {
    return failure(m_connection.get(), m_subject);
}

} // namespace tuban::data
