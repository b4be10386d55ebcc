#pragma once

#include "model/classification.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tuban {

/// A table ready to be shown or written, in one language: text, CSV, HTML, XLSX print the same.
struct Table {
    enum class Align { Left, Right, Centre };

    /// A column heading; headings with children span them (merged cells above the leaves).
    struct Heading {
        std::string text;
        std::vector<Heading> children = {};
        Align align = Align::Left; ///< of the cells of a leaf
        int decimals = 0;          ///< of the numbers of a leaf
        std::string key = {};      ///< stable ASCII name of a leaf for CSV and JSON
    };
    /// Nothing, text, or a number printed with the decimals of its column. `printed` overrides the
    /// rounding of a number where the table closes on a total (largest remainder).
    struct Number {
        double value;
        std::optional<std::string> printed = {};
    };
    using Cell = std::variant<std::monostate, std::string, Number>;

    struct Row {
        enum class Kind { Plain, Subtotal, Total } kind = Kind::Plain;
        int indent = 0;
        std::optional<Rgb> swatch = {}; ///< colour of the class
        std::vector<Cell> cells = {};   ///< one per leaf heading
    };

    std::string language = "en"; ///< of all texts: "en", "zh-CN"
    std::string title = {};
    std::vector<std::string> subtitle = {}; ///< basis, CRS, unit: lines under the title
    std::vector<Heading> headings = {};
    std::vector<Row> rows = {};
    std::size_t labelColumn = 0;         ///< the leaf that shows indent and swatch of its row
    std::vector<std::string> notes = {}; ///< methods and findings: lines under the table

    /// The leaf headings from left to right.
    std::vector<const Heading*> leaves() const;
    /// Rows of headings: 1 without children.
    std::size_t headingDepth() const;
};

} // namespace tuban
