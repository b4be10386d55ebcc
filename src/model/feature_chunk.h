#pragma once

#include "geometry/polygon_chunk.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tuban {

/// Texts of a column, back to back in one buffer (UTF-8).
class TextColumn {
public:
    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](std::size_t row) const {
        const std::size_t start = row == 0 ? 0 : m_ends[row - 1];
        return std::string_view(m_buffer).substr(start, m_ends[row] - start);
    }
    void append(std::string_view text) {
        m_buffer.append(text);
        m_ends.push_back(m_buffer.size());
    }

private:
    std::string m_buffer;
    std::vector<std::size_t> m_ends;
};

/// One attribute of all features of a chunk. Integers and reals are read as text too where a text
/// column was asked for (class codes come as numbers in many files).
struct Column {
    std::variant<TextColumn, std::vector<double>> values;
    std::vector<bool> null;

    std::string_view text(std::size_t row) const { return std::get<TextColumn>(values)[row]; }
    double number(std::size_t row) const { return std::get<std::vector<double>>(values)[row]; }
};

/// Some thousand consecutive features of a layer, immutable once read. All columns and `polygons`
/// have the same number of rows; a feature without usable geometry keeps its row.
struct FeatureChunk {
    std::uint64_t sequence = 0; ///< place of the chunk in the layer: sort by it for file order
    geometry::PolygonChunk polygons;
    std::vector<std::int64_t> ids; ///< feature ids of the source
    std::vector<Column> columns;   ///< in the order asked for

    std::size_t size() const { return ids.size(); }
};

} // namespace tuban
