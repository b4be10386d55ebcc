#pragma once

#include <string>
#include <vector>

namespace tuban::jobs {

/// A system that coordinates of an office's files may be in.
struct ImportSystem {
    std::string crs;  ///< "EPSG:n"
    std::string name; ///< in the current language
};

/// Those of layers/exchange/survey_systems.toml that have a code, for a list to choose from:
/// geographic ones first, then zones; nothing where the table cannot be read.
std::vector<ImportSystem> importSystems();

} // namespace tuban::jobs
