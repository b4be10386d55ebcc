#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// Parcel coordinate files (勘测定界 / 报备坐标文件) in the dialects of
/// layers/exchange/parcel_txt.toml: polygons of layers in Gauss-Krüger zones, with number, name,
/// use and class where the layer has them. See data/exchange/parcel_txt_writer.h.
ExportFormat txtFormat();

/// The system with the zone number before its eastings, which coordinate files usually have, for
/// one without; any other system stays. Errors: those of readSurveySystems.
Result<std::string> zonePrefixedCrs(const std::string& crs);

} // namespace tuban::data
