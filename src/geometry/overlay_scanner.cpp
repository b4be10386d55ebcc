#include "geometry/overlay_scanner.h"

#include "geometry/overlay_state.h"
#include "geometry/part_sums.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <vector>

namespace tuban::geometry {

namespace {

#if defined(TUBAN_SANITIZED) || !defined(NDEBUG)
constexpr bool kCheckBalance = true;
#else
constexpr bool kCheckBalance = false;
#endif

Uint128 fixed(Int128 doubledArea) {
    return static_cast<Uint128>(doubledArea) << kFixedAreaBits;
}

Uint128 times(Uint128 area, int factor) {
    return area * static_cast<Uint128>(static_cast<Int128>(factor));
}

GridBox boxOf(GridPoint a, GridPoint b) {
    return {{std::min(a.x, b.x), std::min(a.y, b.y)}, {std::max(a.x, b.x), std::max(a.y, b.y)}};
}

/// A D edge c→… that the P edge at hand crosses.
struct Hit {
    std::uint32_t edge;
    const EdgeRun* run;
    GridPoint c;
    EdgeCrossing crossing;
};

/// The first vertex of a D ring, and how often the parcel winds around it.
struct RingStart {
    GridPoint place;
    std::uint32_t ring;
    std::int32_t winding;
};

/// Walks the rings of one parcel after another through the index. With winding numbers w, and
/// F(X) the doubled area a ring has swept from its first vertex to X, the doubled area in common
/// is Σ over P rings w_D(p0)·A + Σ over D rings w_P(d0)·A + Σ over crossings s·(F_D(X) − F_P(X)):
/// both integrals along the borders by parts. See overlay_predicates.h for the crossings.
class ParcelWalk {
public:
    explicit ParcelWalk(const DistrictIndex& index)
        : m_index(index), m_points(index.points()), m_sums(index.districts.size()) {}

    std::span<const PartSums::Sum> walk(const PolygonChunk& parcels, std::size_t feature);

private:
    void walkRing(Ring ring);
    void crossDistricts(GridPoint a, GridPoint b, GridPoint origin, DoubledArea sweptToA);
    template <typename Found>
    void findCrossings(const MixedCell& cell, GridPoint a, GridPoint b, const Found& found) const;
    void addCrossing(const Hit& hit, GridPoint a, GridPoint origin, DoubledArea sweptToA);
    void addWindings(GridPoint p, DoubledArea area);
    void findStarts(const GridBox& box);
    void windAround(Ring ring);
    const MixedCell* mixedCell(std::size_t cell) const {
        const std::uint32_t entry = m_index.cells[cell];
        return (entry & DistrictIndex::kMixed) == 0
                   ? nullptr
                   : &m_index.mixed[entry & ~DistrictIndex::kMixed];
    }
    void checkBalance() const;

