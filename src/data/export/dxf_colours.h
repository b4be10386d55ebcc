#pragma once

#include "model/classification.h"

namespace tuban::data {

/// The colour with a number of AutoCAD's list, 1 to 255.
/// @source AutoCAD Color Index: 1–9 basic colours; 10–249 twenty-four hues 15° apart, five
/// brightnesses (255, 165, 127, 76, 38), odd ones half saturated; 250–255 greys.
Rgb colourOfIndex(int index);

/// The number of the nearest colour, by the weighted distance of red, green and blue (2, 4, 3); the
/// lowest of several. White is 7, which CAD draws black on a white ground.
int nearestColourIndex(Rgb colour);

} // namespace tuban::data
