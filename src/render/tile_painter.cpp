#include "render/tile_painter.h"

#include "render/symbol_run.h"

#include <QPainter>

#include <algorithm>

namespace tuban::render {

namespace {

std::uint32_t* pixelsOf(QImage& picture) {
    return reinterpret_cast<std::uint32_t*>(picture.bits()); // rows follow each other
}

bool isVisible(Float4 colour) {
    return colour[3] > 0.0F;
}

} // namespace

TileSource TileSource::of(const MapScene& scene, const PictureScale& scale) {
    return {scale, scene.background, scene.rasters, planScene(scene, scale, BorderMask::kWidest)};
}

MapExtent extentOf(TileNumber tile, const PictureScale& scale) {
    const double side = kTileSide * scale.unitsPerPixel;
    const double left = static_cast<double>(tile.column) * side;
    const double top = -static_cast<double>(tile.row) * side;
    return {left, top - side, left + side, top};
}

QImage TilePainter::paint(const TileSource& source, TileNumber tile) {
    if (m_scale != source.scale) {
        m_scale = source.scale;
        m_symbols.clear();
    }
    m_tile = tile;
    QImage picture(kTileSide,
                   kTileSide,
                   source.background ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    const Rgb ground = source.background.value_or(Rgb());
    picture.fill(source.background ? QColor(ground.r, ground.g, ground.b)
                                   : QColor(Qt::transparent));
    paintRasters(source.rasters, picture);
    for (const LayerPlan& plan : source.plans) {
        if (plan.layer.opacity >= Ratio::fraction(1.0)) {
            paintLayer(plan, picture);
            continue;
        }
        QImage layer(kTileSide, kTileSide, QImage::Format_ARGB32_Premultiplied);
        layer.fill(Qt::transparent);
        paintLayer(plan, layer);
        QPainter painter(&picture);
        painter.setOpacity(plan.layer.opacity.inFraction());
        painter.drawImage(0, 0, layer);
    }
    return picture;
}

void TilePainter::paintRasters(std::span<const RasterLayer> rasters, QImage& picture) const {
    const MapExtent extent = extentOf(m_tile, m_scale);
    for (const RasterLayer& raster : rasters) {
        if (!raster.visible || !raster.meets(extent)) {
            continue;
        }
        if (const QImage part = raster.ground->read(extent, kTileSide, kTileSide); !part.isNull()) {
            QPainter painter(&picture);
            painter.setOpacity(raster.opacity.inFraction());
            painter.drawImage(0, 0, part);
        }
    }
}

void TilePainter::paintLayer(const LayerPlan& plan, QImage& picture) {
    const MapLayer& layer = *plan.layer.features;
    m_frame = {1.0 / (m_scale.unitsPerPixel * layer.grid().cellsPerUnit()),
               static_cast<double>(m_tile.column) * kTileSide,
               -static_cast<double>(m_tile.row) * kTileSide};
    if (!windowOf(plan).meets(layer.extent())) {
        return;
    }
    paintCoverage(plan, picture);
    paintSymbols(plan, plan.above, picture);
}

void TilePainter::paintCoverage(const LayerPlan& plan, QImage& picture) {
    const MapLayer& layer = *plan.layer.features;
    const geometry::GridBox window = windowOf(plan);
    if (!plan.fills.empty()) {
        layer.visit(window, [&](FeatureRef feature) {
            if (const Float4 colour = plan.fills[layer.classOf(feature)]; isVisible(colour)) {
                layer.visitPaths(
                    feature, [&](geometry::Ring ring) { m_filler.addRing(ring, m_frame, colour); });
            }
        });
        m_filler.composite(pixelsOf(picture));
    }
    paintSymbols(plan, plan.below, picture);
    for (const BorderPen& pen : plan.borders) {
        layer.visit(window, [&](FeatureRef feature) {
            if (pen.ofClass[layer.classOf(feature)] != 0) {
                layer.visitPaths(feature, [&](geometry::Ring ring) {
                    m_borders.addLine(ring, true, m_frame, pen.width);
                });
            }
        });
        m_borders.blend(pixelsOf(picture), pen.colour);
    }
}

geometry::GridBox TilePainter::windowOf(const LayerPlan& plan) const {
    return render::windowOf(m_frame, QRectF(0, 0, kTileSide, kTileSide), plan.reach);
}

SymbolPainter& TilePainter::symbolPainter(const LayerPlan& plan) {
    SymbolPainter& painter =
        m_symbols.try_emplace(plan.layer.pictures, m_scale.drawing(), plan.layer.pictures)
            .first->second;
    painter.setPatternOrigin({-m_frame.left, m_frame.top});
    return painter;
}

/// Lines level by level, casings before cores; areas and points feature by feature, so that each
/// covers those before it as a whole.
void TilePainter::paintSymbols(const LayerPlan& plan,
                               std::span<const SymbolLevel> levels,
                               QImage& picture) {
    if (levels.empty()) {
        return;
    }
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const double reach = plan.reach;
    const SymbolRun run{.plan = plan,
                        .features = featuresInOrder(*plan.layer.features, windowOf(plan)),
                        .frame = m_frame,
                        .window =
                            QRectF(-reach, -reach, kTileSide + 2 * reach, kTileSide + 2 * reach)};
    paintLevels(painter, symbolPainter(plan), run, levels);
}

} // namespace tuban::render
