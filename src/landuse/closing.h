#pragma once

#include "base/result.h"
#include "base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::landuse {

/// A number of a printed list. What is taken off the total (overlap) is negative.
struct ClosingItem {
    Area amount; ///< of leaves; an item with children is their sum, its own amount is not looked at
    std::optional<std::size_t> parent = {}; ///< an earlier item that this one is part of
};

/// Numbers as printed, in units of the last decimal. Children sum to their parent, items without
/// parent sum to `total`.
struct ClosedNumbers {
    std::vector<std::int64_t> numbers;
    std::int64_t total = 0;
    int decimals = 0;

    /// The number of an item in digits, e.g. "33.34".
    std::string text(std::size_t item) const;
    std::string totalText() const;
};

// Method of all functions here: each exact number is cut off after `decimals` (0 to 6) places
// towards −∞; the units of the last place that are then missing go to the largest remainders
// (equal ones: larger amount first, then the earlier item), parent by parent from the top. So a
// printed number differs from the exact one by less than one unit of its last place, and without
// exact ties the order of the items does not matter. The arithmetic is in integers; amounts count
// to 2^-70 of the largest.
// @source largest remainder method (Hare quota) as this product applies it to percentages; no
// standard prescribes how a table closes.

/// Percentages of the sum of all leaves; `total` is 100. All are 0 where that sum is not positive.
ClosedNumbers closeShares(const std::vector<ClosingItem>& items, int decimals);

/// Areas in `unit` (Area::hectares(1) …); `total` is the sum of all leaves, rounded half away from
/// zero.
ClosedNumbers closeAreas(const std::vector<ClosingItem>& items, Area unit, int decimals);

/// closeAreas with the rounded `control` as total, for a list printed under a control area.
/// Errors: ControlAreaMismatch where the leaves differ from it by half a unit of the last place or
/// more, which rounding does not explain.
Result<ClosedNumbers>
closeAreasOn(const std::vector<ClosingItem>& items, Area control, Area unit, int decimals);

} // namespace tuban::landuse
