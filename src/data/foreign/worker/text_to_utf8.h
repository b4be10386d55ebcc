#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// A text file in UTF-8, and how its bytes were read.
struct Utf8Text {
    std::string text;          ///< without byte order mark
    std::string encoding;      ///< for iconv; "ASCII": no character needs one
    std::string declared = {}; ///< "BOM" or what was asked for; empty: nothing
    std::uint64_t lines = 0;   ///< with bytes above 127
};

/// `wanted`: the user's encoding; empty: by the byte order mark, else UTF-8 where all bytes are,
/// else Chinese (GB18030) where that is plausible, else Latin-1.
Utf8Text toUtf8Text(std::string_view bytes, const std::string& wanted);

/// The same decision without converting, for files that are read as they are.
std::string encodingOfText(std::string_view bytes);

} // namespace tuban::data
