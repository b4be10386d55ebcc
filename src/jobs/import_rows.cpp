#include "jobs/import_rows.h"

#include "jobs/sentence.h"
#include "model/value_taking.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tuban::jobs {

using data::ForeignFeature;
using data::GeometryFault;
using data::WkbShape;

namespace {

constexpr auto kGrid = geometry::Grid::tenthMillimetre();
constexpr const char* kArcs = "arcs replaced by chords of at most 0.25 degrees of arc";

std::span<const std::byte> bytesOf(const std::string& wkb) {
    return std::as_bytes(std::span(wkb));
}

GridGeometry geometryOf(const geometry::PolygonChunk& chunk, std::size_t feature) {
    GridGeometry geometry;
    const auto parts = chunk.parts(feature);
    for (std::uint32_t part = parts.first; part < parts.last; ++part) {
        GridGeometry::Part rings;
        const auto range = chunk.rings(part);
        for (std::uint32_t ring = range.first; ring < range.last; ++ring) {
            const geometry::Ring points = chunk.ring(ring);
            rings.emplace_back(points.begin(), points.end());
            rings.back().push_back(points.front());
        }
        geometry.parts.push_back(std::move(rings));
    }
    return geometry;
}

std::string reasonOf(GeometryFault fault) {
    switch (fault) {
    case GeometryFault::NotPolygon:
        return sentence(QT_TRANSLATE_NOOP("tuban", "its geometry is no area"), {});
    case GeometryFault::NotFinite:
        return sentence(QT_TRANSLATE_NOOP("tuban", "a coordinate is no usable number"), {});
    case GeometryFault::Unplaceable:
        return sentence(
            QT_TRANSLATE_NOOP("tuban", "it lies outside the area of the coordinate system"), {});
    case GeometryFault::None:
    case GeometryFault::Absent:
    case GeometryFault::Damaged:
        break;
    }
    return sentence(QT_TRANSLATE_NOOP("tuban", "its geometry is damaged"), {});
}

/// What a number in a field of square metres has to be multiplied by, from the middle of the
/// quotients of these numbers and the areas; 1: nothing stands out.
/// @source 1 ha = 10 000 m², 1 mu = 10 000/15 m²
double unitFactor(std::vector<double> quotients) {
    if (quotients.empty()) {
        return 1.0;
    }
    constexpr double kNear = 0.03;
    const auto middle = quotients.begin() + std::ssize(quotients) / 2;
    std::nth_element(quotients.begin(), middle, quotients.end());
    for (const double factor : {10'000.0, 10'000.0 / 15.0, 1'000'000.0}) {
        if (std::abs(*middle * factor - 1.0) < kNear) {
            return factor;
        }
    }
    return 1.0;
}

double areaOf(const GridGeometry& geometry) {
    double area = 0.0;
    for (const GridGeometry::Part& part : geometry.parts) {
        for (const GridGeometry::Vertices& ring : part) { // holes turn the other way
            const geometry::Ring open(ring.data(), ring.size() - 1);
            area += static_cast<double>(geometry::doubledSignedArea(open));
        }
    }
    return area / 2.0 / (kGrid.cellsPerUnit() * kGrid.cellsPerUnit());
}

/// The share of each part in the area of all; 1 where there is nothing to share.
std::vector<double> areaShares(const LayerSchema& schema, const std::vector<GridGeometry>& parts) {
    std::vector<double> shares(parts.size(), 1.0);
    if (parts.size() < 2 || schema.geometry != GeometryKind::Polygon) {
        return shares;
    }
    std::transform(parts.begin(), parts.end(), shares.begin(), areaOf);
    const double whole = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares) {
        share = whole > 0.0 ? share / whole : 1.0;
    }
    return shares;
}

/// What a part of a feature gets that becomes several rows.
std::vector<FieldValue>
valuesOfPart(const LayerSchema& schema, std::vector<FieldValue> values, double share) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        double* const number = std::get_if<double>(&values[i]);
        if (number != nullptr && schema.fields[i].split == SplitPolicy::AreaShare) {
            *number *= share;
        }
    }
    return values;
}

} // namespace

