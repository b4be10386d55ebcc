#include "data/export/export_text.h"

#include "data/sources/text_encoding.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <iconv.h>
#include <utility>

namespace tuban::data {

struct TextEncoder::Handle {
    explicit Handle(const char* to) : converter(::iconv_open(to, "UTF-8")) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() {
        if (valid()) {
            ::iconv_close(converter);
        }
    }
    // The system's way to say that it has no such converter.
    bool valid() const { return converter != reinterpret_cast<iconv_t>(-1); } // NOLINT
    iconv_t converter;
};

std::optional<ExportEncoding> exportEncodingNamed(std::string_view name) {
    std::string lower;
    for (const char c : name) {
        if (c != '-' && c != '_') {
            lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    if (lower == "utf8") {
        return ExportEncoding::Utf8;
    }
    if (lower == "gbk" || lower == "cp936" || lower == "gb2312") {
        return ExportEncoding::Gbk;
    }
    if (lower == "gb18030") {
        return ExportEncoding::Gb18030;
    }
    return std::nullopt;
}

const char* nameOf(ExportEncoding encoding) {
    switch (encoding) {
    case ExportEncoding::Utf8:
        return "UTF-8";
    case ExportEncoding::Gbk:
        return "GBK";
    case ExportEncoding::Gb18030:
        break;
    }
    return "GB18030";
}

TextEncoder::TextEncoder(ExportEncoding encoding)
    : m_encoding(encoding),
      m_handle(encoding == ExportEncoding::Utf8 ? nullptr
                                                : std::make_unique<Handle>(nameOf(encoding))) {}
TextEncoder::TextEncoder(TextEncoder&&) noexcept = default;
TextEncoder& TextEncoder::operator=(TextEncoder&&) noexcept = default;
TextEncoder::~TextEncoder() = default;

std::size_t TextEncoder::append(std::string& bytes, std::string_view text) {
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return (c & '\x80') == 0; });
    if (ascii || (m_encoding == ExportEncoding::Utf8 && isUtf8(text))) {
        bytes += text;
        return 0;
    }
    return convertAll(bytes, text) ? 0 : convert(bytes, text);
}

/// False, with nothing appended: not every character fits.
bool TextEncoder::convertAll(std::string& bytes, std::string_view text) {
    if (!m_handle || !m_handle->valid()) {
        return false;
    }
    const std::size_t start = bytes.size();
    bytes.resize(start + 2 * text.size()); // two bytes become at most four
    std::string source(text);
    char* in = source.data();
    std::size_t left = source.size();
    char* out = bytes.data() + start;
    std::size_t room = 2 * text.size();
    const bool done = ::iconv(m_handle->converter, &in, &left, &out, &room) == 0 && left == 0;
    bytes.resize(done ? start + 2 * text.size() - room : start);
    return done;
}

/// Character by character.
std::size_t TextEncoder::convert(std::string& bytes, std::string_view text) {
    std::size_t lost = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        std::string one(text.substr(at, std::max<std::size_t>(length, 1)));
        at += one.size();
        if (length == 1 || (length > 0 && m_encoding == ExportEncoding::Utf8)) {
            bytes += one;
            continue;
        }
        char* in = one.data();
        std::size_t left = one.size();
        char out[8];
        char* end = out;
        std::size_t room = sizeof out;
        const bool done = length > 0 && m_handle && m_handle->valid() &&
                          ::iconv(m_handle->converter, &in, &left, &end, &room) != std::size_t(-1);
        if (done) {
            bytes.append(out, end);
        } else {
            bytes += '?';
            ++lost;
        }
    }
    return lost;
}

std::size_t TextEncoder::fitting(std::string_view bytes, std::size_t limit) const {
    if (bytes.size() <= limit) {
        return bytes.size();
    }
    if (m_encoding == ExportEncoding::Utf8) {
        std::size_t end = limit;
        while (end > 0 && (bytes[end] & '\xC0') == '\x80') {
            --end;
        }
        return end;
    }
    std::size_t end = 0;
    while (end < bytes.size()) {
        std::size_t length = 1;
        if ((bytes[end] & '\x80') != 0) {
            const bool four =
                end + 1 < bytes.size() && bytes[end + 1] >= '0' && bytes[end + 1] <= '9';
            length = four ? 4 : 2;
        }
        if (end + length > limit) {
            break;
        }
        end += length;
    }
    return end;
}

void appendNumber(std::string& text, double value) {
    if (!std::isfinite(value)) {
        return;
    }
    char digits[32];
    text.append(digits, std::to_chars(std::begin(digits), std::end(digits), value).ptr);
}

void appendNumber(std::string& text, std::int64_t value) {
    char digits[24];
    text.append(digits, std::to_chars(std::begin(digits), std::end(digits), value).ptr);
}

void appendValue(std::string& text, const FieldValue& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        appendNumber(text, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        appendNumber(text, *real);
    } else if (const auto* string = std::get_if<std::string>(&value)) {
        text += *string;
    }
}

std::optional<std::string> compactDay(std::string_view day) {
    constexpr std::string_view kShape = "0000-00-00";
    if (day.size() != kShape.size()) {
        return std::nullopt;
    }
    std::string compact;
    for (std::size_t i = 0; i < day.size(); ++i) {
        const bool digit = day[i] >= '0' && day[i] <= '9';
        if (digit != (kShape[i] == '0') || (!digit && day[i] != '-')) {
            return std::nullopt;
        }
        if (digit) {
            compact += day[i];
        }
    }
    return compact;
}

std::size_t appendXml(std::string& xml, std::string_view text) {
    std::size_t lost = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        const std::string_view one = text.substr(at, std::max<std::size_t>(length, 1));
        at += one.size();
        const auto c = static_cast<unsigned char>(one.front());
        const bool control = length == 1 && c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        // U+FFFE and U+FFFF
        const bool noncharacter = one == "\xEF\xBF\xBE" || one == "\xEF\xBF\xBF";
        if (length == 0 || control || noncharacter) {
            xml += ' ';
            ++lost;
        } else if (c == '&') {
            xml += "&amp;";
        } else if (c == '<') {
            xml += "&lt;";
        } else if (c == '>') {
            xml += "&gt;";
        } else if (c == '"') {
            xml += "&quot;";
        } else if (c == '\r') {
            xml += "&#13;"; // a plain one would be read as a line feed
        } else {
            xml += one;
        }
    }
    return lost;
}

void appendJson(std::string& json, std::string_view text) {
    constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    json += '"';
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text, at);
        const char c = text[at];
        if (length == 0) {
            json += "\xEF\xBF\xBD";
        } else if (const auto i = kEscaped.find(c); length == 1 && i != std::string_view::npos) {
            json += '\\';
            json += kLetters[i];
        } else if (length == 1 && static_cast<unsigned char>(c) < 0x20) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
            json += escape;
        } else {
            json += text.substr(at, length);
        }
        at += std::max<std::size_t>(length, 1);
    }
    json += '"';
}

} // namespace tuban::data
