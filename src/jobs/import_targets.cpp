#include "jobs/import_targets.h"

#include "data/tables_reader/schema_rules.h"

#include <algorithm>

namespace tuban::jobs {

using data::WkbShape;

namespace {

constexpr const char* kParcel = "parcel";
constexpr const char* kParcelTxt = "Parcel TXT";
constexpr std::size_t kLongestName = 48; // room for a number behind it

WkbShape shapeOf(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::Point:
        return WkbShape::Points;
    case GeometryKind::LineString:
        return WkbShape::Lines;
    case GeometryKind::Polygon:
    case GeometryKind::MultiPolygon:
        return WkbShape::Areas;
    case GeometryKind::None:
        break;
    }
    return WkbShape::None;
}

GeometryKind kindOf(WkbShape shape) {
    switch (shape) {
    case WkbShape::Points:
        return GeometryKind::Point;
    case WkbShape::Lines:
        return GeometryKind::LineString;
    case WkbShape::Areas:
    case WkbShape::Mixed:
        return GeometryKind::MultiPolygon;
    case WkbShape::None:
        break;
    }
    return GeometryKind::None;
}

const char* endingOf(WkbShape shape) {
    return shape == WkbShape::Points ? "_points" : (shape == WkbShape::Lines ? "_lines" : "_areas");
}

/// Lower-case letters, digits and "_" of a name; `otherwise` where nothing is left, and before
/// names that are not allowed.
std::string fitName(const std::string& name,
                    const std::string& otherwise,
                    bool (*isAllowed)(std::string_view)) {
    std::string fit;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        const char small = upper ? static_cast<char>(c - 'A' + 'a') : c;
        const bool letter = small >= 'a' && small <= 'z';
        const bool digit = c >= '0' && c <= '9';
        if (letter || (digit && !fit.empty())) {
            fit += small;
        } else if (!fit.empty() && fit.back() != '_') {
            fit += '_';
        }
    }
    fit.resize(std::min(fit.size(), kLongestName));
    while (!fit.empty() && fit.back() == '_') {
        fit.pop_back();
    }
    if (fit.empty()) {
        return otherwise;
    }
    return isAllowed(fit) ? fit : otherwise + "_" + fit;
}

template <typename IsTaken> std::string unlike(const std::string& name, const IsTaken& isTaken) {
    std::string unique = name;
    for (int number = 2; isTaken(unique); ++number) {
        unique = name + "_" + std::to_string(number);
    }
    return unique;
}

const LayerSchema* named(const std::vector<LayerSchema>& layers, const std::string& name) {
    const auto found = std::find_if(
        layers.begin(), layers.end(), [&](const auto& schema) { return schema.name == name; });
    return found == layers.end() ? nullptr : &*found;
}

/// Whether the file fills both the class and the number of parcels.
bool looksLikeParcels(const LayerSchema& parcel,
                      const FieldAliases& aliases,
                      const data::ForeignLayer& layer) {
    std::vector<std::string> names;
    for (const data::ForeignField& field : layer.fields) {
        names.push_back(field.name);
    }
    const auto known = aliases.find(kParcel);
    const auto matches =
        matchFields(parcel, names, known == aliases.end() ? LayerAliases() : known->second);
    std::size_t telling = 0;
    for (const FieldMatch& match : matches) {
        const std::string& field = parcel.fields[match.target].name;
        telling += field == "parcel_no" || field == "class_code" ? 1U : 0U;
    }
    return telling == 2;
}

/// Whether the file has a field for the key of a layer: without, its rows would be known by numbers
/// that mean nothing.
bool fillsKey(const LayerSchema& schema, const FieldAliases& aliases, const data::ForeignLayer& layer) {
    const FieldSchema* const key = schema.keyField();
    std::vector<std::string> names;
    for (const data::ForeignField& field : layer.fields) {
        names.push_back(field.name);
    }
    const auto known = aliases.find(schema.name);
    const auto matches =
        matchFields(schema, names, known == aliases.end() ? LayerAliases() : known->second);
    return key == nullptr || std::any_of(matches.begin(), matches.end(), [&](const FieldMatch& match) {
               return schema.fields[match.target].name == key->name;
           });
}

const LayerSchema* knownTarget(const std::vector<LayerSchema>& layers,
                               const FieldAliases& aliases,
                               const data::ForeignLayer& layer,
                               const LayerSample& sample) {
    const WkbShape shape = sample.shapes.size() == 1 ? *sample.shapes.begin() : WkbShape::None;
    const LayerSchema* target = layerByName(layers, aliases, layer.name);
    if (target == nullptr) {
        target = layerByName(layers, aliases, layer.file.stem().string());
    }
    const bool fits = target != nullptr && (sample.shapes.empty() || shapeOf(target->geometry) == shape);
    if (fits && fillsKey(*target, aliases, layer)) {
        return target;
    }
    const LayerSchema* const parcel = named(layers, kParcel);
    const bool parcels = parcel != nullptr && shape == WkbShape::Areas &&
                         (layer.format == kParcelTxt || looksLikeParcels(*parcel, aliases, layer));
    return parcels ? parcel : nullptr;
}

Result<std::vector<ImportTarget>> wantedTarget(const LayerSchema& schema,
                                               const data::ForeignLayer& layer,
                                               const LayerSample& sample) {
    const WkbShape shape = shapeOf(schema.geometry);
    const bool fits = sample.shapes.empty() || shape == WkbShape::None ||
                      sample.shapes.contains(shape) || sample.shapes.contains(WkbShape::Mixed);
    if (!fits) {
        return Error{ErrorCode::LayerNotFound, schema.name, {}, layer.file.filename().string()};
    }
    return std::vector<ImportTarget>{{schema, false, shape}};
}

