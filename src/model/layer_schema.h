#pragma once

#include "geometry/grid.h"
#include "model/classification.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tuban {

/// What the features of a layer are; None: a table without geometry.
enum class GeometryKind { None, Point, LineString, Polygon, MultiPolygon };

/// What a field holds. A date is a day, YYYY-MM-DD, in no time zone.
enum class ValueKind { Text, Integer, Real, Date };

/// The content of a field; nothing, a whole number, a number, or text (dates are text).
using FieldValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One entry of a list of values that a field may take.
struct CodeEntry {
    FieldValue value;
    BilingualText title;
    bool operator==(const CodeEntry&) const = default;
};

/// What the parts of a split feature get.
enum class SplitPolicy {
    Copy,      ///< the value of the whole
    AreaShare, ///< the value of the whole in the proportion of the areas
    Blank,     ///< nothing
    New,       ///< a new value by the rule of the key
};

/// What a merged feature gets.
enum class MergePolicy {
    SameOrBlank, ///< the value that all parts have, else nothing
    Largest,     ///< the value of the largest part
    Sum,         ///< the sum; nothing if a part has none
    AreaMean,    ///< the mean, weighted by area; nothing if a part has none
    Blank,       ///< nothing
    New,         ///< a new value by the rule of the key
};

struct FieldSchema {
    std::string name; ///< ASCII, snake_case
    ValueKind kind = ValueKind::Text;
    BilingualText title;
    std::string unit = {};   ///< "m2", "ha", "10k_yuan" …; empty: none
    bool key = false;        ///< never empty, unique in the layer
    bool required = false;   ///< never empty
    bool indexed = false;    ///< rows are looked up by it
    FieldValue initial = {}; ///< of a new row, unless it says otherwise
    /// The values there are, where they are listed; empty: any. Other values are findings, not
    /// errors: files of the office bring them.
    std::vector<CodeEntry> codes = {};
    SplitPolicy split = SplitPolicy::Copy;
    MergePolicy merge = MergePolicy::SameOrBlank;
    bool operator==(const FieldSchema&) const = default;
};

/// What a layer or table looks like, whoever fills it.
struct LayerSchema {
    std::string name; ///< of the table: ASCII, snake_case
    BilingualText title;
    GeometryKind geometry = GeometryKind::None;
    bool coverage = false; ///< the features tile: they do not overlap
    std::vector<FieldSchema> fields = {};
    std::string style =
        {}; ///< of the layer at first: a file of styles/ without ".sld"; empty: none

    /// The first field that is a key, or null.
    const FieldSchema* keyField() const;
    /// The place of a field by its name; nothing if there is none.
    std::optional<std::size_t> fieldIndex(std::string_view fieldName) const;
    bool operator==(const LayerSchema&) const = default;
};

/// Finds the places of fields by their names, each in one step if they are asked for in the order
/// of the schema, which has to outlive it.
class FieldFinder {
public:
    explicit FieldFinder(const LayerSchema& schema) : m_schema(&schema) {}

    /// Nothing if there is none.
    std::optional<std::size_t> find(std::string_view name);

private:
    const LayerSchema* m_schema;
    std::size_t m_next = 0; ///< behind the one found last
};

/// A geometry on the grid of the workspace, for small layers that are held as a whole: parts, their
/// rings or lines, and their vertices. Rings repeat their first vertex at the end. A point is one
/// part with one list of one vertex.
struct GridGeometry {
    using Vertices = std::vector<geometry::GridPoint>;
    using Part = std::vector<Vertices>;
    std::vector<Part> parts = {};

    geometry::GridBox extent() const;
    bool operator==(const GridGeometry&) const = default;
};

/// One feature or record: values in the order of the fields of its schema.
struct LayerRow {
    GridGeometry geometry = {}; ///< without parts in a table without geometry
    std::vector<FieldValue> values = {};
    bool operator==(const LayerRow&) const = default;
};

/// A layer held as a whole.
struct LayerTable {
    LayerSchema schema;
    std::vector<LayerRow> rows = {};
};

} // namespace tuban
