#pragma once

#include "base/result.h"

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::data {

/// A TOML file of ours; checks its `format` and `version` keys.
/// Errors: TableNotFound, FileUnreadable, TableMalformed (where: the line).
Result<toml::table>
readTomlFile(const std::filesystem::path& path, const std::string& format, int version);

/// TableMalformed with the line of `node`.
Error malformedToml(const std::filesystem::path& path, const toml::node& node, std::string detail);

/// The text at `key`, empty where the key is absent or holds something else.
std::string textAt(const toml::table& table, const std::string& key);
/// The texts of the array at `key`; other elements are left out.
std::vector<std::string> textsAt(const toml::table& table, const std::string& key);

} // namespace tuban::data
