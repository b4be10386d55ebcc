#include "data/sqlite/sqlite_reader.h"

#include "data/store/recover_workspace.h"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <sys/stat.h>
#include <system_error>
#include <vector>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr int kLockWaitMilliseconds = 500;
constexpr int kLongestValue = 1 << 30;
constexpr std::size_t kHeaderBytes = 100;

/// Lets a statement read and compute, nothing else. Views and generated columns of a stranger's
/// file run under it too.
int readOnlyAuthorizer(
    void*, int action, const char* first, const char*, const char*, const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_FUNCTION:
        return SQLITE_OK;
    case SQLITE_UPDATE: {
        // What SQLite reports when it declares the virtual table of a pragma; nothing is written.
        return std::string_view(first) == "sqlite_master" ? SQLITE_OK : SQLITE_DENY;
    }
    case SQLITE_PRAGMA: {
        const std::string_view name = first;
        const bool asks = name == "table_xinfo" || name == "index_list" || name == "encoding";
        return asks ? SQLITE_OK : SQLITE_DENY;
    }
    default:
        return SQLITE_DENY; // recursive queries among them
    }
}

std::uint64_t numberAt(std::string_view bytes, std::size_t at, std::size_t width) {
    std::uint64_t value = 0;
    for (const char c : bytes.substr(at, width)) {
        value = (value << 8U) | static_cast<unsigned char>(c);
    }
    return value;
}

/// Whether a database is shorter than its header says or ends within a page. SQLite itself would
/// take what is missing of the last page for zeros.
/// @source sqlite.org/fileformat2.html section 1.3: page size at 16, size in pages at 28, which
/// counts only where the change counter at 24 equals the "version-valid-for" at 92
bool isCutOff(std::string_view head, std::uint64_t size) {
    if (head.size() < kHeaderBytes) {
        return true;
    }
    const std::uint64_t pageSize = numberAt(head, 16, 2) == 1 ? 65536 : numberAt(head, 16, 2);
    const bool counted = numberAt(head, 24, 4) == numberAt(head, 92, 4);
    const std::uint64_t pages = counted ? numberAt(head, 28, 4) : 0;
    return pageSize == 0 || size % pageSize != 0 || size < pages * pageSize;
}

bool isPresent(const fs::path& path, const char* suffix) {
    std::error_code ignored;
    const auto size = fs::file_size(path.string() + suffix, ignored);
    return !ignored && size > 0;
}

void harden(sqlite3* db) {
    int previous = 0;
    for (const auto& [option, value] : {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1),
                                        std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
                                        std::pair(SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0),
                                        std::pair(SQLITE_DBCONFIG_DQS_DML, 0)}) {
        sqlite3_db_config(db, option, value, &previous);
    }
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, kLongestValue);
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_busy_timeout(db, kLockWaitMilliseconds);
}

} // namespace

std::string fileUri(const fs::path& path, const char* options) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string uri = "file:";
    for (const char c : path.string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && std::strchr("%?#", c) == nullptr) {
            uri += c;
        } else {
            uri += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
        }
    }
    return uri + options;
}

Result<std::string> readFileHead(const fs::path& path, std::size_t bytes) {
    sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
    std::vector<std::max_align_t> memory(
        (static_cast<std::size_t>(vfs->szOsFile) / sizeof(std::max_align_t)) + 1);
    auto* const file = reinterpret_cast<sqlite3_file*>(memory.data());
    // SQLite reads URI parameters behind the name: two more zeros say there are none.
    std::string name = fs::absolute(path).string() + std::string(3, '\0');
    constexpr int kFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    if (vfs->xOpen(vfs, name.c_str(), file, kFlags, nullptr) != SQLITE_OK) {
        return Error{ErrorCode::FileUnreadable, path.string(), "cannot be opened"};
    }
    sqlite3_int64 size = 0;
    int state = file->pMethods->xFileSize(file, &size);
    std::string head(std::min(bytes, static_cast<std::size_t>(size)), '\0');
    if (state == SQLITE_OK && !head.empty()) {
        state = file->pMethods->xRead(file, head.data(), static_cast<int>(head.size()), 0);
    }
    file->pMethods->xClose(file);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::FileUnreadable, path.string(), sqlite3_errstr(state)};
    }
    return head;
}

void SqliteReader::Closer::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

