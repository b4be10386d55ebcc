#pragma once

#include "render/viewport.h"

#include <array>
#include <functional>
#include <optional>

class QPainter;

namespace tuban::app {

/// A round length of the ground for a scale bar: 1, 2 or 5 times a power of ten metres.
struct ScaleBarLength {
    double metres = 0.0;
    double pixels = 0.0;
};

/// The longest round length that takes at most `most` pixels.
ScaleBarLength scaleBarLength(const render::Viewport& view, double most);

/// A scale bar in the lower left corner.
void paintScaleBar(QPainter& painter, const render::Viewport& view);

/// The step of a grid, in units of the CRS, that gives lines at least `least` pixels apart: 1, 2 or
/// 5 times a power of ten.
double gridStep(const render::Viewport& view, double least);

/// Lines of round coordinates with their numbers at the edges. `longitudeLatitude` tells degrees of
/// a place, which stand at the corners; nothing where there are none.
void paintGraticule(
    QPainter& painter,
    const render::Viewport& view,
    const std::function<std::optional<std::array<double, 2>>(render::MapPoint)>& longitudeLatitude);

} // namespace tuban::app
