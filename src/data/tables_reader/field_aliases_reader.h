#pragma once

#include "base/result.h"
#include "model/field_mapping.h"

#include <filesystem>

namespace tuban::data {

/// `layers/exchange/field_aliases.toml` of the product.
std::filesystem::path fieldAliasesFile();

/// Reads under which names layers and fields arrive in foreign files.
/// Errors: TableNotFound; TableMalformed (a layer without a name or listed twice; where: the line).
Result<FieldAliases> readFieldAliases(const std::filesystem::path& path = fieldAliasesFile());

} // namespace tuban::data
