#include "data/exchange/txt_layer.h"

#include "data/exchange/finding_list.h"
#include "data/exchange/text_bytes.h"
#include "data/exchange/txt_lines.h"
#include "data/exchange/txt_rings.h"
#include "model/field_mapping.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tuban::data {

namespace {

using Names = std::vector<std::string>;

constexpr double kHectare = 10'000.0;
constexpr double kMu = 2000.0 / 3.0;
constexpr std::array<double, 3> kUnits{kHectare, 1.0, kMu}; // the likelier first

std::string decimalText(double value, int decimals) {
    char digits[400];
    const auto [end, error] =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(digits, end) : std::string();
}

const char* nameOfUnit(double factor) {
    return factor == kHectare ? "ha" : (factor == 1.0 ? "m²" : "mu");
}

/// An area as it is written: "1.0234", "1.02公顷", "10234.5㎡".
struct WrittenArea {
    double number = 0.0;
    double factor = 0.0;   ///< m² of its unit; 0: it has none
    double rounding = 0.0; ///< half of the last decimal
};

std::optional<WrittenArea> areaOf(std::string_view field) {
    static const std::vector<std::pair<std::string_view, double>> kWords{{"公顷", kHectare},
                                                                         {"hm2", kHectare},
                                                                         {"hm²", kHectare},
                                                                         {"ha", kHectare},
                                                                         {"平方米", 1.0},
                                                                         {"m2", 1.0},
                                                                         {"m²", 1.0},
                                                                         {"㎡", 1.0},
                                                                         {"亩", kMu}};
    const std::string plain = halfWidthText(field);
    std::string_view digits = trimmedText(plain);
    WrittenArea area;
    for (const auto& [word, factor] : kWords) {
        if (digits.ends_with(word)) {
            digits = trimmedText(digits.substr(0, digits.size() - word.size()));
            area.factor = factor;
            break;
        }
    }
    const auto number = decimalOf(digits);
    if (!number || *number < 0.0) {
        return std::nullopt;
    }
    const std::size_t point = digits.find('.');
    const std::size_t decimals = point == std::string_view::npos ? 0 : digits.size() - point - 1;
    area.number = *number;
    area.rounding = 0.5 * std::pow(10.0, -static_cast<double>(std::min<std::size_t>(decimals, 12)));
    return area;
}

/// Whether an area says the same as the computed one.
/// @source practice of filing: 0.1 %, at least 1 m².
bool agrees(const WrittenArea& area, double factor, double computed) {
    const double allowed = std::max(1.0, computed * 0.001) + area.rounding * factor;
    return std::abs(area.number * factor - computed) <= allowed;
}

const std::string* valueOf(const ParcelTxt& txt, const Names& keys) {
    for (const auto* values : {&txt.properties, &txt.project}) {
        for (const std::string& key : keys) {
            const auto found = std::find_if(values->begin(), values->end(), [&](const auto& entry) {
                return comparableName(entry.first) == comparableName(key);
            });
            if (found != values->end() && !found->second.empty()) {
                return &found->second;
            }
        }
    }
    return nullptr;
}

/// The first number of a text: "3度带", "117°", "三度".
std::optional<double> numberIn(const std::string* text) {
    if (text == nullptr) {
        return std::nullopt;
    }
    const std::string plain = halfWidthText(*text);
    const auto first = plain.find_first_of("0123456789");
    if (first == std::string::npos) {
        const bool three = plain.find("三") != std::string::npos;
        const bool six = plain.find("六") != std::string::npos;
        return three != six ? std::optional(three ? 3.0 : 6.0) : std::nullopt;
    }
    double number = 0.0;
    std::from_chars(plain.data() + first, plain.data() + plain.size(), number);
    return number;
}

std::optional<int> wholeIn(const std::string* text) {
    const auto number = numberIn(text);
    return number && *number == std::floor(*number) && *number <= 1000.0
               ? std::optional(static_cast<int>(*number))
               : std::nullopt;
}

bool isGeometryWord(const std::string& field) {
    return field == "面" || field == "线" || field == "点";
}

class LayerMaker {
public:
    LayerMaker(const ParsedTxt& parsed,
               const TxtFormats& formats,
               const std::filesystem::path& file)
        : m_txt(parsed.txt), m_formats(formats), m_findings(file.filename().string()) {
        m_made.findings = parsed.findings;
        m_made.layer = {.name = file.stem().string(),
                        .file = file,
                        .format = "Parcel TXT",
                        .hasGeometry = true,
                        .features = m_txt.parcels.size(),
                        .notes = m_txt.project};
        auto& notes = m_made.layer.notes;
        notes.insert(notes.end(), m_txt.properties.begin(), m_txt.properties.end());
    }

