#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// Begins the names of files that GDAL and SQLite may see in the reader process: it can open no
/// others.
inline constexpr const char* kVirtualRoot = "/vsituban/";
/// Name of the file layer of SQLite that knows them.
inline constexpr const char* kVirtualSqlite = "tuban";

/// The files of the reader process: bytes in memory (mapped or unpacked) under names. One for the
/// process, as the libraries that ask have one list of file systems; one thread.
class VirtualFiles {
public:
    static VirtualFiles& all();

    /// Makes them known to GDAL and SQLite.
    void install();
    /// `bytes` are borrowed for good. A name that is there is replaced.
    void add(const std::string& path, std::span<const std::byte> bytes);
    /// The same, keeping the bytes.
    void keep(const std::string& path, std::string bytes);
    /// Forgets all files.
    void clear();
    std::optional<std::span<const std::byte>> find(const std::string& path) const;
    bool isFolder(const std::string& path) const;
    /// What lies directly in a folder.
    std::vector<std::string> list(const std::string& folder) const;
    /// `text` with names of here replaced by those that users know.
    std::string shown(std::string text) const;
    /// What users call a file or a folder.
    void rename(const std::string& path, const std::string& shown) { m_shown[path] = shown; }

    /// Called now and then as files are read for the first time.
    void onProgress(std::function<void()> heard) { m_heard = std::move(heard); }
    void noteRead(const std::string& path, std::uint64_t end);

private:
    std::map<std::string, std::span<const std::byte>> m_files;
    std::map<std::string, std::string> m_kept;
    std::map<std::string, std::string> m_shown;
    std::map<std::string, std::uint64_t> m_furthest;
    std::uint64_t m_unheard = 0; ///< bytes read for the first time since it was called
    std::function<void()> m_heard;
};

/// `bytes` as characters.
std::string_view charactersOf(std::span<const std::byte> bytes);

} // namespace tuban::data
