#pragma once

#include <string>
#include <string_view>

namespace tuban::data {

/// A text of a drawing as people read it, in UTF-8: control codes (%%c, %%d, %%p, %%nnn; %%u, %%o
/// and %%k draw lines and go), \U+XXXX and \M+nXXXX characters, and the formatting of multi-line
/// texts (\P is a new line, \~ a blank, \S…; a fraction, {…} a group, \A \C \f \F \H \L \O \K \p \Q
/// \T \W go). What is no such code stays. Blanks at the ends of lines go, as do empty lines.
/// @source Autodesk, DXF reference, "Text" and "Mtext" group codes; AutoCAD user's guide, control
///   codes and special characters.
std::string drawingText(std::string_view text);

} // namespace tuban::data
