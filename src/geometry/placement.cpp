#include "geometry/placement.h"

#include "geometry/ellipsoid.h"
#include "geometry/proj_handles.h"

#include <bit>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>

namespace tuban::geometry {

namespace {

// Cells are counted below 2^52; half a cell is left for rounding.
constexpr double kCellLimit = 4503599627370496.0 - 0.5;
// Grid::holds: nearer than this to a whole cell is on the grid.
constexpr double kOnGrid = 1e-3;

// @source survey practice for TD/T 1055-2019 (edges over 70 m are divided before inversion).
constexpr double kLongestEdgeMetres = 70.0;
// No edge of a map is longer than half the Earth's circumference.
constexpr double kImpossibleEdgeMetres = 2.0e7;

/// Snaps vertices that lie on the grid already, as those of a workspace do; false if one does not
/// (or is not finite, or far away) and snapAny must look at them. No branch and no call inside:
/// adding 1.5·2^52 leaves the nearest integer in the low bits of the sum.
bool snapIfOnGrid(std::span<const double> xy, double cellsPerUnit, GridPoint* out) {
    constexpr double kShift = 6755399441055744.0;
    constexpr double kReach = 2251799813685248.0; // 2^51
    constexpr auto kShiftBits = std::bit_cast<std::int64_t>(kShift);
    std::int64_t outside = 0;
    const auto snap = [&](double units) {
        const double cells = units * cellsPerUnit;
        const double shifted = cells + kShift;
        const double rest = cells - (shifted - kShift);
        const bool good = (std::abs(rest) <= kOnGrid) & (std::abs(cells) < kReach);
        outside |= -static_cast<std::int64_t>(!good);
        return std::bit_cast<std::int64_t>(shifted) - kShiftBits;
    };
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2, ++out) {
        *out = {snap(xy[i]), snap(xy[i + 1])};
    }
    return outside == 0;
}

/// Snaps any vertices, halves away from zero as Grid::snap; false if one is not finite or beyond
/// the limit. `offGrid` gains the number of vertices that Grid::holds denies.
bool snapAny(std::span<const double> xy, const Grid& grid, GridPoint* out, std::uint64_t& offGrid) {
    std::uint64_t off = 0;
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2, ++out) {
        const double x = xy[i] * grid.cellsPerUnit();
        const double y = xy[i + 1] * grid.cellsPerUnit();
        const bool inside = std::abs(x) < kCellLimit && std::abs(y) < kCellLimit;
        if (!inside) {
            return false;
        }
        *out = grid.snap(xy[i], xy[i + 1]);
        off += static_cast<std::uint64_t>(!grid.holds(xy[i]) || !grid.holds(xy[i + 1]));
    }
    offGrid += off;
    return true;
}

bool transform(PJ* operation, std::vector<double>& xy) {
    constexpr std::size_t kStride = 2 * sizeof(double);
    const std::size_t n = xy.size() / 2;
    proj_trans_generic(operation,
                       PJ_FWD,
                       xy.data(),
                       kStride,
                       n,
                       xy.data() + 1,
                       kStride,
                       n,
                       nullptr,
                       0,
                       0,
                       nullptr,
                       0,
                       0);
    for (const double v : xy) {
        if (!std::isfinite(v)) {
            return false;
        }
    }
    return true;
}

/// The way from a projected system to the equal-area plane of its ellipsoid.
struct EqualAreaStep {
    PjObject toGeographic;
    double radiansPerUnit; // of the geographic axes
    double longestEdge;    // units of the projected system
    double impossibleEdge;
    EqualAreaPlane plane;
};

Result<EqualAreaStep> makeEqualAreaStep(PJ_CONTEXT* context, const PJ* target) {
    const PjObject projected = withoutBinding(context, target);
    const PjObject geographic(proj_crs_get_geodetic_crs(context, projected.get()));
    const PjObject ellipsoid(proj_get_ellipsoid(context, projected.get()));
    if (proj_get_type(projected.get()) != PJ_TYPE_PROJECTED_CRS || !geographic || !ellipsoid) {
        return Error{ErrorCode::NoTransformation, proj_get_name(target)};
    }
    Result<CrsOperation> inverse = findOperation(context, projected.get(), geographic.get());
    if (!inverse) {
        return inverse.error();
    }
    double semiMajor = 0.0;
    double inverseFlattening = 0.0;
    proj_ellipsoid_get_parameters(
        context, ellipsoid.get(), &semiMajor, nullptr, nullptr, &inverseFlattening);
    if (inverseFlattening == 0.0) { // PROJ's way to say sphere
        inverseFlattening = HUGE_VAL;
    }
    const double metresPerUnit = axisUnit(context, projected.get());
    const Angle reference =
        Angle::degrees(longitudeOfOrigin(context, projected.get()).value_or(0.0));
    return EqualAreaStep{std::move(inverse->pj),
                         axisUnit(context, geographic.get()),
                         kLongestEdgeMetres / metresPerUnit,
                         kImpossibleEdgeMetres / metresPerUnit,
                         {{Length::metres(semiMajor), inverseFlattening}, reference}};
}

