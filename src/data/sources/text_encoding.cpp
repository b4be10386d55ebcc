#include "data/sources/text_encoding.h"

#include <cerrno>
#include <cstring>
#include <iconv.h>

namespace tuban::data {

namespace {

std::uint8_t byteAt(std::string_view bytes, std::size_t i) {
    return static_cast<std::uint8_t>(bytes[i]);
}

/// Length of the run of ASCII from `i`, eight bytes at a step.
std::size_t skipAscii(std::string_view bytes, std::size_t i) {
    while (i + 8 <= bytes.size()) {
        std::uint64_t block = 0;
        std::memcpy(&block, bytes.data() + i, sizeof block);
        if ((block & 0x8080808080808080U) != 0) {
            break;
        }
        i += 8;
    }
    while (i < bytes.size() && byteAt(bytes, i) < 0x80) {
        ++i;
    }
    return i;
}

/// What may follow a lead byte of UTF-8.
/// @source RFC 3629 section 4
struct Utf8Lead {
    std::size_t length; ///< 0: no lead byte
    std::uint8_t secondMin = 0x80;
    std::uint8_t secondMax = 0xBF;
};

Utf8Lead utf8Lead(std::uint8_t lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
        return {2};
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return {3,
                static_cast<std::uint8_t>(lead == 0xE0 ? 0xA0 : 0x80),
                static_cast<std::uint8_t>(lead == 0xED ? 0x9F : 0xBF)};
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        return {4,
                static_cast<std::uint8_t>(lead == 0xF0 ? 0x90 : 0x80),
                static_cast<std::uint8_t>(lead == 0xF4 ? 0x8F : 0xBF)};
    }
    return {0};
}

bool inRange(std::uint8_t v, std::uint8_t low, std::uint8_t high) {
    return v >= low && v <= high;
}

} // namespace

Utf8Reading readUtf8(std::string_view bytes) {
    Utf8Reading reading;
    for (std::size_t i = skipAscii(bytes, 0); i < bytes.size(); i = skipAscii(bytes, i)) {
        const Utf8Lead lead = utf8Lead(byteAt(bytes, i));
        if (lead.length == 0) {
            reading.valid = false;
            return reading;
        }
        for (std::size_t k = 1; k < lead.length; ++k) {
            if (i + k == bytes.size()) {
                reading.cut = true;
                return reading;
            }
            const bool fits = k == 1 ? inRange(byteAt(bytes, i + 1), lead.secondMin, lead.secondMax)
                                     : inRange(byteAt(bytes, i + k), 0x80, 0xBF);
            if (!fits) {
                reading.valid = false;
                return reading;
            }
        }
        (lead.length == 2 ? reading.shortSequences : reading.longSequences) += 1;
        i += lead.length;
    }
    return reading;
}

std::size_t utf8Length(std::string_view bytes, std::size_t place) {
    const std::uint8_t first = byteAt(bytes, place);
    if (first < 0x80) {
        return 1;
    }
    const Utf8Lead lead = utf8Lead(first);
    if (lead.length > bytes.size() - place) {
        return 0;
    }
    for (std::size_t k = 1; k < lead.length; ++k) {
        const bool fits = k == 1 ? inRange(byteAt(bytes, place + 1), lead.secondMin, lead.secondMax)
                                 : inRange(byteAt(bytes, place + k), 0x80, 0xBF);
        if (!fits) {
            return 0;
        }
    }
    return lead.length;
}

bool isUtf8(std::string_view bytes) {
    const Utf8Reading reading = readUtf8(bytes);
    return reading.valid && !reading.cut;
}

