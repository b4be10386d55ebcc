#include "data/foreign/worker/text_to_utf8.h"

#include "data/sources/text_encoding.h"

#include <algorithm>

namespace tuban::data {

namespace {

using namespace std::string_view_literals;

struct Mark {
    std::string_view bytes;
    const char* encoding;
};
constexpr Mark kMarks[] = {
    {"\xEF\xBB\xBF"sv, "UTF-8"}, {"\xFF\xFE"sv, "UTF-16LE"}, {"\xFE\xFF"sv, "UTF-16BE"}};

std::uint64_t linesBeyondAscii(std::string_view bytes) {
    std::uint64_t lines = 0;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size() - 1);
        const std::string_view line = bytes.substr(0, end + 1);
        const bool beyond = std::any_of(
            line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
        lines += beyond ? 1U : 0U;
        bytes.remove_prefix(end + 1);
    }
    return lines;
}

} // namespace

std::string encodingOfText(std::string_view bytes) {
    const Utf8Reading asUtf8 = readUtf8(bytes);
    if (asUtf8.valid && !asUtf8.cut) {
        return asUtf8.longSequences + asUtf8.shortSequences == 0 ? "ASCII" : "UTF-8";
    }
    return plausibleGb18030(readGb18030(bytes)) ? "GB18030" : "ISO-8859-1";
}

Utf8Text toUtf8Text(std::string_view bytes, const std::string& wanted) {
    Utf8Text made;
    made.declared = wanted;
    made.encoding = wanted;
    for (const Mark& mark : kMarks) {
        if (bytes.substr(0, mark.bytes.size()) == mark.bytes) {
            made.encoding = mark.encoding;
            made.declared = "BOM";
            bytes.remove_prefix(mark.bytes.size());
            break;
        }
    }
    if (made.encoding.empty()) {
        made.encoding = encodingOfText(bytes);
    }
    made.lines = linesBeyondAscii(bytes);
    const bool asIs = made.encoding == "ASCII" || (made.encoding == "UTF-8" && isUtf8(bytes));
    const auto converter = asIs ? std::nullopt : TextConverter::from(made.encoding);
    made.text = converter ? converter->toUtf8(bytes) : std::string(bytes);
    return made;
}

} // namespace tuban::data
