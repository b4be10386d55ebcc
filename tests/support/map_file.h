#pragma once

#include "support/temporary_folder.h"

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace tuban::test {

/// A GeoJSON layer drawn with letters: every character is a square of one hectare (100 m by 100 m)
/// that is a feature of its own, with the letter, or what `values` says for it, in `field`. A dot
/// leaves the place empty. The lower left corner lies at `origin`.
struct MapDrawing {
    std::vector<std::string> rows; ///< from north to south
    std::string field = "code";
    std::map<char, std::string> values = {};
    std::string crs = "EPSG:4548"; ///< empty: none is written
    double east = 490000.0;
    double north = 4300000.0;
    double cell = 100.0;
    std::string more = {}; ///< further properties, e.g. R"(,"area":5)"
    bool swapped = false;  ///< write north before east
};

inline std::string square(const MapDrawing& map, double east, double north) {
    std::ostringstream out;
    out.precision(12);
    const std::pair<double, double> corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    const char* separator = "";
    for (const auto& [right, up] : corners) {
        const double x = east + right * map.cell;
        const double y = north + up * map.cell;
        out << separator << '[' << (map.swapped ? y : x) << ',' << (map.swapped ? x : y) << ']';
        separator = ",";
    }
    return out.str();
}

inline void writeMap(const std::string& path, const MapDrawing& map) {
    std::ofstream out(path);
    out << R"({"type":"FeatureCollection",)";
    if (!map.crs.empty()) {
        out << R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::)"
            << map.crs.substr(map.crs.find(':') + 1) << R"("}},)";
    } else {
        out << R"("crs":null,)";
    }
    out << R"("features":[)";
    const char* separator = "";
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        const double north = map.north + double(map.rows.size() - 1 - row) * map.cell;
        for (std::size_t column = 0; column < map.rows[row].size(); ++column) {
            const char letter = map.rows[row][column];
            if (letter == '.') {
                continue;
            }
            const auto named = map.values.find(letter);
            const std::string value =
                named == map.values.end() ? std::string(1, letter) : named->second;
            out << separator << R"({"type":"Feature","properties":{")" << map.field << R"(":")"
                << value << '"' << map.more << R"(},"geometry":{"type":"Polygon","coordinates":[[)"
                << square(map, map.east + double(column) * map.cell, north) << "]]}}";
            separator = ",\n";
        }
    }
    out << "]}\n";
}

} // namespace tuban::test
