#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/sqlite/sqlite_statement.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_file;

namespace tuban::data {

/// A path as URI for SQLite, with options behind it such as "?mode=ro".
std::string fileUri(const std::filesystem::path& path, const char* options);

/// The first bytes of a file, read through SQLite's file layer: closing a descriptor of our own
/// would drop the locks that a connection of this process may hold on the same file.
/// Errors: FileUnreadable.
Result<std::string> readFileHead(const std::filesystem::path& path, std::size_t bytes);

/// A connection that can only read, made for files by strangers: no triggers, no extensions, no
/// functions with side effects, no attached files, damage of pages noticed. Neither the file nor
/// its folder changes: a file in WAL mode without pending changes is opened as immutable, one with
/// pending changes through its existing shared-memory file, read-only.
///
/// Holds a read transaction while it lives, so other programs cannot change the file under it.
class SqliteReader {
public:
    /// A workspace of ours that a program left half done is brought in order first, where it can be
    /// written; no other file ever changes.
    /// Errors: FileUnreadable (locked by a writer, journal to be played back, not a database, cut
    /// off).
    static Result<SqliteReader> open(const std::filesystem::path& path);
    /// The same for bytes that the file layer `vfs` of SQLite knows by `name` and that nothing else
    /// changes; `bytes` are all of them.
    /// Errors: FileUnreadable.
    static Result<SqliteReader>
    openThrough(const char* vfs, const std::string& name, std::string_view bytes);

    /// Errors: ReadFailed (detail: what SQLite says).
    Result<SqliteStatement> prepare(const std::string& sql) const;
    /// From now on statements fail when `progress` is cancelled; nullptr: never. Borrowed.
    void stopWhenCancelled(const Progress* progress) const;
    /// The failure of the last call.
    Error lastError() const;
    /// Whether pending changes lie beside the file (in its -wal).
    bool hasPendingChanges() const { return m_pending; }
    /// The open file itself, for reading pages.
    sqlite3_file* file() const;
    /// Errors: ReadFailed if the file was changed since it was opened.
    Result<void> verifyUnchanged() const;

private:
    struct Closer {
        void operator()(sqlite3* connection) const;
    };
    struct Stamp {
        std::int64_t size = 0;
        std::int64_t seconds = 0;
        std::int64_t nanoseconds = 0;
        std::uint64_t inode = 0;
        bool operator==(const Stamp&) const = default;
    };
    SqliteReader(std::unique_ptr<sqlite3, Closer> connection,
                 std::filesystem::path path,
                 bool pending,
                 Stamp stamp)
        : m_connection(std::move(connection)),
          m_path(std::move(path)),
          m_pending(pending),
          m_stamp(stamp) {}
    static Stamp stampOf(const std::filesystem::path& path);
    static Result<SqliteReader>
    connect(const std::string& uri, const char* vfs, SqliteReader made);
    Result<void> begin();
    Result<void> verifyWhole() const;

    std::unique_ptr<sqlite3, Closer> m_connection;
    std::filesystem::path m_path;
    bool m_pending;
    Stamp m_stamp;
};

} // namespace tuban::data
