#include "geometry/edge_network.h"

#include <algorithm>
#include <cassert>
#include <tuple>
#include <utility>

namespace tuban::geometry {

namespace {

using EdgePair = std::pair<std::uint32_t, std::uint32_t>;

GridPoint operator-(GridPoint p, GridPoint q) {
    return {p.x - q.x, p.y - q.y};
}

/// Calls found(e, f) for pairs e < f of edges whose boxes meet, perhaps several times for a pair.
template <typename Found>
void forEachPair(const EdgeTree& tree, std::span<const ResidualEdge> edges, const Found& found) {
    for (const EdgeTree::Node& node : tree.nodes()) {
        const auto entries = tree.entries(node);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const ResidualEdge& e = edges[entries[i]];
            // Entries are sorted by their western end.
            for (std::size_t j = i + 1; j < entries.size() && edges[entries[j]].a.x <= e.b.x; ++j) {
                const ResidualEdge& f = edges[entries[j]];
                if (boxesMeet(e.a, e.b, f.a, f.b)) {
                    found(entries[i], entries[j]);
                }
            }
        }
    }
}

bool crossInside(const ResidualEdge& e, const ResidualEdge& f) {
    return signOf(orientation(e.a, e.b, f.a)) * signOf(orientation(e.a, e.b, f.b)) < 0 &&
           signOf(orientation(f.a, f.b, e.a)) * signOf(orientation(f.a, f.b, e.b)) < 0;
}

} // namespace

bool comesBefore(GridPoint d, GridPoint e) {
    const bool dLow = d.y < 0 || (d.y == 0 && d.x > 0);
    const bool eLow = e.y < 0 || (e.y == 0 && e.x > 0);
    return dLow != eLow ? eLow : orientation({0, 0}, d, e) > 0;
}

/// An end of another edge inside an edge.
struct EdgeNetwork::Touch {
    std::uint32_t edge;
    GridPoint at;
    auto operator<=>(const Touch&) const = default;
};

Result<EdgeNetwork> EdgeNetwork::build(std::vector<ResidualEdge> edges, const Progress& progress) {
    EdgeNetwork network;
    network.m_edges = std::move(edges);
    network.m_tree = std::make_unique<EdgeTree>(network.m_edges);
    progress.report(0.3);
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    if (network.splitWhereTouched()) {
        network.m_tree = std::make_unique<EdgeTree>(network.m_edges);
    }
    progress.report(0.6);
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    network.findCrossings();
    network.findDepths();
    progress.report(1.0);
    return network;
}

/// Splits edges at the ends of others that lie inside them; edges on one line then coincide or
/// lie apart, and coinciding ones add up. True if anything was split.
bool EdgeNetwork::splitWhereTouched() {
    std::vector<Touch> touches;
    const auto addIfInside = [&](std::uint32_t edge, GridPoint p) {
        const ResidualEdge& e = m_edges[edge];
        if (e.a < p && p < e.b && orientation(e.a, e.b, p) == 0) {
            touches.push_back({edge, p});
        }
    };
    forEachPair(*m_tree, m_edges, [&](std::uint32_t e, std::uint32_t f) {
        addIfInside(e, m_edges[f].a);
        addIfInside(e, m_edges[f].b);
        addIfInside(f, m_edges[e].a);
        addIfInside(f, m_edges[e].b);
    });
    std::sort(touches.begin(), touches.end());
    touches.erase(std::unique(touches.begin(), touches.end()), touches.end());
    for (std::size_t i = 0; i < touches.size(); ++i) {
        // The edge keeps its last piece; the others are appended.
        ResidualEdge& edge = m_edges[touches[i].edge];
        ResidualEdge piece = edge;
        piece.b = touches[i].at;
        edge.a = touches[i].at;
        m_edges.push_back(piece);
    }
    if (!touches.empty()) {
        normalise(m_edges);
    }
    return !touches.empty();
}

void EdgeNetwork::findCrossings() {
    std::vector<EdgePair> pairs;
    forEachPair(*m_tree, m_edges, [&](std::uint32_t e, std::uint32_t f) {
        if (crossInside(m_edges[e], m_edges[f])) {
            pairs.emplace_back(e, f);
            pairs.emplace_back(f, e);
        }
    });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    m_firstCrossing.assign(m_edges.size() + 1, 0);
    m_crossings.reserve(pairs.size());
    for (const auto& [e, f] : pairs) {
        const ResidualEdge& edge = m_edges[e];
        const ResidualEdge& other = m_edges[f];
        const bool toTheLeft = orientation(other.a, other.b, edge.b) > 0;
        m_crossings.push_back({ratioAlong(edge.a, edge.b, other.a, other.b),
                               f,
                               toTheLeft ? other.multiplicity : -other.multiplicity});
        ++m_firstCrossing[e + 1];
    }
    for (std::size_t e = 0; e < m_edges.size(); ++e) {
        m_firstCrossing[e + 1] += m_firstCrossing[e];
        const auto first = m_crossings.begin() + static_cast<std::ptrdiff_t>(m_firstCrossing[e]);
        const auto last = m_crossings.begin() + static_cast<std::ptrdiff_t>(m_firstCrossing[e + 1]);
        std::sort(first, last, [](const Crossing& c, const Crossing& d) {
            const int order = compare(c.at, d.at);
            return order != 0 ? order < 0 : c.other < d.other;
        });
    }
}

/// Depth around every vertex: known just above east of it, and changing from edge to edge.
void EdgeNetwork::findDepths() {
    struct Spoke {
        GridPoint from;
        GridPoint direction;
        std::uint32_t edge;
        bool atStart;
    };
    std::vector<Spoke> spokes;
    spokes.reserve(2 * m_edges.size());
    for (std::uint32_t e = 0; e < m_edges.size(); ++e) {
        const ResidualEdge& edge = m_edges[e];
        spokes.push_back({edge.a, edge.b - edge.a, e, true});
        spokes.push_back({edge.b, edge.a - edge.b, e, false});
    }
    std::sort(spokes.begin(), spokes.end(), [](const Spoke& s, const Spoke& t) {
        return s.from != t.from ? s.from < t.from : comesBefore(s.direction, t.direction);
    });
    m_leftDepth.resize(m_edges.size());
    std::int32_t depth = 0;
    for (std::size_t i = 0; i < spokes.size(); ++i) {
        const Spoke& spoke = spokes[i];
        if (i == 0 || spokes[i - 1].from != spoke.from) {
            depth = m_tree->depthAt(spoke.from);
        }
        const std::int32_t multiplicity = m_edges[spoke.edge].multiplicity;
        depth += spoke.atStart ? multiplicity : -multiplicity;
        if (spoke.atStart) {
            m_leftDepth[spoke.edge] = depth;
        }
    }
}

} // namespace tuban::geometry
