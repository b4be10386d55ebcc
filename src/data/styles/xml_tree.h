#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tuban::data {

/// An element of a small XML file, or a piece of text between elements. Names are without prefix,
/// and compare whatever the case of their letters. What is asked for counts as taken, so that the
/// rest can be told in the end.
struct XmlNode {
    std::string name = {}; ///< empty: a piece of text
    std::string text = {}; ///< of a piece of text; blanks at a line break are left out
    std::int64_t line = 0;
    std::vector<std::pair<std::string, std::string>> attributes = {};
    std::vector<XmlNode> children = {};
    bool taken = false;

    /// The first child of this name, or null.
    XmlNode* child(std::string_view childName);
    std::vector<XmlNode*> childrenNamed(std::string_view childName);
    /// The text inside, without blanks around; takes the pieces of text.
    std::string content();
    /// Empty if there is none.
    std::string attribute(std::string_view attributeName) const;
    bool is(std::string_view elementName) const;
    /// Counts it and all inside as taken.
    void takeAll();
};

/// The root element of a file. Nothing outside of the file is ever read.
/// `bytes` is UTF-8 or says itself what it is.
/// Errors: StyleMalformed (subject: `subject`; detail: what is wrong; where: the line). A document
/// type is refused, and so are elements nested more than a hundred deep.
Result<XmlNode> readXml(std::string_view bytes, const std::string& subject);

} // namespace tuban::data
