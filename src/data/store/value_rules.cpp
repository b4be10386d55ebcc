#include "data/store/value_rules.h"

#include "data/sources/text_encoding.h"
#include "data/workspace/field_text.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::int64_t kFarthestCell = std::int64_t{1} << 51;
constexpr std::size_t kSmallestRing = 4; // the first vertex again at the end
constexpr std::size_t kSmallestLine = 2;

/// What is wrong with a value for a field; empty: nothing.
std::string faultOf(const FieldSchema& field, const FieldValue& value) {
    if (std::holds_alternative<std::monostate>(value)) {
        return {};
    }
    const auto* text = std::get_if<std::string>(&value);
    switch (field.kind) {
    case ValueKind::Integer:
        return std::holds_alternative<std::int64_t>(value) ? "" : "it is no whole number";
    case ValueKind::Real: {
        const auto* real = std::get_if<double>(&value);
        return real != nullptr && std::isfinite(*real) ? "" : "it is no number";
    }
    case ValueKind::Date:
        return text != nullptr && fieldValue(*text, ValueKind::Date)
                   ? ""
                   : "it is no day of the form YYYY-MM-DD";
    case ValueKind::Text:
        break;
    }
    if (text == nullptr) {
        return "it is no text";
    }
    return isUtf8(*text) && text->find('\0') == std::string::npos ? "" : "its text is not UTF-8";
}

std::string faultOf(const GridGeometry::Vertices& vertices, GeometryKind kind) {
    const bool near = std::all_of(vertices.begin(), vertices.end(), [](geometry::GridPoint p) {
        return std::abs(p.x) <= kFarthestCell && std::abs(p.y) <= kFarthestCell;
    });
    if (!near) {
        return "a coordinate is too large";
    }
    switch (kind) {
    case GeometryKind::Point:
        return vertices.size() == 1 ? "" : "a point has one place";
    case GeometryKind::LineString:
        return vertices.size() >= kSmallestLine ? "" : "a line has two vertices or more";
    default:
        break;
    }
    const bool closed = vertices.size() >= kSmallestRing && vertices.front() == vertices.back();
    return closed ? "" : "a ring has three vertices or more and ends where it begins";
}

/// What is wrong with a geometry for a layer; empty: nothing.
std::string faultOf(const GridGeometry& geometry, GeometryKind kind) {
    if (geometry.parts.empty()) {
        return {};
    }
    if (kind == GeometryKind::None) {
        return "the table has no geometry";
    }
    if (kind != GeometryKind::MultiPolygon && geometry.parts.size() > 1) {
        return "the layer takes one part only";
    }
    const bool rings = kind == GeometryKind::Polygon || kind == GeometryKind::MultiPolygon;
    for (const GridGeometry::Part& part : geometry.parts) {
        if (part.empty() || (!rings && part.size() > 1)) {
            return "a part is empty or has too many lines";
        }
        for (const GridGeometry::Vertices& vertices : part) {
            if (std::string fault = faultOf(vertices, kind); !fault.empty()) {
                return fault;
            }
        }
    }
    return {};
}

} // namespace

Result<void> checkValues(const LayerSchema& schema, const RowChange& change) {
    FieldFinder finder(schema);
    for (const FieldChange& field : change.fields) {
        const auto index = finder.find(field.field);
        if (!index) {
            std::string names;
            for (const FieldSchema& known : schema.fields) {
                names += (names.empty() ? "" : ", ") + known.name;
            }
            return Error{ErrorCode::FieldNotFound, field.field, names, schema.name};
        }
        std::string fault = faultOf(schema.fields[*index], field.value.after);
        if (!fault.empty()) {
            return Error{ErrorCode::ValueRefused, field.field, std::move(fault), schema.name};
        }
    }
    if (change.geometry) {
        std::string fault = faultOf(change.geometry->after, schema.geometry);
        if (!fault.empty()) {
            return Error{ErrorCode::ValueRefused, "geometry", std::move(fault), schema.name};
        }
    }
    return {};
}

Result<void> checkComplete(const LayerSchema& schema, const RowChange& change) {
    for (const FieldSchema& field : schema.fields) {
        if (!field.key && !field.required) {
            continue;
        }
        const auto set =
            std::find_if(change.fields.begin(), change.fields.end(), [&](const FieldChange& own) {
                return own.field == field.name;
            });
        const bool untouched = set == change.fields.end();
        const bool empty = untouched ? !change.seen
                                     : set->value.after == FieldValue() ||
                                           set->value.after == FieldValue(std::string());
        if (empty) {
            return Error{ErrorCode::ValueRefused, field.name, "it must not be empty", schema.name};
        }
    }
    return {};
}

FieldValue storable(const FieldSchema& field, FieldValue value) {
    if (field.kind != ValueKind::Real) {
        return value;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*whole);
    }
    const auto* real = std::get_if<double>(&value);
    return real != nullptr && *real == 0.0 ? FieldValue(0.0) : value;
}

} // namespace tuban::data
