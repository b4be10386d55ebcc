#include "jobs/balance_report.h"

namespace tuban::jobs {

BalanceReport
reportOf(const RatioResult& ratios, const std::string& source, AreaUnit unit, Language language) {
    BalanceReport report;
    report.balance = ratios.balance;
    report.source = source;
    report.crs = ratios.crs.authority.empty() ? ratios.crs.name : ratios.crs.authority;
    report.crsName = ratios.crs.name;
    if (ratios.classification) {
        report.classification = ratios.classification->id();
        report.classificationTitle = ratios.classification->title();
        report.level = ratios.level;
    }
    if (ratios.notice) {
        report.notice = nameIn(language, *ratios.notice);
    }
    report.unit = unit;
    report.findings = ratios.findings;
    return report;
}

Area registeredDifference(const landuse::LandBalance& balance, std::size_t district) {
    if (balance.basis != landuse::AreaBasis::Registered) {
        return {};
    }
    const landuse::DistrictTotals& totals = balance.districts[district];
    return totals.area - (totals.covered + totals.uncovered - totals.overlap);
}

} // namespace tuban::jobs
