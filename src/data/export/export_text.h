#pragma once

#include "model/layer_schema.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// Encodings in which texts can leave a workspace.
enum class ExportEncoding { Utf8, Gbk, Gb18030 };
/// "utf-8", "gbk", "gb18030", whatever the case; nothing for other names.
std::optional<ExportEncoding> exportEncodingNamed(std::string_view name);
/// As files name it: "UTF-8", "GBK", "GB18030".
const char* nameOf(ExportEncoding encoding);

/// Turns UTF-8 into another encoding, by the tables of the system. One object per thread.
class TextEncoder {
public:
    explicit TextEncoder(ExportEncoding encoding);
    TextEncoder(TextEncoder&&) noexcept;
    TextEncoder& operator=(TextEncoder&&) noexcept;
    ~TextEncoder();

    /// Appends `text`; a character that the encoding does not have becomes "?". Returns how many
    /// did.
    std::size_t append(std::string& bytes, std::string_view text);
    /// The most characters of `bytes`, in this encoding, that fit into `limit` bytes, as a length.
    std::size_t fitting(std::string_view bytes, std::size_t limit) const;

private:
    struct Handle;
    bool convertAll(std::string& bytes, std::string_view text);
    std::size_t convert(std::string& bytes, std::string_view text);

    ExportEncoding m_encoding;
    std::unique_ptr<Handle> m_handle;
};

/// The shortest text of a number that reads back as the same one, with an exponent where that is
/// shorter: at most 24 characters, in the C locale. Of what is no number, nothing.
void appendNumber(std::string& text, double value);
void appendNumber(std::string& text, std::int64_t value);
/// A value as text: numbers as above, texts as they are, nothing of null.
void appendValue(std::string& text, const FieldValue& value);
inline bool isNull(const FieldValue& value) {
    return std::holds_alternative<std::monostate>(value);
}
/// The days of YYYY-MM-DD as YYYYMMDD; nothing where it is no such text.
std::optional<std::string> compactDay(std::string_view day);

/// Appends text for an XML 1.0 document, in content and between quotation marks. Characters that
/// XML cannot hold become blanks; returns how many did.
std::size_t appendXml(std::string& xml, std::string_view text);
/// Appends text between quotation marks for JSON; bytes that are no UTF-8 become U+FFFD.
void appendJson(std::string& json, std::string_view text);

} // namespace tuban::data
