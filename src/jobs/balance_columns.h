#pragma once

#include "jobs/balance_report.h"
#include "landuse/closing.h"
#include "model/table.h"

#include <cstddef>

namespace tuban::jobs {

/// The two printed columns, area and share, of a district or of all land, closed on their totals.
class BalanceColumns {
public:
    static BalanceColumns ofDistrict(const BalanceReport& report, std::size_t district);
    /// Without uncovered and overlap: every parcel counts once, wherever it lies.
    static BalanceColumns ofAllLand(const BalanceReport& report);

    /// A line of a column: area in the unit of the report, share in per cent.
    struct Line {
        Table::Number area;
        Table::Number share;
    };
    Line row(std::size_t row) const;
    /// Σ of the rows.
    Line covered() const;
    Line uncovered() const;
    Line overlap() const; ///< negative
    Line difference() const;
    /// What the others close on.
    Line whole() const;

private:
    BalanceColumns(const BalanceReport& report,
                   std::vector<landuse::ClosingItem> items,
                   Area covered,
                   Area whole);
    Line line(std::size_t item, Area amount) const;

    AreaUnit m_unit;
    std::vector<landuse::ClosingItem> m_items; // covered, rows, then what corrects their sum
    std::size_t m_rows;
    Area m_covered;
    Area m_whole;
    landuse::ClosedNumbers m_areas;
    landuse::ClosedNumbers m_shares;
};

} // namespace tuban::jobs
