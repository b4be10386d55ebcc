#pragma once

#include "base/units.h"
#include "geometry/grid.h"
#include "model/check_rules.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::compliance {

/// One place where a layer breaks a rule.
struct CheckFinding {
    CheckKind kind;
    std::vector<std::uint32_t> rows; ///< of the layer that is concerned, those at fault first
    std::optional<geometry::GridPoint> place = {};
    std::optional<Area> area = {};    ///< exact to its printed digits
    std::optional<Length> width = {}; ///< on average: twice the area by the length of the border
    std::vector<std::string> values = {}; ///< for its sentence, see docs/checks.md
    std::vector<std::vector<geometry::GridPoint>> outline = {}; ///< shell and holes, open rings
};

} // namespace tuban::compliance
