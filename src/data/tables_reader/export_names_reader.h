#pragma once

#include "base/result.h"

#include <filesystem>
#include <map>
#include <string>

namespace tuban::data {

/// Names of fields in Shapefiles, by layer and field.
using ExportNames = std::map<std::string, std::map<std::string, std::string>>;

/// `layers/exchange/export_names.toml` of the product.
std::filesystem::path exportNamesFile();

/// Errors: TableNotFound; TableMalformed (a name that is no text of 1 to 10 ASCII letters, digits
/// and underscores, or stands twice in a layer; where: the line).
Result<ExportNames> readExportNames(const std::filesystem::path& path = exportNamesFile());

} // namespace tuban::data
