#include "geometry/face_tracer.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>

namespace tuban::geometry {

namespace {

constexpr Int128 kOne = static_cast<Int128>(1) << kFixedAreaBits;

GridPoint directionOf(const ResidualEdge& edge, bool back) {
    const GridPoint d{edge.b.x - edge.a.x, edge.b.y - edge.a.y};
    return back ? GridPoint{-d.x, -d.y} : d;
}

/// Where an edge passes the height y + ε² west of a point.
struct Hit {
    EdgeRatio distance;
    std::int64_t run;  // the edge's direction, upwards
    std::int64_t rise; // > 0
    std::uint32_t edge;

    bool closerThan(const Hit& other) const {
        const int order = compare(distance, other.distance);
        return order != 0
                   ? order < 0
                   : static_cast<Int128>(run) * other.rise > static_cast<Int128>(other.run) * rise;
    }
};

std::optional<Hit> hitWestOf(const ResidualEdge& e, std::uint32_t id, GridPoint p) {
    const bool up = e.b.y > p.y;
    if (up == (e.a.y > p.y) || sideOfShifted(e.a, e.b, p) == (up ? 1 : -1)) {
        return std::nullopt;
    }
    const Int128 twice = orientation(e.a, e.b, p);
    const std::int64_t rise = up ? e.b.y - e.a.y : e.a.y - e.b.y;
    const std::int64_t run = up ? e.b.x - e.a.x : e.a.x - e.b.x;
    return Hit{{twice < 0 ? -twice : twice, rise}, run, rise, id};
}

} // namespace

FaceTracer::FaceTracer(const EdgeNetwork& network) : m_network(network) {
    joinCrossings();
    cutIntoPieces();
    linkHalves();
    traceContours();
    findShells();
}

/// Gives every vertex and every crossing point a node; crossings of several edges in one point,
/// found by equal places along an edge, are one node.
void FaceTracer::joinCrossings() {
    const auto edges = m_network.edges();
    std::vector<std::uint32_t> ends(2 * edges.size());
    std::iota(ends.begin(), ends.end(), 0U);
    const auto pointOf = [&](std::uint32_t end) {
        return end % 2 == 0 ? edges[end / 2].a : edges[end / 2].b;
    };
    std::sort(ends.begin(), ends.end(), [&](std::uint32_t s, std::uint32_t t) {
        return pointOf(s) < pointOf(t);
    });
    m_vertexOfEnd.resize(ends.size());
    for (const std::uint32_t end : ends) {
        if (m_nodePoint.empty() || m_nodePoint.back() != pointOf(end)) {
            m_nodePoint.push_back(pointOf(end));
        }
        m_vertexOfEnd[end] = static_cast<std::uint32_t>(m_nodePoint.size() - 1);
    }

    struct Named {
        std::uint32_t low;
        std::uint32_t high;
        std::uint32_t crossing;
    };
    std::vector<Named> named;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> same;
    std::uint32_t index = 0;
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        const auto crossings = m_network.crossings(e);
        for (std::size_t i = 0; i < crossings.size(); ++i, ++index) {
            const auto [low, high] = std::minmax(e, crossings[i].other);
            named.push_back({low, high, index});
            if (i > 0 && compare(crossings[i - 1].at, crossings[i].at) == 0) {
                same.emplace_back(index - 1, index);
            }
        }
    }
    std::sort(named.begin(), named.end(), [](const Named& n, const Named& o) {
        return std::tie(n.low, n.high, n.crossing) < std::tie(o.low, o.high, o.crossing);
    });
    m_crossingNode.resize(named.size()); // at first: a crossing of the same node, itself for one
    std::iota(m_crossingNode.begin(), m_crossingNode.end(), 0U);
    for (std::size_t i = 0; i + 1 < named.size(); i += 2) {
        same.emplace_back(named[i].crossing, named[i + 1].crossing);
    }
    for (const auto& [one, other] : same) {
        m_crossingNode[crossingNode(one)] = crossingNode(other);
    }
    for (std::uint32_t c = 0; c < m_crossingNode.size(); ++c) {
        m_crossingNode[c] = crossingNode(c);
    }
    const auto vertices = static_cast<std::uint32_t>(m_nodePoint.size());
    m_nodePoint.resize(vertices + m_crossingNode.size());
    index = 0;
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        for (const EdgeNetwork::Crossing& crossing : m_network.crossings(e)) {
            m_crossingNode[index] += vertices;
            m_nodePoint[m_crossingNode[index++]] =
                roundedPoint(edges[e].a, edges[e].b, crossing.at);
        }
    }
}

