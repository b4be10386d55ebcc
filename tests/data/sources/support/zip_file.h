#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::test {

/// A zip archive written entry by entry, so that a test decides on names and on lies.
struct ZipFile {
    struct Entry {
        std::string name;
        std::string content;
        bool deflate = false;
        std::uint16_t flags = 0;                        ///< 1: encrypted, 0x800: name is UTF-8
        std::optional<std::uint32_t> statedSize = {};   ///< instead of the true unpacked size
        std::optional<std::uint32_t> statedPacked = {}; ///< instead of the true packed size
        std::uint32_t attributes = 0;                   ///< external; a Unix mode in the upper half
    };
    std::vector<Entry> entries = {};
    std::optional<std::uint16_t> statedEntries = {}; ///< instead of the true number

    std::string bytes() const;
};

} // namespace tuban::test
