#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace tuban::data {

/// What happens to a file that has the name of the target already.
enum class IfExists { Replace, Refuse };

/// A file that appears complete or not at all: written under a temporary name beside the target,
/// flushed to disk, closed with the result checked, renamed, folder flushed. The destructor removes
/// what was not committed.
class AtomicFile {
public:
    /// Symbolic links are followed.
    explicit AtomicFile(std::filesystem::path target);
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;
    ~AtomicFile();

    /// Where to write: a new name in the folder of the target.
    const std::filesystem::path& temporary() const { return m_temporary; }
    /// Gives the file its name. A target that appeared in the meantime counts, too: with Refuse it
    /// stays as it is. Errors: WriteFailed (detail: what the system says), FileExists.
    Result<void> commit(IfExists ifExists = IfExists::Replace);

private:
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    bool m_committed = false;
};

/// Writes `bytes` to `target` through an AtomicFile. Errors: WriteFailed.
Result<void> writeAtomically(const std::filesystem::path& target, std::string_view bytes);

} // namespace tuban::data
