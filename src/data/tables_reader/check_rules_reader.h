#pragma once

#include "base/result.h"
#include "model/check_rules.h"

#include <filesystem>

namespace tuban::data {

/// The product's rules: `layers/rules/checks.toml`.
std::filesystem::path checkRulesFile();

/// Reads the rules of a check. A kind of check that the file does not name is off.
/// Errors: TableNotFound, FileUnreadable, TableMalformed (an unknown or repeated id, a title or
/// source missing, an unknown key or word, a limit that is missing, negative or no number, a
/// pattern that is no regular expression; where: the line).
Result<CheckRules> loadCheckRules(const std::filesystem::path& path = checkRulesFile());

} // namespace tuban::data
