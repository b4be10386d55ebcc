// bench_generate: writes the synthetic zone that the benchmarks measure, or checks one.

#include "zone.h"
#include "zone_check.h"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace tuban::bench;

constexpr const char* kUsage =
    "usage: bench_generate PARCELS FILE.gpkg [--seed N] [--rtree]\n"
    "       bench_generate --check FILE.gpkg\n"
    "PARCELS is a number of at least 1000, or 10k, 100k, 1m.\n"
    "Writes the layers parcels, districts and aligned to FILE.gpkg and the true balance of the\n"
    "aligned districts to FILE.aligned.csv. --check reads both back, matches the edges of all\n"
    "parcels, compares the aligned districts with the truth, and prints totals.\n";

int wrongUsage() {
    std::fputs(kUsage, stderr);
    return 2;
}

std::optional<std::uint64_t> numberFrom(std::string_view text) {
    std::uint64_t factor = 1;
    if (text.ends_with('k') || text.ends_with('m')) {
        factor = text.back() == 'k' ? 1000 : 1000000;
        text.remove_suffix(1);
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() ||
        value > 1U << 31U) {
        return std::nullopt;
    }
    return value * factor;
}

int check(const std::string& path) {
    const ZoneReport report = checkZone(path);
    std::fputs(report.text().c_str(), stdout);
    return report.ok() ? 0 : 1;
}

int generate(const std::string& path, const ZoneOptions& options) {
    const auto start = std::chrono::steady_clock::now();
    const ZoneTotals totals = writeZone(path, options);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    std::printf("%lld parcels with %lld vertices, %lld districts with %lld vertices, "
                "%lld aligned districts with %lld vertices in %.1f s\n",
                static_cast<long long>(totals.parcels),
                static_cast<long long>(totals.vertices),
                static_cast<long long>(totals.naturalDistricts),
                static_cast<long long>(totals.naturalVertices),
                static_cast<long long>(totals.alignedDistricts),
                static_cast<long long>(totals.alignedVertices),
                seconds.count());
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 2 && arguments[0] == "--check") {
        return check(arguments[1]);
    }
    if (arguments.size() < 2 || !arguments[1].ends_with(".gpkg")) {
        return wrongUsage();
    }
    ZoneOptions options;
    const auto parcels = numberFrom(arguments[0]);
    if (!parcels || *parcels < static_cast<std::uint64_t>(kFewestParcels)) {
        return wrongUsage();
    }
    options.parcels = static_cast<std::int64_t>(*parcels);
    for (std::size_t k = 2; k < arguments.size(); ++k) {
        if (arguments[k] == "--rtree") {
            options.spatialIndex = true;
            continue;
        }
        const auto seed = k + 1 < arguments.size() ? numberFrom(arguments[k + 1]) : std::nullopt;
        if (arguments[k] != "--seed" || !seed) {
            return wrongUsage();
        }
        options.seed = *seed;
        ++k;
    }
    return generate(arguments[1], options);
}
