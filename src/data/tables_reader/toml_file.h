#pragma once

#include "base/result.h"
#include "model/classification.h"

#include <toml++/toml.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// A TOML file of ours; checks its `format` and `version` keys.
/// Errors: TableNotFound, FileUnreadable, TableMalformed (where: the line).
Result<toml::table>
readTomlFile(const std::filesystem::path& path, const std::string& format, int version);

/// The same from text; `path` only names it. Errors: TableMalformed.
Result<toml::table> parseToml(std::string_view text,
                              const std::filesystem::path& path,
                              const std::string& format,
                              int version);

/// TableMalformed with the line of `node`.
Error malformedToml(const std::filesystem::path& path, const toml::node& node, std::string detail);

/// The text at `key`, empty where the key is absent or holds something else.
std::string textAt(const toml::table& table, const std::string& key);
/// The name in both languages at `key`, written { zh = "…", en = "…" }; what is missing is empty.
BilingualText bilingualAt(const toml::table& table, const std::string& key);
/// The texts of the array at `key`; other elements are left out.
std::vector<std::string> textsAt(const toml::table& table, const std::string& key);

/// Calls read(table) for the tables of the array at `key`, none where the key is absent, until one
/// fails. Errors: those of `read`; TableMalformed for an element that is no table.
template <typename Read>
Result<void> forEachEntry(const std::filesystem::path& path,
                          const toml::table& root,
                          const char* key,
                          Read read) {
    const toml::array* array = root[key].as_array();
    if (array == nullptr) {
        return {};
    }
    for (const toml::node& node : *array) {
        const toml::table* entry = node.as_table();
        if (entry == nullptr) {
            return malformedToml(path, node, std::string("not a table: ") + key);
        }
        if (Result<void> done = read(*entry); !done) {
            return done;
        }
    }
    return {};
}

} // namespace tuban::data
