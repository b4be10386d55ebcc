#pragma once

#include "model/symbology.h"

#include <filesystem>

class QPainter;

namespace tuban::render {

/// Wider pictures are drawn with less height.
inline constexpr double kWidestPicture = 4.0;

/// Paints a picture of this height with its middle at the origin; false where it cannot be read.
/// SVG stays drawn, other pictures are copied.
bool paintPicture(QPainter& painter,
                  const std::filesystem::path& folder,
                  const PictureFile& file,
                  double height);

bool isReadable(const std::filesystem::path& folder, const PictureFile& file);

} // namespace tuban::render
