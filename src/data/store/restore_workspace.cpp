#include "data/store/restore_workspace.h"

#include "data/atomic_file.h"
#include "data/file_copy.h"
#include "data/store/edit_lock.h"
#include "data/store/journal_table.h"
#include "data/store/store_schema.h"
#include "data/tables_reader/generation_rules_reader.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

/// A descriptor that is closed again.
class Descriptor {
public:
    Descriptor(const fs::path& path, int flags, ::mode_t mode = 0)
        : m_number(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    int number() const { return m_number; }

private:
    int m_number;
};

/// The last entry of a workspace, after what was left half done is taken back; kNoEntry where that
/// cannot be told any more.
EntryNumber headOf(const fs::path& path) {
    const auto db = StoreDatabase::open(path, StoreDatabase::Access::ReadWrite);
    if (!db) {
        return kNoEntry;
    }
    const auto head = JournalTable(*db, Uuid()).head();
    return head ? head->entry.number : kNoEntry;
}

Result<void> replaceBy(const Descriptor& generation, const fs::path& workspace, ::mode_t mode) {
    struct ::stat state {};
    if (::fstat(generation.number(), &state) != 0) {
        return Error{ErrorCode::WriteFailed, workspace.string(), std::strerror(errno)};
    }
    AtomicFile file(workspace);
    {
        const Descriptor to(file.temporary(), O_RDWR | O_CREAT | O_TRUNC, mode);
        if (to.number() < 0) {
            return Error{ErrorCode::WriteFailed, workspace.string(), std::strerror(errno)};
        }
        const auto size = static_cast<std::uint64_t>(state.st_size);
        if (const auto failed = copyContent(generation.number(), to.number(), size)) {
            return Error{ErrorCode::WriteFailed, workspace.string(), failed.message()};
        }
    }
    return file.commit(IfExists::Replace);
}

/// Keeps what is there as a generation.
Result<Generation> keep(const fs::path& workspace, const EditLock& lock) {
    const auto rules = loadGenerationRules();
    if (!rules) {
        return rules.error();
    }
    const EntryNumber head = headOf(workspace);
    const auto now =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    return addGeneration(workspace, lock.descriptor(), head, now, *rules);
}

} // namespace

Result<std::optional<Generation>> restoreGeneration(const fs::path& workspace,
                                                    const fs::path& generation) {
    // Open before anything else: making room for a new generation may remove its name.
    const Descriptor from(generation, O_RDONLY);
    if (from.number() < 0) {
        return Error{ErrorCode::FileNotFound, generation.string()};
    }
    std::optional<Generation> kept;
    ::mode_t mode = 0600;
    std::error_code ignored;
    std::optional<EditLock> lock;
    if (fs::exists(workspace, ignored)) {
        EditLock::Outcome outcome = EditLock::acquire(workspace);
        if (!outcome.lock) {
            return outcome.heldElsewhere
                       ? Error{ErrorCode::WorkspaceBusy,
                               workspace.string(),
                               "another Tuban edits it"}
                       : Error{ErrorCode::WriteFailed, outcome.subject, outcome.refusal};
        }
        lock.emplace(std::move(*outcome.lock));
        struct ::stat state {};
        mode = ::fstat(lock->descriptor(), &state) == 0 ? state.st_mode & 0777U : mode;
        auto copied = keep(workspace, *lock);
        if (!copied) {
            return copied.error();
        }
        kept = std::move(*copied);
    }
    for (const char* suffix :
         {"-journal", "-wal", "-shm"}) { // not to be played into the other file
        fs::remove(workspace.string() + suffix, ignored);
    }
    if (auto done = replaceBy(from, workspace, mode); !done) {
        return done.error();
    }
    return kept;
}

} // namespace tuban::data
