#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <memory>

namespace tuban::geometry {

/// Read-only index over a district layer D for exact overlay areas; shared by all threads.
///
/// Answers, with OverlayScanner, the area of every parcel ∩ district without building any
/// intersection: a uniform grid over D holds for each cell the set of (district, winding number)
/// at its corner and the D edges that pass it. Memory and time are linear in the vertices of D
/// (plus at most about four cells per vertex).
/// Districts may overlap, touch, have holes and islands; each feature of the chunk is a district.
/// @source Franklin, W. R. (1990) "Calculating map overlay polygon' areas without explicitly
///   calculating the polygons"; degeneracies by a symbolic shift of D by (ε, ε²):
///   Edelsbrunner & Mücke (1990) "Simulation of Simplicity", ACM TOG 9(1).
class OverlayIndex {
public:
    /// Errors: ExtentTooLarge (a coordinate of D beyond ±2^52 cells, or the extent of D over
    /// 2^91 square cells, from where on a FixedArea might overflow: 5000 km square at seven
    /// decimals, 50 km square at nine), Cancelled.
    static Result<OverlayIndex>
    build(PolygonChunk districts, int threads, const Progress& progress);
    OverlayIndex(OverlayIndex&&) noexcept;
    OverlayIndex& operator=(OverlayIndex&&) noexcept;
    ~OverlayIndex();

    std::size_t districtCount() const;
    const PolygonChunk& districts() const;

private:
    friend class OverlayScanner;
    friend class OverlayIndexBuilder;
    struct State;
    explicit OverlayIndex(std::unique_ptr<const State> state);
    std::unique_ptr<const State> m_state;
};

} // namespace tuban::geometry
