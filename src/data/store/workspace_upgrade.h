#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <filesystem>

namespace tuban::data {

/// Turns a workspace of an earlier format version into one of the present version. The work is
/// done on a copy, which takes the place of the file once it is complete and on disk: a fault at
/// any moment leaves the old file or the new one. The file as it was is kept as a generation.
/// `descriptor`: of the file, open for reading, while nobody else edits it.
/// Errors: WorkspaceDamaged, WriteFailed, Cancelled.
Result<void>
upgradeWorkspace(const std::filesystem::path& path, int descriptor, const Progress& progress);

} // namespace tuban::data
