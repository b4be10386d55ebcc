#include "data/tables_writer/xlsx_formats.h"

namespace tuban::data {

namespace {

constexpr std::uint32_t kLineColour = 0x8A94A0;

std::string numberFormat(int decimals) {
    return decimals == 0 ? "0" : "0." + std::string(static_cast<std::size_t>(decimals), '0');
}

} // namespace

std::uint32_t xlsxColour(Rgb colour) {
    return std::uint32_t(colour.r) << 16U | std::uint32_t(colour.g) << 8U | colour.b;
}

std::uint32_t inkOn(Rgb colour) {
    // Luma of ITU-R BT.601, in thousandths.
    const int luma = 299 * colour.r + 587 * colour.g + 114 * colour.b;
    return luma < 128000 ? 0xFFFFFF : 0x000000;
}

XlsxFormats::XlsxFormats(lxw_workbook* workbook, const std::string& language)
    : m_workbook(workbook), m_chinese(language.starts_with("zh")) {}

lxw_format* XlsxFormats::of(const XlsxStyle& style) {
    const auto [entry, added] = m_formats.try_emplace(style, nullptr);
    if (!added) {
        return entry->second;
    }
    lxw_format* format = workbook_add_format(m_workbook);
    entry->second = format;
    format_set_font_name(format, m_chinese ? "SimSun" : "Calibri");
    format_set_font_size(format, style.size);
    format_set_font_color(format, style.ink);
    format_set_align(format, style.align);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style.decimals >= 0) {
        format_set_num_format(format, numberFormat(style.decimals).c_str());
    } else {
        format_set_text_wrap(format);
    }
    if (style.indent > 0) {
        format_set_indent(format, static_cast<std::uint8_t>(style.indent));
    }
    if (style.bold) {
        format_set_bold(format);
    }
    if (style.fill) {
        format_set_bg_color(format, *style.fill);
    }
    if (style.grid) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, kLineColour);
    }
    if (style.topLine) {
        format_set_top(format, LXW_BORDER_MEDIUM);
    }
    return format;
}

} // namespace tuban::data
