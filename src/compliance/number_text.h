#pragma once

#include "base/units.h"

#include <cstdio>
#include <string>

namespace tuban::compliance {

/// A number for a finding, as printf writes it.
inline std::string numberText(double value, const char* format = "%.6g") {
    char text[64];
    std::snprintf(text, sizeof text, format, value);
    return text;
}

/// m²: two decimals, four digits below 1.
inline std::string areaText(Area area) {
    const double v = area.inSquareMetres();
    return numberText(v, v > -1.0 && v < 1.0 ? "%.4g" : "%.2f");
}

} // namespace tuban::compliance
