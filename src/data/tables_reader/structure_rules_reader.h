#pragma once

#include "base/result.h"
#include "model/structure_rules.h"

#include <filesystem>

namespace tuban::data {

/// The product's file of structure rules: `layers/rules/gb50137_structure.toml`.
std::filesystem::path structureRulesFile();

/// Reads rules for the structure of urban construction land.
/// Errors: TableNotFound, TableMalformed (no id, title or group, a group named twice, limits out of
/// 0 to 100 % or crossed, a mapping to a group that is not there, a code listed twice; where: the
/// line).
Result<StructureRules> loadStructureRules(const std::filesystem::path& path = structureRulesFile());

} // namespace tuban::data
