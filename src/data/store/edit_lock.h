#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace tuban::data {

/// The right to edit a workspace, held by one program at a time: a lock of the operating system on
/// a byte of the file that SQLite does not use. It ends with the program, however that ends, and
/// leaves nothing behind. Must outlive every SQLite connection of this process to the file: closing
/// its descriptor drops their locks.
class EditLock {
public:
    /// Device and number of a file.
    using File = std::pair<std::uint64_t, std::uint64_t>;
    /// Why the right is not there, or that it is.
    struct Outcome;

    static Outcome acquire(const std::filesystem::path& path);

    EditLock(EditLock&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1)),
          m_file(other.m_file),
          m_held(other.m_held) {}
    EditLock& operator=(EditLock&&) = delete;
    ~EditLock();

    /// Of the file, open for reading and writing, for copying it while it is locked.
    int descriptor() const { return m_descriptor; }

private:
    EditLock(int descriptor, File file) : m_descriptor(descriptor), m_file(file) {}

    int m_descriptor;
    File m_file;
    bool m_held = false;
};

struct EditLock::Outcome {
    std::optional<EditLock> lock = {};
    bool heldElsewhere = false; ///< another program edits
    std::string refusal = {};   ///< what the system says, where file or folder cannot be written
    std::string subject = {};   ///< which of them
};

/// The right to put another file in the place of a workspace that may be there: nobody edits it,
/// and no journal of its is left that SQLite would play back into the new file. Hold it until the
/// new file has its name. Nothing where there is no file. Errors: WorkspaceBusy, WriteFailed.
Result<std::optional<EditLock>> lockForReplacing(const std::filesystem::path& path);

/// The kind of network or foreign file system that a path lies on; empty for a local one.
/// @source statfs(2), linux/magic.h
std::string networkFileSystem(const std::filesystem::path& path);

} // namespace tuban::data
