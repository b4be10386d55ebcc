#pragma once

#include <filesystem>

namespace tuban::test {

/// The root of the checkout, where layers/ and styles/ lie.
std::filesystem::path sourceFolder();
/// The root of the build.
std::filesystem::path buildFolder();

} // namespace tuban::test
