#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tuban {

/// How the land of one class relates to the classes of another table that it may turn into.
enum class ClassRelation {
    Same,     ///< the same land
    PartOf,   ///< part of the other
    Wider,    ///< holds the other and more
    Overlaps, ///< partly the other, partly not
    None,     ///< no counterpart
    NotStated,
};

struct CrosswalkEntry {
    std::string from;
    std::vector<std::string> to;
    ClassRelation relation = ClassRelation::NotStated;
    std::string fallback = {}; ///< the code of `to` to take without further knowledge; may be empty
    std::string status = {};   ///< how far the entry was checked
    std::string note = {};
};

/// How codes of one class table read in another.
struct Crosswalk {
    std::string from; ///< id of a class table
    std::string to;
    std::vector<CrosswalkEntry> entries; ///< in the order of `from`

    /// The entry of a code, or null.
    const CrosswalkEntry* find(std::string_view code) const;
};

} // namespace tuban
