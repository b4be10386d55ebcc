#include "data/foreign/worker/drawing_head.h"

#include "data/foreign/worker/text_to_utf8.h"

#include <algorithm>

namespace tuban::data {

namespace {

constexpr std::size_t kHead = 256 * 1024;

std::string_view nextLine(std::string_view& rest) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
        line.remove_suffix(1);
    }
    while (!line.empty() && line.front() == ' ') {
        line.remove_prefix(1);
    }
    return line;
}

/// The value behind a variable of the header: a group code, then the value.
std::string variable(std::string_view head, std::string_view name) {
    std::string_view rest = head;
    while (!rest.empty()) {
        if (nextLine(rest) == name) {
            nextLine(rest);
            return std::string(nextLine(rest).substr(0, 64));
        }
    }
    return {};
}

std::uint64_t linesBeyondAscii(std::string_view text) {
    std::uint64_t lines = 0;
    bool beyond = false;
    for (const char c : text) {
        beyond = beyond || static_cast<unsigned char>(c) > 127;
        if (c == '\n') {
            lines += beyond ? 1U : 0U;
            beyond = false;
        }
    }
    return lines + (beyond ? 1U : 0U);
}

} // namespace

DrawingHead readDrawingHead(std::string_view dxf) {
    DrawingHead head;
    head.version = variable(dxf.substr(0, kHead), "$ACADVER");
    head.codePage = variable(dxf.substr(0, kHead), "$DWGCODEPAGE");
    head.units = variable(dxf.substr(0, kHead), "$INSUNITS");
    head.lines = linesBeyondAscii(dxf);
    if (head.lines == 0) {
        return head;
    }
    const std::string told = encodingOfText(dxf);
    // AC1021 and later should be UTF-8; GB18030 holds more than code page 936.
    if (told == "GB18030" || (told == "UTF-8" && head.version < "AC1021")) {
        head.encoding = told;
    }
    return head;
}

} // namespace tuban::data
