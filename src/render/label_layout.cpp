#include "render/label_layout.h"

#include "geometry/inscribed_circle.h"
#include "model/rule_choice.h"
#include "render/label_grid.h"
#include "render/label_text.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace tuban::render {

namespace {

/// What tells a label from all others of a map.
using LabelKey = std::tuple<std::size_t, std::int64_t, std::uint16_t, std::uint16_t, int>;

LabelKey keyOf(const MapLabel& label) {
    return {label.layer, label.feature, label.rule, label.symbolizer, label.part};
}

struct Candidate {
    MapLabel label;
    std::vector<LabelPlace> places; ///< that fit, the best one first
    bool stays = false;             ///< the first place is that of before
    double area = 0.0;              ///< of the feature, in pixels; of lines: their length
};

/// A label that a rule asks for in a layer.
struct LabelRule {
    std::uint16_t rule;
    std::uint16_t symbolizer;
    const TextSymbolizer* symbol;
    LabelComposer composer;
    LabelFace face;
};

/// Finds what could be written on a layer, and where.
class LayerLabels {
public:
    LayerLabels(const MapScene& scene,
                std::size_t layer,
                const Viewport& viewport,
                const std::map<LabelKey, const MapLabel*>& before)
        : m_scene(scene.layers[layer]),
          m_layer(layer),
          m_viewport(viewport),
          m_frame(viewport.frame(m_scene.features->grid())),
          m_window(0.0, 0.0, viewport.width, viewport.height),
          m_scale{.denominator = viewport.scaleDenominator(),
                  .unitsPerMillimetre = viewport.pixelsPerMillimetre()},
          m_before(before) {
        for (const RuleSet& fulfilled : m_scene.features->classes()) {
            m_rules.push_back(rulesOf(fulfilled));
        }
    }

    bool any() const {
        return std::any_of(
            m_rules.begin(), m_rules.end(), [](const auto& rules) { return !rules.empty(); });
    }

    void addTo(std::vector<Candidate>& candidates) {
        m_scene.features->visit(gridWindow(), [&](FeatureRef feature) {
            for (const LabelRule* const rule : m_rules[m_scene.features->classOf(feature)]) {
                addLabel(feature, *rule, candidates);
            }
        });
    }

private:
    std::vector<const LabelRule*> rulesOf(const RuleSet& fulfilled) {
        std::vector<const LabelRule*> rules;
        for (const std::uint16_t at : rulesDrawn(*m_scene.style, fulfilled, m_scale.denominator)) {
            const Rule& rule = m_scene.style->rules[at];
            for (std::size_t i = 0; i < rule.symbolizers.size(); ++i) {
                if (const auto* const text = std::get_if<TextSymbolizer>(&rule.symbolizers[i])) {
                    rules.push_back(&labelRule(at, static_cast<std::uint16_t>(i), *text));
                }
            }
        }
        return rules;
    }

    const LabelRule& labelRule(std::uint16_t rule, std::uint16_t at, const TextSymbolizer& text) {
        const auto known = m_labelRules.find(&text);
        if (known != m_labelRules.end()) {
            return known->second;
        }
        const LabelRule made{rule,
                             at,
                             &text,
                             LabelComposer(text, m_scene.features->fields()),
                             LabelFace(text, m_scale)};
        return m_labelRules.emplace(&text, made).first->second;
    }

    geometry::GridBox gridWindow() const {
        const MapExtent seen = m_viewport.extent();
        const geometry::Grid grid = m_scene.features->grid();
        return {grid.snap(seen.minX, seen.minY), grid.snap(seen.maxX, seen.maxY)};
    }

    QRectF pixelExtent(FeatureRef feature) const {
        const geometry::GridBox& box = m_scene.features->extent(feature);
        return {QPointF(m_frame.x(box.min.x), m_frame.y(box.max.y)),
                QPointF(m_frame.x(box.max.x), m_frame.y(box.min.y))};
    }

    std::vector<PixelRing> pixelPaths(FeatureRef feature) const {
        std::vector<PixelRing> paths;
        m_scene.features->visitPaths(feature, [&](std::span<const geometry::GridPoint> path) {
            PixelRing& ring = paths.emplace_back();
            ring.reserve(path.size());
            for (const geometry::GridPoint& vertex : path) {
                ring.emplace_back(m_frame.x(vertex.x), m_frame.y(vertex.y));
            }
        });
        return paths;
    }

