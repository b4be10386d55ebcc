#include "landuse/control_area.h"

#include "landuse/largest_remainder.h"

#include <cmath>

namespace tuban::landuse {

namespace {

constexpr double kPerSquareMetre = 100.0; // areas are kept to 0.01 m²

/// The closure without the noise of adding doubles: to 1e-6 m².
Area closureOf(Area control, Area sum) {
    return Area::squareMetres(std::nearbyint((control - sum).inSquareMetres() * 1e6) / 1e6);
}

Error mismatch(Area closure, Area allowed) {
    return {ErrorCode::ControlAreaMismatch,
            std::to_string(closure.inSquareMetres()),
            std::to_string(allowed.inSquareMetres())};
}

} // namespace

Result<AdjustedAreas>
adjustToControlArea(const std::vector<Area>& parts, Area control, Area allowed) {
    Area sum;
    bool negative = control < Area();
    for (const Area part : parts) {
        sum += part;
        negative = negative || part < Area();
    }
    const Area closure = closureOf(control, sum);
    const bool tooLarge = std::abs(closure.inSquareMetres()) > allowed.inSquareMetres();
    if (negative || tooLarge || sum == Area()) {
        return mismatch(closure, allowed);
    }
    const ScaledAreas scale(sum);
    std::vector<Int128> amounts;
    Int128 exactSum = 0;
    for (const Area part : parts) {
        amounts.push_back(scale.of(part));
        exactSum += amounts.back();
    }
    const auto hundredths =
        static_cast<std::int64_t>(std::llround(control.inSquareMetres() * kPerSquareMetre));
    AdjustedAreas adjusted{{}, closure};
    for (const std::int64_t number : largestRemainder(amounts, hundredths, exactSum, hundredths)) {
        adjusted.areas.push_back(Area::squareMetres(static_cast<double>(number) / kPerSquareMetre));
    }
    return adjusted;
}

} // namespace tuban::landuse
