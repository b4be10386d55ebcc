#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tuban::data {

/// `name` in double quotes for SQL.
std::string quotedIdentifier(std::string_view name);
/// `text` in single quotes for SQL; it has no zero bytes.
std::string quotedText(std::string_view text);

/// One prepared statement. Texts and blobs stay valid until the next step. A parameter that could
/// not be bound makes the next step fail.
class SqliteStatement {
public:
    enum class Step { Row, Done, Failed };

    /// Errors: ReadFailed (detail: what SQLite says; subject: `subject`).
    static Result<SqliteStatement>
    prepare(sqlite3* connection, std::string_view sql, const std::string& subject);

    Step step();
    void bindNull(int parameter);
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, double value);
    void bind(int parameter, std::string_view text);
    void bindBlob(int parameter, std::string_view bytes);
    /// To be run again; parameters keep their values.
    void reset();

    int columns() const;
    int type(int column) const; ///< SQLITE_INTEGER …
    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;
    std::span<const std::byte> blob(int column) const;

private:
    struct Finalizer {
        void operator()(sqlite3_stmt* statement) const;
    };
    explicit SqliteStatement(sqlite3_stmt* statement) : m_statement(statement) {}
    void note(int state);

    std::unique_ptr<sqlite3_stmt, Finalizer> m_statement;
    bool m_unbound = false;
};

} // namespace tuban::data
