#include "overlay_fixtures.h"

#include "geometry/overlay_build.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>

namespace tuban::geometry::testing {

Shape rectangle(std::int64_t x0, std::int64_t y0, std::int64_t x1, std::int64_t y1) {
    return {{{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}}};
}

PolygonChunk chunkOf(const Layer& layer) {
    PolygonChunkBuilder builder;
    for (const Shape& shape : layer) {
        for (const Polygon& polygon : shape) {
            for (const Points& ring : polygon) {
                builder.addRing(ring);
            }
            builder.endPart();
        }
        builder.endFeature();
    }
    return builder.take();
}

Layer placed(const Layer& layer, std::int64_t factor, GridPoint offset) {
    Layer result = layer;
    for (Shape& shape : result) {
        for (Polygon& polygon : shape) {
            for (Points& ring : polygon) {
                for (GridPoint& p : ring) {
                    p = {p.x * factor + offset.x, p.y * factor + offset.y};
                }
            }
        }
    }
    return result;
}

PartTable overlaid(const PolygonChunk& parcels, const OverlayIndex& index) {
    OverlayScanner scanner(index);
    PartTable table;
    for (std::size_t parcel = 0; parcel < parcels.size(); ++parcel) {
        table.emplace_back(index.districtCount(), 0);
        for (const OverlayPart& part : scanner.partsOf(parcels, parcel)) {
            table.back()[part.district] += part.area;
        }
    }
    return table;
}

PartTable overlaid(const Layer& parcels, const Layer& districts) {
    return overlaid(chunkOf(parcels), indexOf(districts));
}

PartTable overlaid(const Layer& parcels, const Layer& districts, int cellWidthBits) {
    return overlaid(chunkOf(parcels), indexOf(districts, 1, cellWidthBits));
}

OverlayIndex indexOf(const Layer& districts, int threads) {
    return OverlayIndex::build(chunkOf(districts), threads, Progress()).value();
}

OverlayIndex indexOf(const Layer& districts, int threads, int cellWidthBits) {
    return OverlayIndexBuilder::build(chunkOf(districts), threads, Progress(), cellWidthBits)
        .value();
}

FixedArea wholeCells(DoubledArea doubled) {
    return doubled * (FixedArea{1} << kFixedAreaBits);
}

double inSquareCells(FixedArea area) {
    return std::ldexp(static_cast<double>(area), -kFixedAreaBits - 1);
}

namespace {

struct DestroyGeometry {
    GEOSContextHandle_t context;
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(context, g); }
};
using Geometry = std::unique_ptr<GEOSGeometry, DestroyGeometry>;

} // namespace

struct Geos::State {
    GEOSContextHandle_t context = GEOS_init_r();

    Geometry own(GEOSGeometry* g) { return {g, DestroyGeometry{context}}; }
    Geometry unionOf(const Layer& layer);
    double commonArea(const GEOSGeometry* a, const GEOSGeometry* b);
    GEOSCoordSequence* sequence(Points ring, bool closed);
    GEOSGeometry* multiPolygon(const Shape& shape);
    Points readRing(const GEOSGeometry* ring);
    Shape read(const GEOSGeometry* geometry);
};

GEOSCoordSequence* Geos::State::sequence(Points ring, bool closed) {
    if (closed) {
        ring.push_back(ring.front());
    }
    GEOSCoordSequence* s = GEOSCoordSeq_create_r(context, static_cast<unsigned>(ring.size()), 2);
    for (unsigned i = 0; i < ring.size(); ++i) {
        GEOSCoordSeq_setXY_r(
            context, s, i, static_cast<double>(ring[i].x), static_cast<double>(ring[i].y));
    }
    return s;
}

GEOSGeometry* Geos::State::multiPolygon(const Shape& shape) {
    std::vector<GEOSGeometry*> polygons;
    for (const Polygon& polygon : shape) {
        std::vector<GEOSGeometry*> rings;
        for (const Points& ring : polygon) {
            rings.push_back(GEOSGeom_createLinearRing_r(context, sequence(ring, true)));
        }
        polygons.push_back(GEOSGeom_createPolygon_r(
            context, rings.front(), rings.data() + 1, static_cast<unsigned>(rings.size() - 1)));
    }
    return GEOSGeom_createCollection_r(
        context, GEOS_MULTIPOLYGON, polygons.data(), static_cast<unsigned>(polygons.size()));
}

Geometry Geos::State::unionOf(const Layer& layer) {
    Shape all;
    for (const Shape& shape : layer) {
        all.insert(all.end(), shape.begin(), shape.end());
    }
    const Geometry parts = own(multiPolygon(all));
    return own(GEOSUnaryUnion_r(context, parts.get()));
}

double Geos::State::commonArea(const GEOSGeometry* a, const GEOSGeometry* b) {
    const Geometry common = own(GEOSIntersection_r(context, a, b));
    double area = std::nan("");
    if (common) {
        GEOSArea_r(context, common.get(), &area);
    }
    return area;
}

Points Geos::State::readRing(const GEOSGeometry* ring) {
    const GEOSCoordSequence* s = GEOSGeom_getCoordSeq_r(context, ring);
    unsigned size = 0;
    GEOSCoordSeq_getSize_r(context, s, &size);
    Points points;
    for (unsigned i = 0; i + 1 < size; ++i) {
        double x = 0;
        double y = 0;
        GEOSCoordSeq_getXY_r(context, s, i, &x, &y);
        points.push_back({std::llround(x), std::llround(y)});
    }
    return points;
}

