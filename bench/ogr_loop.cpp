// bench_ogr_loop: the time that a plain OGR GetNextFeature loop needs to read a layer.

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <chrono>
#include <cstdio>
#include <cstring>

namespace {

struct Counts {
    long long features = 0;
    long long fields = 0; ///< that are set
    long long vertices = 0;
};

long long vertexCount(const OGRGeometry& shape) {
    long long count = 0;
    switch (wkbFlatten(shape.getGeometryType())) {
    case wkbMultiPolygon:
        for (const OGRPolygon* part : *shape.toMultiPolygon()) {
            count += vertexCount(*part);
        }
        break;
    case wkbPolygon:
        for (const OGRLinearRing* ring : *shape.toPolygon()) {
            count += ring->getNumPoints();
        }
        break;
    default:
        break;
    }
    return count;
}

// Counting costs nothing beside reading and shows that everything has been read.
Counts readAll(OGRLayer& layer) {
    Counts counts;
    const int fields = layer.GetLayerDefn()->GetFieldCount();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        ++counts.features;
        for (int k = 0; k < fields; ++k) {
            counts.fields += feature->IsFieldSetAndNotNull(k) ? 1 : 0;
        }
        if (const OGRGeometry* shape = feature->GetGeometryRef()) {
            counts.vertices += vertexCount(*shape);
        }
    }
    return counts;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fputs(
            "usage: bench_ogr_loop FILE [LAYER]\n"
            "Reads the layer (or the first one) feature by feature with geometry and all fields.\n",
            stderr);
        return 2;
    }
    GDALAllRegister();
    const auto start = std::chrono::steady_clock::now();
    const GDALDatasetUniquePtr dataset{
        GDALDataset::Open(argv[1], GDAL_OF_VECTOR | GDAL_OF_READONLY)};
    OGRLayer* layer = nullptr;
    if (dataset != nullptr) {
        layer = argc == 3 ? dataset->GetLayerByName(argv[2]) : dataset->GetLayer(0);
    }
    if (layer == nullptr) {
        std::fprintf(stderr, "bench_ogr_loop: no such layer in %s\n", argv[1]);
        return 1;
    }
    const Counts counts = readAll(*layer);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("seconds %.4f\nfeatures %lld\nfields %lld\nvertices %lld\n",
                seconds.count(),
                counts.features,
                counts.fields,
                counts.vertices);
    return 0;
}
