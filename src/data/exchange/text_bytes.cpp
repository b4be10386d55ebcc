#include "data/exchange/text_bytes.h"

#include "data/sources/text_encoding.h"

#include <algorithm>
#include <iconv.h>

namespace tuban::data {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// The encoding that a byte order mark says, and its length.
std::pair<std::string, std::size_t> markOf(std::string_view bytes) {
    if (bytes.starts_with(kUtf8Mark)) {
        return {"UTF-8", kUtf8Mark.size()};
    }
    if (bytes.starts_with("\xFF\xFE")) {
        return {"UTF-16LE", 2};
    }
    return bytes.starts_with("\xFE\xFF") ? std::pair<std::string, std::size_t>{"UTF-16BE", 2}
                                         : std::pair<std::string, std::size_t>{};
}

/// UTF-16 without mark: digits and line ends are of two bytes, one of them zero.
std::string unmarkedUtf16(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096);
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < head.size(); ++i) {
        zeros[i % 2] += head[i] == '\0' ? 1U : 0U;
    }
    const std::size_t enough = head.size() / 8;
    if (head.size() < 8 || zeros[0] + zeros[1] < enough) {
        return {};
    }
    if (zeros[0] == 0) {
        return "UTF-16LE";
    }
    return zeros[1] == 0 ? "UTF-16BE" : "";
}

std::string toldEncoding(std::string_view bytes) {
    if (std::string wide = unmarkedUtf16(bytes); !wide.empty()) {
        return wide;
    }
    if (readUtf8(bytes).valid) {
        return "UTF-8";
    }
    return plausibleGb18030(readGb18030(bytes)) ? "GB18030" : "";
}

std::uint64_t countOf(std::string_view text, std::string_view part) {
    std::uint64_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

} // namespace

Result<DecodedText> decodeText(std::string_view bytes, const std::string& encoding) {
    const auto [marked, length] = markOf(bytes);
    DecodedText decoded;
    decoded.encoding = encoding.empty() ? marked : encoding;
    decoded.told = decoded.encoding.empty();
    bytes.remove_prefix(length);
    if (decoded.told) {
        decoded.encoding = toldEncoding(bytes);
    }
    if (decoded.encoding
            .empty()) { // damaged Chinese, rather than Latin-1, if most of it is Chinese
        std::size_t high = 0;
        for (const char c : bytes) {
            high += static_cast<unsigned char>(c) >= 0x81 ? 1U : 0U;
        }
        const auto converter = TextConverter::from("GB18030");
        const std::string text = converter ? converter->toUtf8(bytes) : std::string();
        const bool mostly = converter && countOf(text, kReplacement) * 10 < high;
        decoded.encoding = mostly ? "GB18030" : "ISO-8859-1";
    }
    const auto converter = TextConverter::from(decoded.encoding);
    if (!converter) {
        return Error{
            ErrorCode::BadArgument, decoded.encoding, "the system does not know this encoding"};
    }
    const std::uint64_t before = decoded.encoding == "UTF-8" ? countOf(bytes, kReplacement) : 0;
    decoded.text = converter->toUtf8(bytes);
    const std::uint64_t after = countOf(decoded.text, kReplacement);
    decoded.replaced = after > before ? after - before : 0;
    return decoded;
}

std::optional<std::string> encodeText(std::string_view utf8, const std::string& encoding) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the value POSIX gives for failure
    const auto failed = reinterpret_cast<iconv_t>(static_cast<std::intptr_t>(-1));
    const iconv_t descriptor = ::iconv_open(encoding.c_str(), "UTF-8");
    if (descriptor == failed) {
        return std::nullopt;
    }
    std::string copy(utf8); // iconv wants writable input
    std::string out(copy.size() * 4 + 4, '\0');
    char* in = copy.data();
    std::size_t left = copy.size();
    char* to = out.data();
    std::size_t room = out.size();
    const bool done = ::iconv(descriptor, &in, &left, &to, &room) != static_cast<std::size_t>(-1);
    ::iconv_close(descriptor);
    out.resize(out.size() - room);
    return done ? std::optional(std::move(out)) : std::nullopt;
}

std::string halfWidthText(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(utf8[i + k]); };
        const bool three = i + 2 < utf8.size();
        if (three && byte(0) == 0xEF && (byte(1) == 0xBC || byte(1) == 0xBD)) {
            const unsigned code = 0xF000U + ((byte(1) & 0x3FU) << 6U) + (byte(2) & 0x3FU);
            if (code >= 0xFF01U && code <= 0xFF5EU) {
                out += static_cast<char>(code - 0xFF01U + '!');
                i += 3;
                continue;
            }
        }
        if (three && byte(0) == 0xE3 && byte(1) == 0x80) {
            const char plain =
                byte(2) == 0x80 ? ' ' : (byte(2) == 0x90 ? '[' : (byte(2) == 0x91 ? ']' : '\0'));
            if (plain != '\0') {
                out += plain;
                i += 3;
                continue;
            }
        }
        out += utf8[i++];
    }
    return out;
}

} // namespace tuban::data
