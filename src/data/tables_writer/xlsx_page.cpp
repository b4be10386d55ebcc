#include "data/tables_writer/xlsx_page.h"

#include "data/tables_writer/heading_grid.h"

#include <numeric>

namespace tuban::data {

namespace {

constexpr double kMargins = 0.8; // inches, both sides
constexpr double kPixelsPerInch = 96.0;
constexpr double kSmallPaper = (11.69 - kMargins) * kPixelsPerInch; // ISO 216 A4, long side
constexpr double kLargePaper = (16.54 - kMargins) * kPixelsPerInch; // A3
constexpr double kScale = XlsxPage::kSmallestScale / 100.0;

double pixelsOf(const std::vector<double>& widths, std::size_t first, std::size_t count) {
    const auto begin = widths.begin() + static_cast<std::ptrdiff_t>(first);
    return std::accumulate(begin,
                           begin + static_cast<std::ptrdiff_t>(count),
                           0.0,
                           [](double sum, double width) { return sum + columnPixels(width); });
}

/// Leaves at which a new page begins, so that no group is cut that fits on a page.
std::vector<std::size_t> pageBreaks(const Table& table, const std::vector<double>& widths) {
    const std::size_t labels = labelCount(table);
    const double room = kLargePaper / kScale - pixelsOf(widths, 0, labels);
    std::vector<std::size_t> breaks;
    double used = 0.0;
    for (const HeadingCell& cell : headingGrid(table)) {
        if (cell.row != 0 || cell.leaf < labels) {
            continue;
        }
        const double pixels = pixelsOf(widths, cell.leaf, cell.leafSpan);
        if (used > 0.0 && used + pixels > room) {
            breaks.push_back(cell.leaf);
            used = 0.0;
        }
        used += pixels;
    }
    return breaks;
}

} // namespace

double XlsxPage::tallest() const {
    constexpr double kMarginsAbove = 1.2; // inches, above and below
    constexpr double kPointsPerInch = 72.0;
    const double shortSide = large ? 11.69 : 8.27; // A3, A4
    return (shortSide - kMarginsAbove) * kPointsPerInch / kScale;
}

double columnPixels(double width) {
    constexpr double kDigit = 7.0;
    constexpr double kPadding = 5.0;
    return width * kDigit + kPadding;
}

XlsxPage xlsxPage(const Table& table, const std::vector<double>& widths) {
    XlsxPage page;
    const double pixels = pixelsOf(widths, 0, widths.size());
    page.firstPage = widths.size();
    page.large = pixels * kScale > kSmallPaper;
    if (pixels * kScale > kLargePaper) {
        page.breaks = pageBreaks(table, widths);
        if (!page.breaks.empty()) {
            page.firstPage = page.breaks.front();
        }
    }
    return page;
}

} // namespace tuban::data
