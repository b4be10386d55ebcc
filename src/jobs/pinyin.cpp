#include "jobs/pinyin.h"

#include <array>
#include <cstddef>
#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace tuban::jobs {

namespace {

constexpr char16_t kFirstHan = 0x4E00;
constexpr char16_t kLastHan = 0x9FFF;
using Initials = std::array<char, kLastHan - kFirstHan + 1>;

/// By character; 0: no reading is known.
Initials readInitials() {
    Initials initials{};
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> reader(icu::Transliterator::createInstance(
        "Han-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) {
        return initials;
    }
    icu::UnicodeString all;
    for (char32_t c = kFirstHan; c <= kLastHan; ++c) {
        all.append(static_cast<UChar>(c)).append(u'\n');
    }
    reader->transliterate(all);
    std::size_t at = 0;
    bool begins = true;
    for (int32_t i = 0; i < all.length() && at < initials.size(); ++i) {
        const char16_t c = all[i];
        if (c == u'\n') {
            ++at;
            begins = true;
        } else if (begins && c != u' ') {
            initials[at] = c >= u'a' && c <= u'z' ? static_cast<char>(c) : '\0';
            begins = false;
        }
    }
    return initials;
}

/// The Chinese character that three bytes of UTF-8 from `at` on are; 0: they are none.
char16_t hanAt(std::string_view text, std::size_t at) {
    if (at + 2 >= text.size()) {
        return 0;
    }
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    if (byte(0) < 0xE4 || byte(0) > 0xE9) {
        return 0;
    }
    const unsigned c = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    return c >= kFirstHan && c <= kLastHan ? static_cast<char16_t>(c) : char16_t{0};
}

} // namespace

std::string pinyinInitials(std::string_view text) {
    static const Initials kInitials = readInitials();
    std::string initials;
    for (std::size_t at = 0; at < text.size();) {
        const char16_t han = hanAt(text, at);
        const char initial = han == 0 ? '\0' : kInitials[static_cast<std::size_t>(han - kFirstHan)];
        if (initial != '\0') {
            initials += initial;
            at += 3;
        } else {
            const char c = text[at++];
            initials += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return initials;
}

bool hasHan(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (hanAt(text, at) != 0) {
            return true;
        }
    }
    return false;
}

} // namespace tuban::jobs
