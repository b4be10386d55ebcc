#pragma once

#include "model/table.h"

#include <xlsxwriter.h>

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace tuban::data {

/// How a cell of a workbook looks.
struct XlsxStyle {
    std::uint8_t align = LXW_ALIGN_LEFT;
    int decimals = -1; ///< of a number; -1: text
    int indent = 0;
    bool bold = false;
    bool grid = true;      ///< thin lines around
    bool topLine = false;  ///< a heavier line above, in place of the thin one
    double size = 10;      ///< points
    std::uint32_t ink = 0; ///< 0xRRGGBB
    std::optional<std::uint32_t> fill = {};
    auto operator<=>(const XlsxStyle&) const = default;
};

std::uint32_t xlsxColour(Rgb colour);
/// Black or white, whichever reads better on `colour`.
std::uint32_t inkOn(Rgb colour);

/// The formats of a workbook, one for each style in use.
class XlsxFormats {
public:
    /// `language` of the table chooses the font.
    XlsxFormats(lxw_workbook* workbook, const std::string& language);
    lxw_format* of(const XlsxStyle& style);

private:
    lxw_workbook* m_workbook;
    bool m_chinese;
    std::map<XlsxStyle, lxw_format*> m_formats;
};

} // namespace tuban::data
