#include "geometry/shared_vertices.h"

#include "base/parallel.h"
#include "geometry/box_tree.h"
#include "geometry/predicates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace tuban::geometry {

namespace {

std::uint64_t mixed(std::uint64_t v) {
    v ^= v >> 31U;
    v *= 0x9E3779B97F4A7C15ULL;
    v ^= v >> 29U;
    v *= 0xBF58476D1CE4E5B9ULL;
    return v ^ (v >> 32U);
}

/// The same for both directions.
std::uint64_t hashOf(GridPoint a, GridPoint b) {
    const auto one = [](GridPoint p) {
        return mixed(static_cast<std::uint64_t>(p.x) + mixed(static_cast<std::uint64_t>(p.y)));
    };
    return mixed(one(std::min(a, b)) + 3 * one(std::max(a, b)));
}

double squaredLength(GridPoint a, GridPoint b) {
    const auto dx = static_cast<double>(b.x - a.x);
    const auto dy = static_cast<double>(b.y - a.y);
    return dx * dx + dy * dy;
}

double along(GridPoint a, GridPoint b, GridPoint p) {
    return static_cast<double>(p.x - a.x) * static_cast<double>(b.x - a.x) +
           static_cast<double>(p.y - a.y) * static_cast<double>(b.y - a.y);
}

bool liesOn(GridPoint a, GridPoint b, GridPoint p) {
    const double length = squaredLength(a, b);
    const double place = along(a, b, p);
    if (p == a || p == b || place <= 0.0 || place >= length) {
        return false;
    }
    const Int128 side = orientation(a, b, p);
    if (side == 0) {
        return true;
    }
    const auto off = static_cast<double>(side);
    return off * off <= length && squaredLength(a, p) > 1.0 && squaredLength(b, p) > 1.0;
}

} // namespace

/// Ends of unmatched edges, each once, and which rings have them.
struct SharedVertices::Candidates {
    std::vector<GridPoint> points;
    std::vector<std::uint32_t> rings;  ///< the first ring that has the point
    std::vector<std::uint8_t> several; ///< others have it, too
};

void SharedVertices::add(std::uint32_t feature, std::uint32_t ring, Ring vertices) {
    m_rings.push_back({feature, ring, static_cast<std::uint32_t>(m_points.size())});
    m_points.insert(m_points.end(), vertices.begin(), vertices.end());
}

GridPoint SharedVertices::endOf(std::uint32_t edge, std::uint32_t ring) const {
    const std::size_t next = edge + std::size_t{1};
    const std::size_t end = ring + std::size_t{1} < m_rings.size()
                                ? m_rings[ring + std::size_t{1}].first
                                : m_points.size();
    return m_points[next == end ? m_rings[ring].first : next];
}

/// Edges by the hashes of their ends, in piles of like hashes that fit the caches.
struct SharedVertices::EdgePiles {
    struct Key {
        std::uint64_t hash;
        std::uint32_t edge;
        auto operator<=>(const Key&) const = default;
    };
    static constexpr std::size_t kPiles = 1024;
    static std::size_t pileOf(std::uint64_t hash) { return hash >> 54U; }

    std::vector<Key> keys;
    std::array<std::size_t, kPiles + 1> starts{};
};

/// One block of edges after the other counts and then places its keys, so that the piles are the
/// same for any number of threads.
SharedVertices::EdgePiles
SharedVertices::pileEdges(const std::vector<std::uint32_t>& ringOfEdge) const {
    constexpr std::size_t kBlock = std::size_t{1} << 16U;
    using Counts = std::array<std::uint32_t, EdgePiles::kPiles>;
    const std::size_t edges = m_points.size();
    std::vector<Counts> counts((edges + kBlock - 1) / kBlock, Counts{});
    const auto eachHash = [&](std::size_t block, const auto& take) {
        const std::size_t end = std::min(edges, (block + 1) * kBlock);
        for (std::size_t edge = block * kBlock; edge < end; ++edge) {
            const auto number = static_cast<std::uint32_t>(edge);
            take(hashOf(m_points[edge], endOf(number, ringOfEdge[edge])), number);
        }
    };
    parallelFor(counts.size(), threadCount(0), [&](int, std::size_t block) {
        eachHash(block, [&](std::uint64_t hash, std::uint32_t) {
            ++counts[block][EdgePiles::pileOf(hash)];
        });
    });
    EdgePiles piles;
    piles.keys.resize(edges);
    std::size_t place = 0;
    for (std::size_t pile = 0; pile < EdgePiles::kPiles; ++pile) {
        piles.starts[pile] = place;
        for (Counts& count : counts) {
            place += std::exchange(count[pile], static_cast<std::uint32_t>(place));
        }
    }
    piles.starts[EdgePiles::kPiles] = place;
    parallelFor(counts.size(), threadCount(0), [&](int, std::size_t block) {
        eachHash(block, [&](std::uint64_t hash, std::uint32_t edge) {
            piles.keys[counts[block][EdgePiles::pileOf(hash)]++] = {hash, edge};
        });
    });
    return piles;
}

