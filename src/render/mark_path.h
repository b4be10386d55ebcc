#pragma once

#include "model/symbology.h"

#include <QPainterPath>

namespace tuban::render {

/// A mark as a path in the square from -0.5 to 0.5, y downwards.
/// @source The shapes of OGC 05-077r4, 11.3.2, and the hatches that GeoServer and QGIS name with
/// "shape://".
QPainterPath markPath(MarkShape shape);

/// Whether the path encloses anything that a fill could show.
bool isClosed(MarkShape shape);

} // namespace tuban::render
