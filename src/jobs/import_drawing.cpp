#include "jobs/import_drawing.h"

#include "data/exchange/drawing_text.h"
#include "data/import/wkb_lists.h"
#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/import_profile_file.h"
#include "geometry/crs.h"
#include "jobs/import_crs.h"
#include "model/crs_checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <set>
#include <utility>

namespace tuban::jobs {

using data::ForeignFeature;
using data::ForeignLayer;
using data::WkbShape;

namespace {

constexpr const char* kDrawing = "DXF";
constexpr int kDegreeDecimals = 9;
constexpr double kMetresPerDegree = 111'320.0;

/// The places of the fields that drawings have.
struct Places {
    std::optional<std::size_t> layer, paper, text, handle, colour;

    explicit Places(const std::vector<data::ForeignField>& fields) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const std::string& name = fields[i].name;
            auto& place = name == "Layer"          ? layer
                          : name == "PaperSpace"   ? paper
                          : name == "Text"         ? text
                          : name == "EntityHandle" ? handle
                          : name == "Colour"       ? colour
                                                   : m_other;
            place = i;
        }
    }
    static std::string textAt(const ForeignFeature& feature, std::optional<std::size_t> place) {
        const auto* const text =
            place ? std::get_if<std::string>(&feature.values[*place]) : nullptr;
        return text == nullptr ? std::string() : *text;
    }
    bool isPaper(const ForeignFeature& feature) const {
        const auto* const flag =
            paper ? std::get_if<std::int64_t>(&feature.values[*paper]) : nullptr;
        return flag != nullptr && *flag != 0;
    }

private:
    std::optional<std::size_t> m_other;
};

/// An entity before its unit is known.
struct RawEntity {
    DrawingEntity entity;
    std::vector<std::vector<double>> lists;
};

struct Drawing {
    std::vector<RawEntity> entities;
    std::optional<StoredExtent> extent;
};

struct Unit {
    std::string name;
    double metres;
};

/// @source Autodesk, DXF reference, $INSUNITS.
const std::map<std::string, Unit> kUnitCodes{
    {"4", {"mm", 0.001}}, {"5", {"cm", 0.01}}, {"6", {"m", 1.0}}, {"7", {"km", 1000.0}}};

const Unit* unitNamed(const std::string& name) {
    for (const auto& [code, unit] : kUnitCodes) {
        if (unit.name == name) {
            return &unit;
        }
    }
    return nullptr;
}

void extend(std::optional<StoredExtent>& extent, const std::vector<double>& xy) {
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
        StoredExtent& e =
            extent ? *extent : extent.emplace(StoredExtent{xy[i], xy[i + 1], xy[i], xy[i + 1]});
        e = {std::min(e[0], xy[i]),
             std::min(e[1], xy[i + 1]),
             std::max(e[2], xy[i]),
             std::max(e[3], xy[i + 1])};
    }
}

bool isFinite(const std::vector<std::vector<double>>& lists) {
    constexpr double kMost = 1e11; // far beyond any map, in millimetres too
    return std::all_of(lists.begin(), lists.end(), [](const auto& list) {
        return std::all_of(list.begin(), list.end(), [](double v) { return std::abs(v) < kMost; });
    });
}

template <typename T> void put(std::string& bytes, T value) {
    std::array<char, sizeof value> raw{};
    std::memcpy(raw.data(), &value, sizeof value);
    bytes.append(raw.data(), raw.size());
}

/// @source OGC 06-103r4, clause 8.2.7
std::string wkbOf(const DrawingArea& area, const geometry::Grid& grid) {
    std::string bytes(1, '\1');
    put(bytes, std::uint32_t{6});
    put(bytes, static_cast<std::uint32_t>(area.parts.size()));
    for (const auto& rings : area.parts) {
        bytes += '\1';
        put(bytes, std::uint32_t{3});
        put(bytes, static_cast<std::uint32_t>(rings.size()));
        for (const auto& ring : rings) {
            put(bytes, static_cast<std::uint32_t>(ring.size() + 1));
            for (std::size_t i = 0; i <= ring.size(); ++i) {
                const geometry::GridPoint p = ring[i == ring.size() ? 0 : i];
                put(bytes, grid.toUnits(p.x));
                put(bytes, grid.toUnits(p.y));
            }
        }
    }
    return bytes;
}

