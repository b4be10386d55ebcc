#include "render/symbol_painter.h"

#include "render/mark_path.h"
#include "render/picture_file.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tuban::render {

namespace {

QColor withOpacity(Rgb rgb, Ratio opacity) {
    QColor colour(rgb.r, rgb.g, rgb.b);
    colour.setAlphaF(static_cast<float>(opacity.inFraction()));
    return colour;
}

/// Parallel lines that a hatch is made of, in the square that repeats.
struct LineFamily {
    double degrees;  ///< clockwise from the horizontal
    double distance; ///< from line to line, in sides of the square
    double phase;    ///< of the first one, in distances
};

std::vector<LineFamily> familiesOf(MarkShape shape) {
    const LineFamily horizontal{0.0, 1.0, 0.5};
    const LineFamily vertical{90.0, 1.0, 0.5};
    const LineFamily rising{-45.0, std::sqrt(0.5), 0.0};
    const LineFamily falling{45.0, std::sqrt(0.5), 0.0};
    switch (shape) {
    case MarkShape::HorizontalLine:
        return {horizontal};
    case MarkShape::VerticalLine:
        return {vertical};
    case MarkShape::Plus:
        return {horizontal, vertical};
    case MarkShape::Slash:
        return {rising};
    case MarkShape::Backslash:
        return {falling};
    case MarkShape::Times:
        return {rising, falling};
    default:
        return {};
    }
}

/// Lines of a family across `box`.
void addLines(const LineFamily& family,
              const QTransform& pattern,
              double side,
              const QRectF& box,
              QPainterPath& lines) {
    const QTransform frame = QTransform().rotate(family.degrees) * pattern;
    const QRectF inside = frame.inverted().mapRect(box);
    const double distance = family.distance * side;
    const double first = std::ceil(inside.top() / distance - family.phase);
    for (double y = (first + family.phase) * distance; y <= inside.bottom(); y += distance) {
        lines.moveTo(frame.map(QPointF(inside.left(), y)));
        lines.lineTo(frame.map(QPointF(inside.right(), y)));
    }
}

/// A symbol in each square that meets `box`.
void addMarks(const QPainterPath& mark,
              const QTransform& pattern,
              double side,
              const QRectF& box,
              QPainterPath& marks) {
    const QRectF inside = pattern.inverted().mapRect(box);
    const QPainterPath one = QTransform::fromScale(side, side).map(mark);
    for (double y = std::floor(inside.top() / side); y * side < inside.bottom(); ++y) {
        for (double x = std::floor(inside.left() / side); x * side < inside.right(); ++x) {
            marks.addPath(pattern.map(one.translated((x + 0.5) * side, (y + 0.5) * side)));
        }
    }
}

void setInk(QPainter& painter, const Mark& mark, const DrawingScale& scale) {
    painter.setBrush(mark.fill && isClosed(mark.shape) ? QBrush(colourOf(*mark.fill))
                                                       : QBrush(Qt::NoBrush));
    QPen pen = mark.stroke ? penOf(*mark.stroke, scale) : QPen(Qt::NoPen);
    if (!isClosed(mark.shape) && mark.stroke && mark.stroke->cap == LineCap::Butt) {
        pen.setCapStyle(Qt::SquareCap); // so that the lines of squares side by side join
    }
    painter.setPen(pen);
}

} // namespace

QColor colourOf(const Fill& fill) {
    return withOpacity(fill.colour, fill.opacity);
}

QPen penOf(const Stroke& stroke, const DrawingScale& scale) {
    const double width = scale.units(stroke.width);
    if (width <= 0.0 || stroke.opacity == Ratio()) {
        return QPen(Qt::NoPen);
    }
    constexpr Qt::PenCapStyle kCaps[] = {Qt::FlatCap, Qt::RoundCap, Qt::SquareCap};
    constexpr Qt::PenJoinStyle kJoins[] = {Qt::SvgMiterJoin, Qt::RoundJoin, Qt::BevelJoin};
    QPen pen(QBrush(withOpacity(stroke.colour, stroke.opacity)),
             width,
             Qt::SolidLine,
             kCaps[static_cast<std::size_t>(stroke.cap)],
             kJoins[static_cast<std::size_t>(stroke.join)]);
    pen.setMiterLimit(4.0); // as in SVG 1.1
    QList<qreal> dashes;
    double period = 0.0;
    for (const SymbolLength& dash : stroke.dashes) {
        dashes.push_back(scale.units(dash) / width);
        period += dashes.back();
    }
    if (period > 0.0) {
        pen.setDashPattern(dashes);
        pen.setDashOffset(scale.units(stroke.dashOffset) / width);
    }
    return pen;
}

