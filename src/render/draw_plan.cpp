#include "render/draw_plan.h"

#include "model/rule_choice.h"
#include "render/border_mask.h"
#include "render/symbol_painter.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace tuban::render {

namespace {

Float4 colourOf(const Rgb& colour, Ratio opacity) {
    const auto alpha = static_cast<float>(opacity.inFraction());
    return fillColour(colour.r, colour.g, colour.b) * alpha;
}

/// Sorts what is drawn of the classes of one layer into fills, borders and levels.
class LayerPlanner {
public:
    LayerPlanner(const SceneLayer& layer, const PictureScale& scale, double widestBorder)
        : m_scale(scale),
          m_drawing(scale.drawing()),
          m_painter(m_drawing, layer.pictures),
          m_widestBorder(widestBorder),
          m_classes(layer.features->classes().size()) {
        m_plan.layer = layer;
    }

    LayerPlan run() {
        const MapLayer& features = *m_plan.layer.features;
        const Style& style = *m_plan.layer.style;
        for (const std::size_t c : classesInOrder(features)) {
            std::vector<std::size_t> levels; // the next free one of each pass
            for (const std::uint16_t place :
                 rulesDrawn(style, features.classes()[c], m_scale.scaleDenominator)) {
                const Rule& rule = style.rules[place];
                const auto pass = static_cast<std::size_t>(rule.pass);
                levels.resize(std::max(levels.size(), pass + 1), 0);
                m_levels.resize(std::max(m_levels.size(), pass + 1));
                for (const Symbolizer& symbolizer : rule.symbolizers) {
                    levels[pass] = add(c, pass, levels[pass], symbolizer);
                }
            }
        }
        for (std::size_t pass = 0; pass < m_levels.size(); ++pass) {
            for (SymbolLevel& level : m_levels[pass]) {
                level.pass = static_cast<int>(pass);
                m_plan.above.push_back(std::move(level));
            }
        }
        return std::move(m_plan);
    }

private:
    /// By their rules: their numbers depend on which rows were read first.
    static std::vector<std::size_t> classesInOrder(const MapLayer& features) {
        std::vector<std::size_t> order(features.classes().size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, {}, [&](std::size_t c) { return features.classes()[c]; });
        return order;
    }

    /// Returns the level that the next symbolizer goes to.
    std::size_t
    add(std::size_t c, std::size_t pass, std::size_t level, const Symbolizer& symbolizer) {
        if (std::holds_alternative<TextSymbolizer>(symbolizer)) {
            return level;
        }
        m_plan.reach = std::max(m_plan.reach, m_painter.reach(symbolizer) + 1.0);
        const auto* polygon = std::get_if<PolygonSymbolizer>(&symbolizer);
        if (polygon == nullptr || !m_plan.layer.features->isCoverage() || pass > 0 || level > 0) {
            put(m_levels[pass], level, c, symbolizer);
            return level + 1;
        }
        return addToCoverage(c, *polygon);
    }

    /// The first symbol of a polygon of a coverage: the fill is summed up, thin outlines are drawn
    /// once for both neighbours, and all else is painted.
    std::size_t addToCoverage(std::size_t c, const PolygonSymbolizer& polygon) {
        if (polygon.fill) {
            m_plan.fills.resize(m_classes, Float4{});
            const Float4 colour = colourOf(polygon.fill->colour, polygon.fill->opacity);
            m_plan.fills[c] = colour + m_plan.fills[c] * (1.0F - colour[3]); // over one before it
        }
        if (polygon.pattern) {
            const auto free = std::ranges::find_if(
                m_plan.below, [c](const SymbolLevel& level) { return !level.ofClass[c]; });
            put(m_plan.below,
                static_cast<std::size_t>(free - m_plan.below.begin()),
                c,
                PolygonSymbolizer{.pattern = polygon.pattern});
        }
        if (!polygon.stroke) {
            return 0;
        }
        const double width = m_drawing.units(polygon.stroke->width);
        if (!polygon.stroke->dashes.empty() || width > m_widestBorder) {
            put(m_levels[0], 0, c, LineSymbolizer{*polygon.stroke});
            return 1;
        }
        if (width > 0.0) {
            addBorder(c, colourOf(polygon.stroke->colour, polygon.stroke->opacity), width);
        }
        return 0;
    }

    void addBorder(std::size_t c, Float4 colour, double width) {
        // In pixels of the desktop, so that screens and prints of any resolution agree.
        const double pixels =
            1.0 / (m_scale.unitsPerPixel * m_plan.layer.features->grid().cellsPerUnit() *
                   m_scale.pixelsPerMillimetre * Viewport::kMillimetresPerPixel);
        const double side = m_plan.layer.features->meanSide() * pixels;
        const auto strength = static_cast<float>(borderStrength(side));
        if (strength <= 0.0F) {
            return;
        }
        colour *= strength;
        const auto known = std::ranges::find_if(m_plan.borders, [&](const BorderPen& pen) {
            return pen.width == width && std::equal(&pen.colour[0], &pen.colour[0] + 4, &colour[0]);
        });
        BorderPen& pen = known != m_plan.borders.end() ? *known : m_plan.borders.emplace_back();
        pen.colour = colour;
        pen.width = width;
        pen.ofClass.resize(m_classes, 0);
        pen.ofClass[c] = 1;
    }

    void put(std::vector<SymbolLevel>& levels, std::size_t level, std::size_t c, Symbolizer what) {
        while (levels.size() <= level) {
            levels.emplace_back().ofClass.resize(m_classes);
        }
        levels[level].ofClass[c] = std::move(what);
    }

    PictureScale m_scale;
    DrawingScale m_drawing;
    SymbolPainter m_painter; ///< asked how far symbols reach
    double m_widestBorder;
    std::size_t m_classes;
    LayerPlan m_plan;
    std::vector<std::vector<SymbolLevel>> m_levels; ///< pass by pass
};

} // namespace

std::vector<LayerPlan>
planScene(const MapScene& scene, const PictureScale& scale, double widestBorder) {
    std::vector<LayerPlan> plans;
    for (const SceneLayer& layer : scene.layers) {
        if (layer.visible && layer.opacity > Ratio()) {
            LayerPlan plan = LayerPlanner(layer, scale, widestBorder).run();
            if (!plan.empty()) {
                plans.push_back(std::move(plan));
            }
        }
    }
    return plans;
}

} // namespace tuban::render
