#pragma once

#include "model/table.h"

#include <cstddef>
#include <vector>

namespace tuban::data {

/// How a workbook's sheet lies on paper.
struct XlsxPage {
    bool large = false; ///< A3, else A4; both landscape
    /// First leaves of the pages after the first one; empty: the sheet is fitted to one page width.
    std::vector<std::size_t> breaks = {};
    std::size_t firstPage = 0;                ///< leaves on the first page
    static constexpr int kSmallestScale = 60; ///< per cent, used where there are breaks

    /// Points of height that fit on one page at kSmallestScale.
    double tallest() const;
};

/// The smallest paper on which the columns are printed at kSmallestScale or more; if there is none,
/// pages beside each other that break between column groups. `widths` in letters, see columnPixels.
XlsxPage xlsxPage(const Table& table, const std::vector<double>& widths);

/// Pixels at 96 dpi of a column that is `width` digits wide.
/// @source ECMA-376 part 1, 18.3.1.13 (width) for the default font, whose digits take 7 pixels.
double columnPixels(double width);

} // namespace tuban::data
