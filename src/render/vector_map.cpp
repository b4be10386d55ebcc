#include "render/vector_map.h"

#include "render/draw_plan.h"
#include "render/label_layout.h"
#include "render/label_painter.h"
#include "render/map_notice.h"
#include "render/pdf_text.h"
#include "render/symbol_run.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace tuban::render {

namespace {

/// Features of a coverage are put together in cells of this many: one path for each class.
constexpr std::size_t kCellFeatures = 256;

QColor colourOf(Float4 colour) {
    if (colour[3] <= 0.0F) {
        return Qt::transparent;
    }
    return QColor::fromRgbF(
        colour[2] / colour[3], colour[1] / colour[3], colour[0] / colour[3], colour[3]);
}

/// Paints the layers of one map.
class VectorPainter {
public:
    VectorPainter(const Viewport& viewport, QPainter& painter)
        : m_viewport(viewport), m_scale(PictureScale::of(viewport)), m_painter(painter) {}

    bool paint(const MapScene& scene, const Progress& progress) {
        if (scene.background) {
            const Rgb ground = *scene.background;
            m_painter.fillRect(
                0, 0, m_viewport.width, m_viewport.height, QColor(ground.r, ground.g, ground.b));
        }
        paintRasters(scene.rasters);
        const std::vector<LayerPlan> plans =
            planScene(scene, m_scale, std::numeric_limits<double>::infinity());
        for (std::size_t i = 0; i < plans.size(); ++i) {
            if (progress.cancelled()) {
                return false;
            }
            paintLayer(plans[i]);
            progress.report(static_cast<double>(i + 1) / static_cast<double>(plans.size()));
        }
        return true;
    }

private:
    /// Pictures of at most 300 pixels in an inch.
    void paintRasters(const std::vector<RasterLayer>& rasters) {
        constexpr double kPixelsPerMillimetre = 300.0 / 25.4;
        const double coarser = std::max(1.0, m_scale.pixelsPerMillimetre / kPixelsPerMillimetre);
        for (const RasterLayer& raster : rasters) {
            if (!raster.visible || !raster.meets(m_viewport.extent())) {
                continue;
            }
            const QImage part = raster.ground->read(m_viewport.extent(),
                                                    static_cast<int>(m_viewport.width / coarser),
                                                    static_cast<int>(m_viewport.height / coarser));
            m_painter.save();
            m_painter.setOpacity(raster.opacity.inFraction());
            m_painter.drawImage(QRectF(0, 0, m_viewport.width, m_viewport.height), part);
            m_painter.restore();
        }
    }

    void paintLayer(const LayerPlan& plan) {
        m_frame = m_viewport.frame(plan.layer.features->grid());
        const QRectF view(0, 0, m_viewport.width, m_viewport.height);
        const SymbolRun run{
            .plan = plan,
            .features = featuresInOrder(*plan.layer.features, windowOf(m_frame, view, plan.reach)),
            .frame = m_frame,
            .window = view.adjusted(-plan.reach, -plan.reach, plan.reach, plan.reach)};
        m_painter.save();
        m_painter.setOpacity(plan.layer.opacity.inFraction());
        DrawingScale drawing = m_scale.drawing();
        drawing.copiesPictures = false;
        drawing.patternOrigin = {-m_frame.left, m_frame.top};
        SymbolPainter symbols(drawing, plan.layer.pictures);
        const bool together = fillsAndBordersTogether(plan);
        paintFills(run, together);
        paintLevels(m_painter, symbols, run, plan.below);
        if (!together) {
            paintBorders(run);
        }
        paintLevels(m_painter, symbols, run, plan.above);
        m_painter.restore();
    }

    /// One pen for all: then fill and border are one operation. A later fill covers half of the
    /// border of a neighbour, and its own border restores it.
    static bool fillsAndBordersTogether(const LayerPlan& plan) {
        return plan.borders.size() == 1 && plan.below.empty() && !plan.fills.empty() &&
               std::ranges::find(plan.borders[0].ofClass, 0) == plan.borders[0].ofClass.end() &&
               std::ranges::all_of(plan.fills, [](Float4 fill) { return fill[3] >= 1.0F; });
    }

    void paintFills(const SymbolRun& run, bool together) {
        if (run.plan.fills.empty()) {
            return;
        }
        paintCells(run, [&](std::uint16_t c) {
            const QColor colour = colourOf(run.plan.fills[c]);
            if (together) {
                m_painter.setPen(penOf(run.plan.borders[0]));
            } else if (colour.alpha() == 255) {
                // Viewers smooth each path alone: a thin line of the same colour closes the seams.
                constexpr double kSeam = 0.05; // millimetres
                m_painter.setPen(QPen(colour, kSeam * m_scale.pixelsPerMillimetre));
            } else {
                m_painter.setPen(Qt::NoPen);
            }
            m_painter.setBrush(colour);
            return colour.alpha() > 0;
        });
    }

    void paintBorders(const SymbolRun& run) {
        m_painter.setBrush(Qt::NoBrush);
        for (const BorderPen& border : run.plan.borders) {
            m_painter.setPen(penOf(border));
            paintCells(run, [&](std::uint16_t c) { return border.ofClass[c] != 0; });
        }
    }

