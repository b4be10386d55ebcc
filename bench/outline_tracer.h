#pragma once

#include "districts.h"

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace tuban::bench {

/// Borders of groups of cells. Cells of one group that touch along a border form one polygon;
/// where they touch only at a corner they stay two.
class OutlineTracer {
public:
    using GroupOf = std::function<int(Cell)>; ///< negative: outside every group

    OutlineTracer(const ParcelPlan& plan, GroupOf groupOf);

    /// Traces everything; polygon k of the result belongs to groups()[k].
    void trace();
    /// Index of the polygon that contains a cell of a group.
    std::size_t polygonOf(Cell cell) const;
    std::vector<PolygonRings>& polygons() { return m_polygons; }
    const std::vector<int>& groups() const { return m_groups; }

private:
    // A border seen from the cell on its left: sides 0 to 3 are south, east, north, west.
    struct Arc {
        Cell cell;
        int side;
    };
    std::size_t indexOf(Cell cell) const;
    std::size_t slotOf(const Arc& arc) const;
    bool isBorder(const Arc& arc) const;
    Arc next(const Arc& arc) const;
    void labelCells();
    void spread(Cell start, int label);
    void traceFrom(const Arc& start);
    void addRing(const std::vector<Arc>& arcs);

    const ParcelPlan& m_plan;
    GroupOf m_groupOf;
    std::vector<int> m_label; ///< polygon of each cell; -1: none
    std::vector<bool> m_seen; ///< four sides of each cell
    std::vector<PolygonRings> m_polygons;
    std::vector<int> m_groups;
};

} // namespace tuban::bench