    const DistrictIndex& m_index;
    const GridPoint* m_points;
    PartSums m_sums;
    std::vector<Hit> m_hits;
    std::vector<RingStart> m_starts;
};

std::span<const PartSums::Sum> ParcelWalk::walk(const PolygonChunk& parcels, std::size_t feature) {
    m_sums.clear();
    findStarts(parcels.extent(feature));
    const PolygonChunk::Range rings = parcels.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        walkRing(parcels.ring(r));
        windAround(parcels.ring(r));
    }
    for (const RingStart& start : m_starts) {
        if (start.winding != 0) {
            const DistrictRing& ring = m_index.rings[start.ring];
            m_sums.add(ring.district, times(fixed(ring.area), start.winding));
        }
    }
    return m_sums.sums();
}

void ParcelWalk::walkRing(Ring ring) {
    const GridPoint origin = ring.front();
    DoubledArea swept = 0;
    GridPoint a = origin;
    for (std::size_t i = 1; i <= ring.size(); ++i) {
        const GridPoint b = i < ring.size() ? ring[i] : origin;
        crossDistricts(a, b, origin, swept);
        swept += cross(a - origin, b - origin);
        a = b;
    }
    if constexpr (kCheckBalance) {
        checkBalance();
    }
    addWindings(origin, swept);
}

void ParcelWalk::crossDistricts(GridPoint a, GridPoint b, GridPoint origin, DoubledArea sweptToA) {
    const CellGrid& grid = m_index.grid;
    const std::size_t cell = grid.indexAt(a);
    if (cell == grid.indexAt(b)) {
        if (const MixedCell* mixed = mixedCell(cell)) {
            findCrossings(
                *mixed, a, b, [&](const Hit& hit) { addCrossing(hit, a, origin, sweptToA); });
        }
        return;
    }
    m_hits.clear();
    grid.visitCells(a, b, [&](std::size_t passed) {
        if (const MixedCell* mixed = mixedCell(passed)) {
            findCrossings(*mixed, a, b, [&](const Hit& hit) { m_hits.push_back(hit); });
        }
    });
    // Two edges that pass several cells together meet in each of them, but cross only once.
    if (m_hits.size() > 1) {
        std::ranges::sort(m_hits, {}, &Hit::edge);
        // Not std::ranges::unique: clang 14 cannot compile that of libstdc++ 12.
        const auto repeated =
            std::unique(m_hits.begin(), m_hits.end(), [](const Hit& one, const Hit& next) {
                return one.edge == next.edge;
            });
        m_hits.erase(repeated, m_hits.end());
    }
    for (const Hit& hit : m_hits) {
        addCrossing(hit, a, origin, sweptToA);
    }
}

template <typename Found>
void ParcelWalk::findCrossings(const MixedCell& cell,
                               GridPoint a,
                               GridPoint b,
                               const Found& found) const {
    const GridBox box = boxOf(a, b);
    const EdgeRun* run = m_index.runs.data() + cell.firstRun;
    for (const EdgeRun* const end = run + cell.runCount; run != end; ++run) {
        const DistrictRing& ring = m_index.rings[run->ring];
        GridPoint c = m_points[run->first];
        for (std::uint32_t edge = run->first; edge < run->end; ++edge) {
            const GridPoint d = m_points[edge + 1 < ring.end ? edge + 1 : ring.first];
            if (box.meets(boxOf(c, d))) {
                const EdgeCrossing crossing = crossEdges(a, b, c, d);
                if (crossing.sign != 0) {
                    found(Hit{edge, run, c, crossing});
                }
            }
            c = d;
        }
    }
}

/// F_D(X) − F_P(X), both swept as seen from `origin`, the first vertex of the P ring.
void ParcelWalk::addCrossing(const Hit& hit, GridPoint a, GridPoint origin, DoubledArea sweptToA) {
    const DistrictRing& ring = m_index.rings[hit.run->ring];
    const GridPoint start = m_points[ring.first];
    DoubledArea sweptToC = hit.run->swept;
    for (std::uint32_t i = hit.run->first; i < hit.edge; ++i) {
        sweptToC += cross(m_points[i] - start, m_points[i + 1] - start);
    }
    sweptToC += cross(start - origin, hit.c - start);
    const DoubledArea whole = sweptToC - sweptToA + cross(hit.c - a, a - origin);
    m_sums.addCrossing(ring.district, hit.crossing.sign, fixed(whole) - hit.crossing.fraction);
}

/// Adds w_D(p)·area for every district: what covers the corner of p's cell, corrected on the way
/// from there to p.
void ParcelWalk::addWindings(GridPoint p, DoubledArea area) {
    const CellGrid& grid = m_index.grid;
    const std::int64_t column = grid.column(p.x);
    const std::int64_t row = grid.row(p.y);
    const std::size_t cell = grid.index(column, row);
    const MixedCell* mixed = mixedCell(cell);
    const CornerSets::Id set = mixed != nullptr ? mixed->cornerSet : m_index.cells[cell];
    for (const Membership& m : m_index.sets.members(set)) {
        m_sums.add(m.district, times(fixed(area), m.winding));
    }
    const GridPoint corner = grid.corner(column, row);
    if (mixed != nullptr && corner != p) {
        findCrossings(*mixed, corner, p, [&](const Hit& hit) {
            m_sums.add(m_index.rings[hit.run->ring].district,
                       times(fixed(area), hit.crossing.sign));
        });
    }
}

/// The D rings that start in the box, from south to north.
void ParcelWalk::findStarts(const GridBox& box) {
    m_starts.clear();
    const CellGrid& grid = m_index.grid;
    const auto placeOf = [&](std::uint32_t ring) { return m_points[m_index.rings[ring].first]; };
    const std::int64_t lastRow = grid.row(box.max.y);
    for (std::int64_t row = grid.row(box.min.y); row <= lastRow; ++row) {
        const auto r = static_cast<std::size_t>(row);
        const auto rings =
            std::span(m_index.ringsByStart)
                .subspan(m_index.firstStartOfRow[r],
                         m_index.firstStartOfRow[r + 1] - m_index.firstStartOfRow[r]);
        const auto first =
            std::ranges::lower_bound(rings, grid.column(box.min.x), {}, [&](std::uint32_t ring) {
                return grid.column(placeOf(ring).x);
            });
        for (auto ring = first;
             ring != rings.end() && grid.column(placeOf(*ring).x) <= grid.column(box.max.x);
             ++ring) {
            if (box.meets(boxOf(placeOf(*ring), placeOf(*ring)))) {
                m_starts.push_back({placeOf(*ring), *ring, 0});
            }
        }
    }
    std::ranges::sort(m_starts, {}, [](const RingStart& s) { return s.place.y; });
}

/// Adds how often the ring winds around each of the starts: by its edges east of them.
void ParcelWalk::windAround(Ring ring) {
    if (m_starts.empty()) {
        return;
    }
    GridPoint a = ring.back();
    for (const GridPoint b : ring) {
        const bool upward = a.y < b.y;
        const std::int64_t low = std::min(a.y, b.y);
        auto start = std::ranges::partition_point(
            m_starts, [&](const RingStart& s) { return parcelVertexIsAbove(low, s.place.y); });
        for (; start != m_starts.end() && parcelVertexIsAbove(std::max(a.y, b.y), start->place.y);
             ++start) {
            if (districtPointIsLeft(a, b, start->place) == upward) {
                start->winding += upward ? 1 : -1;
            }
        }
        a = b;
    }
}

/// A closed ring leaves a district as often as it enters it.
void ParcelWalk::checkBalance() const {
    for (const PartSums::Sum& sum : m_sums.sums()) {
        if (sum.balance != 0) {
            std::fprintf(
                stderr, "overlay: crossings with district %u do not balance\n", sum.district);
            std::abort();
        }
    }
}

} // namespace

