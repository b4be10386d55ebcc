#include "data/atomic_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

Error writeError(const fs::path& path, const char* step) {
    return {ErrorCode::WriteFailed, path.string(), std::string(step) + ": " + std::strerror(errno)};
}

/// Flushes a file or folder; the result of close() counts, too.
bool flush(const fs::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    const bool flushed = ::fsync(fd) == 0;
    return (::close(fd) == 0) && flushed;
}

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

/// Renames without replacing; file systems that cannot do so get a second name and lose the first.
bool renameToNew(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    return (errno == EINVAL || errno == ENOSYS) && ::link(from.c_str(), to.c_str()) == 0 &&
           ::unlink(from.c_str()) == 0;
}

bool rename(const fs::path& from, const fs::path& to, IfExists ifExists) {
    return ifExists == IfExists::Refuse ? renameToNew(from, to)
                                        : ::rename(from.c_str(), to.c_str()) == 0;
}

} // namespace

AtomicFile::AtomicFile(fs::path target)
    : m_target(std::move(target)) {
    std::error_code ignored;
    if (fs::is_symlink(m_target, ignored)) {
        m_target = fs::weakly_canonical(m_target, ignored);
    }
    m_temporary = m_target;
    m_temporary.replace_filename("." + m_target.stem().string() + "." + std::to_string(::getpid())
                                 + ".part" + m_target.extension().string());
}

AtomicFile::~AtomicFile() {
    if (!m_committed) {
        std::error_code ignored;
        fs::remove(m_temporary, ignored);
    }
}

Result<void> AtomicFile::commit(IfExists ifExists) {
    if (!flush(m_temporary, O_RDONLY)) {
        return writeError(m_target, "flush");
    }
    if (!rename(m_temporary, m_target, ifExists)) {
        if (ifExists == IfExists::Refuse && errno == EEXIST) {
            return Error{ErrorCode::FileExists, m_target.string()};
        }
        return writeError(m_target, "rename");
    }
    m_committed = true;
    const fs::path folder = m_target.has_parent_path() ? m_target.parent_path() : fs::path(".");
    if (!flush(folder, O_RDONLY | O_DIRECTORY)) {
        return writeError(folder, "flush folder");
    }
    return {};
}

Result<void> writeAtomically(const fs::path& target, std::string_view bytes) {
    AtomicFile file(target);
    const int fd = ::open(file.temporary().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0) {
        return writeError(target, "create");
    }
    const bool written = writeAll(fd, bytes);
    const int failure = errno;
    const bool closed = ::close(fd) == 0;
    if (!written || !closed) {
        errno = written ? errno : failure;
        return writeError(target, "write");
    }
    return file.commit();
}

} // namespace tuban::data
