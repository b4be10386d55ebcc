#include "data/tables_reader/toml_file.h"

#include "data/text_file.h"

#include <utility>

namespace tuban::data {

namespace {

std::string lineText(const toml::source_region& region) {
    return "line " + std::to_string(region.begin.line);
}

} // namespace

Result<toml::table>
readTomlFile(const std::filesystem::path& path, const std::string& format, int version) {
    const auto text = readTextFile(path);
    if (!text) {
        const ErrorCode code = text.error().code;
        return Error{code == ErrorCode::FileNotFound ? ErrorCode::TableNotFound : code,
                     path.string(),
                     text.error().detail};
    }
    return parseToml(*text, path, format, version);
}

Result<toml::table> parseToml(std::string_view text,
                              const std::filesystem::path& path,
                              const std::string& format,
                              int version) {
    toml::table table;
    try {
        table = toml::parse(text, path.string());
    } catch (const toml::parse_error& failure) {
        return Error{ErrorCode::TableMalformed,
                     path.string(),
                     std::string(failure.description()),
                     lineText(failure.source())};
    }
    if (textAt(table, "format") != format) {
        return malformedToml(path, table, "format is not " + format);
    }
    if (table["version"].value<int>() != version) {
        return malformedToml(path, table, "version is not " + std::to_string(version));
    }
    return table;
}

Error malformedToml(const std::filesystem::path& path, const toml::node& node, std::string detail) {
    return {ErrorCode::TableMalformed, path.string(), std::move(detail), lineText(node.source())};
}

std::string textAt(const toml::table& table, const std::string& key) {
    return table[key].value_or(std::string());
}

BilingualText bilingualAt(const toml::table& table, const std::string& key) {
    const toml::table* text = table[key].as_table();
    return text == nullptr ? BilingualText() : BilingualText{textAt(*text, "zh"), textAt(*text, "en")};
}

std::vector<std::string> textsAt(const toml::table& table, const std::string& key) {
    std::vector<std::string> texts;
    if (const toml::array* array = table[key].as_array()) {
        for (const toml::node& element : *array) {
            if (const auto text = element.value<std::string>()) {
                texts.push_back(*text);
            }
        }
    }
    return texts;
}

} // namespace tuban::data
