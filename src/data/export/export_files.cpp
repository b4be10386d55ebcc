#include "data/export/export_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

Error writeError(const fs::path& path, const char* step, int code) {
    return {ErrorCode::WriteFailed, path.string(), std::string(step) + ": " + std::strerror(code)};
}

/// 0, or what the system says.
int flushPath(const char* path, int flags) {
    const int file = ::open(path, flags | O_CLOEXEC);
    if (file < 0) {
        return errno;
    }
    const int failure = ::fsync(file) == 0 ? 0 : errno;
    return ::close(file) == 0 || failure != 0 ? failure : errno;
}

struct Rename {
    const char* from;
    const char* to;
};

int renameOne(const Rename& file, IfExists ifExists) {
    if (ifExists == IfExists::Replace) {
        return ::rename(file.from, file.to) == 0 ? 0 : errno;
    }
    if (::renameat2(AT_FDCWD, file.from, AT_FDCWD, file.to, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return errno;
    }
    // File systems that cannot do so give a second name and take away the first.
    return ::link(file.from, file.to) == 0 && ::unlink(file.from) == 0 ? 0 : errno;
}

/// Only system calls: runs in a copy of a program that has several threads. New files that were
/// renamed before one that could not be get their old names back. 0, or what the system says.
int renameAll(const Rename* files, std::size_t count, IfExists ifExists) {
    for (std::size_t i = 0; i < count; ++i) {
        const int failure = renameOne(files[i], ifExists);
        if (failure == 0) {
            continue;
        }
        for (std::size_t done = i; ifExists == IfExists::Refuse && done-- > 0;) {
            ::rename(files[done].to, files[done].from);
        }
        return failure;
    }
    return 0;
}

/// renameAll in a process that lives on where this one is killed.
int renameApart(const std::vector<Rename>& files, IfExists ifExists) {
    if (files.size() < 2) {
        return renameAll(files.data(), files.size(), ifExists);
    }
    const pid_t child = ::fork();
    if (child < 0) {
        return renameAll(files.data(), files.size(), ifExists);
    }
    if (child == 0) {
        ::setsid(); // signals to the group of the program do not reach it
        ::_exit(std::min(renameAll(files.data(), files.size(), ifExists), 255));
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
}

} // namespace

ExportFiles::ExportFiles(fs::path target) : m_target(std::move(target)) {
    std::error_code ignored;
    if (fs::is_symlink(m_target, ignored)) {
        m_target = fs::weakly_canonical(m_target, ignored);
    }
}

ExportFiles::~ExportFiles() {
    removeTemporaries();
}

void ExportFiles::removeTemporaries() {
    for (const File& file : m_files) {
        std::error_code ignored;
        fs::remove(file.temporary, ignored);
    }
}

fs::path ExportFiles::add(const std::string& end) {
    fs::path target = m_target;
    if (!end.empty()) {
        target.replace_extension(end);
    }
    fs::path temporary = target;
    temporary.replace_filename("." + m_target.stem().string() + "." + std::to_string(::getpid()) +
                               ".part" + (end.empty() ? target.extension().string() : end));
    m_files.push_back({temporary, std::move(target)});
    return temporary;
}

fs::path ExportFiles::addScratch(const std::string& end) {
    add(end);
    m_files.back().target.clear();
    return m_files.back().temporary;
}

std::vector<fs::path> ExportFiles::targets() const {
    std::vector<fs::path> all;
    for (const File& file : m_files) {
        if (!file.target.empty()) {
            all.push_back(file.target);
        }
    }
    return all;
}

Result<void> ExportFiles::commit(IfExists ifExists) {
    std::vector<Rename> renames;
    for (const File& file : m_files) {
        if (file.target.empty()) {
            continue;
        }
        if (const int failure = flushPath(file.temporary.c_str(), O_RDONLY); failure != 0) {
            return writeError(file.target, "flush", failure);
        }
        renames.push_back({file.temporary.c_str(), file.target.c_str()});
    }
    if (const int failure = renameApart(renames, ifExists); failure != 0) {
        return failure == EEXIST ? Error{ErrorCode::FileExists, m_target.string()}
                                 : writeError(m_target, "rename", failure);
    }
    const fs::path folder = m_target.has_parent_path() ? m_target.parent_path() : fs::path(".");
    if (const int failure = flushPath(folder.c_str(), O_RDONLY | O_DIRECTORY); failure != 0) {
        return writeError(folder, "flush folder", failure);
    }
    return {};
}

} // namespace tuban::data
