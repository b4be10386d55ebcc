#include "geometry/edge_owners.h"

#include "base/parallel.h"
#include "geometry/predicates.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace tuban::geometry {

namespace {

std::uint64_t hashOf(GridPoint p) {
    std::uint64_t h = static_cast<std::uint64_t>(p.x) * 0x9E3779B97F4A7C15U +
                      static_cast<std::uint64_t>(p.y) * 0xC2B2AE3D27D4EB4FU;
    h ^= h >> 29;
    return h * 0xBF58476D1CE4E5B9U;
}

/// Finds residual edges by their ends: open addressing, at most half full.
class EdgeTable {
public:
    explicit EdgeTable(std::span<const ResidualEdge> edges)
        : m_edges(edges), m_slots(std::bit_ceil(2 * edges.size() + 2), kEmpty) {
        for (std::uint32_t e = 0; e < edges.size(); ++e) {
            std::size_t at = slotOf(hashOf(edges[e].a), hashOf(edges[e].b));
            while (m_slots[at] != kEmpty) {
                at = (at + 1) & (m_slots.size() - 1);
            }
            m_slots[at] = e;
        }
    }

    /// The edge between two points whose hashes are known; kEmpty: it is none of the residual.
    std::uint32_t find(GridPoint p, std::uint64_t hashP, GridPoint q, std::uint64_t hashQ) const {
        for (std::size_t at = slotOf(hashP, hashQ);; at = (at + 1) & (m_slots.size() - 1)) {
            const std::uint32_t e = m_slots[at];
            if (e == kEmpty || (m_edges[e].a == p && m_edges[e].b == q) ||
                (m_edges[e].a == q && m_edges[e].b == p)) {
                return e;
            }
        }
    }

    static constexpr std::uint32_t kEmpty = UINT32_MAX;

private:
    std::size_t slotOf(std::uint64_t hashP, std::uint64_t hashQ) const {
        return (hashP + hashQ) >> 20 & (m_slots.size() - 1);
    }

    std::span<const ResidualEdge> m_edges;
    std::vector<std::uint32_t> m_slots;
};

struct Claim {
    std::uint32_t edge;
    EdgeOwners::Owner owner;
    auto operator<=>(const Claim&) const = default;
};

void claimRing(const EdgeTable& table, Ring ring, std::uint32_t feature, std::vector<Claim>& out) {
    GridPoint from = ring.back();
    std::uint64_t fromHash = hashOf(from);
    for (const GridPoint to : ring) {
        const std::uint64_t toHash = hashOf(to);
        const std::uint32_t edge = table.find(from, fromHash, to, toHash);
        if (edge != EdgeTable::kEmpty) {
            out.push_back({edge, {feature, from < to}});
        }
        from = to;
        fromHash = toHash;
    }
}

std::vector<Claim> claimsOf(std::span<const ResidualEdge> edges,
                            std::span<const PolygonChunk* const> chunks,
                            int threads) {
    if (edges.empty()) {
        return {};
    }
    const EdgeTable table(edges);
    std::vector<std::uint32_t> firstFeature{0};
    for (const PolygonChunk* chunk : chunks) {
        firstFeature.push_back(firstFeature.back() + static_cast<std::uint32_t>(chunk->size()));
    }
    std::vector<std::vector<Claim>> found(static_cast<std::size_t>(threads));
    parallelForBlocks(chunks.size(), threads, [&](int worker, std::size_t c) {
        std::vector<Claim>& out = found[static_cast<std::size_t>(worker)];
        const PolygonChunk& chunk = *chunks[c];
        for (std::uint32_t f = 0; f < chunk.size(); ++f) {
            const PolygonChunk::Range rings = chunk.featureRings(f);
            for (std::uint32_t r = rings.first; r < rings.last; ++r) {
                claimRing(table, chunk.ring(r), firstFeature[c] + f, out);
            }
        }
    });
    std::vector<Claim> all;
    for (std::vector<Claim>& part : found) {
        all.insert(all.end(), part.begin(), part.end());
        std::vector<Claim>().swap(part);
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

bool isOn(const ResidualEdge& e, GridPoint p) {
    return orientation(e.a, e.b, p) == 0 && boxesMeet(e.a, e.b, p, p);
}

void tidy(std::vector<std::uint32_t>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

} // namespace

EdgeOwners::EdgeOwners(std::vector<ResidualEdge> edges,
                       std::span<const PolygonChunk* const> chunks,
                       int threads)
    : m_edges(std::move(edges)),
      m_tree(std::make_unique<EdgeTree>(m_edges)),
      m_firstOwner(m_edges.size() + 1, 0) {
    const std::vector<Claim> claims = claimsOf(m_edges, chunks, threads);
    m_owners.reserve(claims.size());
    for (const Claim& claim : claims) {
        ++m_firstOwner[claim.edge + 1];
        m_owners.push_back(claim.owner);
    }
    for (std::size_t e = 0; e < m_edges.size(); ++e) {
        m_firstOwner[e + 1] += m_firstOwner[e];
    }
}

std::vector<std::uint32_t> EdgeOwners::edgesAlong(GridPoint from, GridPoint to) const {
    std::vector<std::uint32_t> along;
    if (m_edges.empty()) {
        return along;
    }
    for (const std::uint32_t e : m_tree->entries(m_tree->leafAt(from))) {
        if (isOn(m_edges[e], from) && isOn(m_edges[e], to)) {
            along.push_back(e);
        }
    }
    return along;
}

EdgeOwners::Sides EdgeOwners::sidesOf(GridPoint from, GridPoint to) const {
    Sides sides;
    const bool forward = from < to;
    for (const std::uint32_t e : edgesAlong(from, to)) {
        for (const Owner& owner : owners(e)) {
            (owner.along == forward ? sides.left : sides.right).push_back(owner.feature);
        }
    }
    tidy(sides.left);
    tidy(sides.right);
    return sides;
}

std::vector<std::uint32_t> EdgeOwners::edgesAt(GridPoint vertex) const {
    std::vector<std::uint32_t> found;
    if (m_edges.empty()) {
        return found;
    }
    for (const std::uint32_t e : m_tree->entries(m_tree->leafAt(vertex))) {
        if (m_edges[e].a == vertex || m_edges[e].b == vertex) {
            found.push_back(e);
        }
    }
    tidy(found);
    return found;
}

} // namespace tuban::geometry