struct OverlayScanner::State {
    explicit State(const DistrictIndex& districtIndex)
        : index(districtIndex), walk(districtIndex) {}

    std::optional<CornerSets::Id> commonSet(const PolygonChunk& parcels, std::size_t feature) const;

    const DistrictIndex& index;
    ParcelWalk walk;
    std::vector<OverlayPart> parts;
};

/// The districts that cover all of the parcel's box, if no border passes its cells.
std::optional<CornerSets::Id> OverlayScanner::State::commonSet(const PolygonChunk& parcels,
                                                               std::size_t feature) const {
    const GridBox& box = parcels.extent(feature);
    const CellGrid& grid = index.grid;
    const std::int64_t firstColumn = grid.column(box.min.x);
    const std::int64_t columns = grid.column(box.max.x) - firstColumn + 1;
    const std::int64_t firstRow = grid.row(box.min.y);
    const std::int64_t lastRow = grid.row(box.max.y);
    const std::uint32_t set = index.cells[grid.index(firstColumn, firstRow)];
    if ((set & DistrictIndex::kMixed) != 0) {
        return {};
    }
    for (std::int64_t row = firstRow; row <= lastRow; ++row) {
        const std::uint32_t* cell = index.cells.data() + grid.index(firstColumn, row);
        if (std::any_of(cell, cell + columns, [set](std::uint32_t c) { return c != set; })) {
            return {};
        }
    }
    return set;
}

OverlayScanner::OverlayScanner(const OverlayIndex& index)
    : m_state(std::make_unique<State>(*index.m_state)) {}
OverlayScanner::~OverlayScanner() = default;

std::span<const OverlayPart> OverlayScanner::partsOf(const PolygonChunk& parcels,
                                                     std::size_t feature) {
    State& state = *m_state;
    state.parts.clear();
    const auto addPart = [&](std::uint32_t district, Uint128 area) {
        if (area != 0) {
            state.parts.push_back({district, static_cast<FixedArea>(area)});
        }
    };
    const GridBox& box = parcels.extent(feature);
    if (box.empty() || !box.meets(state.index.extent)) {
        return {};
    }
    if (const auto set = state.commonSet(parcels, feature)) {
        for (const Membership& m : state.index.sets.members(*set)) {
            addPart(m.district, times(fixed(parcels.doubledArea(feature)), m.winding));
        }
        return state.parts;
    }
    for (const PartSums::Sum& sum : state.walk.walk(parcels, feature)) {
        addPart(sum.district, sum.area);
    }
    std::ranges::sort(state.parts, {}, &OverlayPart::district);
    return state.parts;
}

} // namespace tuban::geometry
