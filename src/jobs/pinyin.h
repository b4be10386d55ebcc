#pragma once

#include <string>
#include <string_view>

namespace tuban::jobs {

/// The first letters of the syllables that Chinese characters are spoken with, other characters as
/// they are in lower case: 子牙循环 gives "zyxh", A区3号 "aq3h". Of several readings the most
/// frequent one counts. UTF-8; characters outside U+4E00–U+9FFF stay. Fast: one look into a table
/// each, which is made at the first call, in some tenths of a second.
/// @source Unicode CLDR, transform Han-Latin.
std::string pinyinInitials(std::string_view text);

/// Whether a character of the text is spoken in syllables, so that its initials say something new.
bool hasHan(std::string_view text);

} // namespace tuban::jobs
