#pragma once

#include "base/units.h"

#include <optional>
#include <string>
#include <string_view>

namespace tuban::jobs {

/// A unit to print areas in.
enum class AreaUnit { SquareMetres, Hectares, SquareKilometres, Mu };

/// "m2", "ha", "km2", "mu": names for options and files.
std::string_view idOf(AreaUnit unit);
/// The unit with this id, if there is one.
std::optional<AreaUnit> areaUnit(std::string_view id);
/// As printed: "m²", "ha", "km²", "mu", or their Chinese names, by the translator.
std::string symbolOf(AreaUnit unit);
/// One of it.
Area oneOf(AreaUnit unit);
/// `area` in it, computed from m².
double valueIn(AreaUnit unit, Area area);
/// Printed decimals: m², ha and mu 2, km² 4 (one hundredth of a hectare).
/// @source two decimals of hectares: customary land-balance table; the others are chosen here.
int decimalsOf(AreaUnit unit);

} // namespace tuban::jobs
