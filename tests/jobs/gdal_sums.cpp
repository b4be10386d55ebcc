#include "gdal_sums.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cmath>
#include <memory>

namespace tuban::test {

namespace {

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

/// The drivers that the product has, and its way with arcs.
GDALDatasetUniquePtr opened(const std::filesystem::path& file) {
    GDALAllRegister();
    CPLSetConfigOption("OGR_ARC_STEPSIZE", "0.25");
    static const char* const kDrivers[] = {"ESRI Shapefile",
                                           "GPKG",
                                           "GeoJSON",
                                           "GeoJSONSeq",
                                           "LIBKML",
                                           "OpenFileGDB",
                                           "DXF",
                                           "CSV",
                                           "XLSX",
                                           nullptr};
    return GDALDatasetUniquePtr(
        GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, kDrivers));
}

/// Calls `visit` for the polygons of a geometry.
template <typename Visit> void forPolygons(const OGRGeometry& geometry, const Visit& visit) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) {
        visit(*geometry.toPolygon());
    } else if (type == wkbMultiPolygon || type == wkbGeometryCollection) {
        for (const OGRGeometry* const part : *geometry.toGeometryCollection()) {
            forPolygons(*part, visit);
        }
    }
}

class Summer {
public:
    explicit Summer(const GdalQuestion& question) : m_question(question) {}

    void add(OGRLayer& layer) {
        const Transformation transformation = transformationOf(layer);
        while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
            ++m_sums.features;
            OGRGeometry* const geometry = feature->GetGeometryRef();
            if (geometry == nullptr || geometry->IsEmpty()) {
                ++m_sums.without;
                continue;
            }
            std::size_t polygons = 0;
            forPolygons(*geometry, [&](const OGRPolygon&) { ++polygons; });
            m_sums.polygons += polygons > 0 ? 1U : 0U;
            geometry->closeRings(); // as the product does, with a word
            m_sums.invalid += polygons > 0 && geometry->IsValid() == 0 ? 1U : 0U;
            if (polygons > 0 && transformation != nullptr) {
                geometry->transform(transformation.get());
            }
            forPolygons(*geometry, [&](const OGRPolygon& polygon) { addArea(polygon); });
        }
    }

    GdalSums take() {
        if (m_vertices > 0) {
            m_sums.rounding = 1.5e-4 * m_length / std::sqrt(static_cast<double>(m_vertices));
        }
        return m_sums;
    }

private:
    Transformation transformationOf(OGRLayer& layer) const {
        OGRSpatialReference from;
        OGRSpatialReference to;
        if (!m_question.source.empty()) {
            from.SetFromUserInput(m_question.source.c_str());
        } else if (layer.GetSpatialRef() != nullptr) {
            from = *layer.GetSpatialRef();
        }
        if (from.IsEmpty() || m_question.target.empty()) {
            return nullptr;
        }
        to.SetFromUserInput(m_question.target.c_str());
        from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        return Transformation(OGRCreateCoordinateTransformation(&from, &to));
    }

    void addArea(const OGRPolygon& polygon) {
        m_sums.squareMetres += polygon.get_Area();
        for (const OGRLinearRing* const ring : polygon) {
            m_length += ring->get_Length();
            m_vertices += static_cast<std::size_t>(ring->getNumPoints());
        }
    }

    const GdalQuestion& m_question;
    GdalSums m_sums;
    double m_length = 0.0;
    std::size_t m_vertices = 0;
};

} // namespace

std::optional<GdalSums> gdalSums(const GdalQuestion& question) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    std::optional<GdalSums> sums;
    if (const GDALDatasetUniquePtr dataset = opened(question.file)) {
        Summer summer(question);
        for (OGRLayer* const layer : dataset->GetLayers()) {
            summer.add(*layer);
        }
        sums = summer.take();
    }
    CPLPopErrorHandler();
    return sums;
}

double gdalOverlap(const std::filesystem::path& file) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    double sum = 0.0;
    OGRMultiPolygon all;
    if (const GDALDatasetUniquePtr dataset = opened(file)) {
        for (const OGRFeatureUniquePtr& feature : *dataset->GetLayer(0)) {
            if (const OGRGeometry* const geometry = feature->GetGeometryRef()) {
                forPolygons(*geometry, [&](const OGRPolygon& polygon) {
                    sum += polygon.get_Area();
                    all.addGeometry(&polygon);
                });
            }
        }
    }
    const std::unique_ptr<OGRGeometry> united(all.UnionCascaded());
    CPLPopErrorHandler();
    double covered = 0.0;
    forPolygons(*united, [&](const OGRPolygon& polygon) { covered += polygon.get_Area(); });
    return sum - covered;
}

} // namespace tuban::test