EntityFate fateOf(const RawEntity& raw,
                  const Places& places,
                  const ForeignFeature& feature,
                  const std::set<std::string>& wanted) {
    if (!wanted.empty() && !wanted.contains(raw.entity.layer) && raw.entity.text.empty()) {
        return EntityFate::LayerLeftOut;
    }
    if (places.isPaper(feature)) {
        return EntityFate::PaperSpace;
    }
    if (raw.lists.empty() || raw.lists.front().empty()) {
        return EntityFate::NoGeometry;
    }
    if (!isFinite(raw.lists)) {
        return EntityFate::BadCoordinates;
    }
    const bool isPoint = data::wkbShape(std::as_bytes(std::span(feature.wkb))) == WkbShape::Points;
    return isPoint && raw.entity.text.empty() ? EntityFate::Point : EntityFate::Area;
}

Result<Drawing> readDrawing(data::ForeignReader& reader,
                            std::size_t index,
                            const std::set<std::string>& wanted,
                            const Progress& progress) {
    const Places places(reader.layers()[index].fields);
    Drawing drawing;
    const auto take = [&](ForeignFeature&& feature) {
        RawEntity raw;
        raw.entity.layer = Places::textAt(feature, places.layer);
        raw.entity.colour = Places::textAt(feature, places.colour);
        raw.entity.handle = Places::textAt(feature, places.handle);
        const auto bytes = std::as_bytes(std::span(feature.wkb));
        if (data::wkbShape(bytes) == WkbShape::Points) {
            raw.entity.text = data::drawingText(Places::textAt(feature, places.text));
        }
        raw.lists = data::wkbLists(bytes).value_or(std::vector<std::vector<double>>());
        raw.entity.refused = fateOf(raw, places, feature, wanted);
        if (raw.entity.refused == EntityFate::Area) {
            for (const auto& list : raw.lists) {
                extend(drawing.extent, list);
            }
        }
        drawing.entities.push_back(std::move(raw));
        return true;
    };
    if (auto read = reader.read(index, take, progress); !read) {
        return read.error();
    }
    return drawing;
}

StoredExtent scaled(const StoredExtent& e, double factor) {
    return {e[0] * factor, e[1] * factor, e[2] * factor, e[3] * factor};
}

/// Turns one drawing into areas.
class Conversion {
public:
    Conversion(const ForeignLayer& layer, const DrawingChoices& choices, const std::string& crs)
        : m_layer(layer), m_choices(choices), m_crs(crs) {}

    DrawingAreas convert(Drawing drawing, const DrawingLabels& labels) {
        const double metres = drawing.extent ? unitOf(*drawing.extent) : 1.0;
        chooseGrid(drawing.extent ? scaled(*drawing.extent, metres) : StoredExtent{});
        m_rules.name = m_layer.file.filename().string();
        m_rules.classes = m_choices.classes;
        m_rules.colours = m_choices.colours;
        std::vector<DrawingEntity> entities;
        for (RawEntity& raw : drawing.entities) {
            DrawingEntity& entity = entities.emplace_back(std::move(raw.entity));
            for (const auto& list : raw.lists) {
                if (entity.refused != EntityFate::Area) {
                    break;
                }
                auto& points = entity.lists.emplace_back();
                for (std::size_t i = 0; i + 1 < list.size(); i += 2) {
                    points.push_back(m_rules.grid.snap(list[i] * metres, list[i + 1] * metres));
                }
            }
        }
        DrawingAreas made = areasOf(entities, m_rules, labels);
        made.findings.insert(made.findings.begin(), m_findings.begin(), m_findings.end());
        return made;
    }