    TxtLayer make() {
        nameFields();
        for (const TxtParcel& parcel : m_txt.parcels) {
            addGeometry(parcel);
        }
        const double unit = unitOfAreas();
        for (std::size_t i = 0; i < m_txt.parcels.size(); ++i) {
            addValues(i, unit);
        }
        m_made.layer.crs =
            crsOfStatement(m_formats.systems, statementOf(m_txt, m_formats), m_extent);
        auto own = m_findings.take();
        m_made.findings.insert(m_made.findings.end(), own.begin(), own.end());
        return std::move(m_made);
    }

private:
    /// The fields of all header lines, in the order in which they are met.
    void nameFields() {
        for (const TxtParcel& parcel : m_txt.parcels) {
            const Names names = headerNames(parcel.header, m_formats);
            std::vector<std::size_t> places;
            for (const std::string& name : names) {
                const auto known =
                    std::find_if(m_made.layer.fields.begin(),
                                 m_made.layer.fields.end(),
                                 [&](const auto& field) { return field.name == name; });
                places.push_back(static_cast<std::size_t>(known - m_made.layer.fields.begin()));
                if (known == m_made.layer.fields.end()) {
                    const ValueKind kind = name == m_formats.count  ? ValueKind::Integer
                                           : name == m_formats.area ? ValueKind::Real
                                                                    : ValueKind::Text;
                    m_made.layer.fields.push_back({name, kind});
                }
            }
            m_places.push_back(std::move(places));
        }
    }

    void addGeometry(const TxtParcel& parcel) {
        ForeignFeature feature{.number = static_cast<std::int64_t>(parcel.line),
                               .lostPoint = parcel.lostPoint};
        double area = 0.0;
        const auto word = std::find_if(parcel.header.begin(), parcel.header.end(), isGeometryWord);
        if (word != parcel.header.end() && *word == "线") {
            feature.wkb = wkbOfLines(parcel.points);
        } else if (word != parcel.header.end() && *word == "点") {
            feature.wkb = wkbOfPoints(parcel.points);
        } else {
            const PlainPolygons polygons = polygonsOf(parcel.points);
            for (const int ring : polygons.tooShort) {
                m_findings.add(Severity::Fault,
                               FindingCode::RingTooShort,
                               {std::to_string(parcel.line), std::to_string(ring)});
            }
            feature.wkb = wkbOf(polygons);
            area = polygons.squareMetres;
        }
        for (const TxtPoint& point : parcel.points) {
            m_extent = {std::min(m_extent[0], point.east),
                        std::min(m_extent[1], point.north),
                        std::max(m_extent[2], point.east),
                        std::max(m_extent[3], point.north)};
        }
        m_areas.push_back(area);
        m_made.features.push_back(std::move(feature));
    }

    std::optional<WrittenArea> writtenArea(std::size_t parcel) const {
        for (std::size_t i = 0; i < m_places[parcel].size(); ++i) {
            if (m_made.layer.fields[m_places[parcel][i]].name == m_formats.area) {
                return areaOf(m_txt.parcels[parcel].header[i]);
            }
        }
        return std::nullopt;
    }

    /// The unit, in m², that makes the most areas agree with the computed ones.
    double unitOfAreas() {
        std::array<std::size_t, kUnits.size()> votes{};
        for (std::size_t i = 0; i < m_areas.size(); ++i) {
            const auto area = writtenArea(i);
            for (std::size_t k = 0; k < kUnits.size() && area && area->factor == 0.0; ++k) {
                const bool isFor =
                    m_areas[i] > 0.0 && area->number > 0.0 && agrees(*area, kUnits[k], m_areas[i]);
                votes[k] += isFor ? 1U : 0U;
            }
        }
        const auto most = std::max_element(votes.begin(), votes.end());
        const double unit = kUnits[static_cast<std::size_t>(most - votes.begin())];
        if (*most > 0) {
            m_findings.add(
                Severity::Note, FindingCode::UnitTaken, {m_formats.area, nameOfUnit(unit)});
        }
        return unit;
    }

