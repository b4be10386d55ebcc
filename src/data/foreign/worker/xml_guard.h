#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tuban::data {

/// The outermost element of an XML text: its name without prefix, and the prefix.
struct XmlRoot {
    std::string name;
    std::string space;
};
/// Empty where there is none in the first 64 KiB.
XmlRoot xmlRoot(std::string_view bytes);

/// Whether bytes look like XML in UTF-16.
bool isWideXml(std::string_view head);

/// Why an XML text is not handed to a parser: a document type (which entities and references to
/// other files need), elements more than 256 deep, UTF-16 (in which these could not be seen).
/// Nothing: it may be read. One pass, no memory but for the depth.
std::optional<std::string> xmlObjection(std::string_view bytes);

} // namespace tuban::data