Shape Geos::State::read(const GEOSGeometry* geometry) {
    Shape shape;
    for (int i = 0; i < GEOSGetNumGeometries_r(context, geometry); ++i) {
        const GEOSGeometry* part = GEOSGetGeometryN_r(context, geometry, i);
        if (GEOSGeomTypeId_r(context, part) != GEOS_POLYGON || GEOSisEmpty_r(context, part) == 1) {
            continue;
        }
        Polygon polygon{readRing(GEOSGetExteriorRing_r(context, part))};
        for (int hole = 0; hole < GEOSGetNumInteriorRings_r(context, part); ++hole) {
            polygon.push_back(readRing(GEOSGetInteriorRingN_r(context, part, hole)));
        }
        shape.push_back(std::move(polygon));
    }
    return shape;
}

Geos::Geos() : m_state(std::make_unique<State>()) {}

Geos::~Geos() {
    GEOS_finish_r(m_state->context);
}

bool Geos::isValid(const Shape& shape) {
    return GEOSisValid_r(m_state->context, m_state->own(m_state->multiPolygon(shape)).get()) == 1;
}

double Geos::intersectionArea(const Shape& a, const Shape& b) {
    const Geometry first = m_state->own(m_state->multiPolygon(a));
    const Geometry second = m_state->own(m_state->multiPolygon(b));
    return m_state->commonArea(first.get(), second.get());
}

double Geos::coveredArea(const Layer& layer, const Shape& shape) {
    const Geometry whole = m_state->unionOf(layer);
    const Geometry district = m_state->own(m_state->multiPolygon(shape));
    return m_state->commonArea(whole.get(), district.get());
}

Shape Geos::unionOf(const Layer& layer) {
    return m_state->read(m_state->unionOf(layer).get());
}

Layer Geos::triangulation(const Points& sites) {
    const Geometry line = m_state->own(
        GEOSGeom_createLineString_r(m_state->context, m_state->sequence(sites, false)));
    const Geometry triangles =
        m_state->own(GEOSDelaunayTriangulation_r(m_state->context, line.get(), 0.0, 0));
    Layer layer;
    for (Polygon& triangle : m_state->read(triangles.get())) {
        layer.push_back({std::move(triangle)});
    }
    return layer;
}

std::int64_t ShapeMaker::number(std::int64_t low, std::int64_t high) {
    const auto choices = static_cast<std::uint64_t>(high - low) + 1;
    return low + static_cast<std::int64_t>(m_random() % choices);
}

Points ShapeMaker::sites(std::int64_t n, std::size_t count) {
    Points points;
    for (std::size_t i = 0; i < count; ++i) {
        points.push_back(point(n));
    }
    return points;
}

Shape ShapeMaker::shape(std::int64_t n, const Layer& triangles) {
    switch (number(0, triangles.empty() ? 2 : 5)) {
    case 0:
        return rectangles(n);
    case 1:
        return simpleRing(n);
    case 2:
        return starRing(n);
    default:
        return someOf(triangles);
    }
}

Shape ShapeMaker::rectangles(std::int64_t n) {
    Layer parts;
    for (std::int64_t count = number(1, 4); count > 0; --count) {
        const GridPoint a{number(0, n - 1), number(0, n - 1)};
        parts.push_back(rectangle(a.x, a.y, number(a.x + 1, n), number(a.y + 1, n)));
    }
    return m_geos.unionOf(parts);
}

Shape ShapeMaker::simpleRing(std::int64_t n) {
    for (int attempt = 0; attempt < 30; ++attempt) {
        Shape ring{{sites(n, static_cast<std::size_t>(number(3, 7)))}};
        if (m_geos.isValid(ring)) {
            return ring;
        }
    }
    return rectangle(0, 0, n, n);
}

Shape ShapeMaker::starRing(std::int64_t n) {
    for (int attempt = 0; attempt < 10; ++attempt) {
        Points ring = sites(n, static_cast<std::size_t>(number(5, 14)));
        const double middle = static_cast<double>(n) / 2 + 0.25;
        std::ranges::sort(ring, {}, [&](GridPoint p) {
            return std::atan2(static_cast<double>(p.y) - middle, static_cast<double>(p.x) - middle);
        });
        if (Shape shape{{std::move(ring)}}; m_geos.isValid(shape)) {
            return shape;
        }
    }
    return simpleRing(n);
}

Shape ShapeMaker::someOf(const Layer& triangles) {
    Layer chosen;
    const int share = static_cast<int>(number(10, 90));
    for (const Shape& triangle : triangles) {
        if (chance(share)) {
            chosen.push_back(triangle);
        }
    }
    return chosen.empty() ? triangles.front() : m_geos.unionOf(chosen);
}

Shape ShapeMaker::tangle(std::int64_t n) {
    return {{sites(n, static_cast<std::size_t>(number(3, 9)))}};
}

Shape ShapeMaker::spiked(const Shape& shape, std::int64_t n) {
    Shape result = shape;
    for (Polygon& polygon : result) {
        for (Points& ring : polygon) {
            for (std::size_t i = 0; i < ring.size(); ++i) {
                if (chance(25)) {
                    const Points thereAndBack{point(n), ring[i]};
                    const auto after = ring.begin() + static_cast<std::ptrdiff_t>(i) + 1;
                    ring.insert(after, thereAndBack.begin(), thereAndBack.end());
                    i += 2;
                }
            }
        }
    }
    return result;
}

Shape ShapeMaker::moved(const Shape& shape) {
    Shape result = shape;
    for (Polygon& polygon : result) {
        for (Points& ring : polygon) {
            for (GridPoint& p : ring) {
                if (chance(40)) {
                    p = {p.x + number(-1, 1), p.y + number(-1, 1)};
                }
            }
        }
    }
    return result;
}

} // namespace tuban::geometry::testing
