#pragma once

#include "data/exchange/parcel_txt.h"
#include "data/exchange/table_geometry.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

/// A parcel of a table of boundary points.
struct TableParcel {
    std::size_t row = 0;  ///< of its first point
    std::string key = {}; ///< its number; may be empty
    std::vector<TxtPoint> points = {};
    std::vector<std::size_t> rows = {};            ///< of the points
    std::vector<std::optional<double>> sides = {}; ///< metres stated beside each point
    std::map<std::string, std::string> labels =
        {}; ///< what stands above its points, "项目名称" → …
    std::map<std::size_t, std::string> values = {}; ///< by place: what all its rows say
    std::vector<std::pair<std::size_t, std::string>> unread = {}; ///< row, text: no coordinates
};

/// A side that is not as long as the table says.
struct SideDifference {
    std::size_t row = 0;
    std::string point = {};
    double stated = 0.0;
    double computed = 0.0;
};

/// Puts the rows of a table of boundary points (界址点成果表) together to parcels. A parcel ends
/// where the number in its column changes, where a line such as "地块编号：DK-02" begins another
/// one, and behind an empty row or repeated headings, unless the ring before is open and its point
/// numbers go on.
class TableRings {
public:
    TableRings(const TableGeometry& geometry, const TableWords& words)
        : m_geometry(geometry), m_words(words) {}

    /// False: the row holds neither a point nor anything that belongs to a parcel.
    bool add(std::size_t number, RowKind kind, const TableRow& row);
    std::vector<TableParcel> take();
    /// Columns that say something else in different rows of one parcel.
    const std::set<std::size_t>& varying() const { return m_varying; }

private:
    bool addPoint(std::size_t number, const TableRow& row);
    bool addLabels(const TableRow& row);
    bool addSide(const TableRow& row);
    bool beginsAnother(const TableRow& row) const;
    void begin();
    std::string cell(const TableRow& row, std::optional<std::size_t> place) const;

    const TableGeometry& m_geometry;
    const TableWords& m_words;
    std::vector<TableParcel> m_parcels = {};
    std::map<std::string, std::string> m_labels = {}; ///< for the next parcel
    std::string m_label = {};                         ///< the number that it gets from them
    bool m_parted = false; ///< an empty row or headings stood before this one
    bool m_labelled = false;
    std::set<std::size_t> m_varying = {};
};

/// The sides that differ by more than 2 cm from the distance of the points: to the next or from the
/// last one, whichever agrees more often in this parcel. Planar; nothing where coordinates are
/// degrees.
std::vector<SideDifference> sideDifferences(const TableParcel& parcel);

} // namespace tuban::data
