#include "geometry/edge_residual.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <numeric>
#include <span>
#include <tuple>

namespace tuban::geometry {

namespace {

constexpr int kRecentBits = 15;
constexpr std::size_t kFirstMatch = std::size_t{1} << 18;
constexpr std::size_t kEdgesPerBucket = 512;

std::uint64_t vertexHash(GridPoint p) {
    std::uint64_t h = static_cast<std::uint64_t>(p.x) * 0x9E3779B97F4A7C15U +
                      static_cast<std::uint64_t>(p.y) * 0xC2B2AE3D27D4EB4FU;
    h ^= h >> 32;
    return h * 0xD6E8FEB86659FD93U;
}

/// The same for both directions; the high bits are the good ones.
std::uint64_t edgeHash(std::uint64_t from, std::uint64_t to) {
    return (from + to) * 0x9FB21C651E98DF25U;
}

/// Cancels opposite edges of one bucket; what remains is appended to `out`. A table entry holds an
/// edge and how many more of it than of its reverse there are.
class BucketMatcher {
public:
    void match(const DirectedEdge* edges, std::size_t count, std::vector<DirectedEdge>& out) {
        const std::size_t slots = std::bit_ceil(2 * count + 1);
        m_slots.assign(slots, Slot());
        for (std::size_t i = 0; i < count; ++i) {
            Slot& slot = find(edges[i]);
            if (slot.edge.none()) {
                slot.edge = edges[i];
            }
            slot.surplus += slot.edge.from == edges[i].from ? 1 : -1;
        }
        for (const Slot& slot : m_slots) {
            const DirectedEdge edge =
                slot.surplus < 0 ? DirectedEdge{slot.edge.to, slot.edge.from} : slot.edge;
            out.insert(out.end(), static_cast<std::size_t>(std::abs(slot.surplus)), edge);
        }
    }

private:
    struct Slot {
        DirectedEdge edge;
        std::int64_t surplus = 0;
    };

    Slot& find(const DirectedEdge& edge) {
        const std::uint64_t hash = edgeHash(vertexHash(edge.from), vertexHash(edge.to));
        const std::size_t mask = m_slots.size() - 1;
        for (std::size_t at = hash >> 16 & mask;; at = (at + 1) & mask) {
            const DirectedEdge& held = m_slots[at].edge;
            if (held.none() || (held.from == edge.from && held.to == edge.to) ||
                (held.from == edge.to && held.to == edge.from)) {
                return m_slots[at];
            }
        }
    }

    std::vector<Slot> m_slots;
};

/// What is left of the edges of two lists once opposite ones have cancelled; places in a list may
/// be empty. Linear: edges are sorted into buckets that fit the processor's cache.
std::vector<DirectedEdge> cancelled(std::span<const DirectedEdge> list,
                                    std::span<const DirectedEdge> more) {
    const auto bits =
        static_cast<int>(std::bit_width((list.size() + more.size()) / kEdgesPerBucket));
    const auto bucketOf = [bits](const DirectedEdge& edge) {
        const std::uint64_t hash = edgeHash(vertexHash(edge.from), vertexHash(edge.to));
        return bits == 0 ? 0U : hash >> (64 - bits);
    };
    const auto forEach = [&](const auto& visit) {
        std::ranges::for_each(list, visit);
        std::ranges::for_each(more, visit);
    };
    std::vector<std::size_t> ends((std::size_t{1} << bits) + 1, 0);
    forEach([&](const DirectedEdge& edge) {
        if (!edge.none()) {
            ++ends[bucketOf(edge) + 1];
        }
    });
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
    std::vector<DirectedEdge> sorted(ends.back());
    forEach([&](const DirectedEdge& edge) {
        if (!edge.none()) {
            sorted[next[bucketOf(edge)]++] = edge;
        }
    });
    std::vector<DirectedEdge> left;
    BucketMatcher matcher;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        matcher.match(sorted.data() + ends[i], ends[i + 1] - ends[i], left);
    }
    return left;
}

} // namespace

