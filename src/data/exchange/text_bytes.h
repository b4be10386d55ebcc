#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// The text of a whole file.
struct DecodedText {
    std::string text;           ///< UTF-8, without byte order mark
    std::string encoding;       ///< that its bytes were read as: "UTF-8", "GB18030", "UTF-16LE" …
    bool told = true;           ///< from the bytes; false: a mark or the caller says it
    std::uint64_t replaced = 0; ///< characters without meaning, now U+FFFD
};

/// Decodes by `encoding`, where it is empty by the byte order mark, else from the bytes: UTF-16
/// without mark by its zero bytes, UTF-8 where it is sound, else GB18030 (which holds GBK and
/// GB 2312), else Latin-1. Linear.
/// Errors: BadArgument (an encoding that the system does not know).
Result<DecodedText> decodeText(std::string_view bytes, const std::string& encoding = {});

/// UTF-8 in another encoding of iconv; nothing where it has no place for a character.
std::optional<std::string> encodeText(std::string_view utf8, const std::string& encoding);

/// Half-width forms of full-width ASCII (Ａ １ ， ． ＝ ＠ 　…) and of 【】; all else stays.
std::string halfWidthText(std::string_view utf8);

} // namespace tuban::data
