#pragma once

#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "geometry/coverage.h"
#include "geometry/ring_checks.h"
#include "geometry/ring_shape.h"

#include <vector>

namespace tuban::compliance {

/// Checks polygons one by one; one object per thread. Values of its findings:
/// ValidGeometry: reason, m² before and after repair (empty: it cannot be repaired);
/// OnGrid: vertices off the grid, vertices in all; DuplicateVertices: how many; Spike, AcuteAngle:
/// degrees; NarrowNeck: metres; Sliver: none (area and width).
class ShapeCheck {
public:
    /// Both are borrowed. `gridMatters`: coordinates are as stored, so that it makes sense to ask
    /// whether they lie on 0.1 mm.
    ShapeCheck(const CheckRules& rules, const CheckedLayer& layer, bool gridMatters);

    struct Outcome {
        std::vector<CheckFinding> findings;                  ///< by row
        std::optional<geometry::PolygonChunk> repaired = {}; ///< where a polygon is invalid
    };
    Outcome check(std::size_t chunk);

private:
    void checkFeature(const geometry::PolygonChunk& polygons, std::size_t feature);
    bool checkValidity(const geometry::PolygonChunk& polygons, std::size_t feature);
    void checkAngles(const geometry::PolygonChunk& polygons, std::size_t feature);
    void checkNecks(const geometry::PolygonChunk& polygons, std::size_t feature);
    void checkWidth(const geometry::PolygonChunk& polygons, std::size_t feature);
    void checkVertices(const geometry::PolygonChunk& polygons, std::size_t feature);
    CheckFinding& note(CheckKind kind, geometry::GridPoint place);
    std::vector<std::string> repairedAreas(const geometry::PolygonChunk& polygons,
                                           std::size_t feature);

    const CheckRules& m_rules;
    const CheckedLayer& m_layer;
    bool m_gridMatters;
    geometry::RingChecker m_checker;
    geometry::NeckFinder m_necks;
    std::vector<geometry::SharpVertex> m_sharp;
    std::vector<geometry::Neck> m_found;
    std::vector<std::size_t> m_invalid;
    std::vector<CheckFinding> m_findings;
    std::uint32_t m_row = 0;
};

/// Twice the area by the length of the border, in cells; 0 without border.
double meanWidth(const geometry::PolygonChunk& polygons, std::size_t feature);

} // namespace tuban::compliance
