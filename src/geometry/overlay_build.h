#pragma once

#include "geometry/overlay_index.h"

#include <optional>

namespace tuban::geometry {

/// Internal to the overlay kernel: OverlayIndex::build with a say in the cell width. No area
/// depends on that width, which is what tests use this for.
class OverlayIndexBuilder {
public:
    static Result<OverlayIndex> build(PolygonChunk districts,
                                      int threads,
                                      const Progress& progress,
                                      std::optional<int> cellWidthBits = {});
    /// Cells of the index; a measure of its memory.
    static std::size_t cellCount(const OverlayIndex& index);
};

} // namespace tuban::geometry
