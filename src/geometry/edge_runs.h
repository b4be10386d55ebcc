#pragma once

#include "geometry/overlay_state.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

// Internal to the overlay kernel: the first half of building an index. The edges of D are cut into
// runs by cell, and the places where they cross the lines between the rows of cells are noted.

/// The winding number of a district changes from this column of a row line on.
struct WindingStep {
    std::uint32_t row;
    std::uint32_t column;
    Membership change;
};

/// What one thread has found in a band of rows.
struct BandFindings {
    std::vector<EdgeRun> runs;
    std::vector<WindingStep> steps;
};

/// A band is a number of consecutive rows that one thread finishes alone.
struct Bands {
    std::int64_t rowsPerBand = 1;
    std::size_t count = 1;
    static Bands of(const CellGrid& grid);
};

/// The part of a ring that lies in one block of vertices.
struct RingPiece {
    std::uint32_t ring;
    bool beginsRing;
    DoubledArea swept;
};

/// Cuts edges into runs; one object per thread.
class EdgeRunCutter {
public:
    EdgeRunCutter(const DistrictIndex& state, const Bands& bands);

    /// Appends to the findings what the edges of ring `ring` from vertex `first` to `end` (of the
    /// chunk) give. The prefixes of the runs start at vertex `first`.
    DoubledArea cut(std::uint32_t ring, std::uint32_t first, std::uint32_t end);
    const BandFindings& findings(std::size_t band) const { return m_bands[band]; }

private:
    void closeRun(std::uint32_t end);
    void openRun(std::uint32_t cell, std::uint32_t first, DoubledArea swept);
    void addPassages(GridPoint c, GridPoint d, std::uint32_t edge, DoubledArea swept);
    std::uint32_t cellAt(GridPoint p) const;
    void addWindingSteps(GridPoint c, GridPoint d, std::uint32_t district);
    void emit(const EdgeRun& run);

    const DistrictIndex& m_state;
    std::int64_t m_rowsPerBand;
    std::vector<BandFindings> m_bands;
    EdgeRun m_run{0, 0, 0, 0, 0};
};

} // namespace tuban::geometry
