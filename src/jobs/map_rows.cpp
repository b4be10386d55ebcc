#include "jobs/map_rows.h"

#include <algorithm>
#include <utility>

namespace tuban::jobs {

namespace {

using render::MapChunk;
using render::MapGeometry;

MapGeometry kindOf(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::None:
    case GeometryKind::Point:
        return MapGeometry::Points;
    case GeometryKind::LineString:
        return MapGeometry::Lines;
    case GeometryKind::Polygon:
    case GeometryKind::MultiPolygon:
        break;
    }
    return MapGeometry::Polygons;
}

bool isNumber(ValueKind kind) {
    return kind == ValueKind::Integer || kind == ValueKind::Real;
}

/// The fields that labels of a style show.
std::vector<std::size_t> labelFieldsOf(const Style& style, const LayerSchema& schema) {
    std::vector<std::size_t> fields;
    for (const Rule& rule : style.rules) {
        for (const Symbolizer& symbolizer : rule.symbolizers) {
            const auto* const text = std::get_if<TextSymbolizer>(&symbolizer);
            for (const LabelPart& part : text == nullptr ? std::vector<LabelPart>() : text->label) {
                const auto field = schema.fieldIndex(part.text);
                if (part.kind != LabelPart::Kind::Literal && field) {
                    fields.push_back(*field);
                }
            }
        }
    }
    std::ranges::sort(fields);
    fields.erase(std::ranges::unique(fields).begin(), fields.end());
    return fields;
}

FieldValue valueOf(const Column& column, std::size_t row, ValueKind kind) {
    if (column.null[row]) {
        return {};
    }
    if (kind == ValueKind::Integer) {
        return static_cast<std::int64_t>(column.number(row));
    }
    if (kind == ValueKind::Real) {
        return column.number(row);
    }
    return std::string(column.text(row));
}

void append(Column& column, const FieldValue& value, ValueKind kind) {
    column.null.push_back(std::holds_alternative<std::monostate>(value));
    if (isNumber(kind)) {
        const auto* const whole = std::get_if<std::int64_t>(&value);
        const auto* const real = std::get_if<double>(&value);
        std::get<std::vector<double>>(column.values)
            .push_back(whole != nullptr  ? static_cast<double>(*whole)
                       : real != nullptr ? *real
                                         : 0.0);
        return;
    }
    const auto* const text = std::get_if<std::string>(&value);
    std::get<TextColumn>(column.values).append(text != nullptr ? *text : std::string());
}

} // namespace

MapRows::MapRows(const LayerSchema& schema, RuleChoice choice, std::vector<RuleSet> known)
    : m_schema(schema),
      m_choice(std::move(choice)),
      m_fields(m_choice.fields()),
      m_classes(std::move(known)) {}

Result<std::unique_ptr<MapRows>>
MapRows::create(const LayerSchema& schema, const Style& style, std::vector<RuleSet> known) {
    auto choice = RuleChoice::of(style, schema);
    if (!choice) {
        return choice.error();
    }
    std::unique_ptr<MapRows> rows(new MapRows(schema, std::move(*choice), std::move(known)));
    rows->m_labelFields = labelFieldsOf(style, schema);
    rows->m_fields.insert(
        rows->m_fields.end(), rows->m_labelFields.begin(), rows->m_labelFields.end());
    std::ranges::sort(rows->m_fields);
    rows->m_fields.erase(std::ranges::unique(rows->m_fields).begin(), rows->m_fields.end());
    rows->startChunk();
    return rows;
}

std::uint16_t MapRows::classOf(const std::vector<FieldValue>& values) {
    const std::uint16_t set = m_choice.setOf(values);
    if (set == m_classOfSet.size()) { // a new one
        const RuleSet& rules = m_choice.sets()[set];
        const auto known = std::ranges::find(m_classes, rules);
        m_classOfSet.push_back(static_cast<std::uint16_t>(known - m_classes.begin()));
        if (known == m_classes.end()) {
            m_classes.push_back(rules);
        }
    }
    return m_classOfSet[set];
}

std::shared_ptr<const MapChunk> MapRows::take(FeatureChunk&& chunk, bool withRows) {
    auto drawn = std::make_shared<MapChunk>();
    std::vector<FieldValue> values(m_schema.fields.size());
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            for (std::size_t i = 0; i < m_fields.size(); ++i) {
                values[m_fields[i]] =
                    valueOf(chunk.columns[i], row, m_schema.fields[m_fields[i]].kind);
            }
            drawn->classes.push_back(classOf(values));
        }
    }
    if (withRows) {
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            drawn->rows.push_back(Uuid::parse(chunk.columns.back().text(row)).value_or(Uuid()));
        }
    }
    for (const std::size_t field : m_labelFields) {
        const auto at = std::ranges::find(m_fields, field) - m_fields.begin();
        drawn->fields.push_back(std::move(chunk.columns[static_cast<std::size_t>(at)]));
    }
    drawn->ids = std::move(chunk.ids);
    drawn->geometry = std::make_shared<const geometry::PolygonChunk>(std::move(chunk.polygons));
    return drawn;
}

