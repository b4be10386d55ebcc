#include "model/crosswalk.h"

#include <algorithm>

namespace tuban {

const CrosswalkEntry* Crosswalk::find(std::string_view code) const {
    const auto it = std::find_if(
        entries.begin(), entries.end(), [&](const auto& entry) { return entry.from == code; });
    return it == entries.end() ? nullptr : &*it;
}

} // namespace tuban
