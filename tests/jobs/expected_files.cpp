#include "expected_files.h"

#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <fnmatch.h>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace tuban::test {

namespace {

template <typename T> std::optional<T> numberAt(const toml::table& entry, const char* key) {
    return entry[key].value<T>();
}

ExpectedFile expectedFile(const toml::table& entry) {
    ExpectedFile expected{.file = data::textAt(entry, "file"),
                          .workspace = data::textAt(entry, "workspace"),
                          .refused = data::textAt(entry, "refused"),
                          .said = data::textAt(entry, "said"),
                          .crs = data::textAt(entry, "crs"),
                          .layer = data::textAt(entry, "layer"),
                          .features = numberAt<std::size_t>(entry, "features"),
                          .squareMetres = numberAt<double>(entry, "area_m2"),
                          .findings = {}};
    if (const toml::table* const findings = entry["findings"].as_table()) {
        for (const auto& [name, count] : *findings) {
            expected.findings[std::string(name.str())] = count.value_or(std::size_t{0});
        }
    }
    return expected;
}

} // namespace

std::vector<ExpectedFile> expectedFiles(const std::filesystem::path& table) {
    std::ifstream in(table, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto root = data::parseToml(text, table, "tuban-expected-files", 1);
    EXPECT_TRUE(root) << table << ": " << (root ? "" : root.error().detail);
    std::vector<ExpectedFile> all;
    if (root) {
        const auto read = data::forEachEntry(table, *root, "files", [&](const toml::table& entry) {
            all.push_back(expectedFile(entry));
            return Result<void>();
        });
        EXPECT_TRUE(read) << read.error().detail;
    }
    return all;
}

const ExpectedFile* expectationOf(const std::vector<ExpectedFile>& all, const std::string& file) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const ExpectedFile& expected) {
        return expected.file == file || ::fnmatch(expected.file.c_str(), file.c_str(), 0) == 0;
    });
    return found == all.end() ? nullptr : &*found;
}

} // namespace tuban::test
