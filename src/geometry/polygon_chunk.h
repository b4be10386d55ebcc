#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "geometry/grid.h"

namespace tuban::geometry {

/// A ring without its closing point: the last vertex joins the first.
using Ring = std::span<const GridPoint>;

/// Polygons and multipolygons of some thousand features in columns, immutable once built.
///
/// Invariants, set by the builder whatever the source says:
///  - consecutive vertices differ (also last and first), every ring has at least three vertices;
///  - outer rings run counter-clockwise, holes clockwise (by signed area);
///  - a feature without rings has no parts but keeps its row.
/// Rings may still cross or touch themselves and each other: see ring_checks.h.
class PolygonChunk {
public:
    std::size_t size() const { return m_featureParts.size() - 1; }
    std::size_t ringCount() const { return m_ringPoints.size() - 1; }
    std::size_t pointCount() const { return m_points.size(); }

    /// Parts [first, last) of a feature, and rings [first, last) of a part (its first is outer).
    struct Range {
        std::uint32_t first;
        std::uint32_t last;
        std::uint32_t count() const { return last - first; }
    };
    Range parts(std::size_t feature) const {
        return {m_featureParts[feature], m_featureParts[feature + 1]};
    }
    Range rings(std::size_t part) const { return {m_partRings[part], m_partRings[part + 1]}; }
    /// All rings of a feature, part after part.
    Range featureRings(std::size_t feature) const {
        return {m_partRings[m_featureParts[feature]], m_partRings[m_featureParts[feature + 1]]};
    }
    Ring ring(std::size_t index) const {
        return Ring(m_points).subspan(m_ringPoints[index], m_ringPoints[index + 1] - m_ringPoints[index]);
    }
    const GridBox& extent(std::size_t feature) const { return m_extents[feature]; }
    /// Twice the planar area in square cells, holes taken off: exact. Where rings of one feature
    /// overlap, the overlap counts once for each.
    DoubledArea doubledArea(std::size_t feature) const { return m_areas[feature]; }
    /// How many vertices the source had that repeat the one before them; they are left out here.
    std::uint32_t repeatedVertices(std::size_t feature) const { return m_repeated[feature]; }

private:
    friend class PolygonChunkBuilder;
    std::vector<GridPoint> m_points;
    std::vector<std::uint32_t> m_ringPoints{0};
    std::vector<std::uint32_t> m_partRings{0};
    std::vector<std::uint32_t> m_featureParts{0};
    std::vector<GridBox> m_extents;
    std::vector<DoubledArea> m_areas;
    std::vector<std::uint32_t> m_repeated;
};

/// Builds a chunk ring by ring: addRing… endPart… endFeature. Reusable after take().
class PolygonChunkBuilder {
public:
    /// Appends a ring given as closed or open vertex list; the first ring of a part is its outer
    /// ring. Repeated vertices are merged and the ring is turned the right way. Returns false if
    /// fewer than three vertices remain or its outer ring was left out: the ring is then left out.
    /// (A ring without area stays: it may be a figure of eight that ring checks must see.)
    bool addRing(std::span<const GridPoint> vertices);
    /// Ends the current part; a part whose outer ring was left out is left out with its holes.
    void endPart();
    void endFeature();
    /// Copies feature `feature` of another chunk.
    void addFeature(const PolygonChunk& from, std::size_t feature);

    std::size_t size() const { return m_chunk.size(); }
    std::size_t pointCount() const { return m_chunk.pointCount(); }
    PolygonChunk take();

private:
    PolygonChunk m_chunk;
    GridBox m_extent;
    DoubledArea m_area = 0;
    std::uint32_t m_repeated = 0;
    bool m_partOpen = false;    // the next ring is not the first of its part
    bool m_partDropped = false; // the outer ring of this part was left out
};

/// Twice the signed area of a ring in square cells, counter-clockwise positive: exact.
DoubledArea doubledSignedArea(Ring ring);

} // namespace tuban::geometry
