#include "compliance/shape_check.h"

#include "compliance/number_text.h"
#include "geometry/segment_distance.h"

#include <utility>

namespace tuban::compliance {

using geometry::GridPoint;
using geometry::PolygonChunk;

double meanWidth(const PolygonChunk& polygons, std::size_t feature) {
    double border = 0;
    const PolygonChunk::Range rings = polygons.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        const geometry::Ring ring = polygons.ring(r);
        GridPoint before = ring.back();
        for (const GridPoint p : ring) {
            border += geometry::distanceBetween(before, p);
            before = p;
        }
    }
    return border > 0 ? static_cast<double>(polygons.doubledArea(feature)) / border : 0.0;
}

ShapeCheck::ShapeCheck(const CheckRules& rules, const CheckedLayer& layer, bool gridMatters)
    : m_rules(rules), m_layer(layer), m_gridMatters(gridMatters && layer.grid().decimals() > 4) {}

ShapeCheck::Outcome ShapeCheck::check(std::size_t chunk) {
    const PolygonChunk& polygons = m_layer.chunk(chunk).polygons;
    m_findings.clear();
    m_invalid.clear();
    for (std::size_t feature = 0; feature < polygons.size(); ++feature) {
        m_row = m_layer.firstRow(chunk) + static_cast<std::uint32_t>(feature);
        if (polygons.parts(feature).count() > 0) {
            checkFeature(polygons, feature);
        }
    }
    Outcome outcome{std::move(m_findings)};
    if (!m_invalid.empty()) {
        geometry::PolygonChunkBuilder builder;
        auto next = m_invalid.begin();
        for (std::size_t feature = 0; feature < polygons.size(); ++feature) {
            if (next != m_invalid.end() && *next == feature) {
                geometry::appendRepaired(polygons, feature, builder);
                ++next;
            } else {
                builder.addFeature(polygons, feature);
            }
        }
        outcome.repaired = builder.take();
    }
    return outcome;
}

void ShapeCheck::checkFeature(const PolygonChunk& polygons, std::size_t feature) {
    checkVertices(polygons, feature);
    checkAngles(polygons, feature);
    if (checkValidity(polygons, feature)) {
        checkNecks(polygons, feature);
        checkWidth(polygons, feature);
    }
}

CheckFinding& ShapeCheck::note(CheckKind kind, GridPoint place) {
    m_findings.push_back({.kind = kind, .rows = {m_row}, .place = place});
    return m_findings.back();
}

/// Invalid polygons are repaired for measuring whether the rule is on or not.
bool ShapeCheck::checkValidity(const PolygonChunk& polygons, std::size_t feature) {
    if (m_checker.isClearlyValid(polygons, feature)) {
        return true;
    }
    const auto invalid = geometry::invalidity(polygons, feature);
    if (!invalid) {
        return true;
    }
    m_invalid.push_back(feature);
    if (m_rules.on(CheckKind::ValidGeometry)) {
        CheckFinding& finding = note(CheckKind::ValidGeometry, invalid->place);
        finding.values = repairedAreas(polygons, feature);
        finding.values.insert(finding.values.begin(), invalid->reason);
    }
    return false;
}

std::vector<std::string> ShapeCheck::repairedAreas(const PolygonChunk& polygons,
                                                   std::size_t feature) {
    const auto text = [&](const PolygonChunk& chunk, std::size_t at) {
        return areaText(m_layer.areaOf(chunk.doubledArea(at) *
                                       (static_cast<Int128>(1) << geometry::kFixedAreaBits)));
    };
    geometry::PolygonChunkBuilder builder;
    if (!geometry::appendRepaired(polygons, feature, builder)) {
        return {};
    }
    return {text(polygons, feature), text(builder.take(), 0)};
}

void ShapeCheck::checkAngles(const PolygonChunk& polygons, std::size_t feature) {
    const CheckRule& spike = m_rules.rule(CheckKind::Spike);
    const CheckRule& acute = m_rules.rule(CheckKind::AcuteAngle);
    const Angle spikeLimit = spike.on ? *spike.angle : Angle();
    const Angle limit = acute.on ? std::max(*acute.angle, spikeLimit) : spikeLimit;
    m_sharp.clear();
    geometry::findSharpVertices(polygons, feature, limit, m_sharp);
    for (const geometry::SharpVertex& sharp : m_sharp) {
        const CheckKind kind = sharp.angle < spikeLimit ? CheckKind::Spike : CheckKind::AcuteAngle;
        note(kind, polygons.ring(sharp.ring)[sharp.vertex]).values = {
            numberText(sharp.angle.inDegrees(), "%.2f")};
    }
}

void ShapeCheck::checkNecks(const PolygonChunk& polygons, std::size_t feature) {
    const CheckRule& rule = m_rules.rule(CheckKind::NarrowNeck);
    if (!rule.on) {
        return;
    }
    m_found.clear();
    m_necks.find(polygons, feature, m_layer.cellsOf(*rule.width), m_found);
    for (const geometry::Neck& neck : m_found) {
        CheckFinding& finding = note(CheckKind::NarrowNeck, neck.vertex);
        finding.width = m_layer.lengthOf(neck.cells);
        finding.values = {numberText(finding.width->inMetres(), "%.3f")};
    }
}

void ShapeCheck::checkWidth(const PolygonChunk& polygons, std::size_t feature) {
    const CheckRule& rule = m_rules.rule(CheckKind::Sliver);
    if (!rule.on) {
        return;
    }
    const Length width = m_layer.lengthOf(meanWidth(polygons, feature));
    const Area area = m_layer.areaOf(polygons.doubledArea(feature) *
                                     (static_cast<Int128>(1) << geometry::kFixedAreaBits));
    if (width < *rule.width || area < *rule.minArea) {
        CheckFinding& finding =
            note(CheckKind::Sliver, polygons.ring(polygons.featureRings(feature).first).front());
        finding.area = area;
        finding.width = width;
        finding.values = {areaText(area), numberText(width.inMetres(), "%.3f")};
    }
}

void ShapeCheck::checkVertices(const PolygonChunk& polygons, std::size_t feature) {
    const PolygonChunk::Range rings = polygons.featureRings(feature);
    const GridPoint first = polygons.ring(rings.first).front();
    const std::uint32_t repeated = polygons.repeatedVertices(feature);
    if (repeated > 0 && m_rules.on(CheckKind::DuplicateVertices)) {
        note(CheckKind::DuplicateVertices, first).values = {std::to_string(repeated)};
    }
    if (!m_gridMatters || !m_rules.on(CheckKind::OnGrid)) {
        return;
    }
    std::int64_t cells = 1;
    for (int decimals = m_layer.grid().decimals(); decimals > 4; --decimals) {
        cells *= 10;
    }
    std::size_t off = 0;
    std::size_t all = 0;
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        for (const GridPoint p : polygons.ring(r)) {
            off += p.x % cells != 0 || p.y % cells != 0 ? 1U : 0U;
            ++all;
        }
    }
    if (off > 0) {
        note(CheckKind::OnGrid, first).values = {std::to_string(off), std::to_string(all)};
    }
}

} // namespace tuban::compliance
