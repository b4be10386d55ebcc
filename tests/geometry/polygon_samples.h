#pragma once

#include "geometry/polygon_chunk.h"

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace tuban::geometry::samples {

using Points = std::vector<GridPoint>;
using Rings = std::vector<Points>; ///< the first is the shell
using Random = std::mt19937_64;

inline std::int64_t between(Random& random, std::int64_t low, std::int64_t high) {
    return std::uniform_int_distribution<std::int64_t>(low, high)(random);
}

inline void addPart(PolygonChunkBuilder& builder, const Rings& rings) {
    for (const Points& ring : rings) {
        builder.addRing(ring);
    }
    builder.endPart();
}

inline PolygonChunk feature(const std::vector<Rings>& parts) {
    PolygonChunkBuilder builder;
    for (const Rings& part : parts) {
        addPart(builder, part);
    }
    builder.endFeature();
    return builder.take();
}

/// One feature of one part per list of rings.
inline PolygonChunk layer(const std::vector<Rings>& features) {
    PolygonChunkBuilder builder;
    for (const Rings& rings : features) {
        addPart(builder, rings);
        builder.endFeature();
    }
    return builder.take();
}

inline Points rectangle(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
    return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
}

inline Points scaled(Points points, std::int64_t factor, GridPoint offset) {
    for (GridPoint& p : points) {
        p = {p.x * factor + offset.x, p.y * factor + offset.y};
    }
    return points;
}

/// Vertices anywhere in a square of the given size: mostly invalid from four vertices on.
inline Points scribble(Random& random, std::int64_t size, std::size_t vertices) {
    Points points;
    for (std::size_t i = 0; i < vertices; ++i) {
        points.push_back({between(random, 0, size), between(random, 0, size)});
    }
    return points;
}

/// Vertices round a centre, rounded to the grid: simple unless the grid is coarse.
inline Points star(Random& random, GridPoint centre, double radius, std::size_t vertices) {
    std::uniform_real_distribution<double> length(0.25 * radius, radius);
    Points points;
    for (std::size_t i = 0; i < vertices; ++i) {
        const double angle =
            6.283185307179586 * static_cast<double>(i) / static_cast<double>(vertices);
        const double r = length(random);
        points.push_back({centre.x + std::llround(r * std::cos(angle)),
                          centre.y + std::llround(r * std::sin(angle))});
    }
    return points;
}

/// columns × rows quadrangles with shared, jittered corners and `extra` shared vertices on every
/// side: a seamless coverage.
class Lattice {
public:
    Lattice(Random& random, int columns, int rows, std::int64_t cell, int extra = 0)
        : m_columns(columns), m_rows(rows), m_extra(extra) {
        for (int y = 0; y <= rows; ++y) {
            for (int x = 0; x <= columns; ++x) {
                m_corners.push_back({x * cell + between(random, -cell / 5, cell / 5),
                                     y * cell + between(random, -cell / 5, cell / 5)});
            }
        }
        for (int side = 0; side < 2; ++side) {
            for (std::size_t i = 0; i < m_corners.size() * static_cast<std::size_t>(extra); ++i) {
                m_bends.push_back({between(random, -cell / 12, cell / 12),
                                   between(random, -cell / 12, cell / 12)});
            }
        }
    }

    int columns() const { return m_columns; }
    int rows() const { return m_rows; }

    Points parcel(int column, int row) const {
        Points ring;
        side(ring, column, row, false, false);
        side(ring, column + 1, row, true, false);
        side(ring, column, row + 1, false, true);
        side(ring, column, row, true, true);
        return ring;
    }

    std::vector<Rings> parcels() const {
        std::vector<Rings> all;
        for (int row = 0; row < m_rows; ++row) {
            for (int column = 0; column < m_columns; ++column) {
                all.push_back({parcel(column, row)});
            }
        }
        return all;
    }

private:
    std::size_t corner(int column, int row) const {
        return static_cast<std::size_t>(row * (m_columns + 1) + column);
    }
    /// Appends the side from a corner east or north, or back, without its last vertex.
    void side(Points& ring, int column, int row, bool north, bool back) const {
        const std::size_t from = corner(column, row);
        const std::size_t to = north ? corner(column, row + 1) : corner(column + 1, row);
        const GridPoint a = m_corners[from];
        const GridPoint b = m_corners[to];
        Points points{a};
        for (int i = 1; i <= m_extra; ++i) {
            const std::size_t bend =
                (north ? m_corners.size() + from : from) * static_cast<std::size_t>(m_extra) +
                static_cast<std::size_t>(i - 1);
            points.push_back({a.x + (b.x - a.x) * i / (m_extra + 1) + m_bends[bend].x,
                              a.y + (b.y - a.y) * i / (m_extra + 1) + m_bends[bend].y});
        }
        points.push_back(b);
        if (back) {
            ring.insert(ring.end(), points.rbegin(), points.rend() - 1);
        } else {
            ring.insert(ring.end(), points.begin(), points.end() - 1);
        }
    }

    int m_columns;
    int m_rows;
    int m_extra;
    Points m_corners;
    Points m_bends;
};

} // namespace tuban::geometry::samples
