#include "jobs/source_place.h"

#include <optional>

namespace tuban::jobs {

namespace {

constexpr std::uint64_t kSample = 2048; // features looked at

/// The extent of the first features, for sources that cannot tell theirs without reading all.
std::optional<StoredExtent> sampledExtent(data::FeatureSource& source) {
    const geometry::Grid grid = geometry::Grid::withDecimals(7);
    geometry::GridBox box;
    const data::ScanRequest sample{.placement = {.grid = grid}, .limit = kSample};
    const auto sink = [&box](int, FeatureChunk&& chunk) {
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            if (const geometry::GridBox& one = chunk.polygons.extent(row); !one.empty()) {
                box.add(one.min);
                box.add(one.max);
            }
        }
        return true;
    };
    if (!source.scan(sample, sink, Progress()) || box.empty()) {
        return std::nullopt;
    }
    return StoredExtent{grid.toUnits(box.min.x),
                        grid.toUnits(box.min.y),
                        grid.toUnits(box.max.x),
                        grid.toUnits(box.max.y)};
}

} // namespace

LayerPlace placeOf(data::FeatureSource& source) {
    const data::SourceInfo& info = source.info();
    if (info.extent) {
        return {info.layer, info.crs, info.extent, true};
    }
    return {info.layer, info.crs, sampledExtent(source), false};
}

Result<bool> sampleIsOffGrid(data::FeatureSource& source, const geometry::Placement& placement) {
    const data::ScanRequest sample{.placement = placement, .limit = kSample};
    const auto read = source.scan(
        sample, [](int, FeatureChunk&&) { return true; }, Progress());
    return read ? Result<bool>(read->offGridVertices > 0) : Result<bool>(read.error());
}

} // namespace tuban::jobs
