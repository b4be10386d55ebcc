#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <filesystem>
#include <string>

namespace tuban::data {

/// The product's schemas of layers: `layers/catalog`.
std::filesystem::path catalogFolder();

/// The schema of a layer from `folder`/<name>.toml.
/// Errors: TableNotFound; TableMalformed (another name than the file, a title missing, an unknown
/// geometry or type, names that are not lower-case ASCII or are used twice or reserved for the
/// columns of a GeoPackage, `fid` and `geom`; where: the line).
Result<LayerSchema> readLayerSchema(const std::string& name,
                                    const std::filesystem::path& folder = catalogFolder());

/// Whether `name` may name a table or a field: a lower-case letter, then these, digits and "_".
bool isSchemaName(std::string_view name);

} // namespace tuban::data