    static QPen penOf(const BorderPen& border) {
        return {colourOf(border.colour), border.width, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin};
    }

    /// Draws the features cell by cell, one path for each class for which `prepare` returns true.
    /// Vertices are whole units from the corner of the cell: short numbers in the file.
    template <typename Prepare> void paintCells(const SymbolRun& run, const Prepare& prepare) {
        const MapLayer& layer = *run.plan.layer.features;
        for (std::size_t start = 0; start < run.features.size(); start += kCellFeatures) {
            const std::size_t end = std::min(run.features.size(), start + kCellFeatures);
            geometry::GridBox box;
            std::map<RuleSet, std::vector<FeatureRef>> classes; // in an order of their own
            for (std::size_t i = start; i < end; ++i) {
                box.add(layer.extent(run.features[i]).min);
                classes[layer.classes()[layer.classOf(run.features[i])]].push_back(run.features[i]);
            }
            const QPointF corner(std::round(m_frame.x(box.min.x)),
                                 std::round(m_frame.y(box.min.y)));
            m_painter.translate(corner);
            for (const auto& [rules, features] : classes) {
                if (!prepare(layer.classOf(features.front()))) {
                    continue;
                }
                QPainterPath path;
                for (const FeatureRef feature : features) {
                    addWholeUnits(path, layer, feature, corner);
                }
                m_painter.drawPath(path);
            }
            m_painter.translate(-corner);
        }
    }

    void addWholeUnits(QPainterPath& path,
                       const MapLayer& layer,
                       FeatureRef feature,
                       const QPointF& corner) const {
        layer.visitPaths(feature, [&](geometry::Ring ring) {
            QPolygonF polygon;
            for (const geometry::GridPoint& vertex : ring) {
                const QPointF place(std::round(m_frame.x(vertex.x)) - corner.x(),
                                    std::round(m_frame.y(vertex.y)) - corner.y());
                if (polygon.isEmpty() || polygon.back() != place) {
                    polygon.push_back(place);
                }
            }
            if (polygon.size() > 2) {
                path.addPolygon(polygon);
                path.closeSubpath();
            }
        });
    }

    const Viewport m_viewport;
    const PictureScale m_scale;
    QPainter& m_painter;
    PixelFrame m_frame;
};

/// The same view with `finer` times as many pixels.
Viewport refined(const Viewport& viewport, double finer) {
    Viewport view = viewport;
    view.unitsPerPixel /= finer;
    view.devicePixelRatio *= finer;
    view.width = static_cast<int>(std::lround(viewport.width * finer));
    view.height = static_cast<int>(std::lround(viewport.height * finer));
    return view;
}

std::optional<QByteArray> painted(const MapScene& scene,
                                  const Viewport& viewport,
                                  double unitsPerPixel,
                                  QPaintDevice& device,
                                  QBuffer& buffer,
                                  const Progress& progress) {
    QPainter painter(&device);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(
        QRectF(0, 0, viewport.width * unitsPerPixel, viewport.height * unitsPerPixel));
    if (!paintMap(scene, viewport, painter, unitsPerPixel, progress)) {
        return std::nullopt;
    }
    painter.end();
    return buffer.data();
}

} // namespace

bool paintMap(const MapScene& scene,
              const Viewport& viewport,
              QPainter& painter,
              double unitsPerPixel,
              const Progress& progress) {
    if (!VectorPainter(refined(viewport, unitsPerPixel), painter).paint(scene, progress)) {
        return false;
    }
    paintLabelPaths(painter, placeLabels(scene, viewport, {}, progress), viewport, unitsPerPixel);
    paintNotice(painter,
                scene.notice,
                viewport.width / viewport.devicePixelRatio,
                viewport.height / viewport.devicePixelRatio,
                viewport.devicePixelRatio * unitsPerPixel);
    return !progress.cancelled();
}

std::optional<QByteArray> mapAsPdf(const MapScene& scene,
                                   const Viewport& viewport,
                                   const std::string& title,
                                   const Progress& progress) {
    constexpr int kResolution = 1200;
    constexpr double kMillimetresPerInch = 25.4;
    const double millimetres = 1.0 / viewport.pixelsPerMillimetre(); // of a pixel
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kResolution);
    writer.setTitle(QString::fromStdString(title));
    writer.setPageMargins({});
    writer.setPageSize(QPageSize({viewport.width * millimetres, viewport.height * millimetres},
                                 QPageSize::Millimeter,
                                 {},
                                 QPageSize::ExactMatch));
    auto pdf = painted(
        scene, viewport, millimetres * kResolution / kMillimetresPerInch, writer, buffer, progress);
    if (pdf) {
        mendTextMaps(*pdf);
        blankCreationDate(*pdf);
    }
    return pdf;
}

std::optional<QByteArray> mapAsSvg(const MapScene& scene,
                                   const Viewport& viewport,
                                   const std::string& title,
                                   const Progress& progress) {
    constexpr int kFiner = 10;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(QString::fromStdString(title));
    generator.setSize({viewport.width, viewport.height});
    generator.setViewBox(QRect(0, 0, viewport.width * kFiner, viewport.height * kFiner));
    return painted(scene, viewport, kFiner, generator, buffer, progress);
}

} // namespace tuban::render
