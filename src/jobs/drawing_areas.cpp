#include "jobs/drawing_areas.h"

#include "geometry/line_faces.h"
#include "geometry/predicates.h"
#include "geometry/ring_nesting.h"
#include "jobs/drawing_parts.h"

#include <QString>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace tuban::jobs {

namespace {

using geometry::BoxTree;
using geometry::GridBox;
using geometry::GridPoint;
using geometry::kNoRing;
using Line = std::vector<GridPoint>;

constexpr const char* kClassField = "class_code";
constexpr const char* kRestField = "remark";

struct Outline {
    Line ring; ///< counter-clockwise, begun at its smallest vertex, not closed
    std::size_t entity = kNoRing;
    bool isFace = false;
    std::vector<Line> holes = {};
    std::vector<std::size_t> texts = {}; ///< entities
};

/// What the entities of one layer of the drawing are.
struct Parts {
    std::vector<Outline> outlines = {};
    std::vector<std::pair<Line, std::size_t>> open = {}; ///< and their entities
};

Line withoutRepeats(const Line& line) {
    Line out = line;
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Nothing: it has no area.
std::optional<Line> canonicalRing(Line closed) {
    closed = withoutRepeats(closed);
    if (closed.size() < 4) {
        return {};
    }
    closed.pop_back();
    const auto area = geometry::doubledSignedArea(closed);
    if (area == 0) {
        return {};
    }
    if (area < 0) {
        std::reverse(closed.begin(), closed.end());
    }
    std::rotate(closed.begin(), std::min_element(closed.begin(), closed.end()), closed.end());
    return closed;
}

GridBox boxOf(GridPoint a, GridPoint b) {
    GridBox box;
    box.add(a);
    box.add(b);
    return box;
}

GridBox boxOf(const Line& ring) {
    GridBox box;
    for (const GridPoint p : ring) {
        box.add(p);
    }
    return box;
}

class Assembler {
public:
    Assembler(const std::vector<DrawingEntity>& entities,
              const DrawingRules& rules,
              const DrawingLabels& labels)
        : m_entities(entities), m_rules(rules), m_labels(labels), m_fates(entities.size()) {}

    DrawingAreas run() {
        sortEntities();
        for (const std::string& layer : m_layers) {
            assemble(layer);
        }
        if (const std::size_t joined = joinParts(m_made.areas); joined > 0) {
            note(Severity::Note, FindingCode::DrawingPartsJoined, {}, {std::to_string(joined)});
        }
        tally();
        return std::move(m_made);
    }

private:
    void sortEntities() {
        for (std::size_t i = 0; i < m_entities.size(); ++i) {
            const DrawingEntity& entity = m_entities[i];
            if (!m_parts.contains(entity.layer)) {
                m_layers.push_back(entity.layer);
            }
            Parts& parts = m_parts[entity.layer];
            m_fates[i] = entity.refused;
            if (entity.refused != EntityFate::Area) {
                continue;
            }
            if (!entity.text.empty()) {
                m_fates[i] = EntityFate::TextOutside; // until an area is found
                m_texts.push_back(i);
                continue;
            }
            m_fates[i] = EntityFate::BoundsNothing; // until it is found to bound something
            for (const Line& list : entity.lists) {
                takeList(list, i, parts);
            }
        }
        for (auto& [layer, parts] : m_parts) {
            dropRepeats(parts);
        }
    }

    static void takeList(const Line& list, std::size_t entity, Parts& parts) {
        const bool isClosed = list.size() > 3 && list.front() == list.back();
        if (!isClosed) {
            Line line = withoutRepeats(list);
            if (line.size() > 1) {
                parts.open.emplace_back(std::move(line), entity);
            }
        } else if (auto ring = canonicalRing(list)) {
            parts.outlines.push_back({.ring = std::move(*ring), .entity = entity});
        }
    }

    /// Of outlines that are the same the first one stays.
    void dropRepeats(Parts& parts) {
        std::set<Line> seen;
        std::erase_if(parts.outlines, [&](const Outline& outline) {
            if (seen.insert(outline.ring).second) {
                return false;
            }
            m_fates[outline.entity] = EntityFate::Duplicate;
            return true;
        });
    }

    void assemble(const std::string& layer) {
        Parts& parts = m_parts[layer];
        if (!parts.open.empty()) {
            makeFaces(layer, parts);
        }
        std::vector<Line> rings;
        for (const Outline& outline : parts.outlines) {
            rings.push_back(outline.ring);
        }
        const std::vector<std::size_t> parents = geometry::directParents(rings);
        findTexts(parts.outlines, rings);
        std::vector<int> depths(rings.size(), -1);
        std::uint64_t holes = 0;
        for (std::size_t i = 0; i < rings.size(); ++i) {
            const std::size_t parent = parents[i];
            // A face knows its holes already, as far as they are faces.
            if (parent != kNoRing && !(parts.outlines[i].isFace && parts.outlines[parent].isFace)) {
                parts.outlines[parent].holes.push_back(rings[i]);
                holes += parts.outlines[i].isFace ? 0U : 1U;
            }
        }
        for (std::size_t i = 0; i < rings.size(); ++i) {
            const Outline& outline = parts.outlines[i];
            markUsed(outline);
            if (outline.isFace || depthOf(i, parents, depths) % 2 == 0 || isNamed(outline)) {
                emitArea(layer, outline);
            }
        }
        if (holes > 0) {
            note(Severity::Note, FindingCode::DrawingHoles, {}, {layer, std::to_string(holes)});
        }
    }

    static int
    depthOf(std::size_t ring, const std::vector<std::size_t>& parents, std::vector<int>& depths) {
        std::vector<std::size_t> path; // chains may be long
        while (depths[ring] < 0 && parents[ring] != kNoRing) {
            path.push_back(ring);
            ring = parents[ring];
        }
        int depth = depths[ring] = std::max(depths[ring], 0);
        for (; !path.empty(); path.pop_back()) {
            depths[path.back()] = ++depth;
        }
        return depth;
    }

    void markUsed(const Outline& outline) {
        if (outline.entity != kNoRing) {
            m_fates[outline.entity] = EntityFate::Area;
        }
    }

    /// Lines that are not closed, and the outlines they touch, give way to the fields between them.
    void makeFaces(const std::string& layer, Parts& parts) {
        const std::vector<bool> touched = touchedOutlines(parts);
        std::vector<Line> lines;
        std::vector<std::size_t> owners;
        for (const auto& [line, entity] : parts.open) {
            lines.push_back(line);
            owners.push_back(entity);
        }
        for (std::size_t i = 0; i < parts.outlines.size(); ++i) {
            if (touched[i]) {
                lines.push_back(parts.outlines[i].ring);
                lines.back().push_back(lines.back().front());
                owners.push_back(parts.outlines[i].entity);
            }
        }
        const auto found = geometry::facesOfLines(lines, m_rules.gap);
        if (!found) { // outlines stay what they are
            note(Severity::Warning, FindingCode::DrawingLinesLeft, {}, {layer});
            return;
        }
        std::size_t place = 0;
        std::erase_if(parts.outlines, [&](const Outline&) { return touched[place++]; });
        for (const auto& face : found->faces) {
            Outline outline{.ring = face.front(), .isFace = true};
            outline.holes.assign(face.begin() + 1, face.end());
            parts.outlines.push_back(std::move(outline));
        }
        for (std::size_t i = 0; i < owners.size(); ++i) {
            if (found->used[i]) {
                m_fates[owners[i]] = EntityFate::Area;
            }
        }
        report(layer, *found);
    }

    std::vector<bool> touchedOutlines(const Parts& parts) const {
        std::vector<GridBox> boxes;
        std::vector<std::pair<GridPoint, GridPoint>> edges;
        std::vector<std::size_t> owners;
        for (std::size_t i = 0; i < parts.outlines.size(); ++i) {
            const Line& ring = parts.outlines[i].ring;
            for (std::size_t v = 0; v < ring.size(); ++v) {
                edges.emplace_back(ring[v], ring[v + 1 == ring.size() ? 0 : v + 1]);
                boxes.push_back(boxOf(edges.back().first, edges.back().second));
                owners.push_back(i);
            }
        }
        const BoxTree tree(boxes);
        std::vector<bool> touched(parts.outlines.size());
        for (const auto& [line, entity] : parts.open) {
            for (std::size_t v = 0; v + 1 < line.size(); ++v) {
                tree.visitSegment(line[v], line[v + 1], m_rules.gap, [&](std::size_t edge) {
                    const auto& [a, b] = edges[edge];
                    const bool near = geometry::segmentsMeet(line[v], line[v + 1], a, b) ||
                                      isNear(line[v], a, b) || isNear(line[v + 1], a, b);
                    touched[owners[edge]] = touched[owners[edge]] || near;
                });
            }
        }
        return touched;
    }

    bool isNear(GridPoint p, GridPoint a, GridPoint b) const {
        const auto dx = static_cast<double>(b.x - a.x);
        const auto dy = static_cast<double>(b.y - a.y);
        const auto px = static_cast<double>(p.x - a.x);
        const auto py = static_cast<double>(p.y - a.y);
        const double t = std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        return std::hypot(px - t * dx, py - t * dy) <= static_cast<double>(m_rules.gap);
    }

    void report(const std::string& layer, const geometry::LineFaces& found) {
        for (const auto& gap : found.closed) {
            const double units = std::hypot(static_cast<double>(gap.to.x - gap.from.x),
                                            static_cast<double>(gap.to.y - gap.from.y)) /
                                 m_rules.grid.cellsPerUnit();
            note(Severity::Warning,
                 FindingCode::DrawingGapClosed,
                 gap.from,
                 {layer, QString::number(units * m_rules.metres, 'f', 4).toStdString()});
        }
        for (const GridPoint end : found.dangling) {
            note(Severity::Warning, FindingCode::DrawingLooseEnd, end, {layer});
        }
        for (const GridPoint cut : found.cuts) {
            note(Severity::Warning, FindingCode::DrawingCutEdge, cut, {layer});
        }
    }

    /// Gives each text to the smallest outline that it stands in.
    void findTexts(std::vector<Outline>& outlines, const std::vector<Line>& rings) {
        std::vector<GridBox> boxes;
        for (const Line& ring : rings) {
            boxes.push_back(boxOf(ring));
        }
        const BoxTree tree(boxes);
        std::vector<std::unique_ptr<geometry::RingLocator>> locators(rings.size());
        std::vector<geometry::DoubledArea> areas;
        for (const Line& ring : rings) {
            areas.push_back(geometry::doubledSignedArea(ring));
        }
        for (const std::size_t text : m_texts) {
            const GridPoint p = m_entities[text].lists.front().front();
            std::size_t best = kNoRing;
            tree.visitBox({p, p}, [&](std::size_t i) {
                if (best != kNoRing && areas[best] <= areas[i]) {
                    return;
                }
                if (!locators[i]) {
                    locators[i] = std::make_unique<geometry::RingLocator>(rings[i]);
                }
                if (locators[i]->locate(p) != geometry::Where::Outside) {
                    best = i;
                }
            });
            if (best != kNoRing) {
                outlines[best].texts.push_back(text);
                m_fates[text] = EntityFate::Label;
            }
        }
    }

    bool isNamed(const Outline& outline) const {
        return std::any_of(outline.texts.begin(), outline.texts.end(), [&](std::size_t text) {
            const auto labels = m_labels.read(m_entities[text].text);
            return std::any_of(labels.begin(), labels.end(), [](const DrawingLabel& label) {
                return !label.field.empty();
            });
        });
    }

    void emitArea(const std::string& layer, const Outline& outline) {
        DrawingArea area{.layer = layer};
        if (outline.entity != kNoRing) {
            area.colour = m_entities[outline.entity].colour;
            area.handle = m_entities[outline.entity].handle;
        }
        std::vector<Line> rings{outline.ring};
        rings.insert(rings.end(), outline.holes.begin(), outline.holes.end());
        std::sort(rings.begin() + 1, rings.end());
        readTexts(outline, area);
        takeClass(area);
        const auto [known, isNew] = m_known.emplace(rings, m_made.areas.size());
        if (isNew) {
            area.parts.push_back(std::move(rings));
            m_made.areas.push_back(std::move(area));
            return;
        }
        if (outline.entity != kNoRing) {
            m_fates[outline.entity] = EntityFate::Duplicate;
        }
        for (auto& [field, value] : area.values) {
            m_made.areas[known->second].values.emplace(field, std::move(value));
        }
    }

    void readTexts(const Outline& outline, DrawingArea& area) {
        std::map<std::string, std::vector<FieldValue>> found;
        std::vector<FieldValue> names;
        std::string rest;
        for (const std::size_t text : outline.texts) {
            for (DrawingLabel& label : m_labels.read(m_entities[text].text)) {
                if (label.field.empty()) {
                    rest += (rest.empty() ? "" : "; ") + std::get<std::string>(label.value);
                    continue;
                }
                const bool isName = label.field == kClassField && !isCode(label.value);
                std::vector<FieldValue>& values = isName ? names : found[label.field];
                if (std::find(values.begin(), values.end(), label.value) == values.end()) {
                    values.push_back(std::move(label.value));
                }
            }
        }
        if (!found.contains(kClassField) && !names.empty()) { // a code says more than a name
            found[kClassField] = std::move(names);
        }
        for (auto& [field, values] : found) {
            if (values.size() == 1) {
                area.values[field] = std::move(values.front());
            } else {
                noteAmbiguous(outline, field, values);
            }
        }
        if (!rest.empty()) {
            area.values.emplace(kRestField, std::move(rest));
        }
    }

    /// Codes are of ASCII alone.
    static bool isCode(const FieldValue& value) {
        const std::string& text = std::get<std::string>(value);
        return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0; });
    }

