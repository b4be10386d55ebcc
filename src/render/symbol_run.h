#pragma once

#include "render/draw_plan.h"
#include "render/symbol_painter.h"

#include <QRectF>

#include <span>
#include <vector>

class QPainter;

namespace tuban::render {

/// Features of a layer that are to be painted by their symbols.
struct SymbolRun {
    const LayerPlan& plan;
    std::vector<FeatureRef> features; ///< the later ones over the earlier ones
    PixelFrame frame;
    QRectF window; ///< what is seen, with the reach of symbols around it
};

/// The cells of a layer that show in a rectangle of the picture, `reach` pixels around it included.
geometry::GridBox windowOf(const PixelFrame& frame, const QRectF& part, double reach);

/// The features that a window meets, in the order of their ids, which is that of the source.
std::vector<FeatureRef> featuresInOrder(const MapLayer& layer, const geometry::GridBox& window);

/// Paints them: lines level by level, so that casings meet below cores; areas and points feature by
/// feature within a pass, so that each covers those before it as a whole.
void paintLevels(QPainter& painter,
                 SymbolPainter& symbols,
                 const SymbolRun& run,
                 std::span<const SymbolLevel> levels);

} // namespace tuban::render
