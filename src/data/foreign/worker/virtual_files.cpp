#include "data/foreign/worker/virtual_files.h"

#include <cpl_string.h>
#include <cpl_vsi.h>
#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <memory>
#include <new>
#include <set>
#include <sys/stat.h>

namespace tuban::data {

namespace {

constexpr std::uint64_t kProgressBytes = 4 * 1024 * 1024;

std::string withoutSlash(std::string path) {
    while (!path.empty() && path.back() == '/') {
        path.pop_back();
    }
    return path;
}

/// GDAL gives names without the root.
std::string fromGdal(const char* path) {
    return kVirtualRoot + std::string(path);
}

/// An open file of GDAL's.
struct OpenFile {
    std::string path;
    std::span<const std::byte> bytes;
    std::uint64_t place = 0;
    bool atEnd = false;
};

OpenFile& fileOf(void* handle) {
    return *static_cast<OpenFile*>(handle);
}

int statFile(void*, const char* path, VSIStatBufL* state, int) {
    std::memset(state, 0, sizeof *state);
    if (const auto bytes = VirtualFiles::all().find(fromGdal(path))) {
        state->st_mode = S_IFREG | S_IRUSR;
        state->st_size = static_cast<off_t>(bytes->size());
        return 0;
    }
    if (VirtualFiles::all().isFolder(fromGdal(path))) {
        state->st_mode = S_IFDIR | S_IRUSR | S_IXUSR;
        return 0;
    }
    errno = ENOENT;
    return -1;
}

void* openFile(void*, const char* path, const char* access) {
    const bool writes = std::strpbrk(access, "wa+") != nullptr;
    const auto bytes = VirtualFiles::all().find(fromGdal(path));
    if (writes || !bytes) {
        errno = writes ? EACCES : ENOENT;
        return nullptr;
    }
    return new OpenFile{fromGdal(path), *bytes};
}

char** listFolder(void*, const char* path, int) {
    CPLStringList names;
    for (const std::string& name : VirtualFiles::all().list(fromGdal(path))) {
        names.AddString(name.c_str());
    }
    return names.StealList();
}

vsi_l_offset tellFile(void* handle) {
    return fileOf(handle).place;
}

int seekFile(void* handle, vsi_l_offset offset, int whence) {
    OpenFile& file = fileOf(handle);
    const std::uint64_t base = whence == SEEK_SET   ? 0
                               : whence == SEEK_CUR ? file.place
                                                    : file.bytes.size();
    file.place = base + offset;
    file.atEnd = false;
    return 0;
}

size_t readFile(void* handle, void* to, size_t size, size_t count) {
    OpenFile& file = fileOf(handle);
    if (size == 0 || count == 0) {
        return 0;
    }
    const std::uint64_t left = file.place < file.bytes.size() ? file.bytes.size() - file.place : 0;
    const std::uint64_t items = std::min<std::uint64_t>(count, left / size);
    const std::uint64_t got = items * size;
    if (got > 0) {
        std::memcpy(to, file.bytes.data() + file.place, got);
        file.place += got;
        VirtualFiles::all().noteRead(file.path, file.place);
    }
    file.atEnd = items < count;
    return items;
}

int isAtEnd(void* handle) {
    return fileOf(handle).atEnd ? 1 : 0;
}

int closeFile(void* handle) {
    delete &fileOf(handle);
    return 0;
}

void installGdal() {
    VSIFilesystemPluginCallbacksStruct* const calls = VSIAllocFilesystemPluginCallbacksStruct();
    calls->stat = statFile;
    calls->open = openFile;
    calls->read_dir = listFolder;
    calls->tell = tellFile;
    calls->seek = seekFile;
    calls->read = readFile;
    calls->eof = isAtEnd;
    calls->close = closeFile;
    VSIInstallPluginHandler(kVirtualRoot, calls);
    VSIFreeFilesystemPluginCallbacksStruct(calls);
}

/// A database file of SQLite's, which can only be read.
struct DatabaseFile {
    sqlite3_file base;
    const std::byte* bytes;
    sqlite3_int64 size;
    const std::string* path;
};

int readDatabase(sqlite3_file* handle, void* to, int amount, sqlite3_int64 offset) {
    const auto& file = *reinterpret_cast<DatabaseFile*>(handle);
    const auto wanted = static_cast<sqlite3_int64>(amount);
    const sqlite3_int64 left = offset < file.size ? file.size - offset : 0;
    const sqlite3_int64 got = std::min(wanted, left);
    if (got > 0) {
        std::memcpy(to, file.bytes + offset, static_cast<std::size_t>(got));
        VirtualFiles::all().noteRead(*file.path, static_cast<std::uint64_t>(offset + got));
    }
    if (got < wanted) {
        std::memset(static_cast<char*>(to) + got, 0, static_cast<std::size_t>(wanted - got));
        return SQLITE_IOERR_SHORT_READ;
    }
    return SQLITE_OK;
}

const sqlite3_io_methods& databaseMethods() {
    static const sqlite3_io_methods methods = [] {
        sqlite3_io_methods calls{};
        calls.iVersion = 1;
        calls.xClose = [](sqlite3_file*) { return SQLITE_OK; };
        calls.xRead = readDatabase;
        calls.xWrite = [](sqlite3_file*, const void*, int, sqlite3_int64) {
            return SQLITE_READONLY;
        };
        calls.xTruncate = [](sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; };
        calls.xSync = [](sqlite3_file*, int) { return SQLITE_OK; };
        calls.xFileSize = [](sqlite3_file* file, sqlite3_int64* size) {
            *size = reinterpret_cast<DatabaseFile*>(file)->size;
            return SQLITE_OK;
        };
        calls.xLock = [](sqlite3_file*, int) { return SQLITE_OK; };
        calls.xUnlock = [](sqlite3_file*, int) { return SQLITE_OK; };
        calls.xCheckReservedLock = [](sqlite3_file*, int* held) {
            *held = 0;
            return SQLITE_OK;
        };
        calls.xFileControl = [](sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; };
        calls.xSectorSize = [](sqlite3_file*) { return 0; };
        calls.xDeviceCharacteristics = [](sqlite3_file*) { return SQLITE_IOCAP_IMMUTABLE; };
        return calls;
    }();
    return methods;
}

int openDatabase(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* handle, int flags, int*) {
    handle->pMethods = nullptr;
    const bool main = name != nullptr && (flags & SQLITE_OPEN_MAIN_DB) != 0;
    const auto bytes = main ? VirtualFiles::all().find(name) : std::nullopt;
    if (!bytes) {
        return SQLITE_CANTOPEN;
    }
    static std::set<std::string> names; // outlive the files
    auto* const file = reinterpret_cast<DatabaseFile*>(handle);
    file->base.pMethods = &databaseMethods();
    file->bytes = bytes->data();
    file->size = static_cast<sqlite3_int64>(bytes->size());
    file->path = &*names.insert(name).first;
    return SQLITE_OK;
}

void installSqlite() {
    static sqlite3_vfs vfs{};
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(DatabaseFile);
    vfs.mxPathname = 1024;
    vfs.zName = kVirtualSqlite;
    vfs.xOpen = openDatabase;
    vfs.xDelete = [](sqlite3_vfs*, const char*, int) { return SQLITE_IOERR_DELETE; };
    vfs.xAccess = [](sqlite3_vfs*, const char*, int, int* there) {
        *there = 0; // journals and the like
        return SQLITE_OK;
    };
    vfs.xFullPathname = [](sqlite3_vfs*, const char* name, int room, char* out) {
        sqlite3_snprintf(room, out, "%s", name);
        return SQLITE_OK;
    };
    vfs.xRandomness = [](sqlite3_vfs*, int count, char* out) {
        std::memset(out, 0, static_cast<std::size_t>(count));
        return count;
    };
    vfs.xSleep = [](sqlite3_vfs*, int microseconds) { return microseconds; };
    vfs.xCurrentTime = [](sqlite3_vfs*, double* julian) {
        *julian = 2440587.5;
        return SQLITE_OK;
    };
    vfs.xGetLastError = [](sqlite3_vfs*, int, char*) { return 0; };
    sqlite3_vfs_register(&vfs, 0);
}

} // namespace

VirtualFiles& VirtualFiles::all() {
    static VirtualFiles files;
    return files;
}

void VirtualFiles::install() {
    installGdal();
    installSqlite();
}

void VirtualFiles::add(const std::string& path, std::span<const std::byte> bytes) {
    m_files[path] = bytes;
}

void VirtualFiles::keep(const std::string& path, std::string bytes) {
    std::string& kept = m_kept[path];
    kept = std::move(bytes);
    add(path, std::as_bytes(std::span(kept)));
}

void VirtualFiles::clear() {
    m_files.clear();
    m_kept.clear();
    m_shown.clear();
    m_furthest.clear();
}

std::optional<std::span<const std::byte>> VirtualFiles::find(const std::string& path) const {
    const auto found = m_files.find(path);
    return found == m_files.end() ? std::nullopt : std::optional(found->second);
}

bool VirtualFiles::isFolder(const std::string& path) const {
    const std::string start = withoutSlash(path) + "/";
    const auto first = m_files.lower_bound(start);
    return first != m_files.end() && first->first.compare(0, start.size(), start) == 0;
}

std::vector<std::string> VirtualFiles::list(const std::string& folder) const {
    const std::string start = withoutSlash(folder) + "/";
    std::vector<std::string> names;
    for (auto file = m_files.lower_bound(start);
         file != m_files.end() && file->first.compare(0, start.size(), start) == 0;
         ++file) {
        const auto end = file->first.find('/', start.size());
        std::string name = file->first.substr(start.size(), end - start.size());
        if (names.empty() || names.back() != name) {
            names.push_back(std::move(name));
        }
    }
    return names;
}

std::string VirtualFiles::shown(std::string text) const {
    // Longer names first: one may begin with another.
    for (auto name = m_shown.rbegin(); name != m_shown.rend(); ++name) {
        for (auto at = text.find(name->first); at != std::string::npos;
             at = text.find(name->first, at + name->second.size())) {
            text.replace(at, name->first.size(), name->second);
        }
    }
    return text;
}

void VirtualFiles::noteRead(const std::string& path, std::uint64_t end) {
    std::uint64_t& furthest = m_furthest[path];
    if (end <= furthest) {
        return;
    }
    m_unheard += end - furthest;
    furthest = end;
    if (m_unheard >= kProgressBytes && m_heard) {
        m_unheard = 0;
        m_heard();
    }
}

std::string_view charactersOf(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace tuban::data
