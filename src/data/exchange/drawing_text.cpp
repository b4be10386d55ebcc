#include "data/exchange/drawing_text.h"

#include "data/sources/text_encoding.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace tuban::data {

namespace {

void appendUtf8(std::uint32_t c, std::string& out) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6U));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12U));
        out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

bool isSurrogate(std::uint32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

/// The number that exactly `digits` characters at `at` are.
std::optional<std::uint32_t>
numberAt(std::string_view text, std::size_t at, std::size_t digits, int base) {
    if (at + digits > text.size()) {
        return {};
    }
    std::uint32_t number = 0;
    const char* const end = text.data() + at + digits;
    const auto [stop, failed] = std::from_chars(text.data() + at, end, number, base);
    return failed == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

class Cleaner {
public:
    explicit Cleaner(std::string_view text) : m_text(text) {}

    std::string clean() {
        while (m_at < m_text.size()) {
            if (m_text.substr(m_at).starts_with("%%") && control()) {
                continue;
            }
            if (m_text[m_at] == '\\' && escape()) {
                continue;
            }
            const char c = m_text[m_at++];
            if (c != '{' && c != '}') {
                m_out += c == '\r' ? '\n' : c;
            }
        }
        return trimmed();
    }

private:
    bool control() {
        const char code = m_at + 2 < m_text.size() ? m_text[m_at + 2] : '\0';
        const char* put = nullptr;
        switch (code) {
        case 'c':
        case 'C':
            put = "⌀";
            break;
        case 'd':
        case 'D':
            put = "°";
            break;
        case 'p':
        case 'P':
            put = "±";
            break;
        case '%':
            put = "%";
            break;
        case 'u':
        case 'U':
        case 'o':
        case 'O':
        case 'k':
        case 'K':
            put = "";
            break;
        default:
            break;
        }
        if (put != nullptr) {
            m_out += put;
            m_at += 3;
            return true;
        }
        const auto number = numberAt(m_text, m_at + 2, 3, 10);
        if (!number || *number < 32 || *number > 126) {
            return false;
        }
        m_out += static_cast<char>(*number);
        m_at += 5;
        return true;
    }

    bool escape() {
        const char code = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        switch (code) {
        case 'P':
        case 'N':
        case 'X':
            m_out += '\n';
            m_at += 2;
            return true;
        case '~':
            m_out += ' ';
            m_at += 2;
            return true;
        case '\\':
        case '{':
        case '}':
            m_out += code;
            m_at += 2;
            return true;
        case 'L':
        case 'l':
        case 'O':
        case 'o':
        case 'K':
        case 'k':
            m_at += 2;
            return true;
        case 'U':
            return unicode();
        case 'M':
            return multiByte();
        case 'S':
            return stacked();
        default:
            return format(code);
        }
    }

    bool unicode() {
        const bool marked = m_text.substr(m_at).starts_with("\\U+");
        const auto number = marked ? numberAt(m_text, m_at + 3, 4, 16) : std::nullopt;
        if (!number || *number < 32 || isSurrogate(*number)) {
            return false;
        }
        appendUtf8(*number, m_out);
        m_at += 7;
        return true;
    }

    /// \M+5XXXX: two bytes of GBK.
    bool multiByte() {
        const bool marked = m_text.substr(m_at).starts_with("\\M+5");
        const auto number = marked ? numberAt(m_text, m_at + 4, 4, 16) : std::nullopt;
        if (!number) {
            return false;
        }
        const std::string bytes{static_cast<char>(*number >> 8U),
                                static_cast<char>(*number & 0xFFU)};
        const auto converter = TextConverter::from("GBK");
        if (!converter || !converter->accepts(bytes)) {
            return false;
        }
        m_out += converter->toUtf8(bytes);
        m_at += 8;
        return true;
    }

    /// \S1/2; \S1^2; \S1#2;
    bool stacked() {
        const std::size_t end = m_text.find(';', m_at);
        if (end == std::string_view::npos) {
            return false;
        }
        for (std::size_t i = m_at + 2; i < end; ++i) {
            const char c = m_text[i];
            m_out += c == '^' || c == '#' ? '/' : c;
        }
        m_at = end + 1;
        return true;
    }

    /// A code with an argument up to a semicolon.
    bool format(char code) {
        constexpr std::string_view kCodes = "ACcfFHpQTW";
        const std::size_t end = m_text.find(';', m_at);
        if (code == '\0' || kCodes.find(code) == std::string_view::npos ||
            end == std::string_view::npos) {
            return false;
        }
        m_at = end + 1;
        return true;
    }

    std::string trimmed() const {
        std::string out;
        for (std::size_t begin = 0; begin <= m_out.size();) {
            const std::size_t end = std::min(m_out.find('\n', begin), m_out.size());
            const std::string_view line = std::string_view(m_out).substr(begin, end - begin);
            const std::size_t first = line.find_first_not_of(" \t");
            if (first != std::string_view::npos) {
                out += out.empty() ? "" : "\n";
                out += line.substr(first, line.find_last_not_of(" \t") - first + 1);
            }
            begin = end + 1;
        }
        return out;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_out;
};

} // namespace

std::string drawingText(std::string_view text) {
    return Cleaner(text).clean();
}

} // namespace tuban::data
