#include "data/store/recover_workspace.h"

#include "data/store/edit_lock.h"
#include "data/store/store_database.h"

#include <sqlite3.h>

#include <memory>
#include <system_error>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

/// Looks past the journal, which must not be played back into a file of others.
bool isOurs(const fs::path& path) {
    const auto db = StoreDatabase::openImmutable(path);
    if (!db) {
        return false;
    }
    const auto query =
        db->statement("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'tuban_entry'");
    return query && (*query)->step() == SqliteStatement::Step::Row;
}

} // namespace

bool recoverWorkspace(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path.string() + "-journal", ignored) || !isOurs(path)) {
        return false;
    }
    const EditLock::Outcome outcome = EditLock::acquire(path);
    return outcome.lock && StoreDatabase::open(path, StoreDatabase::Access::ReadWrite);
}

} // namespace tuban::data
