#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// `text` as it can be shown anywhere: control characters (line breaks, tabs, terminal escapes)
/// become spaces, characters that XML forbids and bytes that are not UTF-8 become U+FFFD.
std::string printable(std::string_view text);

/// Columns that UTF-8 text takes on a terminal: 2 for East Asian wide and fullwidth characters,
/// 0 for combining and format characters, else 1 (ambiguous characters count 1).
/// @source Unicode 14, UAX #11 (East Asian Width W and F), general categories Mn, Me, Cf.
std::size_t displayWidth(std::string_view text);

/// Lines of at most `width` columns, broken at spaces and beside wide characters, within a word
/// only where it is longer than a line. Always at least one line.
std::vector<std::string> wrapText(std::string_view text, std::size_t width);

/// wrapText with as many lines, but of lengths as equal as can be: for headings.
std::vector<std::string> wrapEvenly(std::string_view text, std::size_t width);

} // namespace tuban::data
