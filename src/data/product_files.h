#pragma once

#include <filesystem>

namespace tuban::data {

/// The folder that holds the product's own data, `layers/` and `styles/`: $TUBAN_HOME if set, else
/// ../share/tuban beside the program, else the source tree it was built from.
std::filesystem::path productFolder();

} // namespace tuban::data
