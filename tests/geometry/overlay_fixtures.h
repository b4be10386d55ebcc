#pragma once

#include "geometry/overlay_index.h"
#include "geometry/overlay_scanner.h"

#include <cstdint>
#include <memory>
#include <random>
#include <vector>

namespace tuban::geometry::testing {

using Points = std::vector<GridPoint>;
/// An outer ring and its holes.
using Polygon = std::vector<Points>;
/// What one row of a layer holds: a multipolygon.
using Shape = std::vector<Polygon>;
using Layer = std::vector<Shape>;

Shape rectangle(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1);
PolygonChunk chunkOf(const Layer& layer);
/// Each vertex times `factor`, then moved by `offset`.
Layer placed(const Layer& layer, std::int64_t factor, GridPoint offset);

/// Parts of every parcel in every district: [parcel][district]. Without a width the index chooses.
using PartTable = std::vector<std::vector<FixedArea>>;
PartTable overlaid(const PolygonChunk& parcels, const OverlayIndex& index);
PartTable overlaid(const Layer& parcels, const Layer& districts);
PartTable overlaid(const Layer& parcels, const Layer& districts, int cellWidthBits);
OverlayIndex indexOf(const Layer& districts, int threads = 1);
OverlayIndex indexOf(const Layer& districts, int threads, int cellWidthBits);

/// A doubled area without binary places, as a FixedArea.
FixedArea wholeCells(DoubledArea doubled);
/// In square cells.
double inSquareCells(FixedArea area);

/// The second opinion: GEOS.
class Geos {
public:
    Geos();
    ~Geos();
    Geos(const Geos&) = delete;
    Geos& operator=(const Geos&) = delete;

    bool isValid(const Shape& shape);
    /// In square cells; by OverlayNG in doubles. Both shapes valid.
    double intersectionArea(const Shape& a, const Shape& b);
    Shape unionOf(const Layer& layer);
    /// Area of `shape` that the valid shapes of `layer` cover together, in square cells.
    double coveredArea(const Layer& layer, const Shape& shape);
    /// The triangles of a Delaunay triangulation.
    Layer triangulation(const Points& sites);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Random shapes on the integer grid 0..n, made to touch, overlap and share borders.
class ShapeMaker {
public:
    explicit ShapeMaker(std::uint64_t seed) : m_random(seed) {}

    /// Uniform in [low, high].
    std::int64_t number(std::int64_t low, std::int64_t high);
    bool chance(int percent) { return number(1, 100) <= percent; }
    GridPoint point(std::int64_t n) { return {number(0, n), number(0, n)}; }
    Points sites(std::int64_t n, std::size_t count);

    /// A valid shape of a random kind: rectangle unions, simple rings, star rings, unions of some
    /// triangles of `triangles`.
    Shape shape(std::int64_t n, const Layer& triangles);
    /// Any closed walk, crossing itself as it likes.
    Shape tangle(std::int64_t n);
    /// With zero-area spikes: there and back from some vertices.
    Shape spiked(const Shape& shape, std::int64_t n);
    /// With some vertices moved by one cell.
    Shape moved(const Shape& shape);

    Geos& geos() { return m_geos; }

private:
    Shape rectangles(std::int64_t n);
    Shape simpleRing(std::int64_t n);
    Shape starRing(std::int64_t n);
    Shape someOf(const Layer& triangles);

    std::mt19937_64 m_random;
    Geos m_geos;
};

} // namespace tuban::geometry::testing
