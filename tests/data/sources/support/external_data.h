#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace tuban::test {

/// The folder of test data that is not part of the repository, from the environment.
inline std::optional<std::filesystem::path> externalData() {
    const char* const folder = std::getenv("TUBAN_EXTERNAL_DATA");
    return folder == nullptr ? std::nullopt : std::optional<std::filesystem::path>(folder);
}

} // namespace tuban::test
