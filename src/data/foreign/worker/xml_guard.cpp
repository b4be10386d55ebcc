#include "data/foreign/worker/xml_guard.h"

#include <algorithm>

namespace tuban::data {

namespace {

using namespace std::string_view_literals;

constexpr int kDeepest = 256;
constexpr std::size_t kHead = 64 * 1024;

bool beginsAt(std::string_view text, std::size_t at, std::string_view what) {
    return text.compare(at, what.size(), what) == 0;
}

/// Behind the next `end` from `at`; the end of the text where there is none.
std::size_t behind(std::string_view text, std::size_t at, std::string_view end) {
    const auto found = text.find(end, at);
    return found == std::string_view::npos ? text.size() : found + end.size();
}

/// Behind the tag that begins at `at`; quotes may hold '>'.
std::size_t behindTag(std::string_view text, std::size_t at) {
    while (at < text.size() && text[at] != '>') {
        if (text[at] == '"' || text[at] == '\'') {
            at = behind(text, at + 1, text.substr(at, 1));
        } else {
            ++at;
        }
    }
    return std::min(at + 1, text.size());
}

/// Where markup begins that is neither comment nor instruction nor CDATA.
std::size_t nextTag(std::string_view text, std::size_t at) {
    while (true) {
        at = text.find('<', at);
        if (at == std::string_view::npos) {
            return text.size();
        }
        if (beginsAt(text, at, "<!--")) {
            at = behind(text, at + 4, "-->");
        } else if (beginsAt(text, at, "<?")) {
            at = behind(text, at + 2, "?>");
        } else if (beginsAt(text, at, "<![CDATA[")) {
            at = behind(text, at + 9, "]]>");
        } else {
            return at;
        }
    }
}

} // namespace

bool isWideXml(std::string_view head) {
    return head.substr(0, 4) == "\xFF\xFE<\0"sv || head.substr(0, 4) == "\xFE\xFF\0<"sv ||
           head.substr(0, 4) == "<\0?\0"sv || head.substr(0, 4) == "\0<\0?"sv;
}

XmlRoot xmlRoot(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, kHead);
    std::size_t at = nextTag(head, 0);
    while (at < head.size() && beginsAt(head, at, "<!")) { // a document type
        at = nextTag(head, behindTag(head, at));
    }
    if (at >= head.size()) {
        return {};
    }
    const std::size_t end = std::min(head.find_first_of(" \t\r\n/>", at + 1), head.size());
    const std::string_view whole = head.substr(at + 1, end - at - 1);
    const auto colon = whole.find(':');
    if (colon == std::string_view::npos) {
        return {std::string(whole), {}};
    }
    return {std::string(whole.substr(colon + 1)), std::string(whole.substr(0, colon))};
}

std::optional<std::string> xmlObjection(std::string_view bytes) {
    if (isWideXml(bytes.substr(0, 4))) {
        return "XML in UTF-16; save it in UTF-8";
    }
    int depth = 0;
    for (std::size_t at = nextTag(bytes, 0); at < bytes.size();) {
        if (beginsAt(bytes, at, "<!")) {
            return "XML with a DOCTYPE";
        }
        const bool closes = beginsAt(bytes, at, "</");
        const std::size_t end = behindTag(bytes, at);
        const bool empty = end >= 2 && bytes[end - 2] == '/';
        depth += closes ? -1 : (empty ? 0 : 1);
        if (depth > kDeepest) {
            return "XML with elements more than 256 deep";
        }
        at = nextTag(bytes, end);
    }
    return std::nullopt;
}

} // namespace tuban::data
