#pragma once

#include <string>

namespace tuban::jobs {

/// What a reader of files said, in the language of the user where it is known: the whole text, or
/// the parts of "known: known: anything". What GDAL or SQLite say stays as it is.
std::string readerText(const std::string& text);

} // namespace tuban::jobs
