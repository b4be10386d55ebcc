#pragma once

#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tuban::geometry {

/// Finds features of a layer by their extents. Features are counted through all chunks, in order.
/// n log n to build, about log n and what is found for a question.
class ExtentTree {
public:
    /// `chunks` must outlive the tree.
    explicit ExtentTree(std::span<const PolygonChunk* const> chunks);

    /// The features whose extents meet a box, in rising order.
    std::vector<std::uint32_t> meeting(const GridBox& box) const;

private:
    void search(std::size_t level,
                std::size_t node,
                const GridBox& box,
                std::vector<std::uint32_t>& out) const;

    std::vector<std::uint32_t> m_features;      // along a curve that fills the plane
    std::vector<std::vector<GridBox>> m_levels; // the first: of the features themselves
};

} // namespace tuban::geometry
