#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "geometry/overlay_index.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace tuban::geometry {

struct ResidualEdge;

/// Collects the directed edges of a polygon layer so that shared borders cancel. What remains
/// (the residual) determines how often every point is covered. One object per thread, merged at
/// the end; the result does not depend on the order of calls or the number of objects.
///
/// Loses nothing: edges whose partner has not come yet wait, first in a table of 1 MB that fits the
/// processor's cache, then in a list that is matched from time to time. Memory: 1 MB, and about
/// 100 bytes for each edge that waits at the same time. In a layer stored roughly in spatial order
/// these are few; in random order up to a quarter of all edges.
class EdgeResidual {
public:
    EdgeResidual();
    EdgeResidual(EdgeResidual&&) noexcept;
    EdgeResidual& operator=(EdgeResidual&&) noexcept;
    ~EdgeResidual();

    void add(const PolygonChunk& chunk, std::size_t feature);
    /// Lets all that waits cancel as far as it can: worth doing on each thread before merge().
    void settle();
    void merge(const EdgeResidual& other);
    /// What is left of all edges so far, in sorted order.
    std::vector<ResidualEdge> edges() const;

private:
    friend class CoverageMap;
    struct State;
    std::unique_ptr<State> m_state;
};

/// A connected area of one depth, as a finding to show.
struct CoverageFace {
    std::int32_t depth; ///< how many polygons of the layer cover it
    FixedArea area = 0; ///< true area, holes taken off
    GridPoint inside;   ///< in the face or, where it is less than a cell wide, beside it
};

/// A piece of the border of a face: part of the directed edge from→to, which has the face on its
/// left. The edge is one of the residual or a piece of one, cut where others touch it.
struct FaceEdge {
    GridPoint from;
    GridPoint to;
    double cells; ///< length of the piece
};

/// Faces and their outlines: row i of `outlines` belongs to `faces[i]`.
struct CoverageFaces {
    std::size_t total = 0; ///< how many there are, also if fewer were asked for
    std::vector<CoverageFace> faces;
    PolygonChunk outlines; ///< crossings rounded to cells; empty rows for what rounds to nothing
    std::vector<std::vector<FaceEdge>> borders; ///< of each face, holes included
};

/// What the residual of a layer looks like: the border of the ground that it covers.
struct CoverageBorder {
    std::size_t edges = 0;
    std::size_t crossings = 0;      ///< places inside edges where two of them cross
    std::size_t sharedVertices = 0; ///< vertices where more than two edges meet
    std::size_t rings = 0;          ///< closed lines that it consists of
    FixedArea covered = 0;          ///< area of the ground that is covered at least once
    /// Whether it consists of simple rings that do not meet: no edge counts several times, none
    /// crosses another, and in each vertex one begins and one ends.
    bool simple = false;
};

/// How often a layer of valid polygons covers each point of the plane, from its residual.
///
/// The depth of a point is the winding number of the residual around it. Residual edges are split
/// where they touch and listed with the places where they cross; areas are then sums over pieces of
/// edges. Nothing is snapped: each crossing is rounded once, in area, to 2^-32 of a doubled square
/// cell (for edges over 2^31 cells long: to 2^-60 of the edge's share). Slivers far thinner than a
/// cell have their true size, and a layer without overlap gives exactly 0.
/// Time and memory n log n in the residual edges and their crossings.
/// @source area from the edges of an arrangement: Franklin, W. R. (1990) "Calculating map overlay
///   polygon' areas without explicitly calculating the polygons".
class CoverageMap {
public:
    /// Errors: Cancelled.
    static Result<CoverageMap> build(const EdgeResidual& residual, const Progress& progress);
    CoverageMap(CoverageMap&&) noexcept;
    CoverageMap& operator=(CoverageMap&&) noexcept;
    ~CoverageMap();

    bool hasOverlap() const;
    /// ∫ max(depth − 1, 0) over the whole plane: every polygon but the first counts.
    FixedArea overlapEverywhere() const;
    /// The same over one feature of a layer on the same grid, by its winding number. May be called
    /// from several threads. Quick where nothing overlaps near the feature.
    FixedArea overlapIn(const PolygonChunk& chunk, std::size_t feature) const;

    /// The `limit` largest faces that are covered at least twice, largest first.
    CoverageFaces overlapFaces(std::size_t limit = SIZE_MAX) const;
    /// The same for faces covered by nothing though enclosed by covered ground: gaps, and holes
    /// that no other polygon fills.
    CoverageFaces gapFaces(std::size_t limit = SIZE_MAX) const;

    /// Exact. A layer without overlap and gap whose border is simple is proved to be a coverage:
    /// every point inside the rings lies in one polygon, or on a common edge.
    CoverageBorder border() const;

private:
    friend class FeatureOverlap;
    struct State;
    explicit CoverageMap(std::unique_ptr<const State> state);
    std::unique_ptr<const State> m_state;
};

/// How a district is covered by the layer.
struct DistrictCoverage {
    FixedArea uncovered = 0; ///< area covered by no parcel
    FixedArea overlap = 0;   ///< area counted more than once, once per extra parcel
};

/// An overlap rounds at other crossings than the parts of the parcels do. What that leaves of an
/// uncovered area that is really 0 (under 10^-13 m² on the 0.1 mm grid) is given to the overlap.
DistrictCoverage settled(DistrictCoverage coverage);

/// Uncovered and multiply covered area of each district. Holds for every district exactly:
/// Σ parts + uncovered − overlap = area of the district.
class CoverageDepth {
public:
    /// `covered[j]`: Σ of parts of all parcels in district j.
    /// Errors: Cancelled.
    static Result<std::vector<DistrictCoverage>> compute(const EdgeResidual& residual,
                                                         const OverlayIndex& index,
                                                         const std::vector<FixedArea>& covered,
                                                         int threads,
                                                         const Progress& progress);
    /// The same with a map that is there already and districts without an index.
    static Result<std::vector<DistrictCoverage>> compute(const CoverageMap& map,
                                                         const PolygonChunk& districts,
                                                         const std::vector<FixedArea>& covered,
                                                         int threads,
                                                         const Progress& progress);
};

} // namespace tuban::geometry
