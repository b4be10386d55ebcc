#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace tuban::data {

/// A file that appears complete or not at all: written under a temporary name beside the target,
/// flushed to disk, closed with the result checked, renamed, folder flushed. The destructor removes
/// what was not committed.
class AtomicFile {
public:
    /// `target` is replaced by commit(); symbolic links are followed.
    explicit AtomicFile(std::filesystem::path target);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    /// Where to write: a new name in the folder of the target.
    const std::filesystem::path& temporary() const { return m_temporary; }
    /// Errors: WriteFailed (detail: what the system says).
    Result<void> commit();

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    bool m_committed = false;
};

/// Writes `bytes` to `target` through an AtomicFile. Errors: WriteFailed.
Result<void> writeAtomically(const std::filesystem::path& target, std::string_view bytes);

} // namespace tuban::data
