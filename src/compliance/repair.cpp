#include "compliance/repair.h"

#include "geometry/extent_tree.h"
#include "geometry/polygon_boolean.h"
#include "geometry/ring_checks.h"
#include "geometry/segment_distance.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace tuban::compliance {

using geometry::GridPoint;
using geometry::PolygonChunk;
using geometry::PolygonChunkBuilder;

namespace {

constexpr Int128 kOne = static_cast<Int128>(1) << geometry::kFixedAreaBits;
constexpr double kRounded = 1.5; // cells that rounding may have moved a crossing

/// The order of repairs: those that move nothing come first.
constexpr std::array kOrder{CheckKind::DuplicateVertices,
                            CheckKind::MissingVertex,
                            CheckKind::Spike,
                            CheckKind::Overlap,
                            CheckKind::Gap};

using Polygon = std::vector<std::vector<GridPoint>>; // shell and holes
using Parts = std::vector<Polygon>;

Parts partsOf(const PolygonChunk& chunk, std::size_t feature) {
    Parts parts;
    const PolygonChunk::Range range = chunk.parts(feature);
    for (std::uint32_t p = range.first; p < range.last; ++p) {
        parts.emplace_back();
        const PolygonChunk::Range rings = chunk.rings(p);
        for (std::uint32_t r = rings.first; r < rings.last; ++r) {
            const geometry::Ring ring = chunk.ring(r);
            parts.back().emplace_back(ring.begin(), ring.end());
        }
    }
    return parts;
}

PolygonChunk chunkOf(const Parts& parts) {
    PolygonChunkBuilder builder;
    for (const Polygon& part : parts) {
        for (const auto& ring : part) {
            builder.addRing(ring);
        }
        builder.endPart();
    }
    builder.endFeature();
    return builder.take();
}

/// Puts a vertex into the edge that passes nearest to it, within a distance; false if none does or
/// it is a vertex already.
bool insertVertex(Parts& parts, GridPoint vertex, double cells) {
    std::vector<GridPoint>* best = nullptr;
    std::size_t at = 0;
    double nearest = cells;
    for (Polygon& part : parts) {
        for (auto& ring : part) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                if (ring[i] == vertex) {
                    return false;
                }
                const GridPoint next = ring[i + 1 == ring.size() ? 0 : i + 1];
                const auto found = geometry::nearestOnSegment(vertex, ring[i], next);
                if (found.cells <= nearest && found.fraction > 0 && found.fraction < 1) {
                    nearest = found.cells;
                    best = &ring;
                    at = i + 1;
                }
            }
        }
    }
    if (best != nullptr) {
        best->insert(best->begin() + static_cast<std::ptrdiff_t>(at), vertex);
    }
    return best != nullptr;
}

/// Takes out the vertex at which a ring turns back, and what then lies twice.
bool dropVertex(Parts& parts, GridPoint vertex) {
    for (Polygon& part : parts) {
        for (auto& ring : part) {
            const auto found = std::find(ring.begin(), ring.end(), vertex);
            if (found != ring.end() && ring.size() > 3) {
                ring.erase(found);
                return true;
            }
        }
    }
    return false;
}

class Planner {
public:
    Planner(const CheckRules& rules, const CheckedLayer& layer, bool several)
        : m_rules(rules), m_layer(layer), m_several(several) {}

    RepairPlan plan(const std::vector<CheckFinding>& findings) {
        for (std::size_t i = 0; i < findings.size(); ++i) {
            if (!isRepairable(findings[i].kind)) {
                m_plan.refused.emplace_back(i, RepairRefusal::NoRepair);
            }
        }
        for (const CheckKind kind : kOrder) {
            for (std::size_t i = 0; i < findings.size(); ++i) {
                if (findings[i].kind == kind) {
                    repair(findings[i], i);
                }
            }
        }
        std::sort(m_plan.repaired.begin(), m_plan.repaired.end());
        std::sort(m_plan.refused.begin(), m_plan.refused.end());
        for (auto& [row, polygons] : m_now) {
            m_plan.features.push_back(
                {row, areaOf(original(row), 0), areaOf(polygons, 0), std::move(polygons)});
        }
        return std::move(m_plan);
    }

private:
    using Changes = std::map<std::uint32_t, PolygonChunk>;

    PolygonChunk original(std::uint32_t row) const {
        const auto [chunk, feature] = m_layer.locate(row);
        PolygonChunkBuilder builder;
        builder.addFeature(m_layer.valid(chunk), feature);
        return builder.take();
    }
    PolygonChunk current(std::uint32_t row) const {
        const auto changed = m_now.find(row);
        return changed == m_now.end() ? original(row) : changed->second;
    }
    Area areaOf(const PolygonChunk& chunk, std::size_t feature) const {
        return m_layer.areaOf(chunk.doubledArea(feature) * kOne);
    }

    void repair(const CheckFinding& finding, std::size_t index) {
        m_changes.clear();
        m_touched = false;
        std::optional<RepairRefusal> refusal;
        switch (finding.kind) {
        case CheckKind::DuplicateVertices: // a polygon in memory has none: it is stored anew
            take(finding.rows.front(), current(finding.rows.front()));
            break;
        case CheckKind::MissingVertex:
            refusal = insertMissing(finding);
            break;
        case CheckKind::Spike:
            refusal = dropSpike(finding);
            break;
        case CheckKind::Overlap:
            refusal = cutOverlap(finding);
            break;
        default:
            refusal = fillGap(finding);
        }
        if (!refusal) {
            refusal = doubtOf(m_changes);
        }
        if (refusal) {
            m_plan.refused.emplace_back(index, *refusal);
            return;
        }
        for (auto& [row, polygons] : m_changes) {
            m_now.insert_or_assign(row, std::move(polygons));
        }
        m_plan.repaired.push_back(index);
    }

