#pragma once

#include "base/result.h"
#include "data/store/generations.h"

#include <filesystem>

namespace tuban::data {

/// The product's file of rules for automatic copies: `layers/rules/generations.toml`.
std::filesystem::path generationRulesFile();

/// Reads the rules for automatic copies of a workspace.
/// Errors: TableNotFound, TableMalformed (a number is missing or negative, fewer than 3 copies).
Result<GenerationRules>
loadGenerationRules(const std::filesystem::path& path = generationRulesFile());

} // namespace tuban::data