SymbolPainter::SymbolPainter(DrawingScale scale, std::filesystem::path pictures)
    : m_scale(scale),
      m_pictureFolder(std::move(pictures)) {}

void SymbolPainter::paintArea(QPainter& painter,
                              const QPainterPath& area,
                              const PolygonSymbolizer& symbol) {
    if (symbol.fill) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(area, colourOf(*symbol.fill));
    }
    if (symbol.pattern) {
        paintPattern(painter, area, *symbol.pattern);
    }
    if (symbol.stroke) {
        paintLine(painter, area, *symbol.stroke);
    }
}

void SymbolPainter::paintPattern(QPainter& painter,
                                 const QPainterPath& area,
                                 const Graphic& pattern) {
    if (m_scale.units(pattern.size) <= 0.0) {
        return;
    }
    painter.save();
    painter.setOpacity(painter.opacity() * pattern.opacity.inFraction());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_scale.copiesPictures) {
        QBrush brush(patternTexture(pattern));
        const double side = brush.textureImage().width();
        QTransform place;
        if (pattern.rotation == Angle()) { // whole pixels: the texture stays sharp
            place.translate(std::round(std::fmod(m_scale.patternOrigin.x(), side)),
                            std::round(std::fmod(m_scale.patternOrigin.y(), side)));
        } else {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            place.translate(m_scale.patternOrigin.x(), m_scale.patternOrigin.y());
            place.rotate(pattern.rotation.inDegrees());
        }
        brush.setTransform(place);
        painter.fillPath(area, brush);
    } else {
        painter.setClipPath(area, Qt::IntersectClip);
        drawPatternPaths(painter, area, pattern);
    }
    painter.restore();
}

void SymbolPainter::paintLine(QPainter& painter,
                              const QPainterPath& line,
                              const Stroke& stroke) const {
    const QPen pen = penOf(stroke, m_scale);
    if (pen.style() == Qt::NoPen) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(line, pen);
}

void SymbolPainter::paintPoint(QPainter& painter, QPointF place, const Graphic& graphic) {
    const double size = m_scale.units(graphic.size);
    if (size <= 0.0) {
        return;
    }
    if (!m_scale.copiesPictures) {
        drawSymbol(painter, place, graphic, size);
        return;
    }
    const QImage& picture = symbolPicture(graphic);
    painter.drawImage(QPointF(std::floor(place.x()) - (picture.width() - 1) / 2,
                              std::floor(place.y()) - (picture.height() - 1) / 2),
                      picture);
}

double SymbolPainter::reach(const Symbolizer& symbolizer) const {
    constexpr double kMitre = 4.0; // as far as corners of wide lines go
    const auto ofGraphic = [&](const Graphic& graphic) {
        const Mark* const mark = std::get_if<Mark>(&graphic.symbol);
        const double outline =
            mark != nullptr && mark->stroke ? m_scale.units(mark->stroke->width) : 0.0;
        const double aspect = mark != nullptr ? 1.0 : kWidestPicture;
        return m_scale.units(graphic.size) * aspect + kMitre * outline;
    };
    if (const auto* const polygon = std::get_if<PolygonSymbolizer>(&symbolizer)) {
        return polygon->stroke ? kMitre * m_scale.units(polygon->stroke->width) : 0.0;
    }
    if (const auto* const line = std::get_if<LineSymbolizer>(&symbolizer)) {
        return kMitre * m_scale.units(line->stroke.width);
    }
    const auto* const point = std::get_if<PointSymbolizer>(&symbolizer);
    return point != nullptr ? ofGraphic(point->graphic) : 0.0;
}

const QImage& SymbolPainter::symbolPicture(const Graphic& graphic) {
    const auto known = std::find_if(m_symbols.begin(), m_symbols.end(), [&](const Picture& one) {
        return one.graphic == graphic;
    });
    if (known != m_symbols.end()) {
        return known->image;
    }
    const int half = static_cast<int>(std::ceil(reach(PointSymbolizer{graphic}))) + 1;
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawSymbol(painter, QPointF(half + 0.5, half + 0.5), graphic, m_scale.units(graphic.size));
    painter.end();
    m_symbols.push_back({graphic, std::move(image)});
    return m_symbols.back().image;
}

