#pragma once

#include <string>

class QPainter;

namespace tuban::render {

/// Writes what every picture of some data has to say along the lower side of a picture of this
/// size, on a light ground. Pixels are those of the desktop; the painter has `unitsPerPixel` units
/// in one. Needs a QGuiApplication.
void paintNotice(QPainter& painter,
                 const std::string& notice,
                 double width,
                 double height,
                 double unitsPerPixel);

} // namespace tuban::render
