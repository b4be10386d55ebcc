#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <span>
#include <vector>

namespace tuban::render {

// Where labels can stand. Coordinates are pixels, y downwards.

/// A place for the middle of a label.
struct LabelPlace {
    QPointF middle;
    double degrees = 0.0; ///< clockwise, from -90 to 90: text is never upside down
    bool operator==(const LabelPlace&) const = default;
};

using PixelRing = std::vector<QPointF>; ///< without its closing point

/// Places inside an area for a box, upright, the best one first: on lines across the middle of the
/// area, then above and below it. The box is held to be inside where its upper, middle and lower
/// line are; what reaches in between them is not seen. `window`: places have to be in it.
std::vector<LabelPlace>
placesInside(std::span<const PixelRing> rings, QSizeF box, const QRectF& window);

/// Whether a box with this middle is inside, by the same three lines.
bool isInside(std::span<const PixelRing> rings, QSizeF box, QPointF middle);

/// Places along a line for a box, the straightest first, on the line and moved `offset` to the left
/// of it. Only stretches that stray by less than a third of the height of the box count.
std::vector<LabelPlace>
placesAlong(std::span<const QPointF> line, QSizeF box, double offset, const QRectF& window);

/// The squares that stand for a box, which may be turned, when boxes are asked for collisions.
std::vector<QRectF> coveredBy(const LabelPlace& place, QSizeF box);

} // namespace tuban::render
