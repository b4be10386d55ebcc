#pragma once

#include "jobs/balance_report.h"

#include <string>

namespace tuban::jobs {

/// The balance as JSON, in the form that docs/ratios.md defines: areas in m², ratios as fractions,
/// with the shortest digits that read back the same; texts of findings in the current language;
/// keys and elements in a fixed order. Not in it: subtotals (the reader's sum) and cells without
/// land. Ends with a line break.
std::string balanceJson(const BalanceReport& report);

} // namespace tuban::jobs
