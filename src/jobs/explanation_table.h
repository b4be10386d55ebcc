#pragma once

#include "jobs/balance_report.h"
#include "jobs/language.h"
#include "jobs/ratio_table_job.h"
#include "model/table.h"

#include <string>

namespace tuban::jobs {

/// The parcels behind a cell: feature, number, class, part in the district, whole, and the share of
/// the parcel that lies there; the total is the cell. `report` gives unit, basis and source.
Table explanationTable(const CellExplanation& cell, const BalanceReport& report, Language language);

/// The same as JSON, areas in m²: {"district","class","area_m2","parcels":[{"feature","number",
/// "code","area_m2","whole_m2"}]} beside basis, crs and source.
std::string explanationJson(const CellExplanation& cell, const BalanceReport& report);

} // namespace tuban::jobs
