// bench_foreign_read: the time that reading a foreign file through the reader process needs, to be
// compared with bench_ogr_loop on the same file.

#include "data/foreign/foreign_reader.h"

#include <chrono>
#include <cstdio>

namespace {

struct Counts {
    long long features = 0;
    long long fields = 0; ///< that are set
    long long bytes = 0;  ///< of geometries
};

} // namespace

int main(int argc, char** argv) {
    using namespace tuban;
    if (argc != 2) {
        std::fputs(
            "usage: bench_foreign_read FILE\nReads the first layer through the reader process.\n",
            stderr);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const auto reader = data::openForeign({argv[1]}, {}, {});
    if (!reader || (*reader)->layers().empty()) {
        std::fprintf(stderr, "bench_foreign_read: %s cannot be read\n", argv[1]);
        return 1;
    }
    Counts counts;
    const auto take = [&](data::ForeignFeature&& feature) {
        ++counts.features;
        counts.bytes += static_cast<long long>(feature.wkb.size());
        for (const FieldValue& value : feature.values) {
            counts.fields += std::holds_alternative<std::monostate>(value) ? 0 : 1;
        }
        return true;
    };
    if (const auto read = (*reader)->read(0, take, {}); !read) {
        std::fprintf(stderr, "bench_foreign_read: %s\n", read.error().detail.c_str());
        return 1;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("seconds %.4f\nfeatures %lld\nfields %lld\ngeometry bytes %lld\n",
                seconds.count(),
                counts.features,
                counts.fields,
                counts.bytes);
    return 0;
}
