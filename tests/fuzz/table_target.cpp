// Tables as text: records, layout, coordinates, and the parcels that boundary points make.

#include "data/exchange/delimited_text.h"
#include "data/exchange/table_geometry.h"
#include "data/exchange/table_rings.h"
#include "data/exchange/txt_rings.h"
#include "data/import/wkb_lists.h"
#include "target.h"

#include <algorithm>
#include <set>
#include <span>

namespace tuban::fuzz {

namespace {

using namespace data;

const TableWords& words() {
    static const auto read = readTableWords();
    require(read.has_value(), "the product's words of tables can be read");
    return *read;
}

std::vector<TableRow> rowsOf(std::string_view text) {
    DelimitedText records(text);
    std::vector<TableRow> rows;
    std::vector<std::string> cells;
    std::size_t bytes = 0;
    std::size_t width = 0;
    while (records.next(cells)) {
        require(!cells.empty(), "a record has a cell");
        TableRow& row = rows.emplace_back();
        for (const std::string& cell : cells) {
            bytes += cell.size();
            row.push_back(cellText(cell));
        }
        width = std::max(width, row.size());
    }
    require(bytes <= text.size(), "nothing comes out that did not go in");
    for (TableRow& row : rows) {
        row.resize(width);
    }
    return rows;
}

bool examineParcels(const std::vector<TableRow>& rows,
                    const TableLayout& layout,
                    const TableGeometry& geometry) {
    TableRings rings(geometry, words());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rings.add(i + 1, layout.kindOf(i + 1, rows[i], words()), rows[i]);
    }
    bool faultless = true;
    for (const TableParcel& parcel : rings.take()) {
        require(parcel.points.size() == parcel.rows.size() &&
                    parcel.points.size() == parcel.sides.size(),
                "a point has a row and a side");
        const PlainPolygons polygons = polygonsOf(parcel.points);
        const std::string wkb = wkbOf(polygons);
        require(wkb.empty() || wkbLists(std::as_bytes(std::span(wkb))).has_value(),
                "geometries are sound WKB");
        faultless = faultless && !wkb.empty() && polygons.tooShort.empty() &&
                    parcel.unread.empty() && sideDifferences(parcel).empty();
    }
    return faultless;
}

} // namespace

std::vector<std::string> seeds() {
    const std::string headings = "点号,X,Y,边长\n";
    const std::string points =
        "J1,4300100.000,39490000.000,100.00\nJ2,4300100.000,39490100.000,100.00\n"
        "J3,4300000.000,39490100.000,100.00\nJ4,4300000.000,39490000.000,100.00\n";
    return {
        "界址点成果表\n地块编号：DK-07,面积：1公顷\n" + headings + points + "制表人：李四\n",
        "地块编号;圈号;点号;X坐标(m);Y坐标(m)\nA;1;J1;4300000;39490000\n;1;J2;4300000;39490100\n"
        ";1;J3;4300100;39490100\n",
        headings + points + "\n" + headings + points,
        "名称\t经度\t纬度\na\t116°53′4.2″\t38°50′0.0″\nb\t116.885\t38.834\n"};
}

bool examine(std::string_view input) {
    const std::vector<TableRow> rows = rowsOf(input);
    static const std::set<std::string> kKnown{"名称", "地块编号"};
    TableScan scan(words(), kKnown);
    for (const TableRow& row : rows) {
        scan.add(row);
    }
    const TableLayout layout = scan.layout({});
    for (const TableColumn& column : layout.columns) {
        require(!column.name.empty(), "each column has a name");
        require(column.place < rows.front().size(), "each column has its place");
    }
    const TableGeometry geometry = geometryOf(layout, scan, words(), std::nullopt, {});
    if (geometry.shape == TableShape::Areas) {
        return examineParcels(rows, layout, geometry) && layout.headingRow > 0;
    }
    return geometry.shape == TableShape::Points && layout.headingRow > 0;
}

} // namespace tuban::fuzz
