#pragma once

#include "geometry/grid.h"

#include <cstdint>
#include <vector>

namespace tuban::bench {

using geometry::GridPoint;
using Ring = std::vector<GridPoint>; ///< closed: the first point is repeated at the end

/// A position before the country is bent, in metres from the south-west corner.
struct PlanePoint {
    double u = 0.0;
    double v = 0.0;
};

/// Bends the plane smoothly and one to one: what is a straight grid there has skewed blocks and
/// curved roads here.
class Terrain {
public:
    /// A country of the given size whose centre lies at 116.88 E 38.85 N.
    Terrain(std::uint64_t seed, PlanePoint size);
    /// EPSG:4527 (easting with zone prefix, northing) in cells of 0.1 mm.
    GridPoint at(PlanePoint p) const;

private:
    std::uint64_t m_seed;
    PlanePoint m_centre;
};

/// How the points between the ends of a border are laid.
struct BorderStyle {
    int points = 0;         ///< between the two ends
    double amplitude = 1.0; ///< 0: straight; 1: as far from straight as is safe
    int octaves = 0;        ///< 0: one bow with jitter; else so many octaves of noise
};

/// One border between two cells: from node (i, j) one step east, or one step north.
struct MeshEdge {
    std::int64_t i = 0;
    std::int64_t j = 0;
    bool north = false;
    bool operator==(const MeshEdge&) const = default;
};

/// A grid of four-sided cells with uneven widths, displaced nodes and crooked borders. Borders are
/// functions of their position alone: the cells on both sides see the same points. They never
/// cross each other, because each stays in a lens around its chord.
class Mesh {
public:
    /// `us` and `vs` are the ascending positions of the grid lines.
    Mesh(const Terrain& terrain,
         std::uint64_t seed,
         std::vector<double> us,
         std::vector<double> vs);

    std::int64_t columns() const { return static_cast<std::int64_t>(m_us.size()) - 1; }
    std::int64_t rows() const { return static_cast<std::int64_t>(m_vs.size()) - 1; }
    PlanePoint node(std::int64_t i, std::int64_t j) const;
    /// Appends the points of a border in walking direction, without the last one.
    void append(const MeshEdge& edge, bool forward, const BorderStyle& style, Ring& out) const;
    const Terrain& terrain() const { return m_terrain; }
    /// Position of the last grid lines.
    PlanePoint size() const { return {m_us.back(), m_vs.back()}; }

private:
    struct Chord {
        PlanePoint a;
        PlanePoint b;
        double room; ///< narrower of the widths on both sides
    };
    PlanePoint
    pointOn(const MeshEdge& edge, const Chord& chord, const BorderStyle& style, int index) const;
    double room(const std::vector<double>& lines, std::int64_t at) const;

    Terrain m_terrain;
    std::uint64_t m_seed;
    std::vector<double> m_us;
    std::vector<double> m_vs;
};

} // namespace tuban::bench
