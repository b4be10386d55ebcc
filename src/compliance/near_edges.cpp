#include "compliance/near_edges.h"

#include "compliance/number_text.h"
#include "geometry/segment_distance.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace tuban::compliance {

using geometry::EdgeOwners;
using geometry::EdgeTree;
using geometry::GridPoint;
using geometry::ResidualEdge;

namespace {

/// Calls visit(edge) for the edges of the leaves around a point, some of them several times.
template <typename Visit>
void visitNear(const EdgeTree& tree, GridPoint p, double cells, const Visit& visit) {
    const auto reach = static_cast<std::int64_t>(std::ceil(cells));
    const geometry::GridBox box{{p.x - reach, p.y - reach}, {p.x + reach, p.y + reach}};
    tree.visitLeaves(
        box,
        [](std::uint32_t) { return true; },
        [&](std::uint32_t node) {
            for (const std::uint32_t e : tree.entries(tree.nodes()[node])) {
                visit(e);
            }
        });
}

GridPoint middleOf(const ResidualEdge& e) {
    return {e.a.x + (e.b.x - e.a.x) / 2, e.a.y + (e.b.y - e.a.y) / 2};
}

using Rows = std::vector<std::uint32_t>;

Rows rowsOf(const EdgeOwners& owners, std::uint32_t edge) {
    Rows rows;
    for (const EdgeOwners::Owner& owner : owners.owners(edge)) {
        rows.push_back(owner.feature);
    }
    return rows; // sorted, as owners are
}

bool disjoint(const Rows& one, const Rows& other) {
    return std::none_of(one.begin(), one.end(), [&](std::uint32_t row) {
        return std::binary_search(other.begin(), other.end(), row);
    });
}

} // namespace

std::vector<NearVertex>
nearVertices(std::span<const ResidualEdge> edges, const EdgeTree& tree, double cells) {
    std::vector<GridPoint> vertices;
    for (const ResidualEdge& e : edges) {
        vertices.push_back(e.a);
        vertices.push_back(e.b);
    }
    std::sort(vertices.begin(), vertices.end());
    vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
    std::vector<NearVertex> found;
    for (const GridPoint p : vertices) {
        visitNear(tree, p, cells, [&](std::uint32_t e) {
            if (edges[e].a == p || edges[e].b == p) {
                return;
            }
            const auto nearest = geometry::nearestOnSegment(p, edges[e].a, edges[e].b);
            if (nearest.cells <= cells && nearest.fraction > 0 && nearest.fraction < 1) {
                found.push_back({e, p, nearest.cells});
            }
        });
    }
    const auto key = [](const NearVertex& n) { return std::tie(n.edge, n.vertex); };
    std::sort(found.begin(), found.end(), [&](const NearVertex& m, const NearVertex& n) {
        return key(m) < key(n);
    });
    found.erase(
        std::unique(found.begin(),
                    found.end(),
                    [&](const NearVertex& m, const NearVertex& n) { return key(m) == key(n); }),
        found.end());
    return found;
}

std::vector<std::uint32_t>
nearEdges(std::span<const ResidualEdge> edges, const EdgeTree& tree, double cells) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t e = 0; e < edges.size(); ++e) {
        if (geometry::distanceBetween(edges[e].a, edges[e].b) <= 2 * cells) {
            continue;
        }
        const GridPoint middle = middleOf(edges[e]);
        bool near = false;
        visitNear(tree, middle, cells, [&](std::uint32_t f) {
            near =
                near || (f != e &&
                         geometry::nearestOnSegment(middle, edges[f].a, edges[f].b).cells <= cells);
        });
        if (near) {
            found.push_back(e);
        }
    }
    return found;
}

std::vector<CheckFinding> missingVertices(const CheckedLayer& layer,
                                          const EdgeOwners& owners,
                                          const std::vector<NearVertex>& near,
                                          std::vector<bool>& used) {
    std::vector<CheckFinding> findings;
    for (const NearVertex& n : near) {
        const Rows lacking = rowsOf(owners, n.edge);
        Rows having;
        const std::vector<std::uint32_t> spokes = owners.edgesAt(n.vertex);
        for (const std::uint32_t e : spokes) {
            const Rows more = rowsOf(owners, e);
            having.insert(having.end(), more.begin(), more.end());
        }
        std::sort(having.begin(), having.end());
        having.erase(std::unique(having.begin(), having.end()), having.end());
        for (const std::uint32_t row : lacking) {
            if (std::binary_search(having.begin(), having.end(), row)) {
                continue;
            }
            CheckFinding finding{
                .kind = CheckKind::MissingVertex, .rows = {row}, .place = n.vertex};
            finding.rows.insert(finding.rows.end(), having.begin(), having.end());
            finding.values = {numberText(layer.lengthOf(n.cells).inMetres(), "%.4f")};
            findings.push_back(std::move(finding));
            used[n.edge] = true;
            for (const std::uint32_t e : spokes) {
                used[e] = true;
            }
        }
    }
    return findings;
}

std::vector<CheckFinding> unmatchedEdges(const CheckedLayer& layer,
                                         const EdgeOwners& owners,
                                         const std::vector<std::uint32_t>& near,
                                         double cells,
                                         const std::vector<bool>& used) {
    /// The polygons of the nearest edge of others; nothing if there is none within reach.
    const auto othersAt = [&](GridPoint p, const Rows& own) {
        std::optional<std::pair<double, std::uint32_t>> best;
        visitNear(owners.tree(), p, cells, [&](std::uint32_t f) {
            const ResidualEdge& edge = owners.edges()[f];
            const double distance = geometry::nearestOnSegment(p, edge.a, edge.b).cells;
            const std::pair candidate{distance, f};
            if (distance <= cells && (!best || candidate < *best) &&
                disjoint(own, rowsOf(owners, f))) {
                best = candidate;
            }
        });
        return best ? rowsOf(owners, best->second) : Rows();
    };
    struct Run {
        GridPoint place;
        std::size_t edges = 0;
        double cells = 0;
    };
    std::map<std::pair<std::uint32_t, std::uint32_t>, Run> runs;
    for (const std::uint32_t e : near) {
        const ResidualEdge& edge = owners.edges()[e];
        const Rows own = rowsOf(owners, e);
        const Rows others = othersAt(middleOf(edge), own);
        if (used[e] || own.empty() || others.empty() || othersAt(edge.a, own).empty() ||
            othersAt(edge.b, own).empty()) {
            continue;
        }
        Run& run = runs[std::minmax(own.front(), others.front())];
        run.place = run.edges == 0 ? middleOf(edge) : run.place;
        run.edges += 1;
        run.cells += geometry::distanceBetween(edge.a, edge.b);
    }
    std::vector<CheckFinding> findings;
    for (const auto& [pair, run] : runs) {
        CheckFinding finding{.kind = CheckKind::UnmatchedEdge,
                             .rows = {pair.first, pair.second},
                             .place = run.place};
        finding.values = {std::to_string(run.edges),
                          numberText(layer.lengthOf(run.cells).inMetres(), "%.2f")};
        findings.push_back(std::move(finding));
    }
    return findings;
}

} // namespace tuban::compliance