RowTaker::RowTaker(RowRules rules, data::PolygonDecoder decoder, geometry::Placer placer)
    : m_rules(std::move(rules)),
      m_decoder(std::move(decoder)),
      m_placer(std::move(placer)),
      m_validator(m_rules.layer, m_rules.crs, kGrid),
      m_factors(m_rules.target.fields.size(), 1.0) {
    for (const auto& [field, factor] : m_rules.factors) {
        m_factors[field] = factor;
    }
}

Result<RowTaker> RowTaker::create(RowRules rules) {
    auto decoder = data::PolygonDecoder::create(rules.placement);
    if (!decoder) {
        return decoder.error();
    }
    auto placer = geometry::Placer::create(rules.placement);
    if (!placer) {
        return placer.error();
    }
    return RowTaker(std::move(rules), std::move(*decoder), std::move(*placer));
}

void RowTaker::add(ForeignFeature&& feature) {
    if (!m_rules.elsewhere.empty() &&
        m_rules.elsewhere.contains(data::wkbShape(bytesOf(feature.wkb)))) {
        return;
    }
    m_waiting.push_back(std::move(feature));
}

RowBatch RowTaker::take() {
    m_batch.features = m_waiting.size();
    m_geometries.assign(m_waiting.size(), std::nullopt);
    m_areas.assign(m_waiting.size(), {});
    refuseUnreadable();
    switch (m_rules.target.geometry) {
    case GeometryKind::None:
        m_geometries.assign(m_waiting.size(), GridGeometry());
        break;
    case GeometryKind::Polygon:
    case GeometryKind::MultiPolygon:
        placePolygons();
        break;
    case GeometryKind::Point:
    case GeometryKind::LineString:
        placeLists();
        break;
    }
    findUnits();
    for (std::size_t place = 0; place < m_waiting.size(); ++place) {
        takeFeature(place);
    }
    m_waiting.clear();
    return std::exchange(m_batch, {});
}

/// What its reader could not make sense of goes no further.
void RowTaker::refuseUnreadable() {
    const auto unreadable = [&](ForeignFeature& feature) {
        if (!feature.refusal.empty()) {
            refuse(feature, std::move(feature.refusal));
            return true;
        }
        return false;
    };
    std::erase_if(m_waiting, unreadable);
    m_geometries.resize(m_waiting.size());
    m_areas.resize(m_waiting.size());
}

void RowTaker::placePolygons() {
    geometry::PolygonChunkBuilder builder;
    std::vector<std::int64_t> ids;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < m_waiting.size(); ++place) {
        const ForeignFeature& feature = m_waiting[place];
        if (feature.wkb.empty()) {
            m_geometries[place].emplace();
            note(Severity::Warning, FindingCode::NoGeometry, feature.number, {});
            continue;
        }
        const data::DecodedGeometry met = m_decoder.append(bytesOf(feature.wkb), builder);
        if (met.fault == GeometryFault::Absent) {
            m_geometries[place].emplace();
            note(Severity::Warning, FindingCode::NoGeometry, feature.number, {});
        } else if (met.fault != GeometryFault::None) {
            refuse(feature, reasonOf(met.fault));
        } else if (met.othersLeftOut) {
            refuse(
                feature,
                sentence(QT_TRANSLATE_NOOP("tuban", "it holds areas together with points or lines"),
                         {}));
        }
        if (met.fault == GeometryFault::None && met.ringsDropped > 0) {
            note(Severity::Warning,
                 FindingCode::RingDropped,
                 feature.number,
                 {std::to_string(met.ringsDropped)});
        }
        if (met.fault == GeometryFault::None && met.linearised) {
            note(Severity::Note, FindingCode::ReaderWarning, feature.number, {kArcs, "1"});
        }
        ids.push_back(feature.number);
        places.push_back(met.fault == GeometryFault::None && !met.othersLeftOut ? place : SIZE_MAX);
    }
    const geometry::PolygonChunk raw = builder.take();
    const geometry::PolygonChunk valid = m_validator.validated(raw, ids);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] == SIZE_MAX) {
            continue;
        }
        if (valid.parts(i).count() == 0) {
            refuse(m_waiting[places[i]],
                   sentence(
                       QT_TRANSLATE_NOOP("tuban", "its polygon is invalid and cannot be repaired"),
                       {}));
            continue;
        }
        m_areas[places[i]] = {raw.doubledArea(i), valid.doubledArea(i)};
        m_geometries[places[i]] = geometryOf(valid, i);
    }
    const auto& findings = m_validator.findings();
    m_batch.findings.insert(m_batch.findings.end(),
                            findings.begin() + static_cast<std::ptrdiff_t>(m_validated),
                            findings.end());
    m_validated = findings.size();
}

