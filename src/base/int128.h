#pragma once

#include <string>

namespace tuban {

// The one place that names the compiler's extension.
__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

/// Decimal digits of `v`, with a minus sign where needed.
std::string toString(Int128 v);

/// ⌊numerator / denominator + ½⌋: the nearest integer, halves towards +∞; `denominator` > 0.
/// Quotients that differ by an integer keep exactly that difference after rounding, which sums
/// over edges shared by two parcels rely on.
Int128 roundedQuotient(Int128 numerator, Int128 denominator);

} // namespace tuban
