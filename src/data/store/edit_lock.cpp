#include "data/store/edit_lock.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <set>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

/// Far behind the end of every file, so no other program locks it by chance.
constexpr off_t kLockedByte = off_t{1} << 62;

/// The files that this process edits. Merely opening and closing one of them once more would drop
/// the locks of its connection, so a second attempt must not get that far.
/// @source fcntl(2), "Record locking and file descriptors"
class EditedFiles {
public:
    static bool contains(EditLock::File file) {
        const std::lock_guard guard(s_mutex);
        return s_files.contains(file);
    }
    static void add(EditLock::File file) {
        const std::lock_guard guard(s_mutex);
        s_files.insert(file);
    }
    static void remove(EditLock::File file) {
        const std::lock_guard guard(s_mutex);
        s_files.erase(file);
    }

private:
    static inline std::mutex s_mutex;
    static inline std::set<EditLock::File> s_files;
};

fs::path folderOf(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

EditLock::Outcome refused(const fs::path& subject) {
    EditLock::Outcome outcome;
    outcome.refusal = std::strerror(errno);
    outcome.subject = subject.string();
    return outcome;
}

} // namespace

EditLock::Outcome EditLock::acquire(const fs::path& path) {
    struct ::stat state {};
    if (::stat(path.c_str(), &state) != 0) {
        return refused(path);
    }
    const File file{state.st_dev, state.st_ino};
    Outcome outcome;
    outcome.heldElsewhere = EditedFiles::contains(file);
    if (outcome.heldElsewhere) {
        return outcome;
    }
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0) {
        return refused(path);
    }
    EditLock lock(descriptor, file);
    // The journal is made beside the file, so the folder must be writable, too.
    if (::access(folderOf(path).c_str(), W_OK) != 0) {
        return refused(folderOf(path));
    }
    struct ::flock range {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = kLockedByte;
    range.l_len = 1;
    if (::fcntl(descriptor, F_OFD_SETLK, &range) == 0) {
        EditedFiles::add(file);
        lock.m_held = true;
        outcome.lock.emplace(std::move(lock));
        return outcome;
    }
    if (errno != EAGAIN && errno != EACCES) {
        return refused(path); // a file system without locks
    }
    outcome.heldElsewhere = true;
    return outcome;
}

EditLock::~EditLock() {
    if (m_descriptor >= 0 && m_held) {
        EditedFiles::remove(m_file);
    }
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<std::optional<EditLock>> lockForReplacing(const fs::path& path) {
    std::error_code failure;
    std::optional<EditLock> lock;
    if (fs::exists(path, failure)) {
        EditLock::Outcome outcome = EditLock::acquire(path);
        if (outcome.heldElsewhere) {
            return Error{ErrorCode::WorkspaceBusy, path.string(), "another Tuban edits it"};
        }
        if (!outcome.lock) {
            return Error{ErrorCode::WriteFailed, outcome.subject, outcome.refusal};
        }
        lock.emplace(std::move(*outcome.lock));
    }
    for (const char* suffix : {"-journal", "-wal", "-shm"}) {
        fs::remove(path.string() + suffix, failure);
        if (failure) {
            return Error{ErrorCode::WriteFailed, path.string() + suffix, failure.message()};
        }
    }
    return lock;
}

std::string networkFileSystem(const fs::path& path) {
    struct Kind {
        std::uint32_t magic;
        const char* name;
    };
    static constexpr std::array kKinds{Kind{0x6969, "NFS"},
                                       Kind{0x517B, "SMB"},
                                       Kind{0xFE534D42, "SMB2"},
                                       Kind{0xFF534D42, "CIFS"},
                                       Kind{0x65735546, "FUSE"},
                                       Kind{0x01021997, "9P"},
                                       Kind{0x00C36400, "Ceph"},
                                       Kind{0x5346414F, "AFS"},
                                       Kind{0x73757245, "Coda"}};
    struct ::statfs state {};
    if (::statfs(path.c_str(), &state) != 0) {
        return {};
    }
    for (const Kind& kind : kKinds) {
        if (static_cast<std::uint32_t>(state.f_type) == kind.magic) {
            return kind.name;
        }
    }
    return {};
}

} // namespace tuban::data
