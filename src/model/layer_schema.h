#pragma once

#include "geometry/grid.h"
#include "model/classification.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tuban {

/// What the features of a layer are; None: a table without geometry.
enum class GeometryKind { None, Point, LineString, Polygon, MultiPolygon };

/// What a field holds. A date is a day, YYYY-MM-DD, in no time zone.
enum class ValueKind { Text, Integer, Real, Date };

struct FieldSchema {
    std::string name; ///< ASCII, snake_case
    ValueKind kind = ValueKind::Text;
    BilingualText title;
    std::string unit = {}; ///< "m2", "ha", "10k_yuan" …; empty: none
    bool key = false;      ///< never empty, unique in the layer
};

/// What a layer or table looks like, whoever fills it.
struct LayerSchema {
    std::string name; ///< of the table: ASCII, snake_case
    BilingualText title;
    GeometryKind geometry = GeometryKind::None;
    bool coverage = false; ///< the features tile: they do not overlap
    std::vector<FieldSchema> fields = {};

    /// The first field that is a key, or null.
    const FieldSchema* keyField() const;
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

/// The content of a field; nothing, a whole number, a number, or text (dates are text).
using FieldValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One feature or record: values in the order of the fields of its schema.
struct LayerRow {
    GridGeometry geometry = {}; ///< without parts in a table without geometry
    std::vector<FieldValue> values = {};
};

/// A layer held as a whole.
struct LayerTable {
    LayerSchema schema;
    std::vector<LayerRow> rows = {};
};

} // namespace tuban
