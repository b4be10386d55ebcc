#pragma once

#include "base/units.h"
#include "landuse/land_balance.h"
#include "model/classification.h"
#include "model/finding.h"
#include "model/structure_rules.h"

#include <optional>
#include <vector>

namespace tuban::landuse {

/// The share of one group of land uses in urban construction land.
struct StructureShare {
    enum class Verdict { NoLimit, Within, Below, Above };
    Area area;
    Ratio share;
    Verdict verdict = Verdict::NoLimit;
};

/// How the urban construction land of a district is made up.
struct StructureCheck {
    std::optional<std::size_t> district = {}; ///< empty: all land of the layer
    Area urban;                               ///< urban construction land: Σ of the groups
    Area mixed; ///< coded too coarsely to tell how much of it is urban construction land: left out
    std::vector<StructureShare> shares = {}; ///< one for each group of the rules
};

/// Shares of the groups of `rules` in the urban construction land of every district, then of all
/// land of the layer (one entry only where the layer is the one district). Nothing where the rules
/// do not know the class table. `balance` should be made at the deepest level of the table: rolled
/// up rows count whole, by their own code. Limits are inclusive and meet the unrounded share; a
/// share of up to 1e-9 beyond a limit is within.
/// @source GB 50137-2011, clause 4.4.1 and table 4.4.1 (advice; 4.4.2 allows deviations). The
/// limits come with `rules`, which say how far they were checked.
std::vector<StructureCheck> checkStructure(const LandBalance& balance,
                                           const Classification& classification,
                                           const StructureRules& rules);

/// Advice StructureOutOfRange for every share outside its limits. Values: district (empty: all
/// land), group, its Chinese and English name, share, lower and upper limit in per cent (two and
/// one decimals, empty: none), document, clause, status of the limits. Districts without urban
/// construction land give none.
std::vector<Finding> structureFindings(const std::vector<StructureCheck>& checks,
                                       const LandBalance& balance,
                                       const StructureRules& rules);

} // namespace tuban::landuse