/// Representative of a crossing among those of the same node, with path halving.
std::uint32_t FaceTracer::crossingNode(std::size_t crossing) {
    auto at = static_cast<std::uint32_t>(crossing);
    while (m_crossingNode[at] != at) {
        m_crossingNode[at] = m_crossingNode[m_crossingNode[at]];
        at = m_crossingNode[at];
    }
    return at;
}

void FaceTracer::cutIntoPieces() {
    const auto edges = m_network.edges();
    const GridPoint origin = m_network.tree().origin();
    std::size_t index = 0;
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        m_firstPiece.push_back(static_cast<std::uint32_t>(m_pieces.size()));
        Piece piece{e, m_vertexOfEnd[2 * e], 0, m_network.leftDepth(e), 0};
        FixedArea start = 0;
        const auto endPiece = [&](std::uint32_t node, FixedArea end) {
            if (node != piece.fromNode) {
                piece.toNode = node;
                piece.swept = end - start;
                m_pieces.push_back(piece);
                start = end;
                piece.fromNode = node;
            }
        };
        for (const EdgeNetwork::Crossing& crossing : m_network.crossings(e)) {
            endPiece(m_crossingNode[index++],
                     sweptArea(origin, edges[e].a, edges[e].b, crossing.at));
            piece.leftDepth += crossing.change;
        }
        endPiece(m_vertexOfEnd[2 * e + 1], orientation(origin, edges[e].a, edges[e].b) * kOne);
    }
    m_firstPiece.push_back(static_cast<std::uint32_t>(m_pieces.size()));
}

/// The next half-edge round a face leaves the end of this one as first clockwise from its reverse.
void FaceTracer::linkHalves() {
    struct Spoke {
        std::uint32_t node;
        std::uint32_t half;
        GridPoint direction;
    };
    std::vector<Spoke> spokes;
    spokes.reserve(2 * m_pieces.size());
    for (std::uint32_t p = 0; p < m_pieces.size(); ++p) {
        const ResidualEdge& edge = m_network.edges()[m_pieces[p].edge];
        spokes.push_back({m_pieces[p].fromNode, 2 * p, directionOf(edge, false)});
        spokes.push_back({m_pieces[p].toNode, 2 * p + 1, directionOf(edge, true)});
    }
    std::sort(spokes.begin(), spokes.end(), [](const Spoke& s, const Spoke& t) {
        return s.node != t.node ? s.node < t.node : comesBefore(s.direction, t.direction);
    });
    m_next.resize(spokes.size());
    for (std::size_t first = 0; first < spokes.size();) {
        std::size_t last = first;
        while (last < spokes.size() && spokes[last].node == spokes[first].node) {
            ++last;
        }
        for (std::size_t i = first; i < last; ++i) {
            const std::size_t clockwise = i == first ? last - 1 : i - 1;
            m_next[spokes[i].half ^ 1U] = spokes[clockwise].half;
        }
        first = last;
    }
}

void FaceTracer::traceContours() {
    m_contourOf.assign(m_next.size(), kNone);
    for (std::uint32_t start = 0; start < m_next.size(); ++start) {
        if (m_contourOf[start] != kNone) {
            continue;
        }
        const Piece& piece = m_pieces[start / 2];
        const bool back = start % 2 != 0;
        const std::int32_t multiplicity = m_network.edges()[piece.edge].multiplicity;
        Contour contour{start, piece.leftDepth - (back ? multiplicity : 0), 0};
        std::uint32_t half = start;
        do {
            m_contourOf[half] = static_cast<std::uint32_t>(m_contours.size());
            const FixedArea swept = m_pieces[half / 2].swept;
            contour.area += half % 2 == 0 ? swept : -swept;
            half = m_next[half];
        } while (half != start);
        m_contours.push_back(contour);
    }
}