void RowTaker::placeLists() {
    const std::size_t least = m_rules.target.geometry == GeometryKind::Point ? 1 : 2;
    for (std::size_t place = 0; place < m_waiting.size(); ++place) {
        const ForeignFeature& feature = m_waiting[place];
        const auto lists = data::wkbLists(bytesOf(feature.wkb));
        if (feature.wkb.empty() || (lists && lists->empty())) {
            m_geometries[place].emplace();
            note(Severity::Warning, FindingCode::NoGeometry, feature.number, {});
            continue;
        }
        if (!lists || data::wkbShape(bytesOf(feature.wkb)) != m_rules.shape) {
            refuse(feature,
                   lists
                       ? sentence(QT_TRANSLATE_NOOP("tuban", "its geometry is of another kind"), {})
                       : reasonOf(GeometryFault::Damaged));
            continue;
        }
        GridGeometry geometry;
        bool placed = true;
        for (const std::vector<double>& list : *lists) {
            GridGeometry::Vertices vertices;
            placed = placed && m_placer.place(list, vertices);
            vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
            if (vertices.size() >= least) {
                geometry.parts.push_back({std::move(vertices)});
            }
        }
        if (!placed || geometry.parts.empty()) {
            refuse(feature, reasonOf(placed ? GeometryFault::Damaged : GeometryFault::NotFinite));
            continue;
        }
        m_geometries[place] = std::move(geometry);
    }
}

/// In the first batch: whether areas come in hectares, mu or square kilometres.
void RowTaker::findUnits() {
    for (const FieldMatch& match : m_rules.fields) {
        const FieldSchema& field = m_rules.target.fields[match.target];
        if (m_unitsKnown || field.unit != "m2" || field.kind != ValueKind::Real ||
            m_rules.factors.contains(match.target)) {
            continue;
        }
        std::vector<double> quotients;
        for (std::size_t place = 0; place < m_waiting.size(); ++place) {
            const auto taken = takenValue(field, m_waiting[place].values[match.source]);
            const double* const value = taken ? std::get_if<double>(&*taken) : nullptr;
            const double area = m_geometries[place] ? areaOf(*m_geometries[place]) : 0.0;
            if (value != nullptr && area > 0.0) {
                quotients.push_back(*value / area);
            }
        }
        m_factors[match.target] = unitFactor(std::move(quotients));
        if (m_factors[match.target] != 1.0) {
            const double factor = m_factors[match.target];
            const char* const unit = factor > 1e5 ? "km²" : (factor > 1e3 ? "ha" : "mu");
            m_batch.findings.push_back({.severity = Severity::Note,
                                        .code = FindingCode::UnitTaken,
                                        .layer = m_rules.layer,
                                        .values = {field.name,
                                                   unit,
                                                   sentence(QT_TRANSLATE_NOOP(
                                                                "tuban",
                                                                "told from the areas of the polygons"),
                                                            {})}});
        }
    }
    m_unitsKnown = m_unitsKnown || !m_waiting.empty();
}

std::vector<FieldValue> RowTaker::valuesOf(const ForeignFeature& feature) {
    std::vector<FieldValue> values(m_rules.target.fields.size());
    for (const FieldMatch& match : m_rules.fields) {
        const FieldSchema& field = m_rules.target.fields[match.target];
        const FieldValue& given = feature.values[match.source];
        auto taken = takenValue(field, given, m_factors[match.target]);
        if (!taken) {
            const auto text =
                takenValue(FieldSchema{.name = {}, .kind = ValueKind::Text, .title = {}}, given);
            const auto* const shown = text ? std::get_if<std::string>(&*text) : nullptr;
            note(Severity::Warning,
                 FindingCode::ValueLeftOut,
                 feature.number,
                 {field.name, shown == nullptr ? std::string() : *shown});
            continue;
        }
        values[match.target] = std::move(*taken);
        if (const auto classes = m_rules.classes.find(match.target);
            classes != m_rules.classes.end()) {
            values[match.target] = classes->second.take(std::move(values[match.target]));
        }
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::holds_alternative<std::monostate>(values[i])) {
            values[i] = m_rules.target.fields[i].initial;
        }
    }
    return values;
}

