#pragma once

#include "base/units.h"
#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

class EdgeTree;

/// A vertex at which a ring turns back sharply.
struct SharpVertex {
    std::uint32_t ring; ///< of the chunk
    std::uint32_t vertex;
    Angle angle; ///< between the two edges, inside or outside the polygon
};

/// Appends the vertices of a feature whose edges form an angle below `limit` (under 90°). Linear,
/// good to 1e-12 degrees.
void findSharpVertices(const PolygonChunk& chunk,
                       std::size_t feature,
                       Angle limit,
                       std::vector<SharpVertex>& out);

/// A place where a polygon is narrow.
struct Neck {
    GridPoint vertex; ///< on one side
    double cells;     ///< width: distance of the vertex to the other side
};

/// Finds where the border of a feature comes nearer than a width to itself with its inside between;
/// one object per thread. n log n in the vertices of a feature.
class NeckFinder {
public:
    /// Appends one neck for each run of neighbouring vertices that are near the other side: the
    /// narrowest. Not counted is what is near along the border itself: within four widths of it,
    /// as at every sharp corner.
    void find(const PolygonChunk& chunk, std::size_t feature, double cells, std::vector<Neck>& out);

private:
    struct Edge {
        GridPoint a;
        GridPoint b;
        std::uint32_t ring;
        std::uint32_t index; ///< in its ring
        double start;        ///< way along the ring to a
    };
    /// A part of a ring's border, by the way along it.
    struct Stretch {
        static constexpr std::uint32_t kNoRing = UINT32_MAX;
        static constexpr std::uint32_t kSeveralRings = UINT32_MAX - 1;
        std::uint32_t ring = kNoRing;
        double from = 0;
        double to = 0;
        void add(const Stretch& other);
    };
    void takeEdges(const PolygonChunk& chunk, std::size_t feature);
    void takeStretches(const EdgeTree& tree);
    bool isOwnCorner(const Stretch& stretch, std::uint32_t vertex, double reach) const;
    bool isNeck(std::uint32_t vertex, std::uint32_t edge, double limit, double& cells) const;
    bool looksInside(std::uint32_t vertex, std::uint32_t edge, double fraction) const;
    void take(std::uint32_t vertex, std::uint32_t edge, double limit, std::int64_t reach);
    void searchStrips(double limit);
    void searchTree(double limit);

    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_previous; ///< by edge: the one before it in its ring
    std::vector<double> m_lengths;         ///< by edge: of its ring
    std::vector<Stretch> m_stretches;      ///< by node of the tree
    std::vector<double> m_best;            ///< by vertex: nearest other side; infinite: none
};

} // namespace tuban::geometry
