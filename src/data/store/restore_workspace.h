#pragma once

#include "base/result.h"
#include "data/store/generations.h"

#include <filesystem>
#include <optional>

namespace tuban::data {

/// Puts a generation in the place of the workspace, which is kept as a generation itself before
/// that, damaged or not. The file changes at one moment: before it is the old one, afterwards the
/// other one, complete. Returns the generation that holds what was replaced; nothing if the
/// workspace was not there any more.
/// Errors: FileNotFound (of the generation), WorkspaceBusy (somebody edits it), WriteFailed.
Result<std::optional<Generation>> restoreGeneration(const std::filesystem::path& workspace,
                                                    const std::filesystem::path& generation);

} // namespace tuban::data
