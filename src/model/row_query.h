#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/attribute_table.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban {

/// Which rows of a table are listed, and in which order.
struct RowQuery {
    /// A condition on one field, as it is typed into the head of a column: numbers take = <> < <=
    /// > >= before a number, or two numbers with ".." between them; other fields a part of the text
    /// whatever its case (ASCII), or = and the whole text.
    struct ColumnFilter {
        std::size_t field = 0;
        std::string text = {};
        bool operator==(const ColumnFilter&) const = default;
    };
    std::vector<ColumnFilter> filters = {}; ///< all of them hold
    std::optional<std::size_t> sortBy = {}; ///< field; nothing: the order of the table
    bool descending = false;
    bool operator==(const RowQuery&) const = default;
};

/// The rows that a query lists. Rows that are equal in the sorted field keep the order of the
/// table. Time: linear in the rows, n log n for sorting numbers and different texts. Errors:
/// FilterMalformed (subject: the text of the filter; where: the name of its field), Cancelled.
Result<std::vector<std::uint32_t>>
rowsOf(const AttributeTable& table, const RowQuery& query, const Progress& progress);

} // namespace tuban
