#include "jobs/import_table_parcels.h"

#include "data/exchange/finding_list.h"
#include "data/exchange/txt_rings.h"
#include "jobs/sentence.h"
#include "model/field_mapping.h"
#include "model/value_taking.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

namespace tuban::jobs {

using data::TableColumn;
using data::TableParcel;

namespace {

constexpr double kMostCoordinate = 1e9;
constexpr const char* kNumber = "地块编号"; // the field for numbers that stand above the points

std::string digitsOf(double number) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), end};
}

std::string metres(double length) {
    return QString::number(length, 'f', 3).toStdString();
}

/// "1.2345公顷" in the base of its unit; nothing: it is no number with a unit.
std::optional<std::pair<std::string, std::string>> measured(const std::string& text,
                                                            const data::TableWords& words) {
    const auto at = text.find_first_not_of("0123456789.,");
    if (at == 0 || at == std::string::npos) {
        return std::nullopt;
    }
    const auto* const unit = words.unitNamed(data::cellText(text.substr(at)));
    const auto number = data::coordinateOf(text.substr(0, at));
    return unit != nullptr && number
               ? std::optional(std::pair{digitsOf(*number * unit->factor), unit->unit})
               : std::nullopt;
}

class Parcels {
public:
    Parcels(const data::TableLayout& layout,
            const data::TableGeometry& geometry,
            const data::TableWords& words,
            const data::ForeignLayer& layer)
        : m_layout(layout), m_geometry(geometry), m_words(words), m_findings(layer.name) {}

    ParcelList make(data::TableRings& rings) {
        const std::vector<TableParcel> parcels = rings.take();
        chooseFields(parcels, rings.varying());
        for (const TableParcel& parcel : parcels) {
            m_list.features.push_back(featureOf(parcel));
            for (const data::SideDifference& side : sideDifferences(parcel)) {
                m_findings.add(Severity::Warning,
                               FindingCode::TableSideDiffers,
                               {side.point.empty() ? std::to_string(side.row) : side.point,
                                metres(side.stated),
                                metres(side.computed),
                                parcel.key,
                                std::to_string(side.row)});
            }
        }
        m_list.findings = m_findings.take();
        return std::move(m_list);
    }

private:
    bool isOfPoint(std::size_t place) const {
        return place == m_geometry.east || place == m_geometry.north || m_geometry.point == place ||
               m_geometry.ring == place || m_geometry.side == place;
    }

    void chooseFields(const std::vector<TableParcel>& parcels,
                      const std::set<std::size_t>& varying) {
        std::set<std::string> used;
        const bool keys = std::any_of(
            parcels.begin(), parcels.end(), [](const auto& one) { return !one.key.empty(); });
        if (keys && !m_geometry.parcel) {
            m_list.fields.push_back({kNumber});
            used.insert(comparableName(kNumber));
            m_keyed = true;
        }
        for (const TableColumn& column : m_layout.columns) {
            const bool number = m_geometry.parcel == column.place;
            const bool filled = std::any_of(parcels.begin(), parcels.end(), [&](const auto& one) {
                return one.values.contains(column.place);
            });
            if (number || (filled && !isOfPoint(column.place) && !varying.contains(column.place))) {
                m_list.fields.push_back(
                    {column.name, ValueKind::Text, 0, column.unit, column.toUnit});
                used.insert(comparableName(column.name));
                m_columns.push_back(column.place);
            }
        }
        for (const TableParcel& parcel : parcels) {
            for (const auto& [label, value] : parcel.labels) {
                const auto split = m_words.split(label);
                const bool number = m_words.roleOf(label) == data::ColumnRole::Parcel;
                if (number || !used.insert(comparableName(split.name)).second) {
                    continue;
                }
                const auto unit = measured(value, m_words);
                m_labels.push_back(label);
                m_list.fields.push_back(
                    {split.name,
                     ValueKind::Text,
                     0,
                     unit ? unit->second : (split.unit == nullptr ? "" : split.unit->unit),
                     unit || split.unit == nullptr ? 1.0 : split.unit->factor});
            }
        }
    }

    data::ForeignFeature featureOf(const TableParcel& parcel) const {
        data::ForeignFeature feature{.number = static_cast<std::int64_t>(parcel.row)};
        const auto add = [&](const std::string& text) {
            FieldValue& value = feature.values.emplace_back();
            if (!text.empty()) {
                value = text;
            }
        };
        if (m_keyed) {
            add(parcel.key);
        }
        for (const std::size_t place : m_columns) {
            const auto value = parcel.values.find(place);
            add(m_geometry.parcel == place ? parcel.key
                                           : (value == parcel.values.end() ? "" : value->second));
        }
        for (const std::string& label : m_labels) {
            const auto value = parcel.labels.find(label);
            const std::string text = value == parcel.labels.end() ? "" : value->second;
            const auto unit = measured(text, m_words);
            add(unit ? unit->first : text);
        }
        if (!parcel.unread.empty()) {
            const auto& [row, text] = parcel.unread.front();
            feature.refusal =
                sentence(QT_TRANSLATE_NOOP("tuban", "row %1 of its points cannot be read: %2"),
                         {std::to_string(row), text});
            return feature;
        }
        const data::PlainPolygons polygons = data::polygonsOf(parcel.points);
        feature.wkb = wkbOf(polygons);
        if (feature.wkb.empty() || !polygons.tooShort.empty()) {
            feature.refusal = sentence(
                QT_TRANSLATE_NOOP("tuban", "a ring of it has fewer than three different points"),
                {});
        }
        return feature;
    }

    const data::TableLayout& m_layout;
    const data::TableGeometry& m_geometry;
    const data::TableWords& m_words;
    data::FindingList m_findings;
    ParcelList m_list;
    bool m_keyed = false; ///< the first field is the number that stands above the points
    std::vector<std::size_t> m_columns;
    std::vector<std::string> m_labels;
};

} // namespace

std::string pointWkb(const std::string& east, const std::string& north) {
    const auto x = data::coordinateOf(east);
    const auto y = data::coordinateOf(north);
    const bool usable = x && y && std::abs(*x) < kMostCoordinate && std::abs(*y) < kMostCoordinate;
    return usable ? data::wkbOfPoints({{.number = {}, .north = *y, .east = *x}}) : std::string();
}

ParcelList parcelsOf(data::TableRings& rings,
                     const data::TableLayout& layout,
                     const data::TableGeometry& geometry,
                     const data::TableWords& words,
                     const data::ForeignLayer& layer) {
    return Parcels(layout, geometry, words, layer).make(rings);
}

} // namespace tuban::jobs