GbReading readGb18030(std::string_view bytes) {
    GbReading reading;
    for (std::size_t i = skipAscii(bytes, 0); i < bytes.size(); i = skipAscii(bytes, i)) {
        const std::uint8_t lead = byteAt(bytes, i);
        if (!inRange(lead, 0x81, 0xFE)) {
            reading.valid = false;
            return reading;
        }
        if (i + 1 == bytes.size()) {
            reading.cut = true;
            return reading;
        }
        const std::uint8_t second = byteAt(bytes, i + 1);
        ++reading.characters;
        if (inRange(second, 0x30, 0x39)) {
            if (i + 4 > bytes.size()) {
                --reading.characters;
                reading.cut = true;
                return reading;
            }
            if (!inRange(byteAt(bytes, i + 2), 0x81, 0xFE) ||
                !inRange(byteAt(bytes, i + 3), 0x30, 0x39)) {
                reading.valid = false;
                return reading;
            }
            i += 4;
            continue;
        }
        if (second == 0x7F || !inRange(second, 0x40, 0xFE)) {
            reading.valid = false;
            return reading;
        }
        const bool hanzi = inRange(lead, 0xB0, 0xF7) && second >= 0xA1;
        const bool punctuation = (lead == 0xA1 || lead == 0xA3) && second >= 0xA1;
        reading.common += hanzi || punctuation ? 1U : 0U;
        i += 2;
    }
    return reading;
}

bool plausibleGb18030(const GbReading& reading) {
    return reading.valid && reading.characters > 0 && reading.common * 5 >= reading.characters * 4;
}

struct TextConverter::Handle {
    iconv_t descriptor;
    explicit Handle(iconv_t opened) : descriptor(opened) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { ::iconv_close(descriptor); }
};

TextConverter::TextConverter(std::shared_ptr<Handle> handle) : m_handle(std::move(handle)) {}

std::optional<TextConverter> TextConverter::from(const std::string& encoding) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the value POSIX gives for failure
    static const auto kFailed = reinterpret_cast<iconv_t>(static_cast<std::intptr_t>(-1));
    const iconv_t descriptor = ::iconv_open("UTF-8", encoding.c_str());
    if (descriptor == kFailed) {
        return std::nullopt;
    }
    return TextConverter(std::make_shared<Handle>(descriptor));
}

bool TextConverter::convert(std::string_view bytes, std::string* out) const {
    static constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
    ::iconv(m_handle->descriptor, nullptr, nullptr, nullptr, nullptr);
    std::string copy(bytes); // iconv wants writable input
    char* in = copy.data();
    std::size_t left = copy.size();
    bool meaningful = true;
    while (left > 0) {
        char buffer[512];
        char* to = buffer;
        std::size_t room = sizeof buffer;
        const std::size_t result = ::iconv(m_handle->descriptor, &in, &left, &to, &room);
        const int reason = result == static_cast<std::size_t>(-1) ? errno : 0;
        if (out != nullptr) {
            out->append(buffer, sizeof buffer - room);
        }
        if (reason == EINVAL) {
            break; // cut off at the end
        }
        if (reason == EILSEQ) {
            meaningful = false;
            if (out == nullptr) {
                return false;
            }
            out->append(kReplacement);
            ++in;
            --left;
        }
    }
    return meaningful;
}

std::string TextConverter::toUtf8(std::string_view bytes) const {
    std::string text;
    convert(bytes, &text);
    return text;
}

bool TextConverter::accepts(std::string_view bytes) const {
    return convert(bytes, nullptr);
}

std::string_view TextRepair::utf8(std::string_view bytes) {
    if (isUtf8(bytes)) {
        return bytes;
    }
    const bool chinese = plausibleGb18030(readGb18030(bytes));
    std::optional<TextConverter>& converter = chinese ? m_gb18030 : m_latin1;
    const char* const encoding = chinese ? "GB18030" : "ISO-8859-1";
    if (!converter) {
        converter = TextConverter::from(encoding);
    }
    ++m_repaired[encoding];
    m_text = converter ? converter->toUtf8(bytes) : std::string(bytes.size(), '?');
    return m_text;
}

} // namespace tuban::data
