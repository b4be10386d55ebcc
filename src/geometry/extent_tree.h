#pragma once

#include "geometry/box_tree.h"
#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// Finds features of a layer by their extents. Features are counted through all chunks, in order;
/// those without a geometry are never found. Costs as of BoxTree.
class ExtentTree {
public:
    explicit ExtentTree(std::span<const PolygonChunk* const> chunks);

    /// The features whose extents meet a box, in rising order.
    std::vector<std::uint32_t> meeting(const GridBox& box) const;

private:
    std::vector<std::uint32_t> m_features; ///< that have a geometry
    BoxTree m_tree{{}};                    ///< of these
};

} // namespace tuban::geometry