    void noteAmbiguous(const Outline& outline,
                       const std::string& field,
                       const std::vector<FieldValue>& values) {
        constexpr std::size_t kShown = 5;
        std::string all;
        for (std::size_t i = 0; i < std::min(values.size(), kShown); ++i) {
            const auto* const text = std::get_if<std::string>(&values[i]);
            const auto* const number = std::get_if<double>(&values[i]);
            all += i == 0 ? "" : ", ";
            all += text != nullptr
                       ? *text
                       : QString::number(number == nullptr ? 0.0 : *number, 'g', 12).toStdString();
        }
        all += values.size() > kShown ? ", …" : "";
        note(Severity::Warning,
             FindingCode::DrawingTextsAmbiguous,
             outline.ring.front(),
             {field, all});
    }

    /// Where no text says the class: the profile by layer or colour, or the name of the layer.
    void takeClass(DrawingArea& area) const {
        if (area.values.contains(kClassField)) {
            return;
        }
        const auto byLayer = m_rules.classes.find(area.layer);
        const auto byColour = m_rules.colours.find(area.colour);
        if (byLayer != m_rules.classes.end()) {
            area.values[kClassField] = byLayer->second;
        } else if (byColour != m_rules.colours.end()) {
            area.values[kClassField] = byColour->second;
        } else if (auto named = m_labels.classIn(area.layer)) {
            area.values[kClassField] = std::move(*named);
        }
    }

