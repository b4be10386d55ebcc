#include "geometry/coverage_state.h"
#include "geometry/feature_overlap.h"

#include <utility>

namespace tuban::geometry {

namespace {

constexpr Int128 kOne = static_cast<Int128>(1) << kFixedAreaBits;

} // namespace

CoverageMap::State::State(EdgeNetwork edges)
    : network(std::move(edges)), share(network.edges().size(), 0), hot(network.edges().size(), 0) {
    for (std::size_t e = 0; e < network.edges().size(); ++e) {
        weigh(e);
        overlap += share[e];
    }
    markNodes();
}

void CoverageMap::State::weigh(std::size_t edge) {
    const ResidualEdge& e = network.edges()[edge];
    const GridPoint origin = network.tree().origin();
    std::int32_t depth = network.leftDepth(edge);
    std::int32_t before = 0;
    // Σ weight · (end − start) of the pieces, summed by places where the weight changes.
    const auto changeAt = [&](std::int32_t after, FixedArea swept) {
        share[edge] += static_cast<Int128>(before - after) * swept;
        before = after;
    };
    changeAt(weight(edge, depth), 0);
    hot[edge] = before != 0 ? 1 : 0;
    for (const EdgeNetwork::Crossing& crossing : network.crossings(edge)) {
        depth += crossing.change;
        const std::int32_t after = weight(edge, depth);
        if (after != before) {
            hot[edge] = 1;
            changeAt(after, sweptArea(origin, e.a, e.b, crossing.at));
        }
    }
    changeAt(0, orientation(origin, e.a, e.b) * kOne);
}

void CoverageMap::State::markNodes() {
    const auto& nodes = network.tree().nodes();
    hotNode.assign(nodes.size(), 0);
    for (std::size_t i = nodes.size(); i-- > 0;) { // children follow their parents
        const EdgeTree::Node& node = nodes[i];
        bool any = extraCover(node.depth) > 0;
        for (const std::uint32_t e : network.tree().entries(node)) {
            any = any || hot[e] != 0;
        }
        for (std::uint32_t child = 0; node.firstChild != 0 && child < 4; ++child) {
            any = any || hotNode[node.firstChild + child] != 0;
        }
        hotNode[i] = any ? 1 : 0;
    }
}

Result<CoverageMap> CoverageMap::build(const EdgeResidual& residual, const Progress& progress) {
    Result<EdgeNetwork> network = EdgeNetwork::build(residual.m_state->residual(), progress);
    if (!network) {
        return network.error();
    }
    return CoverageMap(std::make_unique<const State>(std::move(*network)));
}

CoverageMap::CoverageMap(std::unique_ptr<const State> state) : m_state(std::move(state)) {}
CoverageMap::CoverageMap(CoverageMap&&) noexcept = default;
CoverageMap& CoverageMap::operator=(CoverageMap&&) noexcept = default;
CoverageMap::~CoverageMap() = default;

bool CoverageMap::hasOverlap() const {
    return m_state->hotNode.front() != 0;
}

FixedArea CoverageMap::overlapEverywhere() const {
    return m_state->overlap;
}

FixedArea CoverageMap::overlapIn(const PolygonChunk& chunk, std::size_t feature) const {
    const GridBox& extent = chunk.extent(feature);
    if (!hasOverlap() || extent.empty()) {
        return 0;
    }
    bool near = false;
    m_state->network.tree().visitLeaves(
        extent,
        [&](std::uint32_t node) { return !near && m_state->hotNode[node] != 0; },
        [&](std::uint32_t) { near = true; });
    return near ? FeatureOverlap(*m_state, chunk, feature).measure() : 0;
}

} // namespace tuban::geometry