void MapRows::add(std::int64_t id, const Uuid& row, const LayerRow& content) {
    const bool areas = kindOf(m_schema.geometry) == MapGeometry::Polygons;
    for (const GridGeometry::Part& part : content.geometry.parts) {
        for (const GridGeometry::Vertices& list : part) {
            areas ? void(m_polygons.addRing(list)) : m_paths.addPath(list);
        }
        if (areas) {
            m_polygons.endPart();
        }
    }
    areas ? m_polygons.endFeature() : m_paths.endFeature();
    m_chunk.rows.push_back(row);
    addValues(id, content.values);
}

void MapRows::add(std::int64_t id,
                  std::span<const std::vector<geometry::GridPoint>> paths,
                  const std::vector<FieldValue>& values) {
    for (const std::vector<geometry::GridPoint>& path : paths) {
        m_paths.addPath(path);
    }
    m_paths.endFeature();
    addValues(id, values);
}

void MapRows::addValues(std::int64_t id, const std::vector<FieldValue>& values) {
    m_chunk.ids.push_back(id);
    m_chunk.classes.push_back(classOf(values));
    for (std::size_t i = 0; i < m_labelFields.size(); ++i) {
        const std::size_t field = m_labelFields[i];
        append(m_chunk.fields[i], values[field], m_schema.fields[field].kind);
    }
}

void MapRows::startChunk() {
    m_chunk = MapChunk();
    for (const std::size_t field : m_labelFields) {
        Column column;
        if (isNumber(m_schema.fields[field].kind)) {
            column.values = std::vector<double>();
        }
        m_chunk.fields.push_back(std::move(column));
    }
}

std::shared_ptr<const MapChunk> MapRows::finish() {
    if (kindOf(m_schema.geometry) == MapGeometry::Polygons) {
        m_chunk.geometry = std::make_shared<const geometry::PolygonChunk>(m_polygons.take());
    } else {
        m_chunk.geometry = std::make_shared<const geometry::PathChunk>(std::exchange(m_paths, {}));
    }
    auto chunk = std::make_shared<const MapChunk>(std::move(m_chunk));
    startChunk();
    return chunk;
}

std::shared_ptr<const MapChunk>
MapRows::restyle(const MapChunk& chunk,
                 const std::function<std::vector<FieldValue>(std::int64_t)>& valuesOf) {
    startChunk();
    for (const std::int64_t id : chunk.ids) {
        addValues(id, valuesOf(id));
    }
    m_chunk.rows = chunk.rows;
    m_chunk.geometry = chunk.geometry;
    auto restyled = std::make_shared<const MapChunk>(std::move(m_chunk));
    startChunk();
    return restyled;
}

render::MapLayerContent MapRows::content(const geometry::Grid& grid) const {
    render::MapLayerContent content{.kind = kindOf(m_schema.geometry),
                                    .grid = grid,
                                    .coverage = m_schema.coverage,
                                    .classes = m_classes};
    for (const std::size_t field : m_labelFields) {
        content.fields.push_back(m_schema.fields[field].name);
    }
    return content;
}

Result<std::shared_ptr<const render::MapLayer>>
restyledMapLayer(const render::MapLayer& layer,
                 const LayerSchema& schema,
                 const Style& style,
                 const std::function<std::vector<FieldValue>(std::int64_t)>& valuesOf,
                 const Progress& progress) {
    const auto rows = MapRows::create(schema, style);
    if (!rows) {
        return rows.error();
    }
    std::vector<std::shared_ptr<const MapChunk>> chunks;
    for (const auto& chunk : layer.chunks()) {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, schema.name};
        }
        chunks.push_back((*rows)->restyle(*chunk, valuesOf));
    }
    render::MapLayerContent content = (*rows)->content(layer.grid());
    content.chunks = std::move(chunks);
    return layer.restyled(std::move(content));
}

Result<std::shared_ptr<const render::MapLayer>> editedMapLayer(const render::MapLayer& layer,
                                                               const LayerSchema& schema,
                                                               const Style& style,
                                                               std::span<const Uuid> removed,
                                                               std::span<const StoredRow> added) {
    const auto rows = MapRows::create(schema, style, layer.classes());
    if (!rows) {
        return rows.error();
    }
    std::vector<std::int64_t> gone;
    for (const Uuid& row : removed) {
        if (const auto feature = layer.find(row)) {
            gone.push_back(layer.id(*feature));
        }
    }
    std::int64_t next = 0; // behind all there are
    for (const auto& chunk : layer.chunks()) {
        for (const std::int64_t id : chunk->ids) {
            next = std::max(next, id + 1);
        }
    }
    for (const StoredRow& row : added) {
        const auto before = layer.find(row.id);
        (*rows)->add(before ? layer.id(*before) : next++, row.id, row.content);
    }
    const auto chunk = (*rows)->finish();
    return layer.edited(gone, chunk, (*rows)->content(layer.grid()).classes);
}

} // namespace tuban::jobs
