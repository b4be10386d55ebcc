#pragma once

#include "render/drawing_scale.h"

#include <QImage>
#include <QPainterPath>
#include <QPen>
#include <QString>

#include <filesystem>
#include <vector>

class QPainter;

namespace tuban::render {

/// A pen for a stroke; its width is 0 where the stroke shows nothing.
QPen penOf(const Stroke& stroke, const DrawingScale& scale);
QColor colourOf(const Fill& fill);

/// Paints features by the symbols of a style, at one scale. Each thread needs one of its own: it
/// keeps pictures of symbols and patterns. Coordinates are units of the painter.
class SymbolPainter {
public:
    /// `pictures`: the folder that picture files of the style lie in.
    SymbolPainter(DrawingScale scale, std::filesystem::path pictures);

    const DrawingScale& scale() const { return m_scale; }
    /// For the next picture beside: the same scale with another origin of patterns.
    void setPatternOrigin(QPointF origin) { m_scale.patternOrigin = origin; }

    /// Fill, pattern and outline of an area. Rings by the odd-even rule.
    void paintArea(QPainter& painter, const QPainterPath& area, const PolygonSymbolizer& symbol);
    /// The pattern alone, over what is filled already.
    void paintPattern(QPainter& painter, const QPainterPath& area, const Graphic& pattern);
    /// A line, or the outline of an area.
    void paintLine(QPainter& painter, const QPainterPath& line, const Stroke& stroke) const;
    /// A symbol with its middle at a place.
    void paintPoint(QPainter& painter, QPointF place, const Graphic& graphic);

    /// How far from its place or line a symbol reaches at most, in units.
    double reach(const Symbolizer& symbolizer) const;

private:
    struct Picture {
        Graphic graphic;
        QImage image;
    };
    const QImage& symbolPicture(const Graphic& graphic);
    const QImage& patternTexture(const Graphic& pattern);
    void drawSymbol(QPainter& painter, QPointF place, const Graphic& graphic, double size) const;
    void drawPatternPaths(QPainter& painter, const QPainterPath& area, const Graphic& pattern) const;

    DrawingScale m_scale;
    std::filesystem::path m_pictureFolder;
    std::vector<Picture> m_symbols = {};
    std::vector<Picture> m_textures = {};
};

/// Files that the style names and that cannot be read as pictures, as it names them.
std::vector<std::string> missingPictures(const Style& style, const std::filesystem::path& pictures);

} // namespace tuban::render