    void tally() {
        std::map<std::string, std::size_t> places;
        for (const std::string& layer : m_layers) {
            places[layer] = m_made.tallies.size();
            m_made.tallies.push_back({.layer = layer});
        }
        for (std::size_t i = 0; i < m_entities.size(); ++i) {
            DrawingTally& one = m_made.tallies[places[m_entities[i].layer]];
            ++one.entities;
            ++one.fates[m_fates[i]];
        }
    }

    void note(Severity severity,
              FindingCode code,
              std::optional<GridPoint> place,
              std::vector<std::string> values) {
        Finding finding{
            .severity = severity, .code = code, .layer = m_rules.name, .values = std::move(values)};
        if (place) {
            finding.place = {m_rules.grid.toUnits(place->x), m_rules.grid.toUnits(place->y)};
        }
        m_made.findings.push_back(std::move(finding));
    }

    const std::vector<DrawingEntity>& m_entities;
    const DrawingRules& m_rules;
    const DrawingLabels& m_labels;
    std::vector<EntityFate> m_fates;
    std::vector<std::string> m_layers; ///< in the order in which they occur
    std::map<std::string, Parts> m_parts;
    std::vector<std::size_t> m_texts;
    std::map<std::vector<Line>, std::size_t> m_known; ///< rings → area
    DrawingAreas m_made;
};

} // namespace

DrawingAreas areasOf(const std::vector<DrawingEntity>& entities,
                     const DrawingRules& rules,
                     const DrawingLabels& labels) {
    return Assembler(entities, rules, labels).run();
}

} // namespace tuban::jobs
