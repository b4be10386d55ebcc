#include "data/tables_reader/generation_rules_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <cstdint>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-generations";
constexpr int kVersion = 1;

constexpr std::int64_t kFewest = 3; // the oldest, the newest, and one to choose from
// More than these is a slip of the pen.
constexpr std::int64_t kMost = 100'000;
constexpr std::int64_t kLongestMinimum = 1'000'000;

} // namespace

fs::path generationRulesFile() {
    return productFolder() / "layers" / "rules" / "generations.toml";
}

Result<GenerationRules> loadGenerationRules(const fs::path& path) {
    const auto root = readTomlFile(path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    const auto count = (*root)["count"].value_exact<std::int64_t>();
    const auto minimum = (*root)["minimum_minutes"].value_exact<std::int64_t>();
    const auto check = (*root)["check_minutes"].value_exact<std::int64_t>();
    const auto reserve = (*root)["reserve_bytes"].value_exact<std::int64_t>();
    if (!count || *count < kFewest || *count > kMost) {
        return malformedToml(path, *root, "count is not a whole number from 3 to 100000");
    }
    if (!minimum || *minimum < 0 || *minimum > kLongestMinimum) {
        return malformedToml(
            path, *root, "minimum_minutes is not a whole number from 0 to 1000000");
    }
    if (!check || *check < 1 || *check > kLongestMinimum) {
        return malformedToml(path, *root, "check_minutes is not a whole number from 1 to 1000000");
    }
    if (!reserve || *reserve < 0) {
        return malformedToml(path, *root, "reserve_bytes is not a whole number from 0 on");
    }
    return GenerationRules{static_cast<std::size_t>(*count),
                           std::chrono::minutes(*minimum),
                           static_cast<std::uint64_t>(*reserve),
                           std::chrono::minutes(*check)};
}

} // namespace tuban::data
