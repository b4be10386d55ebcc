#include "compliance/face_findings.h"

#include "base/parallel.h"
#include "compliance/number_text.h"
#include "geometry/overlay_index.h"
#include "geometry/overlay_scanner.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tuban::compliance {

using geometry::CoverageFace;
using geometry::CoverageFaces;
using geometry::FaceEdge;
using geometry::GridPoint;
using geometry::PolygonChunk;

FaceFindings::FaceFindings(const CheckedLayer& layer, const geometry::EdgeOwners& owners)
    : m_layer(layer),
      m_owners(owners),
      m_used(owners.edges().size(), false),
      m_polygons(layer.allValid()) {}

void FaceFindings::use(const FaceEdge& edge) {
    for (const std::uint32_t e : m_owners.edgesAlong(edge.from, edge.to)) {
        m_used[e] = true;
    }
}

CheckFinding FaceFindings::finding(CheckKind kind, const CoverageFaces& faces, std::size_t face) {
    const CoverageFace& f = faces.faces[face];
    double border = 0;
    for (const FaceEdge& edge : faces.borders[face]) {
        border += edge.cells;
        use(edge);
    }
    const double doubled = std::ldexp(static_cast<double>(f.area), -geometry::kFixedAreaBits);
    CheckFinding finding{.kind = kind, .rows = {}, .place = f.inside};
    finding.area = m_layer.areaOf(f.area);
    finding.width = m_layer.lengthOf(border > 0 ? doubled / border : 0.0);
    finding.values = {areaText(*finding.area), numberText(finding.width->inMetres(), "%.4g")};
    const PolygonChunk::Range rings = faces.outlines.featureRings(face);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        const geometry::Ring ring = faces.outlines.ring(r);
        finding.outline.emplace_back(ring.begin(), ring.end());
    }
    return finding;
}

bool FaceFindings::covers(std::uint32_t row, GridPoint place) {
    std::unique_ptr<geometry::FeatureWinding>& winding = m_windings[row];
    if (!winding) {
        const auto [chunk, feature] = m_layer.locate(row);
        winding = std::make_unique<geometry::FeatureWinding>(*m_polygons[chunk], feature);
    }
    return winding->around(place) != 0;
}

/// Polygons that cover an overlap without having an edge at its border.
void FaceFindings::addByPlace(const CoverageFace& face, std::vector<std::uint32_t>& rows) {
    if (!m_tree) {
        m_tree.emplace(m_polygons);
    }
    geometry::GridBox box;
    box.add(face.inside);
    for (const std::uint32_t row : m_tree->meeting(box)) {
        if (!std::binary_search(rows.begin(), rows.end(), row) && covers(row, face.inside)) {
            rows.insert(std::lower_bound(rows.begin(), rows.end(), row), row);
        }
    }
}

CheckFinding FaceFindings::overlap(const CoverageFaces& faces,
                                   std::size_t face,
                                   std::vector<std::uint32_t> rows) {
    CheckFinding made = finding(CheckKind::Overlap, faces, face);
    const std::int32_t depth = faces.faces[face].depth;
    made.values.push_back(std::to_string(depth));
    made.rows = std::move(rows);
    for (const FaceEdge& edge : faces.borders[face]) {
        const auto sides = m_owners.sidesOf(edge.from, edge.to);
        made.rows.insert(made.rows.end(), sides.left.begin(), sides.left.end());
    }
    std::sort(made.rows.begin(), made.rows.end());
    made.rows.erase(std::unique(made.rows.begin(), made.rows.end()), made.rows.end());
    if (made.rows.size() < static_cast<std::size_t>(depth)) {
        addByPlace(faces.faces[face], made.rows);
    }
    return made;
}

namespace {

using RowsOfFace = std::vector<std::vector<std::uint32_t>>;

/// The polygons that lie in each face by more than rounding its outline to cells can feign. Not
/// all of them have an edge at its border: neighbours that share one cover a face side by side.
Result<RowsOfFace> rowsIn(const CheckedLayer& layer,
                          const CoverageFaces& faces,
                          int threads,
                          const Progress& progress) {
    geometry::PolygonChunkBuilder outlines;
    std::vector<double> rounding; // doubled square cells
    for (std::size_t i = 0; i < faces.faces.size(); ++i) {
        outlines.addFeature(faces.outlines, i);
        double border = 0;
        for (const FaceEdge& edge : faces.borders[i]) {
            border += edge.cells;
        }
        rounding.push_back(2.0 * (border + 1.0));
    }
    const auto index = geometry::OverlayIndex::build(outlines.take(), threads, progress);
    if (!index) {
        return index.error();
    }
    std::vector<std::vector<std::pair<std::size_t, std::uint32_t>>> found(layer.chunkCount());
    parallelForBlocks(layer.chunkCount(), threads, [&](int, std::size_t c) {
        geometry::OverlayScanner scanner(*index);
        const PolygonChunk& polygons = layer.valid(c);
        for (std::uint32_t f = 0; f < polygons.size() && !progress.cancelled(); ++f) {
            for (const geometry::OverlayPart& part : scanner.partsOf(polygons, f)) {
                const double area =
                    std::ldexp(static_cast<double>(part.area), -geometry::kFixedAreaBits);
                if (area > rounding[part.district]) {
                    found[c].emplace_back(part.district, layer.firstRow(c) + f);
                }
            }
        }
    });
    RowsOfFace rows(faces.faces.size());
    for (const auto& part : found) {
        for (const auto& [face, row] : part) {
            rows[face].push_back(row);
        }
    }
    return rows;
}

} // namespace

Result<std::vector<CheckFinding>>
FaceFindings::overlaps(const CoverageFaces& faces, int threads, const Progress& progress) {
    std::vector<CheckFinding> all;
    if (faces.faces.empty()) {
        return all;
    }
    auto rows = rowsIn(m_layer, faces, threads, progress);
    if (!rows) {
        return rows.error();
    }
    for (std::size_t i = 0; i < faces.faces.size(); ++i) {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        all.push_back(overlap(faces, i, std::move((*rows)[i])));
    }
    return all;
}

CheckFinding FaceFindings::gap(const CoverageFaces& faces, std::size_t face) {
    CheckFinding made = finding(CheckKind::Gap, faces, face);
    std::map<std::uint32_t, double> shared;
    for (const FaceEdge& edge : faces.borders[face]) {
        for (const std::uint32_t row : m_owners.sidesOf(edge.from, edge.to).right) {
            shared[row] += edge.cells;
        }
    }
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const auto& [row, cells] : shared) {
        order.emplace_back(-cells, row);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [cells, row] : order) {
        made.rows.push_back(row);
    }
    return made;
}

} // namespace tuban::compliance
