#include "model/change.h"

#include <bit>
#include <variant>

namespace tuban {

namespace {

/// Whether two values are the same bits: a number that is none equals itself, zero is not minus
/// zero.
bool identical(const FieldValue& a, const FieldValue& b) {
    if (const double* x = std::get_if<double>(&a), *y = std::get_if<double>(&b);
        x != nullptr && y != nullptr) {
        return std::bit_cast<std::uint64_t>(*x) == std::bit_cast<std::uint64_t>(*y);
    }
    return a == b;
}

const FieldValue& valueAt(const LayerRow& row, std::size_t field) {
    static const FieldValue kNothing;
    return field < row.values.size() ? row.values[field] : kNothing;
}

/// The change of the content alone.
RowChange difference(const LayerSchema& schema,
                     const Uuid& id,
                     const LayerRow& before,
                     const LayerRow& after) {
    RowChange change{schema.name, id};
    if (before.geometry != after.geometry) {
        change.geometry = Replacement<GridGeometry>{before.geometry, after.geometry};
    }
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const FieldValue& old = valueAt(before, i);
        const FieldValue& now = valueAt(after, i);
        if (!identical(old, now)) {
            change.fields.push_back({schema.fields[i].name, {old, now}});
        }
    }
    return change;
}

template <typename T> Replacement<T> swapped(const Replacement<T>& replacement) {
    return {replacement.after, replacement.before};
}

RowChange inverseRow(const RowChange& row) {
    RowChange back{row.layer, row.id, row.next, row.seen};
    if (row.geometry) {
        back.geometry = swapped(*row.geometry);
    }
    back.fields.reserve(row.fields.size());
    for (const FieldChange& field : row.fields) {
        back.fields.push_back({field.field, swapped(field.value)});
    }
    return back;
}

} // namespace

FeatureChange inverse(const FeatureChange& change) {
    FeatureChange back;
    back.rows.reserve(change.rows.size());
    for (auto row = change.rows.rbegin(); row != change.rows.rend(); ++row) {
        back.rows.push_back(inverseRow(*row));
    }
    return back;
}

RowChange insertion(const LayerSchema& schema, const Uuid& id, const LayerRow& content) {
    return difference(schema, id, {}, content);
}

RowChange removal(const LayerSchema& schema, const StoredRow& row) {
    RowChange change = difference(schema, row.id, row.content, {});
    change.seen = row.version;
    change.next = std::nullopt;
    return change;
}

RowChange update(const LayerSchema& schema, const StoredRow& row, const LayerRow& content) {
    RowChange change = difference(schema, row.id, row.content, content);
    change.seen = row.version;
    return change;
}

LayerRow changed(const LayerSchema& schema, LayerRow content, const RowChange& change) {
    content.values.resize(schema.fields.size());
    if (change.geometry) {
        content.geometry = change.geometry->after;
    }
    FieldFinder finder(schema);
    for (const FieldChange& field : change.fields) {
        if (const auto place = finder.find(field.field)) {
            content.values[*place] = field.value.after;
        }
    }
    return content;
}

} // namespace tuban