EdgeResidual::State::State() : recent(std::size_t{1} << kRecentBits), matchAt(kFirstMatch) {}

void EdgeResidual::State::add(Ring ring) {
    // In two passes, so that the slots are on their way to the processor when they are needed.
    slots.resize(ring.size());
    std::uint64_t fromHash = vertexHash(ring.back());
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const std::uint64_t toHash = vertexHash(ring[i]);
        slots[i] = &recent[edgeHash(fromHash, toHash) >> (64 - kRecentBits)];
        __builtin_prefetch(slots[i], 1);
        fromHash = toHash;
    }
    GridPoint from = ring.back();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        add({from, ring[i]}, *slots[i]);
        from = ring[i];
    }
}

void EdgeResidual::State::add(const DirectedEdge& edge, DirectedEdge& slot) {
    // Whether the partner waits here is anyone's guess: chosen without a branch.
    const DirectedEdge held = slot;
    const bool partner = held.isReverseOf(edge);
    slot = partner ? DirectedEdge() : edge;
    if (!partner && !held.none()) {
        park(held);
    }
}

void EdgeResidual::State::park(const DirectedEdge& edge) {
    parked.push_back(edge);
    if (parked.size() >= matchAt) {
        match();
        // Doubling keeps the sum of all matching linear, however many edges stay.
        matchAt = std::max(kFirstMatch, 2 * parked.size());
    }
}

void EdgeResidual::State::match() {
    parked = cancelled(parked, {});
}

std::vector<ResidualEdge> EdgeResidual::State::residual() const {
    const std::vector<DirectedEdge> left = cancelled(parked, recent);
    std::vector<ResidualEdge> edges;
    edges.reserve(left.size());
    for (const DirectedEdge& edge : left) {
        if (edge.from < edge.to) {
            edges.push_back({edge.from, edge.to, 1});
        } else {
            edges.push_back({edge.to, edge.from, -1});
        }
    }
    normalise(edges);
    return edges;
}

void normalise(std::vector<ResidualEdge>& edges) {
    std::sort(edges.begin(), edges.end(), [](const ResidualEdge& e, const ResidualEdge& f) {
        return std::tie(e.a, e.b) < std::tie(f.a, f.b);
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size();) {
        ResidualEdge sum = edges[i];
        for (++i; i < edges.size() && edges[i].a == sum.a && edges[i].b == sum.b; ++i) {
            sum.multiplicity += edges[i].multiplicity;
        }
        if (sum.multiplicity != 0) {
            edges[kept++] = sum;
        }
    }
    edges.resize(kept);
}

EdgeResidual::EdgeResidual() : m_state(std::make_unique<State>()) {}
EdgeResidual::EdgeResidual(EdgeResidual&&) noexcept = default;
EdgeResidual& EdgeResidual::operator=(EdgeResidual&&) noexcept = default;
EdgeResidual::~EdgeResidual() = default;

void EdgeResidual::add(const PolygonChunk& chunk, std::size_t feature) {
    const PolygonChunk::Range rings = chunk.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        m_state->add(chunk.ring(r));
    }
}

void EdgeResidual::settle() {
    State& state = *m_state;
    state.parked = cancelled(state.parked, state.recent);
    std::ranges::fill(state.recent, DirectedEdge());
}

std::vector<ResidualEdge> EdgeResidual::edges() const {
    return m_state->residual();
}

void EdgeResidual::merge(const EdgeResidual& other) {
    const State& from = *other.m_state;
    std::vector<DirectedEdge>& parked = m_state->parked;
    parked.insert(parked.end(), from.parked.begin(), from.parked.end());
    std::copy_if(from.recent.begin(),
                 from.recent.end(),
                 std::back_inserter(parked),
                 [](const DirectedEdge& edge) { return !edge.none(); });
}

} // namespace tuban::geometry
