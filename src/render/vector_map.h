#pragma once

#include "base/progress.h"
#include "render/map_scene.h"
#include "render/viewport.h"

#include <QByteArray>

#include <optional>
#include <string>

class QPainter;

namespace tuban::render {

/// Paints a map with its labels as paths and text, for printers and files: the same colours,
/// widths and scales as tiles have. A pixel of the view is `unitsPerPixel` units of the painter;
/// vertices of coverages come to lie on whole units. False: cancelled.
bool paintMap(const MapScene& scene,
              const Viewport& viewport,
              QPainter& painter,
              double unitsPerPixel = 1.0,
              const Progress& progress = {});

/// A page of the size of the view, 0.28 mm a desktop pixel, as PDF: vertices are rounded to
/// 1/1200 inch. Nothing: cancelled.
std::optional<QByteArray> mapAsPdf(const MapScene& scene,
                                   const Viewport& viewport,
                                   const std::string& title,
                                   const Progress& progress = {});

/// The same as SVG: vertices are rounded to a tenth of a pixel.
std::optional<QByteArray> mapAsSvg(const MapScene& scene,
                                   const Viewport& viewport,
                                   const std::string& title,
                                   const Progress& progress = {});

} // namespace tuban::render
