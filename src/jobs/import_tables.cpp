#include "jobs/import_tables.h"

#include "data/exchange/table_kinds.h"
#include "data/exchange/table_system.h"
#include "jobs/import_table_findings.h"
#include "jobs/import_table_parcels.h"
#include "jobs/sentence.h"
#include "model/value_taking.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace tuban::jobs {

using data::ForeignFeature;
using data::ForeignLayer;
using data::RowKind;
using data::TableColumn;
using data::TableRow;
using data::TableShape;

namespace {

constexpr const char* kWktColumn = "WKT column"; // as the reader says it
constexpr std::size_t kLongestShown = 60;        // bytes of a row that a finding shows

bool isTable(const ForeignLayer& layer) {
    return layer.format == "CSV" || layer.format == "XLSX";
}

/// The texts of a row, as many as the table has columns.
TableRow rowOf(const ForeignFeature& feature) {
    TableRow row(feature.values.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (const auto* const text = std::get_if<std::string>(&feature.values[i])) {
            row[i] = data::cellText(*text);
        }
    }
    return row;
}

/// The column that the reader found to hold well-known text.
std::optional<std::size_t> wktColumn(const ForeignLayer& layer) {
    for (const auto& [key, value] : layer.notes) {
        std::size_t place = 0;
        const char* const end = value.data() + value.size();
        if (key == kWktColumn && std::from_chars(value.data(), end, place).ptr == end) {
            return place;
        }
    }
    return std::nullopt;
}

/// The coordinates of a row as a point, or why it has none.
void placePoint(const data::TableGeometry& geometry, const TableRow& row, ForeignFeature& feature) {
    const std::string& east = row[geometry.east];
    const std::string& north = row[geometry.north];
    if (east.empty() && north.empty()) {
        return;
    }
    feature.wkb = pointWkb(east, north);
    if (feature.wkb.empty()) {
        feature.refusal = sentence(
            QT_TRANSLATE_NOOP("tuban", "its coordinates cannot be read: %1, %2"), {east, north});
    }
}

struct UnitFactor {
    std::string_view unit;
    std::string_view base;
    double factor;
    const char* shown;
};
/// Units of fields and what they are called.
constexpr std::array<UnitFactor, 7> kTargets{{{"m2", "m2", 1.0, "m²"},
                                              {"ha", "m2", 10'000.0, "ha"},
                                              {"mu", "m2", 10'000.0 / 15.0, "mu"},
                                              {"km2", "m2", 1'000'000.0, "km²"},
                                              {"10k_yuan", "yuan", 10'000.0, "10 000 yuan"},
                                              {"yuan", "yuan", 1.0, "yuan"},
                                              {"km", "m", 1000.0, "km"}}};

std::string unitOf(const data::ForeignField& field) {
    for (const UnitFactor& one : kTargets) {
        if (one.base == field.unit && std::abs(one.factor / field.toUnit - 1.0) < 1e-9) {
            return one.shown;
        }
    }
    return field.unit;
}

/// Nothing: a unit is not known, or they measure different things.
std::optional<double> factorInto(const FieldSchema& target, const data::ForeignField& source) {
    const auto known = std::find_if(kTargets.begin(), kTargets.end(), [&](const UnitFactor& one) {
        return one.unit == target.unit;
    });
    const std::string_view base =
        known == kTargets.end() ? std::string_view(target.unit) : known->base;
    if (source.unit.empty() || base != source.unit) {
        return std::nullopt;
    }
    return source.toUnit / (known == kTargets.end() ? 1.0 : known->factor);
}

} // namespace

std::map<std::size_t, double> factorsOf(const LayerSchema& target,
                                        const std::vector<FieldMatch>& fields,
                                        const ForeignLayer& layer,
                                        std::vector<Finding>& findings) {
    std::map<std::size_t, double> factors;
    for (const FieldMatch& match : fields) {
        const FieldSchema& field = target.fields[match.target];
        const data::ForeignField& source = layer.fields[match.source];
        const auto factor = factorInto(field, source);
        if (!factor) {
            continue;
        }
        factors[match.target] = *factor;
        if (*factor != 1.0) {
            findings.push_back(
                {.severity = Severity::Note,
                 .code = FindingCode::UnitTaken,
                 .layer = layer.name,
                 .values = {field.name,
                            unitOf(source),
                            sentence(QT_TRANSLATE_NOOP("tuban", "as its heading says"), {})}});
        }
    }
    return factors;
}

std::set<std::string> knownHeadings(const std::vector<LayerSchema>& layers,
                                    const FieldAliases& aliases) {
    std::set<std::string> known;
    for (const LayerSchema& layer : layers) {
        for (const FieldSchema& field : layer.fields) {
            known.insert({comparableName(field.name),
                          comparableName(field.title.zh),
                          comparableName(field.title.en)});
        }
    }
    for (const auto& [layer, names] : aliases) {
        for (const auto& [field, others] : names.fields) {
            std::transform(others.begin(),
                           others.end(),
                           std::inserter(known, known.end()),
                           [](const std::string& name) { return comparableName(name); });
        }
    }
    known.erase(std::string());
    return known;
}

Result<std::unique_ptr<TableReader>>
TableReader::create(std::unique_ptr<data::ForeignReader> reader,
                    const TableChoices& choices,
                    std::set<std::string> known,
                    const Progress& progress) {
    auto words = data::readTableWords();
    auto formats = data::readTxtFormats();
    if (!words || !formats) {
        return words ? formats.error() : words.error();
    }
    std::unique_ptr<TableReader> made(
        new TableReader(std::move(reader), std::move(*words), std::move(*formats)));
    made->m_layers = made->m_reader->layers();
    for (std::size_t i = 0; i < made->m_layers.size(); ++i) {
        if (!isTable(made->m_layers[i])) {
            continue;
        }
        if (auto done = made->understand(i, choices, known, progress); !done) {
            return done.error();
        }
    }
    return made;
}

Result<void> TableReader::understand(std::size_t index,
                                     const TableChoices& choices,
                                     const std::set<std::string>& known,
                                     const Progress& progress) {
    nameLayer(index);
    ForeignLayer& layer = m_layers[index];
    data::TableScan scan(m_words, known);
    const auto look = [&](ForeignFeature&& feature) {
        scan.add(rowOf(feature));
        return true;
    };
    if (auto read = m_reader->read(index, look, progress); !read) {
        return read;
    }
    Table& table = m_tables[index];
    table.layout = scan.layout(choices);
    if (choices.headingRow.value_or(table.layout.headingRow) != table.layout.headingRow) {
        return Error{ErrorCode::BadArgument,
                     "heading_row = " + std::to_string(*choices.headingRow),
                     {},
                     layer.file.filename().string()};
    }
    const auto wkt = wktColumn(layer);
    table.geometry = geometryOf(table.layout, scan, m_words, wkt, choices.geometry);
    layer.hasGeometry = table.geometry.shape != TableShape::None;
    layer.crs = statedCrs(scan, table.layout, table.geometry, m_words, m_formats);
    layer.fields.clear();
    for (const TableColumn& column : table.layout.columns) {
        if (wkt != column.place) {
            layer.fields.push_back({column.name, ValueKind::Text, 0, column.unit, column.toUnit});
        }
    }
    m_own.push_back(headingFinding(layer, table.layout));
    if (layer.hasGeometry) {
        m_own.push_back(geometryFinding(layer, table.layout, table.geometry));
    }
    for (const auto& [place, rounded] : scan.rounded()) {
        m_own.push_back({.severity = Severity::Warning,
                         .code = FindingCode::TableDigitsLost,
                         .layer = layer.name,
                         .values = {nameAt(table.layout, place),
                                    std::to_string(rounded.cells),
                                    rounded.first}});
    }
    return sortRows(index, table, progress);
}

/// A sheet that is called as all are goes by the name of its file.
void TableReader::nameLayer(std::size_t index) {
    ForeignLayer& layer = m_layers[index];
    const auto ofFile =
        std::count_if(m_layers.begin(), m_layers.end(), [&](const ForeignLayer& one) {
            return one.file == layer.file;
        });
    const std::string name = comparableName(layer.name);
    const bool plain = name.starts_with("sheet") || name.starts_with("工作表") || name == "data";
    if (layer.format == "XLSX" && ofFile == 1 && plain) {
        layer.name = layer.file.stem().string();
    }
}

/// The kinds of the fields, which are the columns but for the one of geometry.
void TableReader::setKinds(const std::vector<data::ColumnKind>& kinds,
                           const data::TableLayout& layout,
                           ForeignLayer& layer) const {
    std::size_t field = 0;
    const auto wkt = layer.fields.size() < layout.columns.size() ? wktColumn(layer) : std::nullopt;
    for (const TableColumn& column : layout.columns) {
        if (wkt != column.place) {
            layer.fields[field++].kind = kinds[column.place].kind();
        }
    }
}

/// Counts the rows by kind, lists those that are no data, and puts boundary points together.
Result<void> TableReader::sortRows(std::size_t index, Table& table, const Progress& progress) {
    ForeignLayer& layer = m_layers[index];
    std::map<RowKind, RowList> lists;
    std::vector<data::ColumnKind> kinds(m_reader->layers()[index].fields.size());
    RowList pointless;
    data::TableRings rings(table.geometry, m_words);
    const bool areas = table.geometry.shape == TableShape::Areas;
    const auto take = [&](ForeignFeature&& feature) {
        const auto number = static_cast<std::size_t>(feature.number);
        TableRow row = rowOf(feature);
        if (!feature.wkb.empty() && table.geometry.shape == TableShape::Wkt) {
            row[table.geometry.wkt] = feature.wkb; // it counts as a cell
        }
        const RowKind kind = table.layout.kindOf(number, row, m_words);
        ++table.tally.rows;
        ++table.tally.kinds[kind];
        lists[kind].add(number, row);
        for (std::size_t place = 0; kind == RowKind::Data && place < row.size(); ++place) {
            kinds[place].add(row[place]);
        }
        if (areas && !rings.add(number, kind, row) && kind == RowKind::Data) {
            pointless.add(number, row);
        }
        return true;
    };
    if (auto read = m_reader->read(index, take, progress); !read) {
        return read;
    }
    for (const auto& [kind, list] : lists) {
        if (const char* const word = wordFor(kind)) {
            m_own.push_back(list.finding(layer.name, word));
        }
    }
    table.tally.withoutPoint = pointless.count();
    if (pointless.count() > 0) {
        m_own.push_back(pointless.finding(
            layer.name, QT_TRANSLATE_NOOP("tuban", "rows without a boundary point")));
    }
    layer.features = table.tally.kinds[RowKind::Data];
    setKinds(kinds, table.layout, layer);
    if (areas) {
        ParcelList made = parcelsOf(rings, table.layout, table.geometry, m_words, layer);
        layer.fields = std::move(made.fields);
        layer.features = made.features.size();
        table.parcels = std::move(made.features);
        m_own.insert(m_own.end(), made.findings.begin(), made.findings.end());
    }
    return {};
}

const std::vector<Finding>& TableReader::findings() const {
    m_findings = m_reader->findings();
    m_findings.insert(m_findings.end(), m_own.begin(), m_own.end());
    return m_findings;
}

Result<void> TableReader::read(std::size_t index, const Sink& sink, const Progress& progress) {
    const auto found = m_tables.find(index);
    if (found == m_tables.end()) {
        return m_reader->read(index, sink, progress);
    }
    const Table& table = found->second;
    if (table.geometry.shape == TableShape::Areas) {
        for (const ForeignFeature& parcel : table.parcels) {
            if (progress.cancelled()) {
                return Error{ErrorCode::Cancelled, {}};
            }
            if (!sink(ForeignFeature(parcel))) {
                break;
            }
        }
        return {};
    }
    const std::optional<std::size_t> wkt = wktColumn(m_reader->layers()[index]);
    const auto take = [&](ForeignFeature&& feature) {
        return !makeFeature(table, wkt, feature) || sink(std::move(feature));
    };
    return m_reader->read(index, take, progress);
}

/// A row of texts as a feature; false: it is none.
bool TableReader::makeFeature(const Table& table,
                              std::optional<std::size_t> wkt,
                              ForeignFeature& feature) const {
    TableRow row = rowOf(feature);
    const bool isText = table.geometry.shape == TableShape::Wkt;
    std::string unread = isText ? row[table.geometry.wkt] : std::string();
    if (isText && !feature.wkb.empty()) {
        row[table.geometry.wkt] = feature.wkb; // it counts as a cell
    }
    const auto number = static_cast<std::size_t>(feature.number);
    if (table.layout.kindOf(number, row, m_words) != RowKind::Data) {
        return false;
    }
    if (!isText) {
        feature.wkb.clear();
    }
    if (!unread.empty()) {
        unread.resize(std::min(unread.size(), kLongestShown));
        feature.refusal =
            sentence(QT_TRANSLATE_NOOP("tuban", "its geometry cannot be read: %1"), {unread});
    }
    if (table.geometry.shape == TableShape::Points) {
        placePoint(table.geometry, row, feature);
    }
    feature.values.clear();
    for (const TableColumn& column : table.layout.columns) {
        if (wkt != column.place) {
            FieldValue& value = feature.values.emplace_back();
            if (std::string& cell = row[column.place]; !cell.empty()) {
                value = std::move(cell);
            }
        }
    }
    return true;
}

const TableTally* TableReader::tally(std::size_t index) const {
    const auto found = m_tables.find(index);
    return found == m_tables.end() ? nullptr : &found->second.tally;
}

} // namespace tuban::jobs
