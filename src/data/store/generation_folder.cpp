#include "data/store/generation_folder.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string_view>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kExtension = ".gpkg";
constexpr std::string_view kTemporaryExtension = ".gpkg.part";
constexpr int kEntryDigits = 9;

Error writeFailed(const fs::path& subject, const char* step) {
    return {ErrorCode::WriteFailed, subject.string(), std::string(step) + ": " + lastError()};
}

void appendDigits(std::string& text, std::int64_t number, int width) {
    std::string digits = std::to_string(number);
    if (digits.size() < static_cast<std::size_t>(width)) {
        digits.insert(0, static_cast<std::size_t>(width) - digits.size(), '0');
    }
    text += digits;
}

/// The number that the digits at `place` make; nothing if there is anything else.
std::optional<std::int64_t> digitsAt(std::string_view text, std::size_t place, std::size_t length) {
    if (place + length > text.size() || length == 0) {
        return std::nullopt;
    }
    std::int64_t number = 0;
    const char* const first = text.data() + place;
    const auto [end, error] = std::from_chars(first, first + length, number);
    return error == std::errc() && end == first + length ? std::optional(number) : std::nullopt;
}

/// Reads a name leniently and writes it anew: only names that come out the same are ours.
std::optional<Generation> generationOf(const std::string& name) {
    using namespace std::chrono;
    constexpr std::size_t kEntryPlace = 22; // behind YYYYMMDDThhmmss.sssZ-e
    if (name.size() <= kEntryPlace + kExtension.size()) {
        return std::nullopt;
    }
    const auto part = [&](std::size_t place, std::size_t length) {
        return digitsAt(name, place, length).value_or(-1);
    };
    const std::int64_t entry = part(kEntryPlace, name.size() - kEntryPlace - kExtension.size());
    if (part(0, 4) < 0 || part(4, 2) < 0 || part(6, 2) < 0 || entry < 0) {
        return std::nullopt;
    }
    const year_month_day date(year(static_cast<int>(part(0, 4))),
                              month(static_cast<unsigned>(part(4, 2))),
                              day(static_cast<unsigned>(part(6, 2))));
    if (!date.ok()) {
        return std::nullopt;
    }
    const UtcTime time = sys_days(date) + hours(part(9, 2)) + minutes(part(11, 2)) +
                         seconds(part(13, 2)) + milliseconds(part(16, 3));
    Generation generation{name, time, EntryNumber{entry}};
    if (time < sys_days(year(0) / 1 / 1)) {
        return std::nullopt;
    }
    return generationName(time, generation.entry) == name ? std::optional(generation)
                                                          : std::nullopt;
}

std::string temporaryName(const std::string& name) {
    return "." + name + ".part";
}

bool isTemporary(const std::string& name) {
    return name.starts_with('.') && name.ends_with(kTemporaryExtension);
}

bool flushFolder(const fs::path& path) {
    const FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.number() >= 0 && ::fsync(folder.number()) == 0;
}

FileDescriptor openFolder(const fs::path& path) {
    return FileDescriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
}

} // namespace

std::string lastError() {
    return std::strerror(errno);
}

bool FileDescriptor::close() {
    const int number = std::exchange(m_number, -1);
    return number < 0 || ::close(number) == 0;
}

fs::path generationsFolder(const fs::path& workspace) {
    std::error_code failed;
    fs::path folder = fs::canonical(workspace, failed);
    if (failed) {
        folder = workspace;
    }
    folder += ".backups";
    return folder;
}

std::string generationName(UtcTime time, EntryNumber entry) {
    using namespace std::chrono;
    const auto days = floor<std::chrono::days>(time);
    const year_month_day date(days);
    const hh_mm_ss clock(time - days);
    const int year = static_cast<int>(date.year());
    assert(year >= 0 && year <= 9999 && numberOf(entry) >= 0);
    std::string name;
    appendDigits(name, year, 4);
    appendDigits(name, static_cast<unsigned>(date.month()), 2);
    appendDigits(name, static_cast<unsigned>(date.day()), 2);
    name += 'T';
    appendDigits(name, clock.hours().count(), 2);
    appendDigits(name, clock.minutes().count(), 2);
    appendDigits(name, clock.seconds().count(), 2);
    name += '.';
    appendDigits(name, clock.subseconds().count(), 3);
    name += "Z-e";
    appendDigits(name, numberOf(entry), kEntryDigits);
    name += kExtension;
    return name;
}