Result<SqliteReader> SqliteReader::open(const fs::path& path) {
    recoverWorkspace(path);
    const Stamp stamp = stampOf(path);
    auto head = readFileHead(path, kHeaderBytes);
    if (!head) {
        return head.error();
    }
    if (head->size() < kHeaderBytes ||
        head->compare(0, 16, std::string("SQLite format 3\0", 16)) != 0) {
        return Error{ErrorCode::FileUnreadable, path.string(), "not an SQLite database"};
    }
    const bool walMode = (*head)[18] == 2 || (*head)[19] == 2;
    const bool pending = isPresent(path, "-wal");
    std::error_code ignored;
    if (pending && !fs::exists(path.string() + "-shm", ignored)) {
        return Error{ErrorCode::FileUnreadable,
                     path.string(),
                     "changes wait in " + path.filename().string() + "-wal, its -shm is missing"};
    }
    const char* const options = pending   ? "?mode=ro&readonly_shm=1"
                                : walMode ? "?mode=ro&immutable=1"
                                          : "?mode=ro";
    auto reader = connect(
        fileUri(fs::absolute(path), options), nullptr, SqliteReader(nullptr, path, pending, stamp));
    if (!reader) {
        return reader.error();
    }
    if (auto whole = reader->verifyWhole(); !whole) {
        return whole.error();
    }
    return reader;
}

Result<SqliteReader>
SqliteReader::openThrough(const char* vfs, const std::string& name, std::string_view bytes) {
    if (isCutOff(bytes.substr(0, kHeaderBytes), bytes.size())) {
        return Error{ErrorCode::FileUnreadable, name, "the file is cut off"};
    }
    return connect(fileUri(name, "?mode=ro&immutable=1"), vfs, SqliteReader(nullptr, name, false, {}));
}

Result<SqliteReader>
SqliteReader::connect(const std::string& uri, const char* vfs, SqliteReader made) {
    sqlite3* raw = nullptr;
    const int flags =
        SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int state = sqlite3_open_v2(uri.c_str(), &raw, flags, vfs);
    made.m_connection.reset(raw);
    if (state != SQLITE_OK) {
        return Error{ErrorCode::FileUnreadable, made.m_path.string(), sqlite3_errstr(state)};
    }
    harden(raw);
    if (auto begun = made.begin(); !begun) {
        return begun.error();
    }
    return made;
}

Result<void> SqliteReader::begin() {
    for (const char* sql : {"PRAGMA cell_size_check = ON",
                            "PRAGMA mmap_size = 0",
                            "PRAGMA temp_store = MEMORY",
                            "PRAGMA query_only = ON",
                            "BEGIN",
                            "SELECT count(*) FROM sqlite_schema"}) {
        if (sqlite3_exec(m_connection.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
            Error error = lastError();
            error.code = ErrorCode::FileUnreadable;
            return error;
        }
    }
    return {};
}

Result<void> SqliteReader::verifyWhole() const {
    const auto head = readFileHead(m_path, kHeaderBytes);
    if (!head) {
        return head.error();
    }
    if (!m_pending && isCutOff(*head, static_cast<std::uint64_t>(stampOf(m_path).size))) {
        return Error{ErrorCode::FileUnreadable, m_path.string(), "the file is cut off"};
    }
    return {};
}

Result<SqliteStatement> SqliteReader::prepare(const std::string& sql) const {
    sqlite3_set_authorizer(m_connection.get(), &readOnlyAuthorizer, nullptr);
    return SqliteStatement::prepare(m_connection.get(), sql, m_path.string());
}

void SqliteReader::stopWhenCancelled(const Progress* progress) const {
    constexpr int kInstructions = 20000;
    const auto ask = [](void* asked) {
        return static_cast<const Progress*>(asked)->cancelled() ? 1 : 0;
    };
    void* const asked = const_cast<Progress*>(progress); // handed back as const above
    sqlite3_progress_handler(
        m_connection.get(), kInstructions, progress == nullptr ? nullptr : +ask, asked);
}

Error SqliteReader::lastError() const {
    return {ErrorCode::ReadFailed, m_path.string(), sqlite3_errmsg(m_connection.get())};
}

sqlite3_file* SqliteReader::file() const {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(m_connection.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return file;
}

SqliteReader::Stamp SqliteReader::stampOf(const fs::path& path) {
    struct ::stat state {};
    if (::stat(path.c_str(), &state) != 0) {
        return {};
    }
    return {state.st_size, state.st_mtim.tv_sec, state.st_mtim.tv_nsec, state.st_ino};
}

Result<void> SqliteReader::verifyUnchanged() const {
    if (!m_pending && (stampOf(m_path) != m_stamp || isPresent(m_path, "-wal"))) {
        return Error{ErrorCode::ReadFailed, m_path.string(), "changed while it was read"};
    }
    return {};
}

} // namespace tuban::data
