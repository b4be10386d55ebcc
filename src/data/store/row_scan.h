#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/store/row_table.h"
#include "data/store/store_schema.h"
#include "model/finding.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace tuban::data {

/// Reads every row of every layer in the order of the table, on all threads, and compares it with
/// its check, and their number with the number there should be. Nothing may write meanwhile.
/// Damage comes back as findings: RowDamaged, RowsMissing, FileDamaged. Time: O(bytes).
/// Errors: FileUnreadable, WorkspaceBusy, Cancelled, and those of StoreDatabase::failure but
/// WorkspaceDamaged.
Result<std::vector<Finding>> scanRows(const std::filesystem::path& path,
                                      const std::vector<StoredLayer>& layers,
                                      const Progress& progress);

} // namespace tuban::data
