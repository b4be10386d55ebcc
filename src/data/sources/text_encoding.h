#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// How bytes of one text read under UTF-8, strictly (no overlong forms, no surrogates).
struct Utf8Reading {
    bool valid = true;                ///< apart from a character cut off at the end
    bool cut = false;                 ///< the text ends within a character
    std::uint32_t longSequences = 0;  ///< characters of three or four bytes (CJK among them)
    std::uint32_t shortSequences = 0; ///< characters of two bytes
};
Utf8Reading readUtf8(std::string_view bytes);
bool isUtf8(std::string_view bytes);
/// How many bytes the character of UTF-8 takes that begins at `place`; 0 if none does.
std::size_t utf8Length(std::string_view bytes, std::size_t place);

/// How bytes of one text read under GB18030 (which contains GBK and GB 2312).
/// @source GB 18030-2022: two bytes 81–FE, 40–7E or 80–FE; four bytes 81–FE, 30–39, 81–FE, 30–39.
struct GbReading {
    bool valid = true; ///< apart from a character cut off at the end
    bool cut = false;
    std::uint32_t characters = 0; ///< of several bytes
    std::uint32_t common = 0; ///< of these in the rows of GB 2312 that hold hanzi and punctuation
};
GbReading readGb18030(std::string_view bytes);

/// Whether text that is not UTF-8 may be taken for Chinese: valid under GB18030 and at least four
/// fifths of its characters in everyday use (accents between Latin letters are valid as well, but
/// give rare characters).
bool plausibleGb18030(const GbReading& reading);

/// Converts to UTF-8 with the system's tables. A character cut off at the end is dropped; a byte
/// without meaning becomes U+FFFD.
class TextConverter {
public:
    /// Nothing if the system does not know the encoding.
    static std::optional<TextConverter> from(const std::string& encoding);

    std::string toUtf8(std::string_view bytes) const;
    /// Whether every byte has a meaning, a character cut off at the end apart.
    bool accepts(std::string_view bytes) const;

private:
    struct Handle;
    explicit TextConverter(std::shared_ptr<Handle> handle);
    /// Returns whether the bytes had a meaning; appends to `out` if not null.
    bool convert(std::string_view bytes, std::string* out) const;

    std::shared_ptr<Handle> m_handle; ///< used by one thread at a time
};

/// Keeps texts readable in formats that promise UTF-8 but sometimes hold something else: GB18030
/// where that is plausible, else Latin-1. One object per thread.
class TextRepair {
public:
    /// `bytes` itself if it is UTF-8, else its conversion (valid until the next call).
    std::string_view utf8(std::string_view bytes);
    /// Texts converted so far, by encoding.
    const std::map<std::string, std::uint64_t>& repaired() const { return m_repaired; }
    void restore(std::map<std::string, std::uint64_t> repaired) {
        m_repaired = std::move(repaired);
    }

private:
    std::string m_text;
    std::optional<TextConverter> m_gb18030 = {};
    std::optional<TextConverter> m_latin1 = {};
    std::map<std::string, std::uint64_t> m_repaired;
};

} // namespace tuban::data