/// A hole lies in the face whose border is next to the west of its westernmost vertex.
void FaceTracer::findShells() {
    // Vertices are numbered from west to east, so the group to the west is always done before.
    std::vector<std::uint32_t> westernmost(m_contours.size(), kNone);
    for (std::uint32_t half = 0; half < m_next.size(); ++half) {
        const Piece& piece = m_pieces[half / 2];
        std::uint32_t& node = westernmost[m_contourOf[half]];
        node = std::min(node, half % 2 == 0 ? piece.fromNode : piece.toNode);
    }
    std::vector<std::uint32_t> order(m_contours.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t c, std::uint32_t d) {
        return westernmost[c] < westernmost[d];
    });
    for (const std::uint32_t c : order) {
        Contour& contour = m_contours[c];
        if (contour.isShell()) {
            contour.shell = c;
        }
    }
    for (const std::uint32_t c : order) {
        Contour& contour = m_contours[c];
        if (contour.isShell()) {
            continue;
        }
        const std::uint32_t half = halfWestOf(m_nodePoint[westernmost[c]]);
        contour.shell = half == kNone ? kNone : m_contours[m_contourOf[half]].shell;
    }
}

/// The half-edge next to the west of a vertex that has the vertex on its left.
std::uint32_t FaceTracer::halfWestOf(GridPoint p) const {
    const EdgeTree& tree = m_network.tree();
    std::optional<Hit> nearest;
    for (GridPoint q = p; q.x >= tree.origin().x && !nearest;) {
        const EdgeTree::Node& leaf = tree.leafAt(q);
        for (const std::uint32_t e : tree.entries(leaf)) {
            const ResidualEdge& edge = m_network.edges()[e];
            if (edge.a == p || edge.b == p) {
                continue;
            }
            // Only what passes inside this box: further west another edge may be nearer.
            const GridPoint wall{leaf.corner.x, p.y};
            const auto hit = hitWestOf(edge, e, p);
            if (hit && !hitWestOf(edge, e, wall) && (!nearest || hit->closerThan(*nearest))) {
                nearest = hit;
            }
        }
        q.x = leaf.corner.x - 1;
    }
    if (!nearest) {
        return kNone;
    }
    const ResidualEdge& edge = m_network.edges()[nearest->edge];
    return 2 * pieceAtHeight(nearest->edge, p.y) + (edge.b.y > edge.a.y ? 1U : 0U);
}

/// The piece of an edge that passes the height y + ε².
std::uint32_t FaceTracer::pieceAtHeight(std::uint32_t edge, std::int64_t y) const {
    const ResidualEdge& e = m_network.edges()[edge];
    const bool up = e.b.y > e.a.y;
    const EdgeRatio at =
        up ? EdgeRatio{y - e.a.y, e.b.y - e.a.y} : EdgeRatio{e.a.y - y, e.a.y - e.b.y};
    std::uint32_t piece = m_firstPiece[edge];
    const auto crossings = m_network.crossings(edge);
    for (std::size_t i = 0; i < crossings.size(); ++i) {
        const int order = compare(crossings[i].at, at);
        if (order > 0 || (order == 0 && !up)) {
            break;
        }
        const bool samePlace = i > 0 && compare(crossings[i - 1].at, crossings[i].at) == 0;
        piece += samePlace ? 0U : 1U;
    }
    return piece;
}

void FaceTracer::outline(const Contour& contour, std::vector<GridPoint>& out) const {
    out.clear();
    std::uint32_t half = contour.firstHalf;
    do {
        const Piece& piece = m_pieces[half / 2];
        out.push_back(m_nodePoint[half % 2 == 0 ? piece.fromNode : piece.toNode]);
        half = m_next[half];
    } while (half != contour.firstHalf);
}

void FaceTracer::border(const Contour& contour, std::vector<FaceEdge>& out) const {
    std::uint32_t half = contour.firstHalf;
    do {
        const Piece& piece = m_pieces[half / 2];
        const ResidualEdge& edge = m_network.edges()[piece.edge];
        const GridPoint p = m_nodePoint[piece.fromNode];
        const GridPoint q = m_nodePoint[piece.toNode];
        const double cells =
            std::hypot(static_cast<double>(q.x - p.x), static_cast<double>(q.y - p.y));
        out.push_back(half % 2 == 0 ? FaceEdge{edge.a, edge.b, cells}
                                    : FaceEdge{edge.b, edge.a, cells});
        half = m_next[half];
    } while (half != contour.firstHalf);
}

} // namespace tuban::geometry
