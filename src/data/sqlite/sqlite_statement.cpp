#include "data/sqlite/sqlite_statement.h"

#include <sqlite3.h>

namespace tuban::data {

namespace {

std::string quoted(std::string_view text, char mark) {
    std::string out(1, mark);
    for (const char c : text) {
        out += c;
        if (c == mark) {
            out += c;
        }
    }
    return out + mark;
}

} // namespace

std::string quotedIdentifier(std::string_view name) {
    return quoted(name, '"');
}

std::string quotedText(std::string_view text) {
    return quoted(text, '\'');
}

void SqliteStatement::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Result<SqliteStatement>
SqliteStatement::prepare(sqlite3* connection, std::string_view sql, const std::string& subject) {
    sqlite3_stmt* statement = nullptr;
    const int state = sqlite3_prepare_v2(
        connection, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::ReadFailed, subject, sqlite3_errmsg(connection)};
    }
    return SqliteStatement(statement);
}

void SqliteStatement::note(int state) {
    m_unbound = m_unbound || state != SQLITE_OK;
}

SqliteStatement::Step SqliteStatement::step() {
    if (m_unbound) {
        return Step::Failed;
    }
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

void SqliteStatement::bindNull(int parameter) {
    note(sqlite3_bind_null(m_statement.get(), parameter));
}

void SqliteStatement::bind(int parameter, std::int64_t value) {
    note(sqlite3_bind_int64(m_statement.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, double value) {
    note(sqlite3_bind_double(m_statement.get(), parameter, value));
}

void SqliteStatement::bind(int parameter, std::string_view text) {
    note(sqlite3_bind_text64(m_statement.get(),
                             parameter,
                             text.data() == nullptr ? "" : text.data(),
                             text.size(),
                             SQLITE_TRANSIENT, // NOLINT: the macro of SQLite
                             SQLITE_UTF8));
}

void SqliteStatement::bindBlob(int parameter, std::string_view bytes) {
    note(sqlite3_bind_blob64(m_statement.get(),
                             parameter,
                             bytes.data() == nullptr ? "" : bytes.data(),
                             bytes.size(),
                             SQLITE_TRANSIENT)); // NOLINT: the macro of SQLite
}

void SqliteStatement::reset() {
    sqlite3_reset(m_statement.get());
    m_unbound = false;
}

int SqliteStatement::columns() const {
    return sqlite3_column_count(m_statement.get());
}

int SqliteStatement::type(int column) const {
    return sqlite3_column_type(m_statement.get(), column);
}

bool SqliteStatement::isNull(int column) const {
    return type(column) == SQLITE_NULL;
}

std::int64_t SqliteStatement::integer(int column) const {
    return sqlite3_column_int64(m_statement.get(), column);
}

double SqliteStatement::real(int column) const {
    return sqlite3_column_double(m_statement.get(), column);
}

std::string_view SqliteStatement::text(int column) const {
    const unsigned char* const text = sqlite3_column_text(m_statement.get(), column);
    const int bytes = sqlite3_column_bytes(m_statement.get(), column);
    return text == nullptr ? std::string_view()
                           : std::string_view(reinterpret_cast<const char*>(text),
                                              static_cast<std::size_t>(bytes));
}

std::span<const std::byte> SqliteStatement::blob(int column) const {
    const void* const bytes = sqlite3_column_blob(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return bytes == nullptr
               ? std::span<const std::byte>()
               : std::span(static_cast<const std::byte*>(bytes), static_cast<std::size_t>(size));
}

} // namespace tuban::data
