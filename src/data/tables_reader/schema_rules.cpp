#include "data/tables_reader/schema_rules.h"

#include "data/store/change_codec.h"
#include "data/workspace/field_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>

namespace tuban::data {

namespace {

constexpr std::array<std::string_view, 4> kReservedTables{"gpkg_", "rtree_", "sqlite_", "tuban_"};
constexpr std::string_view kStyleTable = "layer_styles";
constexpr std::string_view kOwnColumns = "tuban_";

bool isNothing(const FieldValue& value) {
    return std::holds_alternative<std::monostate>(value);
}

} // namespace

bool isSchemaName(std::string_view name) {
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isAllowed = [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    };
    return !name.empty() && name.size() <= kLongestChangeName && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(), isAllowed);
}

bool isLayerName(std::string_view name) {
    return isSchemaName(name) && name != kStyleTable &&
           std::none_of(kReservedTables.begin(), kReservedTables.end(), [&](std::string_view head) {
               return name.starts_with(head);
           });
}

bool isFieldName(std::string_view name) {
    return isSchemaName(name) && name != "fid" && name != "geom" && !name.starts_with(kOwnColumns);
}

bool isOfKind(const FieldValue& value, ValueKind kind) {
    if (isNothing(value)) {
        return true;
    }
    switch (kind) {
    case ValueKind::Integer:
        return std::holds_alternative<std::int64_t>(value);
    case ValueKind::Real:
        return std::holds_alternative<double>(value) && std::isfinite(std::get<double>(value));
    case ValueKind::Date:
        return std::holds_alternative<std::string>(value) &&
               !std::get<std::string>(value).empty() &&
               fieldValue(std::get<std::string>(value), ValueKind::Date);
    case ValueKind::Text:
        break;
    }
    return std::holds_alternative<std::string>(value);
}

std::optional<std::string> valueFault(const FieldSchema& field) {
    std::set<FieldValue> listed;
    for (const CodeEntry& code : field.codes) {
        const std::string place = std::to_string(listed.size() + 1);
        if (isNothing(code.value) || code.value == FieldValue(std::string()) ||
            !isOfKind(code.value, field.kind)) {
            return "code " + place + " of " + field.name + " is empty or of another type";
        }
        if (!listed.insert(code.value).second) {
            return "code " + place + " of " + field.name + " is listed twice";
        }
    }
    if (!isOfKind(field.initial, field.kind)) {
        return "default of " + field.name + " is of another type";
    }
    if (!isNothing(field.initial) && !listed.empty() && !listed.contains(field.initial)) {
        return "default of " + field.name + " is not one of its codes";
    }
    return std::nullopt;
}

std::optional<std::string> policyFault(const FieldSchema& field, GeometryKind geometry) {
    const bool number = field.kind == ValueKind::Integer || field.kind == ValueKind::Real;
    const bool area = geometry == GeometryKind::Polygon || geometry == GeometryKind::MultiPolygon;
    if (field.split == SplitPolicy::AreaShare && !(number && area)) {
        return "split of " + field.name + ": no number of a layer of polygons";
    }
    if ((field.merge == MergePolicy::Sum && !number) ||
        (field.merge == MergePolicy::AreaMean && !(number && area))) {
        return "merge of " + field.name + ": no number of a layer of polygons";
    }
    const bool mayBeBlank =
        field.merge == MergePolicy::SameOrBlank || field.merge == MergePolicy::Blank;
    if (field.key) {
        if (field.split != SplitPolicy::New) {
            return "split of " + field.name + ": a key needs a new value";
        }
        if (field.merge != MergePolicy::New && field.merge != MergePolicy::Largest) {
            return "merge of " + field.name + ": a key needs a new value or that of the largest";
        }
    }
    if (field.required && (field.split == SplitPolicy::Blank || mayBeBlank)) {
        return std::string(mayBeBlank ? "merge" : "split") + " of " + field.name +
               ": a required field would be empty";
    }
    return std::nullopt;
}

} // namespace tuban::data
