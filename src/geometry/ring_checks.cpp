#include "geometry/ring_checks.h"

#include "geometry/predicates.h"
#include "geometry/ring_sweep.h"

#include <array>
#include <vector>

namespace tuban::geometry {

namespace {

/// Whether the ring turns around the middle of its box once, never standing or going back: then
/// every ray from there meets it once, and it is simple. True of most parcels, and quick to see.
bool turnsOnceAround(Ring ring, const GridBox& box) {
    constexpr std::int64_t kWidest = std::int64_t{1} << 30; // products fit 64 bits
    const GridPoint middle{(box.min.x + box.max.x) / 2, (box.min.y + box.max.y) / 2};
    if (box.max.x - box.min.x > kWidest || box.max.y - box.min.y > kWidest) {
        return false;
    }
    bool forward = true;
    int rounds = 0;
    GridPoint a{ring.back().x - middle.x, ring.back().y - middle.y};
    for (const GridPoint& p : ring) {
        const GridPoint b{p.x - middle.x, p.y - middle.y};
        forward = forward & (a.x * b.y - a.y * b.x > 0);
        rounds += (a.y < 0) & (b.y >= 0) ? 1 : 0;
        a = b;
    }
    return forward && rounds == 1;
}

/// More runs than this go to the sweep: comparing every two is only good for few.
constexpr std::size_t kMaxRuns = 12;

/// A run of a ring whose vertices rise in the order of GridPoint (x, then y). It cannot meet
/// itself: every edge lies, in that order, between its two ends.
struct Run {
    const GridPoint* first;
    std::ptrdiff_t step; // to the next higher vertex: 1 or −1
    std::ptrdiff_t edges;
    std::int64_t minY = 0;
    std::int64_t maxY = 0;

    GridPoint at(std::ptrdiff_t i) const { return first[i * step]; }
    void measure() {
        minY = maxY = first->y;
        for (std::ptrdiff_t i = 1; i <= edges; ++i) {
            minY = std::min(minY, at(i).y);
            maxY = std::max(maxY, at(i).y);
        }
    }
};

/// What two runs that follow each other in the ring have in common.
struct CommonEnds {
    bool low = false;
    bool high = false;
};

/// Whether two runs of one ring meet at most at their common ends.
bool runsApart(const Run& a, const Run& b, CommonEnds common) {
    if (a.maxY < b.minY || b.maxY < a.minY) {
        return true;
    }
    std::ptrdiff_t i = 0;
    std::ptrdiff_t j = 0;
    while (i < a.edges && j < b.edges) {
        const GridPoint a0 = a.at(i);
        const GridPoint a1 = a.at(i + 1);
        const GridPoint b0 = b.at(j);
        const GridPoint b1 = b.at(j + 1);
        const bool apart = std::max(a0.y, a1.y) < std::min(b0.y, b1.y) ||
                           std::max(b0.y, b1.y) < std::min(a0.y, a1.y) || a1 < b0 || b1 < a0;
        const bool neighbours = (common.low && i == 0 && j == 0) ||
                                (common.high && i + 1 == a.edges && j + 1 == b.edges);
        if (!apart && !neighbours && segmentsMeet(a0, a1, b0, b1)) {
            return false;
        }
        const bool advanceA = a1 <= b1;
        const bool advanceB = b1 <= a1;
        i += advanceA ? 1 : 0;
        j += advanceB ? 1 : 0;
    }
    return true;
}

struct Runs {
    std::array<Run, kMaxRuns> list;
    std::size_t count = 0;
};

enum class Verdict { Valid, Doubtful, TooManyRuns };

/// Cuts a ring into runs; Valid here means that no turn is a spike.
/// `ring` begins at a turn, and its first vertex is repeated at its end.
Verdict cutIntoRuns(const std::vector<GridPoint>& ring, Runs& runs) {
    const GridPoint* const p = ring.data();
    const auto edges = static_cast<std::ptrdiff_t>(ring.size()) - 1;
    for (std::ptrdiff_t start = 0; start < edges;) {
        const bool rising = p[start] < p[start + 1];
        std::ptrdiff_t end = start + 1;
        while (end < edges && (p[end] < p[end + 1]) == rising) {
            ++end;
        }
        if (orientation(p[end - 1], p[end], end == edges ? p[1] : p[end + 1]) == 0) {
            return Verdict::Doubtful;
        }
        if (runs.count == kMaxRuns) {
            return Verdict::TooManyRuns;
        }
        Run& run = runs.list[runs.count++];
        run = {rising ? p + start : p + end, rising ? 1 : -1, end - start};
        run.measure();
        start = end;
    }
    return Verdict::Valid;
}

Verdict checkRuns(const std::vector<GridPoint>& ring) {
    Runs runs;
    if (const Verdict verdict = cutIntoRuns(ring, runs); verdict != Verdict::Valid) {
        return verdict;
    }
    for (std::size_t i = 0; i < runs.count; ++i) {
        for (std::size_t j = i + 1; j < runs.count; ++j) {
            const bool iThenJ = j == i + 1;
            const bool jThenI = i == 0 && j + 1 == runs.count;
            const bool iRises = runs.list[i].step == 1;
            // Runs alternate: two that follow each other share a top if the first of them rises.
            const CommonEnds common{(iThenJ && !iRises) || (jThenI && iRises),
                                    (iThenJ && iRises) || (jThenI && !iRises)};
            if (!runsApart(runs.list[i], runs.list[j], common)) {
                return Verdict::Doubtful;
            }
        }
    }
    return Verdict::Valid;
}

/// Copies a ring so that it begins at a turn, and closes it.
void openAtTurn(Ring ring, std::vector<GridPoint>& out) {
    const bool rising = ring[0] < ring[1];
    std::size_t turn = 1;
    while ((ring[turn] < ring[turn + 1 == ring.size() ? 0 : turn + 1]) == rising) {
        ++turn;
    }
    out.assign(ring.begin() + static_cast<std::ptrdiff_t>(turn), ring.end());
    out.insert(out.end(), ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(turn) + 1);
}

} // namespace

struct RingChecker::Scratch {
    std::vector<GridPoint> ring;
    RingSweep sweep;
};

RingChecker::RingChecker() : m_scratch(std::make_unique<Scratch>()) {}
RingChecker::RingChecker(RingChecker&&) noexcept = default;
RingChecker& RingChecker::operator=(RingChecker&&) noexcept = default;
RingChecker::~RingChecker() = default;

bool RingChecker::isClearlyValid(const PolygonChunk& chunk, std::size_t feature) {
    const PolygonChunk::Range rings = chunk.featureRings(feature);
    if (rings.count() == 0) {
        return true;
    }
    if (rings.count() == 1) {
        if (turnsOnceAround(chunk.ring(rings.first), chunk.extent(feature))) {
            return true;
        }
        openAtTurn(chunk.ring(rings.first), m_scratch->ring);
        if (const Verdict verdict = checkRuns(m_scratch->ring); verdict != Verdict::TooManyRuns) {
            return verdict == Verdict::Valid;
        }
    }
    return m_scratch->sweep.isClearlyValid(chunk, feature);
}

} // namespace tuban::geometry
