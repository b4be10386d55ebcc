#pragma once

#include "data/exchange/table_geometry.h"
#include "data/exchange/table_layout.h"
#include "data/foreign/foreign_reader.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

// What there is to say of a table when it becomes a layer.

namespace tuban::jobs {

/// Rows as people list them: "3–5, 9".
class RowList {
public:
    void add(std::size_t number, const data::TableRow& row);
    std::uint64_t count() const { return m_count; }
    /// That these rows were left out; `what`: what they are, to be translated.
    Finding finding(const std::string& layer, const char* what) const;

private:
    std::string ranges() const;

    std::size_t m_first = 0;
    std::uint64_t m_count = 0;
    std::string m_text; ///< of the first
    std::vector<std::pair<std::size_t, std::size_t>> m_ranges;
};

/// What rows are called that are no data, to be translated; null: they need no word.
const char* wordFor(data::RowKind kind);

/// The heading of a column, or its letters.
std::string nameAt(const data::TableLayout& layout, std::size_t place);

/// Where the headings stand, or that there are none.
Finding headingFinding(const data::ForeignLayer& layer, const data::TableLayout& layout);
/// What is made of which columns.
Finding geometryFinding(const data::ForeignLayer& layer,
                        const data::TableLayout& layout,
                        const data::TableGeometry& geometry);

} // namespace tuban::jobs