/// The sheet behind an exported table that explains its columns. Its rows name fields, too, so that
/// its headings do not stand out.
bool explainsColumns(const data::ForeignLayer& layer) {
    constexpr std::size_t kColumns = 4;
    return layer.format == "XLSX" && layer.fields.size() == kColumns &&
           (layer.name == "字段说明" || layer.name == "Fields");
}

std::string joined(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        all += (all.empty() ? "" : ", ") + name;
    }
    return all;
}

std::vector<std::string> namesOf(const LayerSchema& schema) {
    std::vector<std::string> names;
    for (const FieldSchema& field : schema.fields) {
        names.push_back(field.name);
    }
    return names;
}

} // namespace

bool isBookkeeping(const data::ForeignLayer& layer) {
    return explainsColumns(layer) ||
           (layer.format == "GPKG" && data::isSchemaName(layer.name) &&
            !data::isLayerName(layer.name));
}

void LayerSample::add(const data::ForeignFeature& feature) {
    ++features;
    if (feature.wkb.empty()) {
        return;
    }
    const auto bytes = std::as_bytes(std::span(feature.wkb));
    if (const WkbShape shape = data::wkbShape(bytes); shape != WkbShape::None) {
        shapes.insert(shape);
    }
    if (const auto box = data::wkbExtent(bytes)) {
        StoredExtent& all = extent ? *extent : extent.emplace(*box);
        all = {std::min(all[0], (*box)[0]),
               std::min(all[1], (*box)[1]),
               std::max(all[2], (*box)[2]),
               std::max(all[3], (*box)[3])};
    }
}

LayerSchema referenceSchema(const data::ForeignLayer& layer,
                            GeometryKind geometry,
                            const std::string& name,
                            const std::vector<LayerSchema>& taken) {
    LayerSchema schema;
    const auto isTaken = [&](const std::string& one) { return named(taken, one) != nullptr; };
    schema.name = unlike(fitName(name, "layer", data::isLayerName), isTaken);
    const auto isTitle = [&](const std::string& one) { // GeoPackage asks for different ones
        return std::any_of(taken.begin(), taken.end(), [&](const LayerSchema& other) {
            return other.title.zh == one || other.title.en == one;
        });
    };
    const std::string title = unlike(layer.name.empty() ? schema.name : layer.name, isTitle);
    schema.title = {title, title};
    schema.geometry = geometry;
    for (const data::ForeignField& field : layer.fields) {
        FieldSchema made;
        const auto isUsed = [&](const std::string& one) {
            return schema.fieldIndex(one).has_value();
        };
        made.name = unlike(fitName(field.name, "field", data::isFieldName), isUsed);
        made.kind = field.kind;
        const auto isShown = [&](const std::string& one) { // GeoPackage asks for different ones
            return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const auto& other) {
                return other.title.zh == one;
            });
        };
        const std::string shown = unlike(field.name.empty() ? made.name : field.name, isShown);
        made.title = {shown, shown};
        schema.fields.push_back(std::move(made));
    }
    return schema;
}

Result<std::vector<ImportTarget>> chooseTargets(const std::vector<LayerSchema>& layers,
                                                const FieldAliases& aliases,
                                                const data::ForeignLayer& layer,
                                                const LayerSample& sample,
                                                const std::string& wanted) {
    if (const LayerSchema* const schema = wanted.empty() ? nullptr : named(layers, wanted)) {
        return wantedTarget(*schema, layer, sample);
    }
    if (const LayerSchema* const known =
            wanted.empty() ? knownTarget(layers, aliases, layer, sample) : nullptr) {
        return std::vector<ImportTarget>{{*known, false, shapeOf(known->geometry)}};
    }
    const std::string name = wanted.empty() ? layer.name : wanted;
    std::vector<LayerSchema> taken = layers;
    std::vector<ImportTarget> targets;
    std::set<WkbShape> shapes = sample.shapes;
    shapes.erase(shapes.size() > 1 ? WkbShape::Mixed : WkbShape::None);
    if (shapes.empty()) {
        shapes.insert(WkbShape::None);
    }
    for (const WkbShape shape : shapes) {
        const std::string full = name + (shapes.size() > 1 ? endingOf(shape) : "");
        targets.push_back({referenceSchema(layer, kindOf(shape), full, taken), true, shape});
        taken.push_back(targets.back().schema);
    }
    return targets;
}

Result<std::vector<FieldMatch>> fieldsOf(const ImportTarget& target,
                                         const std::vector<std::string>& names,
                                         const std::string& layer,
                                         const FieldAliases& aliases,
                                         const std::map<std::string, std::string>& chosen) {
    if (target.isNew) { // it was made of them
        std::vector<FieldMatch> all;
        for (std::size_t i = 0; i < names.size(); ++i) {
            all.push_back({i, i, MatchReason::Name});
        }
        return all;
    }
    const LayerSchema& schema = target.schema;
    for (const auto& [field, source] : chosen) {
        if (!schema.fieldIndex(field)) {
            return Error{ErrorCode::FieldNotFound, field, joined(namesOf(schema)), schema.name};
        }
        if (!source.empty() && std::find(names.begin(), names.end(), source) == names.end()) {
            return Error{ErrorCode::FieldNotFound, source, joined(names), layer};
        }
    }
    const auto known = aliases.find(schema.name);
    return matchFields(
        schema, names, known == aliases.end() ? LayerAliases() : known->second, chosen);
}

} // namespace tuban::jobs
