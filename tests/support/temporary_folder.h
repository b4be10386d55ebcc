#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace tuban::test {

/// A folder of its own, removed with everything in it at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::string& name) const { return m_path / name; }
    /// How many files and folders lie in it.
    std::size_t files() const;
    std::string file(const std::string& name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

std::string bytesOf(const std::filesystem::path& file);
void writeBytes(const std::filesystem::path& file, std::string_view bytes);

/// Every file below `folder` with its bytes and time of change: equal states mean that nothing was
/// written, added or removed.
struct FileState {
    std::string bytes;
    std::filesystem::file_time_type changed;
    bool operator==(const FileState&) const = default;
};
std::map<std::string, FileState> stateOf(const std::filesystem::path& folder);

} // namespace tuban::test
