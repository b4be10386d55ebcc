#include "render/symbol_run.h"

#include "render/feature_path.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tuban::render {

namespace {

/// Where the symbol of a feature stands that is no point: the middle of a line, inside an area.
std::vector<QPointF> placesOf(const SymbolRun& run, FeatureRef feature) {
    const MapLayer& layer = *run.plan.layer.features;
    if (layer.kind() == MapGeometry::Points) {
        return pointPlaces(layer, feature, run.frame, run.window);
    }
    const geometry::GridBox& box = layer.extent(feature);
    const QPointF middle(run.frame.x(box.min.x + (box.max.x - box.min.x) / 2),
                         run.frame.y(box.min.y + (box.max.y - box.min.y) / 2));
    return run.window.contains(middle) ? std::vector<QPointF>{middle} : std::vector<QPointF>();
}

/// Paints one feature by one symbol.
class FeaturePainter {
public:
    FeaturePainter(QPainter& painter, SymbolPainter& symbols, const SymbolRun& run)
        : m_painter(painter), m_symbols(symbols), m_run(run) {}

    void paint(FeatureRef feature, const Symbolizer& symbolizer) {
        const MapLayer& layer = *m_run.plan.layer.features;
        if (const auto* polygon = std::get_if<PolygonSymbolizer>(&symbolizer)) {
            if (layer.kind() == MapGeometry::Polygons) {
                paintArea(feature, *polygon);
            }
        } else if (const auto* line = std::get_if<LineSymbolizer>(&symbolizer)) {
            if (layer.kind() != MapGeometry::Points) {
                paintLines(feature, line->stroke);
            }
        } else if (const auto* point = std::get_if<PointSymbolizer>(&symbolizer)) {
            for (const QPointF& place : placesOf(m_run, feature)) {
                m_symbols.paintPoint(m_painter, place, point->graphic);
            }
        }
    }

private:
    /// The outline goes by its runs, so that its dashes hang together from tile to tile.
    void paintArea(FeatureRef feature, const PolygonSymbolizer& polygon) {
        if (polygon.fill || polygon.pattern) {
            const QPainterPath area =
                areaPath(*m_run.plan.layer.features, feature, m_run.frame, m_run.window);
            m_symbols.paintArea(
                m_painter, area, {.fill = polygon.fill, .pattern = polygon.pattern});
        }
        if (polygon.stroke) {
            paintLines(feature, *polygon.stroke);
        }
    }

    void paintLines(FeatureRef feature, const Stroke& stroke) {
        const std::vector<LineRun> runs =
            lineRuns(*m_run.plan.layer.features, feature, m_run.frame, m_run.window);
        if (stroke.dashes.empty()) { // as one path: where parts cross, the colour is laid once
            QPainterPath path;
            for (const LineRun& run : runs) {
                addRun(path, run);
            }
            m_symbols.paintLine(m_painter, path, stroke);
            return;
        }
        for (const LineRun& run : runs) {
            QPainterPath path;
            addRun(path, run);
            const DrawingScale& scale = m_symbols.scale();
            Stroke shifted = stroke;
            shifted.dashOffset = PaperLength::millimetres(
                (scale.units(stroke.dashOffset) + run.start) / scale.unitsPerMillimetre);
            m_symbols.paintLine(m_painter, path, shifted);
        }
    }

    static void addRun(QPainterPath& path, const LineRun& run) {
        path.addPolygon(run.vertices);
        if (run.vertices.size() > 3 && run.vertices.front() == run.vertices.back()) {
            path.closeSubpath();
        }
    }

    QPainter& m_painter;
    SymbolPainter& m_symbols;
    const SymbolRun& m_run;
};

} // namespace

geometry::GridBox windowOf(const PixelFrame& frame, const QRectF& part, double reach) {
    // A cell more on each side for rounding.
    const auto cell = [&](double pixel) {
        return static_cast<std::int64_t>(std::floor(pixel / frame.pixelsPerCell));
    };
    return {
        {cell(frame.left + part.left() - reach) - 1, cell(frame.top - part.bottom() - reach) - 1},
        {cell(frame.left + part.right() + reach) + 1, cell(frame.top - part.top() + reach) + 1}};
}

std::vector<FeatureRef> featuresInOrder(const MapLayer& layer, const geometry::GridBox& window) {
    std::vector<std::pair<std::int64_t, FeatureRef>> features;
    layer.visit(window,
                [&](FeatureRef feature) { features.emplace_back(layer.id(feature), feature); });
    std::ranges::sort(features, {}, [](const auto& feature) { return feature.first; });
    std::vector<FeatureRef> inOrder;
    inOrder.reserve(features.size());
    for (const auto& [id, feature] : features) {
        inOrder.push_back(feature);
    }
    return inOrder;
}

void paintLevels(QPainter& painter,
                 SymbolPainter& symbols,
                 const SymbolRun& run,
                 std::span<const SymbolLevel> levels) {
    const MapLayer& layer = *run.plan.layer.features;
    FeaturePainter features(painter, symbols, run);
    const auto paint = [&](FeatureRef feature, const SymbolLevel& level) {
        if (const auto& symbolizer = level.ofClass[layer.classOf(feature)]) {
            features.paint(feature, *symbolizer);
        }
    };
    while (!levels.empty()) {
        // Of lines one level at a time, of all else those of a pass.
        std::size_t together = 1;
        while (layer.kind() != MapGeometry::Lines && together < levels.size() &&
               levels[together].pass == levels.front().pass) {
            ++together;
        }
        for (const FeatureRef feature : run.features) {
            for (const SymbolLevel& level : levels.first(together)) {
                paint(feature, level);
            }
        }
        levels = levels.subspan(together);
    }
}

} // namespace tuban::render