Result<std::optional<GenerationFolder>> GenerationFolder::open(const fs::path& path) {
    FileDescriptor folder = openFolder(path);
    if (folder.number() >= 0) {
        return std::optional(GenerationFolder(path, std::move(folder)));
    }
    if (errno == ENOENT) {
        return std::optional<GenerationFolder>();
    }
    return Error{ErrorCode::FileUnreadable, path.string(), lastError()};
}

Result<GenerationFolder> GenerationFolder::openOrMake(const fs::path& path) {
    const bool made = ::mkdir(path.c_str(), 0700) == 0;
    if (!made && errno != EEXIST) {
        return writeFailed(path, "make folder");
    }
    if (made && !flushFolder(path.parent_path().empty() ? "." : path.parent_path())) {
        return writeFailed(path, "flush folder");
    }
    FileDescriptor folder = openFolder(path);
    if (folder.number() < 0) {
        return writeFailed(path, "open folder");
    }
    return GenerationFolder(path, std::move(folder));
}

Error GenerationFolder::failed(const char* step) const {
    return writeFailed(m_path, step);
}

Result<std::vector<std::string>> GenerationFolder::names() const {
    const auto unreadable = [&] {
        return Error{ErrorCode::FileUnreadable, m_path.string(), lastError()};
    };
    // Opened anew: a descriptor keeps its place in the folder.
    const int descriptor = ::openat(m_folder.number(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return unreadable();
    }
    struct Closer {
        void operator()(DIR* stream) const { ::closedir(stream); }
    };
    const std::unique_ptr<DIR, Closer> stream(::fdopendir(descriptor));
    if (stream == nullptr) {
        const Error error = unreadable();
        ::close(descriptor);
        return error;
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(stream.get())) {
        names.emplace_back(entry->d_name);
        errno = 0;
    }
    return errno == 0 ? Result(std::move(names)) : unreadable();
}

Result<std::vector<Generation>> GenerationFolder::list() const {
    auto all = names();
    if (!all) {
        return all.error();
    }
    std::sort(all->begin(), all->end());
    std::vector<Generation> found;
    for (const std::string& name : *all) {
        auto generation = generationOf(name);
        struct ::stat state {};
        if (generation &&
            ::fstatat(m_folder.number(), name.c_str(), &state, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISREG(state.st_mode)) {
            generation->path = m_path / name;
            found.push_back(std::move(*generation));
        }
    }
    return found;
}

Result<std::uint64_t> GenerationFolder::freeBytes() const {
    struct ::statvfs state {};
    if (::fstatvfs(m_folder.number(), &state) != 0) {
        return failed("free space");
    }
    return std::uint64_t{state.f_bavail} * std::uint64_t{state.f_frsize};
}

Result<FileDescriptor> GenerationFolder::createTemporary(const std::string& name) const {
    FileDescriptor file(::openat(m_folder.number(),
                                 temporaryName(name).c_str(),
                                 O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                 0600));
    if (file.number() < 0 || ::fchmod(file.number(), 0600) != 0) {
        return failed("create");
    }
    return file;
}

Result<void> GenerationFolder::publish(const std::string& name) const {
    const int folder = m_folder.number();
    if (::renameat(folder, temporaryName(name).c_str(), folder, name.c_str()) != 0) {
        return failed("rename");
    }
    return flush();
}

void GenerationFolder::removeLeftovers() const {
    if (const auto all = names()) {
        for (const std::string& name : *all) {
            if (isTemporary(name)) {
                ::unlinkat(m_folder.number(), name.c_str(), 0);
            }
        }
    }
}

Result<void> GenerationFolder::remove(const fs::path& name) const {
    if (::unlinkat(m_folder.number(), name.c_str(), 0) != 0) {
        return writeFailed(m_path / name, "remove");
    }
    return {};
}

Result<void> GenerationFolder::flush() const {
    return ::fsync(m_folder.number()) == 0 ? Result<void>() : failed("flush folder");
}

} // namespace tuban::data
