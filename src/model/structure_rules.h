#pragma once

#include "base/units.h"
#include "model/classification.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tuban {

/// A group of land uses and the share of urban construction land that a standard advises for it.
struct StructureGroup {
    std::string id;
    BilingualText name;
    std::optional<Ratio> min = {}; ///< inclusive
    std::optional<Ratio> max = {};
};

/// Where the classes of one table count. A class stands for those below it, too, unless they are
/// listed themselves; what is not listed at all is no urban construction land.
struct StructureMapping {
    std::map<std::string, std::size_t> groupOf; ///< code → index of the group
    std::vector<std::string> mixed;   ///< only partly urban construction land: cannot be placed
    std::vector<std::string> outside; ///< no urban construction land, below a class that is listed
};

/// The advised structure of urban construction land, which is the sum of the groups.
struct StructureRules {
    std::string id;
    BilingualText title;
    std::string document;
    std::string clause;
    std::string status; ///< how far the limits were checked
    std::vector<StructureGroup> groups;
    std::map<std::string, StructureMapping> tables; ///< id of a class table → its mapping
};

} // namespace tuban
