#include "jobs/balance_columns.h"

#include <utility>

namespace tuban::jobs {

using landuse::ClosingItem;
using landuse::LandBalance;

namespace {

constexpr int kShareDecimals = 2;
constexpr std::size_t kCovered = 0;
constexpr std::size_t kFirstRow = 1;

/// The sum of the rows, then the rows; `areaOf` gives the area of a row.
template <typename AreaOf>
std::vector<ClosingItem> rowItems(const LandBalance& balance, AreaOf areaOf) {
    std::vector<ClosingItem> items{{Area()}};
    for (std::size_t row = 0; row < balance.rows.size(); ++row) {
        const auto& parent = balance.rows[row].parent;
        items.push_back({areaOf(row), parent ? kFirstRow + *parent : kCovered});
    }
    return items;
}

} // namespace

BalanceColumns BalanceColumns::ofDistrict(const BalanceReport& report, std::size_t district) {
    const LandBalance& balance = report.balance;
    const landuse::DistrictTotals& totals = balance.districts[district];
    auto items = rowItems(balance, [&](std::size_t row) { return balance.areas[row][district]; });
    items.push_back({totals.uncovered});
    items.push_back({Area() - totals.overlap});
    items.push_back({registeredDifference(balance, district)});
    return {report, std::move(items), totals.covered, totals.area};
}

BalanceColumns BalanceColumns::ofAllLand(const BalanceReport& report) {
    const LandBalance& balance = report.balance;
    auto items = rowItems(balance, [&](std::size_t row) { return balance.rowTotals[row]; });
    items.insert(items.end(), 3, {Area()});
    return {report, std::move(items), balance.total, balance.total};
}

BalanceColumns::BalanceColumns(const BalanceReport& report,
                               std::vector<ClosingItem> items,
                               Area covered,
                               Area whole)
    : m_unit(report.unit),
      m_items(std::move(items)),
      m_rows(report.balance.rows.size()),
      m_covered(covered),
      m_whole(whole),
      m_areas(landuse::closeAreas(m_items, oneOf(m_unit), decimalsOf(m_unit))),
      m_shares(landuse::closeShares(m_items, kShareDecimals)) {}

BalanceColumns::Line BalanceColumns::line(std::size_t item, Area amount) const {
    return {{valueIn(m_unit, amount), m_areas.text(item)},
            {shareOf(amount, m_whole).inPercent(), m_shares.text(item)}};
}

BalanceColumns::Line BalanceColumns::row(std::size_t row) const {
    return line(kFirstRow + row, m_items[kFirstRow + row].amount);
}

BalanceColumns::Line BalanceColumns::covered() const {
    return line(kCovered, m_covered);
}

BalanceColumns::Line BalanceColumns::uncovered() const {
    return line(kFirstRow + m_rows, m_items[kFirstRow + m_rows].amount);
}

BalanceColumns::Line BalanceColumns::overlap() const {
    return line(kFirstRow + m_rows + 1, m_items[kFirstRow + m_rows + 1].amount);
}

BalanceColumns::Line BalanceColumns::difference() const {
    return line(kFirstRow + m_rows + 2, m_items[kFirstRow + m_rows + 2].amount);
}

BalanceColumns::Line BalanceColumns::whole() const {
    return {{valueIn(m_unit, m_whole), m_areas.totalText()},
            {shareOf(m_whole, m_whole).inPercent(), m_shares.totalText()}};
}

} // namespace tuban::jobs
