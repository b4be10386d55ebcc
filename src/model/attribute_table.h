#pragma once

#include "base/units.h"
#include "base/uuid.h"
#include "model/layer_schema.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace tuban {

/// One field of all rows. A text that occurs again is kept once.
class AttributeColumn {
public:
    explicit AttributeColumn(ValueKind kind);

    void append(const FieldValue& value);
    /// To be called when all rows are there: what only appending needs goes.
    void finish() { m_places.clear(); }

    std::size_t size() const;
    bool isNull(std::size_t row) const;
    FieldValue value(std::size_t row) const;
    /// As people read it, numbers in the shortest form that stands for them; empty for nothing.
    std::string text(std::size_t row) const;
    /// Nothing, then numbers by value, texts by their bytes.
    bool less(std::size_t a, std::size_t b) const;

    /// How many different texts there are; 0: the field is no text or day.
    std::size_t distinct() const;
    /// The place of the text of a row among them; only where there are any.
    std::uint32_t place(std::size_t row) const;
    /// The text of a place; empty at the place of nothing, which is 0.
    const std::string& textAt(std::uint32_t place) const;

private:
    struct Texts {
        std::vector<std::uint32_t> places;
        std::vector<std::string> texts; ///< the first stands for nothing
    };
    using Integers = std::vector<std::int64_t>;
    using Reals = std::vector<double>;
    static constexpr std::int64_t kNoInteger = std::numeric_limits<std::int64_t>::min();

    std::variant<Texts, Integers, Reals> m_values;
    std::unordered_map<std::string, std::uint32_t> m_places; ///< while rows are appended
};

/// The rows of a layer or table in memory, in columns, for lists, searches and sums. Rows are
/// numbered from 0 in the order in which they were appended, that of their identifiers.
class AttributeTable {
public:
    explicit AttributeTable(LayerSchema schema);

    void append(const Uuid& id, const std::vector<FieldValue>& values, Area planar);
    void finish();

    const LayerSchema& schema() const { return m_schema; }
    std::size_t size() const { return m_ids.size(); }
    const Uuid& id(std::size_t row) const { return m_ids[row]; }
    const AttributeColumn& column(std::size_t field) const { return m_columns[field]; }
    /// Of the geometry, in the CRS of the workspace; zero for what is no polygon.
    Area planarArea(std::size_t row) const { return m_areas[row]; }
    /// By which people know a row: its key, else a name field, else the beginning of its
    /// identifier.
    std::string nameOf(std::size_t row) const;

private:
    LayerSchema m_schema;
    std::vector<Uuid> m_ids;
    std::vector<AttributeColumn> m_columns;
    std::vector<Area> m_areas;
};

} // namespace tuban
