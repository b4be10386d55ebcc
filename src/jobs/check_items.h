#pragma once

#include "compliance/check_finding.h"
#include "compliance/checked_layer.h"
#include "jobs/check_job.h"
#include "model/change.h"

#include <span>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Findings on a polygon layer as items: rows become features, places coordinates, and each gets
/// its identity. In the same order.
std::vector<CheckItem> itemsOf(const std::vector<compliance::CheckFinding>& findings,
                               const compliance::CheckedLayer& layer,
                               const CheckRules& rules);

/// The same for the rows of a table without geometry; field names in values become titles.
std::vector<CheckItem> itemsOf(const std::vector<compliance::CheckFinding>& findings,
                               const LayerSchema& schema,
                               std::span<const StoredRow> rows,
                               const CheckRules& rules);

/// The sentence of an item, without where it is.
std::string describe(const CheckItem& item);

} // namespace tuban::jobs