std::vector<std::uint32_t>
SharedVertices::unmatchedEdges(const std::vector<std::uint32_t>& ringOfEdge) const {
    EdgePiles piles = pileEdges(ringOfEdge);
    const auto same = [&](std::uint32_t e, std::uint32_t f) {
        const GridPoint e2 = endOf(e, ringOfEdge[e]);
        const GridPoint f2 = endOf(f, ringOfEdge[f]);
        return std::minmax(m_points[e], e2) == std::minmax(m_points[f], f2);
    };
    std::vector<std::uint8_t> isMatched(m_points.size(), 0);
    parallelFor(EdgePiles::kPiles, threadCount(0), [&](int, std::size_t pile) {
        const auto first = piles.keys.begin() + static_cast<std::ptrdiff_t>(piles.starts[pile]);
        const auto last = piles.keys.begin() + static_cast<std::ptrdiff_t>(piles.starts[pile + 1]);
        std::sort(first, last);
        for (auto key = first; key != last; ++key) {
            const auto next = key + 1;
            if (next != last && next->hash == key->hash && same(key->edge, next->edge)) {
                isMatched[key->edge] = 1;
                isMatched[next->edge] = 1;
            }
        }
    });
    std::vector<std::uint32_t> unmatched;
    for (std::uint32_t edge = 0; edge < isMatched.size(); ++edge) {
        if (isMatched[edge] == 0) {
            unmatched.push_back(edge);
        }
    }
    return unmatched;
}

std::vector<SharedVertices::Insertion> SharedVertices::find() const {
    std::vector<std::uint32_t> ringOfEdge(m_points.size());
    for (std::uint32_t ring = 0; ring < m_rings.size(); ++ring) {
        const std::size_t end = ring + std::size_t{1} < m_rings.size()
                                    ? m_rings[ring + std::size_t{1}].first
                                    : m_points.size();
        std::fill(ringOfEdge.begin() + m_rings[ring].first,
                  ringOfEdge.begin() + static_cast<std::ptrdiff_t>(end),
                  ring);
    }
    const std::vector<std::uint32_t> edges = unmatchedEdges(ringOfEdge);
    std::vector<std::pair<GridPoint, std::uint32_t>> ends;
    for (const std::uint32_t edge : edges) {
        ends.emplace_back(m_points[edge], ringOfEdge[edge]);
        ends.emplace_back(endOf(edge, ringOfEdge[edge]), ringOfEdge[edge]);
    }
    std::sort(ends.begin(), ends.end());
    Candidates candidates;
    std::vector<GridBox> boxes;
    for (const auto& [point, ring] : ends) {
        if (candidates.points.empty() || candidates.points.back() != point) {
            candidates.points.push_back(point);
            candidates.rings.push_back(ring);
            candidates.several.push_back(0);
            boxes.push_back({point, point});
        } else if (candidates.rings.back() != ring) {
            candidates.several.back() = 1;
        }
    }
    const BoxTree tree(boxes);
    std::vector<Insertion> found;
    for (const std::uint32_t edge : edges) {
        const std::uint32_t ring = ringOfEdge[edge];
        const GridPoint a = m_points[edge];
        const GridPoint b = endOf(edge, ring);
        const std::size_t before = found.size();
        tree.visitSegment(a, b, 1, [&](std::size_t i) {
            const bool foreign = candidates.several[i] != 0 || candidates.rings[i] != ring;
            if (foreign && liesOn(a, b, candidates.points[i])) {
                found.push_back({m_rings[ring].feature,
                                 m_rings[ring].ring,
                                 edge - m_rings[ring].first,
                                 candidates.points[i]});
            }
        });
        std::sort(found.begin() + static_cast<std::ptrdiff_t>(before),
                  found.end(),
                  [&](const auto& p, const auto& q) {
                      return std::pair(along(a, b, p.vertex), p.vertex) <
                             std::pair(along(a, b, q.vertex), q.vertex);
                  });
    }
    std::stable_sort(found.begin(), found.end(), [](const Insertion& p, const Insertion& q) {
        return std::tie(p.feature, p.ring, p.edge) < std::tie(q.feature, q.ring, q.edge);
    });
    return found;
}

} // namespace tuban::geometry