const QImage& SymbolPainter::patternTexture(const Graphic& pattern) {
    const auto known = std::find_if(m_textures.begin(), m_textures.end(), [&](const Picture& one) {
        return one.graphic == pattern;
    });
    if (known != m_textures.end()) {
        return known->image;
    }
    const int side = std::max(2, static_cast<int>(std::lround(m_scale.units(pattern.size))));
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const Mark* const mark = std::get_if<Mark>(&pattern.symbol)) {
        QPainterPath marks;
        addMarks(markPath(mark->shape),
                 QTransform(),
                 side,
                 QRectF(-side, -side, 3.0 * side, 3.0 * side), // what reaches in from the sides
                 marks);
        setInk(painter, *mark, m_scale);
        painter.drawPath(marks);
    } else {
        Graphic upright = pattern;
        upright.rotation = Angle();
        drawSymbol(painter, QPointF(0.5 * side, 0.5 * side), upright, side);
    }
    painter.end();
    m_textures.push_back({pattern, std::move(image)});
    return m_textures.back().image;
}

void SymbolPainter::drawSymbol(QPainter& painter,
                               QPointF place,
                               const Graphic& graphic,
                               double size) const {
    painter.save();
    painter.setOpacity(painter.opacity() * graphic.opacity.inFraction());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(place);
    painter.rotate(graphic.rotation.inDegrees());
    const auto* const file = std::get_if<PictureFile>(&graphic.symbol);
    if (file == nullptr || !paintPicture(painter, m_pictureFolder, *file, size)) {
        const Mark unreadable{MarkShape::X, Fill(), Stroke()};
        const Mark& mark = file == nullptr ? std::get<Mark>(graphic.symbol) : unreadable;
        setInk(painter, mark, m_scale);
        painter.drawPath(QTransform::fromScale(size, size).map(markPath(mark.shape)));
    }
    painter.restore();
}

void SymbolPainter::drawPatternPaths(QPainter& painter,
                                     const QPainterPath& area,
                                     const Graphic& pattern) const {
    const double side = m_scale.units(pattern.size);
    const QRectF box = area.boundingRect();
    QTransform place;
    place.translate(m_scale.patternOrigin.x(), m_scale.patternOrigin.y());
    place.rotate(pattern.rotation.inDegrees());
    const Mark* const mark = std::get_if<Mark>(&pattern.symbol);
    if (mark == nullptr) {
        const QRectF inside = place.inverted().mapRect(box);
        for (double y = std::floor(inside.top() / side); y * side < inside.bottom(); ++y) {
            for (double x = std::floor(inside.left() / side); x * side < inside.right(); ++x) {
                drawSymbol(
                    painter, place.map(QPointF((x + 0.5) * side, (y + 0.5) * side)), pattern, side);
            }
        }
        return;
    }
    QPainterPath paths;
    for (const LineFamily& family : familiesOf(mark->shape)) {
        addLines(family, place, side, box, paths);
    }
    if (isClosed(mark->shape)) {
        addMarks(markPath(mark->shape), place, side, box, paths);
    }
    setInk(painter, *mark, m_scale);
    painter.drawPath(paths);
}

std::vector<std::string> missingPictures(const Style& style,
                                         const std::filesystem::path& pictures) {
    std::vector<std::string> missing;
    const auto look = [&](const Graphic& graphic) {
        const auto* const file = std::get_if<PictureFile>(&graphic.symbol);
        if (file != nullptr && !isReadable(pictures, *file) &&
            std::find(missing.begin(), missing.end(), file->path) == missing.end()) {
            missing.push_back(file->path);
        }
    };
    for (const Rule& rule : style.rules) {
        for (const Symbolizer& symbolizer : rule.symbolizers) {
            if (const auto* const point = std::get_if<PointSymbolizer>(&symbolizer)) {
                look(point->graphic);
            } else if (const auto* const polygon = std::get_if<PolygonSymbolizer>(&symbolizer);
                       polygon != nullptr && polygon->pattern) {
                look(*polygon->pattern);
            }
        }
    }
    return missing;
}

} // namespace tuban::render
