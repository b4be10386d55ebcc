// bench_source_scan: the time that the product's own reader needs for a layer, without any use of
// what it reads.

#include "data/feature_source.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::fputs("usage: bench_source_scan FILE[:LAYER] [THREADS]\n"
                   "Reads the layer with its geometry and all fields as text.\n",
                   stderr);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    auto source = tuban::data::openSource(argv[1]);
    if (!source) {
        std::fprintf(stderr, "bench_source_scan: %s\n", source.error().detail.c_str());
        return 1;
    }
    tuban::data::ScanRequest request;
    request.threads = argc == 3 ? std::atoi(argv[2]) : 0;
    for (std::size_t i = 0; i < (*source)->info().fields.size(); ++i) {
        request.columns.push_back({i, tuban::data::ColumnType::Text});
    }
    std::atomic<std::uint64_t> fields{0};
    const auto count = [&](int, tuban::FeatureChunk&& chunk) {
        fields += chunk.size() * chunk.columns.size();
        return true;
    };
    const auto summary = (*source)->scan(request, count, {});
    if (!summary) {
        std::fprintf(stderr, "bench_source_scan: %s\n", summary.error().detail.c_str());
        return 1;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("seconds %.4f\nfeatures %llu\nfields %llu\nvertices %llu\n",
                seconds.count(),
                static_cast<unsigned long long>(summary->features),
                static_cast<unsigned long long>(fields.load()),
                static_cast<unsigned long long>(summary->vertices));
    return 0;
}
