#include "data/store/generations.h"

#include "data/file_copy.h"
#include "data/store/generation_folder.h"

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

Error writeFailed(const fs::path& subject, const char* step, const std::string& reason) {
    return {ErrorCode::WriteFailed, subject.string(), std::string(step) + ": " + reason};
}

/// Nothing if a copy of `size` bytes leaves the reserve free.
Result<void> checkSpace(const GenerationFolder& folder, std::uint64_t size, std::uint64_t reserve) {
    const auto free = folder.freeBytes();
    if (!free) {
        return free.error();
    }
    if (*free < size || *free - size < reserve) {
        return writeFailed(folder.path(),
                           "free space",
                           "needs " + std::to_string(size) + " bytes and " +
                               std::to_string(reserve) + " in reserve, has " +
                               std::to_string(*free));
    }
    return {};
}

/// Fills a file with the content of the workspace and brings it to disk; the file is closed.
Result<void> fill(const GenerationFolder& folder,
                  int descriptor,
                  FileDescriptor& copy,
                  const GenerationRules& rules) {
    struct ::stat state {};
    if (::fstat(descriptor, &state) != 0) {
        return writeFailed(folder.path(), "size of the workspace", lastError());
    }
    const auto size = static_cast<std::uint64_t>(state.st_size);
    const bool cloned = cloneContent(descriptor, copy.number());
    if (auto enough = checkSpace(folder, cloned ? 0 : size, rules.reserveBytes); !enough) {
        return enough;
    }
    if (const auto failed =
            cloned ? std::error_code() : copyContent(descriptor, copy.number(), size)) {
        return writeFailed(folder.path(), "copy", failed.message());
    }
    if (::fsync(copy.number()) != 0) {
        return writeFailed(folder.path(), "flush", lastError());
    }
    if (!copy.close()) {
        return writeFailed(folder.path(), "close", lastError());
    }
    return {};
}

Result<void> thin(const GenerationFolder& folder, UtcTime now, std::size_t limit) {
    auto list = folder.list();
    if (!list) {
        return writeFailed(folder.path(), "list", list.error().detail);
    }
    std::vector<UtcTime> times;
    for (const Generation& generation : *list) {
        times.push_back(generation.time);
    }
    while (const auto drop = generationToDrop(times, now, limit)) {
        const auto place = static_cast<std::ptrdiff_t>(*drop);
        if (auto removed = folder.remove((*list)[*drop].path.filename()); !removed) {
            return removed;
        }
        list->erase(list->begin() + place);
        times.erase(times.begin() + place);
    }
    return folder.flush();
}

} // namespace

Result<std::vector<Generation>> generations(const fs::path& workspace) {
    auto folder = GenerationFolder::open(generationsFolder(workspace));
    if (!folder) {
        return folder.error();
    }
    return *folder ? (*folder)->list() : std::vector<Generation>();
}

bool isGenerationDue(std::span<const Generation> generations,
                     EntryNumber head,
                     UtcTime now,
                     const GenerationRules& rules) {
    if (generations.empty()) {
        return head != kNoEntry;
    }
    const Generation& newest = generations.back();
    return newest.entry != head && (now < newest.time || now - newest.time >= rules.minimum);
}

std::optional<std::size_t>
generationToDrop(std::span<const UtcTime> times, UtcTime now, std::size_t limit) {
    if (times.size() <= limit || times.size() < 3) {
        return std::nullopt;
    }
    std::size_t densest = 0;
    double smallest = 0.0;
    for (std::size_t i = 1; i + 1 < times.size(); ++i) {
        const auto gap = static_cast<double>((times[i + 1] - times[i - 1]).count());
        // Of a clock that was set back: as if it were of now.
        const auto age = static_cast<double>(std::max<std::int64_t>((now - times[i]).count(), 1));
        if (densest == 0 || gap / age < smallest) {
            densest = i;
            smallest = gap / age;
        }
    }
    return densest;
}

Result<Generation> addGeneration(const fs::path& workspace,
                                 int descriptor,
                                 EntryNumber entry,
                                 UtcTime time,
                                 const GenerationRules& rules) {
    auto folder = GenerationFolder::openOrMake(generationsFolder(workspace));
    if (!folder) {
        return folder.error();
    }
    folder->removeLeftovers();
    const std::string name = generationName(time, entry);
    auto copy = folder->createTemporary(name);
    if (!copy) {
        return copy.error();
    }
    auto done = fill(*folder, descriptor, *copy, rules);
    if (done) {
        done = folder->publish(name);
    }
    if (!done) {
        folder->removeLeftovers();
        return done.error();
    }
    if (auto thinned = thin(*folder, time, rules.count); !thinned) {
        return thinned.error();
    }
    return Generation{folder->path() / name, time, entry};
}

} // namespace tuban::data
