#pragma once

#include "base/units.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tuban {

/// A text that may stand inside an area of a drawing, and the field of the layer that it fills.
struct DrawingText {
    std::string field;   ///< of the layer, such as parcel_no; texts in class_code may be names
    std::string pattern; ///< regular expression; its first group is the value
    std::optional<double> factor = {}; ///< given: the value is a number, times this
    bool operator==(const DrawingText&) const = default;
};

/// How a drawing becomes areas. What is not set is taken from layers/exchange/drawing.toml or told
/// from the drawing.
struct DrawingChoices {
    bool asDrawn = false;           ///< lines and texts as they are, no areas
    std::string unit = {};          ///< "mm", "cm", "m", "km"; empty: told from the coordinates
    std::optional<Length> gap = {}; ///< up to which gaps between lines are closed
    std::vector<std::string> layers = {};            ///< of the drawing that are taken; none: all
    std::map<std::string, std::string> classes = {}; ///< drawing layer → class code
    std::map<std::string, std::string> colours = {}; ///< "#rrggbb" → class code
    std::vector<DrawingText> texts = {};             ///< none: those of layers/exchange
    bool operator==(const DrawingChoices&) const = default;
};

/// What the rows of a table (CSV, XLSX) are. Rows count from 1, as spreadsheets show them; what is
/// not set is told from the table.
struct TableChoices {
    std::optional<std::size_t> headingRow = {};  ///< 0: the table has no headings
    std::optional<std::size_t> headingRows = {}; ///< 2: group headings above headings
    std::optional<std::size_t> firstRow = {};    ///< of data
    std::optional<std::size_t> lastRow = {};     ///< of data
    std::string geometry = {}; ///< "wkt", "points", "areas", "none"; empty: told from the columns
    bool operator==(const TableChoices&) const = default;
};

/// All that can be said beforehand of how files are brought in; what is empty is told from them.
struct ImportProfile {
    std::string layer = {};          ///< of the workspace
    std::string crs = {};            ///< "EPSG:n"
    std::string encoding = {};       ///< of texts
    std::string classification = {}; ///< id of a class table, "none": codes are plain values
    bool shareVertices = true; ///< neighbours get each other's vertices; see shared_vertices.h
    std::map<std::string, std::string> fields = {}; ///< of the layer → of the file; "": stays empty
    std::string join = {}; ///< field of the layer: rows update those that have the same value there
    DrawingChoices drawing = {};
    TableChoices table = {};
    bool operator==(const ImportProfile&) const = default;
};

} // namespace tuban
