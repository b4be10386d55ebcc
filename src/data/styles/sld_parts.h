#pragma once

#include "data/styles/xml_tree.h"
#include "model/finding.h"
#include "model/symbology.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

// The pieces of readSld. Each takes the elements that it understands.

/// What could not be read, with its line.
class SldNotes {
public:
    void valueUnread(const XmlNode& node, const std::string& value);
    void ruleLeftOut(const XmlNode& rule, const std::string& name);
    /// Elements inside `node` that nobody took.
    void addLeftOver(const XmlNode& node);
    std::vector<Finding> take() { return std::move(m_findings); }

private:
    std::vector<Finding> m_findings = {};
};

/// The text of an element, written out or as a Literal; nothing if it is computed.
std::optional<std::string> literalOf(XmlNode& node);

/// A number; nothing, with a note, if it is none.
std::optional<double> numberOf(XmlNode& node, SldNotes& notes);

/// A condition out of a Filter or of what stands in one; nothing if it is not understood.
std::optional<Condition> readCondition(XmlNode& node);

/// A symbolizer of any kind; nothing for elements that are none, and for coverages.
std::optional<Symbolizer> readSymbolizer(XmlNode& node, SldNotes& notes);

/// The name of a field where `node` is one; nothing otherwise.
std::optional<std::string> fieldOf(XmlNode& node);

/// Lengths by the unit of a symbolizer.
class SldLengths {
public:
    SldLengths(const XmlNode& symbolizer, SldNotes& notes);

    /// "2", "2px", "2m" or "2ft"; nothing, with a note, if it is none.
    std::optional<SymbolLength> lengthOf(XmlNode& node) const;
    std::optional<SymbolLength> lengthFrom(const XmlNode& node, std::string_view text) const;

private:
    SldNotes* m_notes;
    std::string m_unit = "px";
};

/// What the text of a label and its place are.
TextSymbolizer readTextSymbolizer(XmlNode& node, const SldLengths& lengths, SldNotes& notes);

Fill readFill(XmlNode& fill, SldNotes& notes);
Stroke readStroke(XmlNode& stroke, const SldLengths& lengths, SldNotes& notes);

/// The parameters of a Fill, Stroke or Font, CssParameter or SvgParameter; `take` says whether it
/// knows the name.
void forEachParameter(XmlNode& node,
                      const std::function<bool(const std::string& name, XmlNode& value)>& take);

} // namespace tuban::data
