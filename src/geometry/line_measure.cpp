#include "geometry/line_measure.h"

#include "geometry/proj_handles.h"

#include <proj.h>

#include <cmath>
#include <geodesic.h>
#include <numbers>
#include <utility>

namespace tuban::geometry {

struct GroundMeter::State {
    PjContext context;
    PjObject inverse; ///< to degrees or radians; none: they are already
    double degrees = 1.0;
    geod_geodesic ellipsoid{};
};

GroundMeter::GroundMeter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
GroundMeter::GroundMeter(GroundMeter&&) noexcept = default;
GroundMeter& GroundMeter::operator=(GroundMeter&&) noexcept = default;
GroundMeter::~GroundMeter() = default;

Length planarLength(std::span<const CrsPlace> line, const CrsInfo& crs) {
    double length = 0.0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        length += std::hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]);
    }
    return Length::metres(length * crs.metresPerUnit);
}

tuban::Angle planarAngle(CrsPlace a, CrsPlace corner, CrsPlace b) {
    const double ax = a[0] - corner[0];
    const double ay = a[1] - corner[1];
    const double bx = b[0] - corner[0];
    const double by = b[1] - corner[1];
    if ((ax == 0.0 && ay == 0.0) || (bx == 0.0 && by == 0.0)) {
        return {};
    }
    const double radians = std::abs(std::atan2(ax * by - ay * bx, ax * bx + ay * by));
    return tuban::Angle::degrees(radians * 180.0 / std::numbers::pi);
}

Result<GroundMeter> GroundMeter::create(const CrsInfo& crs) {
    if (crs.wkt.empty() || crs.kind == CrsInfo::Kind::Local) {
        return Error{ErrorCode::UnknownCrs, crs.name};
    }
    auto state = std::make_unique<State>();
    state->context = newPjContext();
    PJ_CONTEXT* const context = state->context.get();
    const Result<PjObject> read = readCrs(context, crs.wkt);
    if (!read) {
        return read.error();
    }
    const PjObject system = withoutBinding(context, read->get());
    const PjObject geographic(proj_crs_get_geodetic_crs(context, system.get()));
    const PjObject ellipsoid(proj_get_ellipsoid(context, system.get()));
    double semiMajor = 0.0;
    double inverseFlattening = 0.0;
    if (!geographic || !ellipsoid ||
        proj_ellipsoid_get_parameters(
            context, ellipsoid.get(), &semiMajor, nullptr, nullptr, &inverseFlattening) == 0) {
        return Error{ErrorCode::UnknownCrs, crs.name};
    }
    Result<CrsOperation> inverse = findOperation(context, system.get(), geographic.get());
    if (!inverse) {
        return inverse.error();
    }
    state->inverse = std::move(inverse->pj);
    state->degrees = axisUnit(context, geographic.get()) * 180.0 / std::numbers::pi;
    geod_init(
        &state->ellipsoid, semiMajor, inverseFlattening == 0.0 ? 0.0 : 1.0 / inverseFlattening);
    return GroundMeter(std::move(state));
}

std::optional<std::array<double, 2>> GroundMeter::longitudeLatitude(CrsPlace place) {
    if (m_state->inverse) {
        const PJ_COORD at = proj_trans(
            m_state->inverse.get(), PJ_FWD, proj_coord(place[0], place[1], 0.0, HUGE_VAL));
        place = {at.xy.x, at.xy.y};
    }
    place = {place[0] * m_state->degrees, place[1] * m_state->degrees};
    const bool onTheGlobe = std::abs(place[0]) <= 360.0 && std::abs(place[1]) <= 90.0;
    return onTheGlobe ? std::optional(place) : std::nullopt;
}

std::optional<Length> GroundMeter::geodesicLength(std::span<const CrsPlace> line) {
    double length = 0.0;
    std::optional<std::array<double, 2>> last;
    for (const CrsPlace& place : line) {
        const auto at = longitudeLatitude(place);
        if (!at) {
            return std::nullopt;
        }
        if (last) {
            double edge = 0.0;
            geod_inverse(&m_state->ellipsoid,
                         (*last)[1],
                         (*last)[0],
                         (*at)[1],
                         (*at)[0],
                         &edge,
                         nullptr,
                         nullptr);
            length += edge;
        }
        last = at;
    }
    return Length::metres(length);
}

} // namespace tuban::geometry