    const geometry::Grid& grid() const { return m_rules.grid; }

private:
    /// Metres of a unit of the drawing. Many drawings say millimetres and hold metres: where the
    /// coordinates lie decides, then what the drawing says.
    double unitOf(const StoredExtent& extent) {
        if (const Unit* const chosen = unitNamed(m_choices.unit)) {
            return chosen->metres;
        }
        const Unit* stated = nullptr;
        for (const auto& [key, value] : m_layer.notes) {
            const auto known = kUnitCodes.find(value);
            if (key == "$INSUNITS" && known != kUnitCodes.end()) {
                stated = &known->second;
            }
        }
        if (stated == nullptr || stated->metres == 1.0 || looksProjected(extent)) {
            return looksProjected(extent) || stated != nullptr ? 1.0 : unitByPlace(extent);
        }
        noteUnit(*stated);
        return stated->metres;
    }

    double unitByPlace(const StoredExtent& extent) {
        for (const char* const name : {"mm", "cm"}) {
            const Unit& unit = *unitNamed(name);
            if (looksProjected(scaled(extent, unit.metres))) {
                noteUnit(unit);
                return unit.metres;
            }
        }
        return 1.0;
    }

    void noteUnit(const Unit& unit) {
        m_findings.push_back({.severity = Severity::Warning,
                              .code = FindingCode::DrawingUnit,
                              .layer = m_layer.file.filename().string(),
                              .values = {unit.name}});
    }

    void chooseGrid(const StoredExtent& extent) {
        const auto named = geometry::describeCrs(m_crs.empty() ? m_layer.crs : m_crs);
        const bool isProjected = named && named->kind == geometry::CrsInfo::Kind::Projected;
        const bool degrees = !isProjected && likelyCrs(extent) == "degrees";
        m_rules.metres = degrees ? kMetresPerDegree : 1.0;
        m_rules.grid = degrees ? geometry::Grid::withDecimals(kDegreeDecimals)
                               : geometry::Grid::tenthMillimetre();
        m_rules.gap = std::llround(m_choices.gap.value_or(Length()).inMetres() / m_rules.metres *
                                   m_rules.grid.cellsPerUnit());
    }

    const ForeignLayer& m_layer;
    const DrawingChoices& m_choices;
    const std::string& m_crs;
    DrawingRules m_rules;
    std::vector<Finding> m_findings;
};

/// A layer of areas in the place of the drawing; empty values where no area has one.
ForeignLayer layerOf(const ForeignLayer& drawing, const std::vector<DrawingArea>& areas) {
    ForeignLayer layer = drawing;
    layer.name = drawing.file.stem().string();
    layer.features = areas.size();
    layer.fields = {{"drawing_layer"}, {"entity"}, {"colour"}};
    std::map<std::string, ValueKind> kinds;
    for (const DrawingArea& area : areas) {
        for (const auto& [field, value] : area.values) {
            kinds[field] =
                std::holds_alternative<double>(value) ? ValueKind::Real : ValueKind::Text;
        }
    }
    for (const auto& [field, kind] : kinds) {
        layer.fields.push_back({field, kind});
    }
    return layer;
}

std::vector<ForeignFeature>
featuresOf(std::vector<DrawingArea>& areas, const ForeignLayer& layer, const geometry::Grid& grid) {
    const auto textOrNothing = [](std::string& text) {
        return text.empty() ? FieldValue() : FieldValue(std::move(text));
    };
    std::vector<ForeignFeature> features;
    for (DrawingArea& area : areas) {
        ForeignFeature& feature = features.emplace_back();
        feature.number = static_cast<std::int64_t>(features.size());
        feature.wkb = wkbOf(area, grid);
        feature.values = {
            textOrNothing(area.layer), textOrNothing(area.handle), textOrNothing(area.colour)};
        for (std::size_t i = feature.values.size(); i < layer.fields.size(); ++i) {
            const auto value = area.values.find(layer.fields[i].name);
            feature.values.push_back(value == area.values.end() ? FieldValue()
                                                                : std::move(value->second));
        }
    }
    return features;
}