    void addValues(std::size_t index, double unit) {
        const TxtParcel& parcel = m_txt.parcels[index];
        auto& values = m_made.features[index].values;
        values.resize(m_made.layer.fields.size());
        for (std::size_t i = 0; i < m_places[index].size(); ++i) {
            const ForeignField& field = m_made.layer.fields[m_places[index][i]];
            FieldValue& value = values[m_places[index][i]];
            if (field.kind == ValueKind::Text) {
                if (!parcel.header[i].empty()) {
                    value = parcel.header[i];
                }
            } else if (field.kind == ValueKind::Integer) {
                const auto count = smallNumberOf(parcel.header[i]);
                value = count ? FieldValue(std::int64_t{*count}) : FieldValue();
            } else if (const auto area = areaOf(parcel.header[i])) {
                const double factor = area->factor == 0.0 ? unit : area->factor;
                value = area->number * factor;
                checkArea(parcel, *area, factor, m_areas[index]);
            }
            if (std::holds_alternative<std::monostate>(value) && !parcel.header[i].empty()) {
                m_findings.add(
                    Severity::Warning, FindingCode::ValueLeftOut, {field.name, parcel.header[i]});
            }
        }
    }

    void
    checkArea(const TxtParcel& parcel, const WrittenArea& area, double factor, double computed) {
        const bool metres = m_extent[2] > 1000.0 || m_extent[3] > 1000.0;
        if (!metres || computed <= 0.0 || area.number == 0.0 || agrees(area, factor, computed)) {
            return;
        }
        m_findings.add(Severity::Warning,
                       FindingCode::AreaDiffers,
                       {std::to_string(parcel.line),
                        decimalText(area.number * factor, 2),
                        decimalText(computed, 2)});
    }

    const ParcelTxt& m_txt;
    const TxtFormats& m_formats;
    FindingList m_findings;
    TxtLayer m_made;
    std::vector<std::vector<std::size_t>>
        m_places; ///< of each header field among the layer's fields
    std::vector<double> m_areas;
    std::array<double, 4> m_extent{std::numeric_limits<double>::infinity(),
                                   std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity(),
                                   -std::numeric_limits<double>::infinity()};
};

} // namespace

TxtLayer foreignFromTxt(const ParsedTxt& parsed,
                        const TxtFormats& formats,
                        const std::filesystem::path& file) {
    return LayerMaker(parsed, formats, file).make();
}

std::vector<std::string> headerNames(const std::vector<std::string>& header,
                                     const TxtFormats& formats) {
    const std::size_t kind = static_cast<std::size_t>(
        std::find_if(header.begin(), header.end(), isGeometryWord) - header.begin());
    const auto& known = formats.fields;
    const auto placeOf = [](const Names& names, const std::string& name) {
        return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) -
                                        names.begin());
    };
    for (const Names& variant : formats.variants) {
        const bool fits = kind == header.size() || kind == placeOf(variant, formats.geometry);
        if (variant.size() == header.size() && fits) {
            return variant;
        }
    }
    const std::size_t geometry = placeOf(known, formats.geometry);
    Names before(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(geometry));
    if (header.size() > 1 && !areaOf(header[1]) && !header[1].empty() && kind < geometry) {
        std::erase(before, formats.area); // it was left out
    }
    Names names;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const bool hasKind = kind < header.size();
        const std::size_t place = hasKind && i >= kind ? geometry + i - kind : i;
        const bool named = hasKind && i < kind ? i < before.size() : place < known.size();
        const std::string name = hasKind && i < kind && named ? before[i]
                                 : named                      ? known[place]
                                                              : "字段" + std::to_string(i + 1);
        names.push_back(name);
    }
    return names;
}

SurveyStatement statementOf(const ParcelTxt& txt, const TxtFormats& formats) {
    SurveyStatement statement;
    if (const std::string* const phrase = valueOf(txt, formats.systemKeys)) {
        statement.phrase = *phrase;
    }
    statement.width = wholeIn(valueOf(txt, formats.widthKeys));
    statement.zone = wholeIn(valueOf(txt, formats.zoneKeys));
    statement.meridian = numberIn(valueOf(txt, formats.meridianKeys));
    return statement;
}

} // namespace tuban::data
