#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::data {

/// The product's schemas of layers: `layers/catalog`.
std::filesystem::path catalogFolder();

/// The names of the layers that have a schema in `folder`, in order. Files of another format that
/// lie there are no layers; files that cannot be read count, so that reading them tells why.
std::vector<std::string> catalogNames(const std::filesystem::path& folder = catalogFolder());

/// The schema of a layer from `folder`/<name>.toml; layers/catalog/README.md describes the file.
/// A policy that a field does not state follows from what it is: a key gets a new value by split
/// and merge, a required field that of the largest part by merge, any other is copied by split and
/// kept by merge where all parts have the same.
/// Errors: TableNotFound; TableMalformed (another name than the file, a title missing, an unknown
/// key or word, a value of another type, names that are not lower-case ASCII, are used twice or
/// reserved, see schema_rules.h, codes, defaults and policies that cannot be; where: the line).
Result<LayerSchema> readLayerSchema(const std::string& name,
                                    const std::filesystem::path& folder = catalogFolder());

/// The schemas of all layers of `folder`, by name. Errors: those of readLayerSchema.
Result<std::vector<LayerSchema>> readCatalog(const std::filesystem::path& folder = catalogFolder());

} // namespace tuban::data
