#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// ESRI Shapefile: .shp, .shx, .dbf, .prj (ESRI's WKT 1), .cpg, and beside them NAME.fields.csv,
/// which says what each field of ten bytes is in full. A layer without geometry gives only .dbf,
/// .cpg and .fields.csv. Texts are as wide as the longest, at most 254 bytes; reals are the
/// shortest digits that read back the same; days are of type D; nothing is blank. The language byte
/// is 0x4D for GBK and 0x00 otherwise, where .cpg alone says it.
/// @source ESRI Shapefile Technical Description (July 1998); dBASE III+ file format.
ExportFormat shapefileFormat();

} // namespace tuban::data
