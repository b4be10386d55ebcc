#pragma once

#include <string>
#include <string_view>

namespace tuban::data {

/// The index (.shx) of a Shapefile, made from the .shp alone: it ends where records no longer
/// follow each other.
/// @source Esri, Shapefile Technical Description (1998), "Organization of the Index File"
std::string shapeIndexOf(std::string_view shp);

} // namespace tuban::data