    void addLabel(FeatureRef feature, const LabelRule& rule, std::vector<Candidate>& candidates) {
        const MapGeometry kind = m_scene.features->kind();
        const QRectF extent = pixelExtent(feature);
        const double least = m_scale.units(rule.symbol->font.size);
        const bool inside = kind == MapGeometry::Polygons && rule.symbol->onlyInside;
        if (inside && (extent.width() < least || extent.height() < least)) {
            return;
        }
        const MapChunk& chunk = m_scene.features->chunk(feature);
        const QStringList lines = rule.composer.linesOf(chunk, feature.row);
        if (lines.isEmpty()) {
            return;
        }
        Candidate candidate;
        candidate.label = {.style = m_scene.style,
                           .rule = rule.rule,
                           .symbolizer = rule.symbolizer,
                           .layer = m_layer,
                           .feature = m_scene.features->id(feature),
                           .lines = lines,
                           .middle = {},
                           .size = sizeOf(lines, rule.face),
                           .picture = {}};
        if (kind == MapGeometry::Polygons) {
            addInside(feature, extent, std::move(candidate), candidates);
        } else if (kind == MapGeometry::Lines &&
                   std::holds_alternative<LinePlacement>(rule.symbol->placement)) {
            addAlong(feature, candidate, candidates);
        } else {
            addAt(feature, candidate, candidates);
        }
    }

    static QSizeF sizeOf(const QStringList& lines, const LabelFace& face) {
        return LabelBlock(lines, face).size() + QSizeF(2.0 * face.halo(), 2.0 * face.halo());
    }

    /// Large areas are labelled where they are seen; small ones as a whole, so that they keep their
    /// label where it is while the map is moved.
    QRectF windowFor(const QRectF& extent) const {
        const bool large = extent.width() > 0.5 * m_window.width() ||
                           extent.height() > 0.5 * m_window.height();
        return large ? m_window : extent;
    }

    void addInside(FeatureRef feature,
                   const QRectF& extent,
                   Candidate candidate,
                   std::vector<Candidate>& candidates) {
        const QSizeF box = candidate.label.size;
        const bool optional = candidate.label.symbol().onlyInside;
        if (optional && (extent.width() < box.width() || extent.height() < box.height())) {
            return;
        }
        const std::vector<PixelRing> rings = pixelPaths(feature);
        candidate.area = extent.width() * extent.height();
        candidate.places = placesInside(rings, box, windowFor(extent));
        if (candidate.places.empty()) {
            candidate.places = poleOf(feature, box, candidate.area, optional);
        }
        if (const auto place = placeBefore(candidate.label);
            place && isInside(rings, box, place->middle)) {
            stay(candidate, *place);
        }
        add(std::move(candidate), candidates);
    }

    /// For odd shapes: the place farthest from the border, if there is room around it.
    std::vector<LabelPlace>
    poleOf(FeatureRef feature, QSizeF box, double area, bool optional) const {
        constexpr double kLeastArea = 3.0; // boxes: where it is smaller, scan lines have found it
        const auto* const polygons = std::get_if<0>(&m_scene.features->chunk(feature).geometry);
        if (polygons == nullptr ||
            (optional && area < kLeastArea * box.width() * box.height())) {
            return {};
        }
        const auto circle = geometry::largestInscribedCircle(
            **polygons, feature.row, 1.0 / m_frame.pixelsPerCell);
        const double radius = circle ? circle->radius * m_frame.pixelsPerCell : 0.0;
        if (!circle || (optional && radius < 0.5 * std::hypot(box.width(), box.height()))) {
            return {};
        }
        return {{QPointF(m_frame.x(circle->centre.x), m_frame.y(circle->centre.y))}};
    }

    void addAlong(FeatureRef feature, Candidate& candidate, std::vector<Candidate>& candidates) {
        const auto& placement = std::get<LinePlacement>(candidate.label.symbol().placement);
        const double gap = placement.repeat ? m_scale.units(*placement.repeat) : 0.0;
        for (const PixelRing& path : pixelPaths(feature)) {
            auto places = placesAlong(
                path, candidate.label.size, m_scale.units(placement.offset), m_window);
            candidate.area = static_cast<double>(path.size());
            while (!places.empty()) {
                Candidate one = candidate;
                one.places = places;
                if (const auto place = placeBefore(one.label)) {
                    const auto same = std::find_if(
                        places.begin(), places.end(), [&](const LabelPlace& other) {
                            return isNear(*place, other, 0.5 * one.label.size.width());
                        });
                    if (same != places.end()) {
                        stay(one, *place);
                    }
                }
                const QPointF taken = one.places.front().middle;
                add(std::move(one), candidates);
                ++candidate.label.part;
                const double least = gap + candidate.label.size.width();
                std::erase_if(places, [&](const LabelPlace& other) {
                    const QPointF away = other.middle - taken;
                    return gap <= 0.0 || std::hypot(away.x(), away.y()) < least;
                });
            }
        }
    }

