#include "geometry/edge_tree.h"

#include "geometry/predicates.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace tuban::geometry {

namespace {

constexpr std::size_t kEdgesPerLeaf = 12;
/// A branch is split no further once its boxes hold this many entries for each of its edges.
constexpr double kMaxCopies = 8.0;

} // namespace

int sideOfShifted(GridPoint a, GridPoint b, GridPoint q) {
    const int side = signOf(orientation(a, b, q));
    if (side != 0) {
        return side;
    }
    return a.y != b.y ? (a.y > b.y ? 1 : -1) : (a.x < b.x ? 1 : -1);
}

int sideOfUnshifted(GridPoint c, GridPoint d, GridPoint p) {
    const int side = signOf(orientation(c, d, p));
    if (side != 0) {
        return side;
    }
    return c.y != d.y ? (d.y > c.y ? 1 : -1) : (d.x > c.x ? -1 : 1);
}

EdgeTree::EdgeTree(std::span<const ResidualEdge> edges) : m_edges(edges) {
    GridBox extent;
    for (const ResidualEdge& edge : edges) {
        extent.add(edge.a);
        extent.add(edge.b);
    }
    Node root;
    if (!extent.empty()) {
        root.corner = {extent.min.x - 1, extent.min.y - 1};
        const auto side = static_cast<std::uint64_t>(
            std::max(extent.max.x - root.corner.x, extent.max.y - root.corner.y) + 1);
        root.sizeBits = static_cast<std::uint8_t>(std::bit_width(side));
    }
    m_nodes.push_back(root);
    std::vector<std::uint32_t> all(edges.size());
    std::iota(all.begin(), all.end(), 0U);
    split(0, std::move(all), 1.0);
}

EdgeTree::Box EdgeTree::boxOf(const Node& node) {
    const std::int64_t size = std::int64_t{1} << node.sizeBits;
    return {node.corner, {node.corner.x + size, node.corner.y + size}};
}

bool EdgeTree::meets(const Box& box, GridPoint p, GridPoint q, bool asSegment) {
    if (!boxesMeet(box.min, box.max, p, q)) {
        return false;
    }
    if (!asSegment) {
        return true;
    }
    const bool sameWay = (p.x <= q.x) == (p.y <= q.y);
    const GridPoint corner{box.min.x, sameWay ? box.max.y : box.min.y};
    const GridPoint opposite{box.max.x, sameWay ? box.min.y : box.max.y};
    return signOf(orientation(p, q, corner)) * signOf(orientation(p, q, opposite)) <= 0;
}

void EdgeTree::split(std::uint32_t node, std::vector<std::uint32_t> edges, double copies) {
    const Node parent = m_nodes[node];
    std::array<std::vector<std::uint32_t>, 4> parts;
    std::size_t total = 0;
    const bool small = edges.size() <= kEdgesPerLeaf || parent.sizeBits == 0;
    if (!small && copies <= kMaxCopies) {
        const std::int64_t half = std::int64_t{1} << (parent.sizeBits - 1);
        const GridPoint corner = parent.corner;
        const GridPoint east{corner.x + half, corner.y};
        const GridPoint north{corner.x, corner.y + half};
        const GridPoint middle{east.x, north.y};
        const std::int32_t northDepth = parent.depth + depthChange(edges, corner, north);
        const std::array<Node, 4> children{
            Node{corner, parent.depth},
            Node{east, parent.depth + depthChange(edges, corner, east)},
            Node{north, northDepth},
            Node{middle, northDepth + depthChange(edges, north, middle)}};
        m_nodes[node].firstChild = static_cast<std::uint32_t>(m_nodes.size());
        for (std::size_t i = 0; i < 4; ++i) {
            m_nodes.push_back(children[i]);
            m_nodes.back().sizeBits = static_cast<std::uint8_t>(parent.sizeBits - 1);
            const Box box = boxOf(m_nodes.back());
            for (const std::uint32_t e : edges) {
                if (meets(box, m_edges[e].a, m_edges[e].b, true)) {
                    parts[i].push_back(e);
                }
            }
            total += parts[i].size();
        }
    } else {
        m_nodes[node].firstEntry = m_entries.size();
        m_entries.insert(m_entries.end(), edges.begin(), edges.end());
        m_nodes[node].lastEntry = m_entries.size();
        return;
    }
    const double growth = static_cast<double>(total) / static_cast<double>(edges.size());
    std::vector<std::uint32_t>().swap(edges);
    for (std::uint32_t i = 0; i < 4; ++i) {
        split(m_nodes[node].firstChild + i, std::move(parts[i]), copies * growth);
    }
}

/// Depth at to + (ε, ε²) less depth at from + (ε, ε²); `to` lies due east or due north.
std::int32_t
EdgeTree::depthChange(std::span<const std::uint32_t> edges, GridPoint from, GridPoint to) const {
    const bool east = from.y == to.y;
    std::int32_t change = 0;
    for (const std::uint32_t e : edges) {
        const ResidualEdge& edge = m_edges[e];
        const bool aBeyond = east ? edge.a.y > from.y : edge.a.x > from.x;
        const bool bBeyond = east ? edge.b.y > from.y : edge.b.x > from.x;
        if (aBeyond == bBeyond) {
            continue;
        }
        const int toSide = sideOfShifted(edge.a, edge.b, to);
        if (toSide != sideOfShifted(edge.a, edge.b, from)) {
            change += toSide * edge.multiplicity;
        }
    }
    return change;
}

std::int32_t EdgeTree::depthAt(GridPoint q) const {
    const Box whole = boxOf(m_nodes.front());
    if (q.x < whole.min.x || q.y < whole.min.y || q.x >= whole.max.x || q.y >= whole.max.y) {
        return 0;
    }
    const Node& leaf = leafAt(q);
    const GridPoint below{q.x, leaf.corner.y};
    return leaf.depth + depthChange(entries(leaf), leaf.corner, below) +
           depthChange(entries(leaf), below, q);
}

const EdgeTree::Node& EdgeTree::leafAt(GridPoint q) const {
    const Node* node = &m_nodes.front();
    while (node->firstChild != 0) {
        const std::int64_t half = std::int64_t{1} << (node->sizeBits - 1);
        const std::uint32_t east = q.x >= node->corner.x + half ? 1 : 0;
        const std::uint32_t north = q.y >= node->corner.y + half ? 2 : 0;
        node = &m_nodes[node->firstChild + east + north];
    }
    return *node;
}

} // namespace tuban::geometry
