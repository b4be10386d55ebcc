#include "jobs/balance_report.h"

namespace tuban::jobs {

Area registeredDifference(const landuse::LandBalance& balance, std::size_t district) {
    if (balance.basis != landuse::AreaBasis::Registered) {
        return {};
    }
    const landuse::DistrictTotals& totals = balance.districts[district];
    return totals.area - (totals.covered + totals.uncovered - totals.overlap);
}

} // namespace tuban::jobs
