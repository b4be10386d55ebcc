#include "geometry/polygon_chunk.h"

#include <algorithm>
#include <utility>

namespace tuban::geometry {

DoubledArea doubledSignedArea(Ring ring) {
    if (ring.empty()) {
        return 0;
    }
    const GridPoint origin = ring.front();
    DoubledArea sum = 0;
    GridPoint a{0, 0};
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const GridPoint b{ring[i].x - origin.x, ring[i].y - origin.y};
        sum += static_cast<Int128>(a.x) * b.y - static_cast<Int128>(a.y) * b.x;
        a = b;
    }
    return sum;
}

bool PolygonChunkBuilder::addRing(std::span<const GridPoint> vertices) {
    auto& points = m_chunk.m_points;
    const std::size_t start = points.size();
    points.insert(points.end(), vertices.begin(), vertices.end());
    points.erase(std::unique(points.begin() + static_cast<std::ptrdiff_t>(start), points.end()),
                 points.end());
    while (points.size() > start + 1 && points.back() == points[start]) {
        points.pop_back();
    }
    const Ring ring = Ring(points).subspan(start);
    const bool outer = !m_partOpen;
    m_partOpen = true;
    if (ring.size() < 3 || (!outer && m_partDropped)) {
        m_partDropped = m_partDropped || outer;
        points.resize(start);
        return false;
    }
    const DoubledArea area = doubledSignedArea(ring);
    if ((area > 0) != outer) {
        std::reverse(points.begin() + static_cast<std::ptrdiff_t>(start) + 1, points.end());
    }
    m_area += outer == (area > 0) ? area : -area;
    const bool closed = vertices.front() == vertices.back();
    m_repeated += static_cast<std::uint32_t>(vertices.size() - (closed ? 1 : 0) - ring.size());
    GridBox box; // a local one stays in registers
    for (const GridPoint& p : ring) {
        box.add(p);
    }
    m_extent.add(box.min);
    m_extent.add(box.max);
    m_chunk.m_ringPoints.push_back(static_cast<std::uint32_t>(points.size()));
    return true;
}

void PolygonChunkBuilder::endPart() {
    const auto rings = static_cast<std::uint32_t>(m_chunk.ringCount());
    if (m_chunk.m_partRings.back() != rings) {
        m_chunk.m_partRings.push_back(rings);
    }
    m_partOpen = false;
    m_partDropped = false;
}

void PolygonChunkBuilder::endFeature() {
    m_chunk.m_featureParts.push_back(static_cast<std::uint32_t>(m_chunk.m_partRings.size() - 1));
    m_chunk.m_extents.push_back(m_extent);
    m_chunk.m_areas.push_back(m_area);
    m_chunk.m_repeated.push_back(m_repeated);
    m_extent = GridBox();
    m_area = 0;
    m_repeated = 0;
}

void PolygonChunkBuilder::addFeature(const PolygonChunk& from, std::size_t feature) {
    // What another builder made needs no second look: columns are copied, offsets moved.
    const PolygonChunk::Range parts = from.parts(feature);
    const PolygonChunk::Range rings = from.featureRings(feature);
    const std::uint32_t firstPoint = from.m_ringPoints[rings.first];
    const auto pointShift = static_cast<std::uint32_t>(m_chunk.pointCount()) - firstPoint;
    const auto ringShift = static_cast<std::uint32_t>(m_chunk.ringCount()) - rings.first;
    const auto points = from.m_points.begin();
    m_chunk.m_points.insert(
        m_chunk.m_points.end(), points + firstPoint, points + from.m_ringPoints[rings.last]);
    for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
        m_chunk.m_ringPoints.push_back(from.m_ringPoints[ring + 1] + pointShift);
    }
    for (std::uint32_t part = parts.first; part < parts.last; ++part) {
        m_chunk.m_partRings.push_back(from.m_partRings[part + 1] + ringShift);
    }
    m_extent = from.extent(feature);
    m_area = from.doubledArea(feature);
    m_repeated = from.repeatedVertices(feature);
    endFeature();
}

PolygonChunk PolygonChunkBuilder::take() {
    m_partOpen = false;
    m_partDropped = false;
    PolygonChunk chunk = std::exchange(m_chunk, PolygonChunk());
    m_chunk.m_points.reserve(chunk.pointCount()); // the next one will be about as long
    return chunk;
}

} // namespace tuban::geometry
