#pragma once

#include "geometry/cell_grid.h"
#include "geometry/corner_sets.h"
#include "geometry/huge_array.h"
#include "geometry/overlay_index.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

// Internal to the overlay kernel: what an index consists of.

/// Consecutive edges of one D ring that pass a cell. Edge i runs from vertex i of the chunk to the
/// next one of its ring.
struct EdgeRun {
    std::uint32_t cell;
    std::uint32_t first;
    std::uint32_t end;
    std::uint32_t ring;
    Int128 swept; ///< Σ cross products of the ring's edges before `first`, from its first vertex
};

/// A cell that some edge of D passes.
struct MixedCell {
    CornerSets::Id cornerSet;
    std::uint32_t firstRun;
    std::uint32_t runCount;
};

struct DistrictRing {
    std::uint32_t district;
    std::uint32_t first; ///< vertices [first, end) of the chunk
    std::uint32_t end;
    DoubledArea area; ///< signed
};

struct DistrictIndex {
    /// Set in an entry of `cells` if the rest is a number of a mixed cell; else the entry is the
    /// set of districts that cover the whole cell.
    static constexpr std::uint32_t kMixed = 1U << 31;

    PolygonChunk districts;
    GridBox extent;
    CellGrid grid;
    HugeArray<std::uint32_t> cells; ///< row by row
    HugeArray<MixedCell> mixed;
    HugeArray<EdgeRun> runs;
    CornerSets sets;
    std::vector<DistrictRing> rings;
    /// The D rings by the cell of their first vertex: row by row, by column within a row.
    std::vector<std::uint32_t> firstStartOfRow;
    std::vector<std::uint32_t> ringsByStart;

    const GridPoint* points() const {
        return districts.ringCount() == 0 ? nullptr : districts.ring(0).data();
    }
};

struct OverlayIndex::State : DistrictIndex {};

} // namespace tuban::geometry
