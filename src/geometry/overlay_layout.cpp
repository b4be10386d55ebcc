#include "geometry/overlay_layout.h"

#include <cstdlib>
#include <vector>

namespace tuban::geometry {

namespace {

constexpr double kCellsPerVertex = 4;
constexpr double kPassagesPerVertex = 8;
constexpr double kFewestCells = 1 << 14; // 64 kB, so that few long edges still leave pure cells
constexpr double kMostCells = 1U << 31;
constexpr int kWidestBits = 53;

/// Every n-th edge of the layer, some thousands in all.
struct Sample {
    std::vector<std::int64_t> x;
    std::vector<std::int64_t> y;
    double meanSteps = 0; // mean of |dx| + |dy|
};

Sample sampled(const PolygonChunk& districts) {
    const std::size_t stride = districts.pointCount() / 8192 + 1;
    Sample sample;
    double steps = 0;
    std::size_t skipped = 0;
    for (std::size_t r = 0; r < districts.ringCount(); ++r) {
        const Ring ring = districts.ring(r);
        std::size_t i = skipped;
        for (; i < ring.size(); i += stride) {
            const GridPoint delta = ring[i + 1 < ring.size() ? i + 1 : 0] - ring[i];
            steps +=
                static_cast<double>(std::abs(delta.x)) + static_cast<double>(std::abs(delta.y));
            sample.x.push_back(ring[i].x);
            sample.y.push_back(ring[i].y);
        }
        skipped = i - ring.size();
    }
    if (!sample.x.empty()) {
        sample.meanSteps = steps / static_cast<double>(sample.x.size());
    }
    return sample;
}

/// [min, max], or a part of it that holds nearly all of the sample if the rest is mostly empty.
void trim(std::vector<std::int64_t>& sample, std::int64_t& min, std::int64_t& max) {
    const auto quantile = [&](std::size_t n) {
        const auto at = sample.begin() + static_cast<std::ptrdiff_t>(n);
        std::nth_element(sample.begin(), at, sample.end());
        return *at;
    };
    const std::size_t tail = sample.size() / 64;
    const std::int64_t low = quantile(tail);
    const std::int64_t high = quantile(sample.size() - 1 - tail);
    if ((max - min) / 8 > high - low) {
        min = std::max(min, low - (high - low) / 2);
        max = std::min(max, high + (high - low) / 2);
    }
}

} // namespace

CellGrid chooseCells(const PolygonChunk& districts, const GridBox& extent) {
    if (districts.pointCount() == 0) {
        return {};
    }
    Sample sample = sampled(districts);
    GridBox window = extent;
    trim(sample.x, window.min.x, window.max.x);
    trim(sample.y, window.min.y, window.max.y);
    const auto vertices = static_cast<double>(districts.pointCount());
    const double cells = std::clamp(kCellsPerVertex * vertices, kFewestCells, kMostCells);
    const double passages = std::max(kPassagesPerVertex * vertices, kFewestCells);
    for (int bits = 0; bits < kWidestBits; ++bits) {
        const double across =
            static_cast<double>(CellGrid::cellsAcross(window.min.x, window.max.x, bits)) *
            static_cast<double>(CellGrid::cellsAcross(window.min.y, window.max.y, bits));
        if (across <= cells && sample.meanSteps * vertices <= std::ldexp(passages, bits)) {
            return {window, bits};
        }
    }
    return {window, kWidestBits};
}

} // namespace tuban::geometry
