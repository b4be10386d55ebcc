#include "data/tables_writer/display_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace tuban::data {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

/// East Asian Width W and F; unassigned code points between them are taken along, and what
/// terminals show wide all the same (U+3248 to 324F, U+4DC0 to 4DFF).
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},   {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267F, 0x267F},   {0x2693, 0x2693},   {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},   {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},
    {0x2728, 0x2728},   {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27B0, 0x27B0},   {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},   {0x2E80, 0x303E},
    {0x3040, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE10, 0xFE1F},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x16FE0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4}, {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC},
    {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567}, {0x1F57A, 0x1F57A},
    {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EF},
    {0x1F6F4, 0x1F6FF}, {0x1F7E0, 0x1F7FF}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945},
    {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

/// Combining marks and format characters of the scripts that names of places and classes use.
constexpr Range kZero[] = {
    {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5BD},   {0x5BF, 0x5BF},     {0x5C1, 0x5C2},
    {0x5C4, 0x5C5},   {0x5C7, 0x5C7},   {0x610, 0x61A},   {0x61C, 0x61C},     {0x64B, 0x65F},
    {0x670, 0x670},   {0x6D6, 0x6DC},   {0x6DF, 0x6E4},   {0x6E7, 0x6E8},     {0x6EA, 0x6ED},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E},   {0x2060, 0x2064},
    {0x2066, 0x206F}, {0x20D0, 0x20F0}, {0x302A, 0x302D}, {0x3099, 0x309A},   {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0001, 0xE01EF},
};

template <std::size_t N> bool contains(const Range (&ranges)[N], std::uint32_t code) {
    const auto* const after =
        std::upper_bound(std::begin(ranges), std::end(ranges), code, [](auto c, const Range& r) {
            return c < r.first;
        });
    return after != std::begin(ranges) && code <= std::prev(after)->last;
}

std::size_t widthOf(std::uint32_t code) {
    if (contains(kZero, code)) {
        return 0;
    }
    return contains(kWide, code) ? 2 : 1;
}

/// A character as it stands in a text; `valid` is false for a byte that begins none.
struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

/// The character at the start of `text`, which is not empty.
/// @source RFC 3629: no overlong forms, no surrogates, at most U+10FFFF.
Character firstCharacter(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1, true};
    }
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) {
        return {};
    }
    std::uint32_t code = lead & (0x7FU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < kSmallest[bytes] || surrogate || code > 0x10FFFF) {
        return {};
    }
    return {code, bytes, true};
}

bool isControl(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/// Punctuation that must not begin a line, and brackets that must not end one.
bool keepsToTheLeft(std::uint32_t code) {
    constexpr std::u32string_view kClosing = U"、。，．；：！？）】》〉」』〕％”’";
    return kClosing.find(static_cast<char32_t>(code)) != std::u32string_view::npos;
}

bool keepsToTheRight(std::uint32_t code) {
    constexpr std::u32string_view kOpening = U"（【《〈「『〔“‘";
    return kOpening.find(static_cast<char32_t>(code)) != std::u32string_view::npos;
}

/// Collects characters into pieces that stay together, and pieces into lines.
class Wrapper {
public:
    explicit Wrapper(std::size_t width) : m_limit(std::max<std::size_t>(width, 2)) {}

    void add(std::string_view bytes, std::uint32_t code) {
        if (code == ' ') {
            endPiece();
            m_gap = !m_line.empty();
            return;
        }
        const std::size_t width = widthOf(code);
        const bool mayBreak =
            (width == 2 || m_lastWide) && width != 0 && !keepsToTheLeft(code) && !m_lastOpens;
        const bool longerThanALine = m_pieceWidth + width > m_limit;
        if (mayBreak || longerThanALine) {
            endPiece();
        }
        m_piece += bytes;
        m_pieceWidth += width;
        m_lastWide = width == 2;
        m_lastOpens = keepsToTheRight(code);
        if (code == '-' && m_pieceWidth > 1) {
            endPiece(); // a compound may break after its hyphen
        }
    }

    std::vector<std::string> finish() {
        endPiece();
        if (!m_line.empty() || m_lines.empty()) {
            m_lines.push_back(m_line);
        }
        return std::move(m_lines);
    }

private:
    void endPiece() {
        if (m_piece.empty()) {
            return;
        }
        const std::size_t gap = m_gap ? 1 : 0;
        if (!m_line.empty() && m_lineWidth + gap + m_pieceWidth > m_limit) {
            m_lines.push_back(std::move(m_line));
            m_line.clear();
            m_lineWidth = 0;
        } else {
            m_line.append(gap, ' ');
            m_lineWidth += gap;
        }
        m_line += m_piece;
        m_lineWidth += m_pieceWidth;
        m_piece.clear();
        m_pieceWidth = 0;
        m_gap = false;
        m_lastWide = false;
        m_lastOpens = false;
    }

    std::size_t m_limit;
    std::vector<std::string> m_lines;
    std::string m_line;
    std::size_t m_lineWidth = 0;
    std::string m_piece; // what must stay together
    std::size_t m_pieceWidth = 0;
    bool m_gap = false; // a space stands before the piece
    bool m_lastWide = false;
    bool m_lastOpens = false;
};

} // namespace

std::string printable(std::string_view text) {
    constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Character c = firstCharacter(text);
        if (!c.valid || c.code == 0xFFFE || c.code == 0xFFFF) {
            out += kReplacement;
        } else if (isControl(c.code)) {
            out += ' ';
        } else {
            out += text.substr(0, c.bytes);
        }
        text.remove_prefix(c.bytes);
    }
    return out;
}

std::size_t displayWidth(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const Character c = firstCharacter(text);
        width += widthOf(c.code);
        text.remove_prefix(c.bytes);
    }
    return width;
}

std::vector<std::string> wrapText(std::string_view text, std::size_t width) {
    Wrapper wrapper(width);
    while (!text.empty()) {
        const Character c = firstCharacter(text);
        wrapper.add(text.substr(0, c.bytes), c.code);
        text.remove_prefix(c.bytes);
    }
    return wrapper.finish();
}

std::vector<std::string> wrapEvenly(std::string_view text, std::size_t width) {
    std::vector<std::string> lines = wrapText(text, width);
    for (std::size_t narrower = width; narrower-- > 1;) {
        std::vector<std::string> next = wrapText(text, narrower);
        if (next.size() > lines.size()) {
            break;
        }
        lines = std::move(next);
    }
    return lines;
}

} // namespace tuban::data
