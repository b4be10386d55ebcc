#pragma once

#include "jobs/balance_report.h"
#include "jobs/language.h"
#include "model/table.h"

namespace tuban::jobs {

enum class BalanceLayout {
    Working,  ///< for the screen: code, class; always shows how each district closes
    Official, ///< the land-balance table (用地平衡表): number, code, name; closing rows where
              ///< needed
};

/// The balance as it is printed. Rows: classes under their subtotals, then how each column closes:
/// classes + uncovered − overlap = district area. Columns: area and share of every district, then
/// of all land, unless a single district is all the land. Exact zeros of classes stay empty.
///
/// Shares are of the area of the district itself; in the last group of all land of the layer.
/// Printed areas and shares close on each subtotal and total (landuse::closeAreas, closeShares;
/// a note under the table names the method); the values of the cells stay exact. Texts come from
/// the translator that is installed, class names from the data in `language`.
/// @source layout: GB 50137-2011, table A.0.2 (columns number, code, name, area, share), with a
/// column group per district in place of existing and planned.
Table balanceTable(const BalanceReport& report, BalanceLayout layout, Language language);

/// The balance for machines, one record per number; the same in every language but for the names.
/// Leaves (keys): scope, district, kind, class, name, level, area, unit, share. In the scope
/// "district" the kinds are: class (leaf rows, they add up), subtotal, uncovered, overlap
/// (negative), difference (registered areas only), area (of the district, the sum of all but
/// subtotals). In the scope "all", all land of the layer: class, subtotal, outside (part of the
/// total in no district), total. Areas in the unit of the report, shares as fractions, raw; zeros
/// are there, too.
Table balanceRecords(const BalanceReport& report, Language language);

} // namespace tuban::jobs
