#include "jobs/measure_shape.h"

#include "geometry/grid.h"
#include "geometry/polygon_chunk.h"

#include <utility>

namespace tuban::jobs {

namespace {

const geometry::Grid kGrid = geometry::Grid::tenthMillimetre();

} // namespace

ShapeMeter ShapeMeter::create(const geometry::CrsInfo& crs) {
    ShapeMeter meter;
    meter.m_crs = crs;
    if (auto ground = geometry::GroundMeter::create(crs)) {
        meter.m_ground.emplace(std::move(*ground));
    }
    if (auto areas = geometry::EllipsoidalAreaMeter::create(crs.wkt, kGrid)) {
        meter.m_areas.emplace(std::move(*areas));
    }
    return meter;
}

ShapeMeasures ShapeMeter::measureLine(const std::vector<geometry::CrsPlace>& line) {
    ShapeMeasures measures;
    measures.planarLength = geometry::planarLength(line, m_crs);
    if (m_ground) {
        measures.geodesicLength = m_ground->geodesicLength(line);
    }
    return measures;
}

ShapeMeasures ShapeMeter::measureRing(const std::vector<geometry::CrsPlace>& ring) {
    std::vector<geometry::CrsPlace> border = ring;
    if (!border.empty()) {
        border.push_back(border.front());
    }
    ShapeMeasures measures = measureLine(border);
    std::vector<geometry::GridPoint> vertices;
    for (const geometry::CrsPlace& place : ring) {
        vertices.push_back(kGrid.snap(place[0], place[1]));
    }
    geometry::PolygonChunkBuilder builder;
    if (builder.addRing(vertices)) {
        builder.endPart();
        builder.endFeature();
        const geometry::PolygonChunk chunk = builder.take();
        measures.planarArea = geometry::planarArea(chunk, 0, kGrid, m_crs);
        if (m_areas) {
            measures.ellipsoidalArea = m_areas->ellipsoidalArea(chunk, 0);
        }
    }
    return measures;
}

ShapeMeasures ShapeMeter::measureFeature(const geometry::PolygonChunk& chunk, std::size_t feature) {
    ShapeMeasures all;
    all.geodesicLength = Length();
    const auto rings = chunk.featureRings(feature);
    for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
        std::vector<geometry::CrsPlace> border;
        for (const geometry::GridPoint vertex : chunk.ring(ring)) {
            border.push_back({kGrid.toUnits(vertex.x), kGrid.toUnits(vertex.y)});
        }
        border.push_back(border.front());
        const ShapeMeasures one = measureLine(border);
        all.planarLength =
            Length::metres(all.planarLength.inMetres() + one.planarLength.inMetres());
        all.geodesicLength = all.geodesicLength && one.geodesicLength
                                 ? std::optional(Length::metres(all.geodesicLength->inMetres() +
                                                                one.geodesicLength->inMetres()))
                                 : std::nullopt;
    }
    all.planarArea = geometry::planarArea(chunk, feature, kGrid, m_crs);
    if (m_areas) {
        all.ellipsoidalArea = m_areas->ellipsoidalArea(chunk, feature);
    }
    return all;
}

std::optional<std::array<double, 2>> ShapeMeter::longitudeLatitude(geometry::CrsPlace place) {
    return m_ground ? m_ground->longitudeLatitude(place) : std::nullopt;
}

} // namespace tuban::jobs
