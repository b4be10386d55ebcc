#pragma once

#include "base/result.h"
#include "data/foreign/wire.h"

#include <filesystem>
#include <vector>

namespace tuban::data {

/// The files that the reader process may see, open for reading.
class ChosenFiles {
public:
    /// A folder brings the regular files in it, a .shp or .dbf those of its set beside it; nothing
    /// else is opened, and links only where they were chosen themselves.
    /// Errors: FileNotFound, FileUnreadable (no regular file; changes wait beside a database),
    /// NetworkReference (a name that GDAL would take for a place in the network).
    static Result<ChosenFiles> open(const std::vector<std::filesystem::path>& chosen);
    ChosenFiles(ChosenFiles&& other) noexcept = default;
    ChosenFiles& operator=(ChosenFiles&& other) noexcept = default;
    ~ChosenFiles();

    const wire::OpenRequest& request() const { return m_request; }
    const std::vector<int>& descriptors() const { return m_descriptors; }
    /// Bytes of all.
    std::uint64_t size() const;

private:
    ChosenFiles() = default;
    Result<void> addSource(const std::filesystem::path& path);
    Result<void> addFolder(const std::filesystem::path& folder);
    void addSiblings(const std::filesystem::path& path);
    Result<void> addFile(const std::filesystem::path& path, int flags);

    wire::OpenRequest m_request;
    std::vector<int> m_descriptors;
};

} // namespace tuban::data
