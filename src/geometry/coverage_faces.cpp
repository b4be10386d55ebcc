#include "geometry/coverage_state.h"
#include "geometry/face_tracer.h"
#include "geometry/geos_polygons.h"

#include <algorithm>
#include <cmath>

namespace tuban::geometry {

namespace {

/// A face as contours: its shell and its holes.
struct Face {
    std::uint32_t shell;
    FixedArea area;
    std::vector<std::uint32_t> holes;
};

template <typename Wanted>
std::vector<Face> largestFaces(const std::vector<FaceTracer::Contour>& contours,
                               const Wanted& wanted) {
    std::vector<Face> faces;
    std::vector<std::size_t> faceOf(contours.size(), SIZE_MAX);
    for (std::uint32_t c = 0; c < contours.size(); ++c) {
        if (contours[c].isShell() && wanted(contours[c].depth)) {
            faceOf[c] = faces.size();
            faces.push_back({c, contours[c].area, {}});
        }
    }
    for (std::uint32_t c = 0; c < contours.size(); ++c) {
        const std::uint32_t shell = contours[c].shell;
        if (!contours[c].isShell() && shell != FaceTracer::kNone && faceOf[shell] != SIZE_MAX) {
            faces[faceOf[shell]].area += contours[c].area;
            faces[faceOf[shell]].holes.push_back(c);
        }
    }
    std::sort(faces.begin(), faces.end(), [](const Face& f, const Face& g) {
        return f.area != g.area ? f.area > g.area : f.shell < g.shell;
    });
    return faces;
}

GridPoint pointInside(const PolygonChunk& outlines, std::size_t row, GridPoint fallback) {
    const GridBox& extent = outlines.extent(row);
    if (extent.empty()) {
        return fallback;
    }
    const GeosGeometry face = toGeos(outlines, row, extent.min);
    const GeosGeometry point(face ? GEOSPointOnSurface_r(geosContext(), face.get()) : nullptr);
    double x = 0;
    double y = 0;
    if (!point || GEOSGeomGetX_r(geosContext(), point.get(), &x) != 1 ||
        GEOSGeomGetY_r(geosContext(), point.get(), &y) != 1) {
        return fallback;
    }
    return {extent.min.x + std::llround(x), extent.min.y + std::llround(y)};
}

template <typename Wanted>
CoverageFaces facesOf(const EdgeNetwork& network, std::size_t limit, const Wanted& wanted) {
    const FaceTracer tracer(network);
    const auto& contours = tracer.contours();
    std::vector<Face> faces = largestFaces(contours, wanted);
    CoverageFaces result;
    result.total = faces.size();
    faces.resize(std::min(faces.size(), limit));

    PolygonChunkBuilder outlines;
    std::vector<GridPoint> ring;
    for (const Face& face : faces) {
        tracer.outline(contours[face.shell], ring);
        result.borders.emplace_back();
        tracer.border(contours[face.shell], result.borders.back());
        result.faces.push_back({contours[face.shell].depth, face.area, ring.front()});
        outlines.addRing(ring);
        for (const std::uint32_t hole : face.holes) {
            tracer.outline(contours[hole], ring);
            tracer.border(contours[hole], result.borders.back());
            outlines.addRing(ring);
        }
        outlines.endPart();
        outlines.endFeature();
    }
    result.outlines = outlines.take();
    for (std::size_t i = 0; i < result.faces.size(); ++i) {
        result.faces[i].inside = pointInside(result.outlines, i, result.faces[i].inside);
    }
    return result;
}

} // namespace

CoverageFaces CoverageMap::overlapFaces(std::size_t limit) const {
    if (!hasOverlap()) {
        return {};
    }
    return facesOf(m_state->network, limit, [](std::int32_t depth) { return depth > 1; });
}

CoverageFaces CoverageMap::gapFaces(std::size_t limit) const {
    return facesOf(m_state->network, limit, [](std::int32_t depth) { return depth < 1; });
}

CoverageBorder CoverageMap::border() const {
    const EdgeNetwork& network = m_state->network;
    CoverageBorder border;
    border.edges = network.edges().size();
    border.simple = true;
    std::vector<GridPoint> ends;
    ends.reserve(2 * border.edges);
    for (std::size_t e = 0; e < border.edges; ++e) {
        const ResidualEdge& edge = network.edges()[e];
        border.crossings += network.crossings(e).size();
        border.simple = border.simple && std::abs(edge.multiplicity) == 1;
        ends.push_back(edge.a);
        ends.push_back(edge.b);
    }
    border.crossings /= 2; // each stands at both edges
    std::sort(ends.begin(), ends.end());
    for (std::size_t first = 0, last = 0; first < ends.size(); first = last) {
        while (last < ends.size() && ends[last] == ends[first]) {
            ++last;
        }
        border.sharedVertices += last - first > 2 ? 1 : 0;
    }
    border.simple = border.simple && border.crossings == 0 && border.sharedVertices == 0;
    const FaceTracer tracer(network);
    for (const FaceTracer::Contour& contour : tracer.contours()) {
        if (contour.depth > 0) { // every ring has covered ground on one of its sides
            ++border.rings;
            border.covered += contour.area;
        }
    }
    return border;
}

} // namespace tuban::geometry