/// Sees to it that the row has a key of its own; false: another row of the file has it already.
bool RowTaker::completeKey(std::vector<FieldValue>& values, std::int64_t number) {
    const FieldSchema* const key = m_rules.target.keyField();
    if (key == nullptr || key->kind != ValueKind::Text) {
        return true;
    }
    FieldValue& value = values[*m_rules.target.fieldIndex(key->name)];
    if (std::holds_alternative<std::monostate>(value)) {
        value = m_rules.keyStem + "-" + std::to_string(number);
        ++m_batch.keysMade;
    }
    return m_keys.insert(std::get<std::string>(value)).second;
}

/// A geometry for each row: layers of points and lines take one each.
std::vector<GridGeometry> RowTaker::rowGeometries(GridGeometry&& geometry) const {
    std::vector<GridGeometry> all;
    if (m_rules.target.geometry == GeometryKind::MultiPolygon || geometry.parts.size() < 2) {
        all.push_back(std::move(geometry));
        return all;
    }
    for (GridGeometry::Part& part : geometry.parts) {
        all.push_back({{std::move(part)}});
    }
    return all;
}

void RowTaker::takeFeature(std::size_t place) {
    const ForeignFeature& feature = m_waiting[place];
    if (!m_geometries[place]) {
        return; // refused
    }
    if (feature.lostPoint != 0) {
        refuse(feature,
               sentence(QT_TRANSLATE_NOOP("tuban",
                                          "line %1 of the file holds one of its points, but cannot be read; "
                                          "without it the parcel would be another one. Correct the line and "
                                          "import the file again"),
                        {std::to_string(feature.lostPoint)}));
        return;
    }
    if (!feature.doubt.empty()) {
        note(Severity::Warning, FindingCode::ReaderWarning, feature.number, {feature.doubt});
    }
    std::vector<FieldValue> values = valuesOf(feature);
    if (!completeKey(values, feature.number)) {
        const FieldSchema& key = *m_rules.target.keyField();
        refuse(feature,
               sentence(QT_TRANSLATE_NOOP("tuban", "another row of the file has the same %1: %2"),
                        {key.name,
                         std::get<std::string>(values[*m_rules.target.fieldIndex(key.name)])}));
        return;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (m_rules.target.fields[i].required &&
            std::holds_alternative<std::monostate>(values[i])) {
            refuse(feature,
                   sentence(QT_TRANSLATE_NOOP("tuban", "%1 is empty"),
                            {m_rules.target.fields[i].name}));
            return;
        }
    }
    m_batch.areaBefore += m_areas[place].first;
    m_batch.areaAfter += m_areas[place].second;
    auto geometries = rowGeometries(std::move(*m_geometries[place]));
    m_batch.split += geometries.size() > 1 ? 1U : 0U;
    const FieldSchema* const key = m_rules.target.keyField();
    const std::vector<double> shares = areaShares(m_rules.target, geometries);
    for (std::size_t part = 0; part < geometries.size(); ++part) {
        LayerRow row{std::move(geometries[part]),
                     valuesOfPart(m_rules.target, values, shares[part])};
        if (part > 0 && key != nullptr && key->kind == ValueKind::Text) {
            std::string& name =
                std::get<std::string>(row.values[*m_rules.target.fieldIndex(key->name)]);
            do {
                name += "-" + std::to_string(part + 1);
            } while (!m_keys.insert(name).second);
        }
        m_batch.rows.push_back(insertion(m_rules.target, Uuid::generate(), row));
        m_batch.numbers.push_back(feature.number);
        m_batch.areas.push_back(part == 0 ? m_areas[place] : decltype(m_areas)::value_type());
    }
}

void RowTaker::refuse(const ForeignFeature& feature, std::string reason) {
    ++m_batch.refused;
    note(Severity::Fault, FindingCode::RowRefused, feature.number, {std::move(reason)});
}

void RowTaker::note(Severity severity,
                    FindingCode code,
                    std::int64_t number,
                    std::vector<std::string> values) {
    m_batch.findings.push_back({.severity = severity,
                                .code = code,
                                .layer = m_rules.layer,
                                .feature = number,
                                .values = std::move(values)});
}

} // namespace tuban::jobs
