#pragma once

#include "base/result.h"
#include "model/change.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// A copy of a workspace that was made of itself.
struct Generation {
    std::filesystem::path path;
    UtcTime time;                 ///< when it was made
    EntryNumber entry = kNoEntry; ///< the last entry in it
    bool operator==(const Generation&) const = default;
};

/// How many generations there are and when, and how often rows are checked. Read from `layers/rules/generations.toml`.
struct GenerationRules {
    std::size_t count = 0;           ///< at most; 3 or more
    std::chrono::minutes minimum{0}; ///< between one and the next
    std::uint64_t reserveBytes = 0;  ///< free space that a new one must leave
    std::chrono::minutes checkEvery{0}; ///< from one look at all rows to the next
    bool operator==(const GenerationRules&) const = default;
};

/// Where the generations of a workspace are: `<workspace>.backups` beside it; where the workspace
/// is a symbolic link, beside what it links to.
std::filesystem::path generationsFolder(const std::filesystem::path& workspace);

/// The name of the file of a generation, such as `20261126T014500.123Z-e000000123.gpkg`: names sort
/// by time. Years 0 to 9999.
std::string generationName(UtcTime time, EntryNumber entry);

/// The generations of a workspace, oldest first; none if their folder is not there. Files with
/// other names, links and folders are left out. Errors: FileUnreadable (the folder is a link, a
/// file or cannot be read).
Result<std::vector<Generation>> generations(const std::filesystem::path& workspace);

/// Whether a workspace that stands at `head` is to be copied: it has changed since the newest
/// generation, and that is `rules.minimum` old or from a clock that was ahead.
bool isGenerationDue(std::span<const Generation> generations,
                     EntryNumber head,
                     UtcTime now,
                     const GenerationRules& rules);

/// Which generation goes, of times in ascending order, when there are more than `limit`; none
/// otherwise. Never the newest or the oldest, but of those between the one for which
///     (time of the next - time of the one before) / age
/// is smallest. What it leaves is a gap in proportion to its age, so that in the long run the gaps
/// grow like the ages: the spacing is exponential, from hours among the latest to months among the
/// oldest, whatever the rhythm in which they are made.
std::optional<std::size_t>
generationToDrop(std::span<const UtcTime> times, UtcTime now, std::size_t limit);

/// Copies a workspace, given as a descriptor of it that is open for reading, and removes the
/// generations that are too many. The workspace itself is not opened: closing it again would drop
/// the locks of SQLite. The caller sees to it that nobody writes meanwhile, and that one program at
/// a time does this: leftovers of one that died are removed. The copy is only for its owner (mode
/// 0600, folder 0700) and appears complete or not at all.
/// Errors: WriteFailed (detail: the step and what the system says, or that less than
/// `rules.reserveBytes` would be free). If only a generation that is too many cannot be removed,
/// the new one is there all the same.
Result<Generation> addGeneration(const std::filesystem::path& workspace,
                                 int descriptor,
                                 EntryNumber entry,
                                 UtcTime time,
                                 const GenerationRules& rules);

} // namespace tuban::data