/// Appends the points that divide the edge a → b, without its ends. They are computed from the
/// lesser end, so that both neighbours of a border get the same ones. False if the edge is
/// impossibly long.
bool appendDivisions(PlanePoint a,
                     PlanePoint b,
                     const EqualAreaStep& step,
                     std::vector<double>& out) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = std::sqrt(dx * dx + dy * dy);
    if (length <= step.longestEdge) {
        return true;
    }
    if (length > step.impossibleEdge) {
        return false;
    }
    const int parts = static_cast<int>(length / step.longestEdge) + 1;
    const bool forward = std::pair(a.x, a.y) < std::pair(b.x, b.y);
    const PlanePoint from = forward ? a : b;
    const PlanePoint to = forward ? b : a;
    for (int i = 1; i < parts; ++i) {
        const double t = static_cast<double>(forward ? i : parts - i) / static_cast<double>(parts);
        out.push_back(from.x + (to.x - from.x) * t);
        out.push_back(from.y + (to.y - from.y) * t);
    }
    return true;
}

bool densify(std::span<const double> xy, const EqualAreaStep& step, std::vector<double>& out) {
    out.clear();
    const std::size_t n = xy.size() / 2;
    for (std::size_t i = 0; i < n; ++i) {
        const PlanePoint a{xy[2 * i], xy[2 * i + 1]};
        const std::size_t next = i + 1 < n ? i + 1 : 0;
        const PlanePoint b{xy[2 * next], xy[2 * next + 1]};
        out.push_back(a.x);
        out.push_back(a.y);
        if (!appendDivisions(a, b, step, out)) {
            return false;
        }
    }
    return true;
}

} // namespace

struct Placer::State {
    Grid grid;
    std::uint64_t offGrid = 0;
    // The rest only where coordinates are transformed. The context outlives its objects.
    PjContext context = {};
    PjObject toTarget = {};
    std::optional<EqualAreaStep> equalArea = {};
    bool northFirst = false;
    std::vector<double> planar = {};
    std::vector<double> divided = {};

    bool snap(std::span<const double> xy, std::vector<GridPoint>& out, std::uint64_t& off) const;
    std::span<const double> transformed(std::span<const double> xy);
};

bool Placer::State::snap(std::span<const double> xy,
                         std::vector<GridPoint>& out,
                         std::uint64_t& off) const {
    const std::size_t start = out.size();
    out.resize(start + xy.size() / 2);
    GridPoint* const first = out.data() + start;
    if (snapIfOnGrid(xy, grid.cellsPerUnit(), first) || snapAny(xy, grid, first, off)) {
        return true;
    }
    out.resize(start);
    return false;
}

/// The coordinates in the target plane; empty if one has no place there.
std::span<const double> Placer::State::transformed(std::span<const double> xy) {
    planar.assign(xy.begin(), xy.end());
    for (std::size_t i = 0; northFirst && i + 1 < planar.size(); i += 2) {
        std::swap(planar[i], planar[i + 1]);
    }
    if (toTarget && !transform(toTarget.get(), planar)) {
        return {};
    }
    if (!equalArea) {
        return planar;
    }
    if (!densify(planar, *equalArea, divided) ||
        !transform(equalArea->toGeographic.get(), divided)) {
        return {};
    }
    for (std::size_t i = 0; i < divided.size(); i += 2) {
        const PlanePoint p =
            equalArea->plane.project(Angle::radians(divided[i] * equalArea->radiansPerUnit),
                                     Angle::radians(divided[i + 1] * equalArea->radiansPerUnit));
        divided[i] = p.x;
        divided[i + 1] = p.y;
    }
    return divided;
}

Result<Placer> Placer::create(const Placement& placement) {
    auto state = std::make_unique<State>(State{placement.grid});
    if (!placement.transforms()) {
        return Placer(std::move(state));
    }
    state->northFirst = placement.northFirst;
    if (placement.sourceCrs == placement.targetCrs && !placement.equalArea) {
        return Placer(std::move(state));
    }
    state->context = newPjContext();
    PJ_CONTEXT* context = state->context.get();
    const Result<PjObject> source = readCrs(context, placement.sourceCrs);
    if (!source) {
        return source.error();
    }
    const Result<PjObject> target = readCrs(context, placement.targetCrs);
    if (!target) {
        return target.error();
    }
    Result<CrsOperation> operation = findOperation(context, source->get(), target->get());
    if (!operation) {
        return operation.error();
    }
    state->toTarget = std::move(operation->pj);
    if (placement.equalArea) {
        Result<EqualAreaStep> step = makeEqualAreaStep(context, target->get());
        if (!step) {
            return step.error();
        }
        state->equalArea = std::move(*step);
    }
    return Placer(std::move(state));
}

Placer::Placer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Placer::Placer(Placer&&) noexcept = default;
Placer& Placer::operator=(Placer&&) noexcept = default;
Placer::~Placer() = default;

bool Placer::place(std::span<const double> xy, std::vector<GridPoint>& out) {
    assert(xy.size() % 2 == 0);
    State& state = *m_state;
    if (!state.toTarget && !state.equalArea && !state.northFirst) {
        return state.snap(xy, out, state.offGrid);
    }
    const std::span<const double> placed = state.transformed(xy);
    std::uint64_t ignored = 0;
    return placed.size() >= xy.size() && state.snap(placed, out, ignored);
}

std::uint64_t Placer::offGridVertices() const {
    return m_state->offGrid;
}

} // namespace tuban::geometry
