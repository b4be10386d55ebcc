#include "model/valid_polygons.h"

#include "geometry/ellipsoid_area.h"

#include <cstdio>
#include <utility>

namespace tuban {

using geometry::PolygonChunk;

namespace {

std::string squareMetres(Area area) {
    char text[64];
    std::snprintf(text, sizeof text, "%.2f", area.inSquareMetres());
    return text;
}

} // namespace

PolygonValidator::PolygonValidator(std::string layer, geometry::CrsInfo crs, geometry::Grid grid)
    : m_layer(std::move(layer)), m_crs(std::move(crs)), m_grid(grid) {}

bool PolygonValidator::isValid(const PolygonChunk& chunk, std::size_t feature) {
    return m_checker.isClearlyValid(chunk, feature) || !geometry::invalidity(chunk, feature);
}

PolygonChunk PolygonValidator::validated(PolygonChunk chunk, const std::vector<std::int64_t>& ids) {
    m_invalid.clear();
    for (std::size_t feature = 0; feature < chunk.size(); ++feature) {
        if (!isValid(chunk, feature)) {
            m_invalid.push_back(feature);
        }
    }
    if (m_invalid.empty()) {
        return chunk;
    }
    auto next = m_invalid.begin();
    for (std::size_t feature = 0; feature < chunk.size(); ++feature) {
        if (next != m_invalid.end() && *next == feature) {
            repair(chunk, feature, ids[feature]);
            ++next;
        } else {
            m_builder.addFeature(chunk, feature);
        }
    }
    return m_builder.take();
}

void PolygonValidator::repair(const PolygonChunk& chunk, std::size_t feature, std::int64_t id) {
    const auto invalidity = geometry::invalidity(chunk, feature);
    const Area before = geometry::planarArea(chunk, feature, m_grid, m_crs);
    geometry::PolygonChunkBuilder one;
    const bool repaired = geometry::appendRepaired(chunk, feature, one);
    const PolygonChunk after = one.take();
    m_builder.addFeature(after, 0);
    Finding finding{.severity = repaired ? Severity::Warning : Severity::Fault,
                    .code = repaired ? FindingCode::PolygonRepaired : FindingCode::PolygonSetAside,
                    .layer = m_layer,
                    .feature = id};
    if (invalidity) {
        finding.place = {
            {m_grid.toUnits(invalidity->place.x), m_grid.toUnits(invalidity->place.y)}};
        finding.values.push_back(invalidity->reason);
    } else {
        finding.values.emplace_back();
    }
    if (repaired) {
        finding.values.push_back(squareMetres(before));
        finding.values.push_back(squareMetres(geometry::planarArea(after, 0, m_grid, m_crs)));
    }
    m_findings.push_back(std::move(finding));
}

} // namespace tuban
