#pragma once

#include "jobs/balance_report.h"
#include "jobs/language.h"

#include <string>
#include <vector>

namespace tuban::jobs {

/// Whether the table has columns of all land beside those of the districts: not where a single
/// district holds all of it.
bool showsAllLand(const landuse::LandBalance& balance);

/// The name of a row as printed: of its class, marked where the row holds land that was not told
/// apart further, or what is wrong with its code.
std::string balanceRowName(const landuse::BalanceRow& row, Language language);

/// Lines under the title: the parcels, basis, CRS and unit of the areas, class table and level,
/// then the notice of the report.
std::vector<std::string> balanceSubtitle(const BalanceReport& report, Language language);

/// Lines under the table: what shares are of, how the numbers close, then the findings: the
/// first three of a kind, and how many more there are.
std::vector<std::string> balanceNotes(const BalanceReport& report, bool allLand);

} // namespace tuban::jobs
