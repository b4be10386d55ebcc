#pragma once

#include "compliance/check_finding.h"
#include "model/layer_schema.h"

#include <span>
#include <vector>

namespace tuban::compliance {

/// Checks the records of a table without geometry against the rules on dates and amounts that name
/// it; fields that it does not have are passed over, so are empty values. Rows of the findings are
/// places in `rows`. By row.
/// Values: DateOrder: field, date, field, date; Amount: field, value, field, limit or product.
std::vector<CheckFinding>
checkRecords(const CheckRules& rules, const LayerSchema& schema, std::span<const LayerRow> rows);

} // namespace tuban::compliance
