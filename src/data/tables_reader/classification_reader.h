#pragma once

#include "base/result.h"
#include "model/classification.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::data {

/// The folder of class tables of the product: `layers/classification` in productFolder().
std::filesystem::path classificationFolder();

/// What the index of a folder of class tables lists, in the order in which tables are tried.
/// Errors: TableNotFound (no index), TableMalformed (where: the line).
Result<std::vector<ClassTableInfo>>
availableClassifications(const std::filesystem::path& folder = classificationFolder());

/// The class table `id`.
/// Errors: UnknownClassification (subject: the id; detail: the ids there are), TableNotFound,
/// TableMalformed (no or repeated code, unknown parent or parent after its child, level that is not
/// below the parent's, colour out of range, depth that differs from the index; where: the line).
Result<Classification>
loadClassification(const std::string& id,
                   const std::filesystem::path& folder = classificationFolder());

/// All class tables, in the order of the index. Errors: as loadClassification.
Result<std::vector<Classification>>
loadClassifications(const std::filesystem::path& folder = classificationFolder());

} // namespace tuban::data
