#include "compliance/coverage_check.h"

#include "base/parallel.h"
#include "compliance/face_findings.h"
#include "compliance/near_edges.h"
#include "geometry/edge_owners.h"

#include <algorithm>
#include <utility>

namespace tuban::compliance {

using geometry::CoverageFaces;
using geometry::CoverageMap;
using geometry::EdgeOwners;
using geometry::EdgeResidual;
using geometry::PolygonChunk;
using geometry::ResidualEdge;

namespace {

EdgeResidual residualOf(const CheckedLayer& layer, int threads, const Progress& progress) {
    std::vector<EdgeResidual> parts(static_cast<std::size_t>(threads));
    parallelForBlocks(layer.chunkCount(), threads, [&](int worker, std::size_t c) {
        const PolygonChunk& polygons = layer.valid(c);
        EdgeResidual& part = parts[static_cast<std::size_t>(worker)];
        for (std::size_t f = 0; f < polygons.size() && !progress.cancelled(); ++f) {
            part.add(polygons, f);
        }
    });
    parallelFor(parts.size(), threads, [&](int, std::size_t i) { parts[i].settle(); });
    for (std::size_t i = 1; i < parts.size(); ++i) {
        parts.front().merge(parts[i]);
    }
    return std::move(parts.front());
}

/// Looks at what is left when shared borders have cancelled.
class ResidualCheck {
public:
    ResidualCheck(const CheckRules& rules, const CheckedLayer& layer, int threads)
        : m_rules(rules), m_layer(layer), m_threads(threads) {}

    Result<CoverageReport> run(const EdgeResidual& residual, const Progress& progress) {
        const auto map = CoverageMap::build(residual, progress.part(0.5, 0.7));
        if (!map) {
            return map.error();
        }
        const CoverageFaces overlaps = map->overlapFaces();
        const CoverageFaces gaps = map->gapFaces();
        m_report.border = map->border();
        m_report.overlaps = overlaps.total;
        m_report.gaps = gaps.total;
        m_report.proved = overlaps.total == 0 && gaps.total == 0 && m_report.border.simple;
        if (Result<void> done = lookCloser(residual.edges(), overlaps, gaps, progress); !done) {
            return done.error();
        }
        progress.report(1.0);
        return std::move(m_report);
    }

private:
    /// Only where there is something to tell is it asked whose the edges are: that takes another
    /// look at all polygons.
    Result<void> lookCloser(std::vector<ResidualEdge> edges,
                            const CoverageFaces& overlaps,
                            const CoverageFaces& gaps,
                            const Progress& progress) {
        const CheckRule& missing = m_rules.rule(CheckKind::MissingVertex);
        const CheckRule& unmatched = m_rules.rule(CheckKind::UnmatchedEdge);
        std::vector<NearVertex> vertices;
        std::vector<std::uint32_t> along;
        {
            const geometry::EdgeTree tree(edges);
            if (missing.on) {
                vertices = nearVertices(edges, tree, m_layer.cellsOf(*missing.tolerance));
            }
            if (unmatched.on) {
                along = nearEdges(edges, tree, m_layer.cellsOf(*unmatched.tolerance));
            }
        }
        if (overlaps.total == 0 && gaps.total == 0 && vertices.empty() && along.empty()) {
            return {};
        }
        const EdgeOwners owners(std::move(edges), m_layer.allValid(), m_threads);
        FaceFindings faces(m_layer, owners);
        auto covered = faces.overlaps(overlaps, m_threads, progress);
        if (!covered) {
            return covered.error();
        }
        addOverlaps(std::move(*covered));
        addGaps(faces, gaps);
        std::vector<bool> used = faces.usedEdges();
        add(missingVertices(m_layer, owners, vertices, used));
        if (unmatched.on) {
            const double cells = m_layer.cellsOf(*unmatched.tolerance);
            add(unmatchedEdges(m_layer, owners, along, cells, used));
        }
        return {};
    }

    void addOverlaps(std::vector<CheckFinding> findings) {
        const CheckRule& rule = m_rules.rule(CheckKind::Overlap);
        for (CheckFinding& finding : findings) {
            if (rule.on && *finding.area >= *rule.minArea) {
                m_report.findings.push_back(std::move(finding));
            }
        }
    }

    void addGaps(FaceFindings& faces, const CoverageFaces& gaps) {
        const CheckRule& rule = m_rules.rule(CheckKind::Gap);
        for (std::size_t i = 0; i < gaps.faces.size(); ++i) {
            CheckFinding finding = faces.gap(gaps, i);
            if (rule.on && *finding.area >= *rule.minArea && *finding.area <= *rule.maxArea) {
                m_report.findings.push_back(std::move(finding));
            }
        }
    }

    void add(std::vector<CheckFinding> more) {
        m_report.findings.insert(m_report.findings.end(),
                                 std::make_move_iterator(more.begin()),
                                 std::make_move_iterator(more.end()));
    }

    const CheckRules& m_rules;
    const CheckedLayer& m_layer;
    int m_threads;
    CoverageReport m_report;
};

} // namespace

Result<CoverageReport> checkCoverage(const CheckRules& rules,
                                     const CheckedLayer& layer,
                                     int threads,
                                     const Progress& progress) {
    const EdgeResidual residual = residualOf(layer, threads, progress);
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    progress.report(0.5);
    return ResidualCheck(rules, layer, threads).run(residual, progress);
}

} // namespace tuban::compliance
