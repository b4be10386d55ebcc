#include "jobs/check_items.h"

#include "data/store/sha256.h"
#include "jobs/describe.h"
#include "jobs/language.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace tuban::jobs {

using compliance::CheckedLayer;
using compliance::CheckFinding;
using geometry::GridPoint;

namespace {

constexpr std::array<FindingCode, kCheckKinds> kCodes{FindingCode::InvalidPolygon,
                                                      FindingCode::OffGridVertices,
                                                      FindingCode::RepeatedVertices,
                                                      FindingCode::Spike,
                                                      FindingCode::AcuteAngle,
                                                      FindingCode::NarrowNeck,
                                                      FindingCode::Sliver,
                                                      FindingCode::PolygonsOverlap,
                                                      FindingCode::GapBetweenPolygons,
                                                      FindingCode::MissingVertex,
                                                      FindingCode::UnmatchedEdge,
                                                      FindingCode::OutsidePlanArea,
                                                      FindingCode::AcrossDistricts,
                                                      FindingCode::ControlAreaDiffers,
                                                      FindingCode::InsideControlLine,
                                                      FindingCode::CodeNotInTable,
                                                      FindingCode::NumberMalformed,
                                                      FindingCode::NumberRepeated,
                                                      FindingCode::RegisteredAreaDiffers,
                                                      FindingCode::DatesOutOfOrder,
                                                      FindingCode::AmountInconsistent};

/// Stands for the rings of a feature, where its file keeps no version of it.
std::string contentOf(const geometry::PolygonChunk& polygons, std::size_t feature) {
    data::Sha256Hasher hasher;
    const auto rings = polygons.featureRings(feature);
    for (std::uint32_t r = rings.first; r < rings.last; ++r) {
        hasher.add(std::as_bytes(polygons.ring(r)));
    }
    return data::hexOf(hasher.finish()).substr(0, 16);
}

CheckedFeature featureOf(const CheckedLayer& layer, std::uint32_t row) {
    const auto [chunk, place] = layer.locate(row);
    CheckedFeature feature{layer.chunk(chunk).ids[place]};
    feature.id = Uuid::parse(layer.text(row, layer.columns.id)).value_or(Uuid());
    feature.name = layer.text(row, layer.columns.number);
    feature.content = layer.columns.version ? std::string(layer.text(row, layer.columns.version))
                                            : contentOf(layer.chunk(chunk).polygons, place);
    return feature;
}

/// What the identity of an item is made of: its rule and the content of its rows, in an order of
/// their own; what has no rows, or stands for a fault in the attributes, is told by what it says.
std::string identityText(const CheckItem& item) {
    std::vector<std::string> rows;
    for (const CheckedFeature& feature : item.features) {
        rows.push_back((feature.id.isNil() ? std::to_string(feature.number) : feature.id.text()) +
                       ":" + feature.content);
    }
    std::sort(rows.begin(), rows.end());
    std::string text = std::string(nameOf(item.kind)) + "\n" + item.layer;
    for (const std::string& row : rows) {
        text += "\n" + row;
    }
    if (rows.empty() || !item.place || item.kind >= CheckKind::OutsidePlanArea) {
        for (const std::string& value : item.values) {
            text += "\n=" + value;
        }
    }
    return text;
}

/// Several findings of one rule on the same rows are numbered from west to east.
void identify(std::vector<CheckItem>& items) {
    std::map<std::string, std::vector<CheckItem*>> same;
    for (CheckItem& item : items) {
        same[identityText(item)].push_back(&item);
    }
    for (auto& [text, members] : same) {
        std::stable_sort(
            members.begin(), members.end(), [](const CheckItem* a, const CheckItem* b) {
                return a->place < b->place;
            });
        for (std::size_t i = 0; i < members.size(); ++i) {
            const auto hash = data::sha256(text + "\n#" + std::to_string(i));
            members[i]->identity = Uuid::fromHash(hash);
        }
    }
}

CheckItem itemOf(const CheckFinding& finding, const std::string& layer, const CheckRules& rules) {
    CheckItem item{.kind = finding.kind, .layer = layer};
    item.severity = rules.rule(finding.kind).severity;
    item.area = finding.area;
    item.width = finding.width;
    item.values = finding.values;
    return item;
}

} // namespace

std::vector<CheckItem> itemsOf(const std::vector<CheckFinding>& findings,
                               const CheckedLayer& layer,
                               const CheckRules& rules) {
    const auto placeOf = [&](GridPoint p) {
        return Place{layer.grid().toUnits(p.x), layer.grid().toUnits(p.y)};
    };
    std::vector<CheckItem> items;
    for (const CheckFinding& finding : findings) {
        CheckItem item = itemOf(finding, layer.name(), rules);
        for (const std::uint32_t row : finding.rows) {
            item.features.push_back(featureOf(layer, row));
        }
        if (finding.place) {
            item.place = placeOf(*finding.place);
        }
        for (const auto& ring : finding.outline) {
            std::vector<Place>& places = item.outline.emplace_back();
            for (const GridPoint p : ring) {
                places.push_back(placeOf(p));
            }
            places.push_back(places.front());
        }
        items.push_back(std::move(item));
    }
    identify(items);
    return items;
}

std::vector<CheckItem> itemsOf(const std::vector<CheckFinding>& findings,
                               const LayerSchema& schema,
                               std::span<const StoredRow> rows,
                               const CheckRules& rules) {
    const FieldSchema* key = schema.keyField();
    std::vector<CheckItem> items;
    for (const CheckFinding& finding : findings) {
        CheckItem item = itemOf(finding, schema.name, rules);
        for (const std::uint32_t row : finding.rows) {
            CheckedFeature feature{0, rows[row].id};
            feature.content = std::to_string(numberOf(rows[row].version));
            const FieldValue value = key == nullptr
                                         ? FieldValue()
                                         : rows[row].content.values[*schema.fieldIndex(key->name)];
            if (const auto* text = std::get_if<std::string>(&value)) {
                feature.name = *text;
            }
            item.features.push_back(std::move(feature));
        }
        items.push_back(std::move(item));
    }
    identify(items);
    for (CheckItem& item : items) { // names of fields as people know them
        for (std::string& value : item.values) {
            for (const FieldSchema& field : schema.fields) {
                const auto at = value.find(field.name);
                const bool whole = at != std::string::npos && (at == 0 || value[at - 1] == ' ') &&
                                   (at + field.name.size() == value.size() ||
                                    value[at + field.name.size()] == ' ');
                if (whole) {
                    value.replace(at, field.name.size(), nameIn(currentLanguage(), field.title));
                }
            }
        }
    }
    return items;
}

std::string describe(const CheckItem& item) {
    Finding finding{.severity = item.severity,
                    .code = kCodes[static_cast<std::size_t>(item.kind)],
                    .values = item.values};
    if (item.kind == CheckKind::ClassCode && finding.values.size() == 2) {
        std::swap(finding.values[0], finding.values[1]); // table, code
    }
    return describe(finding);
}

} // namespace tuban::jobs