    static bool isNear(const LabelPlace& a, const LabelPlace& b, double distance) {
        const QPointF away = a.middle - b.middle;
        return std::hypot(away.x(), away.y()) <= distance && std::abs(a.degrees - b.degrees) < 3.0;
    }

    /// At a point, or at the middle of a line.
    void addAt(FeatureRef feature, Candidate& candidate, std::vector<Candidate>& candidates) {
        const auto* const placement =
            std::get_if<PointPlacement>(&candidate.label.symbol().placement);
        const PointPlacement at = placement != nullptr ? *placement : PointPlacement();
        const QSizeF box = candidate.label.size;
        const QPointF away((0.5 - at.anchor[0]) * box.width() + m_scale.units(at.displacement[0]),
                           (at.anchor[1] - 0.5) * box.height() - m_scale.units(at.displacement[1]));
        for (const PixelRing& path : pixelPaths(feature)) {
            const QPointF place = path[path.size() / 2];
            if (m_window.contains(place)) {
                candidate.places = {{place + away, at.rotation.inDegrees()}};
                add(candidate, candidates);
                ++candidate.label.part;
            }
        }
    }

    std::optional<LabelPlace> placeBefore(const MapLabel& label) const {
        const auto found = m_before.find(keyOf(label));
        if (found == m_before.end()) {
            return std::nullopt;
        }
        const PixelPoint pixel = m_viewport.toPixel(found->second->middle);
        const QPointF middle(pixel.x, pixel.y);
        return m_window.contains(middle)
                   ? std::optional(LabelPlace{middle, found->second->degrees})
                   : std::nullopt;
    }

    static void stay(Candidate& candidate, const LabelPlace& place) {
        candidate.places.insert(candidate.places.begin(), place);
        candidate.stays = true;
    }

    static void add(Candidate candidate, std::vector<Candidate>& candidates) {
        if (!candidate.places.empty()) {
            candidates.push_back(std::move(candidate));
        }
    }

    const SceneLayer& m_scene;
    std::size_t m_layer;
    const Viewport& m_viewport;
    PixelFrame m_frame;
    QRectF m_window;
    DrawingScale m_scale;
    const std::map<LabelKey, const MapLabel*>& m_before;
    std::map<const TextSymbolizer*, LabelRule> m_labelRules;
    std::vector<std::vector<const LabelRule*>> m_rules; ///< of each class
};

bool goesFirst(const Candidate& a, const Candidate& b) {
    const auto order = [](const Candidate& c) {
        return std::tuple(-c.label.symbol().priority, !c.stays, -c.area, keyOf(c.label));
    };
    return order(a) < order(b);
}

std::vector<MapLabel> withoutCollisions(std::vector<Candidate> candidates,
                                        const Viewport& viewport) {
    std::sort(candidates.begin(), candidates.end(), goesFirst);
    LabelGrid taken;
    std::vector<MapLabel> placed;
    for (Candidate& candidate : candidates) {
        for (const LabelPlace& place : candidate.places) {
            const std::vector<QRectF> boxes = coveredBy(place, candidate.label.size);
            if (!taken.isFree(boxes)) {
                continue;
            }
            taken.add(boxes);
            candidate.label.middle = viewport.toMap({place.middle.x(), place.middle.y()});
            candidate.label.degrees = place.degrees;
            placed.push_back(std::move(candidate.label));
            break;
        }
    }
    return placed;
}

} // namespace

const TextSymbolizer& MapLabel::symbol() const {
    return std::get<TextSymbolizer>(style->rules[rule].symbolizers[symbolizer]);
}

std::vector<MapLabel> placeLabels(const MapScene& scene,
                                  const Viewport& viewport,
                                  const std::vector<MapLabel>& before,
                                  const Progress& progress) {
    std::map<LabelKey, const MapLabel*> known;
    for (const MapLabel& label : before) {
        known.emplace(keyOf(label), &label);
    }
    std::vector<Candidate> candidates;
    for (std::size_t layer = 0; layer < scene.layers.size(); ++layer) {
        if (!scene.layers[layer].visible || !scene.layers[layer].style) {
            continue;
        }
        if (progress.cancelled()) {
            return {};
        }
        LayerLabels labels(scene, layer, viewport, known);
        if (labels.any()) {
            labels.addTo(candidates);
        }
    }
    return withoutCollisions(std::move(candidates), viewport);
}

} // namespace tuban::render