    void take(std::uint32_t row, PolygonChunk polygons) {
        m_changes.insert_or_assign(row, std::move(polygons));
        m_touched = true;
    }

    std::optional<RepairRefusal> doubtOf(const Changes& changes) const {
        for (const auto& [row, polygons] : changes) {
            const std::size_t parts = polygons.parts(0).count();
            if (parts == 0 || (parts > 1 && !m_several)) {
                return RepairRefusal::FallsApart;
            }
            if (geometry::invalidity(polygons, 0)) {
                return RepairRefusal::NotValid;
            }
        }
        return m_touched ? std::nullopt : std::optional(RepairRefusal::NothingChanged);
    }

    std::optional<RepairRefusal> insertMissing(const CheckFinding& finding) {
        Parts parts = partsOf(current(finding.rows.front()), 0);
        const double cells = m_layer.cellsOf(*m_rules.rule(CheckKind::MissingVertex).tolerance);
        if (insertVertex(parts, *finding.place, cells)) {
            take(finding.rows.front(), chunkOf(parts));
        }
        return std::nullopt;
    }

    std::optional<RepairRefusal> dropSpike(const CheckFinding& finding) {
        Parts parts = partsOf(current(finding.rows.front()), 0);
        if (dropVertex(parts, *finding.place)) {
            take(finding.rows.front(), chunkOf(parts));
        }
        return std::nullopt;
    }

    /// Whoever comes first keeps the ground.
    std::vector<std::uint32_t> byPriority(const CheckFinding& finding) const {
        std::vector<std::uint32_t> rows = finding.rows;
        const bool older = m_rules.rule(CheckKind::Overlap).priority == OverlapPriority::Older;
        const auto rank = [&](std::uint32_t row) {
            // Identifiers begin with the time at which they were given out.
            const std::string id(older ? m_layer.text(row, m_layer.columns.id) : "");
            return std::tuple(id, older ? Area() : Area() - areaOf(original(row), 0), row);
        };
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
            return rank(a) < rank(b);
        });
        return rows;
    }

    std::optional<RepairRefusal> cutOverlap(const CheckFinding& finding) {
        const std::vector<std::uint32_t> rows = byPriority(finding);
        for (std::size_t keeper = 0; keeper < rows.size(); ++keeper) {
            for (std::size_t loser = keeper + 1; loser < rows.size(); ++loser) {
                const PolygonChunk kept = standing(rows[keeper]);
                const PolygonChunk whole = standing(rows[loser]);
                auto rest = geometry::reduced(whole, 0, kept, 0);
                if (!rest) {
                    return RepairRefusal::NotValid;
                }
                if (rest->doubledArea(0) == whole.doubledArea(0)) {
                    continue; // cut before, by another finding
                }
                shareVertices(rows[loser], *rest, whole);
                take(rows[loser], std::move(*rest));
            }
        }
        return std::nullopt;
    }

    /// New corners of a polygon become vertices of all that it then borders on.
    void shareVertices(std::uint32_t row, const PolygonChunk& now, const PolygonChunk& before) {
        std::set<GridPoint> known;
        for (const Polygon& part : partsOf(before, 0)) {
            for (const auto& ring : part) {
                known.insert(ring.begin(), ring.end());
            }
        }
        for (const Polygon& part : partsOf(now, 0)) {
            for (const auto& ring : part) {
                for (const GridPoint p : ring) {
                    if (known.insert(p).second) {
                        shareVertex(row, p);
                    }
                }
            }
        }
    }

    void shareVertex(std::uint32_t owner, GridPoint p) {
        if (!m_tree) {
            m_tree.emplace(m_layer.allValid());
        }
        const geometry::GridBox near{{p.x - 2, p.y - 2}, {p.x + 2, p.y + 2}};
        for (const std::uint32_t row : m_tree->meeting(near)) {
            Parts parts = partsOf(standing(row), 0);
            if (row != owner && insertVertex(parts, p, kRounded)) {
                take(row, chunkOf(parts));
            }
        }
    }

    /// As it is after what this repair has done so far.
    PolygonChunk standing(std::uint32_t row) const {
        const auto changed = m_changes.find(row);
        return changed == m_changes.end() ? current(row) : changed->second;
    }

    std::optional<RepairRefusal> fillGap(const CheckFinding& finding) {
        if (finding.rows.empty() || finding.outline.empty()) {
            return RepairRefusal::NothingChanged;
        }
        const PolygonChunk gap = chunkOf({finding.outline});
        const PolygonChunk neighbour = current(finding.rows.front());
        auto whole = geometry::united(neighbour, 0, gap, 0);
        if (!whole) {
            return RepairRefusal::NotValid;
        }
        if (whole->doubledArea(0) != neighbour.doubledArea(0)) {
            shareVertices(finding.rows.front(), *whole, neighbour);
            take(finding.rows.front(), std::move(*whole));
        }
        return std::nullopt;
    }

    const CheckRules& m_rules;
    const CheckedLayer& m_layer;
    bool m_several;
    Changes m_now;     ///< polygons as repaired so far
    Changes m_changes; ///< of the repair at hand
    bool m_touched = false;
    std::optional<geometry::ExtentTree> m_tree;
    RepairPlan m_plan;
};

} // namespace

bool isRepairable(CheckKind kind) {
    return std::find(kOrder.begin(), kOrder.end(), kind) != kOrder.end();
}

RepairPlan planRepairs(const CheckRules& rules,
                       const CheckedLayer& layer,
                       const std::vector<CheckFinding>& findings,
                       bool several) {
    return Planner(rules, layer, several).plan(findings);
}

} // namespace tuban::compliance
