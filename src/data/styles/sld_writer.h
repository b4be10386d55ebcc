#pragma once

#include "model/symbology.h"

#include <string>

namespace tuban::data {

/// The style as a file of SLD 1.1 for the layer of a name: readSld gives the same style back, but
/// for colours and lengths finer than it reads. UTF-8, the same bytes for the same style.
/// Lengths on paper are written in pixels of 0.28 mm; a symbolizer of which all lengths are on the
/// ground, in metres. Where both stand side by side, those on the ground have an "m" behind them.
/// @source OGC 05-078r4 (SLD 1.1), OGC 05-077r4 (Symbology Encoding 1.1).
std::string writeSld(const Style& style, const std::string& layer);

} // namespace tuban::data