/// What the profile says, and the rules of the product where it says nothing.
Result<DrawingChoices> completed(DrawingChoices choices) {
    const auto rules = data::readDrawingRules();
    if (!rules) {
        return rules.error();
    }
    choices.gap = choices.gap ? choices.gap : rules->gap;
    choices.texts = choices.texts.empty() ? rules->texts : choices.texts;
    return choices;
}

Result<void> checkLayers(const Drawing& drawing,
                         const std::set<std::string>& wanted,
                         const ForeignLayer& layer) {
    std::set<std::string> there;
    for (const RawEntity& raw : drawing.entities) {
        there.insert(raw.entity.layer);
    }
    for (const std::string& name : wanted) {
        if (!there.contains(name)) {
            std::string all;
            for (const std::string& one : there) {
                all += (all.empty() ? "" : ", ") + one;
            }
            return Error{ErrorCode::LayerNotFound, name, all, layer.file.filename().string()};
        }
    }
    return {};
}

} // namespace

Result<std::unique_ptr<DrawingReader>>
DrawingReader::create(std::unique_ptr<data::ForeignReader> reader,
                      const DrawingChoices& choices,
                      const std::string& crs,
                      const Progress& progress) {
    std::unique_ptr<DrawingReader> made(new DrawingReader(std::move(reader)));
    made->m_layers = made->m_reader->layers();
    const bool any = std::any_of(made->m_layers.begin(),
                                 made->m_layers.end(),
                                 [](const auto& layer) { return layer.format == kDrawing; });
    if (!any || choices.asDrawn) {
        return made;
    }
    const auto complete = completed(choices);
    if (!complete) {
        return complete.error();
    }
    const auto tables = data::loadClassifications();
    if (!tables) {
        return tables.error();
    }
    const auto labels = DrawingLabels::create(complete->texts, *tables);
    if (!labels) {
        return labels.error();
    }
    const std::set<std::string> wanted(choices.layers.begin(), choices.layers.end());
    for (std::size_t i = 0; i < made->m_layers.size(); ++i) {
        ForeignLayer& layer = made->m_layers[i];
        if (layer.format != kDrawing) {
            continue;
        }
        auto drawing = readDrawing(*made->m_reader, i, wanted, progress);
        if (!drawing) {
            return drawing.error();
        }
        if (auto there = checkLayers(*drawing, wanted, layer); !there) {
            return there.error();
        }
        Conversion conversion(layer, *complete, crs);
        DrawingAreas areas = conversion.convert(std::move(*drawing), *labels);
        if (areas.areas.empty()) {
            continue;
        }
        layer = layerOf(layer, areas.areas);
        auto features = featuresOf(areas.areas, layer, conversion.grid());
        made->m_areas[i] = {std::move(features), std::move(areas.tallies)};
        made->m_own.insert(made->m_own.end(), areas.findings.begin(), areas.findings.end());
    }
    return made;
}

Result<void> DrawingReader::read(std::size_t layer, const Sink& sink, const Progress& progress) {
    const auto areas = m_areas.find(layer);
    if (areas == m_areas.end()) {
        return m_reader->read(layer, sink, progress);
    }
    for (const ForeignFeature& feature : areas->second.features) {
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        ForeignFeature copy = feature;
        if (!sink(std::move(copy))) {
            break;
        }
    }
    return {};
}

const std::vector<Finding>& DrawingReader::findings() const {
    m_findings = m_reader->findings();
    m_findings.insert(m_findings.end(), m_own.begin(), m_own.end());
    return m_findings;
}

const std::vector<DrawingTally>& DrawingReader::tallies(std::size_t layer) const {
    static const std::vector<DrawingTally> kNone;
    const auto areas = m_areas.find(layer);
    return areas == m_areas.end() ? kNone : areas->second.tallies;
}

} // namespace tuban::jobs
