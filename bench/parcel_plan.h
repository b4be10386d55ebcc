#pragma once

#include "mesh.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace tuban::bench {

struct Cell {
    std::int64_t i = 0;
    std::int64_t j = 0;
    bool operator==(const Cell&) const = default;
};

/// A straight run of cells that form one piece of a parcel.
struct Run {
    Cell first;
    std::int64_t columns = 1;
    std::int64_t rows = 1;

    std::int64_t cells() const { return columns * rows; }
};

/// Which cells of a grid belong together. Every cell is in exactly one run; runs are plots of one
/// or two cells in blocks of 9 × 7, or pieces of the roads between the blocks. Some single plots
/// beside a road own a second plot across it, their annex.
class CellRoles {
public:
    static constexpr std::int64_t kBlockColumns = 10; ///< the last one is road
    static constexpr std::int64_t kBlockRows = 8;     ///< the last one is road

    CellRoles(std::uint64_t seed, std::int64_t columns, std::int64_t rows);

    std::int64_t columns() const { return m_columns; }
    std::int64_t rows() const { return m_rows; }
    bool contains(Cell cell) const;
    static bool isRoad(Cell cell);
    Run runOf(Cell cell) const;
    std::optional<Cell> annexOf(Cell cell) const;
    /// The cell that owns `cell` as its annex.
    std::optional<Cell> annexedBy(Cell cell) const;
    /// Whether a parcel begins here: the first cell of a run that is no annex.
    bool isAnchor(Cell cell) const;
    /// Whether the parcel of the cell is a plain plot of one cell, which may have a hole.
    bool isPlainPlot(Cell cell) const;

private:
    bool isSinglePlot(Cell cell) const;

    std::uint64_t m_seed;
    std::int64_t m_columns;
    std::int64_t m_rows;
};

enum class ParcelKind { Plot, Road, Filler };

/// What one parcel is made of.
struct Parcel {
    ParcelKind kind = ParcelKind::Plot;
    Run run;                   ///< for a Filler: the cell of its host
    std::optional<Cell> annex; ///< second part of a multipolygon, across the road
    bool host = false;         ///< has a hole, which the next parcel, a Filler, fills
};

struct ParcelShape {
    std::vector<Ring> outers; ///< one per part, anticlockwise
    Ring hole;                ///< in the first part, clockwise; empty: none
};

/// Divides a bent mesh into exactly `count` (at least 1000) parcels without gap or overlap. About
/// one in a hundred has a hole and another parcel in it. Parcels are derived when asked for, not
/// kept.
class ParcelPlan {
public:
    static constexpr int kMostVertices = 60; ///< per parcel, closing points counted

    ParcelPlan(std::uint64_t seed, std::int64_t count);

    const CellRoles& roles() const { return m_roles; }
    const Mesh& mesh() const { return m_mesh; }
    /// Calls `visit` for every parcel, block by block.
    void forEach(const std::function<void(const Parcel&)>& visit) const;
    ParcelShape shapeOf(const Parcel& parcel) const;
    BorderStyle styleOf(const MeshEdge& edge) const;
    /// The hole of a host, anticlockwise: the outline of its filler.
    Ring holeIn(Cell cell) const;

private:
    bool isHost(Cell cell) const;
    int mostPoints(Cell cell) const;
    std::uint64_t hostThreshold(std::int64_t count) const;
    Ring outline(const Run& run) const;
    void visitCell(Cell cell, const std::function<void(const Parcel&)>& visit) const;

    std::uint64_t m_seed;
    CellRoles m_roles;
    Mesh m_mesh;
    std::uint64_t m_hostThreshold;
};

} // namespace tuban::bench
