#pragma once

#include "base/result.h"
#include "data/tables_reader/classification_reader.h"
#include "model/crosswalk.h"

#include <filesystem>
#include <string>

namespace tuban::data {

/// How codes of table `from` read in table `to`.
/// Errors: TableNotFound (the index has no such pair), TableMalformed.
Result<Crosswalk> loadCrosswalk(const std::string& from,
                                const std::string& to,
                                const std::filesystem::path& folder = classificationFolder());

} // namespace tuban::data
