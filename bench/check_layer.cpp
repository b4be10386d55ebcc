// Measures the checks of `tuban check` on a polygon layer, phase by phase.
// Usage: bench_check FILE[:LAYER] [THREADS]

#include "jobs/check_layer.h"

#include "base/parallel.h"
#include "compliance/coverage_check.h"
#include "compliance/shape_check.h"
#include "data/tables_reader/check_rules_reader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <malloc.h>
#include <string>

namespace {

using namespace tuban;

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Highest resident memory of this process, in MB.
long peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::strtol(line.c_str() + 6, nullptr, 10) / 1024;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_check FILE[:LAYER] [THREADS]\n");
        return 2;
    }
    mallopt(M_MMAP_THRESHOLD, 1 << 30); // as the program does
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 1 << 24);
    const int threads = threadCount(argc > 2 ? std::atoi(argv[2]) : 0);
    const auto rules = data::loadCheckRules();
    const auto start = std::chrono::steady_clock::now();
    auto loaded = jobs::loadLayer({.spec = argv[1], .threads = threads}, Progress());
    if (!rules || !loaded) {
        std::fprintf(stderr, "cannot read %s\n", argv[1]);
        return 1;
    }
    const double load = secondsSince(start);

    const auto shapesStart = std::chrono::steady_clock::now();
    std::vector<compliance::ShapeCheck> shapes;
    for (int i = 0; i < threads; ++i) {
        shapes.emplace_back(*rules, loaded->layer, loaded->asStored);
    }
    std::vector<std::size_t> found(static_cast<std::size_t>(threads), 0);
    parallelForBlocks(loaded->layer.chunkCount(), threads, [&](int worker, std::size_t c) {
        auto outcome = shapes[static_cast<std::size_t>(worker)].check(c);
        found[static_cast<std::size_t>(worker)] += outcome.findings.size();
        if (outcome.repaired) {
            loaded->layer.setRepaired(c, std::move(*outcome.repaired));
        }
    });
    std::size_t ofShape = 0;
    for (const std::size_t n : found) {
        ofShape += n;
    }
    const double shape = secondsSince(shapesStart);

    const auto coverageStart = std::chrono::steady_clock::now();
    const auto report = compliance::checkCoverage(*rules, loaded->layer, threads, Progress());
    if (!report) {
        return 1;
    }
    const double coverage = secondsSince(coverageStart);
    std::printf("features=%zu threads=%d load=%.3f shapes=%.3f coverage=%.3f shape_findings=%zu "
                "coverage_findings=%zu proved=%d rings=%zu edges=%zu peak_mb=%ld\n",
                loaded->layer.rowCount(),
                threads,
                load,
                shape,
                coverage,
                ofShape,
                report->findings.size(),
                report->proved ? 1 : 0,
                report->border.rings,
                report->border.edges,
                peakMegabytes());
    return 0;
}
