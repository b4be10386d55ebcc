#pragma once

#include "data/store/row_table.h"
#include "data/store/workspace_store.h"
#include "model/finding.h"

#include <optional>
#include <vector>

namespace tuban::data {

/// Brings out of a damaged layer what can still be read: the rows behind `last` (all, without it)
/// in the order of their identifiers. Rows that are known from the index or the table but cannot be
/// read, and rows that the index has lost, are named in `findings`. Memory grows with the number of
/// rows. Returns false if the sink wants no more.
bool salvageRows(const StoreDatabase& db,
                 const RowTable& table,
                 const std::optional<Uuid>& last,
                 const WorkspaceStore::RowSink& sink,
                 std::vector<Finding>& findings);

} // namespace tuban::data
