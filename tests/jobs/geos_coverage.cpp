#include "geos_coverage.h"

#include <geos_c.h>

#include <functional>
#include <memory>

namespace tuban::test {

namespace {

using geometry::GridPoint;
using geometry::PolygonChunk;

class GeosLayer {
public:
    GeosLayer() : m_context(GEOS_init_r()) {}
    ~GeosLayer() {
        m_polygons.clear();
        GEOS_finish_r(m_context);
    }
    GeosLayer(const GeosLayer&) = delete;
    GeosLayer& operator=(const GeosLayer&) = delete;

    void add(const PolygonChunk& chunk, std::size_t feature, GridPoint origin) {
        std::vector<GEOSGeometry*> parts;
        const auto range = chunk.parts(feature);
        for (std::uint32_t p = range.first; p < range.last; ++p) {
            parts.push_back(polygon(chunk, p, origin));
        }
        Geometry whole = wrap(GEOSGeom_createCollection_r(
            m_context, GEOS_MULTIPOLYGON, parts.data(), static_cast<unsigned>(parts.size())));
        if (GEOSisValid_r(m_context, whole.get()) != 1) {
            ++m_answer.invalid;
            GEOSMakeValidParams* params = GEOSMakeValidParams_create_r(m_context);
            GEOSMakeValidParams_setMethod_r(m_context, params, GEOS_MAKE_VALID_STRUCTURE);
            whole = wrap(GEOSMakeValidWithParams_r(m_context, whole.get(), params));
            GEOSMakeValidParams_destroy_r(m_context, params);
        }
        m_answer.area += areaOf(whole.get());
        m_polygons.push_back(std::move(whole));
    }

    CoverageAnswer ask(double unit) {
        std::vector<GEOSGeometry*> members;
        for (Geometry& g : m_polygons) {
            members.push_back(g.release());
        }
        m_polygons.clear();
        const Geometry many =
            wrap(GEOSGeom_createCollection_r(m_context,
                                             GEOS_GEOMETRYCOLLECTION,
                                             members.data(),
                                             static_cast<unsigned>(members.size())));
        const Geometry whole = wrap(GEOSUnaryUnion_r(m_context, many.get()));
        m_answer.extra = m_answer.area - areaOf(whole.get());
        m_answer.gaps = enclosed(whole.get());
        const double square = unit * unit;
        return {m_answer.area * square,
                m_answer.extra * square,
                m_answer.gaps * square,
                m_answer.invalid};
    }

private:
    using Geometry = std::unique_ptr<GEOSGeometry, std::function<void(GEOSGeometry*)>>;
    Geometry wrap(GEOSGeometry* g) {
        return {g, [this](GEOSGeometry* one) { GEOSGeom_destroy_r(m_context, one); }};
    }

    GEOSGeometry* ring(geometry::Ring points, GridPoint origin) {
        std::vector<double> xy;
        for (std::size_t i = 0; i <= points.size(); ++i) {
            const GridPoint p = points[i % points.size()];
            xy.push_back(static_cast<double>(p.x - origin.x));
            xy.push_back(static_cast<double>(p.y - origin.y));
        }
        return GEOSGeom_createLinearRing_r(
            m_context,
            GEOSCoordSeq_copyFromBuffer_r(
                m_context, xy.data(), static_cast<unsigned>(points.size() + 1), 0, 0));
    }
    GEOSGeometry* polygon(const PolygonChunk& chunk, std::uint32_t part, GridPoint origin) {
        const auto rings = chunk.rings(part);
        std::vector<GEOSGeometry*> holes;
        for (std::uint32_t r = rings.first + 1; r < rings.last; ++r) {
            holes.push_back(ring(chunk.ring(r), origin));
        }
        return GEOSGeom_createPolygon_r(m_context,
                                        ring(chunk.ring(rings.first), origin),
                                        holes.data(),
                                        static_cast<unsigned>(holes.size()));
    }
    double areaOf(const GEOSGeometry* g) const {
        double area = 0;
        GEOSArea_r(m_context, g, &area);
        return area;
    }
    double enclosed(const GEOSGeometry* whole) {
        const Geometry border = wrap(GEOSBoundary_r(m_context, whole));
        const Geometry noded = wrap(GEOSUnaryUnion_r(m_context, border.get()));
        const GEOSGeometry* lines = noded.get();
        const Geometry faces = wrap(GEOSPolygonize_r(m_context, &lines, 1));
        const GEOSPreparedGeometry* prepared = GEOSPrepare_r(m_context, whole);
        double sum = 0;
        for (int i = 0; i < GEOSGetNumGeometries_r(m_context, faces.get()); ++i) {
            const GEOSGeometry* face = GEOSGetGeometryN_r(m_context, faces.get(), i);
            const Geometry inside = wrap(GEOSPointOnSurface_r(m_context, face));
            if (GEOSPreparedIntersects_r(m_context, prepared, inside.get()) != 1) {
                sum += areaOf(face);
            }
        }
        GEOSPreparedGeom_destroy_r(m_context, prepared);
        return sum;
    }

    GEOSContextHandle_t m_context;
    std::vector<Geometry> m_polygons;
    CoverageAnswer m_answer;
};

} // namespace

CoverageAnswer geosCoverage(const std::vector<const PolygonChunk*>& chunks, double unit) {
    geometry::GridBox all;
    for (const PolygonChunk* chunk : chunks) {
        for (std::size_t f = 0; f < chunk->size(); ++f) {
            if (!chunk->extent(f).empty()) {
                all.add(chunk->extent(f).min);
            }
        }
    }
    GeosLayer layer;
    for (const PolygonChunk* chunk : chunks) {
        for (std::size_t f = 0; f < chunk->size(); ++f) {
            if (chunk->parts(f).count() > 0) {
                layer.add(*chunk, f, all.min);
            }
        }
    }
    return layer.ask(unit);
}

} // namespace tuban::test
